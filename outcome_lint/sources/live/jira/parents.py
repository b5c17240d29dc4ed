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

    Empty where Jira doesn't know the question: JQL that asks for a parent is young.
    """
    if not parentless:
        return frozenset()
    narrow = f"id in ({', '.join(parentless)})" if len(parentless) <= _NAMED else f"({where})"
    body: dict[str, object] = {"jql": f"{narrow} AND parent is not EMPTY", "fields": ["id"], "maxResults": _PAGE}
    found: set[str] = set()
    try:
        for _ in range(_MOST_PAGES):
            page = client.read(id_page, "search/jql", body)
            found.update(head.id for head in page.issues)
            if not page.nextPageToken:
                break
            body["nextPageToken"] = page.nextPageToken
    except IncompleteError:
        return frozenset()
    return frozenset(found.intersection(parentless))
