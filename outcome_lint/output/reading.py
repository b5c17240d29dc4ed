"""How an outcome is read, for a person: the text, its parts, what was looked for in vain, and what to ask."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from outcome_lint.output.ink import Ink, Span, ink_for, safe
from outcome_lint.output.look import Look


class Gap(Struct, frozen=True):
    """A rule that has something to say: its words, how sure it is, its question, and good examples of its own."""

    rule: str
    code: str
    message: str
    confidence: str
    question: str
    examples: tuple[tuple[str, str], ...] = ()  # (title, outcome)


class Reading(Struct, frozen=True):
    """A text with the quotes found for each part (part name → quotes), the parts that it lacks, and the gaps."""

    text: str
    title: str
    parts: dict[str, tuple[str, ...]]
    lacking: tuple[str, ...]
    gaps: tuple[Gap, ...]


def render(reading: Reading, look: Look) -> Iterator[str]:
    """The reading as lines for a terminal."""
    ink = ink_for(look)
    column = max([*map(len, reading.parts), *map(len, reading.lacking), 8]) + 4
    rest = " " * column
    yield "\n"
    for line in reading.text.splitlines() or [""]:
        yield from ink.flow([safe(line, "bold")], "  │ ", "  │ ")
    yield "\n"
    for name, quotes in reading.parts.items():
        said = safe(" · ".join(f"“{quote}”" for quote in quotes))
        yield from ink.flow([Span(f"{name:{column - 2}}", "name"), said], "  ", rest)
    for name in reading.lacking:
        yield from ink.flow([Span(f"{name:{column - 2}}not found", "dim")], "  ", rest)
    if not reading.gaps:
        yield "\n"
        yield from ink.flow([Span("✓ ", "good"), Span("Nothing to ask about this one.")], "  ", "    ")
    for gap in reading.gaps:
        yield "\n"
        sure = f" ({gap.confidence} confidence)" if gap.confidence != "high" else ""
        words = [Span(gap.rule, "warning"), Span(f" {gap.code}: ", "dim"), safe(gap.message), Span(sure, "dim")]
        yield from ink.flow(words, "  ", "    ")
        yield from ink.flow([Span(gap.question, "question")], "    → ", "      ")
    yield from _examples(reading, ink)


def _examples(reading: Reading, ink: Ink) -> Iterator[str]:
    """Two outcomes of other work: they show the form, and invent nothing about this one."""
    shown = next((gap.examples for gap in reading.gaps if gap.examples), ())
    if shown:
        yield "\n"
        yield from ink.flow([Span("How others put it (their work, not yours):", "dim")], "  ", "  ")
    for title, outcome in shown:
        yield from ink.flow([safe(f"{title}: ", "dim"), safe(outcome)], "    ", "      ")
