"""What goes wrong, by script: which requests are hit, and what happens to them.

`Fault` picks requests by route (a regular expression), by number among those it matches, or by a share that depends on
the request itself and how often it came, and not on the order in which threads get through.
"""

from __future__ import annotations

import random
import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from tests.fakes.jira.http import Answer, Request

Change = Callable[[Any, Request], Any]


class Fault(Struct, frozen=True, kw_only=True):
    """One of: `answer` instead of the real one; `change` of the real document; `wire`, a broken connection; `do`.

    nth: 1-based numbers among the requests that match; empty is every one. share: in percent, drawn by `seed`.
    """

    name: str
    on: str = ""
    method: str = ""
    nth: tuple[int, ...] = ()
    share: float = 100
    seed: int = 0
    most: int | None = None
    answer: Answer | None = None
    change: Change | None = None
    wire: str = ""  # reset, cut, truncate
    seconds: float = 0
    do: Callable[[Any], Any] | None = None  # is given the store, before the request is answered


class Script:
    """Says for each request which faults hit it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        self._lock = threading.Lock()
        self._matched: dict[int, int] = {}
        self._hits: dict[int, int] = {}
        self._seen: dict[tuple[int, str], int] = {}

    def hitting(self, request: Request) -> list[Fault]:
        with self._lock:
            return [fault for place, fault in enumerate(self.faults) if self._hits_it(place, fault, request)]

    def _hits_it(self, place: int, fault: Fault, request: Request) -> bool:

        if fault.method not in {"", request.method} or not re.search(fault.on, request.route or request.path):
            return False
        number = self._matched[place] = self._matched.get(place, 0) + 1
        if fault.nth and number not in fault.nth:
            return False
        if fault.share < 100 and not self._drawn(place, fault, request):
            return False
        hits = self._hits.get(place, 0)
        if fault.most is not None and hits >= fault.most:
            return False
        self._hits[place] = hits + 1
        return True

    def _drawn(self, place: int, fault: Fault, request: Request) -> bool:
        content = f"{request.method} {request.route} {sorted(request.query.items())} {request.body}"
        often = self._seen[place, content] = self._seen.get((place, content), 0) + 1
        return random.Random(f"{fault.seed} {place} {often} {content}").random() * 100 < fault.share


def failing(status: int, *, after: str | None = None, headers: Mapping[str, str] = {}, **where: Any) -> Fault:
    """An error of a gateway or server, with Retry-After where given."""
    retry = {"Retry-After": after} if after is not None else {}
    document = {"errorMessages": [f"Scripted {status}"], "errors": {}}
    answer = Answer(status=status, document=document, headers={**retry, **headers})
    return Fault(name=str(status), answer=answer, **where)


def limited(after: str | None = "1", *, reason: str = "jira-burst-based", reset: str = "", **where: Any) -> Fault:
    """429 as Cloud says it: seconds, an HTTP date, "1.5", "1800", or no Retry-After at all."""
    headers = {"X-RateLimit-Limit": "100", "X-RateLimit-Remaining": "0", "RateLimit-Reason": reason}
    if reset:
        headers["X-RateLimit-Reset"] = reset
    return failing(429, after=after, headers=headers, **where)


def reset(**where: Any) -> Fault:
    """The connection is reset before anything is answered."""
    return Fault(name="reset", wire="reset", **where)


def cut(**where: Any) -> Fault:
    """The connection is reset in the middle of the body."""
    return Fault(name="cut", wire="cut", **where)


def truncated(**where: Any) -> Fault:
    """The body ends early, and orderly: Content-Length promised more."""
    return Fault(name="truncated", wire="truncate", **where)


def slow(seconds: float, **where: Any) -> Fault:
    return Fault(name="slow", seconds=seconds, **where)


def empty(**where: Any) -> Fault:
    """200 and nothing in it."""
    return Fault(name="empty", answer=Answer(document={}), **where)


def page(html: str, status: int = 200, **where: Any) -> Fault:
    answer = Answer(status=status, document=html.encode(), content_type="text/html;charset=UTF-8")
    return Fault(name=f"page {status}", answer=answer, **where)


def login_page(**where: Any) -> Fault:
    """A single sign-on that stands in front of everything."""
    return page("<!DOCTYPE html><html><head><title>Log in with SSO</title></head><body>Log in</body></html>", **where)


def bad_gateway_page(**where: Any) -> Fault:
    return page("<html><body><h1>502 Bad Gateway</h1><p>cloudfront</p></body></html>", 502, **where)


def not_jira(**where: Any) -> Fault:
    """Some other service: JSON, but nobody's serverInfo."""
    return Fault(name="not Jira", answer=Answer(document={"status": "ok", "service": "shop"}), **where)


def changed(change: Change, name: str = "changed", **where: Any) -> Fault:
    return Fault(name=name, change=change, **where)


def _of_page(name: str, kept: Callable[[Any], Any], where: dict[str, Any]) -> Fault:
    """Changes the issues of an answer that has some, and no other."""

    def change(found: Any, _: Request) -> Any:
        return found | {"issues": kept(found["issues"])} if "issues" in found else found

    return changed(change, name, **where)


def short_page(by: int = 1, **where: Any) -> Fault:
    """Issues at the end of the page are left out, the rest of the answer is as it was."""
    return _of_page("short page", lambda issues: issues[:-by], where)


def omitted(*names: str, **where: Any) -> Fault:
    """Issues (ids or keys) are silently left out."""
    return _of_page("omitted", lambda issues: [each for each in issues if not _called(each, names)], where)


def with_errors(*ids: str, message: str = "Issue could not be fetched, try again", **where: Any) -> Fault:
    """bulkfetch names issues under issueErrors instead of sending them."""

    def change(found: Any, _: Request) -> Any:
        failed = [each["id"] for each in found["issues"] if each["id"] in ids]
        errors = [{"id": each, "errorMessage": message} for each in failed]
        return {"issueErrors": errors, "issues": [each for each in found["issues"] if each["id"] not in failed]}

    return changed(change, "issueErrors", **({"on": "^issue/bulkfetch$"} | where))


def dropping(field: str, *names: str, value: Any = None, **where: Any) -> Fault:
    """A field's value fails to load, of all issues or those named: null, or left out with UNSET.

    Only what was asked for with failFast=true says so, by a 500.
    """

    def hit(issue: Any) -> bool:
        return field in issue.get("fields", {}) and (not names or _called(issue, names))

    def change(found: Any, request: Request) -> Any:
        issues = found.get("issues", [found]) if isinstance(found, dict) else []
        if request.one("failFast") == "true" and any(map(hit, issues)):
            return Answer(status=500, document={"errorMessages": [f"Field {field} failed to load"], "errors": {}})
        lost = [_without(each, field, value) if hit(each) else each for each in issues]
        if not isinstance(found, dict):
            return found
        return found | {"issues": lost} if "issues" in found else lost[0]

    return changed(change, "dropping", **where)


def _called(issue: Any, names: Sequence[str]) -> bool:
    return issue["id"] in names or issue.get("key") in names


def _without(issue: Any, field: str, value: Any | UnsetType) -> Any:
    fields = {key: each for key, each in issue["fields"].items() if key != field}
    return issue | {"fields": fields if value is UNSET else fields | {field: value}}


def same_token(token: str = "again", **where: Any) -> Fault:  # noqa: S107 - no secret
    """Every page names the same next one."""
    again = {"nextPageToken": token, "isLast": False}
    return changed(lambda found, _: found | again, "same token", **({"on": "^search/jql$"} | where))


def warning(type_: str = "CLAUSE_LIMIT_EXCEEDED", message: str = "The result was truncated", **where: Any) -> Fault:
    noted = [{"type": type_, "message": message, "details": {}}]
    return changed(lambda found, _: found | {"warnings": noted}, "warning", **({"on": "^search/jql$"} | where))


def then(do: Callable[[Any], Any], **where: Any) -> Fault:
    """Changes the site before a request is answered: delete, move or edit between two pages."""
    return Fault(name="then", do=do, **where)


def mixture(percent: float, seed: int) -> list[Fault]:
    """A bad day: of each kind an equal part, together about `percent` of the requests."""
    kinds = [
        limited("0"), limited(None), failing(502), failing(503, after="0"), failing(503), failing(504), reset(), cut(),
        truncated(), empty(on="search|bulkfetch"),
    ]  # fmt: skip
    return [replace(kind, share=percent / len(kinds), seed=seed) for kind in kinds]
