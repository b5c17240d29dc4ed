"""Effect or output: is anybody's situation, behaviour, cost, risk, time or quality changed, or is a thing only made?"""

from __future__ import annotations

from typing import Final

from outcome_lint.model import Confidence

from .lexicon import BIT
from .tokens import Tokens
from .values import Span, Verdict

MOVE, COMPARE, PURPOSE, BUILD, ACTIVITY, ENABLE, ACCESS, ROLE, BUSINESS, DELIVERABLE, PROBLEM, METRIC, STATE, END, ADOPT, DONE = (
    BIT[tag]
    for tag in (
        "move", "compare", "purpose", "build", "activity", "enable", "access", "role", "business", "deliverable",
        "problem", "metric", "state", "end", "adopt", "done",
    )  # fmt: skip
)  # fmt: skip
_OUTPUT: Final = BUILD | ACTIVITY | DELIVERABLE


def effects(tokens: Tokens) -> tuple[Span, ...]:
    """Spans of words that say that a state changes."""
    found = []
    for place, tags in enumerate(tokens.tags):
        if tags & (MOVE | COMPARE) or (tags & (BUSINESS | STATE) and not tags & DELIVERABLE):
            found.append(Span(tokens.starts[place], tokens.ends[place]))
    return tuple(found)


def deliverables(tokens: Tokens) -> tuple[Span, ...]:
    """Spans of words that name a thing or an activity to be delivered."""
    return tuple(
        Span(tokens.starts[place], tokens.ends[place])
        for place, tags in enumerate(tokens.tags)
        if tags & _OUTPUT and not tags & (MOVE | COMPARE)
    )


def output_only(tokens: Tokens, effect: tuple[Span, ...], deliverable: tuple[Span, ...]) -> Verdict | None:
    """Medium or high only where a thing is named and no sign of an effect stands beside it."""
    if effect or not len(tokens):
        return None
    if not deliverable:
        return Verdict(Confidence.LOW, None, "names no effect")
    head = next((tags for tags in tokens.tags if tags), 0)
    sure = Confidence.HIGH if head & (BUILD | ACTIVITY) else Confidence.MEDIUM
    return Verdict(sure, deliverable[0], "names what is delivered, not what changes")


def hollow(tokens: Tokens) -> Verdict | None:
    """"done", "shipped", "delivered as planned": short, and every word is delivery or grammar."""
    if len(tokens) > 14 or not len(tokens):
        return None
    if any(tags & DONE for tags in tokens.tags) and not any(word[0].isdigit() for word in tokens.words):
        rest = [tags for tags in tokens.tags if tags and not tags & (DONE | BIT["stop"] | BUILD | ADOPT)]
        unknown = [word for word, tags in zip(tokens.words, tokens.tags, strict=True) if not tags and word[0].isalnum()]
        if not rest and not unknown:
            return Verdict(Confidence.HIGH, Span(tokens.starts[0], tokens.ends[-1]), "says only that it was delivered")
    return None


def delivery_only(tokens: Tokens, effect: tuple[Span, ...], measure: tuple[Span, ...]) -> Verdict | None:
    """Success that is delivery: nothing in it but done-words and deliverables."""
    if effect or measure or not len(tokens):
        return None
    first = next((place for place, tags in enumerate(tokens.tags) if tags & (DONE | BUILD)), None)
    if first is None:
        return None
    return Verdict(Confidence.MEDIUM, Span(tokens.starts[first], tokens.ends[first]), "says that it was delivered")
