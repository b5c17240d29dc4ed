"""The findings of one group: each item once, and under it what was found, on which words, and what to ask."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import UNSET

from outcome_lint.model import Evidence, Finding, Severity
from outcome_lint.output import figures
from outcome_lint.output.digest import Entry, Section
from outcome_lint.output.ink import Ink, Span, safe
from outcome_lint.output.look import Look
from outcome_lint.output.measure import quote, width_of

_QUOTE = "      │ "


def section(group: Section, look: Look, ink: Ink) -> Iterator[str]:
    """A heading, the items that are shown, and how many are not."""
    name = safe(figures.group_name(group.name, look.group), "bold")
    small = Span(" (small)" if group.small else "", "dim")
    yield "\n"
    yield from ink.rule([name, small], [Span(figures.in_items(group.by_severity, group.items), "dim")])
    for entry in group.entries:
        yield "\n"
        yield from _entry(entry, ink)
    if group.hidden:
        yield "\n"
        yield from ink.flow([Span(figures.hidden(group.hidden), "dim")], "  ", "  ")


def _entry(entry: Entry, ink: Ink) -> Iterator[str]:
    item = entry.item
    worst = entry.findings[0].severity
    yield from ink.flow(
        [
            Span(figures.MARKS[worst], worst),
            Span(" "),
            safe(item.key, "name", item.url),
            Span(" "),
            safe(item.title, "bold"),
            *([Span(" "), safe(f"(talk to {item.owner})", "dim")] if item.owner else []),
        ],
        "  ",
        "    ",
    )
    for finding in entry.findings:
        yield from _finding(finding, worst, ink)


def _finding(finding: Finding, worst: Severity, ink: Ink) -> Iterator[str]:
    """Its severity is spelt out only where the item's mark does not tell it already."""
    milder = "" if finding.severity is worst else f" {finding.severity}"
    name = [safe(finding.rule, finding.severity), safe(f" {finding.code}{milder}:", "dim"), Span(" ")]
    yield from ink.flow([*name, safe(finding.message)], "    ", "      ")
    if finding.evidence is not UNSET:
        yield from _evidence(finding.evidence, finding.severity, ink)
    if finding.question:
        yield from ink.flow([safe(finding.question, "question")], "      → ", "        ")


def _evidence(evidence: Evidence, severity: Severity, ink: Ink) -> Iterator[str]:
    before, words, after = quote(evidence, ink.prose - width_of(_QUOTE))
    yield ink.line(Span(_QUOTE, "dim"), Span(before), Span(words, severity), Span(after))
    yield ink.line(Span(_QUOTE, "dim"), Span(" " * width_of(before)), Span("~" * width_of(words), severity))
