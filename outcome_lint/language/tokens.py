"""Words with their places and tags: the one pass over the text that everything else looks at."""

from __future__ import annotations

import re
from typing import Final

from .lexicon import Lexicon

_WORD: Final = re.compile(
    r"[^\W\d_][^\W_]*(?:['’\-][^\W_]+)*|\d+(?:[.,:/\-]\d+)*|->|=>|→|[<>≤≥]=?|[.!?;](?=\s|$)|\n|[%€$£¥,:()#]"
)
_BREAKS: Final = frozenset(".!?;\n")


class Tokens:
    """Parallel lists, one place a token; `tags[i]` is a bit mask, `lemmas[i]` the plain form."""

    __slots__ = ("ends", "lemmas", "low", "starts", "tags", "words")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.low = low = lowered(text)
        spans = [match.span() for match in _WORD.finditer(low)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.words = words = [low[start:end] for start, end in spans]
        entry = lexicon.entry
        found = [entry(word) for word in words]
        self.tags = [one.mask for one in found]
        self.lemmas = [one.lemma for one in found]
        for place, one in enumerate(found):
            if one.phrases:
                self._phrases(place, one.phrases)

    def _phrases(self, place: int, phrases: tuple[tuple[tuple[str, ...], int], ...]) -> None:
        words, lemmas = self.words, self.lemmas
        for rest, mask in phrases:
            after = place + 1
            end = after + len(rest)
            if tuple(words[after:end]) == rest or tuple(lemmas[after:end]) == rest:
                for inside in range(place, end):
                    self.tags[inside] |= mask

    def __len__(self) -> int:
        return len(self.words)

    def is_break(self, place: int) -> bool:
        """A sentence or a line ends here."""
        return self.words[place] in _BREAKS


def lowered(text: str) -> str:
    """Lower case of the same length, so that offsets hold (`İ` would grow)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(one if len(one) == 1 else letter for letter, one in ((each, each.lower()) for each in text))


KEEP_ASCII: Final = {code: " " for code in range(128) if not chr(code).isalnum()}
_NOT_WORD: Final = re.compile(r"[\W_]+")


def normal(text: str) -> str:
    """Canonical form for comparing texts: case folded, punctuation and runs of space gone."""
    if text.isascii():
        return " ".join(text.lower().translate(KEEP_ASCII).split())
    return _NOT_WORD.sub(" ", text.casefold()).strip()
