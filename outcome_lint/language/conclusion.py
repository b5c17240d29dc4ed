"""What came of an outcome, by the words for it: confirmed, refuted, inconclusive or not measured.

An actual outcome may be in any language, and is often two words long, so the phrases of all of them are heard at once.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from outcome_lint.model import Conclusion

from .lexicon import FOLDER, sections
from .tokens import normal

_SECTIONS: Final[dict[str, Conclusion]] = {
    "confirmed": "confirmed",
    "refuted": "refuted",
    "inconclusive": "inconclusive",
    "not_measured": "not measured",
}
_SEGMENT: Final = re.compile(r"[.:;,!?()\n–—。、：！？|]+|\s-\s|(?<=\w)\*\*")
_READ: Final = 2000  # characters: what came of it stands at the beginning
_CJK: Final = "\u3000"

Words = tuple[str, ...]


class _Known(NamedTuple):
    phrases: dict[str, list[tuple[Words, Conclusion]]]  # by their first word, the longest first
    unspaced: tuple[tuple[str, Conclusion], ...]  # of scripts without spaces, the longest first
    alone: frozenset[str]  # words that conclude nothing beside others


@cache
def _known() -> _Known:
    phrases: dict[str, list[tuple[Words, Conclusion]]] = {}
    unspaced: list[tuple[str, Conclusion]] = []
    alone: set[str] = set()
    for path in sorted(FOLDER.glob("*.txt")):
        found = sections(path.stem)
        alone.update(found.get("alone", ()))
        for name, conclusion in _SECTIONS.items():
            for entry in map(normal, found.get(name, ())):
                if entry[0] > _CJK:
                    unspaced.append((entry, conclusion))
                else:
                    words = tuple(entry.split())
                    phrases.setdefault(words[0], []).append((words, conclusion))
    for options in phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    return _Known(phrases, tuple(sorted(unspaced, key=lambda each: -len(each[0]))), frozenset(alone))


def concluded(text: str) -> Conclusion | None:
    """The first conclusion that the text draws; None where it draws none in words that we know.

    A phrase counts wherever it stands, the longest one first ("not confirmed" is no "confirmed"); a single word only
    at the start or the end of a part of a sentence, as "legal confirmed the date" confirms no outcome.
    """
    for segment in _SEGMENT.split(text[:_READ]):
        words = tuple(normal(segment).split())
        found = _spaced(words) or (_unspaced("".join(words)) if any(word > _CJK for word in words) else None)
        if found:
            return found
    return None


def _spaced(words: Words) -> Conclusion | None:
    phrases = _known().phrases
    for place, word in enumerate(words):
        for phrase, conclusion in phrases.get(word, ()):
            size = len(phrase)
            if words[place : place + size] == phrase and (size > 1 or _tells(word, place, words)):
                return conclusion
    return None


def _tells(word: str, place: int, words: Words) -> bool:
    return len(words) == 1 or (place in (0, len(words) - 1) and word not in _known().alone)


def _unspaced(segment: str) -> Conclusion | None:
    return next((conclusion for phrase, conclusion in _known().unspaced if phrase in segment), None)
