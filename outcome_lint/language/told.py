"""What has been: the clause around a time tells what was done, found or decided then."""

from __future__ import annotations

import re
from typing import Final

from .classes import DIGIT
from .leads import STOPS, TELLING
from .lexicon import BIT
from .tokens import Tokens

# A sentence is told in its clause, and no clause is longer than this.
_CLAUSE: Final = 20
_OF_THE_PAST: Final = TELLING | frozenset(
    "found received counted missed took lost peaked showed revealed proved taught hit lasted".split()
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
_BRACKETED: Final = frozenset("published done signed held received agreed finished awarded kicked".split())
_DECIDED: Final = frozenset(
    "dated accepted drafted received reviewed approved adopted endorsed agreed signed filed requested noted"
    " decided happened occurred resigned".split()
)
_TRIED: Final = frozenset("tested asked measured surveyed counted checked audited interviewed".split())
_ALL: Final = frozenset("all every each % no most".split())
_TO_BE: Final = frozenset("be being will must shall should to is are get gets".split())
_COMPARATIVES: Final = frozenset(("fewer", "less", "more", "no"))
_AGREED: Final = frozenset("in on to with that upon by".split())
_MOVE: Final = BIT["move"]
_NUMBERS: Final = BIT["number"] | DIGIT
_PAST_PARTICIPLE: Final = re.compile(r"[a-z]{2,}[^e\W]ed")
_RECORDS: Final = frozenset(("actual", "actuals", "ist", "ist-wert", "realised", "réalisé"))


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
    return _is_decided(tokens, start) or _is_told_before(tokens, start)


def _is_decided(tokens: Tokens, start: int) -> bool:
    """For "notice dated 9 January", "agreed by the cabinet on 11 February", "when tested in May"; not "all signed"."""
    words = tokens.words
    near = start - 2 if words[start - 1] in ("on", "in") else start - 1
    if near < 1:
        return False
    if words[near - 1] == "when" and words[near] in _TRIED:
        return True
    if words[near] == "left" and words[start - 1] == "on":
        return True
    if words[near] in _DECIDED and words[near - 1] not in _TO_BE and words[start - 1] != "in":
        return _ALL.isdisjoint(words[max(0, near - 5) : near])
    before = words[max(0, start - 9) : start]
    if "on" not in before[-4:] or "by" not in before:
        return False
    done = max(0, start - 9) + len(before) - 1 - before[::-1].index("by") - 1
    return (
        done >= 0
        and _is_past_form(words[done])
        and (not done or words[done - 1] not in _TO_BE)
        and STOPS.isdisjoint(words[done:start])
    )


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
            return word == ":" and words[near - 1] in TELLING
        if word == "held" and not {"%", "percent"}.isdisjoint(words[max(0, near - 6) : near]):
            continue  # "98 % of reviews held on time in FY27"
        if word in TELLING or _is_telling(tokens, near):
            return True
        if near + 1 < start and _is_done_counted(tokens, near):
            return True
        past = near + 1 < start and (word in _DONE_TO or _is_past_form(word)) and words[near - 1] not in _BEING
        if past and (
            words[near + 1] in _ARTICLES or (near and words[near - 1] in _PERSONS and _is_free(words, near - 2))
        ):
            return True
    return False


def _is_done_counted(tokens: Tokens, place: int) -> bool:
    """For "they submitted 61 000 forms", "a woman waited eleven weeks"; not "costs reduced 20 %"."""
    words = tokens.words
    return (
        place > 0
        and tokens.tags[place + 1] & _NUMBERS > 0
        and not tokens.tags[place] & _MOVE
        and words[place - 1] not in _COMPARATIVES
        and _is_past_form(words[place])
        and words[place - 1][0].isalnum()
        and words[place - 1] not in _TO_BE
    )


def _is_telling(tokens: Tokens, place: int) -> bool:
    """For "took two weeks", "reached end of life", "agreed with the board", "led to"; not "80 % reached in Q3"."""
    word, after = tokens.words[place], tokens.words[place + 1]
    if word == "took":
        return after == "place" or tokens.tags[place + 1] & _NUMBERS > 0
    return (
        (word == "reached" and after == "end")
        or (word == "led" and after == "to")
        or (word == "agreed" and after in _AGREED)
    )


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
