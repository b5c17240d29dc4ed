"""Checks of what a text says, by its anatomy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import UNSET, Struct

from outcome_lint.checks.fields import Field, on_text
from outcome_lint.checks.subject import NOT_APPLICABLE, Miss, Subject, Verdict, getter
from outcome_lint.language import normal
from outcome_lint.model import Confidence

if TYPE_CHECKING:
    from collections.abc import Callable

    Judge = Callable[[Subject], Verdict]

Part = Literal[
    "effect",
    "addition",
    "beneficiary",
    "measure",
    "timeframe",
    "impact",
    "business",
    "more-than-delivery",
    "more-than-done",
]

# the anatomy's verdict that speaks against each part
_AGAINST: dict[str, str] = {
    "effect": "output_only",
    "addition": "restates_title",
    "beneficiary": "nobody",
    "measure": "unmeasured",
    "timeframe": "undated",
    "more-than-delivery": "delivery_only",
    "more-than-done": "hollow",
}


class Says(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of meaning that a field's text must have."""

    part: Part
    field: str = "outcome"


class Differs(Struct, frozen=True, forbid_unknown_fields=True, rename={"other": "from"}):
    """Two fields that must not say the same."""

    field: str
    other: str


_HOLDS = {
    "word": "a word for nothing yet",
    "mash": "letters without a word",
    "filler": "filler text",
    "prompt": "the prompt of the form",
    "template": "text of a template",
    "slot": "an unfilled slot",
    "pointer": "a pointer to somewhere else",
    "link": "a bare link",
    "promise": "a promise to fill it in",
    "refusal": "a reason for not stating one",
    "mandate": "that it must be done, not what comes of it",
    "date": "a date alone",
    "tag": "a tag alone",
    "marker": "marks without a word",
    "label": "a label without content",
}


def meaningful(options: Field) -> Judge:
    """The text is no placeholder."""
    name = options.field

    def look(subject: Subject, text: str) -> Verdict:
        found = subject.placeholder(name, text)
        if found is None:
            return None
        return Miss(found.confidence, _HOLDS.get(found.kind, found.kind), name, found.span.start, found.span.end)

    return on_text(name, look)


def says(options: Says) -> Judge:
    """The text says it; a placeholder is not asked, as it says nothing at all."""
    name, part = options.field, options.part
    against = _AGAINST.get(part)

    def look(subject: Subject, text: str) -> Verdict:
        if subject.placeholder(name, text) is not None and part != "more-than-done":
            return NOT_APPLICABLE
        found = subject.anatomy(name, text)
        if against is None:  # impact and business are there or not
            return None if getattr(found, part) else Miss(Confidence.MEDIUM, f"no {part} word", name, 0, len(text))
        verdict = getattr(found, against)
        if verdict is None:
            return None
        if verdict.span is None:
            return Miss(verdict.confidence, verdict.why, name)
        return Miss(verdict.confidence, verdict.why, name, verdict.span.start, verdict.span.end)

    return on_text(name, look)


def differs(options: Differs) -> Judge:
    """The two texts are not the same but for case, spaces and punctuation."""
    other = getter(options.other)

    def look(subject: Subject, text: str) -> Verdict:
        second = other(subject.item)
        if second is UNSET or not second or normal(text) != normal(second):
            return None
        return Miss(Confidence.HIGH, f"copies the {options.other.replace('_', ' ')}", options.field, 0, len(text))

    return on_text(options.field, look)
