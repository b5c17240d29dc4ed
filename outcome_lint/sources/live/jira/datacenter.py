"""Jira Data Center and Server: search by startAt, several pages at a time, held to `total`.

The cap of a page is what the server says it is. Where a search has more results than a server's window (10,000 by
default), it is cut by the time of creation: "before" and "from then on" leave no gap, whatever the time zone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec
from msgspec import Struct

from outcome_lint.sources.live.jira.answered import IssuePage, issue_page, warned
from outcome_lint.sources.live.jira.client import Refused
from outcome_lint.sources.live.jira.scan import Scan, pieces
from outcome_lint.sources.live.jira.store import Row
from outcome_lint.sources.live.patience import UnavailableError

_PAGE, _WINDOW = 1000, 9000
_BY_ID = 100
_HANDS = 4
_FEW_TRIES = 3
_MINUTE = timedelta(minutes=1)


class _Part(NamedTuple):
    """A query with at most a window of results, and how many they are."""

    where: str
    total: int


class _Created(Struct, frozen=True):
    created: str = ""


class _Edge(Struct):
    fields: _Created = _Created()


class _Edges(Struct):
    issues: list[_Edge]
    total: int


def fetch(scan: Scan) -> list[int]:
    """All issues of the query are in the store, or it is a problem; the ids that are there, in order."""
    known = scan.store.known()
    if not known:
        found = _sweep(scan, scan.fields, keep=True)
        scan.store.begin(found, ())
        scan.store.finish()
        return sorted(found)
    now = _sweep(scan, ("updated",), keep=False)
    stale = [ident for ident, updated in now.items() if known.get(ident) != updated]
    scan.store.begin(now, stale)
    return complete(scan, sorted(now))


def complete(scan: Scan, idents: list[int]) -> list[int]:
    """Fetch what the store lacks of these."""
    known = scan.store.known()
    missing = [ident for ident in idents if ident not in known]
    scan.expect(len(idents), len(idents) - len(missing))
    lost: set[int] = set(missing)
    for rows in scan.each(lambda some: by_id(scan, some), pieces(missing, _BY_ID)):
        scan.store.put(rows)
        scan.progress(len(rows))
        lost -= {row.id for row in rows}
    for ident in sorted(lost):
        scan.problem(f"issue {ident}", f"Jira lists the issue {ident}, but does not give it")
    if not lost:
        scan.store.finish()
    return [ident for ident in idents if ident not in lost]


def by_id(scan: Scan, idents: Sequence[int]) -> list[Row]:
    """Those of the issues that Jira gives; one that is gone makes it refuse the whole list."""
    body = _body(f"id in ({', '.join(map(str, idents))})", 0, len(idents), scan.fields)
    try:
        rows = scan.jira.read(issue_page, "search", body, tries=_FEW_TRIES).rows()
    except (Refused, UnavailableError) as error:
        if len(idents) == 1 and isinstance(error, Refused) and error.status == 400:  # noqa: PLR2004 - bad request
            return []
        if len(idents) == 1 or getattr(error, "lost", False):
            raise
        half = len(idents) // 2
        return by_id(scan, idents[:half]) + by_id(scan, idents[half:])
    return [row for row in rows if row.id in idents]


def _sweep(scan: Scan, fields: tuple[str, ...], *, keep: bool) -> dict[int, str]:
    """`updated` by id, of all issues of the query; where they are not as many as Jira says, they are read once more."""
    for last in (False, True):
        total, found = _once(scan, fields, keep=keep)
        if len(found) == total or (last and len(found) > total):
            break
        if last:
            scan.problem(scan.jira.base, f"the search found {total:,} issues, but only {len(found):,} could be read")
    return found


def _once(scan: Scan, fields: tuple[str, ...], *, keep: bool) -> tuple[int, dict[int, str]]:
    parts = list(_parts(scan))
    total = sum(part.total for part in parts)
    found: dict[int, str] = {}
    scan.expect(total, 0)

    def take(rows: list[Row]) -> None:
        if keep:
            scan.store.put(rows)
        scan.progress(sum(row.id not in found for row in rows))
        found.update({row.id: row.updated for row in rows})

    for part in parts:
        first = _page(scan, part.where, 0, _PAGE, fields)
        take(first.rows())
        size = first.maxResults or len(first.issues)
        ranges = [
            (start, min(start + size, part.total)) for start in range(len(first.issues), part.total, size or _PAGE)
        ]
        for rows in _ranges(scan, part.where, ranges, fields):
            take(rows)
    return total, found


def _ranges(scan: Scan, where: str, ranges: list[tuple[int, int]], fields: tuple[str, ...]) -> Iterator[list[Row]]:
    """The rows of all ranges, some of them at a time."""
    for rows in scan.each(lambda ends: list(_range(scan, where, ends, fields)), ranges, hands=_HANDS):
        yield from rows


def _range(scan: Scan, where: str, ends: tuple[int, int], fields: tuple[str, ...]) -> Iterator[list[Row]]:
    """The rows from one startAt to another; a page that is shorter than it should be is gone on from its end."""
    at, end = ends
    while at < end:
        page = _page(scan, where, at, end - at, fields)
        if not page.issues:
            return
        yield page.rows()
        at += len(page.issues)


def _page(scan: Scan, where: str, start: int, size: int, fields: tuple[str, ...]) -> IssuePage:
    """A page; one that fails is asked for again in half the size, as large answers are what servers choke on."""
    while True:
        try:
            page = scan.jira.read(
                issue_page, "search", _body(f"{where} ORDER BY key ASC", start, size, fields), tries=_FEW_TRIES
            )
        except UnavailableError as error:
            if error.lost or size == 1:
                raise
            size = max(1, size // 2)
            continue
        for words in warned(page):
            scan.problem(scan.jira.base, f"Jira warns about its search: {words}", "narrow the query")
        return page


def _body(jql: str, start: int, size: int, fields: Sequence[str]) -> dict[str, object]:
    return {"jql": jql, "startAt": start, "maxResults": size, "fields": list(fields)}


def _parts(scan: Scan) -> Iterator[_Part]:
    """The whole query, or as many parts as make each fit into a window."""
    first = _edge(scan, scan.where, "ASC")
    if first.total <= _WINDOW:
        yield _Part(scan.where, first.total)
        return
    last = _edge(scan, scan.where, "DESC")
    yield from _halves(scan, scan.where, first.total, _time(first), _time(last) + _MINUTE)


def _halves(scan: Scan, where: str, total: int, first: datetime, last: datetime) -> Iterator[_Part]:
    middle = (first + (last - first) / 2).replace(second=0, microsecond=0)
    if total <= _WINDOW or not first < middle < last:
        yield _Part(where, total)
        return
    text = middle.strftime("%Y-%m-%d %H:%M")
    early, late = f'{where} AND created < "{text}"', f'{where} AND created >= "{text}"'
    yield from _halves(scan, early, _edge(scan, early, "ASC").total, first, middle)
    yield from _halves(scan, late, _edge(scan, late, "ASC").total, middle, last)


def _edge(scan: Scan, where: str, order: str) -> _Edges:
    """How many there are, and the first of them by time of creation."""
    body = _body(f"{where} ORDER BY created {order}", 0, 1, ("created",))
    return scan.jira.read(msgspec.json.Decoder(_Edges).decode, "search", body)


def _time(edges: _Edges) -> datetime:
    """Of `2026-05-01T09:00:00.000+0200`, as its own clock shows it; any will do where there is none."""
    text = edges.issues[0].fields.created[:16] if edges.issues else ""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime(2000, 1, 1)  # noqa: DTZ001 - as the others
