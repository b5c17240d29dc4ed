"""From JSON values of any kind we know to work items: pages, lists, single records, told apart by what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol

from msgspec import UNSET, Raw

from outcome_lint.errors import UsageError
from outcome_lint.model import WorkItem
from outcome_lint.sources import kinds, pages, repeats, scan
from outcome_lint.sources.errors import RecordError
from outcome_lint.sources.jira import JiraTable
from outcome_lint.sources.request import Request
from outcome_lint.sources.snapshot import SnapshotTable
from outcome_lint.sources.trace import Trace

KNOWN = (
    "known are: outcome-lint snapshots (JSON Lines), Jira search or bulkfetch pages and issues (JSON), "
    "Jira CSV exports, GitHub issue lists (JSON)"
)
WHOLE = 8 << 20
"""Lists up to this size are decoded in one go; larger ones element by element."""
_ISSUES = re.compile(rb'\{(?:[^\[\]]|\[\s*\])*?"(?:issues|items)"\s*:\s*\[')
_NO_RECORD = re.compile(rb'\{(?!\s*")')


class Table(Protocol):
    """What knows how to decode records of one kind and to build items of them."""

    vital: tuple[bytes, ...]
    """Keys, quoted, that no record may name twice."""
    hand_written: bool
    """Whether people write such records, so that even the fast path should look for keys named twice."""
    decode: Any
    decode_lines: Any
    decode_list: Any

    def item(self, record: Any) -> WorkItem | None: ...


class Records:
    """Reads the records of one input, whatever their kinds; keeps the tables that fit them."""

    def __init__(self, name: str, request: Request, ledger: pages.Ledger) -> None:
        self.name = name
        self.intake = request.intake
        self.fast: Table | None = None
        self.fast_names: Raw | None = None
        self.seen = 0
        self._request = request
        self._ledger = ledger
        self._snapshot: SnapshotTable | None = None
        self._jira_trace = Trace(name, "jira", request.intake)
        self._jira: dict[bytes, JiraTable] = {}
        self._github: Any = None

    def close(self) -> None:
        """At the end of the input."""
        self._jira_trace.close(self._request.needs)
        if self._github is not None:
            self._github.close()

    def problem(self, place: str, message: str, hint: str = "") -> None:
        """One that belongs to this input."""
        self.intake.problem(self.name, place, message, hint)

    def value(self, view: memoryview, place: str) -> Iterator[WorkItem]:
        """The items of one JSON value: a record, a page, or a list of them. Whatever is wrong becomes a problem."""
        first = scan.byte(view, 0)
        if first == "[":
            yield from self.array(view, place)
        elif first == "{":
            yield from self.object(view, place)
        else:
            self._unknown(place, "a bare JSON value")

    def array(self, view: memoryview, place: str) -> Iterator[WorkItem]:
        """The items of a list that fills the view."""
        at, end = scan.space(view, 1), len(view)
        if scan.byte(view, at) == "{" and end <= WHOLE:
            table = batch = None
            try:
                first = view[at : scan.value_end(view, at)]
                table = self._table(self._kind(first), first)
                batch = table.decode_list(view) if table is not None else None
            except (*scan.BAD, scan.BrokenError):
                batch = None
            if table is not None and batch is not None and not self.odd(table, view, batch):
                self._listed(self._kind(first), len(batch))
                yield from self.batch(table, batch, place)
                return
        count, kind = 0, ""
        for found in scan.elements(view, 0):
            if isinstance(found, scan.BrokenError):
                self.problem(place, f"record {count + 1} of the list {found}", "export it again, or repair it there")
                count += 1
                continue
            start, stop = found
            if start == stop:
                break
            count += 1
            element = view[start:stop]
            if count == 1 and scan.byte(element, 0) == "{":
                kind = self._kind(element)
            record = self._quickly(element) if count > 1 else None
            if record is not None:
                yield from self.batch(*record, place)
            else:
                yield from self.value(element, f"{place}, record {count}")
        self._listed(kind, count)

    def _quickly(self, view: memoryview) -> tuple[Table, list[Any]] | None:
        """The record as the table of the one before reads it, where nothing about it is odd."""
        if self.fast is None or self.fast_names is not None:
            return None
        try:
            batch = [self.fast.decode(view)]
        except scan.BAD:
            return None
        return None if self.odd(self.fast, view, batch) else (self.fast, batch)

    def salvage(self, view: memoryview, place: str, what: str) -> Iterator[WorkItem]:
        """What can be read of a document that is broken somewhere: the whole records of its list."""
        if scan.byte(view, 0) == "[":
            yield from self.array(view, place)
            return
        listed = _ISSUES.match(view)
        if not self.seen and listed is None and _NO_RECORD.match(view):
            raise UsageError(f"{self.name} is not a format that we read: the text {what}", KNOWN)
        self.problem(place, f"the document {what}", "export it again, or repair it there")
        if listed is not None:
            at = listed.end() - 1
            for found in scan.elements(view, at):
                if isinstance(found, scan.BrokenError) or found[0] == found[1]:
                    continue
                yield from self.object(view[found[0] : found[1]], place)

    @staticmethod
    def odd(table: Table, view: memoryview, batch: list[Any]) -> bool:
        """Whether records have to be looked at one by one.

        They bring their own names, have no level (what has a key may be anything), or name a key twice.
        """
        if any(getattr(record, "names", UNSET) is not UNSET for record in batch):
            return True
        if table.hand_written and any(record.level is UNSET for record in batch):
            return True
        return repeats.suspicious(view, table.vital, len(batch))

    def _twice(self, table: Table, view: memoryview, place: str) -> bool:
        if not repeats.suspicious(view, table.vital, 1) or not (names := repeats.repeated(view, table.vital)):
            return False
        self.seen += 1
        self.problem(place, f"the record names the key {', '.join(names)} twice", "keep one of them")
        return True

    def _listed(self, kind: str, count: int) -> None:
        if kind == "github":
            self._github_table()
            self._github.listed(count)
        elif not count:
            self.intake.warn(f"{self.name} holds an empty list; an answer to an expired token looks like that too")

    def batch(self, table: Table, batch: list[Any], place: str) -> Iterator[WorkItem]:
        """The items of decoded records."""
        build = table.item
        for record in batch:
            self.seen += 1
            try:
                item = build(record)
            except RecordError as error:
                self.problem(f"{place}, {_called(record)}", str(error), error.hint)
            except scan.BAD as error:
                self.problem(
                    f"{place}, {_called(record)}", f"the record {scan.reason(error)}", "export it again as UTF-8 JSON"
                )
            else:
                if item is not None:
                    yield item

    def object(self, view: memoryview, place: str, page: pages.Page | None = None) -> Iterator[WorkItem]:
        """The items of one page, or the item of one record; `page` is what the probe made of it, if it was asked."""
        try:
            page = page or kinds.probe(view)
        except scan.BAD as error:
            self.problem(place, f"the record {scan.reason(error)}", "export it again, or repair it there")
            return
        kind = kinds.kind_of(page)
        if kind in {"jira-page", "github-page"}:
            yield from self._page(page, kind, place)
        elif kind == "error":
            told = "; ".join(pages.complaints(page)) or "no reason given"
            self.problem(place, f"this is an error answer, not issues: {told}", "fetch it again with a working account")
        elif kind == "ids-only":
            self.problem(
                place, "the issue has no fields, only ids", 'ask the search for fields=["*all"] and expand=names'
            )
        elif kind == "unknown":
            self._unknown(place, f"a JSON object with the keys {kinds.keys(view)}")
        else:
            yield from self._record(page, kind, view, place)

    def _record(self, page: pages.Page, kind: str, view: memoryview, place: str) -> Iterator[WorkItem]:
        table = self._table_for(kind, page)
        self.fast, self.fast_names = table, page.names if page.names is not UNSET else None
        if self._twice(table, view, place):
            return
        try:
            table, record = _decoded(table, view)
        except scan.BAD as error:
            self.seen += 1
            key = kinds.text(page.key) or kinds.text(page.number)
            self.problem(
                f"{place}, issue {key}" if key else place,
                f"the record {scan.reason(error)}",
                "export it again, or repair it there",
            )
            return
        yield from self.batch(table, [record], place)

    def _page(self, page: pages.Page, kind: str, place: str) -> Iterator[WorkItem]:
        raw: Any = page.issues if kind == "jira-page" else page.items
        table: Table = self._jira_table(page) if kind == "jira-page" else self._github_table()
        for hole in pages.holes(page):
            self.problem(place, hole, "fetch it again")
        view = memoryview(raw)
        if scan.byte(view, 0) != "[":
            self.problem(place, "the page's issues are not a list", "fetch it again")
            return
        before = self.seen
        batch = None
        if len(view) <= WHOLE:
            try:
                batch = table.decode_list(view)
            except scan.BAD:
                batch = None
        if batch is not None and not self.odd(table, view, batch):
            yield from self.batch(table, batch, place)
        else:
            yield from self._one_by_one(table, view, place)
        count = self.seen - before
        self._ledger.page(self.name, page, count)
        if not count:
            self.intake.warn(
                f"{self.name} holds a page without issues; an answer to an expired token looks like that too"
            )

    def _one_by_one(self, table: Table, view: memoryview, place: str) -> Iterator[WorkItem]:
        for number, found in enumerate(scan.elements(view, 0), 1):
            if isinstance(found, scan.BrokenError):
                self.seen += 1
                self.problem(f"{place}, issue {number} of the page", f"the record {found}", "fetch it again")
            elif found[0] != found[1]:
                element = view[found[0] : found[1]]
                if self._twice(table, element, f"{place}, issue {number} of the page"):
                    continue
                try:
                    fitting, record = _decoded(table, element)
                except scan.BAD as error:
                    self.seen += 1
                    key = kinds.key_of(element) or f"{number} of the page"
                    hint = (
                        "" if "fields" in kinds.keys(element) else 'ask the search for fields=["*all"] and expand=names'
                    )
                    self.problem(f"{place}, issue {key}", f"the record {scan.reason(error)}", hint or "fetch it again")
                else:
                    yield from self.batch(fitting, [record], place)

    def _kind(self, view: memoryview) -> str:
        return kinds.kind_of(kinds.probe(view))

    def _table(self, kind: str, view: memoryview) -> Table | None:
        return self._table_for(kind, kinds.probe(view)) if kind in ("jira", "github", "snapshot") else None

    def _table_for(self, kind: str, page: pages.Page) -> Table:
        if kind == "jira":
            return self._jira_table(page)
        if kind == "github":
            return self._github_table()
        if self._snapshot is None:
            self._snapshot = SnapshotTable(self._request)
        return self._snapshot

    def _jira_table(self, page: pages.Page) -> JiraTable:
        marker = bytes(page.names) if page.names is not UNSET else b""
        table = self._jira.get(marker)
        if table is None:
            names = pages.names_of(page)
            self._show_columns(names, page)
            table = JiraTable(self._request, names, self._jira_trace)
            self._jira[marker] = table
        return table

    def _show_columns(self, names: dict[str, str] | None, page: pages.Page) -> None:
        columns = self._jira_trace.columns
        if names is not None:
            columns.update(
                {f"{name} ({ident})": None for ident, name in names.items() if ident.startswith("customfield_")}
            )
        elif page.fields is not UNSET:
            columns.update(
                dict.fromkeys(
                    ident for ident in kinds.keys(memoryview(page.fields)) if ident.startswith("customfield_")
                )
            )

    def _github_table(self) -> Table:
        table: Table | None = self._github
        if table is None:
            from outcome_lint.sources.github import GithubTable

            table = self._github = GithubTable(self.name, self._request)
        return table

    def _unknown(self, place: str, what: str) -> None:
        """The first record of an input decides whether it is ours at all; a later stranger is a problem."""
        if not self.seen:
            raise UsageError(f"{self.name} is not a format that we read: it looks like {what}", KNOWN)
        self.problem(place, f"this is no work item that we know: {what}", KNOWN)


def _decoded(table: Table, view: memoryview) -> tuple[Table, Any]:
    """The record and the table that took it: a looser one where the first is too strict."""
    try:
        return table, table.decode(view)
    except scan.BAD:
        if not isinstance(table, JiraTable):
            raise
        loose = table.loosened()
        return loose, loose.decode(view)


def _called(record: Any) -> str:
    key = getattr(record, "key", None) or getattr(record, "number", None)
    return f"issue {key}" if key else "a record"
