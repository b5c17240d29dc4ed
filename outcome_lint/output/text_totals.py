"""The figures at the foot of the report: the ratio first, its counts beside it, and what to make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from outcome_lint.model import Ratio, Run
from outcome_lint.output import figures
from outcome_lint.output.digest import RuleFacts
from outcome_lint.output.ink import Ink, Span, safe
from outcome_lint.output.text_tables import stack

_PAD = "  "
_BAR = 78


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
        yield ink.line(Span(_PAD), *stack(ratio, min(_BAR, ink.width - len(_PAD))))
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
