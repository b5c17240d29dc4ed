"""Times that are named in passing: the day of a thing, of today's figures, of what comes anyway or each year."""

from __future__ import annotations

from typing import Final

from .leads import AIMS, COURSES, STOPS, clause
from .lexicon import BIT
from .tokens import Tokens

BY, ON, COMPARE = (BIT[tag] for tag in ("by", "on", "compare"))
# What happens by itself on its day, whoever gains from it.
_HAPPENS: Final = frozenset(
    "ends ended expires expire expired lapses lapse effect place closes began retires retire leaves".split()
)
_ONE_WHO: Final = frozenset("they he she you we i it somebody someone anyone people".split())
_WANTED: Final = AIMS | {"want", "sorted", "ready", "place", "live", "complete"}
_HOURS: Final = frozenset(("noon", "midnight", "night", "dawn"))
# Papers and mishaps that bear a date: "the outage of 14 March", "mail from 3 June".
_DATED_THINGS: Final = frozenset(
    "outage outages incident agenda minutes letter decision judgment ruling report mail email e-mail memo circular"
    " questions session protocol meeting review spike attempt".split()
)
_FROM_THINGS: Final = _DATED_THINGS | frozenset("audit workshop study survey analysis assessment".split())
_THERE: Final = frozenset("there there'll there's we'll".split())
_TODAY: Final = frozenset("baseline today now currently current actual status present".split())
_HELD: Final = frozenset("workshop audit meeting incident outage inspection review reorganisation survey".split())
# What a season brings each year: "in January our phone lines see".
_SUFFERS: Final = frozenset("see sees suffer suffers receive receives face faces handle handles".split())
_OPENS: Final = frozenset("opens starts begins launches closes ends live".split())
_TOLD_OF: Final = frozenset(("about", "beyond", "like", "unlike"))
_PARTS: Final = (
    ON | BIT["period"] | BIT["number"] | BIT["short"] | BIT["season"] | BIT["later"] | BIT["by"] | BIT["event"]
)
_PART_WORDS: Final = frozenset("rest course part all first last out".split())
_WHO: Final = frozenset(("who", "what", "which", "whom", "whose"))
_NO_MORE: Final = frozenset("don't don’t doesn't doesn’t longer never stop stops won't won’t".split())
_FIXED: Final = frozenset("set decided defined agreed discussed reviewed revisited chosen clarified".split())
_LAWS: Final = frozenset("law laws act regulation regulations directive ordinance".split())
_SOON: Final = 6  # words to "then"
_THEN: Final = frozenset(("then", "thereafter", "afterwards"))


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
    if words[start - 1] == "on" and words[start - 2] in _HELD:
        return words[start - 4 : start - 2] == ["be", "a"] or not _THERE.isdisjoint(led)
    return words[start - 1] == "in" and words[start - 2] in _HELD and not {"after", "following"}.isdisjoint(led)


def is_of_today(tokens: Tokens, start: int, end: int) -> bool:
    """For "fewer than in 2023" as others say it, "7 times in May", "from 40 in 2025", "the baseline drawn in May"."""
    words = tokens.words
    before = clause(tokens, start, 10)
    head = start - len(before) - 1
    if head > 0 and words[head] == ":" and words[head - 1] in _TODAY:
        return True
    if before[:2] in (["is", "today"], ["be", "today"]):
        return True
    if "times" in before[1:4] and before[before.index("times") + 1][0].isdigit():
        return True
    if not _HOURS.isdisjoint(before[:4]) or not {"baseline", "rather", "instead"}.isdisjoint(before[:8]):
        return True
    if before[:1] not in (["of"], [")"]) and "from" in before[1:] and "to" not in before:
        return before[before.index("from") - 1][0].isdigit()
    if before[:1] == ["in"] and before[1:2] in (["as"], ["that"]):
        return any(tag & COMPARE for tag in tokens.tags[max(0, start - 10) : start])
    return words[end + 1 : end + 2] == [","] and words[end + 2 : end + 3] in (["heading"], ["now"], ["today"])


def happens(tokens: Tokens, start: int) -> bool:
    """For "support ends 31 July", "takes effect on 1 May": the day of something that comes anyway."""
    words = tokens.words
    near = start - 1
    while near > 0 and (
        words[near] in ("in", "on", "at", "the") or (tokens.tags[near] & ON and words[near] not in _HAPPENS)
    ):
        near -= 1
    if words[near] in ("sunset", "sunsets") and "(" in words[max(0, near - 6) : near]:
        return True
    if near < 0 or (words[near] not in _HAPPENS and words[near - 1 : near + 1] != ["runs", "out"]):
        return _is_done_by_others(words, start)
    before = words[max(0, near - 8) : near]
    if _is_due_then(words, start) or words[start + 1 : start + 3] == [".", "before"]:
        return False
    return not any(word in ("before", "when", "until", "till", "ahead", "once", "by") for word in before)


def is_applied(tokens: Tokens, start: int) -> bool:
    """For "the regulation applies from 1 January 2027": the day of a law, not of the work."""
    if "from" not in tokens.words[max(0, start - 4) : start]:
        return False
    before = clause(tokens, start, 8)
    return before[:2] in (["from", "applies"], ["from", "apply"]) and not _LAWS.isdisjoint(before)


def _is_due_then(words: list[str], start: int) -> bool:
    """For "ends on 3 May, we need to be off it by then"."""
    for at, word in enumerate(words[start + 1 : start + 16]):
        if word in _THEN:
            return at < _SOON or words[start + at] == "by"
        if word in (".", "!", "?", "\n"):
            break
    return False


def _is_done_by_others(words: list[str], start: int) -> bool:
    """For "the old interface is being switched off by the vendor in October"."""
    before = words[max(0, start - 9) : start]
    return (
        "being" in before
        and "by" in before[before.index("being") :]
        and STOPS.isdisjoint(before[before.index("being") :])
    )


def recurs(tokens: Tokens, start: int, end: int) -> bool:
    """For "fewer calls in March", "in January our lines see long waits": a month of each year."""
    words = tokens.words
    if start == 0 or words[start - 1] != "in" or start != end:
        return False
    before = clause(tokens, start - 1, 10)
    if before and before[0] in _OPENS:
        return False  # "after the new hub opens in March"
    if "peak" in before and any(word[0].isdigit() for word in before):
        return "%" not in before and before[0] != "from"
    if before:
        return not {"fewer", "less"}.isdisjoint(before) and not any(word[0].isdigit() for word in before)
    return words[end + 1 : end + 2] != [","] and not _SUFFERS.isdisjoint(words[end + 1 : end + 6])


def is_when_it_is(tokens: Tokens, start: int) -> bool:
    """For "by the time they get there the stay is over"; not "by the time the plant opens"."""
    words = tokens.words
    head = next((at for at in range(start, max(-1, start - 3), -1) if words[at] == "by"), start)
    if words[head : head + 3] != ["by", "the", "time"]:
        return False
    after = words[head + 3 : head + 15]
    return not _ONE_WHO.isdisjoint(after[:1]) or any(
        after[at : at + 2] in (["be", "over"], ["is", "over"], ["too", "late"], ["be", "gone"], ["is", "gone"])
        for at in range(len(after))
    )


def in_passing(tokens: Tokens, start: int, end: int) -> bool:
    """For "talk about next year", "what she pays next month", "no longer chase it at year end"."""
    words = tokens.words
    if words[end].endswith(("'s", "’s")):
        return True
    before = clause(tokens, start, 12)
    if "for" in before[: 2 if before[:1] == ["the"] else 1]:
        return _WANTED.isdisjoint(before)
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
    return not is_part(tokens, near - 1)


def is_part(tokens: Tokens, place: int) -> bool:
    """For the "end" of "the end of May", the "release" of "the release of May"."""
    return bool(tokens.tags[place] & _PARTS) or tokens.words[place] in _PART_WORDS
