"""Jira Cloud: ids by search, 5,000 a page; then the issues themselves by bulkfetch, 100 a call, several at a time.

The only way that is both fast and provable: ids asked = ids got. Source: "Avoiding Pitfalls" (Atlassian, 2025), and
own measurements; token paging alone waits for each page in turn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from outcome_lint.sources.live import crew
from outcome_lint.sources.live.jira.answered import id_page, issue_page, warned
from outcome_lint.sources.live.jira.scan import Scan, pieces
from outcome_lint.sources.live.jira.store import Row
from outcome_lint.sources.live.patience import TRIES, UnavailableError

_ID_PAGE, _BULK = 5000, 100
_ROUNDS = 3  # of asking for what was named as failed, or not named at all
_FEW_TRIES = 3
_MARGIN = 10  # minutes: the index lags, clocks differ, and periods count from the running minute


class _Batch(NamedTuple):
    """One call's outcome: rows, failures by id, and ids that were left out without a word."""

    rows: list[Row]
    errors: dict[int, str]
    silent: list[int]


def fetch(scan: Scan) -> list[int]:
    """All issues of the query are in the store, or named as problems; the ids that are there, in order."""
    known = scan.store.known()
    begun = scan.store.begun()
    if not known or begun is None:
        return _first(scan)
    idents = sorted(ident for page in _pages(scan, scan.where) for ident in page.idents)
    minutes = math.ceil((scan.now - begun) / 60) + _MARGIN
    recent = _pages(scan, f'({scan.where}) AND updated >= "-{minutes}m"')
    changed = {ident for page in recent for ident in page.idents}
    fresh = known.keys() - changed
    scan.store.begin(idents, (ident for ident in idents if ident not in fresh))
    return complete(scan, idents)


def _first(scan: Scan) -> list[int]:
    """Everything: the issues of the first page of ids are fetched while the next page is on its way."""
    scan.store.clear()
    listing = _Listing(scan)
    lost = _bulk(scan, listing.pieces(), listing)
    return _ended(scan, listing.idents, lost)


def complete(scan: Scan, idents: list[int]) -> list[int]:
    """Fetch what the store lacks of these."""
    known = scan.store.known()
    missing = [ident for ident in idents if ident not in known]
    scan.expect(len(idents), len(idents) - len(missing))
    return _ended(scan, idents, _bulk(scan, pieces(missing, _BULK), None))


def _ended(scan: Scan, idents: list[int], lost: dict[int, str]) -> list[int]:
    if not lost:
        scan.store.finish()
    return [ident for ident in idents if ident not in lost]


class _Listing:
    """The list of ids while it grows; `told` once it is whole and the store knows it."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._whole = self._told = False
        self.idents: list[int] = []
        self._order: list[int] = []

    def pieces(self) -> Iterator[list[int]]:
        """What to fetch, as soon as it is known; run by whichever worker has nothing to do."""
        rest: list[int] = []
        for page in crew.each(lambda page: page, _pages(self._scan, self._scan.where), 1):
            self._order += page.idents
            rest += page.idents
            if page.last:
                self.idents = sorted(self._order)
                self._whole = True
            while len(rest) >= _BULK or (page.last and rest):
                yield rest[:_BULK]
                rest = rest[_BULK:]

    def tell(self) -> None:
        """Have the store know the list once it is whole, and look at what has come."""
        if not self._whole:
            return
        if not self._told:
            self._told = True
            self._scan.store.begin(self.idents, ())
            self._scan.expect(len(self.idents), self._scan.done)
        self._scan.look(self._order)


class _Ids(NamedTuple):
    idents: list[int]
    last: bool


def _pages(scan: Scan, where: str) -> Iterator[_Ids]:
    """The ids that a search finds, each once; a search that does not come to its end is a problem."""
    found: set[int] = set()
    used: set[str] = set()
    token: str | None = None
    while True:
        body: dict[str, object] = {"jql": f"{where} ORDER BY key ASC", "fields": ["id"], "maxResults": _ID_PAGE}
        if token:
            body["nextPageToken"] = token
        page = scan.jira.read(id_page, "search/jql", body)
        for words in warned(page):
            scan.problem(scan.jira.base, f"Jira warns about its search: {words}", "narrow the query")
        new = dict.fromkeys(ident for head in page.issues if (ident := int(head.id)) not in found)
        found.update(new)
        token = page.nextPageToken
        circle = token in used
        if circle:
            scan.problem(scan.jira.base, "Jira's search goes in a circle: a page names itself as the next one")
        yield _Ids(list(new), circle or not token)
        if circle or not token:
            return
        used.add(token)


def _bulk(scan: Scan, parts: Iterable[Sequence[int]], listing: _Listing | None) -> dict[int, str]:
    """Fetch and keep them; what can't be fetched becomes a problem, and is returned."""
    left: list[int] = []
    reasons: dict[int, str] = {}
    for attempt in range(_ROUNDS):
        if any(reasons.values()):
            scan.jira.rest(attempt)
        reasons = {}
        for batch in scan.each(lambda some: _call(scan, some), parts):
            scan.store.put(batch.rows)
            if listing:
                listing.tell()
            scan.progress(len(batch.rows))
            reasons |= batch.errors
            reasons |= dict.fromkeys(batch.silent, "")
        left = sorted(reasons)
        parts = pieces(left, _BULK)
        if not left or (attempt and not any(reasons.values())):
            break
    if listing:
        listing.tell()
    for ident in left:
        why = f": {reasons[ident]}" if reasons[ident] else "; it was deleted meanwhile, or this account may not see it"
        scan.problem(f"issue {ident}", f"Jira lists the issue {ident}, but does not give it{why}")
    return reasons


def _call(scan: Scan, idents: Sequence[int]) -> _Batch:
    """One bulkfetch; a call that fails each time is split, to find the issue that breaks it."""
    body: dict[str, object] = {"issueIdsOrKeys": [str(ident) for ident in idents], "fields": list(scan.fields)}
    if scan.properties:
        body["properties"] = list(scan.properties)
    try:
        page = scan.jira.read(issue_page, "issue/bulkfetch", body, tries=TRIES if len(idents) == _BULK else _FEW_TRIES)
    except UnavailableError as error:
        if error.lost:
            raise
        if len(idents) == 1:
            return _Batch([], {idents[0]: str(error)}, [])
        half = len(idents) // 2
        first, second = _call(scan, idents[:half]), _call(scan, idents[half:])
        return _Batch(first.rows + second.rows, first.errors | second.errors, first.silent + second.silent)
    rows, errors = page.rows(), page.errors()
    wanted = set(idents)
    rows = list({row.id: row for row in rows if row.id in wanted}.values())
    got = {row.id for row in rows}
    errors = {ident: why for ident, why in errors.items() if ident in wanted and ident not in got}
    return _Batch(rows, errors, [ident for ident in idents if ident not in got and ident not in errors])
