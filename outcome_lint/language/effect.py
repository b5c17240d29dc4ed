"""Delivery or more: success criteria and actual outcomes that say only that a thing was made."""

from __future__ import annotations

from typing import Final

from outcome_lint.model import Confidence

from .lexicon import BIT
from .tokens import Tokens
from .values import Span, Verdict

MOVE, COMPARE, BUILD, ACTIVITY, ROLE, BUSINESS, DELIVERABLE, SYSTEM, PROBLEM, METRIC, STATE, END, ADOPT, DONE = (
    BIT[tag]
    for tag in (
        "move",
        "compare",
        "build",
        "activity",
        "role",
        "business",
        "deliverable",
        "system",
        "problem",
        "metric",
        "state",
        "end",
        "adopt",
        "done",
    )
)
STOP, EVENT, PERIOD, MONTH, BY, WITHIN, LATER, ON = (
    BIT[tag] for tag in ("stop", "event", "period", "month", "by", "within", "later", "on")
)


def hollow(tokens: Tokens) -> Verdict | None:
    """For "done", "shipped in release 4.2": every word is delivery or grammar, but for at most two."""
    return _delivered(tokens, "says only that it was delivered", longest=14, strange=2)


def delivery_only(tokens: Tokens, *, output: bool) -> Verdict | None:
    """Success that is delivery. `output`: the text as a whole names an output only."""
    found = _delivered(tokens, "says that it was delivered", longest=30, strange=3)
    if found or not output or tokens.union & (ROLE | BUSINESS):
        return found
    place = next((place for place, tags in enumerate(tokens.tags) if tags & (DONE | BUILD)), None)
    if place is None:
        return None
    return Verdict(Confidence.MEDIUM, Span(tokens.starts[place], tokens.ends[place]), "says that it was delivered")


_DELIVERY: Final = (
    DONE | BUILD | DELIVERABLE | SYSTEM | STOP | END | EVENT | PERIOD | MONTH | BY | WITHIN | ADOPT | LATER | ON
)
_RESULT: Final = ROLE | BUSINESS | METRIC | PROBLEM | STATE
# Words of delivery that no lexicon tags so, or that mean an effect elsewhere ("on time").
_PLAN: Final = frozenset(
    "everything all on time in budget as planned plan expected successfully successful according schedule"
    " scheduled scope went go goes"
    " story stories task tasks ticket tickets item items feature features project release version production"
    " region regions"
    " country countries market markets environment environments".split()
)
_NOT: Final = frozenset("not no never nothing partially partly n't nicht pas non não nie".split())


def _delivered(tokens: Tokens, why: str, longest: int, strange: int) -> Verdict | None:
    """High when nothing but delivery is said, medium with some words that we don't know beside it."""
    if not 0 < len(tokens) <= longest or not tokens.union & DONE or not _NOT.isdisjoint(tokens.words[:1]):
        return None
    unknown = 0
    for place, (word, tags) in enumerate(zip(tokens.words, tokens.tags, strict=True)):
        if word in _PLAN or not word[0].isalnum() or tags & DONE:
            continue
        if word[0].isdigit():
            if not place or (
                tokens.words[place - 1] not in _NUMBERED and not tokens.tags[place - 1] & (MONTH | BY | WITHIN)
            ):
                return None
        elif tags & _RESULT or word in _NOT or tags & MOVE:
            return None
        elif not tags & _DELIVERY:
            unknown += 1
    if unknown > strange:
        return None
    return Verdict(Confidence.MEDIUM if unknown else Confidence.HIGH, Span(tokens.starts[0], tokens.ends[-1]), why)


_NUMBERED: Final = frozenset("release version sprint phase wave v r pi iteration step part".split())
