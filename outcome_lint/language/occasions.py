"""Occasions that no lexicon lists: "by the next filing", "when the pilot ends", "in the coming recruitment cycle".

What makes a date of them is how they are spoken of: as the next one, as one that begins or ends, as one of a numbered
row. Words that come on every day (shifts, calls, patients) make none.
"""

from __future__ import annotations

from typing import Final

from . import asides, leads, told
from .classes import DIGIT
from .in_digits import Range
from .leads import STOPS
from .lexicon import BIT
from .tokens import Tokens

_DURING: Final = frozenset("in for during over throughout from with by before until at within".split())
_COMING: Final = frozenset(("next", "coming", "upcoming", "forthcoming", "following"))
# Stretches that people plan by, whatever stands before them: "recruitment cycle", "storm season".
_STRETCHES: Final = frozenset(
    "cycle cycles season round campaign intake wave period term semester cohort harvest election elections"
    " edition".split()
)
# What is done every day, though one of it is the next.
_DAILY: Final = frozenset(
    "shift patient customer bus train step page call meeting visit appointment day night morning evening afternoon"
    " person one user request order time stage stop level item task job run field line row screen lesson class word"
    " question message ticket delivery process batch test build commit flight passenger guest caller case action part"
    " phase section working business weekday monday tuesday wednesday thursday friday saturday sunday logical best"
    " available steps window".split()
)
# What ends, opens or comes into force once.
_ONCE: Final = frozenset(
    "voting period registration enrolment enrollment pilot project programme program trial hackweek hackathon sprint"
    " tender funding grant law act regulation directive mandate rule rules tax election moratorium exemption freeze"
    " festival fair season harvest construction strike initiative beta phase campaign transition framework concession"
    " subsidy scheme programme's amnesty derogation levy tariff primary canvass consultation budget year quarter"
    " semester term cycle intake admission admissions applications expo exhibition games tournament"
    " plant terminal site hub branch depot".split()
)
_CONTRACTS: Final = frozenset(
    "contract lease licence license support maintenance warranty agreement certificate".split()
)
_TURNS: Final = frozenset(
    "ends end opens open starts start begins begin closes close expires expire lapses lapse launches lands arrives"
    " finishes concludes reopens".split()
)
_OVER: Final = (["is", "over"], ["are", "over"], ["runs", "out"], ["takes", "effect"], ["comes", "into"], ["is", "up"],
                ["enters", "into"], ["goes", "live"], ["go", "live"], ["come", "into"])  # fmt: skip
_ENDING: Final = frozenset(
    "pilot pilots project programme program trial grant beta phase season initiative contract campaign experiment"
    " hackathon hackweek residency fellowship framework rollout roll-out migration transition semester mandate"
    " funding tender cycle legislature sprint year quarter harvest test".split()
)
_NAMES: Final = frozenset(("gsoc", "pilot", "beta"))
_WHOSE: Final = frozenset(("the", "our", "this", "its", "d", "der", "du", "del", "do"))
_EVERY: Final = frozenset(("each", "every", "any", "a", "per", "their", "his", "her", "your"))
_RELEASES: Final = frozenset(("beta", "alpha", "rc", "milestone", "semester", "term", "season", "phase", "wave"))
_NAMED: Final = frozenset("by before until till from".split())
_WHEN: Final = frozenset("before when once after until till".split())
_AFTER_NOUN: Final = frozenset(
    "is are be was has have can will and or in on at to for of from with by that who which we they it nobody no the a"
    " all every".split()
)
_COUNTED: Final = frozenset(
    "cycles sprints iterations releases rounds seasons terms semesters quarters increments pis cycle sprint release"
    " season".split()
)
_NUMBER: Final = BIT["number"]
_ANCHORS: Final = (
    _COMING | _TURNS | _ENDING | _RELEASES | _COUNTED | _NAMES | {"over", "out", "effect", "into", "live", "ahead"}
)
_SUBJECT: Final = 5  # words from "before" to what ends or opens
_HEAD: Final = 4  # words from "next" to the stretch


def with_occasions(tokens: Tokens, found: list[Range]) -> list[Range]:
    """The times found so far and the occasions that none of them covers, left to right."""
    words = tokens.words
    if _ANCHORS.isdisjoint(words):
        return found
    added: list[Range] = []
    taken = {at for start, end in found for at in range(start, end + 1)}
    for place, word in enumerate(words):
        if not place or word not in _ANCHORS or place in taken:
            continue
        span = _coming(tokens, place) or _turn(tokens, place) or _ended(tokens, place) or _row(tokens, place)
        if span is None or not taken.isdisjoint(range(span[0], span[1] + 1)) or _is_against(tokens, *span):
            continue
        added.append(span)
        taken.update(range(span[0], span[1] + 1))
    return sorted(found + added) if added else found


def _is_against(tokens: Tokens, start: int, end: int) -> bool:
    put_off = leads.lead(tokens, end) == leads.AGAINST
    return put_off or told.is_told(tokens, start, end) or asides.is_aside(tokens, start, end)


def _coming(tokens: Tokens, place: int) -> Range | None:
    """For "by the next quarterly filing", "in the coming recruitment cycle", "in the heating period ahead"."""
    words = tokens.words
    if words[place] == "ahead":
        first = _back_to(words, place, _DURING, _HEAD)
        ends = words[place + 1 : place + 2] != ["of"]
        return (first, place) if ends and first is not None and words[place - 1] in _STRETCHES else None
    if words[place] not in _COMING:
        return None
    first = place - 2 if words[place - 1] in _WHOSE else place - 1
    if first < 0 or words[first] not in _DURING:
        return None
    head = _noun(tokens, place + 1)
    if head == place or words[head] in _DAILY or tokens.tags[head] & (BIT["short"] | BIT["role"]):
        return None
    if words[first] in ("by", "until", "till") or words[first - 1 : first + 1] in (["ahead", "of"], ["time", "for"]):
        return (first, head) if words[place] != "following" else None
    return (first, head) if words[head] in _STRETCHES else None


def _noun(tokens: Tokens, first: int) -> int:
    """The last word of the phrase that begins here, or the place before it where there is none."""
    words = tokens.words
    last = first - 1
    for at in range(first, min(first + _HEAD, len(words))):
        if not words[at][0].isalpha() or words[at] in _AFTER_NOUN:
            break
        last = at
        if words[at] in _STRETCHES:
            break
    return last


def _turn(tokens: Tokens, place: int) -> Range | None:
    """For "before early voting opens", "when the hackweek ends", "six weeks after the pilot ends"."""
    words = tokens.words
    if words[place] not in _TURNS and words[place - 1 : place + 1] not in _OVER:
        return None
    last = place if words[place] in _TURNS else place - 1
    subject = words[last - 1]
    if not words[last].endswith("s") and words[last] in _TURNS and not subject.endswith("s"):
        return None  # "after quarter end": a noun
    for at in range(last - 2, max(-1, last - 2 - _SUBJECT), -1):
        if words[at] in STOPS:
            return None
        if words[at] not in _WHEN:
            continue
        if not _EVERY.isdisjoint(words[at + 1 : last]):
            return None
        if words[at] == "before":
            if at and tokens.tags[at - 1] & (BIT["period"] | BIT["short"]):
                return None  # "a week before the contract ends"
            return (
                (at, place) if subject in _ONCE or subject.removesuffix("s") in _ONCE or subject in _CONTRACTS else None
            )
        if words[at] == "after":
            counted = at > 1 and tokens.tags[at - 1] & (BIT["period"] | BIT["short"])
            return (at - 2, place) if counted and subject in _ONCE else None
        return (at, place) if subject in _ONCE and words[at + 1] in _WHOSE else None
    return None


def _ended(tokens: Tokens, place: int) -> Range | None:
    """For "at the end of the 12-week Bristol pilot", "by the end of GSoC"."""
    words = tokens.words
    if words[place] not in _ENDING and words[place] not in _NAMES:
        return None
    for at in range(place - 1, max(0, place - 2 - _SUBJECT), -1):
        if words[at] in STOPS or words[at] in _EVERY:
            return None
        if words[at] == "of" and words[at - 1] in ("end", "close", "conclusion", "completion"):
            if words[place] not in _NAMES and words[at + 1] not in _WHOSE:
                return None
            first = at - 2 if words[at - 2] == "the" else at - 1
            led = first > 0 and words[first - 1] in ("at", "by", "before", "until", "to", "with")
            return (first - 1, place) if led else None
    return None


def _row(tokens: Tokens, place: int) -> Range | None:
    """For "by beta 1", "from semester 2", "after two release cycles"."""
    words = tokens.words
    after = words[place + 1 : place + 2]
    if words[place] in _RELEASES and after and after[0].isdigit() and len(after[0]) == 1:
        return (place - 1, place + 1) if words[place - 1] in _NAMED and _is_free_by(tokens, place - 1) else None
    if words[place] not in _COUNTED or (after and after[0][0].isalpha()):
        return None
    for first in (place - 2, place - 3):
        if first >= 0 and words[first] == "after" and (tokens.tags[first + 1] & (_NUMBER | DIGIT)):
            return first, place
    return None


def _is_free_by(tokens: Tokens, place: int) -> bool:
    """Not "caused by phase 1": no participle before "by"."""
    return tokens.words[place] != "by" or not place or not tokens.words[place - 1].endswith("ed")


def _back_to(words: list[str], place: int, leads: frozenset[str], reach: int) -> int | None:
    """The nearest of these words before a place, in the same clause."""
    for at in range(place - 1, max(-1, place - 2 - reach), -1):
        if words[at] in STOPS:
            return None
        if words[at] in leads:
            return at
    return None
