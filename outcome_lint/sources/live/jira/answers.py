"""What an answer of Jira means: a body to read, a failure that may pass, or a refusal in Jira's own words."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

import msgspec

from outcome_lint.errors import IncompleteError
from outcome_lint.sources.live.jira.wire import Answer
from outcome_lint.sources.live.patience import PassingError, passing

_MOST_WORDS = 400
_SCOPES = re.compile(r'scope="([^"]+)"')


class Refused(IncompleteError):  # noqa: N818 - it reads as what it is
    """Jira says no, and will again: the status, and Jira's own words (or "")."""

    def __init__(self, status: int, words: str, message: str = "", hint: str = "") -> None:
        super().__init__(message or f"Jira refuses ({status})" + (f": {words}" if words else ""), hint)
        self.status = status
        self.words = words


class LoginError(Refused):
    """Jira does not know who asks. An expired token may get 200 and no issues: only a header tells."""


class ScopeError(Refused):
    """The token is fine, but not for this; `scopes` are those that the answer names."""

    def __init__(self, status: int, words: str, scopes: tuple[str, ...]) -> None:
        super().__init__(status, words)
        self.scopes = scopes


class StrangerError(Refused):
    """Something answered that is no Jira, or a page between us and Jira."""


def judge(answer: Answer, place: str, now: float) -> bytes:
    """The whole JSON body of an answer of `place`. Raises PassingError or Refused."""
    reason = answer.headers.get("X-Seraph-LoginReason", "")
    if "AUTHENTICATED_FAILED" in reason or "AUTHENTICATION_DENIED" in reason:
        raise _denied(answer, f"X-Seraph-LoginReason: {reason}")
    status = answer.status
    if failure := passing(status, answer.headers, "Jira", now):
        raise failure
    if status >= HTTPStatus.BAD_REQUEST:
        raise _refused(answer, place)
    if status >= HTTPStatus.MULTIPLE_CHOICES:
        where = answer.headers.get("Location", "").partition("?")[0]
        raise StrangerError(
            status,
            "",
            f"{place} sends us on to {where or 'somewhere else'}",
            "if this is where Jira is, write that address; a login page means that the way to Jira needs single "
            "sign-on, which no API token passes",
        )
    return _whole(answer, place)


def _whole(answer: Answer, place: str) -> bytes:
    body = answer.body
    start = body.lstrip()[:1]
    if start == b"<":
        raise StrangerError(
            answer.status,
            "",
            f"{place} answers with a web page instead of data; a login page of single sign-on looks like that",
            "open the address in a browser: is it Jira, and does the API need a VPN or another address?",
        )
    try:
        value = msgspec.json.decode(body, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        if start in (b"{", b"[", b""):
            raise PassingError(f"{place} sent a broken answer") from None
        raise StrangerError(answer.status, "", f"{place} answers with something that is no JSON") from None
    if bytes(value).strip() == b"{}":
        raise PassingError(f"{place} sent an empty answer")
    return body


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _refused(answer: Answer, place: str) -> Refused:
    words = said(answer.body)
    scopes = _SCOPES.search(answer.headers.get("WWW-Authenticate", ""))
    if "scope" in words.casefold() or (scopes and "insufficient_scope" in answer.headers["WWW-Authenticate"]):
        return ScopeError(answer.status, words, tuple((scopes[1] if scopes else "").split()))
    captcha = answer.headers.get("X-Authentication-Denied-Reason", "")
    if answer.status == HTTPStatus.UNAUTHORIZED or captcha:
        return _denied(answer, captcha or words)
    if not words and answer.body.lstrip()[:1] == b"<":
        return StrangerError(
            answer.status,
            "",
            f"{place} answers with a web page ({answer.status} {_phrase(answer.status)}) instead of data",
            "open the address in a browser: is it Jira, and does the API need a VPN or another address?",
        )
    return Refused(answer.status, words)


def _denied(answer: Answer, words: str) -> LoginError:
    if "CAPTCHA" in words:
        hint = "log in with a browser once, as Jira wants to see a person after failed logins"
    else:
        hint = "make a new token, or check that it belongs to this account and site"
    told = f": {words}" if words else ""
    return LoginError(answer.status, words, f"Jira does not accept the token; it is wrong or expired{told}", hint)


def said(body: bytes) -> str:
    """Jira's own words in an error answer: errorMessages, errors, message; "" where there are none."""
    try:
        value: Any = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    if not isinstance(value, dict):
        return ""
    found: list[str] = []
    messages, errors = value.get("errorMessages"), value.get("errors")
    found += [str(each) for each in messages] if isinstance(messages, list) else []
    found += [f"{name}: {text}" for name, text in errors.items()] if isinstance(errors, dict) else []
    found += [text for name in ("message", "errorMessage", "error") if isinstance(text := value.get(name), str)]
    return "; ".join(dict.fromkeys(found))[:_MOST_WORDS]
