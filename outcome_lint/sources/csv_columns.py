"""From the header of a CSV export to readers of its rows, one reader a work item field."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import UNSET, UnsetType

from outcome_lint.sources import csv_layout
from outcome_lint.sources.jira_fields import OUTCOMES
from outcome_lint.sources.jira_values import said
from outcome_lint.sources.mapping import Mapping
from outcome_lint.sources.matching import Ranking, normal
from outcome_lint.sources.names import TIERS
from outcome_lint.sources.sections import pick
from outcome_lint.sources.trace import Trace
from outcome_lint.text import wiki

Row = list[str]
Reader = Callable[[Row], str | None | UnsetType]

_LINK = re.compile(r"^(?:in|out)ward issue link \((.*)\)$", re.IGNORECASE)
_OKR = re.compile(r"\b(?:okrs?|objectives?|goals?|key[ -]?results?)\b", re.IGNORECASE)
_NOBODY = frozenset({"unassigned", "nicht zugewiesen", "non attribué", "sin asignar", "não atribuído"})


class Columns:
    """Which cells of a row answer which field."""

    def __init__(self, header: Row, mapping: Mapping, trace: Trace) -> None:
        self._mapping = mapping
        self._trace = trace
        self._standard: dict[str, list[int]] = {}
        self._named: dict[str, list[int]] = {}
        self._links: list[int] = []
        for index, name in enumerate(header):
            if column := csv_layout.standard(name):
                self._standard.setdefault(column, []).append(index)
            custom = csv_layout.custom(name)
            for known in {normal(name), normal(custom or name)}:
                self._named.setdefault(known, []).append(index)
            link = _LINK.match(name)
            if link and _OKR.search(link[1]):
                self._links.append(index)
            trace.columns[custom or name] = None
        for indexes in self._standard.values():
            indexes.sort(key=lambda index: csv_layout.rank(header[index]))

    def has(self, column: str) -> bool:
        """Whether there is such a standard column."""
        return column in self._standard

    def cell(self, row: Row, column: str) -> str | None | UnsetType:
        """The first filled cell of a standard column, as it is."""
        indexes = self._standard.get(column)
        if not indexes:
            return UNSET
        return next((text for index in indexes if (text := row[index].strip())), None)

    def cells(self, row: Row, column: str) -> tuple[str, ...] | UnsetType:
        """All filled cells of a repeated column."""
        indexes = self._standard.get(column)
        return tuple(text for index in indexes if (text := row[index].strip())) if indexes else UNSET

    def person(self, row: Row, column: str) -> str | None | UnsetType:
        """A name, None for "Unassigned"."""
        name = self.cell(row, column)
        return None if name and name.casefold() in _NOBODY else name

    def reader(self, field: str) -> Reader:
        """Any filled column of the field's names counts; blank ones make it empty, and none at all unknown."""
        readers: list[Reader] = []
        body: Reader | None = None
        names = self._mapping.fields.get(field, ())
        for name in dict.fromkeys(names):
            if name == "body":
                body = self._body(field) if "description" in self._standard else None
            elif (one := self._one(field, name)) is not None:
                readers.append(one)
        only_body = body is not None and names == ("body",)

        def read(row: Row) -> str | None | UnsetType:
            for reader in readers:
                if value := reader(row):
                    return value
            if body is not None and (value := body(row)):
                return value
            return None if readers or only_body else UNSET

        return read

    def _one(self, field: str, name: str) -> Reader | None:
        if name == "issuelinks":
            indexes = self._links
        elif name in ("assignee", "reporter", "labels", "components", "parent"):
            indexes = self._standard.get(name, [])
        else:
            indexes = self._named.get(normal(name), [])
        if not indexes:
            return None
        mark = self._trace.mark(field, name, certain=True)
        mark.present = True
        is_person = field == "owner"
        prefix = TIERS.get(normal(name), "") if field == "okr" else ""

        def read(row: Row) -> str | None:
            if is_person:
                filled = (name for i in indexes if (name := row[i].strip()))
                return next((name for name in filled if name.casefold() not in _NOBODY), None)
            texts = [text for i in indexes if (cell := row[i]) and (text := said(cell, markup="wiki"))]
            joined = ", ".join(dict.fromkeys(texts)) or None
            return f"{prefix}: {joined}" if prefix and joined else joined

        return read

    def _body(self, field: str) -> Reader:
        configured = [name for name in self._mapping.fields[field] if name != "body"]
        ranking = Ranking((*configured, *self._mapping.headings.get(field, ())))
        others = [Ranking(self._mapping.fields.get(other, ())) for other in OUTCOMES if other != field]
        hollow = self._mapping.hollow_for(field)

        def read(row: Row) -> str | None | UnsetType:
            text = self.cell(row, "description")
            found = pick(wiki.sections(text), ranking, others, hollow) if text else None
            if found is None:
                return None
            self._trace.section(field, found.title)
            return found.text.split("\n")[0] if field == "owner" else found.text

        return read
