"""The figures at the foot of the report: the ratio first, its counts beside it, and what to make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from outcome_lint.model import Coverage, Group, Ratio, Run
from outcome_lint.output import figures
from outcome_lint.output.digest import RuleFacts
from outcome_lint.output.escape import terminal
from outcome_lint.output.ink import Ink, Span, safe
from outcome_lint.output.look import Look
from outcome_lint.output.measure import pad, width_of

_PAD = "  "
_BAR, _SHORT_BAR, _WIDEST = 24, 10, 80
_MEDIUM = 64
_GROUPS_SHOWN = 20


def headline(run: Run, ink: Ink) -> Iterator[str]:
    """The ratio with its counts, its bar and what stands beside it; of an incomplete scan, why there is none."""
    yield "\n"
    yield from ink.rule([Span(figures.NAME, "bold")], [])
    yield "\n"
    if run.scorecard is None or not run.complete:
        yield from ink.flow([Span(figures.NO_RATIO, "error")], _PAD, _PAD)
        yield from ink.flow([Span(figures.NO_RATIO_WHY)], _PAD, _PAD, ink.prose)
        return
    ratio = run.scorecard.ffr
    yield from ink.flow(_counted(ratio), _PAD, _PAD)
    if ratio.total:
        yield ink.line(Span(_PAD), *_stack(ratio, min(ink.width, _WIDEST) - len(_PAD)))
    for text in (figures.not_counted(ratio), *map(figures.after_exceptions, _optional(run.scorecard.after_exceptions))):
        if text:
            yield from ink.flow([safe(text, "dim")], _PAD, _PAD + "  ", ink.prose)
    yield "\n"
    yield from ink.flow([Span(figures.meaning(ratio))], _PAD, _PAD, ink.prose)


def _optional(ratio: Ratio | None) -> list[Ratio]:
    return [] if ratio is None else [ratio]


def _counted(ratio: Ratio) -> Iterator[Span]:
    """`figures.headline`, its two kinds in the colours of the bar."""
    text = figures.headline(ratio)
    percent = figures.percent(ratio.percent)
    yield Span(percent, "bold")
    for part in re.split(r"(\d[\d,]* (?:missing|placeholder))", text.removeprefix(percent)):
        kind = part.rpartition(" ")[2]
        yield Span(part, kind if kind in ("missing", "placeholder") else "")


def _stack(ratio: Ratio, width: int) -> Iterator[Span]:
    """One bar of all judged items: missing, placeholder, stated; they differ in tone where there is no colour."""
    both = figures.cells(ratio.percent, width)
    missing = figures.cells(ratio.missing / (ratio.without or 1) * figures.ALL, both) if both > 1 else both
    yield Span("█" * missing, "missing")
    yield Span("▓" * (both - missing), "placeholder")
    yield Span("░" * (width - both), "dim")


def _counts(ratio: Ratio) -> list[Span]:
    return [Span(figures.without(ratio))]


def coverages(run: Run, ink: Ink) -> Iterator[str]:
    """At most five lines of the same build, so that the eye can run down the bars."""
    if run.scorecard is None or not run.complete or not run.items:
        return
    rows = figures.coverages(run.scorecard)
    names = max((width_of(name) for name, _ in rows), default=0)
    yield "\n"
    for name, value in rows:
        bar = _bar(value, _SHORT_BAR if ink.width < _MEDIUM else _BAR)
        spans = [safe(pad(name, names)), Span(pad(figures.percent(value.percent), 9, right=True), "bold")]
        yield ink.line(Span(_PAD), *spans, Span("  "), *bar, Span(f"  {figures.covered(value)}", "dim"))


def _bar(value: Coverage, width: int) -> tuple[Span, Span]:
    filled = figures.cells(value.percent, width)
    return Span("━" * filled, "good"), Span("─" * (width - filled), "dim")


def groups(run: Run, look: Look, ink: Ink) -> Iterator[str]:
    """The ratio by each dimension, in the scorecard's own order: a table to ask about, not a league."""
    if run.scorecard is None or not run.complete:
        return
    tables: dict[str, list[Group]] = {}
    for group in run.scorecard.groups:
        tables.setdefault(group.by, []).append(group)
    cut = len(run.scorecard.groups) if look.verbose or not look.limit else _GROUPS_SHOWN
    names = max((width_of(terminal(group.name)) for group in run.scorecard.groups), default=0)
    for by, rows in tables.items():
        yield "\n"
        yield from ink.flow([safe(f"By {by}", "bold")], _PAD, _PAD)
        for row in rows[:cut]:
            yield ink.line(Span(_PAD), *_group(row, min(names, ink.width // 3), ink))
        if rows[cut:]:
            yield ink.line(Span(f"{_PAD}… {figures.count(len(rows) - cut)} more (--limit 0 shows all)", "dim"))


def _group(group: Group, names: int, ink: Ink) -> Iterator[Span]:
    counts = pad(figures.some_of(group.ffr.without, group.ffr.total), 10, right=True)
    name = pad(terminal(group.name), names)
    if group.small:
        yield Span(f"{name}{'':9}{counts}  {figures.TOO_SMALL}", "dim")
        return
    yield Span(name)
    yield Span(pad(figures.percent(group.ffr.percent), 9, right=True), "bold")
    yield Span(f"{counts}  ")
    room = ink.width - names - 25
    if room >= _SHORT_BAR:
        yield from _stack(group.ffr, _BAR if room > _BAR else _SHORT_BAR)
    room -= _BAR
    for key, coverage in group.coverage.items():
        text = f"  {key} {coverage.covered}/{coverage.total}"
        room -= len(text)
        if key != "outcome" and room > 0:
            yield safe(text, "dim")


def ask_next(run: Run, rules: Mapping[str, RuleFacts], ink: Ink) -> Iterator[str]:
    """The questions of the most frequent findings."""
    asked = figures.questions(run, {name: facts.question for name, facts in rules.items()})
    if not asked:
        return
    yield "\n"
    yield from ink.flow([Span(figures.ASK_NEXT, "bold")], _PAD, _PAD)
    for question, why in asked:
        yield from ink.flow([safe(question, "question"), safe(f" ({why})", "dim")], _PAD + "→ ", _PAD + "  ")


def gate(run: Run, ink: Ink) -> Iterator[str]:
    """Whether the run holds, and why not."""
    mark, style = ("✓", "good") if run.gate.passed else ("✗", "error")
    yield "\n"
    yield from ink.flow([Span(f"{mark} {figures.verdict(run.gate)}", style)], _PAD, _PAD + "  ")
    yield from ink.flow([safe(figures.totals(run), "dim")], _PAD + "  ", _PAD + "  ")
    for reason in run.gate.reasons:
        yield from ink.flow([safe(reason)], _PAD + "  · ", _PAD + "    ")


def caution(ink: Ink) -> Iterator[str]:
    """How not to use the figures."""
    yield "\n"
    yield from ink.flow([Span(figures.CAUTION, "dim")], _PAD, _PAD, ink.prose)
