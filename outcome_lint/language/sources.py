"""Where a figure comes from, and when: "in tests of May", "(Feb, 412 replies)", "(12 in 2025)", "the 4 May outage".

Nothing here asks a clock. A year that had passed when this was written is only a hint: with it a date needs a word that
plans, or a lead as strong as "by".
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from .leads import AIMS, STOPS
from .lexicon import BIT
from .passing import is_part
from .tokens import Tokens

_DATES: Final = BIT["month"] | BIT["vague_month"] | BIT["season"]
_VERBS: Final = BIT["move"] | BIT["build"] | BIT["activity"] | BIT["enable"] | BIT["adopt"] | BIT["end"]
_STUDIES: Final = frozenset(
    "survey surveys research study studies interview interviews analysis analyses analytics audit audits sample poll"
    " polls test tests session sessions inventory telemetry census benchmark retro retrospective data figures"
    " statistics stats questionnaire questionnaires measurement measurements".split()
)
_ASKED: Final = frozenset(
    "n replies reply respondents responses participants interviews interviewees answers tickets survey surveys hearing"
    " ヒアリング 調査 アンケート analytics research study telemetry done last latest".split()
)
_NOW: Final = frozenset("baseline today now currently current actual".split())
_MISHAPS: Final = frozenset(
    "outage outages storm storms incident incidents breach crash flood floods fire strike blackout failure recall"
    " attack leak heatwave earthquake".split()
)
_GONE: Final = re.compile(r"(?:[^\d]*|.*[^\d])20(?:[01]\d|2[0-5])(?:[^\d].*)?|(?:q[1-4]|h[12])?fy2[0-5]")
_ENDS_LATER: Final = re.compile(r"20\d\d[-/](?:20)?(?:2[6-9]|[3-9]\d)")
_PLANS: Final = AIMS | frozenset(
    "will shall should must can plan plans due ships shipping ship launch launching expect expects expected"
    " kr kr1 kr2 kr3 kr4 kr5 → -> => ≤ ≥ < > live available eol keep stay reach least most".split()
)
_HAVE: Final = frozenset(("have", "has"))
_HAVE_TO: Final = frozenset("have has need needs is are".split())
_PLACES: Final = frozenset("in on of from the mid early late during at".split())
_SENTENCE: Final = frozenset(".!?;\n。")
_REACH: Final = 30  # words of a sentence on either side
_BRACKET: Final = 10
_SHORT: Final = 5
_LEADS: Final = frozenset(("of", "from", "in", "during"))
_OF_A_THING: Final = frozenset("the a an our during last".split())
_NO_HEADS: Final = STOPS | frozenset("st nd rd th as day days week month quarter".split())


def is_source(tokens: Tokens, start: int, end: int) -> bool:
    """A date that a study, a mishap or a figure of the past bears, or a year that has gone and no plan around it."""
    if not start:
        return False
    return (
        _is_studied(tokens, start, end)
        or _is_mishap(tokens, start, end)
        or _is_bracketed(tokens, start, end)
        or (_is_gone(tokens, start, end) and not _is_planned(tokens, start, end))
    )


def is_as_of(tokens: Tokens, start: int, end: int) -> bool:
    """For "4,212 collections as of January" in brackets, "As of PI 25 half of them have moved": a stand of today."""
    words = tokens.words
    near = start - 1
    while near > 1 and words[near] in ("the", "end", "this"):
        near -= 1
    if words[near - 1 : near + 1] != ["as", "of"] or near < 1:
        return False
    if near == 1 or words[near - 2] in STOPS:
        after = _until(words, end + 1, 14)
        have = next((at for at, word in enumerate(after[:-1]) if word in _HAVE), 0)
        return have > 0 and after[have + 1] != "to" and _PLANS.isdisjoint(after[:have])
    return "(" in words[max(0, near - _BRACKET) : near] and ")" in words[end + 1 : end + 3]


def _until(words: list[str], first: int, reach: int) -> list[str]:
    """The words from here on, up to the end of the sentence."""
    found: list[str] = []
    for word in words[first : first + reach]:
        if word in _SENTENCE:
            break
        found.append(word)
    return found


def _is_studied(tokens: Tokens, start: int, end: int) -> bool:
    """For "in moderated tests of May 2025", "cause analysis in Q1: half", "in the sessions in June 4 of 7"."""
    words = tokens.words
    if "according" in words[max(0, start - _BRACKET) : start] and not _is_planned(tokens, start, end):
        return True
    near = start - 1
    while near > 0 and words[near] in _PLACES:
        near -= 1
    between = words[near + 1 : start + 1]
    if near < 1 or _LEADS.isdisjoint(between) or not words[near].isalpha() or words[near] in _NO_HEADS:
        return False
    if "of" in between:
        if is_part(tokens, near) or not (tokens.tags[end] | tokens.tags[start]) & _DATES:
            return False
        if _is_gone(tokens, start, end) or _opens(words, near):
            return True
        return not (_has_year(words[start : end + 2]) or _is_planned(tokens, start, end))
    after = words[end + 1 : end + 2]
    if words[near] not in _STUDIES or not after or not (after == [":"] or after[0][0].isalnum()):
        return False
    return _opens(words, near) or not _is_planned(tokens, start, end)


def _opens(words: list[str], near: int) -> bool:
    """For "In our survey of May 2026 a third": the study and its date open the sentence."""
    first = near
    while first > 0 and near - first < _SHORT and words[first - 1] not in _SENTENCE:
        first -= 1
    return words[near] in _STUDIES and (first == 0 or words[first - 1] in _SENTENCE)


def _is_mishap(tokens: Tokens, start: int, end: int) -> bool:
    """For "during the January 2024 ice storm"."""
    if tokens.words[start - 1] not in _OF_A_THING:
        return False
    for word in tokens.words[end + 1 : end + 5]:
        if word in STOPS:
            return False
        if word in _MISHAPS:
            return True
    return False


def _is_bracketed(tokens: Tokens, start: int, end: int) -> bool:
    """For "(Feb, 412 replies)", "survey (March)", "(12 in 2025)", "(done, 9 January)"; not "(50 % in 2028)"."""
    words = tokens.words
    opening = start - 1
    while opening >= 0 and start - opening < _BRACKET and words[opening] not in ("(", ")", "\n"):
        opening -= 1
    if opening < 1 or words[opening] != "(":
        return False
    closing = end + 1
    while closing < len(words) and closing - end < _BRACKET and words[closing] not in ("(", ")", "\n"):
        closing += 1
    if words[opening - 1] in _NOW:
        return True
    inside = words[opening + 1 : start] + words[end + 1 : closing]
    if not _ASKED.isdisjoint(inside):
        return not _is_planned(tokens, start, end)
    to_come = _has_year(words[start : end + 2]) and not _is_gone(tokens, start, end)
    if not _STUDIES.isdisjoint(words[max(0, opening - 5) : opening]):
        after = words[closing + 1 : closing + 2]
        goes_on = after != [] and after[0][0].isalnum() and not _is_planned(tokens, start, end)
        return goes_on if to_come else not words[opening + 1].startswith("due")
    if to_come:
        return False
    return words[start - 1] == "in" and words[start - 2][0].isdigit() and closing == end + 1


def _has_year(words: list[str]) -> bool:
    return any(len(word) == 4 and word.startswith("20") for word in words)


def _is_gone(tokens: Tokens, start: int, end: int) -> bool:
    """A year up to 2025 stands in the time or right behind it: "September 2024", "2023/24"; not "2025-26"."""
    words = tokens.words[start : end + 1]
    after = tokens.words[end + 1 : end + 2]
    if after and len(after[0]) == 4 and after[0].isdigit() and after[0].startswith("20"):
        words = words + after
    return any(_GONE.fullmatch(word) and not _ENDS_LATER.fullmatch(word) for word in words)


def _is_planned(tokens: Tokens, start: int, end: int) -> bool:
    """The sentence wants something, or tells somebody to do it."""
    words = tokens.words
    first = start
    while first > 0 and start - first < _REACH and words[first - 1] not in _SENTENCE:
        first -= 1
    said = words[first:start] + _until(words, end + 1, _REACH)
    if not _PLANS.isdisjoint(said) or (tokens.tags[first] & _VERBS and words[first] not in _STUDIES):
        return True
    return any(word in _HAVE_TO and after == "to" for word, after in pairwise(said))
