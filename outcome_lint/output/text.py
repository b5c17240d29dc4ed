"""The report for people: what was found, what could not be judged, and last, where the eye rests, the figures."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_lint.model import Run
from outcome_lint.output import figures
from outcome_lint.output.digest import RuleFacts, digest
from outcome_lint.output.ink import Ink, Span, ink_for, safe
from outcome_lint.output.look import Look
from outcome_lint.output.text_items import section
from outcome_lint.output.text_tables import coverages, groups
from outcome_lint.output.text_totals import ask_next, caution, gate, headline


def render(run: Run, look: Look) -> Iterator[str]:
    """Top to bottom as a terminal is read: the figures come last; `quiet` keeps them, the gate and what broke."""
    ink = ink_for(look)
    if look.quiet:
        yield from _problems(run, ink)
        yield from headline(run, ink)
        yield from gate(run, ink)
        return
    seen = digest(run, look)
    yield from _header(run, ink)
    if not seen.sections:
        yield from ink.flow([Span(figures.nothing_found(run))], "\n  ", "  ")
    for group in seen.sections:
        yield from section(group, look, ink)
    yield from _aside(run, look, ink)
    if look.statistics:
        yield from _statistics(run, seen.rules, ink)
    yield from headline(run, ink)
    yield from coverages(run, ink)
    yield from groups(run, look, ink)
    yield from ask_next(run, seen.rules, ink)
    yield from gate(run, ink)
    yield from caution(ink)


def _header(run: Run, ink: Ink) -> Iterator[str]:
    yield from ink.flow([Span("outcome-lint", "bold"), Span("  "), safe(figures.scanned(run), "dim")], "", "  ")


def _title(text: str, ink: Ink, right: str = "") -> Iterator[str]:
    yield "\n"
    yield from ink.rule([Span(text, "bold")], [Span(right, "dim")] if right else [])


def _aside(run: Run, look: Look, ink: Ink) -> Iterator[str]:
    """What is neither a finding nor a figure, but bears on how far to trust them."""
    if run.abstentions:
        yield from _title(figures.NOT_JUDGED, ink)
        for rules, gap in figures.silences(run.abstentions):
            name = [safe(f"{rules}: "), safe(f"{figures.abstained(gap)} ")]
            yield from ink.flow([*name, safe(figures.some_keys(gap), "dim")], "  ", "    ")
    if run.ignored:
        yield from _title(figures.SET_ASIDE, ink)
        yield from ink.flow([Span(figures.set_aside(run.ignored))], "  ", "  ", ink.prose)
        for exempt in run.ignored if look.verbose else ():
            name = [safe(exempt.item, "name"), safe(f" {exempt.rule}"), safe(f" {exempt.code}: ", "dim")]
            yield from ink.flow([*name, safe(figures.exemption(exempt))], "  · ", "    ")
    yield from _problems(run, ink)
    if notes := figures.notes(run, verbose=look.verbose):
        yield from _title(figures.NOTES, ink)
        for note in notes:
            yield from ink.flow([safe(note.text, "warning" if note.level == "warning" else "")], "  · ", "    ")


def _problems(run: Run, ink: Ink) -> Iterator[str]:
    if run.problems:
        yield from _title(figures.NOT_READ, ink)
        for problem in run.problems:
            yield from ink.flow([safe(problem.place, "bold"), safe(f": {problem.message}")], "  ", "    ")
            if problem.hint:
                yield from ink.flow([safe(problem.hint, "question")], "    → ", "      ")


def _statistics(run: Run, rules: dict[str, RuleFacts], ink: Ink) -> Iterator[str]:
    yield from _title("Findings by rule", ink, figures.many(sum(run.by_rule.values()), "finding"))
    widest = max(map(len, map(figures.count, run.by_rule.values())), default=0)
    for rule, number in sorted(run.by_rule.items(), key=lambda pair: (-pair[1], pair[0])):
        code = rules[rule].code if rule in rules else ""
        yield ink.line(Span(f"  {figures.count(number):>{widest}}  "), safe(rule, "bold"), safe(f" {code}", "dim"))
