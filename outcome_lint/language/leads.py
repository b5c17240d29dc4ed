"""What stands before a time and says whether it is a deadline: "by", "in", "since"."""

from __future__ import annotations

import re
from typing import Final

from .lexicon import BIT
from .tokens import Tokens

BY, WITHIN, NEAR, ON = (BIT[tag] for tag in ("by", "within", "near", "on"))
# How strongly the words before a time make a deadline of it.
AGAINST, NOTHING, WEAK, STRONG = -1, 0, 1, 2
STOPS: Final = frozenset(".!?;\n,:(。、：")
_REACH: Final = 6
_LONG: Final = 3  # digits that a day has not
_LABELLED: Final = 3  # words from the colon of a label to its time
_SHORT_LABEL: Final = 2
# The clause says that it was put off until then.
_PUT_OFF: Final = frozenset(
    "deferred postponed pushed slipped parked verschoben vertagt reporté reportée repoussé aplazado pospuesto adiado"
    " uitgesteld verschoven rinviato rimandato przełożone odłożone".split()
)
# What a colon behind it makes a date of: "due: PI 27.2".
_LABELS: Final = frozenset(
    "due date dates deadline eta when timeline timeframe until by roadmap milestone horizon delivery launch termin"
    " zeitraum zeitplan zeithorizont période calendrier délai echéance plazo periodo calendario prazo período scadenza"
    " tempi termijn planning 期限 時期".split()
)
_COMPARED: Final = frozenset(
    "instead since vs versus than against compared baseline reference depuis seit desde".split()
)
_SET: Final = frozenset(
    "planned scheduled set targeted slated due expected booked announced earmarked pencilled foreseen envisaged".split()
)
_TO_COME: Final = frozenset("later earlier sooner".split())
# Between "from" and its date: "from the start of the next school year".
_BETWEEN: Final = frozenset("the year of on start beginning end first last day week month and its our my a".split())
_EACH: Final = frozenset(("each", "every", "per", "any"))
TELLING: Final = frozenset(
    "was were did had came went said told saw got heard been held met spent broke stood sat rose fell gab"
    " happened occurred actual became overran wrote took gave began arose rang froze underwent overcame shrank stole"
    " wore withdrew forgot threw flew drew slept"
    " wurde wurden hatte hatten était étaient fue fueron hubo foi foram furono werd".split()
)
_NAMED: Final = frozenset(
    "point points issue ticket finding cve iso iec din act law version windows audit case ref item vision agenda office"
    " model directive regulation no nr horizon edition bug clause article norm".split()
)
_PAPERS: Final = frozenset(
    "sample samples roadmap backlog"
    " survey statements statement report reports revision act figures census edition accounts law standard regulation"
    " directive wave version level levels baseline model models machines results data incident fee fees"
    " schedule".split()
)
_GONE_BY: Final = re.compile(r"20(?:1\d|2[0-4])")
AIMS: Final = frozenset("goal goals target targets aim aims objective objectives planned meta metas".split())
# What people and things do in the course of their lives: "quits within a year", "come back next month".
COURSES: Final = frozenset(
    "quit quits leave leaves churn churns reoffend reoffends return returns relapse relapses fail fails die dies repaid"
    " readmitted renew renews drop drops moves resign resigns back break breaks arrested sold replaced".split()
)
_TOLD_BY: Final = frozenset(("before", "effective"))
_REMOTE: Final = frozenset(("next", "the", "this", "a"))


def lead(tokens: Tokens, place: int) -> int:
    """What the words before a time make of it, the nearest first; within the clause."""
    words, tags = tokens.words, tokens.tags
    found, adjacent = NOTHING, True
    if not _PUT_OFF.isdisjoint(words[max(0, place - 5) : place]):
        return AGAINST
    for near in range(place - 1, max(-1, place - 1 - _REACH), -1):
        word = words[near]
        if word in STOPS:
            return STRONG if word == ":" and _is_label(words, near, place) else found
        if _is_arrival(tokens, near, place, adjacent=adjacent) or (adjacent and _is_set_for(tokens, near, place)):
            return STRONG
        if tags[near] & BY and (adjacent or not (word == "from" or _is_agent(words, near, place))):
            return AGAINST if word in _TOLD_BY and near and words[near - 1] in TELLING else STRONG
        if word in _COMPARED and (adjacent or word != "than"):
            return AGAINST if _TO_COME.isdisjoint(words[near - 1 : near]) else found
        if adjacent and word in _EACH:
            return WEAK if words[place - 1] == "of" else AGAINST
        if tags[near] & (WITHIN | ON | NEAR) and near > place - 4:
            found = WEAK
        elif word not in _BETWEEN and not (near == place - 1 and word.isdigit() and len(word) < _LONG):
            adjacent = False
    return found


def _is_set_for(tokens: Tokens, near: int, place: int) -> bool:
    """For "planned for October", "between now and Easter"; not "planned for release 5.8"."""
    words = tokens.words
    if words[near] == "and":
        return words[max(0, near - 2) : near] == ["between", "now"]
    if words[near] != "for" or tokens.tags[place] & (BIT["event"] | BIT["season"]) == BIT["event"]:
        return False
    return not _SET.isdisjoint(words[max(0, near - 2) : near])


def _is_label(words: list[str], colon: int, place: int) -> bool:
    """For "due: PI 27.2", "Target date: end of FY27" at the beginning of a line or sentence."""
    if place - colon > _LABELLED or words[colon - 1] not in _LABELS:
        return False
    return colon < _SHORT_LABEL or any(word in STOPS for word in words[colon - 1 - _SHORT_LABEL : colon - 1])


def _is_agent(words: list[str], near: int, place: int) -> bool:
    """For "reviewed by the board on 3 May": by whom, not by when."""
    return words[near] == "by" and words[place - 1] in ("in", "on") and "and" not in words[near:place]


def _is_arrival(tokens: Tokens, near: int, place: int, *, adjacent: bool) -> bool:
    """For "come spring", "come the next season", "through 2027", "at the time of the release"."""
    words = tokens.words
    if words[near] == "run-up":
        return True
    if words[near] == "time":
        return words[near + 1] == "of" and words[max(0, near - 2) : near] == ["at", "the"]
    if not adjacent:
        return False
    if words[near] in ("through", "thru"):
        return near == place - 1 or (near == place - 2 and tokens.tags[place] & BIT["season"] > 0)
    if words[near] != "come":
        return False
    if near == place - 1 or words[near + 1] == "the":
        return True
    return words[near + 1] in _REMOTE and (not near or words[near - 1] in STOPS)


def named(tokens: Tokens, start: int, end: int) -> bool:
    """For "audit point 2025-17", "the 2025 survey": the number is part of a name."""
    words = tokens.words
    if words[start - 1 : start] == ["("] and words[end + 2 : end + 3] == [":"] and _GONE_BY.fullmatch(words[end + 1]):
        return True  # "(Q4 2024: 78 %)"
    if words[start - 1 : start] == ["the"] and words[end + 2 : end + 3] in (["report"], ["survey"], ["census"]):
        return True  # "the 2025 annual report"
    return not (_NAMED.isdisjoint(words[max(0, start - 1) : start]) and _PAPERS.isdisjoint(words[end + 1 : end + 2]))


def is_aimed(tokens: Tokens, place: int) -> bool:
    """For "Target: 80 % of the enrolments of 2028"."""
    if tokens.words[place - 1] != "of":
        return False
    head = place - len(clause(tokens, place, 10)) - 1
    return head > 0 and tokens.words[head] == ":" and tokens.words[head - 1] in AIMS


def clause(tokens: Tokens, start: int, reach: int) -> list[str]:
    """The words before a place, back to where its clause begins, the nearest first."""
    found: list[str] = []
    for near in range(start - 1, max(-1, start - 1 - reach), -1):
        if tokens.words[near] in STOPS:
            break
        found.append(tokens.words[near])
    return found
