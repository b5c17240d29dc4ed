"""Times that only a company or a plan knows: "by end of P9", "FY 26/27", "(M6)", "cutover at a weekend in autumn"."""

from __future__ import annotations

import re
from typing import Final

from . import leads
from .leads import STRONG
from .lexicon import BIT
from .tokens import Tokens

BY, ON, SEASON = BIT["by"], BIT["on"], BIT["season"]
# A sprint, a season, a milestone or a period of the books: names, but for "by P9", "end of S8", "(M6)".
STEP: Final = re.compile(r"[cmpsw]\d\d?")
_AROUND: Final = 20  # words between the steps of a plan
_STEP_ENDS: Final = leads.STOPS | {")", "with", "without", "at", "in"}
# What stands before the number of a year that isn't the calendar's, and years that may be written after any of them.
BOOKS: Final = frozenset("fy sy gj ay ej wj sfy ffy cy".split())
_COMES: Final = frozenset("follows follow live ships released starts start launch".split())
_YEARS: Final = BOOKS | frozenset(("season", "year", "saison", "seizoen", "sop"))
_BOOK_YEAR: Final = re.compile(r"(?:20)?[2-4]\d(?:[/-](?:20)?[2-4]\d)?")
# Whoever says "in 26/27" means the years of the books.
_IN_YEARS: Final = frozenset("in by of during for from until before end over".split())
_ROW, _SHORT_YEAR = len("26/27"), len("28")
_GONE: Final = 24
_TWO_YEARS: Final = re.compile(r"(?:20)?([2-4]\d)[/-](?:20)?([2-4]\d)")
# What goes out, or takes in, under the name of its month or season: "with the October release".
_ROUNDS: Final = frozenset(
    "release update edition build version intake term semester steering sprint drop wave call primary primaries cohort"
    " campaign round vote".split()
)
_ROUND_LEADS: Final = frozenset(("with", "in", "for", "from"))
# What is done once: "pilot at two fairs in spring".
_EXPECTED: Final = frozenset("expected due planned slated scheduled".split())
_ONCE: Final = frozenset(
    "pilot pilots piloted cutover cut-over migration rollout roll-out launch trial kickoff kick-off uat handover vote"
    " re-test retest inauguration installation workshop workshops beta planned scheduled targeted slated".split()
)
_FOR_THEN: Final = frozenset("planned scheduled targeted slated set expected".split())
_OFTEN: Final = frozenset("every each always usually fewer less".split())


def is_step(tokens: Tokens, place: int, strength: int) -> bool:
    """For "by P9", "by end of S8"; and "(M6) … (M12)", the months of a plan; not "caused by P1 faults"."""
    words = tokens.words
    if not place:
        return False
    if words[place - 1] == "(":
        near = words[max(0, place - _AROUND) : place + _AROUND]
        return words[place][0] == "m" and sum(1 for word in near if STEP.fullmatch(word) and word[0] == "m") > 1
    after = words[place + 1] if place + 1 < len(tokens) else "."
    if words[place - 1] == "in" and after in _STEP_ENDS:
        return not _COMES.isdisjoint(words[max(0, place - 4) : place - 1])
    if strength < STRONG or not tokens.tags[place - 1] & (BY | ON) or after not in _STEP_ENDS:
        return False
    return tokens.tags[place - 1] & ON > 0 or place == 1 or not words[place - 2].endswith("ed")


def is_book_year(tokens: Tokens, place: int) -> bool:
    """For "FY 27", "GJ 26/27", "the year 26/27": two years stand in a row."""
    if not place:
        return False
    word, near = tokens.words[place], tokens.words[place - 1]
    if near in _IN_YEARS and len(word) == _ROW and (row := _TWO_YEARS.fullmatch(word)):
        return int(row[2]) == int(row[1]) + 1 and int(row[1]) > _GONE and tokens.words[place + 1 : place + 2] != ["%"]
    if near not in _YEARS:
        return False
    if near == "year" and tokens.words[place - 2 : place - 1] == ["model"]:
        return word.isdecimal() and (len(word) == _SHORT_YEAR or bool(_BOOK_YEAR.fullmatch(word)))
    row = _TWO_YEARS.fullmatch(word)
    if row:
        return int(row[2]) == int(row[1]) + 1
    return tokens.words[place - 1] in BOOKS and bool(_BOOK_YEAR.fullmatch(word))


def is_round(tokens: Tokens, place: int) -> bool:
    """For "with the October release", "in the autumn term"."""
    words = tokens.words
    if words[place + 1 : place + 2] in (["next"], ["coming"]) and words[place + 2 : place + 3] != ["to"]:
        return True  # "at the renewal of January next"
    return (
        place > 1
        and words[place - 1] == "the"
        and words[place - 2] in _ROUND_LEADS
        and not _ROUNDS.isdisjoint(words[place + 1 : place + 2])
    )


def is_once(tokens: Tokens, place: int) -> bool:
    """For "over the summer", "after the summer.", "planned for autumn", "cutover at a weekend in autumn"."""
    words = tokens.words
    near = words[max(0, place - 2) : place]
    if near == ["over", "the"]:
        return True
    if near == ["after", "the"]:
        return place + 1 >= len(tokens) or tokens.is_break(place + 1)
    if near[-1:] == ["for"]:
        return near[0] in _FOR_THEN
    if near == ["in", "the"]:
        return not _EXPECTED.isdisjoint(words[max(0, place - 3) : place - 2])
    if near[-1:] != ["in"]:
        return False
    before: list[str] = []
    for at in range(place - 2, max(-1, place - 10), -1):
        if words[at] in leads.STOPS:
            break
        before.append(words[at])
    return not _ONCE.isdisjoint(before) and _OFTEN.isdisjoint(before)
