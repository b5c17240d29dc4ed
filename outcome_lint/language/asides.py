"""Dates of which nothing said beside them makes a deadline: yearly days, examples, how far back something goes."""

from __future__ import annotations

from typing import Final

from .leads import STOPS
from .tokens import Tokens

_EACH: Final = frozenset(("each", "every"))
_SPANS: Final = frozenset("year month quarter season week summer winter autumn spring".split())
_AS_BEFORE: Final = (["as", "in"], ["as", "every"], ["as", "before"], ["as", "usual"], ["as", "always"])
_FORMER: Final = frozenset("previous every past other earlier".split())
_OLDEST: Final = frozenset("oldest newest earliest waited".split())
_OUT: Final = frozenset("unsupported obsolete unmaintained discontinued deprecated".split())
_BORN: Final = frozenset("registered built born bought issued manufactured produced dating".split())
_EXAMPLES: Final = (["such", "as"], ["e.g", "."], ["for", "example"], ["for", "instance"])
_BEFORE: Final = frozenset(("before", "after", "since", "until", "from"))
_WEEKS: Final = frozenset("day days week weeks month months night weekend".split())
_OPENERS: Final = frozenset("shop store shift market office branch museum gate counter".split())
_TIMES: Final = frozenset(("twice", "thrice"))
_PLACES: Final = frozenset("in on of from at the early mid late".split())
_REACH: Final = 14
_TELLS: Final = (
    _EACH
    | _OLDEST
    | _OUT
    | _BORN
    | _TIMES
    | frozenset("rather back as before e.g example instance opening closing".split())
)
_VERBS: Final = frozenset("keep keeps are is can may must will pay pays stay stays have has get gets".split())


def is_aside(tokens: Tokens, start: int, end: int) -> bool:
    """A time that comes every year, or that dates a thing, an example, the beginning of a row; whatever leads it."""
    words = tokens.words
    if _TELLS.isdisjoint(words[max(0, start - _REACH) : end + 5]):
        return False
    if _is_yearly(words, end) or words[end + 1 : end + 3] == ["rather", "than"]:
        return True
    near = start - 1
    led = words[start] if words[start] in _BEFORE or words[start] in _PLACES else ""
    while near > 0 and words[near] in _PLACES:
        led = led or words[near]
        near -= 1
    if near < 0:
        return False
    if words[near] == "to" and near and words[near - 1] == "back":
        return True  # "graphs going back to January 2020"
    if (
        words[near] in _OLDEST
        or (led == "from" and words[near] in ("is", "are") and not _OLDEST.isdisjoint(words[max(0, near - 4) : near]))
        or (words[near] in _OUT and led in ("from", "after"))
    ):
        return True
    if words[near] in _TIMES and led == "in":
        return True
    if words[near] == "as" and near and words[near - 1] in STOPS and led == "in":
        return True  # "wrong premiums, as in January"
    if words[near] in _BORN and led in _BEFORE and not _VERBS.isdisjoint(words[end + 1 : end + 2]):
        return True
    return _is_daily(words, start, end) or _is_example(words, start)


def _is_yearly(words: list[str], end: int) -> bool:
    """For "by 31 January each year", "le 30 novembre de chaque année", "on 30 June as in previous years"."""
    after = words[end + 1 : end + 5]
    if after[:1] == ["of"]:
        after = after[1:]
    if after[:1] and after[0] in _EACH and not _SPANS.isdisjoint(after[1:2]):
        return True
    return after[:2] in _AS_BEFORE and (after[1] != "in" or not _FORMER.isdisjoint(after[2:4]))


def _is_daily(words: list[str], start: int, end: int) -> bool:
    """For "before shop opening", "in line in the week before Christmas"."""
    if words[end] in ("opening", "closing") and words[end - 1] in _OPENERS:
        return "new" not in words[max(0, end - 4) : end]
    at = start if words[start] == "before" else start - 1
    return (
        at > 2
        and words[at] == "before"
        and words[at - 1] in _WEEKS
        and words[at - 3 : at - 1] in (["in", "the"], ["during", "the"], ["on", "the"])
        and not {"live", "ship", "ships", "launch", "goes", "done", "ready"}.intersection(words[max(0, at - 8) : at])
    )


def _is_example(words: list[str], start: int) -> bool:
    """For "deadlines such as the module choice (1-14 May)"."""
    for at in range(start - 1, max(0, start - _REACH), -1):
        if words[at] in STOPS and words[at] not in ("(", ","):
            return False
        if words[at - 1 : at + 1] in _EXAMPLES:
            return True
    return False
