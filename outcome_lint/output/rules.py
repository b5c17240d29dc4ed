"""Rules on a terminal: one with all that it says, or all of them in a list."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from outcome_lint.output import rule_facts as facts
from outcome_lint.output.figures import MARKS
from outcome_lint.output.ink import Ink, Span, cells_of, ink_for, safe
from outcome_lint.output.look import Look
from outcome_lint.output.measure import pad, width_of
from outcome_lint.output.rule_facts import Shown
from outcome_lint.output.rule_page import rule_page

__all__ = ["rule_page", "rule_table", "rule_text"]

_PAD = "  "
_LETTERS = {"error": "E", "warning": "w", "info": "i", "off": "·"}
_STYLES = {"error": "error", "warning": "warning", "info": "info", "off": "dim"}
_SIDE_STYLES = {"bad": "error", "good": "good", "unknown": "dim"}
_LEGEND = "E error, w warning, i info, · off. `outcome-lint rule NAME` explains one."
_NARROW = 88  # below it, the question goes under the name


def rule_text(page: dict[str, Any], width: int, *, color: bool) -> str:
    """Everything about one rule, given as plain values."""
    return "".join(_lines(page, ink_for(Look(width=width, color=color))))


def _lines(page: dict[str, Any], ink: Ink) -> Iterator[str]:
    yield from ink.rule([safe(page["name"], "name"), Span(" "), safe(page["code"], "dim")], [Span("rule", "dim")])
    yield "\n"
    yield from ink.flow([safe(page["asks"], "bold")], _PAD, _PAD, ink.prose)
    yield "\n"
    yield from _table_of_facts(page, ink)
    yield from _section("Why", page["why"], ink)
    yield from _section("How to fix", page["fix"], ink)
    yield from _heading("A finding asks", ink)
    yield from ink.flow([safe(page["question"], "question")], _PAD + "→ ", _PAD + "  ", ink.prose)
    for side, (mark, heading) in facts.SIDES.items():
        shown = facts.examples(page, side)
        if shown:
            yield from _heading(heading, ink)
            for example in shown:
                yield from _example(example, mark, _SIDE_STYLES[side], ink)
    yield from _settings(page, ink)
    if page.get("source"):
        yield from _section("Where it comes from", page["source"], ink)


def _table_of_facts(page: dict[str, Any], ink: Ink) -> Iterator[str]:
    rows = list(facts.facts(page))
    names = max(map(width_of, ("Severity", *(label for label, _ in rows)))) + 2
    severity: list[Span] = []
    for profile, value in facts.severities(page).items():
        mark = MARKS.get(value, "·")  # type: ignore[call-overload]
        severity += [safe(f"{profile} ", "dim"), safe(f"{mark}\u00a0{value}", _STYLES[value]), Span("   ")]
    rest = _PAD + " " * names
    if cells_of(severity) + len(rest) <= ink.width:
        yield ink.line(Span(_PAD + pad("Severity", names)), *severity)
    else:
        yield from ink.flow(severity, _PAD + pad("Severity", names), rest)
    for label, text in rows:
        yield from ink.flow([safe(text)], _PAD + pad(label, names), rest, ink.prose)


def _heading(text: str, ink: Ink) -> Iterator[str]:
    yield "\n"
    yield from ink.flow([Span(text, "bold")])


def _section(heading: str, text: str, ink: Ink) -> Iterator[str]:
    yield from _heading(heading, ink)
    spans = [safe(part, "name" if code else "") for part, code in facts.prose(text)]
    yield from ink.flow(spans, _PAD, _PAD, ink.prose)


def _example(example: Shown, mark: str, style: str, ink: Ink) -> Iterator[str]:
    """The mark, then the example's parts under each other."""
    first = f"{_PAD}{mark} "
    for spans, indent in _parts(example):
        lead = [Span(mark, style), Span(" ")] if first else []
        space = _PAD if first else _PAD + "  "
        yield from ink.flow([*lead, *spans], space + indent, _PAD + "  " + indent, ink.prose)
        first = ""


def _parts(example: Shown) -> Iterator[tuple[list[Span], str]]:
    """Lines of an example, each with what stands before it."""
    if example.title:
        yield [safe(example.title)], ""
    for label, text in example.texts:
        plain = label == facts.OUTCOME
        lead = [] if plain else [safe(f"{label}: ", "dim")]
        for line in [facts.EMPTY] if text is None else text.splitlines():
            yield [*lead, safe(line, "dim" if text is None else "")], "│ " if example.title else ""
            lead = []
    if example.fields:
        yield [safe(" · ".join(f"{name}: {value}" for name, value in example.fields), "dim")], ""
    for label, (head, *rows) in example.tables:
        yield [safe(label, "dim")], ""
        for row in rows:
            named = dict(zip(head, row, strict=True))
            key, outcome = named.pop("key", ""), named.pop(facts.OUTCOME.lower(), "")
            words = [key, *(f"{name}: {value}" for name, value in named.items()), outcome]
            yield [safe(" · ".join(filter(None, words)))], "│ "


def _settings(page: dict[str, Any], ink: Ink) -> Iterator[str]:
    options = facts.options_snippet(page)
    if options:
        yield from _heading("Set its options", ink)
        yield from _code(options, ink)
    if facts.about_items(page):
        yield from _heading("Set it aside, in outcome-lint.yml or with a label on the item", ink)
        yield from _code([*facts.ignore_snippet(page), f"{facts.LABEL}{page['name']}"], ink)


def _code(lines: list[str], ink: Ink) -> Iterator[str]:
    for line in lines:
        indent = _PAD + "  " + " " * (len(line) - len(line.lstrip()))
        yield from ink.flow([safe(line.lstrip(), "name")], indent, indent + "  ")


def rule_table(pages: list[dict[str, Any]], width: int) -> str:
    """A line a rule, by section, with its severity under crawl, walk and run."""
    ink = ink_for(Look(width=width))
    codes = max((width_of(page["code"]) for page in pages), default=0)
    names = max((width_of(page["name"]) for page in pages), default=0)
    letters = _severity_columns(codes + names + 6, ink)
    names = min(names, ink.width - codes - 6 - width_of(letters))
    lines = [ink.line(Span(_PAD + pad("", codes + names + 4) + letters))]
    for section, members in groupby(pages, lambda page: page.get("section") or "own"):
        lines += ["\n", *ink.flow([safe(section)])]
        for page in members:
            row = f"{_PAD}{pad(page['code'], codes)}  {pad(page['name'], names)}  {_letters(page, letters)}"
            lines += _row(row, page["asks"], ink)
    return "".join([*lines, "\n", *ink.flow([Span(_LEGEND)], "", "", ink.prose)])


def _severity_columns(left: int, ink: Ink) -> str:
    """The heads of the columns; only their initials where there is no room."""
    whole = " ".join(facts.PROFILES)
    return whole if left + width_of(whole) <= ink.width else " ".join(name[0] for name in facts.PROFILES)


def _letters(page: dict[str, Any], heads: str) -> str:
    given = facts.severities(page)
    columns = zip(facts.PROFILES, heads.split(), strict=True)
    return " ".join(_LETTERS[given[profile]].center(len(head)) for profile, head in columns)


def _row(row: str, asks: str, ink: Ink) -> Iterator[str]:
    if ink.width < _NARROW:
        yield ink.line(safe(row))
        yield from ink.flow([safe(asks)], _PAD * 2, _PAD * 2)
    else:
        yield from ink.flow([safe(asks)], f"{row}  ", " " * (width_of(row) + 2))
