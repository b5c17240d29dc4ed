"""What stands before a time and says whether it is a deadline: "by", "in", "since"."""

from __future__ import annotations

import re
from typing import Final

from .classes import DIGIT
from .lexicon import BIT
from .tokens import Tokens

BY, WITHIN, NEAR, ON, COMPARE, DONE = (BIT[tag] for tag in ("by", "within", "near", "on", "compare", "done"))
# How strongly the words before a time make a deadline of it.
AGAINST, NOTHING, WEAK, STRONG = -1, 0, 1, 2
STOPS: Final = frozenset(".!?;\n,:(。、：")
_REACH: Final = 6
_LABELLED: Final = 3  # words from the colon of a label to its time
_SHORT_LABEL: Final = 2
# A sentence is told in its clause, and no clause is longer than this.
_CLAUSE: Final = 20
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
_TO_COME: Final = frozenset("later earlier sooner".split())
# Between "from" and its date: "from the start of the next school year".
_BETWEEN: Final = frozenset("the year of on start beginning end first last day week month and its our my a".split())
_EACH: Final = frozenset(("each", "every", "per", "any"))
_TELLING: Final = frozenset(
    "was were did had came went said told saw got heard been held met spent broke stood sat rose fell gab"
    " happened occurred actual wurde wurden hatte hatten était étaient fue fueron hubo foi foram furono werd".split()
)
_OF_THE_PAST: Final = _TELLING | frozenset(
    "found received counted missed took lost peaked showed revealed proved taught hit".split()
)
# These tell the past only right before their time: "lost in 2020".
_SEEN: Final = frozenset(
    "lost reported recorded observed measured published peaked decided happened occurred crashed agreed resigned"
    " complained signed".split()
)
_BEING: Final = frozenset("is are be get gets being".split())
_DONE_TO: Final = frozenset("bought made sold built took got chose won wrote found took gave sent began".split())
_ARTICLES: Final = frozenset(("the", "a", "an", "our", "its", "their", "this", "that"))
_PERSONS: Final = frozenset(("we", "they", "i", "it", "he", "she", "people"))
_NO_PAST: Final = frozenset(("need", "feed", "speed", "embed", "seed", "shed", "breed", "exceed", "proceed", "succeed"))
_SUBORDINATE: Final = frozenset(("when", "while", "so", "if", "because", "but", "after", "before", "until"))
# What happens by itself on its day, whoever gains from it.
_HAPPENS: Final = frozenset(
    "ends ended expires expire expired lapses lapse effect place closes began retires retire leaves".split()
)
_NAMED: Final = frozenset(
    "point points issue ticket finding cve iso iec din act law version windows audit case ref item vision agenda office"
    " model directive regulation no nr horizon edition bug clause article norm".split()
)
_PAPERS: Final = frozenset(
    "survey statements statement report reports revision act figures census edition accounts law standard regulation"
    " directive wave version level levels baseline model models machines results data incident".split()
)
_GONE_BY: Final = re.compile(r"20(?:1\d|2[0-4])")
_HOURS: Final = frozenset(("noon", "midnight", "night", "dawn"))
# Papers and mishaps that bear a date: "the outage of 14 March", "mail from 3 June".
_DATED_THINGS: Final = frozenset(
    "outage outages incident agenda minutes letter decision judgment ruling report mail email e-mail memo circular"
    " questions session protocol meeting review spike attempt".split()
)
_FROM_THINGS: Final = _DATED_THINGS | frozenset("audit workshop study survey analysis assessment".split())
_BRACKETED: Final = frozenset("published done signed held received agreed finished awarded kicked".split())
_AGREED: Final = frozenset("in on to with that upon by".split())
_TODAY: Final = frozenset("baseline today now currently current actual status present".split())
_HELD: Final = frozenset("workshop audit meeting incident outage inspection review reorganisation survey".split())
# What a season brings each year: "in January our phone lines see".
_SUFFERS: Final = frozenset("see sees suffer suffers receive receives face faces handle handles".split())
_TOLD_OF: Final = frozenset(("about", "beyond", "like", "unlike"))
_PARTS: Final = (
    ON | BIT["period"] | BIT["number"] | BIT["short"] | BIT["season"] | BIT["later"] | BIT["by"] | BIT["event"]
)
_PART_WORDS: Final = frozenset("rest course part all first last out".split())
_AIMS: Final = frozenset("goal goals target targets aim aims objective objectives planned meta metas".split())
_NUMBERS: Final = BIT["number"] | DIGIT
_WHO: Final = frozenset(("who", "what", "which", "whom", "whose"))
_NO_MORE: Final = frozenset("don't don’t doesn't doesn’t longer never stop stops won't won’t".split())
_PAST_PARTICIPLE: Final = re.compile(r"[a-z]{2,}[^e\W]ed")


# What people and things do in the course of their lives: "quits within a year", "come back next month".
COURSES: Final = frozenset(
    "quit quits leave leaves churn churns reoffend reoffends return returns relapse relapses fail fails die dies repaid"
    " readmitted renew renews drop drops moves resign resigns back break breaks arrested sold replaced".split()
)
_FIXED: Final = frozenset("set decided defined agreed discussed reviewed revisited chosen clarified".split())
_RECORDS: Final = frozenset(("actual", "actuals", "ist", "ist-wert", "realised", "réalisé"))
_THEN: Final = frozenset(("then", "thereafter", "afterwards"))
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
        if _is_arrival(tokens, near, place, adjacent=adjacent):
            return STRONG
        if tags[near] & BY and (word != "from" or adjacent):
            return AGAINST if word == "before" and near and words[near - 1] in _TELLING else STRONG
        if word in _COMPARED and (adjacent or word != "than"):
            return AGAINST if _TO_COME.isdisjoint(words[near - 1 : near]) else found
        if adjacent and word in _EACH:
            return WEAK if words[place - 1] == "of" else AGAINST
        if tags[near] & (WITHIN | ON | NEAR) and near > place - 4:
            found = WEAK
        elif word not in _BETWEEN:
            adjacent = False
    return found


def _is_label(words: list[str], colon: int, place: int) -> bool:
    """For "due: PI 27.2", "Target date: end of FY27" at the beginning of a line or sentence."""
    if place - colon > _LABELLED or words[colon - 1] not in _LABELS:
        return False
    return colon < _SHORT_LABEL or any(word in STOPS for word in words[colon - 1 - _SHORT_LABEL : colon - 1])


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
    return not (_NAMED.isdisjoint(words[max(0, start - 1) : start]) and _PAPERS.isdisjoint(words[end + 1 : end + 2]))


def is_of_a_thing(tokens: Tokens, start: int) -> bool:
    """For "the outage of 14 March", "after the workshop in December": when something was, not by when."""
    words = tokens.words
    if start < 2:
        return False
    if words[start] in ("of", "from", "in"):
        start += 1
    if words[start - 1] in ("of", "from"):
        return words[start - 2] in (_DATED_THINGS if words[start - 1] == "of" else _FROM_THINGS)
    if words[start - 1] == "meeting":
        return True
    led = words[max(0, start - 5) : start - 2]
    if words[start - 1] == "in" and led[-1:] == ["last"]:
        return True  # "the last outage in November"
    return words[start - 1] == "in" and words[start - 2] in _HELD and not {"after", "following"}.isdisjoint(led)


def is_aimed(tokens: Tokens, place: int) -> bool:
    """For "Target: 80 % of the enrolments of 2028"."""
    if tokens.words[place - 1] != "of":
        return False
    head = place - len(_clause(tokens, place, 10)) - 1
    return head > 0 and tokens.words[head] == ":" and tokens.words[head - 1] in _AIMS


def recurs(tokens: Tokens, start: int, end: int) -> bool:
    """For "fewer calls in March", "in January our lines see long waits": a month of each year."""
    words = tokens.words
    if start == 0 or words[start - 1] != "in" or start != end:
        return False
    before = _clause(tokens, start - 1, 10)
    if before:
        return not {"fewer", "less"}.isdisjoint(before) and not any(word[0].isdigit() for word in before)
    return words[end + 1 : end + 2] != [","] and not _SUFFERS.isdisjoint(words[end + 1 : end + 6])


def is_told(tokens: Tokens, start: int, end: int) -> bool:
    """For "the board approved it in May", "in May we counted": the clause tells what has been."""
    words = tokens.words
    if tokens.words[_line(tokens, start)] in _RECORDS:
        return True
    after = words[end + 1 : end + 5]
    for at, word in enumerate(after):
        if word in STOPS:
            break
        led = after[at - 1] if at else ""
        if (word in _OF_THE_PAST and led not in _BEING) or (led in _PERSONS and _is_past_form(word)):
            return True
    near = start - 2 if words[start - 1] == "in" else start - 1
    if start > 1 and words[start - 1] == "(" and words[start - 2] in _BRACKETED:
        return True
    if start and words[near] in _SEEN and words[near - 1] not in _BEING:
        return True
    if start > 1 and (words[near] == "left" or _is_past_form(words[near])) and words[near - 1] in ("who", "that"):
        return True
    return _is_told_before(tokens, start)


def _is_told_before(tokens: Tokens, start: int) -> bool:
    """The same by the words before the time alone, a chain of past forms read as one clause."""
    words = tokens.words
    if start and words[start - 1] == "for":
        return False  # "announced an audit for Q3"
    bracketed = False
    for near in range(start - 1, max(-1, start - 1 - _CLAUSE), -1):
        word = words[near]
        bracketed = word != "(" if bracketed else word == ")"
        if bracketed:
            continue
        if word == "," and _is_past_form(words[near + 1]):
            continue
        if word in _SUBORDINATE or word in STOPS:
            return word == ":" and words[near - 1] in _TELLING
        if word == "held" and not {"%", "percent"}.isdisjoint(words[max(0, near - 6) : near]):
            continue  # "98 % of reviews held on time in FY27"
        if word in _TELLING or _is_telling(tokens, near):
            return True
        past = near + 1 < start and (word in _DONE_TO or _is_past_form(word)) and words[near - 1] not in _BEING
        if past and (
            words[near + 1] in _ARTICLES or (near and words[near - 1] in _PERSONS and _is_free(words, near - 2))
        ):
            return True
    return False


def _is_telling(tokens: Tokens, place: int) -> bool:
    """For "took two weeks", "took place", "reached end of life", "agreed with the board"; not "80 % reached in Q3"."""
    word, after = tokens.words[place], tokens.words[place + 1]
    if word == "took":
        return after == "place" or tokens.tags[place + 1] & _NUMBERS > 0
    return (word == "reached" and after == "end") or (word == "agreed" and after in _AGREED)


def _is_free(words: list[str], near: int) -> bool:
    """Not "what they learned", "than we counted": no sentence of its own."""
    return near < 0 or words[near] not in ("what", "than", "that", "which", "everything")


def _line(tokens: Tokens, place: int) -> int:
    """Where the line of a place begins, or as far back as we look."""
    last = max(0, place - 2 * _CLAUSE)
    while place > last and tokens.words[place - 1] != "\n":
        place -= 1
    return place


def _is_past_form(word: str) -> bool:
    return bool(_PAST_PARTICIPLE.fullmatch(word)) and word not in _NO_PAST


def happens(tokens: Tokens, start: int) -> bool:
    """For "support ends 31 July", "takes effect on 1 May": the day of something that comes anyway."""
    words = tokens.words
    near = start - 1
    while near > 0 and (
        words[near] in ("in", "on", "at", "the") or (tokens.tags[near] & ON and words[near] not in _HAPPENS)
    ):
        near -= 1
    if near < 0 or words[near] not in _HAPPENS:
        return False
    before = words[max(0, near - 8) : near]
    if not _THEN.isdisjoint(words[start + 1 : start + 7]) or words[start + 1 : start + 3] == [".", "before"]:
        return False
    return not any(word in ("before", "when", "until", "till", "ahead", "once", "by") for word in before)


def _clause(tokens: Tokens, start: int, reach: int) -> list[str]:
    """The words before a place, back to where its clause begins, the nearest first."""
    found: list[str] = []
    for near in range(start - 1, max(-1, start - 1 - reach), -1):
        if tokens.words[near] in STOPS:
            break
        found.append(tokens.words[near])
    return found


def in_passing(tokens: Tokens, start: int, end: int) -> bool:
    """For "talk about next year", "what she pays next month", "no longer chase it at year end"."""
    words = tokens.words
    if words[end].endswith(("'s", "’s")):
        return True
    before = _clause(tokens, start, 12)
    if "for" in before[: 2 if before[:1] == ["the"] else 1]:
        return _AIMS.isdisjoint(before)
    if _is_attribute(tokens, start):
        return True
    if before and before[0] in _FIXED and before[1:2] == ["be"]:
        return True
    if before and before[0] in COURSES and not any(word[0].isdigit() for word in before):
        return True
    if before and (before[0] in _TOLD_OF or (before[0] == "of" and words[start] == "tomorrow")):
        return True
    if not _WHO.isdisjoint(before[:5]):
        return True
    return "at" in (words[start], *before[:4]) and not _NO_MORE.isdisjoint(before)


def _is_attribute(tokens: Tokens, start: int) -> bool:
    """For "the stories of the next sprint"; not "the end of the next sprint"."""
    near = start - 1 if tokens.words[start - 1] == "of" else start - 2
    if near < 1 or tokens.words[near] != "of" or tokens.tags[start] & BY:
        return False
    if near == start - 2 and tokens.words[start - 1] != "the":
        return False
    if near > 2 and tokens.words[near - 3 : near - 1] == ["in", "the"]:  # what is measured then
        return False
    return not tokens.tags[near - 1] & _PARTS and tokens.words[near - 1] not in _PART_WORDS


def is_of_today(tokens: Tokens, start: int, end: int) -> bool:
    """For "fewer than in 2023" as others say it, "7 times in May", "from 40 in 2025", "the baseline drawn in May"."""
    words = tokens.words
    before = _clause(tokens, start, 10)
    head = start - len(before) - 1
    if head > 0 and words[head] == ":" and words[head - 1] in _TODAY:
        return True
    if "times" in before[1:4] and before[before.index("times") + 1][0].isdigit():
        return True
    if not _HOURS.isdisjoint(before[:4]) or not {"baseline", "rather", "instead"}.isdisjoint(before[:8]):
        return True
    if before[:1] != ["of"] and "from" in before[1:] and "to" not in before:
        return before[before.index("from") - 1][0].isdigit()
    if before[:1] == ["in"] and before[1:2] in (["as"], ["that"]):
        return any(tag & COMPARE for tag in tokens.tags[max(0, start - 10) : start])
    return words[end + 1 : end + 2] == [","] and words[end + 2 : end + 3] in (["heading"], ["now"], ["today"])
