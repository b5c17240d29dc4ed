"""Rows of figures under each other: coverages and groups, each percentage with its counts beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from outcome_lint.model import Coverage, Group, Ratio, Run
from outcome_lint.output import figures
from outcome_lint.output.escape import terminal
from outcome_lint.output.ink import Ink, Span, cells_of, safe
from outcome_lint.output.look import Look
from outcome_lint.output.measure import pad, width_of

_PAD = "  "
_BAR, _SHORTEST = 24, 8
_GROUPS_SHOWN = 20


class _Row(Struct, frozen=True):
    """`counts` and `beside` must be seen, `bar` and `extras` where there is room."""

    name: str
    percent: str
    counts: str
    bar: Ratio | Coverage | None = None
    beside: str = ""
    extras: tuple[str, ...] = ()
    dim: bool = False


def coverages(run: Run, ink: Ink) -> Iterator[str]:
    """At most five lines of the same build, so that the eye can run down the bars."""
    if run.scorecard is None or not run.complete or not run.items:
        return
    yield "\n"
    yield from _table([_coverage(name, value) for name, value in figures.coverages(run.scorecard)], ink)


def _coverage(name: str, value: Coverage) -> _Row:
    counts = figures.some_of(value.covered, value.total) if value.total else ""
    unknown = f"{figures.count(value.unknown)} unknown" if value.unknown else ""
    return _Row(name, figures.percent(value.percent), counts, value if value.total else None, unknown)


def groups(run: Run, look: Look, ink: Ink) -> Iterator[str]:
    """The ratio by each dimension, in the scorecard's own order: a table to ask about, not a league."""
    if run.scorecard is None or not run.complete:
        return
    every = run.scorecard.groups
    cut = len(every) if look.verbose or not look.limit else _GROUPS_SHOWN
    for by in dict.fromkeys(group.by for group in every):
        rows = [_group(group) for group in every if group.by == by]
        yield "\n"
        yield from ink.flow([safe(f"By {by}", "bold")], _PAD, _PAD)
        yield from _table(rows[:cut], ink)
        if rows[cut:]:
            yield from ink.flow([Span(figures.hidden(len(rows) - cut, "group"), "dim")], _PAD, _PAD)


def _group(group: Group) -> _Row:
    ratio = group.ffr
    counts = figures.some_of(ratio.without, ratio.total)
    unknown = f"{figures.count(ratio.unknown)} unknown" if ratio.unknown else ""
    if group.small:
        beside = ", ".join(filter(None, (figures.TOO_SMALL, unknown)))
        return _Row(group.name, "", counts, None, beside, dim=True)
    shares = [(name, value) for name, value in group.coverage.items() if name != "outcome"]
    extras = tuple(f"{figures.SHORT_NAMES.get(name, name)} {value.covered}/{value.total}" for name, value in shares)
    bar = ratio if ratio.total else None
    return _Row(group.name, figures.percent(ratio.percent), counts, bar, unknown, extras)


def _table(rows: list[_Row], ink: Ink) -> Iterator[str]:
    """Columns as wide as they need to be: it is the bar that gives way, then the extras, then the end of a name."""
    percents = max((width_of(row.percent) for row in rows), default=0)
    counts = max((width_of(row.counts) for row in rows), default=0)
    names = max((width_of(terminal(row.name)) for row in rows), default=0)
    names = min(names, max(_SHORTEST, min(max(ink.width // 3, 20), ink.width - percents - counts - 6)))
    room = ink.width - names - percents - counts - 6 - 2
    beside = max((width_of(row.beside) + 2 for row in rows if row.beside and not row.dim), default=0)
    bar = min(_BAR, room - beside)
    for row in _aligned(rows):
        tone = "dim" if row.dim else ""
        spans = [Span(_PAD), Span(pad(terminal(row.name), names), tone)]
        spans += [Span(f"  {pad(row.percent, percents, right=True)}", tone or "bold")]
        spans += [Span(f"  {pad(row.counts, counts, right=True)}", tone)]
        if bar >= _SHORTEST and not row.dim:
            spans += [Span("  "), *_bar(row.bar, bar)]
        yield from _with_extras(spans, row, ink)


def _aligned(rows: list[_Row]) -> list[_Row]:
    columns = zip_longest(*(row.extras for row in rows), fillvalue="")
    widths = [max(map(width_of, column)) for column in columns]
    return [replace(row, extras=tuple(map(pad, row.extras, widths))) for row in rows]


def _with_extras(spans: list[Span], row: _Row, ink: Ink) -> Iterator[str]:
    room = ink.width - cells_of(spans)
    beside = f"  {row.beside}" if row.beside else ""
    fits = width_of(beside) <= room
    room -= width_of(beside) if fits else 0
    for extra in row.extras:
        room -= width_of(extra) + 2
        spans += [safe(f"  {extra}", "dim")] if room >= 0 else []
    yield ink.line(*spans, safe(beside if fits else "", "dim"))
    if not fits:
        yield from ink.flow([safe(row.beside, "dim")], _PAD + "  ", _PAD + "  ")


def _bar(value: Ratio | Coverage | None, width: int) -> Iterator[Span]:
    """What there is none of has no bar: an empty one would say 0 %."""
    if value is None:
        return iter([Span(" " * width)])
    return stack(value, width) if isinstance(value, Ratio) else _line(value, width)


def stack(ratio: Ratio, width: int) -> Iterator[Span]:
    """One bar of all judged items: missing, placeholder, stated; they differ in tone where there is no colour."""
    missing, placeholder, stated = figures.stacked(ratio, width)
    yield Span("█" * missing, "missing")
    yield Span("▓" * placeholder, "placeholder")
    yield Span("░" * stated, "dim")


def _line(value: Coverage, width: int) -> Iterator[Span]:
    filled = figures.cells(value.percent, width)
    yield Span("━" * filled, "good")
    yield Span("─" * (width - filled), "dim")
