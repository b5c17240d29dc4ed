"""Words with their places and tags: the one pass over the text that everything else looks at."""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from operator import or_
from typing import Final, NamedTuple

from .classes import CODE, DIGIT, letter, shape_of_unknown
from .lexicon import Lexicon

_WORD: Final = re.compile(
    r"[^\W\d_][^\W_]*(?:['’\-][^\W_]+)*|\d+(?:[.,:/\-]\d+)*|->|=>|[→⇒]|[<>≤≥]=?|[.!?;](?=\s|$)|[。！？\n%€$£¥,、:：()#]"
)
_BREAKS: Final = frozenset(".!?;\n。！？")
_CODE: Final = re.compile(
    r"(?:[qhst][1-4]|[1-4][qht]|[ckw]w\d\d?|pi-?\d+)(?:[-'’/]?(?:fy|cy|[ckw]w)?(?:20)?\d\d)?"
    r"|(?:s?f?fy|cy|gj|ej|sy|ay|wj|my)[-']?(?:20)?\d\d(?:[-/]\d\d)?|[cmpsw]\d\d?|eo[yqm]|fy-end|eof?y|eocy|eoh[12]"
    r"|(?:mid|early|late|end|fin|ende|mitte|anfang)-(?:20\d\d|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_SIGNED: Final = frozenset("+-−–~≈±=<>≤≥")
_MEMO_LIMIT: Final = 50_000
Phrases = dict[str, list[tuple[tuple[str, ...], int]]]


class Known(NamedTuple):
    """What is known of a word form; `phrases` by their second word, `tail` the ending of a word that we don't know."""

    mask: int
    lemma: str
    letter: str
    tail: str
    phrases: Phrases | None


class Words(dict[str, Known]):
    """The word forms seen so far, over one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self.cut = lexicon.cut

    def __missing__(self, word: str) -> Known:
        if len(self) > _MEMO_LIMIT:
            self.clear()
        entry = self._lexicon.entry(word)
        mask, lemma, tail = entry.mask, entry.lemma, ""
        if word[0].isdigit():
            mask, lemma = mask | DIGIT, "#"
        elif not mask:
            tail = shape_of_unknown(word)
        if _CODE.fullmatch(word):
            mask |= CODE
        phrases: Phrases = {}
        for rest, bits in entry.phrases:
            phrases.setdefault(rest[0], []).append((rest, bits))
        found = self[word] = Known(mask, lemma, letter(word, lemma, mask), tail, phrases or None)
        return found


class Tokens:
    """Parallel lists, one place a token: `tags` are bit masks, `lemmas` plain forms, `letters` classes."""

    __slots__ = ("_ends", "_signed", "_starts", "lemmas", "letters", "low", "tags", "tails", "union", "words")

    def __init__(self, text: str, known: Words) -> None:
        self.low = low = lowered(text)
        self._starts: list[int] | None = None
        self._signed: bool | None = None
        self._ends: list[int] = []
        if known.cut is None:
            words: list[str] = _WORD.findall(low)
        else:
            spans, words = known.cut(low)
            self._cut(spans)
        self.words = words
        found = list(map(known.__getitem__, words))
        masks, lemmas, letters, tails, phrases = zip(*found, strict=True) if found else ((),) * 5
        self.tags: list[int] = list(masks)
        self.lemmas: tuple[str, ...] = lemmas
        self.letters: list[str] = list(letters)
        self.tails: tuple[str, ...] = tails
        for place, (options, second, plain) in enumerate(zip(phrases, words[1:], lemmas[1:], strict=False)):
            if options is not None and (second in options or plain in options):
                self._phrases(place, options)
        self.union: int = reduce(or_, self.tags, 0)

    def _phrases(self, place: int, options: Phrases) -> None:
        words, lemmas = self.words, self.lemmas
        for rest, mask in [*options.get(words[place + 1], ()), *options.get(lemmas[place + 1], ())]:
            after = place + 1
            end = after + len(rest)
            if tuple(words[after:end]) == rest or lemmas[after:end] == rest:
                for inside in range(place, end):
                    self.tags[inside] |= mask
                    self.letters[inside] = _of_tags(self.tags[inside])

    def _cut(self, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        return spans

    def _place(self) -> list[int]:
        return [start for start, _ in self._cut([match.span() for match in _WORD.finditer(self.low)])]

    @property
    def starts(self) -> list[int]:
        """Where each token begins; told only when somebody has to point at one."""
        return self._place() if self._starts is None else self._starts

    @property
    def ends(self) -> list[int]:
        """Where each token ends."""
        if self._starts is None:
            self._place()
        return self._ends

    @property
    def signed(self) -> bool:
        """A sign that may lead a number stands somewhere in the text."""
        if self._signed is None:
            self._signed = not _SIGNED.isdisjoint(self.low)
        return self._signed

    def __len__(self) -> int:
        return len(self.words)

    def is_break(self, place: int) -> bool:
        """A sentence or a line ends here."""
        return self.words[place] in _BREAKS


@lru_cache(maxsize=4096)
def _of_tags(mask: int) -> str:
    """The class of a word by its tags alone."""
    return letter("", "", mask)


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


@lru_cache(maxsize=64)
def words_of(lexicon: Lexicon) -> Words:
    """The memo over a lexicon, shared by all texts."""
    return Words(lexicon)
