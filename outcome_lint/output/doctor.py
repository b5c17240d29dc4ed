"""The health of sources on a terminal: what was looked at, what it is, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from outcome_lint.health import FieldFound, Health, Part, Place, State, Step
from outcome_lint.output.ink import Ink, Span, ink_for, safe
from outcome_lint.output.look import Look
from outcome_lint.output.measure import width_of

_MARKS: dict[State, tuple[str, str]] = {
    "fine": ("✓", "good"), "note": ("!", "warning"), "wrong": ("✗", "error"), "unreachable": ("✗", "error"),
}  # fmt: skip
_PAD = "  "
_CUSTOM = "customfield_"
_MOST = 8


def render(sources: Iterable[Health], look: Look) -> Iterator[str]:
    """The report, in pieces."""
    ink = ink_for(look)
    for number, health in enumerate(sources):
        if number:
            yield "\n"
        yield from ink.rule([safe(health.source, "name")], [Span(health.kind, "dim")])
        yield from _steps(health.steps, ink)
        if health.fields:
            yield from _heading("Where the fields of an item are read", ink)
            yield from _fields(health.fields, ink)
        if health.sample:
            yield from _heading("One item, as the linter sees it", ink)
            yield from _sample(health.sample, ink)


def _heading(words: str, ink: Ink) -> Iterator[str]:
    yield "\n"
    yield ink.line(Span(_PAD), Span(words, "bold"))


def _steps(steps: Iterable[Step], ink: Ink) -> Iterator[str]:
    for step in steps:
        mark, style = _MARKS[step.state]
        rest = _PAD * 2
        for number, line in enumerate(step.text.split("\n")):
            head = [Span(f"{mark} ", style), safe(f"{step.name}: ", "bold")] if not number else []
            yield from ink.flow([*head, safe(line)], _PAD if not number else rest, rest)
        if step.hint:
            yield from ink.flow([Span("→ "), safe(step.hint, "question")], rest, rest + _PAD)


def _fields(fields: tuple[FieldFound, ...], ink: Ink) -> Iterator[str]:
    room = max(width_of(found.field) for found in fields) + 2
    rest = _PAD * 2 + " " * room
    for found in fields:
        yield from ink.flow(_read_from(found), f"{_PAD * 2}{found.field}{' ' * (room - width_of(found.field))}", rest)


def _read_from(found: FieldFound) -> list[Span]:
    if not found.places:
        return [Span("no field of such a name", "dim")]
    spans = [safe(", ".join(map(_place, found.places)))]
    if found.applies and found.unproved:
        spans.append(safe(f"; applies in {_few(found.applies)}", "good"))
    elif found.applies:
        projects = dict.fromkeys(place.partition(" ")[0] for place in found.applies)
        spans.append(safe(f"; applies in {_few(tuple(projects))}", "good"))
    if found.unproved:
        spans.append(safe(f"; not proved in {_few(found.unproved)}: empty is unknown there", "warning"))
    return spans


def _place(place: Place) -> str:
    idents = [ident for ident in place.ids if ident.startswith(_CUSTOM)]
    return place.name + (f" ({', '.join(idents)})" if idents else "")


def _few(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more


def _sample(parts: tuple[Part, ...], ink: Ink) -> Iterator[str]:
    room = max(width_of(part.name) for part in parts) + 2
    rest = _PAD * 2 + " " * room
    for part in parts:
        text = safe(part.text) if part.state == "value" else Span(part.state, "dim")
        yield from ink.flow([text], f"{_PAD * 2}{part.name}{' ' * (room - width_of(part.name))}", rest)
