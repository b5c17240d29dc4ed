"""How a CSV export is laid out: its delimiter, and which column is which, found in its header."""

from __future__ import annotations

import csv
import re
from typing import NamedTuple

from outcome_lint.sources.matching import normal
from outcome_lint.sources.names import CSV_COLUMNS

_SEP = re.compile(r"^\ufeff?\"?sep=(.)\"?[ \t;,]*\r?\n", re.IGNORECASE)
_CUSTOM = re.compile(r"^\s*(?:custom field|benutzerdefiniertes feld|champ personnalisé|campo personalizado)\s*\((.*)\)\s*$", re.IGNORECASE)
_LOOKUP = {normal(name): (column, rank) for column, names in CSV_COLUMNS.items() for rank, name in reversed(list(enumerate(names)))}


class Layout(NamedTuple):
    """`header` is the row of column names; `skip` says that a `sep=` line stands above it."""

    delimiter: str
    header: list[str]
    skip: bool


def find(text: str) -> Layout | None:
    """The layout of an export that starts so; None where the header has no key, or neither type nor title."""
    skip = _SEP.match(text)
    delimiters = [skip[1]] if skip else [",", ";", "\t", "|"]
    body = text[skip.end() :] if skip else text.lstrip("\r\n \ufeff")
    for delimiter in delimiters:
        try:
            header = next(csv.reader(body.splitlines(keepends=True)[:50], delimiter=delimiter), [])
        except csv.Error:
            continue
        found = {column for name in header if (column := standard(name))}
        if "key" in found and ("type" in found or "title" in found):
            return Layout(delimiter, header, skip is not None)
    return None


def standard(name: str) -> str | None:
    """Which of `CSV_COLUMNS` a column is."""
    found = _LOOKUP.get(normal(name))
    return found[0] if found else None


def rank(name: str) -> int:
    """How good a name is among those of its standard column, 0 the best."""
    found = _LOOKUP.get(normal(name))
    return found[1] if found else 99


def custom(name: str) -> str | None:
    """The field's name in `Custom field (X)`."""
    found = _CUSTOM.match(name)
    return found[1] if found else None
