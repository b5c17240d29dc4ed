"""The report as GitHub shows it: tables, Mermaid charts, and pages of a size that GitHub takes, cut at sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import singledispatch
from itertools import chain
from math import ceil

from outcome_lint.output import figures
from outcome_lint.output.escape import link_target
from outcome_lint.output.escape import markdown as plain
from outcome_lint.output.report import words
from outcome_lint.output.report.blocks import Block, Card, Cards, Entries, Entry, Pie, Replies, Say, Section, Table
from outcome_lint.output.report.sections import sections
from outcome_lint.report.values import Report, Thing, Tick, TodoList

LONGEST = 65_000  # characters; GitHub takes 65,536 in the body of an issue, and whoever posts it adds a mark
_INK = '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#3b82b8"}}}}%%'  # to be seen on light and dark
_LEAST, _LABELS = 2, 13  # Mermaid writes all labels, over each other if need be


def pages(report: Report) -> list[str]:
    """As few pages as hold all; what is too long for one page of its own is cut between two lines."""
    found: list[str] = []
    page = ""
    for piece in pieces(report):
        if page and len(page) + len(piece) + 1 > LONGEST:
            found.append(page)
            page = piece
        else:
            page = f"{page}\n{piece}" if page else piece
    return [*found, page]


def pieces(report: Report) -> Iterator[str]:
    """The heading, then the sections, none of them longer than a page."""
    yield f"# {words.TITLE}\n\n**{plain(words.about(report))}**<br>\n{plain(words.basis(report))}\n"
    for section in sections(report):
        yield from _pieces(section)


def _pieces(section: Section) -> Iterator[str]:
    """The section with a blank line between its blocks, whole if it fits into a page."""
    heading = f"## {section.title}\n"
    blocks = ["\n".join(_lines(block)) + "\n" for block in section.blocks]
    piece = heading
    for part in chain.from_iterable(map(_cut, blocks)):
        if len(piece) + len(part) + 1 > LONGEST:
            yield piece
            piece = f"## {section.title} (continued)\n"
        piece = f"{piece}\n{part}"
    yield piece


def _cut(block: str) -> Iterator[str]:
    """The block, or parts of it that each fit into a page with room for a heading."""
    part = ""
    for line in block.splitlines(keepends=True):
        if len(part) + len(line) > LONGEST - 200:
            yield part
            part = ""
        part += line if len(line) < LONGEST // 2 else "…\n"
    yield part


@singledispatch
def _lines(block: Block) -> Iterator[str]:
    raise TypeError(block)


@_lines.register
def _(block: Say) -> Iterator[str]:
    text = plain(block.text)
    yield {"warning": f"> [!WARNING]\n> {text}", "quiet": f"*{text}*"}.get(block.tone, text)


@_lines.register
def _(block: Table) -> Iterator[str]:
    yield f"**{plain(block.caption)}**"
    yield ""
    yield f"| {' | '.join(map(plain, block.head))} |"
    yield f"|{'|'.join('--:' if place in block.numbers else ':--' for place in range(len(block.head)))}|"
    for row in block.rows:
        cells = [thing(cell.thing) if cell.thing else plain(cell.whole) for cell in row.cells]
        if row.muted:
            cells = [f"<sub>{cell}</sub>" if cell else "" for cell in cells]
        yield f"| {' | '.join(cells)} |"


@_lines.register
def _(block: Cards) -> Iterator[str]:
    yield "| Figure | Now | Counts | Change | Trend |"
    yield "|:--|--:|:--|:--|:--|"
    for card in block.cards:
        spark = words.sparkline(card.figure.trend)
        cells = (f"**{plain(card.label)}**", *map(plain, (card.value, card.counts, card.change)), spark)
        yield f"| {' | '.join(cells)} |"
    for card in block.cards[:1]:
        yield from _chart(card)


def _chart(card: Card) -> Iterator[str]:
    """A line of what can be compared with today, and the same in words."""
    ticks = _thinned(_comparable(card.figure.trend))
    if len(ticks) < _LEAST:
        return
    yield ""
    yield "```mermaid"
    yield _INK
    yield "xychart-beta"
    yield f'    title "{card.label}, percent"'
    days = ", ".join(f'"{tick.day[5:]}"' for tick in ticks)
    yield f"    x-axis [{days}]"
    yield '    y-axis "percent" 0 --> 100'
    yield f"    line [{', '.join(f'{tick.percent or 0:.1f}' for tick in ticks)}]"
    yield "```"
    yield ""
    yield f"*{plain(card.trend)}.*"


def _thinned(ticks: Sequence[Tick]) -> list[Tick]:
    """As many as there is room for, evenly, with the last one."""
    every = max(1, ceil(len(ticks) / _LABELS))
    return list(reversed(ticks[::-1][::every]))


def _comparable(ticks: Sequence[Tick]) -> list[Tick]:
    """The ticks after the last break, of which something could be judged."""
    found: list[Tick] = []
    for tick in ticks:
        if tick.break_before:
            found = []
        if tick.percent is not None:
            found.append(tick)
    return found


@_lines.register
def _(block: Entries) -> Iterator[str]:
    if block.title:
        yield f"### {plain(block.title)}"
        yield ""
    for number, entry in enumerate(block.entries, 1):
        yield _entry(entry, f"{number}." if block.numbered else "-")
    if block.more:
        yield f"\n… and {figures.count(block.more)} more."


def _entry(entry: Entry, mark: str) -> str:
    if entry.thing is None:
        return f"{mark} {plain(entry.text)}" + (f" → *{plain(entry.question)}*" if entry.question else "")
    head = ": ".join(filter(None, (thing(entry.thing), plain(entry.text))))
    asked = f"*{plain(entry.question)}*" if entry.question else ""
    below = " ".join(filter(None, (asked, f"({plain(entry.whom)})" if entry.whom else "")))
    return f"{mark} {head}" + (f"<br>\n   {below}" if below else "")


def thing(item: Thing) -> str:
    """The key, which opens the item, and its title."""
    url, key = link_target(item.url), plain(item.key)
    return f"{f'[**{key}**]({url})' if url else f'**{key}**'} {plain(item.title)}".strip()


@_lines.register
def _(block: Pie) -> Iterator[str]:
    yield f"**{plain(block.title)}**: {figures.tally(block.parts)}."
    yield ""
    yield "```mermaid"
    yield "pie showData"
    yield from (f'    "{name}" : {count}' for name, count in block.parts.items())
    yield "```"


@_lines.register
def _(block: Replies) -> Iterator[str]:
    yield f"### {plain(block.title)}"
    yield ""
    for reply in block.replies:
        told = plain(reply.evidence) if reply.evidence else f"*{words.NOT_ANSWERABLE}* Ask: *{plain(reply.ask)}*"
        yield f"- **{plain(reply.question)}**<br>\n   {told}"


def todo_page(todo: TodoList) -> str:
    """An owner's list, with boxes to tick."""
    lines = [f"# {plain(words.todo_title(todo))}", "", plain(words.TODO_INTRO), ""]
    for each in todo.items:
        lines.append(f"- [ ] {thing(each.item)}")
        lines += [f"  - *{plain(question or message)}* ({plain(rule)})" for rule, _, message, question in each.asks]
    if not todo.items:
        lines.append("Nothing to do: no finding is in an item of this owner.")
    return "\n".join(lines) + "\n"
