"""What comes in and what goes out, as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

JSON = "application/json;charset=UTF-8"


class Request(Struct, frozen=True, kw_only=True):
    """`path` is all of it; `api` and `route` what follows: ("3", "search/jql"); both are "" outside of the REST API."""

    number: int
    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]  # names in small letters
    body: Any = None
    gateway: str | None = None  # the cloud id of a request that came through the gateway
    api: str = ""
    route: str = ""

    def one(self, name: str, default: str = "") -> str:
        """A parameter's only value, of query or body, as text."""
        if isinstance(self.body, dict) and self.body.get(name) is not None:
            return str(self.body[name])
        return self.query.get(name, [default])[-1]

    def many(self, name: str) -> list[str]:
        """A parameter that is repeated, comma separated, or a list in the body."""
        if isinstance(self.body, dict) and self.body.get(name) is not None:
            found = self.body[name]
            return [str(each) for each in found] if isinstance(found, list) else str(found).split(",")
        return [part for each in self.query.get(name, ()) for part in each.split(",")]

    def has(self, name: str) -> bool:
        return name in self.query or (isinstance(self.body, dict) and self.body.get(name) is not None)

    def number_of(self, name: str, default: int) -> int:
        return int(self.one(name, str(default)) or default)


class Answer(Struct, frozen=True, kw_only=True):
    """`document` is JSON to encode, or bytes that go out as they are."""

    status: int = 200
    document: Any = None
    headers: Mapping[str, str] = {}
    content_type: str = JSON

    def __bool__(self) -> bool:
        return True


class Exchange(Struct, frozen=True, kw_only=True):
    """One request and its answer, as the log keeps them."""

    number: int
    method: str
    path: str
    query: Mapping[str, list[str]]
    body: Any
    account: str | None
    status: int
    headers: Mapping[str, str] = {}
    fault: str = ""
    answer: Any = None


class RefusedError(Exception):
    """Ends a request with an answer of its own."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def refuse(status: int, *messages: str, **errors: str) -> RefusedError:
    """In the shape of Jira's ErrorCollection."""
    return RefusedError(Answer(status=status, document={"errorMessages": list(messages), "errors": errors}))
