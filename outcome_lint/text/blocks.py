"""What the markups have in common: a text is a row of blocks, in which its sections are found whatever the markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from outcome_lint.text.build import END, PLAIN_RANK, TITLE_LEVEL, Block, Section
from outcome_lint.text.clean import tidy, title
from outcome_lint.text.tables import is_header, table_sections

__all__ = ["Block", "Section", "has_content", "plain", "sections"]

_UNCOUNTED = ("quote", "code", "rule")
_EVERYBODY = 1000
_SECOND_RANK = 20
_HEAD_WORDS = 4


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
    """Every section in the order of their titles.

    Quotes, code, and headings or labels with nothing behind them are not part of a section's text, so that an untouched
    template reads as empty.
    """
    blocks = _settled(blocks)
    filled = _filled(blocks)
    found: list[tuple[int, Section]] = []
    spans = sorted(_spans(blocks))
    for start, end in spans:
        block = blocks[start]
        inner = [
            other for i, other in enumerate(blocks[start + 1 : end], start + 1) if _counts(other, filled=filled[i])
        ]
        if block.rest:
            inner.insert(0, Block("paragraph", block.rest, block.level))
        found.append((start, Section(block.label, block.rank // 10, plain(inner))))
    found += table_sections(blocks)
    found.sort(key=lambda pair: pair[0])
    return list(_nested(found, blocks, dict(spans)))


def _nested(found: Sequence[tuple[int, Section]], blocks: Sequence[Block], ends: dict[int, int]) -> Iterator[Section]:
    """The sections that have a title, each with the titles of those around it."""
    around: list[tuple[int, str]] = []
    for start, section in found:
        while around and around[-1][0] <= start:
            around.pop()
        if section.title:
            yield section._replace(above=(*(name for _, name in around), *section.above)) if around else section
        if blocks[start].rank and start in ends:
            around.append((ends[start], section.title))


def _settled(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with what only their surroundings tell.

    Ranks inside panels and folds lie below that of the title; a bold line right under an unanswered `**Label:**`, with
    nothing behind it, is the answer and no title; a short item is the title of the deeper items behind it.
    """
    out: list[Block] = []
    inside = 0
    for i, block in enumerate(blocks):
        if block.kind == "end":
            if not inside:
                continue
            inside -= 1
            out.append(block._replace(rank=block.rank + TITLE_LEVEL * (inside > 0)))
        elif block.kind == "heading":
            out.append(block._replace(rank=END.rank + block.rank // 10) if inside else block)
            inside += block.rank == END.rank
        elif block.rank and not block.closed and out and _is_answer(block, out[-1], blocks[i + 1 : i + 2]):
            out.append(block._replace(rank=0, label="", rest=""))
        elif block.kind == "item" and not block.rank and _heads_a_list(block, blocks[i + 1 : i + 2]):
            out.append(block._replace(rank=PLAIN_RANK + 3 * block.level, label=title(block.text)))
        else:
            out.append(block)
    return out


def _is_answer(block: Block, before: Block, after: Sequence[Block]) -> bool:
    """Whether a bold or bare line answers the title right above it, and is none itself."""
    if block.rank == PLAIN_RANK and (before.kind == "heading" or before.closed) and not before.rest:
        return before.rank > END.rank + TITLE_LEVEL or _SECOND_RANK <= before.rank < END.rank
    return _is_unanswered(before) and (not after or bool(after[0].rank))


def _heads_a_list(item: Block, after: Sequence[Block]) -> bool:
    """Whether an item is the title of the deeper items that follow: a few words, no sentence."""
    if not after or after[0].kind != "item" or after[0].level <= item.level:
        return False
    return len(item.text.split()) <= _HEAD_WORDS and item.text[-1] not in ".!;,"


def _is_unanswered(block: Block) -> bool:
    return block.rank > END.rank + TITLE_LEVEL and block.closed and not block.rest


def _counts(block: Block, *, filled: bool) -> bool:
    if block.kind in _UNCOUNTED:
        return False
    return filled or not (is_header(block) or (block.rank and block.closed))


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
        if is_header(block):
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
    """Whether a block ends the section that the opener began.

    That is a title of its rank or a lower one, the end of its list item, or, after an answered `Label:` line, the next
    paragraph.
    """
    if block.rank:
        return block.rank <= opener.rank
    if opener.kind == "heading" or block.joined:
        return False
    if opener.level != block.level or not block.level:
        return opener.level > block.level or (
            opener.rank == PLAIN_RANK and bool(opener.rest) and block.kind == "paragraph" and not block.level
        )
    return opener.kind == block.kind == "item" and bool(opener.rest)
