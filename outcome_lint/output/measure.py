"""Widths in terminal cells, where a wide character counts two, and text cut or padded to them."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells

from outcome_lint.model import Evidence
from outcome_lint.output.escape import terminal


def width_of(text: str) -> int:
    """Width in terminal cells."""
    return len(text) if text.isascii() else cell_len(text)


def fit(text: str, width: int) -> str:
    """The beginning of the text in `width` cells, with an ellipsis if it was longer."""
    if width_of(text) <= width:
        return text
    return (chop_cells(text, width - 1)[0].rstrip() if width > 1 else "") + "…"


def tail(text: str, width: int) -> str:
    """The end of the text in `width` cells, with an ellipsis if it was longer."""
    if width_of(text) <= width:
        return text
    text = text[-width:]
    while width_of(text) >= width:
        text = text[1:]
    return f"…{text.lstrip()}"


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text in a column of `width` cells."""
    text = fit(text, width)
    space = " " * (width - width_of(text))
    return space + text if right else text + space


def quote(evidence: Evidence, width: int) -> tuple[str, str, str]:
    """The line before the evidence, the evidence, and the rest of the line: safe to show, in `width` cells together.

    The evidence is kept as whole as there is room; what is left goes to both sides alike.
    """
    line = evidence.excerpt or evidence.text
    start = evidence.at if evidence.excerpt else 0
    end = min(len(line), start + len(evidence.text))
    before, after = terminal(line[:start]).lstrip(), terminal(line[end:]).rstrip()
    words = fit(terminal(line[start:end]), width)
    room = width - width_of(words)
    if width_of(before) + width_of(after) > room:
        right = min(width_of(after), max(room // 2, room - width_of(before)))
        before = tail(before, room - right) if room > right else ""
        after = fit(after, right) if right else ""
    return before, words, after
