"""By when: the spans that date an outcome. Cadence ("every quarter") and durations of a measure ("in 2 h") are not."""

from __future__ import annotations

import re
from typing import Final

from .classes import CODE, DIGIT
from .lexicon import BIT
from .tokens import Tokens
from .values import Span

BY, WITHIN, MONTH, PERIOD, EVENT, CADENCE, NUMBER, SEASON, LATER, NEAR, SHORT, ON, VAGUE = (
    BIT[tag]
    for tag in (
        "by",
        "within",
        "month",
        "period",
        "event",
        "cadence",
        "number",
        "season",
        "later",
        "near",
        "short",
        "on",
        "vague_month",
    )
)
_DATE: Final = re.compile(
    r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?"
    r"|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)?\d\d|(?:0?[1-9]|1[0-2])/20\d\d"
)
_DAY: Final = re.compile(r"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])")
_DAYS: Final = re.compile(r"[0-3]?\d(?:[/-][0-3]?\d)?")
_YEAR: Final = re.compile(r"20[1-5]\d(?:[-/]\d\d(?:\d\d)?)?")
_QUARTER: Final = re.compile(r"(?:[qhst][1-4]|[1-4][qht]|kw\d\d?|pi-?\d+|p[i]\d+)(?:[-'’/]?(?:fy|cy)?(?:20)?\d\d)?")
_PAST: Final = frozenset(
    "since vs versus than against compared baseline was were lost recorded reported observed measured"
    " depuis seit desde".split()
)
_SHARP: Final = BY | MONTH | PERIOD | SEASON | EVENT


def ranges(tokens: Tokens) -> list[tuple[int, int]]:
    """The first and the last token of everything that says by when, left to right."""
    found: list[tuple[int, int]] = []
    if not tokens.union & _TIME:
        return found
    done = -1
    for place, tags in enumerate(tokens.tags):
        if not tags & _TIME or place <= done:
            continue
        span = _at(tokens, place, tags)
        if span:
            start, done = _grown(tokens, *span)
            found.append((start, done))
    return found


def spans(tokens: Tokens, found: list[tuple[int, int]]) -> tuple[Span, ...]:
    """The same in characters."""
    return tuple(Span(tokens.starts[start], tokens.ends[end]) for start, end in found)


_TIME: Final = MONTH | PERIOD | EVENT | SEASON | SHORT | LATER | VAGUE | DIGIT | CODE


def _at(tokens: Tokens, place: int, tags: int) -> tuple[int, int] | None:
    """The first and the last token of a time that stands at `place`."""
    word = tokens.words[place]
    if tags & DIGIT:
        return _number(tokens, place, word)
    if tags & CODE:
        return (place, place) if _is_due(tokens, place, word) else None
    if tags & LATER:
        return place, place
    if tags & (MONTH | VAGUE):
        return _month(tokens, place, vague=bool(tags & VAGUE))
    if tags & SEASON and (
        _leading(tokens, place, 3) & (BY | NEAR | ON)
        or _is_year(tokens, place + 1)
        or "after" in tokens.words[max(0, place - 2) : place]
    ):
        return place, place
    if tags & EVENT and (_leading(tokens, place, 5) & BY or _from_on(tokens, place)) and not _recurs(tokens, place):
        return place, place
    if tags & (PERIOD | SHORT):
        return _period(tokens, place, tags)
    return None


def _is_due(tokens: Tokens, place: int, word: str) -> bool:
    """A code of time is a date unless it is past or opens a list; `S3` and `H2` are names, too, and need a hint."""
    if _is_past(tokens, place):
        return False
    after = tokens.words[place + 1 : place + 2]
    lead = _leading(tokens, place, 2)
    if word in _ALSO_NAMES:
        return bool(lead & (BY | WITHIN | ON | NEAR)) or (after != [] and _is_year(tokens, place + 1))
    return after != [":"] or bool(lead) or not place or tokens.is_break(place - 1)


_ALSO_NAMES: Final = frozenset(("s3", "h2", "h1", "s1", "s2", "s4"))


def _number(tokens: Tokens, place: int, word: str) -> tuple[int, int] | None:
    if _DATE.fullmatch(word):
        return None if _is_past(tokens, place) else (place, place)
    lead = _leading(tokens, place, 2)
    if _DAY.fullmatch(word) and lead & BY and tokens.words[place - 1] != "from" and not _is_unit(tokens, place + 1):
        return place, place
    if place + 1 < len(tokens) and tokens.tags[place + 1] & (MONTH | VAGUE) and _DAYS.fullmatch(word):
        return place, place + 1
    if (
        _YEAR.fullmatch(word)
        and not _SCHOOL.isdisjoint(tokens.words[place + 1 : place + 3])
        and (lead & (BY | WITHIN | ON) or not _FOR.isdisjoint(tokens.words[max(0, place - 2) : place]))
    ):
        return place, place
    if _YEAR.fullmatch(word) and not _is_past(tokens, place) and not _is_unit(tokens, place + 1):
        opens = tokens.words[place + 1 : place + 2] == [":"] and (not place or tokens.is_break(place - 1))
        if opens or _leading(tokens, place, 3) & (_SHARP | WITHIN | ON) or tokens.words[place - 1] in _FOR:
            return place, place
        if place and (
            _QUARTER.fullmatch(tokens.words[place - 1])
            or (tokens.words[place - 1][0].isdigit() and tokens.tags[place - 2] & MONTH)
        ):
            return place, place
    if place and (
        tokens.words[place - 1] in ("cw", "kw")
        or (tokens.words[place - 1] == "pi" and (lead & (BY | WITHIN) or place == 1))
        or (
            tokens.words[place - 1] in _WEEKS
            and (lead & BY or (lead & WITHIN and int_under(word, 54) and int(word) > 12))
        )
    ):
        return place - 1, place
    return None


def _is_unit(tokens: Tokens, place: int) -> bool:
    return tokens.words[place : place + 1] != [] and tokens.words[place] in (
        "%",
        "€",
        "$",
        "ms",
        "s",
        "users",
        "customers",
        "times",
    )


def _is_year(tokens: Tokens, place: int) -> bool:
    return place < len(tokens) and bool(_YEAR.fullmatch(tokens.words[place]))


def _is_past(tokens: Tokens, place: int) -> bool:
    """For "since 2021", "versus Q2", "than in 2024": the time of a baseline."""
    before = tokens.words[max(0, place - 3) : place]
    return (not _PAST.isdisjoint(before) and "later" not in before) or _is_told(tokens, place)


_TOLD: Final = frozenset("was were did had came went said told saw got heard actual actually".split())
_LOST: Final = _TOLD | frozenset("lost found met received counted measured spent missed paid took".split())
_WHO: Final = frozenset(("who", "that", "which"))


def _is_told(tokens: Tokens, place: int) -> bool:
    """For "we did a small thing in February", "people who joined in May": the sentence tells what has been."""
    words = tokens.words
    if "in" not in words[max(0, place - 2) : place]:
        return False
    if not _LOST.isdisjoint(words[place + 1 : place + 4]) or (
        words[place - 2 : place - 1] != []
        and words[place - 2].endswith("ed")
        and not _WHO.isdisjoint(words[max(0, place - 4) : place - 2])
    ):
        return True
    for near in range(place - 3, max(-1, place - 26), -1):
        if words[near] in ".!?;\n":
            return False
        if words[near] in _TOLD:
            return True
    return False


def _leading(tokens: Tokens, place: int, reach: int) -> int:
    """The tags of the words just before, within the sentence."""
    tags = 0
    for near in range(place - 1, max(-1, place - 1 - reach), -1):
        if tokens.words[near] in _STOPS:
            break
        tags |= tokens.tags[near]
    return tags


_SCHOOL: Final = frozenset(("season", "school", "academic", "financial", "fiscal", "calendar", "budget", "harvest"))
_FOR: Final = frozenset(("for", "für", "pour", "para", "per", "voor"))
_WEEKS: Final = frozenset(("week", "sprint", "semana", "woche", "semaine"))
_STOPS: Final = frozenset(".!?;\n,:(")


_OFTEN: Final = frozenset("release deadline term semester exam lesson shift peak drill".split())
_EACH: Final = frozenset("each every any their your his her our before per".split())


def _recurs(tokens: Tokens, place: int) -> bool:
    """For "before release", "at the end of each term": it comes again and again."""
    return tokens.lemmas[place] in _OFTEN and not _EACH.isdisjoint(tokens.words[max(0, place - 3) : place])


def _from_on(tokens: Tokens, place: int) -> bool:
    """For "from launch day on", "from the September drill onward"."""
    before = tokens.words[max(0, place - 4) : place]
    after = tokens.words[place + 1 : place + 4]
    return ("from" in before or "ab" in before) and not {"on", "onward", "onwards", "an"}.isdisjoint(after)


def _month(tokens: Tokens, place: int, *, vague: bool) -> tuple[int, int] | None:
    """A month is a date; "may" and "march" only beside a day, a year, or after "by" or "in"."""
    after = tokens.words[place + 1 : place + 2]
    numbered = bool(after) and after[0][0].isdigit() and len(after[0]) <= 7
    near = tokens.words[place - 1] if place else ""
    if _is_past(tokens, place):
        return None
    if numbered and (not vague or len(after[0]) == 4 or _leading(tokens, place, 2) & (BY | WITHIN)):
        return place, place + 1
    if near[:1].isdigit() and tokens.words[place - 1 : place] and int_under(near, 32):
        return place - 1, place
    if near == ":" and not _DUE.isdisjoint(tokens.words[max(0, place - 3) : place]):
        return place, place
    lead = _leading(tokens, place, 1 if vague else 3)
    if lead & (BY | WITHIN | NEAR | ON) or (
        not vague and (after == [":"] or near in ("(", "mid", "early", "late", "starting"))
    ):
        return place, place
    return None


_DUE: Final = frozenset("date target eta due deadline when timeline timeframe until by end launch delivery".split())


def int_under(word: str, limit: int) -> bool:
    """A plain number below `limit`."""
    return word.isdigit() and len(word) < 4 and int(word) < limit


def _period(tokens: Tokens, place: int, tags: int) -> tuple[int, int] | None:
    """For "this quarter", "within six months", "three weeks after launch"; not "every month", "within 2 days"."""
    near = tokens.words[place - 1] if place else ""
    near_tags = tokens.tags[place - 1] if place else 0
    if tokens.words[place].endswith(("'s", "’s")):
        return None
    if near_tags & NEAR and tags & PERIOD and not _leading(tokens, place - 1, 2) & CADENCE:
        return place - 1, place
    lead = _leading(tokens, place, 4)
    if (
        "first" in tokens.words[max(0, place - 2) : place]
        and tokens.lemmas[place] in ("quarter", "half", "month", "year")
        and lead & WITHIN
        and not _THEIR.intersection(tokens.words[place + 1 : place + 4])
    ):
        return place, place
    if lead & BY and lead & (ON | NEAR) and tags & PERIOD and not lead & NUMBER:
        return place, place
    single = near in ("a", "an", "ein", "einem", "eines", "einer", "un", "une", "um", "uma", "una") and lead & WITHIN
    counted = near[:1].isdigit() or near_tags & NUMBER or (single and tokens.words[place - 2] != "in")
    if counted:
        return _window(tokens, place, tags, lead)
    if tokens.words[place + 1 : place + 2] and _is_year(tokens, place + 1):
        return place, place + 1
    return None


def _window(tokens: Tokens, place: int, tags: int, lead: int) -> tuple[int, int] | None:
    """A counted stretch of time dates an outcome when it runs from an event, or is months and no reply time."""
    after = tokens.words[place + 1 : place + 2]
    if after and after[0] in _AFTER:
        reach = tokens.tags[place + 2 : place + 6]
        if any(tag & EVENT for tag in reach):
            return place - 1, place + 1
        return None
    long = tags & PERIOD and tokens.lemmas[place] not in (
        "week",
        "wk",
        "woche",
        "semaine",
        "semana",
        "settimana",
        "sprint",
    )
    before = tokens.words[max(0, place - 4) : place - 1]
    if long and not {
        "within",
        "in",
        "over",
        "innerhalb",
        "binnen",
        "en",
        "dentro",
        "entro",
        "em",
        "dans",
        "sous",
    }.isdisjoint(before[-1:]):
        return place - 1, place
    if lead & NEAR and lead & (WITHIN | BY) and tags & PERIOD:
        return place - 1, place
    first = place - 2
    if (
        before[-1:] in (["in"], ["within"])
        and (first == 0 or tokens.is_break(first - 1))
        and after[:1] in ([":"], [","])
    ):
        return place - 1, place
    return None


_THEIR: Final = frozenset(("their", "they", "his", "her", "arrival", "joining", "signup", "registration"))
_AFTER: Final = frozenset(
    "of after from following post post-launch since into nach après después dopo na po d'après del".split()
)


def _grown(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Takes in the prepositions and articles before, and the year or the event after."""
    while start and (tokens.tags[start - 1] & (BY | WITHIN | ON | NEAR) or tokens.words[start - 1] in ("the", "of")):
        if tokens.words[start - 1] in _STOPS:
            break
        start -= 1
    while end + 1 < len(tokens) and (
        _is_year(tokens, end + 1) or tokens.tags[end + 1] & CODE or tokens.tags[end + 1] & EVENT
    ):
        end += 1
    return start, end
