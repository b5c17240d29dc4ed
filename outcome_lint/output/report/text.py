"""The report for a mail or a chat: plain lines of at most 78 characters where words allow it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from functools import singledispatch

from outcome_lint.output import figures
from outcome_lint.output.escape import link_target, terminal
from outcome_lint.output.measure import width_of
from outcome_lint.output.report import words
from outcome_lint.output.report.blocks import Block, Cards, Entries, Entry, Pie, Replies, Say, Section, Table
from outcome_lint.output.report.sections import sections
from outcome_lint.report.values import Report, Thing, TodoList

_WIDTH = 78
_BAR = 24


def pages(report: Report) -> list[str]:
    """One text."""
    lines = [f"{words.TITLE}", words.about(report), words.basis(report)]
    for section in sections(report):
        lines += ["", *_section(section)]
    return ["\n".join(line.rstrip() for line in _safe(lines)) + "\n"]


def _safe(lines: list[str]) -> Iterator[str]:
    return (terminal(line) for line in lines)


def _section(section: Section) -> Iterator[str]:
    yield section.title.upper()
    yield "─" * min(len(section.title), _WIDTH)
    for number, block in enumerate(section.blocks):
        if number:
            yield ""
        yield from _lines(block)


@singledispatch
def _lines(block: Block) -> Iterator[str]:
    raise TypeError(block)


@_lines.register
def _(block: Say) -> Iterator[str]:
    yield from _wrapped(f"! {block.text}" if block.tone == "warning" else block.text)


@_lines.register
def _(block: Table) -> Iterator[str]:
    """Columns as wide as what is in them; a table too wide for a mail becomes a list."""
    head = block.short_head or block.head
    cells = [[terminal(cell.detail if cell.brief else cell.whole) for cell in row.cells] for row in block.rows]
    widths = [max(map(width_of, column)) for column in zip(head, *cells, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) > _WIDTH:
        yield from _as_list(block, cells)
        return
    for row in (list(head), *cells):
        placed = [
            _padded(cell, width, right=place in block.numbers)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(placed)


def _as_list(block: Table, cells: list[list[str]]) -> Iterator[str]:
    yield block.caption
    for row in cells:
        yield from _wrapped(row[0], "  ")
        told = [f"{name}: {cell}" for name, cell in zip(block.head[1:], row[1:], strict=True)]
        yield from _wrapped(" · ".join(told), "    ")


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - width_of(text))
    return space + text if right else text + space


@_lines.register
def _(block: Cards) -> Iterator[str]:
    for card in block.cards:
        spark = words.sparkline(card.figure.trend)
        yield f"{card.label}: {card.value} · {card.counts}"
        for more in (card.change, f"{spark}  {card.trend}".strip()):
            yield from _wrapped(more, "  ") if more else ()


@_lines.register
def _(block: Entries) -> Iterator[str]:
    if block.title:
        yield block.title
    for number, entry in enumerate(block.entries, 1):
        yield from _entry(entry, f"{number}. " if block.numbered else "- ")
    if block.more:
        yield f"… and {figures.count(block.more)} more"


def _entry(entry: Entry, mark: str) -> Iterator[str]:
    rest = " " * len(mark)
    parts = [thing(entry.thing) if entry.thing else "", terminal(entry.text)]
    yield from _wrapped(": ".join(filter(None, parts)), mark, rest)
    asked = f"“{terminal(entry.question)}”" if entry.question and entry.thing else terminal(entry.question)
    for more in (
        ": ".join(filter(None, (terminal(entry.whom), asked))),
        link_target(entry.thing.url if entry.thing else None),
    ):
        yield from _wrapped(more, rest) if more else ()


def thing(item: Thing) -> str:
    """`PAY-12 Its title`."""
    return terminal(f"{item.key} {item.title}".strip())


@_lines.register
def _(block: Pie) -> Iterator[str]:
    yield block.title
    whole = sum(block.parts.values())
    for name, count in block.parts.items():
        bar = "█" * figures.cells(100 * count / whole, _BAR)
        yield f"  {name:13} {count:>5,}  {bar}"


@_lines.register
def _(block: Replies) -> Iterator[str]:
    yield block.title
    for reply in block.replies:
        yield from _wrapped(reply.question, "- ", "  ")
        yield from _wrapped(reply.evidence or words.NOT_ANSWERABLE, "  ")
        yield from _wrapped(f"Ask: {reply.ask}", "  ") if reply.evidence is None else ()


def _wrapped(text: str, first: str = "", rest: str | None = None) -> Iterator[str]:
    indent = first if rest is None else rest
    yield from textwrap.wrap(
        terminal(text), _WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def todo_page(todo: TodoList) -> str:
    """An owner's list."""
    lines = [words.todo_title(todo), "", *_wrapped(words.TODO_INTRO)]
    for each in todo.items:
        lines += ["", *_wrapped(thing(each.item))]
        lines += [link] if (link := link_target(each.item.url)) else []
        for rule, _, message, question in each.asks:
            lines += _wrapped(f"{question or message} ({rule})", "- ", "  ")
    if not todo.items:
        lines += ["", "Nothing to do: no finding is in an item of this owner."]
    return "\n".join(_safe(lines)) + "\n"
