"""What the markups have in common: a text is a row of blocks, and some blocks begin a section.

A reader of one markup hands over each block's text with bold runs between `BOLD` and `PLAIN`; `split` cuts it where
a label (`**Goal:** …`, a bold line, `Goal: …`) begins. Ranks order sections: headings 1 to 6, titles of panels and bold
labels 7, `Label:` lines 8, and two more for each list level; a section ends where one of its rank or a lower begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from outcome_lint.text.clean import tidy, title

BOLD, PLAIN = "\x02", "\x03"
TITLE_RANK = 7
_DEEPEST = 9
_EVERYBODY = 1000
_UNCOUNTED = ("quote", "code", "rule")


class Block(NamedTuple):
    """A piece of text: kind is heading, paragraph, item, row, quote, code or rule; `text` is plain and tidy.

    `level` is a list depth; `rank` is 0 where no section begins. A label's `rest` is what follows it in the same block,
    `closed` says that it ended with a colon, `joined` that the block continues the lines of the one before.
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
    """A title and what stands under it, as plain text; `level` is the rank."""

    title: str
    level: int
    text: str


class _Label(NamedTuple):
    title: str
    rest: str
    rank: int
    closed: bool


_BOLD_LABEL = re.compile(r"[^\w\x02\x03]{0,8}\x02([^\x02\x03]{1,100})\x03[ \t]*([:：]|[-–—](?=\s)|$)?")
_LINE_LABEL = re.compile(r"[^\w\x02\x03]{0,4}([^\W\d_][^:：.!?;,\x02\x03]{0,39})(?::(?=\s|$)|：)")
_MARKS = str.maketrans("", "", BOLD + PLAIN)


def bare(marked: str) -> str:
    """The text without bold marks, tidy."""
    return tidy(marked.translate(_MARKS))


def heading(marked: str, rank: int) -> Block:
    """A heading of rank 1 to 6, or the title of something foldable (`TITLE_RANK`)."""
    text = " ".join(bare(marked).split())
    return Block("heading", text, rank=min(max(rank, 1), TITLE_RANK), label=title(text), closed=True)


def row(cells: Sequence[str], header: bool = False) -> Block:
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
    found: list[Block] = []
    label: _Label | None = None
    lines: list[str] = []
    for line in [*marked.replace(PLAIN + BOLD, "").split("\n"), None]:
        at_line = _label(line) if line is not None else None
        if (at_line or line is None) and lines:
            first = not found
            text = bare("\n".join(lines))
            if text:
                found.append(_labelled(text, label, lines, kind if first else _follower(kind), level, not first))
            lines = []
        if at_line or line is None:
            label = at_line
        if line is not None:
            lines.append(line)
    return found


def _follower(kind: str) -> str:
    return "paragraph" if kind == "item" else kind


def _labelled(text: str, label: _Label | None, lines: list[str], kind: str, level: int, joined: bool) -> Block:
    if label is None:
        return Block(kind, text, level, joined=joined)
    rest = bare("\n".join([label.rest, *lines[1:]]))
    return Block(kind, text, level, label.rank + 2 * level, label.title, rest, label.closed, joined)


def _label(line: str) -> _Label | None:
    """The label that a line starts with, if it does so beyond doubt."""
    if found := _BOLD_LABEL.match(line):
        words, after = found[1].strip(), found[2]
        closed = words.endswith((":", "：")) or bool(after)
        if closed or (after is not None and len(words.split()) <= 8 and not words.endswith((".", "!", ";", ","))):
            name = title(words)
            return _Label(name, line[found.end() :], 7, closed) if name else None
    elif found := _LINE_LABEL.match(line):
        words = found[1].strip()
        if len(words.split()) <= (5 if not words[0].islower() else 2) and (name := title(words)):
            return _Label(name, line[found.end() :], 8, True)
    return None


def plain(blocks: Sequence[Block]) -> str:
    """Plain text: paragraphs apart by a blank line, list items and table rows one a line."""
    out: list[str] = []
    before: Block | None = None
    for block in blocks:
        if not block.text:
            continue
        if before is not None:
            out.append("\n" if block.joined or _tight(before, block) else "\n\n")
        out.append(f"- {block.text}" if block.kind == "item" else block.text)
        before = block
    return tidy("".join(out))


def _tight(before: Block, block: Block) -> bool:
    if block.kind == "row":
        return before.kind == "row" and not block.header
    return (block.kind == "item" or block.level > 0) and (before.kind == "item" or before.level > 0)


def has_content(blocks: Sequence[Block]) -> bool:
    """Whether anything but headings and rules is there."""
    return any(block.text and block.kind not in ("heading", "rule") for block in blocks)


def sections(blocks: Sequence[Block]) -> list[Section]:
    """Every section in the order of their titles; quotes, code, and headings or labels with nothing behind them are
    not part of a section's text, so that an untouched template reads as empty."""
    from outcome_lint.text.tables import table_sections

    filled = _filled(blocks)
    found: list[tuple[int, Section]] = []
    for start, end in _spans(blocks, filled):
        block = blocks[start]
        inner = [other for i, other in enumerate(blocks[start + 1 : end], start + 1) if _counts(other, filled[i])]
        if block.rest:
            inner.insert(0, Block("paragraph", block.rest, block.level))
        found.append((start, Section(block.label, block.rank, plain(inner))))
    found += table_sections(blocks)
    return [section for _, section in sorted(found, key=lambda pair: pair[0]) if section.title]


def _counts(block: Block, filled: bool) -> bool:
    if block.kind in _UNCOUNTED:
        return False
    return filled or not (block.header or (block.rank and block.closed))


def _filled(blocks: Sequence[Block]) -> list[bool]:
    """For each block whether it has content, of its own or, where it begins a section, behind it in that section."""
    filled = [False] * len(blocks)
    seen_below = 0
    for i in range(len(blocks) - 1, -1, -1):
        block = blocks[i]
        if block.kind in _UNCOUNTED or not block.text:
            continue
        if block.header:
            filled[i] = i + 1 < len(blocks) and blocks[i + 1].kind == "row" and bool(blocks[i + 1].text)
        elif not block.rank or block.rest:
            filled[i] = True
        else:
            filled[i] = block.rank < seen_below
            seen_below = block.rank if not block.closed else min(seen_below, block.rank)
            continue
        if filled[i]:
            seen_below = block.rank or _EVERYBODY
    return filled


def _spans(blocks: Sequence[Block], filled: Sequence[bool]) -> list[tuple[int, int]]:
    """Where each section starts and ends."""
    spans: list[tuple[int, int]] = []
    open_: list[int] = []
    for i, block in enumerate(blocks):
        starts = block.rank and not _is_answer(blocks, filled, i)
        while open_ and _ends(blocks, open_[-1], i, block.rank if starts else 0):
            spans.append((open_.pop(), i))
        if starts:
            open_.append(i)
    spans += [(start, len(blocks)) for start in open_]
    return spans


def _is_answer(blocks: Sequence[Block], filled: Sequence[bool], i: int) -> bool:
    """A bold line right under an unanswered `**Label:**`, itself with nothing behind it, is the answer."""
    block, before = blocks[i], blocks[i - 1] if i else None
    if before is None or block.closed or filled[i]:
        return False
    return before.rank >= TITLE_RANK and before.closed and not before.rest


def _ends(blocks: Sequence[Block], start: int, i: int, rank: int) -> bool:
    """Whether block `i` ends the section that began at `start`: a title of its rank or a lower one, the end of its list
    item, or, after an answered `Label:` line, the next paragraph."""
    opener, block = blocks[start], blocks[i]
    if rank:
        return rank <= opener.rank
    if opener.kind == "heading" or block.joined:
        return False
    if opener.level >= block.level > 0 and block.kind == "item":
        return opener.level > block.level or (opener.kind == "item" and bool(opener.rest))
    if opener.level > block.level:
        return True
    return bool(opener.rank == TITLE_RANK + 1 and opener.rest and block.kind == "paragraph" and not block.level)
