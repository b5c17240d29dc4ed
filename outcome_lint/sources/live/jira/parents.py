"""Whether an issue without a parent has one after all: Cloud leaves out the parent that an account can't see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from outcome_lint.errors import IncompleteError
from outcome_lint.sources.live.jira.answered import id_page

if TYPE_CHECKING:
    from outcome_lint.sources.live.jira.client import Jira

_NAMED = 400  # ids that one query may name
_PAGE = 5000
_MOST_PAGES = 20


def hidden(client: Jira, where: str, parentless: Sequence[str]) -> frozenset[str]:
    """The ids of those that have a parent by Jira's own search, though they show none.

    Where they are many, all of `where` is searched, if it is given: a query can name a few hundred only. Empty where
    Jira doesn't know the question, as JQL that asks for a parent is young.
    """
    if len(parentless) > _NAMED and where:
        queries = [f"({where})"]
    else:
        pieces = (parentless[start : start + _NAMED] for start in range(0, len(parentless), _NAMED))
        queries = [f"id in ({', '.join(some)})" for some in pieces]
    found: set[str] = set()
    try:
        for query in queries:
            found |= _with_parents(client, query)
    except IncompleteError:
        return frozenset()
    return frozenset(found.intersection(parentless))


def _with_parents(client: Jira, query: str) -> set[str]:
    body: dict[str, object] = {"jql": f"{query} AND parent is not EMPTY", "fields": ["id"], "maxResults": _PAGE}
    found: set[str] = set()
    for _ in range(_MOST_PAGES):
        page = client.read(id_page, "search/jql", body)
        found.update(head.id for head in page.issues)
        if not page.nextPageToken:
            break
        body["nextPageToken"] = page.nextPageToken
    return found
