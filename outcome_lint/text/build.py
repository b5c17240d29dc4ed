"""The blocks that every markup is read into, and where a label in them begins a section.

A reader of one markup hands over each block's text with bold runs between `BOLD` and `PLAIN`; `split` cuts it where
a label (`**Goal:** …`, a bold line, `Goal: …`) begins. Ranks order sections: headings 10 to 60, titles of panels and
folds 70 and what they hold up to 77, a bold line 80, a bold label 81, a `Label:` or bare line 82, and three more for
each list level. A section ends where one of its rank or a lower begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from outcome_lint.text.clean import tidy, title
from outcome_lint.text.labels import BOLD, PLAIN, PLAIN_RANK, Label, labels, possible

__all__ = ["BOLD", "END", "PLAIN", "PLAIN_RANK", "TITLE_LEVEL", "Block", "Section", "bare", "heading", "row", "split"]

TITLE_LEVEL = 7
_DEEPEST = 9


class Block(NamedTuple):
    """A piece of text: kind is heading, paragraph, item, row, quote, code, rule or end; `text` is plain and tidy.

    `level` is a list depth; `rank` is 0 where no section begins. A label's `rest` is what follows it in the same block,
    `closed` says that it ended with a colon, `joined` that the block continues the lines of the one before. An `end` is
    where the panel or fold with the last title closes.
    """

    kind: str
    text: str
    level: int = 0
    rank: int = 0
    label: str = ""
    rest: str = ""
    closed: bool = False
    joined: bool = False
    cells: tuple[str, ...] = ()
    header: bool = False


class Section(NamedTuple):
    """A title and the plain text under it; `level` is 1 to 6 for headings, 7 for panels and folds, more for labels.

    `above` are the titles of the sections around it, outermost first; for a column of a table with several rows, the
    other columns too.
    """

    title: str
    level: int
    text: str
    above: tuple[str, ...] = ()


def bare(marked: str) -> str:
    """The text without bold marks, tidy."""
    return tidy(marked.replace(BOLD, "").replace(PLAIN, ""))


END = Block("end", "", rank=10 * TITLE_LEVEL)


def heading(marked: str, level: int) -> Block:
    """A heading of level 1 to 6, or the title of a panel or fold (`TITLE_LEVEL`), which an `END` closes."""
    text = " ".join(bare(marked).split())
    return Block("heading", text, rank=10 * min(max(level, 1), TITLE_LEVEL), label=title(text), closed=True)


def row(cells: Sequence[str], *, header: bool = False) -> Block:
    """A row of a table, from the cells' marked text."""
    texts = tuple(bare(cell) for cell in cells)
    filled = any(texts)
    return Block("row", " | ".join(" ".join(t.split()) for t in texts) if filled else "", cells=texts, header=header)


def split(marked: str, kind: str = "paragraph", level: int = 0) -> list[Block]:
    """The blocks of one paragraph or item, cut before each line that starts with a label; blank text gives none."""
    level = min(level, _DEEPEST)
    if not possible(marked):
        text = tidy(marked)
        return [Block(kind, text, level)] if text else []
    pieces: list[tuple[Label | None, list[str]]] = [(None, [])]
    lines = marked.replace(PLAIN + BOLD, "").split("\n")
    for line, label in zip(lines, labels(lines, kind), strict=True):
        if label:
            pieces.append((label, []))
        pieces[-1][1].append(line)
    found: list[Block] = []
    gap = True
    for label, own in pieces:
        if text := bare("\n".join(own)):
            block = Block("paragraph" if found and kind == "item" else kind, text, level, joined=not gap)
            found.append(_labelled(block, label, own) if label else block)
            gap = not bare(own[-1])
    return found


def _labelled(block: Block, label: Label, lines: list[str]) -> Block:
    rest = bare("\n".join([label.rest, *lines[1:]]))
    return block._replace(rank=label.rank + 3 * block.level, label=label.title, rest=rest, closed=label.closed)
