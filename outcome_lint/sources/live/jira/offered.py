"""Asks Jira which fields it offers for a project and an issue type. What it leaves out may apply all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import msgspec

from outcome_lint.errors import IncompleteError
from outcome_lint.sources.live.patience import TRIES

if TYPE_CHECKING:
    from outcome_lint.sources.live.jira.applicability import Pair
    from outcome_lint.sources.live.jira.client import Jira

Doubts = Mapping["Pair", tuple[frozenset[str], str]]
"""By project and type: the ids in doubt, and the key of an issue that could be looked at."""

_PAIRS_AT_A_TIME = 50
_PAGE = 100
_SCREEN_PAGE = 200
_MOST_PAGES = 50
_TRIES = 3  # of what is asked for each project and type


def proofs(client: Jira, doubts: Doubts) -> dict[Pair, frozenset[str]]:
    """The ids of each pair that Jira offers there. What can't be asked is not proved, never an error."""
    if not doubts:
        return {}
    if client.flavour == "cloud" and (found := _projects_fields(client, doubts)) is not None:
        return found
    return {pair: _offered(client, pair, idents, sample) for pair, (idents, sample) in doubts.items()}


def _projects_fields(client: Jira, doubts: Doubts) -> dict[Pair, frozenset[str]] | None:
    """What the experimental `projects/fields` says of all pairs; None where it is switched off."""
    offered: set[tuple[str, str, str]] = set()
    pairs = sorted(doubts, key=lambda pair: (pair.project, pair.type))
    try:
        for start in range(0, len(pairs), _PAIRS_AT_A_TIME):
            some = pairs[start : start + _PAIRS_AT_A_TIME]
            idents = sorted(frozenset().union(*(doubts[pair][0] for pair in some)))
            asked = [("projectId", each) for each in sorted({pair.project for pair in some})]
            asked += [("workTypeId", each) for each in sorted({pair.type for pair in some})]
            asked += [("fieldId", each) for each in idents]
            for row in _pages(client, f"projects/fields?{urlencode(asked)}", ("values",), _PAGE, TRIES):
                offered.add((str(row.get("projectId")), str(row.get("workTypeId")), str(row.get("fieldId"))))
    except IncompleteError:
        return None
    return {
        pair: frozenset(ident for ident in idents if (pair.project, pair.type, ident) in offered)
        for pair, (idents, _) in doubts.items()
    }


def _offered(client: Jira, pair: Pair, idents: frozenset[str], sample: str) -> frozenset[str]:
    found = _on_create_screen(client, pair)
    if not idents & found:
        found |= _on_edit_screen(client, sample)
    return idents & found


def _on_create_screen(client: Jira, pair: Pair) -> frozenset[str]:
    path = f"issue/createmeta/{quote(pair.project)}/issuetypes/{quote(pair.type)}"
    try:
        rows = list(_pages(client, path, ("fields", "values", "results"), _SCREEN_PAGE))
    except IncompleteError:
        return frozenset()
    return frozenset(str(row.get("fieldId") or row.get("key")) for row in rows)


def _on_edit_screen(client: Jira, issue: str) -> frozenset[str]:
    try:
        answer = msgspec.json.decode(client.get(f"issue/{quote(issue)}/editmeta", tries=_TRIES))
    except (IncompleteError, msgspec.DecodeError):
        return frozenset()
    fields = answer.get("fields") if isinstance(answer, dict) else None
    return frozenset(fields) if isinstance(fields, dict) else frozenset()


def _pages(client: Jira, path: str, names: tuple[str, ...], size: int, tries: int = _TRIES) -> Iterator[dict[str, Any]]:
    """The rows of all pages, under whichever of the names the flavour lists them."""
    start = 0
    for _ in range(_MOST_PAGES):
        mark = "&" if "?" in path else "?"
        page = msgspec.json.decode(client.get(f"{path}{mark}startAt={start}&maxResults={size}", tries=tries))
        if not isinstance(page, dict):
            return
        rows: list[Any] = next((page[name] for name in names if isinstance(page.get(name), list)), [])
        yield from (row for row in rows if isinstance(row, dict))
        start += len(rows)
        total = page.get("total")
        if not rows or page.get("isLast") is True or (isinstance(total, int) and start >= total):
            return
