"""By when: the spans that date an outcome. Cadence ("every quarter") and durations of a measure ("in 2 h") are not."""

from __future__ import annotations

import re
from typing import Final

from .lexicon import BIT
from .tokens import Tokens
from .values import Span

BY, WITHIN, MONTH, PERIOD, SHORT, EVENT, CADENCE, NUMBER = (
    BIT[tag] for tag in ("by", "within", "month", "period", "short", "event", "cadence", "number")
)
_DATE: Final = re.compile(
    r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?"
    r"|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])[-/.](?:19|20)?\d\d"
)
_YEAR: Final = re.compile(r"(?:fy)?20[2-5]\d(?:[-/]\d\d(?:\d\d)?)?|fy[-']?\d\d(?:[-/]\d\d)?|cy\d\d|eo[yqm]")
_QUARTER: Final = re.compile(r"(?:q[1-4]|h[12]|[1-4]q|[12]h|pi\d+)(?:[-'’]?(?:fy)?(?:20)?\d\d)?")
_PAST: Final = frozenset(("since", "from", "vs", "versus", "than", "against", "compared", "baseline", "was", "were"))
_NEAR: Final = frozenset(("this", "next", "current", "coming", "following", "same", "first", "upcoming"))
_AFTER: Final = frozenset(("of", "after", "from", "following", "post", "post-launch", "since", "into"))


def timeframe(tokens: Tokens) -> tuple[Span, ...]:
    """Every span that says by when, left to right."""
    found: list[Span] = []
    place, size = 0, len(tokens)
    while place < size:
        span = _at(tokens, place)
        if span:
            start, end = _grown(tokens, *span)
            found.append(Span(tokens.starts[start], tokens.ends[end]))
            place = end + 1
        else:
            place += 1
    return tuple(found)


def _at(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """The first and the last token of a time that stands at `place`."""
    word, tags = tokens.words[place], tokens.tags[place]
    if word[0].isdigit():
        if _DATE.fullmatch(word):
            return place, place
        if _YEAR.fullmatch(word) and not tokens.tags[place + 1 : place + 2] == [0]:
            return (place, place) if _is_dated(tokens, place) else None
        if _ordinal_day(tokens, place):
            return place, place + 1
    if (_QUARTER.fullmatch(word) or _YEAR.fullmatch(word)) and not word[0].isdigit():
        return place, place
    if tags & MONTH or word == "may":
        return _month(tokens, place)
    if tags & (PERIOD | SHORT):
        return _period(tokens, place)
    if tags & EVENT and _before(tokens, place) & BY:
        return place, place
    return None


def _before(tokens: Tokens, place: int, reach: int = 3) -> int:
    """The tags of the words just before, within the sentence, articles included."""
    tags = 0
    for near in range(place - 1, max(-1, place - 1 - reach), -1):
        if tokens.is_break(near) or tokens.words[near] == ",":
            break
        tags |= tokens.tags[near]
    return tags


def _words_before(tokens: Tokens, place: int, reach: int = 3) -> set[str]:
    return set(tokens.words[max(0, place - reach) : place])


def _is_dated(tokens: Tokens, place: int) -> bool:
    """A year counts after "by", "in", "end of", "until", a month or a quarter; not after "since" or "versus"."""
    if _words_before(tokens, place) & _PAST and not _before(tokens, place, 1) & BY:
        return False
    return bool(_before(tokens, place, 3) & (BY | WITHIN | MONTH | EVENT | PERIOD)) or bool(
        place and (_QUARTER.fullmatch(tokens.words[place - 1]))
    )


def _ordinal_day(tokens: Tokens, place: int) -> bool:
    return place + 1 < len(tokens) and tokens.tags[place + 1] & MONTH > 0


def _month(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """A month is a date; `may` and `march` only beside a day, a year, or after "by" and "in"."""
    after = tokens.words[place + 1 : place + 2]
    numbered = bool(after) and after[0][0].isdigit()
    led = _before(tokens, place, 2) & (BY | WITHIN)
    if numbered or led or (place and tokens.words[place - 1][0].isdigit()):
        return place, place + (1 if numbered else 0)
    if _words_before(tokens, place, 3) & (_NEAR | {"end", "early", "mid", "late"}):
        return place, place
    return None


def _period(tokens: Tokens, place: int) -> tuple[int, int] | None:
    """"this quarter", "within six weeks", "in the first 90 days", "three months after launch"; not "every month"."""
    before = _words_before(tokens, place, 4)
    near = tokens.words[place - 1] if place else ""
    tags = tokens.tags[place]
    if tags & PERIOD and near in _NEAR or near in ("end", "year"):
        return place - 1, place
    if _before(tokens, place, 4) & BY and "end" in before:
        return place, place
    counted = near[:1].isdigit() or (place and tokens.tags[place - 1] & NUMBER)
    if not counted:
        return None
    after = tokens.words[place + 1 : place + 2]
    launch = any(tag & EVENT for tag in tokens.tags[place + 2 : place + 6]) and bool(after) and after[0] in _AFTER
    if launch:
        return place - 1, place + 1
    if before & {"next", "first", "coming"} or (tags & PERIOD and before & {"within", "after"}):
        return place - 1, place
    return None


def _grown(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Takes in the preposition and the article before, and the year or the event after."""
    while start and (tokens.tags[start - 1] & (BY | WITHIN) or tokens.words[start - 1] in ("the", "of", "end", "next")):
        if tokens.is_break(start - 1):
            break
        start -= 1
    while end + 1 < len(tokens) and (_YEAR.fullmatch(tokens.words[end + 1]) or tokens.tags[end + 1] & EVENT):
        end += 1
    return start, end
