"""GitHub's final no, in words that say who was refused and what would help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from outcome_lint.errors import IncompleteError
from outcome_lint.sources.live.patience import PassingError, Reply
from outcome_lint.sources.scan import BAD

if TYPE_CHECKING:
    from github import GithubException

NOBODY = "nobody"
_UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _GONE, _UNPROCESSABLE, _SERVER = 401, 403, 404, 410, 422, 500


class RefusedError(IncompleteError):
    """GitHub's final no to one request: its status, and its own words."""

    def __init__(self, status: int, words: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.status = status
        self.words = words

    @property
    def hidden(self) -> bool:
        """It is not there, or not for this account: GitHub does not tell which."""
        return self.status in (_FORBIDDEN, _NOT_FOUND, _GONE)


def refused(reply: Reply, path: str, who: str) -> RefusedError:
    """What a final answer of 400 and above means."""
    words = words_of(reply.body)
    message, hint = _explained(reply, words, path, who)
    return RefusedError(reply.status, words, message, hint)


def words_of(body: str) -> str:
    """GitHub's `message`, with the first of its `errors`; empty where the body is none of GitHub's."""
    try:
        sent = msgspec.json.decode(body)
    except BAD:
        return ""
    if not isinstance(sent, dict):
        return ""
    first = next(iter(sent.get("errors") or ()), None)
    more = first.get("message") if isinstance(first, dict) else first
    words = str(sent.get("message") or "")
    return f"{words}: {more}" if isinstance(more, str) and more else words


def app_refused(error: GithubException, api: str) -> Exception:
    """Of an App that is not let in; trouble of the server may pass."""
    if error.status >= _SERVER:
        return PassingError(f"{api} answers {error.status} to the App")
    words = error.data.get("message", "") if isinstance(error.data, dict) else ""
    return IncompleteError(
        f"GitHub does not let the App in: {error.status} {words}".rstrip(),
        "are its id and key those of one App, and is it installed for this owner?",
    )


def _explained(reply: Reply, words: str, path: str, who: str) -> tuple[str, str]:
    status = reply.status
    if status == _UNAUTHORIZED and who.startswith(NOBODY):
        return f"GitHub does not answer {path} to {who}", "set the variable to a token that may read issues"
    if status == _UNAUTHORIZED:
        return f"GitHub does not accept {who}: {words or 'bad credentials'}", "it may have expired; make a new one"
    if status == _FORBIDDEN:
        return f"GitHub refuses {path} to {who}: {words}", _needed(reply)
    if status == _NOT_FOUND:
        return (
            f"GitHub knows no {path}, or hides it from {who}",
            "is the name right, and may the token read that repository?",
        )
    if status == _GONE:
        return f"{path} is gone: {words}", "issues may be switched off in that repository"
    hint = "is everything that is selected spelt as GitHub has it?" if status == _UNPROCESSABLE else ""
    return f"GitHub answers {path} with {status}: {words}", hint


def _needed(reply: Reply) -> str:
    """What a refused token lacks, as far as GitHub says so."""
    if sso := reply.headers.get("x-github-sso", ""):
        address = re.search(r"https://\S+", sso)
        return "the token has to be authorised for single sign-on of the organisation" + (
            f": {address[0]}" if address else ""
        )
    if accepted := reply.headers.get("x-accepted-github-permissions", ""):
        return f"it asks for: {accepted}"
    if scopes := reply.headers.get("x-accepted-oauth-scopes", ""):
        return f"it asks for the scope {scopes}; the token has: {reply.headers.get('x-oauth-scopes') or 'none'}"
    return "give the token `issues: read` (and `metadata: read`)"
