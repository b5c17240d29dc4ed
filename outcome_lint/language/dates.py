"""By when: the spans that date an outcome. Cadence ("every quarter") and durations of a measure ("in 2 h") are not.

A time says by itself, by its form, how strong a word before it must be: a full date none, a month "in" or "by", an
event "by" or "before". What stands around it may speak against it: see `leads`.
"""

from __future__ import annotations

import re
from typing import Final

from . import leads
from .bare_dates import is_date
from .classes import CODE, DIGIT
from .leads import AGAINST, NOTHING, STRONG, WEAK
from .lexicon import BIT
from .tokens import Tokens
from .values import Span
from .windows import RUNS_FROM, int_under, window

BY, WITHIN, MONTH, PERIOD, EVENT, SEASON, LATER, NEAR, SHORT, ON, VAGUE = (
    BIT[tag]
    for tag in (
        "by", "within", "month", "period", "event", "season", "later", "near", "short", "on", "vague_month",
    )
)  # fmt: skip
_TIME: Final = MONTH | PERIOD | EVENT | SEASON | SHORT | LATER | VAGUE | DIGIT | CODE
_OF_A_PLAN: Final = SEASON | PERIOD | EVENT | MONTH
_DATE: Final = re.compile(
    r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?"
    r"|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)?\d\d|(?:0?[1-9]|1[0-2])/20\d\d"
)
_DAY: Final = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])")
_FRACTION: Final = re.compile(r"[123]/(?:[2-9]|10)")
_DAYS: Final = re.compile(r"[0-3]?\d(?:[/-][0-3]?\d)?")
_YEAR: Final = re.compile(r"20[1-5]\d(?:[-/](?:20)?\d\d)?")
_LONG_AGO: Final = re.compile(r"20(?:1\d|2[0-2])")
_QUARTER: Final = re.compile(r"(?:[qhst][1-4]|[1-4][qht]|kw\d\d?|pi-?\d+|p[i]\d+)(?:[-'’/]?(?:fy|cy)?(?:20)?\d\d)?")
_UNITS: Final = frozenset(
    "% € $ £ ¥ ms s m k bn mn mio million billion x times users customers hours gb mb kb tb".split()
)
_MONEY: Final = frozenset("€$£¥")
_SCHOOL: Final = frozenset(("season", "school", "academic", "financial", "fiscal", "calendar", "budget", "harvest"))
_FOR: Final = frozenset(("for", "für", "pour", "para", "per", "voor"))
_ALSO_NAMES: Final = frozenset(("s3", "h2", "h1", "s1", "s2", "s4"))
_NUMBERED: Final = frozenset(("week", "sprint", "semana", "woche", "semaine", "month", "pi", "cw", "kw", "iteration"))
_DUE: Final = frozenset("date target eta due deadline when timeline timeframe until by end launch delivery".split())
_OFTEN: Final = frozenset(
    "release deadline term semester exam lesson shift peak drill audit tender budget handover deployment".split()
)
_EACH: Final = frozenset("each every any their your his her our before per a an".split())
_STARTS: Final = frozenset("starts start opens open begins begin launches ends reopens".split())
# Held so often that only "by the next call", or one that opens the sentence, is a deadline.
_HELD: Final = frozenset(("meeting", "call"))
_ONWARD: Final = frozenset(("on", "onward", "onwards", "an"))
_FROM_EVENTS: Final = frozenset("launch go-live golive season term school kickoff opening holidays day".split())
_VERSION: Final = re.compile(r"v?\d+(?:\.\d+)+")
_VERSION_HEAD: Final = re.compile(r"v\d+")
_GRADUATES: Final = frozenset("graduate graduates alpha beta ga stable default ship ships shipped land lands".split())
_BARE: Final = 6  # words that a text of nothing but a date has at most

Range = tuple[int, int]


def ranges(tokens: Tokens) -> list[Range]:
    """The first and the last token of everything that says by when, left to right."""
    found: list[Range] = []
    if not tokens.union & _TIME:
        return found
    if len(tokens) <= _BARE and is_date([word for word in tokens.words if word not in leads.STOPS]):
        return [(0, len(tokens) - 1)]
    done = -1
    for place, tags in enumerate(tokens.tags):
        if not tags & _TIME or place <= done:
            continue
        strength = leads.lead(tokens, place)
        span = None if strength == AGAINST else _form(tokens, place, tags, strength)
        if span is None:
            continue
        if strength < STRONG and _is_spoken_against(tokens, *span):
            done = _grown(tokens, *span, done)[1]
        else:
            start, done = _grown(tokens, *span, done)
            found.append((start, done))
    return found


def spans(tokens: Tokens, found: list[Range]) -> tuple[Span, ...]:
    """The same in characters."""
    return tuple(Span(tokens.starts[start], tokens.ends[end]) for start, end in found)


def _is_spoken_against(tokens: Tokens, start: int, end: int) -> bool:
    if tokens.tags[start + 1 if start < end else end] & PERIOD and tokens.words[end] in RUNS_FROM:
        return False
    return (
        leads.is_told(tokens, start, end)
        or leads.happens(tokens, start)
        or leads.is_of_today(tokens, start, end)
        or bool(tokens.tags[end] & (LATER | NEAR | PERIOD | SEASON) and leads.in_passing(tokens, start, end))
    )


def _form(tokens: Tokens, place: int, tags: int, strength: int) -> Range | None:
    """What time stands here, when it is a deadline after a lead of this strength."""
    if tags & DIGIT:
        return _number(tokens, place, strength)
    if tags & CODE:
        return (place, place) if _is_code(tokens, place, strength) else None
    if tags & LATER:
        return place, _while(tokens, place, LATER)
    if tags & (MONTH | VAGUE):
        return _month(tokens, place, strength, vague=bool(tags & VAGUE))
    if tags & SEASON and _is_season(tokens, place, strength):
        return place, place
    if tags & EVENT and _is_event(tokens, place, strength):
        return place, place
    return _period(tokens, place, tags, strength) if tags & (PERIOD | SHORT) else None


def _while(tokens: Tokens, place: int, mask: int) -> int:
    while place + 1 < len(tokens) and tokens.tags[place + 1] & mask:
        place += 1
    return place


def _is_code(tokens: Tokens, place: int, strength: int) -> bool:
    """A code of time is a date unless it opens a list or a name; `S3` and `H2` are names, too, and need a hint."""
    after = tokens.words[place + 1 : place + 2]
    if leads.named(tokens, place, place):
        return False
    if tokens.words[place] in _ALSO_NAMES:
        of = tokens.words[max(0, place - 2) : place]
        part = of[-1:] == ["of"] and of[0] in ("all", "month", "week", "end", "rest")
        return part or strength >= WEAK or _is_year(tokens, place + 1)
    return after != [":"] or strength >= WEAK or not place or tokens.is_break(place - 1)


def _number(tokens: Tokens, place: int, strength: int) -> Range | None:
    word = tokens.words[place]
    if _DATE.fullmatch(word):
        return None if leads.named(tokens, place, place) else (place, place)
    if place + 1 < len(tokens) and tokens.tags[place + 1] & (MONTH | VAGUE) and _DAYS.fullmatch(word):
        return place, place + 1
    if place and tokens.words[place - 1] in _NUMBERED:
        return _numbered(tokens, place, strength)
    if _DAY.fullmatch(word) and _is_day(tokens, place, strength):
        return place, place
    if _YEAR.fullmatch(word):
        return _year(tokens, place, strength)
    return _release(tokens, place, strength)


def _is_day(tokens: Tokens, place: int, strength: int) -> bool:
    """`1.10.` or `30/9` needs a "by", or the German "am"; "by 1/3", "by £1.8m" and "by 1.8 points" count."""
    before = tokens.words[place - 1] if place else ""
    if before in ("am", "zum", "at") and tokens.low[tokens.ends[place] : tokens.ends[place] + 1] == ".":
        return tokens.low[: tokens.starts[place]].endswith(("am ", "zum "))
    if strength < STRONG or before == "from" or before in _MONEY or _is_unit(tokens, place + 1):
        return False
    if before == "by" and _FRACTION.fullmatch(tokens.words[place]):
        return False
    after = tokens.low[tokens.ends[place] : tokens.ends[place] + 1]
    return not after.isalpha()


def _year(tokens: Tokens, place: int, strength: int) -> Range | None:
    """A year needs a lead, a quarter or the name of a time beside it; it may stand before a season."""
    words, word = tokens.words, tokens.words[place]
    if _is_unit(tokens, place + 1) or leads.named(tokens, place, place) or not _is_span(word):
        return None
    if _LONG_AGO.fullmatch(word) and strength < STRONG:
        return None
    opens = words[place + 1 : place + 2] == [":"] and (not place or tokens.is_break(place - 1))
    if opens or not place:
        return (place, place) if opens else None
    before = words[place - 1]
    if strength >= WEAK or before in _FOR or _QUARTER.fullmatch(before):
        return place, place
    if before[0].isdigit() and tokens.tags[place - 2] & MONTH:
        return place, place
    for near in range(place - 1, max(-1, place - 4), -1):
        if words[near] in leads.STOPS:
            break
        if tokens.tags[near] & (_OF_A_PLAN | WITHIN | ON | SHORT):
            return place, place
    if not _FOR.isdisjoint(words[max(0, place - 2) : place]) and (
        tokens.tags[min(place + 1, len(tokens) - 1)] & _OF_A_PLAN
        or words[place + 1 : place + 2] == ["return"]
        or not _SCHOOL.isdisjoint(words[place + 1 : place + 3])
    ):
        return place, place
    return None


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
    opens = place == 1 or tokens.is_break(place - 2)
    if opens and (before == "pi" or (before == "sprint" and "-" in words[place])):
        return place - 1, place
    if before == "pi":
        planned = words[place - 2] in _FOR and not {"planned", "scheduled", "targeted"}.isdisjoint(words[:place])
        return (place - 1, place) if strength >= WEAK or planned else None
    if strength == STRONG and (before != "month" or size >= 12):
        return place - 1, place
    if strength == WEAK and before != "month" and int_under(words[place], 54) and size > 12:
        return place - 1, place
    return None


def _release(tokens: Tokens, place: int, strength: int) -> Range | None:
    """A version is a date where something starts with it, or graduates in it: "in v1.36", "starting with 12.0"."""
    words = tokens.words
    first = place - 1 if place and _VERSION_HEAD.fullmatch(words[place - 1]) else place
    if not first or (first == place and not _VERSION.fullmatch(words[place])) or _is_unit(tokens, place + 1):
        return None
    before = words[max(0, first - 8) : first]
    if before[-2:] in (["starting", "with"], ["beginning", "with"]):
        return first, place
    if before[-1] == "in" and not _GRADUATES.isdisjoint(before):
        return first, place
    return (first, place) if strength == STRONG and before[-1] in ("before", "until") else None


def _is_unit(tokens: Tokens, place: int) -> bool:
    return place < len(tokens) and tokens.words[place] in _UNITS


def _is_year(tokens: Tokens, place: int) -> bool:
    """`2027`, or `27` with an apostrophe before it."""
    if place >= len(tokens) or not tokens.tags[place] & DIGIT:
        return False
    word = tokens.words[place]
    if len(word) == 2:
        return word.isdigit() and tokens.low[tokens.starts[place] - 1] in "'’"
    return bool(_YEAR.fullmatch(word))


def _month(tokens: Tokens, place: int, strength: int, *, vague: bool) -> Range | None:
    """A month is a date; "may" and "march" only beside a day, a year, or right after "by" or "in"."""
    after = tokens.words[place + 1 : place + 2]
    near = tokens.words[place - 1] if place else ""
    if after and after[0][0].isdigit() and len(after[0]) <= 7:
        year = _is_year(tokens, place + 1)
        if year or not vague or (strength and tokens.tags[place - 1] & (BY | WITHIN)):
            return place, place + 1
    if int_under(near, 32):
        return place - 1, place
    if near == ":" and not _DUE.isdisjoint(tokens.words[max(0, place - 3) : place]):
        return place, place
    if vague:
        return (place, place) if place and tokens.tags[place - 1] & (BY | WITHIN | NEAR | ON) else None
    on = not _ONWARD.isdisjoint(tokens.words[place + 1 : place + 3])
    if strength >= WEAK or after == [":"] or on or near in ("(", "mid", "early", "late", "starting"):
        return place, place
    return None


def _is_season(tokens: Tokens, place: int, strength: int) -> bool:
    """For "by summer", "this winter", "summer 2027"; not "in winter", "after three summers"."""
    if _is_year(tokens, place + 1):
        return True
    near = tokens.tags[place - 1] if place else 0
    if tokens.words[max(0, place - 2)] == "after" and (place < 3 or tokens.is_break(place - 3)):
        return True
    if near & (NEAR | ON) or _begins(tokens, place):
        return True
    return strength == STRONG and not _moves(tokens, place)


def _moves(tokens: Tokens, place: int) -> bool:
    """For "before prices fall": the verb."""
    return tokens.lemmas[place] == "fall" and not (tokens.tags[place - 1] & BY or tokens.words[place - 1] == "the")


def _begins(tokens: Tokens, place: int) -> bool:
    """For "when term starts"."""
    words = tokens.words
    return "when" in words[max(0, place - 3) : place] and not _STARTS.isdisjoint(words[place + 1 : place + 2])


def _is_event(tokens: Tokens, place: int, strength: int) -> bool:
    """For "before the launch", "from launch day on"; not "before each release", "before deadlines", "two drills"."""
    words = tokens.words
    before = words[max(0, place - 4) : place]
    if place + 1 < len(tokens) and tokens.tags[place + 1] & EVENT and tokens.lemmas[place + 1] in _OFTEN:
        return False
    if _begins(tokens, place) or _is_year(tokens, place + 1):
        return True
    if before[-1:] and _VERSION.fullmatch(before[-1]) and "after" in before:
        return True
    if "from" in before and strength == STRONG:
        opens = place - 1 - before[::-1].index("from") == 0
        on = not _ONWARD.isdisjoint(words[place + 1 : place + 4])
        return opens or on or tokens.lemmas[place] in _FROM_EVENTS
    if tokens.lemmas[place] in _HELD:
        by = [word for word in before[-3:] if word == "by"]
        return bool(by) and ("next" in before or place < 4 or tokens.is_break(place - 4))
    if strength < STRONG or (before[-1:] and (before[-1][0].isdigit() or tokens.tags[place - 1] & BIT["number"])):
        return False
    return tokens.lemmas[place] not in _OFTEN or _EACH.isdisjoint(before[-3:])


def _period(tokens: Tokens, place: int, tags: int, strength: int) -> Range | None:
    """For "this quarter", "within six months", "three weeks after launch"; not "every month", "within 2 days"."""
    words = tokens.words
    if words[place].endswith(("'s", "’s")):
        return None
    near = tokens.tags[place - 1] if place else 0
    if near & NEAR and tags & PERIOD:
        return place - 1, place
    if (found := window(tokens, place, tags)) is not None:
        return found
    ended = any(tag & (ON | NEAR) for tag in tokens.tags[max(0, place - 4) : place])
    if strength == STRONG and ended and tags & PERIOD and not near & (DIGIT | BIT["number"]):
        return place, place
    return (place, place + 1) if tags & PERIOD and _is_year(tokens, place + 1) and strength > NOTHING else None


def _grown(tokens: Tokens, start: int, end: int, done: int) -> Range:
    """Takes in the prepositions and articles before, and the year or the event after."""
    while start > done + 1 and (
        tokens.tags[start - 1] & (BY | WITHIN | ON | NEAR) or tokens.words[start - 1] in ("the", "of")
    ):
        if tokens.words[start - 1] in leads.STOPS:
            break
        start -= 1
    while end + 1 < len(tokens) and (_is_year(tokens, end + 1) or tokens.tags[end + 1] & (CODE | EVENT)):
        end += 1
    return start, end
