"""Reads a second time what would be reported as missing: a search may be stale, and a value may fail to load.

Cloud says so when asked with `failFast`, and `reconcileIssues` goes past the index. On Data Center some servers' search
says null for a Parent Link that the issue itself has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from outcome_lint.sources.live.jira.answered import head, issue_page
from outcome_lint.sources.live.jira.client import Refused
from outcome_lint.sources.live.jira.scan import Scan, pieces
from outcome_lint.sources.live.jira.store import Row
from outcome_lint.sources.live.patience import UnavailableError

_MOST = 50  # of reconcileIssues
_TRIES = 3


class _Read(NamedTuple):
    rows: list[Row]
    failed: list[int]


def confirm(scan: Scan, idents: list[int]) -> set[int]:
    """Those that could not be read a second time; the others are in the store as they are now."""
    failed: set[int] = set()
    cloud = scan.jira.flavour == "cloud"
    tasks = pieces(idents, _MOST if cloud else 1)
    scan.expect(len(idents), 0)
    for found in scan.each(lambda some: _search(scan, some) if cloud else _single(scan, some[0]), tasks):
        scan.store.put(found.rows, confirmed=True)
        scan.progress(len(found.rows))
        failed.update(found.failed)
    return failed


def _search(scan: Scan, idents: Sequence[int]) -> _Read:
    names = [str(ident) for ident in idents]
    beside: dict[str, Any] = {"properties": scan.properties} if scan.properties else {}
    try:
        page = scan.jira.read(
            issue_page, "search/jql", tries=_TRIES, jql=f"id in ({', '.join(names)})", fields=scan.fields,
            reconcileIssues=names, maxResults=len(names), failFast=True,
            **beside,
        )  # fmt: skip
    except (Refused, UnavailableError) as error:
        if getattr(error, "lost", False):
            raise
        return _Read([], list(idents)) if len(idents) == 1 else _halved(scan, idents)
    rows = {each.id: each for each in page.rows() if each.id in idents}
    left = [ident for ident in idents if ident not in rows]
    if not left or not rows:
        return _Read(list(rows.values()), left)
    more = _search(scan, left)
    return _Read([*rows.values(), *more.rows], more.failed)


def _halved(scan: Scan, idents: Sequence[int]) -> _Read:
    half = len(idents) // 2
    first, second = _search(scan, idents[:half]), _search(scan, idents[half:])
    return _Read(first.rows + second.rows, first.failed + second.failed)


def _single(scan: Scan, ident: int) -> _Read:
    try:
        body = scan.jira.get(f"issue/{ident}", tries=_TRIES, fields=scan.fields)
        found = head(body)
    except (Refused, UnavailableError, msgspec.DecodeError) as error:
        if getattr(error, "lost", False):
            raise
        return _Read([], [ident])
    return _Read([Row(ident, found.key, found.fields.updated or "", body)], [])
