"""Times that are written in digits: dates, days, years, numbered weeks, versions."""

from __future__ import annotations

import re
from typing import Final

from . import leads, plans
from .classes import DIGIT
from .leads import STRONG, WEAK
from .lexicon import BIT
from .tokens import Tokens
from .windows import int_under

MOVE, WITHIN, MONTH, PERIOD, EVENT, SEASON, SHORT, ON, VAGUE = (
    BIT[tag] for tag in ("move", "within", "month", "period", "event", "season", "short", "on", "vague_month")
)
_OF_A_PLAN: Final = SEASON | PERIOD | EVENT | MONTH
_DATE: Final = re.compile(
    r"(?:19|20)\d\d(?:[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])|[-/](?:0?[1-9]|1[0-2])|\.(?:0[1-9]|1[0-2]))"
    r"|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)?\d\d|(?:0?[1-9]|1[0-2])/20\d\d"
)
_DAY: Final = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])")
_DATED_VERSION: Final = re.compile(r"20\d\d\.[1-9]")
_MONTH_YEAR: Final = re.compile(r"(?:0[1-9]|1[0-2])/(?:2[5-9]|3\d)")
_MILESTONE: Final = re.compile(r"(?:m|ms|d|wp|phase|milestone)\d+")
_NEARBY: Final = 20
_ORDINAL: Final = frozenset(("st", "nd", "rd", "th"))
_CYCLES: Final = frozenset(("cycle", "milestone", "train", "series"))
_SYSTEMS: Final = frozenset("ios ipados macos android windows chrome firefox python java node php ubuntu".split())
_HOLDS: Final = frozenset(
    "group groups collects collect bundles container stories epics parent umbrella tickets".split()
)
# What is done once and on a day.
GOES: Final = frozenset(
    "ship ships deploy deploys deployed release launch launches live due publish publishes cutover cut-over merge"
    " rolled done handover migrate migrated go go-live golive switch switched sign-off".split()
)
# "On the" of other languages, as it is read and as it is written.
_ON_THE: Final = frozenset("am zum at to the on al em".split())
_ON_A_DAY: Final = ("am ", "zum ", " au ", " al ", " em ")
_FRACTION: Final = re.compile(r"[123]/(?:[2-9]|10)")
_DAYS: Final = re.compile(r"[0-3]?\d(?:[/-][0-3]?\d)?")
_YEAR: Final = re.compile(r"20[1-5]\d(?:[-/](?:20)?\d\d)?")
_LONG_AGO: Final = re.compile(r"20(?:1\d|2[0-4])")
_QUARTER: Final = re.compile(r"(?:[qhst][1-4]|[1-4][qht]|kw\d\d?|pi-?\d+|p[i]\d+)(?:[-'’/]?(?:fy|cy)?(?:20)?\d\d)?")
_UNITS: Final = frozenset(
    "% € $ £ ¥ ms s m k bn mn mio million billion x times users customers hours gb mb"
    " h min minutes days weeks months years points pp".split()
)
_MONEY: Final = frozenset("€$£¥")
_HEADED: Final = frozenset((":", "goal", "goals", "target", "targets", "objective", "objectives", "ambition", "okr"))
_NUMBERED: Final = frozenset(("week", "sprint", "semana", "woche", "semaine", "month", "pi", "cw", "kw", "iteration"))
_VERSION_HEAD: Final = re.compile(r"v\d+")
_GRADUATES: Final = frozenset("done graduate graduates alpha beta ga stable default ship ships land lands".split())
SCHOOL: Final = frozenset(("season", "school", "academic", "financial", "fiscal", "calendar", "budget", "harvest"))
_INTAKES: Final = frozenset("return intake cohort edition round cycle".split())
FOR: Final = frozenset(("for", "für", "pour", "para", "per", "voor"))
VERSION: Final = re.compile(r"v?\d+(?:\.\d+)+")

Range = tuple[int, int]


def is_count(tokens: Tokens, place: int) -> bool:
    """A small number with nothing of a date beside it: most numbers, told apart at little cost."""
    word = tokens.words[place]
    if len(word) > 3 or not word.isdigit() or not place:
        return False
    before = tokens.words[place - 1]
    if before in _NUMBERED or before in _SYSTEMS or before in plans.BOOKS or before == "year" or before[0] == "v":
        return False
    if place + 1 >= len(tokens):
        return True
    return not tokens.tags[place + 1] & (MONTH | VAGUE) and tokens.words[place + 1] not in _ORDINAL


def number(tokens: Tokens, place: int, strength: int) -> Range | None:
    """The first and the last token of a time in digits at `place`, when it is a deadline after such a lead."""
    word = tokens.words[place]
    if _DATE.fullmatch(word) or (strength == STRONG and _DATED_VERSION.fullmatch(word)):
        return None if leads.named(tokens, place, place) else (place, place)
    if place + 1 < len(tokens) and tokens.tags[place + 1] & (MONTH | VAGUE) and _DAYS.fullmatch(word):
        return place, place + 1
    if plans.is_book_year(tokens, place):
        return place - 1, place
    if place and tokens.words[place - 1] in _NUMBERED:
        return _numbered(tokens, place, strength)
    if _is_monthday(tokens, place):
        return place, place + 1
    if tokens.words[place - 1] in _SYSTEMS and place > 1:
        return (place - 1, place) if tokens.words[place - 2] in ("before", "until", "by") else None
    if _MONTH_YEAR.fullmatch(word) and _is_of_a_plan(tokens, place, strength):
        return place, place
    if _DAY.fullmatch(word) and _is_day(tokens, place, strength):
        return place, place
    if _YEAR.fullmatch(word):
        return _year(tokens, place, strength)
    return _release(tokens, place, strength)


def _is_day(tokens: Tokens, place: int, strength: int) -> bool:
    """`1.10.` or `30/9` needs a "by", or the German "am"; "by 1/3", "by £1.8m" and "by 1.8 points" count."""
    before = tokens.words[place - 1] if place else ""
    if before in _ON_THE and (
        "/" in tokens.words[place] or tokens.low[tokens.ends[place] : tokens.ends[place] + 1] == "."
    ):
        return tokens.low.endswith(_ON_A_DAY, 0, tokens.starts[place])
    due = before == "of" and tokens.words[place - 2 : place - 1] != [] and tokens.words[place - 2] in GOES
    gone = due or before in GOES or (before == "(" and not GOES.isdisjoint(tokens.words[max(0, place - 4) : place]))
    if gone and "/" in tokens.words[place] and not _FRACTION.fullmatch(tokens.words[place]):
        return not _is_unit(tokens, place + 1)
    if strength < STRONG or before == "from" or before in _MONEY or _is_unit(tokens, place + 1):
        return False
    if before == "by" and (_FRACTION.fullmatch(tokens.words[place]) or _is_amount(tokens, place)):
        return False
    after = tokens.low[tokens.ends[place] : tokens.ends[place] + 1]
    return not after.isalpha()


def _is_monthday(tokens: Tokens, place: int) -> bool:
    """For "on the 28th"; not "on the 1st of each month"."""
    words = tokens.words
    if words[place + 1 : place + 2] == [] or words[place + 1] not in _ORDINAL or not int_under(words[place], 32):
        return False
    if place < 2 or words[place - 1] != "the" or words[place - 2] not in ("on", "by", "before", "until", "from"):
        return False
    ends = place + 2 >= len(tokens) or words[place + 2] in leads.STOPS
    return ends and not GOES.isdisjoint(words[max(0, place - 8) : place])


def _is_of_a_plan(tokens: Tokens, place: int, strength: int) -> bool:
    """`03/27` is a month after "by", behind a milestone, or where there are more of its kind."""
    if strength == STRONG or (place and (tokens.words[place - 1] == "(" or tokens.words[place - 1] in GOES)):
        return not _is_unit(tokens, place + 1)
    return any(_MILESTONE.fullmatch(word) for word in tokens.words[max(0, place - 5) : place]) or (
        sum(1 for word in tokens.words[max(0, place - _NEARBY) : place + _NEARBY] if _MONTH_YEAR.fullmatch(word)) > 1
    )


def _is_amount(tokens: Tokens, place: int) -> bool:
    """For "increase by 2.5": how much, not by when."""
    return any(tag & MOVE for tag in tokens.tags[max(0, place - 6) : place]) and "." in tokens.words[place]


def _year(tokens: Tokens, place: int, strength: int) -> Range | None:
    """A year needs a lead, a quarter or the name of a time beside it; it may stand before a season."""
    words, word = tokens.words, tokens.words[place]
    if _is_unit(tokens, place + 1) or leads.named(tokens, place, place) or not _is_span(word):
        return None
    if _is_gone(tokens, place, strength):
        return None
    opens = (not place or tokens.is_break(place - 1)) and not _HEADED.isdisjoint(words[place + 1 : place + 2])
    if opens or not place:
        return (place, place) if opens else None
    before = words[place - 1]
    if strength >= WEAK or before in FOR or _QUARTER.fullmatch(before) or leads.is_aimed(tokens, place):
        return place, place
    if before[0].isdigit() and tokens.tags[place - 2] & MONTH:
        return place, place
    for near in range(place - 1, max(-1, place - 5), -1):
        if words[near] in leads.STOPS:
            break
        if tokens.tags[near] & (_OF_A_PLAN | WITHIN | ON | SHORT):
            return place, place
    if not FOR.isdisjoint(words[max(0, place - 2) : place]) and (
        tokens.tags[min(place + 1, len(tokens) - 1)] & _OF_A_PLAN
        or not _INTAKES.isdisjoint(words[place + 1 : place + 2])
        or not SCHOOL.isdisjoint(words[place + 1 : place + 3])
    ):
        return place, place
    return None


def _is_gone(tokens: Tokens, place: int, strength: int) -> bool:
    """For "from 2015", "in 2019", or a bare year that has been."""
    led = not {"from", "until"}.isdisjoint(tokens.words[max(0, place - 2) : place]) or tokens.tags[place - 1] & WITHIN
    return bool(_LONG_AGO.fullmatch(tokens.words[place])) and (strength < STRONG or bool(led))


def _is_span(word: str) -> bool:
    """`2026`, `2026/27`; not `2025-17`."""
    return len(word) == 4 or int(word[-2:]) == (int(word[2:4]) + 1) % 100 or len(word) > 7


def _numbered(tokens: Tokens, place: int, strength: int) -> Range | None:
    """For "by week 20", "in PI 31", "by month 36", "sprint 14-18: …"."""
    words = tokens.words
    before = words[place - 1]
    plain = words[place].replace("-", "")
    size = int(plain[:2]) if plain[:2].isdigit() else 0
    if before in ("cw", "kw"):
        return place - 1, place
    if strength < STRONG and not _HOLDS.isdisjoint(words[max(0, place - 8) : place]):
        return None
    opens = place == 1 or tokens.is_break(place - 2) or (words[place - 2] == "(" and "." in words[place])
    if opens and (before == "pi" or (before == "sprint" and "-" in words[place])):
        return place - 1, place
    if before == "pi":
        planned = words[place - 2] in FOR and not {"planned", "scheduled", "targeted"}.isdisjoint(
            words[max(0, place - 6) : place]
        )
        return (place - 1, place) if strength >= WEAK or planned else None
    if not {"start", "starts", "kickoff", "kick-off"}.isdisjoint(words[max(0, place - 4) : place - 1]) and strength:
        return place - 1, place
    if strength == STRONG and (before != "month" or size >= 12):
        return place - 1, place
    if strength == WEAK and before != "month" and int_under(words[place], 54) and size > 12:
        return place - 1, place
    return None


def _release(tokens: Tokens, place: int, strength: int) -> Range | None:
    """A version is a date where something starts with it, or graduates in it: "in v1.36", "starting with 12.0"."""
    words = tokens.words
    first = place - 1 if place and _VERSION_HEAD.fullmatch(words[place - 1]) else place
    if not first or (first == place and not VERSION.fullmatch(words[place])) or _is_unit(tokens, place + 1):
        return None
    before = words[max(0, first - 8) : first]
    if before[-2:] in (["starting", "with"], ["beginning", "with"]):
        return first, place
    if not _CYCLES.isdisjoint(words[place + 1 : place + 2]) and not {"in", "during"}.isdisjoint(before[-2:]):
        return first, place
    if before[-2:] in (["target", "release"], ["planned", "release"]):
        return None if before[-4:-2] == ["to", "the"] else (first, place)
    if before[-1] == ":" and strength == STRONG and before[-2:-1] in (["eta"], ["due"], ["deadline"], ["when"]):
        return first, place
    if before[-1] == "in" and not _GRADUATES.isdisjoint(before):
        return first, place
    return (first, place) if strength == STRONG and before[-1] in ("before", "until", "of") else None


def _is_unit(tokens: Tokens, place: int) -> bool:
    return place < len(tokens) and tokens.words[place] in _UNITS


def is_year(tokens: Tokens, place: int) -> bool:
    """`2027`, or `27` with an apostrophe before it."""
    if place >= len(tokens) or not tokens.tags[place] & DIGIT:
        return False
    word = tokens.words[place]
    if len(word) == 2:
        return word.isdigit() and tokens.low[tokens.starts[place] - 1] in "'’"
    return bool(_YEAR.fullmatch(word))
