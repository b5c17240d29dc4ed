"""How a CSV export is laid out: its delimiter, and which column is which, found in its header."""

from __future__ import annotations

import csv
import re

from outcome_lint.sources.matching import normal
from outcome_lint.sources.names import CSV_COLUMNS

_SEP = re.compile(r"^\ufeff?\"?sep=(.)\"?[ \t;,]*(?:\r?\n|$)", re.IGNORECASE)
_CUSTOM = re.compile(
    r"^\s*(?:custom field|benutzerdefiniertes feld|champ personnalisé|campo personalizado)\s*\((.*)\)\s*$",
    re.IGNORECASE,
)
_LOOKUP = {
    normal(name): (column, rank)
    for column, names in CSV_COLUMNS.items()
    for rank, name in reversed(list(enumerate(names)))
}


DELIMITERS = (",", ";", "\t", "|")


def is_separator(line: str) -> bool:
    """Excel's `sep=;` above the header."""
    return _SEP.match(line) is not None


def delimiter(separator: str, header: str) -> str:
    """The one that the `sep=` line names, or that finds most columns that we know in the header."""
    if said := _SEP.match(separator):
        return said[1]
    return max(DELIMITERS, key=lambda each: sum(standard(name) is not None for name in _cells(header, each)))


def is_table(text: str) -> bool:
    """Whether a text begins as an export does: with a header that has a key, and a type or a title."""
    text = text.removeprefix("\ufeff")
    skip = _SEP.match(text)
    lines = (text[skip.end() :] if skip else text).lstrip("\r\n ").splitlines()
    return bool(lines) and is_header(_cells(lines[0], delimiter(skip[0] if skip else "", lines[0])))


def is_header(row: list[str]) -> bool:
    """Whether a row names columns rather than holding an issue."""
    found = {standard(name) for name in row}
    return "key" in found and ("type" in found or "title" in found)


def _cells(line: str, each: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=each), [])
    except csv.Error:
        return []


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
