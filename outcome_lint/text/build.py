"""The blocks that every markup is read into, and where a label in them begins a section.

A reader of one markup hands over each block's text with bold runs between `BOLD` and `PLAIN`; `split` cuts it where
a label (`**Goal:** …`, a bold line, `Goal: …`) begins. Ranks order sections: headings 10 to 60, titles of panels and
folds 70 and what they hold up to 77, a bold line 80, a bold label 81, a `Label:` line 82, and three more for each list
level. A section ends where one of its rank or a lower begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from outcome_lint.text.clean import tidy, title

BOLD, PLAIN = "\x02", "\x03"
TITLE_LEVEL = 7
LINE_RANK, LABEL_RANK, PLAIN_RANK = 80, 81, 82
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
    """A title and the plain text under it; `level` is 1 to 6 for headings, 7 for panels and folds, more for labels."""

    title: str
    level: int
    text: str


class _Label(NamedTuple):
    title: str
    rest: str
    rank: int
    closed: bool


_NUMBER = r"(?:\d{1,2}[.)][ \t]*)?"
_BOLD_LABEL = re.compile(rf"[^\w\x02\x03]{{0,8}}{_NUMBER}\x02([^\x02\x03]{{1,100}})\x03[ \t]*([:：]|[-–—](?=\s)|$)?")
_LINE_LABEL = re.compile(rf"[^\w\x02\x03]{{0,4}}{_NUMBER}([^\W\d_][^:：.!?;,\x02\x03]{{0,39}})(?::(?=\s|$)|：)")
_FIGURE = re.compile(r"\d(?![.)])|%")
_TITLE_WORDS = 6


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
    if BOLD not in marked and ":" not in marked and "：" not in marked:
        text = tidy(marked)
        return [Block(kind, text, level)] if text else []
    pieces: list[tuple[_Label | None, list[str]]] = [(None, [])]
    for line in marked.replace(PLAIN + BOLD, "").split("\n"):
        if label := _label(line):
            pieces.append((label, []))
        pieces[-1][1].append(line)
    found: list[Block] = []
    gap = True
    for label, lines in pieces:
        if text := bare("\n".join(lines)):
            block = Block("paragraph" if found and kind == "item" else kind, text, level, joined=not gap)
            found.append(_labelled(block, label, lines) if label else block)
            gap = not bare(lines[-1])
    return found


def _labelled(block: Block, label: _Label, lines: list[str]) -> Block:
    rest = bare("\n".join([label.rest, *lines[1:]]))
    return block._replace(rank=label.rank + 3 * block.level, label=label.title, rest=rest, closed=label.closed)


def _label(line: str) -> _Label | None:
    """The label that a line starts with, if it does so beyond doubt."""
    if found := _BOLD_LABEL.match(line):
        words, after = found[1].strip(), found[2]
        closed = words.endswith((":", "：")) or bool(after)
        if closed or (after is not None and _is_heading(words)):
            name = title(words)
            return _Label(name, line[found.end() :], LABEL_RANK if closed else LINE_RANK, closed) if name else None
    elif found := _LINE_LABEL.match(line):
        words = found[1].strip()
        if len(words.split()) <= (5 if not words[0].islower() else 2) and (name := title(words)):
            return _Label(name, line[found.end() :], PLAIN_RANK, closed=True)
    return None


def _is_heading(words: str) -> bool:
    """Whether a bold line reads as a title: short and without figures, or a prompt."""
    if words.endswith("?"):
        return True
    return len(words.split()) <= _TITLE_WORDS and words[-1] not in ".!;," and not _FIGURE.search(words)
