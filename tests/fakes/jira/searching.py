"""A search and its pages: the order is worked out once a query and state of the site, and a token is a place in it."""

from __future__ import annotations

import hashlib
from typing import Any

from tests.fakes.jira import jql, jql_search
from tests.fakes.jira.asked import Asked
from tests.fakes.jira.http import refuse
from tests.fakes.jira.site import Issue

UNBOUNDED = "Unbounded JQL queries are not allowed here. Please add a search restriction to your query."
BAD_TOKEN = "The nextPageToken is invalid or has expired."  # noqa: S105 - no secret
_KEPT = 64


class Search:
    """Raises RefusedError in Jira's own words."""

    def __init__(self, asked: Asked, text: str, reconciled: tuple[int, ...] = (), *, bounded: bool = False) -> None:
        self._asked, self._text, self._reconciled = asked, text, reconciled
        try:
            self._query = jql.parse(text)
            if bounded and self._query.where is None:
                raise refuse(400, UNBOUNDED)
            self._cache = asked.memory.setdefault("searches", {})
            self._found = self._issues()
        except jql.JqlError as error:
            raise refuse(400, *error.messages) from None
        except jql_search.TooManyOperandsError:
            raise refuse(500, "Internal server error") from None

    def issues(self) -> list[Issue]:
        return self._found

    def page(self, token: str, size: int) -> tuple[list[Issue], str | None]:
        """The issues after a token's place, and the next token while there are more."""
        start = self._place(token) if token else 0
        page, more = self._found[start : start + size], len(self._found) > start + size
        if not more:
            return page, None
        tokens = self._asked.memory.setdefault("tokens", {})
        value = hashlib.sha256(f"{self._text}\0{page[-1].id}\0{start + size}".encode()).hexdigest()
        tokens[value] = (self._text, page[-1], start + size, self._asked.store.version)
        return page, value

    def _place(self, token: str) -> int:
        """Where a token goes on: after its last issue, which may have moved or gone since."""
        kept = self._asked.memory.setdefault("tokens", {}).get(token)
        if kept is None or kept[0] != self._text:
            raise refuse(400, BAD_TOKEN)
        _, last, place, version = kept
        if version == self._asked.store.version:
            return int(place)
        keys = [(jql_search.ordering(self._asked.renderer, each), each.descending) for each in self._query.orders]
        keys = keys or [(lambda issue: issue.id, True)]
        return sum(not _after(issue, last, keys) for issue in self._found)

    def _issues(self) -> list[Issue]:
        store, renderer = self._asked.store, self._asked.renderer
        key = self._text, self._reconciled, id(renderer)
        minute = int(store.now().timestamp()) // 60
        with store.lock:
            kept = self._cache.get(key)
            if kept and kept[:2] == (store.version, minute):
                found: list[Issue] = kept[2]
                return found
            if len(self._cache) > _KEPT:
                self._cache.clear()
            found = jql_search.search(renderer, self._query, self._reconciled)
            self._cache[key] = store.version, minute, found
            return found


def _after(issue: Issue, other: Issue, keys: list[Any]) -> bool:
    for key, descending in keys:
        mine, its = key(issue), key(other)
        if mine != its:
            return bool(mine < its) if descending else bool(mine > its)
    return issue.id > other.id
