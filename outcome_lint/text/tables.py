"""Sections that stand in tables: a column under its header cell, or the cells behind a row's first cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from outcome_lint.text.build import Block, Section
from outcome_lint.text.clean import title

_RANK = 9
_WORDS = 6
_LENGTH = 60
_RECORD = 2
_VALUES = frozenset("value values content inhalt wert contenu valeur contenido valor contenuto valore waarde".split())


def table_sections(blocks: Sequence[Block]) -> list[tuple[int, Section]]:
    """The sections of every table, each with the index of its row."""
    found: list[tuple[int, Section]] = []
    for start, rows in _tables(blocks):
        if is_header(rows[0]):
            found += [(start, section) for section in _columns(rows)]
            body = rows[1:]
        else:
            body = rows
        for i, row in enumerate(body, start + len(rows) - len(body)):
            name = title(row.cells[0]) if len(row.cells) > 1 and _short(row.cells[0]) else ""
            if name:
                found.append((i, Section(name, _RANK, "\n".join(cell for cell in row.cells[1:] if cell))))
    return found


def _tables(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Block]]]:
    start, rows = 0, list[Block]()
    for i, block in enumerate(blocks):
        if rows and (block.kind != "row" or block.header):
            yield start, rows
            rows = []
        if block.kind == "row" and block.cells:
            start = i if not rows else start
            rows.append(block)
    if rows:
        yield start, rows


def _columns(rows: Sequence[Block]) -> Iterator[Section]:
    """A table with several rows lists many things of a kind, so its columns tell of each other what they are about."""
    names = tuple(title(cell) for cell in rows[0].cells)
    if len(names) == _RECORD and names[1].casefold() in _VALUES:
        return  # its rows are the sections
    for column, name in enumerate(names):
        texts = [row.cells[column] for row in rows[1:] if column < len(row.cells)]
        others = names[:column] + names[column + 1 :] if len(rows) > _RECORD else ()
        yield Section(name, _RANK, "\n".join(text for text in texts if text), others)


def is_header(row: Block) -> bool:
    """Whether a header row holds labels and not, for want of another place in Markdown, content."""
    return row.header and all(_short(cell) for cell in row.cells)


def _short(cell: str) -> bool:
    return len(cell) <= _LENGTH and len(cell.split()) <= _WORDS and "\n" not in cell
