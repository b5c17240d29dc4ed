"""One call as the routes see it, what they answer, and the table of routes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

import msgspec

from tests.fakes.github.access import NOTHING, READ, WRITE

if TYPE_CHECKING:
    from tests.fakes.github.access import Account
    from tests.fakes.github.world import Host, Repository

DOCS = "https://docs.github.com/rest"
NOUNS = {"fine": "personal access token", "classic": "personal access token"}


@dataclass
class Answer:
    """`body` is JSON, or bytes that are JSON already."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        if self.body is None:
            return b""
        return self.body if isinstance(self.body, bytes) else msgspec.json.encode(self.body)


class Refusal(Exception):  # noqa: N818 - an answer, not a mistake
    def __init__(self, status: int, message: str, *, errors: Any = None, **headers: str) -> None:
        super().__init__(message)
        body = {"message": message, "documentation_url": DOCS, "status": str(status)}
        self.answer = Answer(body | ({"errors": errors} if errors else {}), status, headers)


def not_found() -> Refusal:
    return Refusal(404, "Not Found")


@dataclass
class Call:
    host: Host
    account: Account
    method: str
    path: str
    query: dict[str, str]
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    needed: str = ""

    def sees_fields_of(self, repository: Repository) -> bool:
        """Fields for members only are hidden from callers that aren't."""
        owner = repository.owner
        members = getattr(owner, "members", set())
        return (self.account.kind in ("actions", "installation") and self.account.reaches(repository)) or (
            self.account.login in members
        )

    def object(self) -> dict[str, Any]:
        """The body, which has to be an object."""
        if not isinstance(self.body, dict):
            raise Refusal(400, "Problems parsing JSON")
        return self.body

    def need(self, permission: str, repository: Repository) -> None:
        """Refuses what the account may not do here."""
        if not permission:
            return
        name, _, word = permission.partition("=")
        level = {"read": READ, "write": WRITE}.get(word, NOTHING)
        self.needed = permission
        if level == WRITE and repository.archived:
            raise Refusal(403, "Repository was archived so is read-only.")
        if not self.account.may(name, level, repository):
            if self.account.kind == "anonymous":
                raise Refusal(401, "Requires authentication")
            noun = NOUNS.get(self.account.kind, "integration")
            raise Refusal(403, f"Resource not accessible by {noun}")

    def page(self, things: list[Any], where: str | None = None) -> tuple[list[Any], dict[str, str]]:
        """The part that was asked for, and the Link header that leads on from it."""
        size = min(max(number(self.query.get("per_page"), 30), 1), 100)
        at = max(number(self.query.get("page"), 1), 1)
        last = max(1, -(-len(things) // size))
        address = f"{self.host.api_url}{where or self.path}"

        def link(page: int, rel: str) -> str:
            query = self.query | {"page": str(page)}
            if self.host.cursors:
                query["after"] = f"Y3Vyc29yOnYyOpK{page:08d}"
            return f'<{address}?{urlencode(query, safe=",")}>; rel="{rel}"'

        links = [link(at - 1, "prev")] if at > 1 else []
        links += [link(at + 1, "next")] if at < last else []
        if not self.host.cursors:
            links += [link(last, "last")] if at < last else []
            links += [link(1, "first")] if at > 1 else []
        return things[(at - 1) * size : at * size], {"Link": ", ".join(links)} if links else {}


def moved(call: Call, path: str) -> Refusal:
    """301 for reading, 307 for writing, both with the query that was asked."""
    address = f"{call.host.api_url}{path}" + (f"?{urlencode(call.query, safe=',')}" if call.query else "")
    if call.method in ("GET", "HEAD"):
        refusal = Refusal(301, "Moved Permanently", Location=address)
    else:
        refusal = Refusal(307, "Temporary Redirect", Location=address)
    refusal.answer.body["url"] = address
    return refusal


def number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise


def joined(parts: list[bytes]) -> bytes:
    return b"[" + b",".join(parts) + b"]"


class Route(NamedTuple):
    method: str
    pattern: re.Pattern[str]
    handler: Callable[..., Any]
    needs: str
    feature: str


@dataclass
class Routes:
    """`{name}` is one part of a path, `{name:path}` the rest. First match answers."""

    known: list[Route] = field(default_factory=list)

    def __call__(self, method: str, path: str, needs: str = "", feature: str = "") -> Callable[[Any], Any]:
        pattern = re.sub(r"\{(\w+):path\}", r"(?P<\1>.*)", re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))

        def add(handler: Any) -> Any:
            self.known.append(Route(method, re.compile(pattern), handler, needs, feature))
            return handler

        return add

    def find(self, call: Call, path: str) -> tuple[Route, dict[str, str]]:
        for route in self.known:
            if route.method == call.method and (found := route.pattern.fullmatch(path)):
                if route.feature and route.feature not in call.host.features:
                    break
                return route, found.groupdict()
        raise not_found()


TOP = Routes()
IN_REPOSITORY = Routes()
