"""Jira's CSV export, as the issue navigator writes it and as Excel spoils it.

Column names repeat (`Labels`, several custom fields of one name), cells hold line breaks, and a cell is always known:
a column that exists and is blank is empty. Strings are wiki markup, times have no offset.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec import UNSET, UnsetType

from outcome_lint.model import Person, StatusCategory, WorkItem
from outcome_lint.sources import csv_layout
from outcome_lint.sources.csv_columns import Columns, Reader, Row
from outcome_lint.sources.jira import MAPPED, kind_of
from outcome_lint.sources.jira_values import named, said
from outcome_lint.sources.matching import normal
from outcome_lint.sources.request import Request, is_extra
from outcome_lint.sources.times import rfc3339
from outcome_lint.sources.trace import Trace

LARGEST_CELL = (1 << 31) - 1
LARGEST_EXPORT = 1000
"""Jira Cloud exports at most so many issues at a time."""
_CATEGORIES: dict[str, StatusCategory] = {
    "to do": "todo", "new": "todo", "in progress": "doing", "indeterminate": "doing", "done": "done",
    "complete": "done", "zu erledigen": "todo", "in arbeit": "doing", "fertig": "done", "à faire": "todo",
    "en cours": "doing", "terminé": "done", "por hacer": "todo", "tareas por hacer": "todo", "en curso": "doing",
    "finalizada": "done", "listo": "done",
}  # fmt: skip
_UNRESOLVED = frozenset({"unresolved", "nicht erledigt", "non résolu", "sin resolver"})


def read(name: str, raw: io.RawIOBase, encoding: str, request: Request) -> Iterator[WorkItem]:
    """The items of an export; a row that can't be read is a problem, and costs only itself."""
    csv.field_size_limit(LARGEST_CELL)
    foreign = _Foreign()
    errors = "replace" if encoding != "utf-8" else foreign.name
    text = io.TextIOWrapper(io.BufferedReader(raw, 1 << 18), encoding, errors, newline="")
    start = text.readline()
    layout_start = start if csv_layout.is_separator(start) else ""
    header_line = text.readline() if layout_start else start
    while not header_line.strip("\ufeff \r\n"):
        header_line = text.readline()
        if not header_line:
            return
    above = 1 if layout_start else 0
    export = _Export(name, request)
    yield from export.rows(_again(header_line, text), csv_layout.delimiter(layout_start, header_line), above)
    if foreign.bytes:
        request.intake.warn(
            f"{name} is not UTF-8; it was read as Windows-1252, so check its accented letters (save it as CSV UTF-8)"
        )
    export.close()


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first.removeprefix("\ufeff")
    yield from rest


class _Foreign:
    """Reads bytes that are no UTF-8 as Windows-1252, and remembers that it had to."""

    name = "outcome-lint-windows-1252"

    def __init__(self) -> None:
        self.bytes = 0
        codecs.register_error(self.name, self._decode)

    def _decode(self, error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        part = error.object[error.start : error.end]
        self.bytes += len(part)
        return part.decode("cp1252", "replace"), error.end


class _Export:
    """One export: its header and what follows."""

    def __init__(self, name: str, request: Request) -> None:
        mapping, needs, intake = request
        self._name = name
        self._request = request
        self._mapping = mapping
        self._needs = needs
        self._intake = intake
        self._trace = Trace(name, "csv", intake)
        self._levels = {key: level for key, level in mapping.level_names().items() if level in mapping.levels}
        self._kinds = mapping.kind_names()
        self._rows = 0

    def close(self) -> None:
        """At the end of the input."""
        if self._rows == LARGEST_EXPORT:
            self._intake.warn(
                f"{self._name} has exactly {LARGEST_EXPORT} rows, which is where Jira cuts an export; is there more?"
            )
        self._trace.close(self._needs)

    def rows(self, lines: Iterator[str], delimiter: str, above: int) -> Iterator[WorkItem]:
        """The items of all rows."""
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        width = 0
        columns: Columns | None = None
        readers: dict[str, Reader] = {}
        while True:
            line = reader.line_num + 1 + above
            place = f"{self._name}:{line}"
            try:
                row = next(reader, None)
            except csv.Error as error:
                self._intake.records += 1
                self._intake.problem(
                    self._name, place, f"the row can't be read: {error}", "export it again; a quote may be missing"
                )
                continue
            if row is None:
                return
            if columns is None or (row[:1] and csv_layout.is_header(row)):
                columns = Columns(row, self._mapping, self._trace)
                width, readers = len(row), {name: columns.reader(name) for name in self._wanted()}
            elif any(map(str.strip, row)):
                self._rows += 1
                self._intake.records += 1
                if (problem := _damage(row, width)) is not None:
                    self._intake.problem(self._name, place, *problem)
                elif (item := self._item(row, columns, readers, place)) is not None:
                    yield item

    def _wanted(self) -> list[str]:
        return [
            name
            for name in self._mapping.fields
            if name == "team" or (self._request.wants(name) and (name in MAPPED or is_extra(name)))
        ]

    def _item(self, row: Row, columns: Columns, readers: dict[str, Reader], place: str) -> WorkItem | None:
        key, type_ = columns.cell(row, "key"), columns.cell(row, "type")
        if not key:
            self._intake.problem(self._name, place, "the row has no issue key", "export the column Issue key")
            return None
        if type_ is UNSET:
            self._intake.problem(self._name, place, f"{key} does not tell its type", "export the column Issue Type")
            return None
        level = self._levels.get(normal(type_ or ""))
        if level is None:
            self._intake.skipped[f"issues of type {type_}"] += 1
            return None
        project = columns.cell(row, "project") or key.rpartition("-")[0]
        self._trace.count(project)
        labels = columns.cells(row, "labels")
        resolution, category = columns.cell(row, "resolution"), columns.cell(row, "status_category")
        return WorkItem(
            key=key,
            url=None,
            source="jira",
            level=level,
            type=type_,
            title=columns.cell(row, "title"),
            status=columns.cell(row, "status"),
            status_category=_CATEGORIES.get(category.casefold(), UNSET) if category else UNSET,
            resolution=None if resolution and resolution.casefold() in _UNRESOLVED else resolution,
            project=project,
            labels=labels,
            extra={
                name: value for name, read in readers.items() if is_extra(name) and (value := read(row)) is not UNSET
            },
            **self._mapped(row, columns, readers, kind=partial(kind_of, type_=type_, labels=labels, kinds=self._kinds)),
            **self._plain(row, columns),
        )

    def _mapped(
        self, row: Row, columns: Columns, readers: dict[str, Reader], kind: Callable[[str | None | UnsetType], Any]
    ) -> dict[str, Any]:
        """The fields that a mapping names."""
        found: dict[str, Any] = {name: read(row) for name, read in readers.items() if not is_extra(name)}
        if "owner" in found:
            found["owner"] = self._person(found["owner"], row, columns)
        if "work_kind" in self._needs:
            found["work_kind"] = kind(found.get("work_kind", UNSET))
        for name in ("target_date", "started"):
            if name in found:
                moment = self._time(found[name], name)
                found[name] = moment.removesuffix("T00:00:00-00:00") if moment else moment
        if "parent" in self._needs:
            parent = columns.cell(row, "parent")
            found["parent"] = (
                parent or found.get("parent") or (parent if parent is None else found.get("parent", UNSET))
            )
        return found

    def _plain(self, row: Row, columns: Columns) -> dict[str, Any]:
        """The fields that always have the same columns."""
        needs = self._needs
        found: dict[str, Any] = {
            name: self._time(columns.cell(row, name), name)
            for name in ("created", "updated", "resolved")
            if name in needs
        }
        if "assignee" in needs:
            found["assignee"] = self._person(columns.person(row, "assignee"), row, columns)
        if "description" in needs:
            found["description"] = _described(columns.cell(row, "description"))
        return found

    def _person(self, name: str | None | UnsetType, row: Row, columns: Columns) -> Person | None | UnsetType:
        """By name; by account id where the row tells it for the assignee of that name."""
        if not name:
            return name if name is UNSET else None
        if name == columns.cell(row, "assignee") and (account := columns.cell(row, "assignee_id")):
            return Person(account, name)
        return named(name)

    def _time(self, text: str | None | UnsetType, name: str) -> str | None | UnsetType:
        if not text:
            return text if text is UNSET else None
        moment = rfc3339(text)
        if moment is None:
            self._intake.warn(f'{name}: "{text}" in {self._name} is no date that we know, so such dates are unknown')
            return UNSET
        return moment


def _damage(row: Row, width: int) -> tuple[str, str] | None:
    if len(row) != width:
        return (
            f"the row has {len(row)} cells where the header has {width}",
            "a quote or delimiter may be missing; export it again",
        )
    if any("\x00" in cell for cell in row):
        return "the row holds zero bytes", "the file is damaged; export it again"
    return None


def _described(text: str | None | UnsetType) -> str | None | UnsetType:
    return said(text, markup="wiki") if text else text if text is UNSET else None
