"""Lexicons of other languages: each word is read as the English word that it stands for, so that rules and weights,
which are written and learned for English, hold for them too.

An entry is `form, form = gloss`; `stem*` matches by prefix; a form of several words is a phrase and read as one word. It
has the tags of its section and those of its gloss. Without a gloss it stands for itself. `[ending]` lists inflections.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from .choose import ENGLISH, Languages
from .cutting import WHEN, Cut, cut, cut_japanese, pieces
from .lexicon import BIT, OF_VOCABULARY, Entry, Lexicon, lexicon, sections
from .values import DEFAULT, Vocabulary

# Any noun of theirs may end a compound: `Ticketsystem` is a system.
_COMPOUNDING: Final = frozenset(("de", "nl"))
_NOUNS: Final = sum(
    BIT[tag] for tag in ("role", "business", "system", "deliverable", "problem", "metric", "impact", "event", "period", "season")
)
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("。"): ".", ord("、"): ",", ord("’"): "'"}
_WHEN_ENTRY: Final = Entry(BIT["later"], "by year-end", ())
_LONGEST_WORD: Final = 80  # what is longer is no word, and prefixes and compounds are not sought in it
_SHORTEST: Final = 4  # letters of a compound's last part, and of what an ending leaves


class Glossed(Lexicon):
    """English underneath, other languages on top: what these know is not looked up in English ("will", "Fall", "war")."""

    def __init__(self, languages: Languages, vocabulary: Vocabulary = DEFAULT) -> None:
        super().__init__(ENGLISH, vocabulary)
        self._japanese = languages[0] == "ja"
        self._compounding = not _COMPOUNDING.isdisjoint(languages)
        self._forms: dict[str, tuple[int, str]] = {}
        self._stems: dict[str, tuple[int, str]] = {}
        self._openings: dict[str, list[tuple[str, ...]]] = {}
        self._endings: tuple[str, ...] = ()
        for language in languages:
            for tag, entries in sections(language).items():
                for entry in entries if tag in BIT else ():
                    self._gloss(entry, BIT[tag])
            self._endings += tuple(sorted(sections(language).get("ending", ()), key=len, reverse=True))
        for key, added in vocabulary.words:
            for entry in added:
                self._gloss(entry.casefold(), BIT[OF_VOCABULARY.get(key, "role")])
        for rests in self._openings.values():
            rests.sort(key=len, reverse=True)
        self._longest_form = max(map(len, self._forms), default=0)
        self.cut = self._cut

    def _gloss(self, line: str, bit: int) -> None:
        forms, _, gloss = line.partition(" = ")
        for form in forms.split(", "):
            into, key = (self._stems, form[:-1]) if form.endswith("*") else (self._forms, form)
            words = [] if self._japanese or into is self._stems else pieces(form)
            if len(words) > 1:
                key = " ".join(words)
                rests = self._openings.setdefault(words[0], [])
                rests.append(tuple(words[1:]))
            mask, lemma = into.get(key, (0, gloss or key))
            into[key] = mask | bit | self._english(gloss), lemma

    def _english(self, gloss: str) -> int:
        """The tags of an English word or phrase."""
        first, *rest = gloss.split() or [""]
        if not rest:
            return super()._look_up(first).mask if first else 0
        mask = 0
        for other, bit in self.phrases.get(first, ()):
            mask |= bit if other == tuple(rest) else 0
        return mask

    def _cut(self, low: str) -> list[Cut]:
        return cut_japanese(low, self._forms, self._longest_form) if self._japanese else cut(low, self._openings)

    def _look_up(self, word: str) -> Entry:
        """Known as it stands, by its stem, as a compound, in English; or unknown."""
        word = word.translate(_WIDE)
        if len(word) > _LONGEST_WORD:
            return Entry(0, word, ())
        if word[0].isdigit():
            return self._number(word)
        if self._japanese and WHEN.fullmatch(word):
            return _WHEN_ENTRY
        key = " ".join(pieces(word)) if " " in word or "'" in word or "\n" in word else word
        found = self._known(key)
        if found:
            mask, lemma = found
            return Entry(mask, lemma, super()._look_up(lemma).phrases if " " not in lemma else ())
        plain = self._plain(word)
        compound = self._compound(word)
        if compound:
            return Entry(compound, plain, ())
        english = super()._look_up(word)
        return english if english.mask or english.phrases else Entry(0, plain, ())

    def _number(self, word: str) -> Entry:
        """`30 000` and `1er` in digits."""
        if WHEN.fullmatch(word) and self._japanese:
            return _WHEN_ENTRY
        bare = "".join(word.split())
        while not bare[-1].isdigit():
            bare = bare[:-1]
        return Entry(0, bare, ())

    def _known(self, word: str) -> tuple[int, str] | None:
        found = self._forms.get(word)
        size = len(word)
        while found is None and size > 1:
            found = self._stems.get(word[:size])
            size -= 1
        return found

    def _compound(self, word: str) -> int:
        """The tags of the noun that a compound ends in; 0 when it is none."""
        if "-" in word:
            last = word.rsplit("-", 1)[1]
            found = self._known(last)
            return (found[0] if found else super()._look_up(last).mask if last else 0) & _NOUNS
        for start in range(3, len(word) - _SHORTEST + 1) if self._compounding else ():
            found = self._known(word[start:])
            if found and found[0] & _NOUNS:
                return found[0] & _NOUNS
        return 0

    def _plain(self, word: str) -> str:
        for ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                return word[: -len(ending)]
        return word


@lru_cache(maxsize=64)
def _glossed(languages: Languages, vocabulary: Vocabulary) -> Glossed:
    return Glossed(languages, vocabulary)


def read_in(languages: Languages, vocabulary: Vocabulary = DEFAULT) -> Lexicon:
    """The cached lexicon of these languages with a team's words; the files of other languages are read on first need."""
    return lexicon(ENGLISH, vocabulary) if languages == ENGLISH else _glossed(languages, vocabulary)
