"""What the markups have in common: a text is a row of blocks, and some blocks begin a section.

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
_LINE, _BOLD, _PLAIN = 80, 81, 82
_DEEPEST = 9
_EVERYBODY = 1000
_UNCOUNTED = ("quote", "code", "rule")



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
_MARKS = str.maketrans("", "", BOLD + PLAIN)


def bare(marked: str) -> str:
    """The text without bold marks, tidy."""
    return tidy(marked.translate(_MARKS))


END = Block("end", "", rank=10 * TITLE_LEVEL)


def heading(marked: str, level: int) -> Block:
    """A heading of level 1 to 6, or the title of a panel or fold (`TITLE_LEVEL`), which an `END` closes."""
    text = " ".join(bare(marked).split())
    return Block("heading", text, rank=10 * min(max(level, 1), TITLE_LEVEL), label=title(text), closed=True)


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
    return Block(kind, text, level, label.rank + 3 * level, label.title, rest, label.closed, joined)


def _label(line: str) -> _Label | None:
    """The label that a line starts with, if it does so beyond doubt."""
    if found := _BOLD_LABEL.match(line):
        words, after = found[1].strip(), found[2]
        closed = words.endswith((":", "：")) or bool(after)
        if closed or (after is not None and _is_heading(words)):
            name = title(words)
            return _Label(name, line[found.end() :], _BOLD if closed else _LINE, closed) if name else None
    elif found := _LINE_LABEL.match(line):
        words = found[1].strip()
        if len(words.split()) <= (5 if not words[0].islower() else 2) and (name := title(words)):
            return _Label(name, line[found.end() :], _PLAIN, True)
    return None


def _is_heading(words: str) -> bool:
    """Whether a bold line reads as a title: short and without figures, or a prompt."""
    if words.endswith("?"):
        return True
    return len(words.split()) <= 6 and not words.endswith((".", "!", ";", ",")) and not re.search(r"\d(?![.)])|%", words)


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

    blocks = _settled(blocks)
    filled = _filled(blocks)
    found: list[tuple[int, Section]] = []
    for start, end in _spans(blocks):
        block = blocks[start]
        inner = [other for i, other in enumerate(blocks[start + 1 : end], start + 1) if _counts(other, filled[i])]
        if block.rest:
            inner.insert(0, Block("paragraph", block.rest, block.level))
        found.append((start, Section(block.label, block.rank // 10, plain(inner))))
    found += table_sections(blocks)
    return [section for _, section in sorted(found, key=lambda pair: pair[0]) if section.title]


def _settled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with what only their surroundings tell: ranks inside panels and folds lie below that of the title, and
    a bold line right under an unanswered `**Label:**`, with nothing behind it, is the answer and no title."""
    out: list[Block] = []
    inside = 0
    for i, block in enumerate(blocks):
        if block.kind == "end":
            if not inside:
                continue
            inside -= 1
            block = block._replace(rank=block.rank + TITLE_LEVEL * (inside > 0))
        elif block.kind == "heading":
            is_title = block.rank == END.rank
            block = block._replace(rank=END.rank + block.rank // 10) if inside else block
            inside += is_title
        elif block.rank and not block.closed and out and _is_unanswered(out[-1]):
            alone = i + 1 == len(blocks) or blocks[i + 1].rank
            block = block._replace(rank=0, label="") if alone else block
        out.append(block)
    return out


def _is_unanswered(block: Block) -> bool:
    return block.rank > END.rank + TITLE_LEVEL and block.closed and not block.rest


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
        if block.kind == "end":
            seen_below = min(seen_below, block.rank)
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


def _spans(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Where each section starts and ends."""
    spans: list[tuple[int, int]] = []
    open_: list[int] = []
    for i, block in enumerate(blocks):
        while open_ and _ends(blocks[open_[-1]], block):
            spans.append((open_.pop(), i))
        if block.rank and block.kind != "end":
            open_.append(i)
    spans += [(start, len(blocks)) for start in open_]
    return spans


def _ends(opener: Block, block: Block) -> bool:
    """Whether a block ends the section that the opener began: a title of its rank or a lower one, the end of its list
    item, or, after an answered `Label:` line, the next paragraph."""
    if block.rank:
        return block.rank <= opener.rank
    if opener.kind == "heading" or block.joined:
        return False
    if opener.level != block.level or not block.level:
        return opener.level > block.level or (
            opener.rank == _PLAIN and bool(opener.rest) and block.kind == "paragraph" and not block.level
        )
    return opener.kind == block.kind == "item" and bool(opener.rest)
