"""Counted stretches of time that date an outcome: from an event, from now, or months and no reply time."""

from __future__ import annotations

from typing import Final

from .classes import DIGIT
from .leads import COURSES
from .lexicon import BIT
from .tokens import Tokens

BY, WITHIN, NEAR, PERIOD, EVENT, NUMBER = (BIT[tag] for tag in ("by", "within", "near", "period", "event", "number"))
_WEEKS: Final = frozenset(("week", "wk", "woche", "semaine", "semana", "settimana", "sprint", "pi", "iteration"))
_IN: Final = frozenset("within in over innerhalb binnen en dentro entro em dans sous".split())
_ONE: Final = frozenset("a an ein einem eines einer un une um uma una".split())
_AFTER: Final = frozenset(
    "of after from following post post-launch since into nach après después dopo na po d'après del".split()
)
_TRIALS: Final = frozenset("a/b test testing trial pilot cohort use operation running experiment service a".split())
_DURING: Final = frozenset(("in", "during", "within", "over", "throughout"))
_STRETCHES: Final = frozenset(("window", "period", "phase", "run", "stage"))
_LEADS: Final = frozenset("within in after inside over during before first by".split())
_OPENS: Final = frozenset("opens starts launches begins reopens live".split())
_NOW: Final = frozenset(("now", "today"))
_OF_A_SEASON: Final = frozenset("harvest school growing flu heating academic financial budget tax".split())
_YEAR_NUMBERS: Final = frozenset("one two three 1 2 3".split())
_PUPILS: Final = frozenset("pupils pupil children students class classes lessons".split())
_LEAVING: Final = COURSES | {
    "lose",
    "warranty",
    "claim",
    "failure",
    "defect",
    "dropout",
    "dropouts",
    "drop-out",
    "drop-outs",
    "attrition",
    "turnover",
    "have",
    "has",
}
_CHURN: Final = frozenset("churn churns attrition dropout dropouts leavers turnover".split())
_THEIR: Final = frozenset(("their", "they", "his", "her", "arrival", "joining", "signup", "registration"))
# What a window ends with when it runs from an event and not from now, see `window`.
RUNS_FROM: Final = _AFTER | {"in"}
_SHARES: Final = frozenset("% percent percentage points pp fewer less more half third quarter → ->".split())
_ENDS: Final = frozenset(".,;:!)\n")


def int_under(word: str, limit: int) -> bool:
    """A plain number below `limit`."""
    return word.isdecimal() and len(word) < 4 and int(word) < limit


def _is_trial(tokens: Tokens, place: int) -> bool:
    """For "in the 90-day trial window", "during the six-week pilot phase"."""
    words = tokens.words
    led = not _DURING.isdisjoint(words[max(0, place - 3) : place - 1])
    return (
        led
        and words[place + 1 : place + 2] != []
        and words[place + 1] in _TRIALS
        and (not _STRETCHES.isdisjoint(words[place + 2 : place + 3]))
    )


def window(tokens: Tokens, place: int, tags: int) -> tuple[int, int] | None:
    """The first and the last token of a window whose period stands at `place`."""
    words = tokens.words
    if _is_first(tokens, place):
        return place, place
    if _is_year_one(tokens, place):
        return place, place + 1
    near = words[place - 1] if place else ""
    before = words[max(0, place - 4) : max(0, place - 1)]
    after = words[place + 1 : place + 3]
    if near in _OF_A_SEASON and place > 1 and after[:1] == ["of"] and tokens.tags[place - 2] & NUMBER:
        return (place - 2, place + 1) if _runs_from(tokens, place, before[:-1]) else None
    counted = int_under(near, 1000) or "." in near or (place and tokens.tags[place - 1] & NUMBER)
    single = near in _ONE
    if (not counted and not single) or before[-1:] == ["for"]:
        return None
    if counted and _is_trial(tokens, place):
        return place - 1, place
    if after[:1] == ["from"] and after[1:] and after[1] in _NOW:
        return place - 1, place + 2
    if counted and _is_countdown(tokens, place - 1):
        return place - 2, place
    if counted and tags & PERIOD and after[:1] == ["in"] and (len(after) == 1 or after[1] in _ENDS):
        return place - 1, place + 1
    if after and after[0] in _AFTER:
        return (place - 1, place + 1) if _runs_from(tokens, place, before) else None
    return (
        None
        if COURSES.intersection((*before[-2:-1], *tokens.lemmas[max(0, place - 4) : max(0, place - 1)]))
        else _prepared(tokens, place, tags, before)
    )


def _prepared(tokens: Tokens, place: int, tags: int, before: list[str]) -> tuple[int, int] | None:
    """A window that only its preposition makes one: "in five years", "within a year"."""
    single, after = tokens.words[place - 1] in _ONE, tokens.words[place + 1 : place + 2]
    prepared = not _IN.isdisjoint(before[-1:])
    if single:
        return (place - 1, place) if tags & PERIOD and before[-1:] == ["within"] and _is_goal(tokens, place) else None
    if before[-1:] == ["over"] and not _is_reached(tokens, place):
        return None
    if tags & PERIOD and prepared and tokens.lemmas[place] not in _WEEKS:
        return place - 1, place
    if (
        tags & PERIOD
        and place > 1
        and tokens.tags[place - 2] & NEAR
        and any(tag & (WITHIN | BY) for tag in tokens.tags[max(0, place - 4) : place - 2])
    ):
        return place - 2, place
    first = place - 2
    opens = first == 0 or (first > 0 and tokens.is_break(first - 1))
    return (place - 1, place) if before[-1:] in (["in"], ["within"]) and opens and after[:1] in ([":"], [","]) else None


def _is_reached(tokens: Tokens, place: int) -> bool:
    """A share or a change stands before "over three years": else it is how long something takes."""
    first = max(0, place - 16)
    return any(tag & BIT["move"] for tag in tokens.tags[first:place]) or not _SHARES.isdisjoint(
        tokens.words[first:place]
    )


def _runs_from(tokens: Tokens, place: int, before: list[str]) -> bool:
    """From an event of the work; "after four weeks of testing"; whatever from, where it opens the sentence."""
    if tokens.words[place + 1] == "of" and _LEADS.isdisjoint(before):
        return False  # "two years of renewal data"
    for at in range(place + 2, min(place + 6, len(tokens))):
        if tokens.words[at] in _ENDS:
            break
        if tokens.words[at] in _OPENS:
            return True
        if tokens.tags[at] & EVENT and tokens.lemmas[at] != "call":
            return True
    if before[-1:] == ["within"] and (place == 2 or tokens.is_break(place - 3)):
        return tokens.tags[place] & PERIOD > 0 and tokens.lemmas[place] not in _WEEKS
    return before[-1:] == ["after"] and not _TRIALS.isdisjoint(tokens.words[place + 2 : place + 5])


def _is_countdown(tokens: Tokens, place: int) -> bool:
    """For "T+90 days", "L + 30 days": counted from a day that the letter stands for."""
    if place < 1 or len(tokens.words[place - 1]) > 1 or not tokens.words[place - 1].isalpha():
        return False
    return tokens.low[tokens.ends[place - 1] : tokens.starts[place]].strip() == "+"


def _is_first(tokens: Tokens, place: int) -> bool:
    """For "in the first year", "in the first 30 days"; not "in their first month"."""
    words = tokens.words
    near = words[max(0, place - 4) : place]
    if "first" not in near or not _IN.intersection(near[:-1]) | ({"during", "after"} & set(near)):
        return False
    if not _THEIR.isdisjoint(words[max(0, place - 4) : place + 4]):
        return False
    counted = near[-1][0].isdigit() or tokens.tags[place - 1] & NUMBER
    after = words[place + 1] if place + 1 < len(tokens) else "."
    if counted and place > 4 and not tokens.is_break(place - 5) and after not in _ENDS and after not in RUNS_FROM:
        return False
    if not counted and not _LEAVING.isdisjoint(tokens.lemmas[max(0, place - 12) : place]):
        return False
    if counted and not _CHURN.isdisjoint(words[max(0, place - 6) : place]):
        return False
    if counted:
        return near[-2:-1] == ["first"] and (tokens.tags[place] & PERIOD > 0 or tokens.lemmas[place] in ("day", "days"))
    return near[-1] in ("first", "full") and tokens.lemmas[place] in ("quarter", "half", "month", "year")


def _is_year_one(tokens: Tokens, place: int) -> bool:
    """For "in year one", "by the end of year 3"; not "in year 3 pupils read", "year one" alone."""
    words = tokens.words
    if words[place] != "year" or _YEAR_NUMBERS.isdisjoint(words[place + 1 : place + 2]) or not place:
        return False
    led = words[place - 1] in _DURING or tokens.tags[place - 1] & BY or words[place - 2 : place] == ["end", "of"]
    if not COURSES.isdisjoint(tokens.lemmas[max(0, place - 6) : place]) or "not" in words[max(0, place - 10) : place]:
        return False
    return bool(led) and _PUPILS.isdisjoint(words[max(0, place - 8) : place + 8])


def _is_goal(tokens: Tokens, place: int) -> bool:
    """For "18 % → 30 % within a year": beside a number to reach, at the end of its clause; elsewhere a reply time."""
    at_end = place + 1 >= len(tokens) or tokens.words[place + 1] in _ENDS
    return at_end and any(tag & DIGIT for tag in tokens.tags[max(0, place - 16) : place])
