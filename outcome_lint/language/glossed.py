"""Other languages are read word for word as English, so that the rules and weights of English hold for them too.

Every word keeps its place in the text. An entry of their lexicons is `form, form = gloss`: `stem*` matches by prefix, a
form of several words is a phrase, the gloss is English (`-` for none). A word that no lexicon knows loses its
`[ending]`, so that its cases and plurals are one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from .choose import ENGLISH, Languages
from .cutting import WHEN, Cut, cut, cut_japanese, pieces
from .lexicon import BIT, OF_VOCABULARY, Lexicon, lexicon, sections
from .tokens import lowered
from .values import DEFAULT, Vocabulary

# Any noun of theirs may end a compound: `Ticketsystem` is read as "ticket system".
_COMPOUNDING: Final = frozenset(("de", "nl"))
_NOUNS: Final = frozenset(
    ("role", "business", "system", "deliverable", "problem", "metric", "impact", "event", "period", "season", "short")
)
_SHORTEST: Final = 4  # letters of a compound's last part, and of what an ending leaves
_LONGEST: Final = 60  # letters of a word that anybody takes apart
_BY_THEN: Final = ("by", "year-end")  # what a Japanese phrase of time is read as
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("。"): ".", ord("、"): ",", ord("’"): "'"}
_BRACKETS: Final = "[<{_…"
_MEMO_LIMIT: Final = 20_000

Read = tuple[list[Cut], list[str]]


class Glossed(Lexicon):
    """The English lexicon behind the glosses of other languages; what these know is not taken for English ("war")."""

    def __init__(self, languages: Languages, vocabulary: Vocabulary = DEFAULT) -> None:
        super().__init__(ENGLISH, vocabulary)
        self._japanese = "ja" in languages
        self._compounding = not _COMPOUNDING.isdisjoint(languages)
        self._forms: dict[str, tuple[str, ...]] = {}
        self._stems: dict[str, tuple[str, ...]] = {}
        self._heads: set[str] = set()
        self._head_stems: set[str] = set()
        self._openings: dict[str, list[tuple[str, ...]]] = {}
        self._read: dict[str, tuple[str, ...]] = {}
        endings: list[str] = []
        for language in languages:
            for tag, entries in sections(language).items():
                for entry in entries if tag in BIT else ():
                    self._add_gloss(entry, heads=tag in _NOUNS)
            endings += sections(language).get("ending", ())
        for key, added in vocabulary.words:
            for word in added if key in OF_VOCABULARY else ():
                self._forms[word.casefold()] = (word.casefold(),)
        for rests in self._openings.values():
            rests.sort(key=len, reverse=True)
        self._endings = tuple(sorted(endings, key=len, reverse=True))
        self._longest_stem = max(map(len, self._stems), default=0)
        self._longest_form = max(map(len, self._forms), default=0)
        self.cut = self.read

    def _add_gloss(self, line: str, *, heads: bool) -> None:
        forms, _, gloss = line.partition(" = ")
        words = () if gloss == "-" else tuple(gloss.split())
        for form in forms.split(", "):
            if form.endswith("*"):
                self._stems.setdefault(form[:-1], words)
            else:
                parts = [form] if self._japanese else pieces(form)
                self._forms.setdefault(" ".join(parts), words)
                if len(parts) > 1:
                    self._openings.setdefault(parts[0], []).append(tuple(parts[1:]))
            if heads:
                (self._head_stems if form.endswith("*") else self._heads).add(form.removesuffix("*"))

    def read(self, low: str) -> Read:
        """The English words of a lower-case text, each with the place of the word that it stands for."""
        spans = cut_japanese(low, self._forms, self._longest_form) if self._japanese else cut(low, self._openings)
        places: list[Cut] = []
        words: list[str] = []
        for span in spans:
            word = low[span[0] : span[1]]
            gloss = self._read.get(word)
            if gloss is None:
                if len(self._read) > _MEMO_LIMIT:
                    self._read.clear()
                gloss = self._read[word] = self._gloss(word)
            words += gloss
            places += [span] * len(gloss)
        return places, words

    def _gloss(self, word: str) -> tuple[str, ...]:
        """Known as it stands, by its stem, part by part; or left alone."""
        word = word.translate(_WIDE)
        if self._japanese and WHEN.fullmatch(word):
            return _BY_THEN
        if word[0].isdigit():
            return self._forms.get(" ".join(pieces(word)), (_digits(word),)) if " " in word else (_digits(word),)
        if not word[0].isalpha():
            return (word,)
        key = " ".join(pieces(word)) if not word.isalpha() and not self._japanese else word
        found = self._known(key)
        if found is None and len(word) > _LONGEST:
            return (word,)
        if found is None and "-" in word:
            return tuple(part for piece in word.split("-") if piece for part in self._gloss(piece))
        if found is None and self._compounding:
            found = self._compound(word)
        return (self._plain(word),) if found is None else found

    def _known(self, word: str) -> tuple[str, ...] | None:
        found = self._forms.get(word)
        size = min(len(word), self._longest_stem)
        while found is None and size > 2:
            found = self._stems.get(word[:size])
            size -= 1
        return found

    def _compound(self, word: str) -> tuple[str, ...] | None:
        """The longest known noun that ends the word, and what stands before it."""
        for start in range(3, len(word) - _SHORTEST + 1):
            tail = word[start:]
            if tail in self._heads or any(tail[:size] in self._head_stems for size in range(_SHORTEST, len(tail) + 1)):
                first = word[:start]
                before = self._known(first) or self._known(first.removesuffix("s")) or (self._plain(first),)
                return before + (self._known(tail) or ())
        return None

    def _plain(self, word: str) -> str:
        if self.entry(word).mask:
            return word
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                return word[: -len(ending)]
        return word


def _digits(word: str) -> str:
    """`30 000`, `1er` and `1 de` without what is no digit; the codes `4h` and `30j` were cut before."""
    bare = "".join(word.split())
    while not bare[-1].isdigit():
        bare = bare[:-1]
    return bare


@lru_cache(maxsize=64)
def _glossed(languages: Languages, vocabulary: Vocabulary) -> Glossed:
    return Glossed(languages, vocabulary)


def read_in(languages: Languages, vocabulary: Vocabulary = DEFAULT) -> Lexicon:
    """The cached lexicon of these languages with a team's words; other languages' files are read on first need."""
    return lexicon(ENGLISH, vocabulary) if languages == ENGLISH else _glossed(languages, vocabulary)


def as_english(text: str, languages: Languages) -> str:
    """The text word for word in English, its questions and its brackets kept."""
    said = " ".join(_glossed(languages, DEFAULT).read(lowered(text))[1])
    return f"{said} [" if any(sign in text for sign in _BRACKETS) else said
