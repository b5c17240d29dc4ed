"""Lexicons: which tags a word carries, read from one plain-text file a language.

A file has `[section]` headers and one entry a line; `stem*` matches by prefix, an entry of several words is a phrase,
`#` opens a comment. The section is the tag. Files are read on first need and looked up through a bounded memo.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from .values import DEFAULT, Vocabulary

TAGS: Final = (
    "move", "compare", "purpose", "build", "activity", "enable", "access", "role", "business", "system", "deliverable",
    "problem", "metric", "state", "impact", "business_tie", "agency", "end", "adopt", "stop",
    "number", "period", "short", "month", "event", "cadence", "by", "within", "done", "value", "season", "later",
    "near", "on", "vague_month", "unit", "effect_verb", "negation", "craft",
)  # fmt: skip
BIT: Final = {tag: 1 << place for place, tag in enumerate(TAGS)}
OF_VOCABULARY: Final = {
    "beneficiary": "role", "roles": "role", "role": "role", "systems": "system", "system": "system",
    "measure": "metric", "metrics": "metric", "metric": "metric", "products": "system", "product": "system",
    "deliverable": "deliverable", "business": "business",
}  # fmt: skip
FOLDER: Final = Path(__file__).parent / "lexicons"
_MEMO_LIMIT: Final = 50_000

Phrases = tuple[tuple[tuple[str, ...], int], ...]


class Entry(NamedTuple):
    """What is known of one word form: its tags, its plain form, and the phrases that it may open."""

    mask: int
    lemma: str
    phrases: Phrases


class Lexicon:
    """The words of one or more languages, with a memo of the word forms seen."""

    # How another language is read: the places of its words in a text and the English words there, see glossed.py.
    cut: Callable[[str], tuple[list[tuple[int, int]], list[str]]] | None = None

    def __init__(self, languages: tuple[str, ...], vocabulary: Vocabulary = DEFAULT) -> None:
        self.words: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self.english = "en" in languages
        self._memo: dict[str, Entry] = {}
        for language in languages:
            for tag, entries in sections(language).items():
                for entry in entries if tag in BIT else ():
                    self._add(entry, BIT[tag])
        for key, added in vocabulary.words:
            for entry in added:
                self._add(entry.casefold(), BIT[OF_VOCABULARY.get(key, "role")])
        self._longest = max((len(stem) for stem in self.stems), default=0)
        # Japanese has no spaces: its entries are themselves the tokens, the longest first.
        self.unspaced = tuple(sorted((word for word in self.words if word[0] > "\u3000"), key=len, reverse=True))

    def _add(self, entry: str, bit: int) -> None:
        words = entry.split()
        if len(words) > 1:
            self.phrases.setdefault(words[0], []).append((tuple(words[1:]), bit))
        elif entry.endswith("*"):
            self.stems[entry[:-1]] = self.stems.get(entry[:-1], 0) | bit
        else:
            self.words[entry] = self.words.get(entry, 0) | bit

    def entry(self, word: str) -> Entry:
        """Everything that is known of a lower-case word form."""
        found = self._memo.get(word)
        if found is None:
            if len(self._memo) > _MEMO_LIMIT:
                self._memo.clear()
            found = self._memo[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> Entry:
        mask, lemma = self.words.get(word, 0), word
        phrases = list(self.phrases.get(word, ()))
        for form in _plain_forms(word) if self.english else ():
            if form in self.words or form in self.phrases:
                mask |= self.words.get(form, 0)
                lemma = form
                phrases += self.phrases.get(form, ())
                break
        for size in range(2, min(len(word), self._longest) + 1):
            mask |= self.stems.get(word[:size], 0)
        phrases.sort(key=lambda phrase: -len(phrase[0]))
        return Entry(mask, lemma, tuple(phrases))


def _plain_forms(word: str) -> list[str]:
    """The plain forms an English word may be an inflection of, likeliest first: cutt, cut and cutte of `cutting`."""
    forms: list[str] = []
    if word.endswith(("'s", "’s")):
        word = word[:-2]
        forms.append(word)
    if len(word) > 4 and word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        forms += [word[:-1], word[:-2]] if word.endswith("es") else [word[:-1]]
    for suffix in ("ed", "ing"):
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            root = word[: -len(suffix)]
            forms += [root + "e", root]
            if root[-1] == root[-2]:
                forms.append(root[:-1])
            if suffix == "ed" and root[-1] == "i":
                forms.append(root[:-1] + "y")
    if word in _IRREGULAR:
        forms.append(_IRREGULAR[word])
    return forms


_IRREGULAR: Final = {
    "built": "build", "rebuilt": "build", "wrote": "write", "written": "write", "rewritten": "rewrite", "grew": "grow",
    "grown": "grow", "fell": "fall", "fallen": "fall", "rose": "rise", "risen": "rise", "held": "hold", "kept": "keep",
    "won": "win", "lost": "lose", "met": "meet", "made": "make", "gave": "give", "given": "give", "had": "have",
    "got": "get", "ran": "run", "became": "become", "shown": "show", "brought": "bring", "seen": "see", "saw": "see",
    "understood": "understand", "chosen": "choose", "freed": "free", "led": "lead to", "went": "go", "gone": "go",
    "has": "have", "men": "man", "women": "woman", "children": "child", "people": "people", "sped": "speed",
    "overseen": "oversee", "sold": "sell", "told": "tell", "found": "find", "taught": "teach", "felt": "feel",
}  # fmt: skip


@lru_cache(maxsize=32)
def sections(language: str) -> dict[str, list[str]]:
    """The sections of one language's file, each with its entries."""
    found: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in map(str.strip, (FOLDER / f"{language}.txt").read_text(encoding="utf-8").splitlines()):
        if not line or line[0] == "#":
            continue
        if line[0] == "[" and line[-1] == "]":
            entries = found.setdefault(line[1:-1], [])
        else:
            entries += line.split(" | ") if " | " in line else [line]
    return found


@lru_cache(maxsize=64)
def lexicon(languages: tuple[str, ...], vocabulary: Vocabulary = DEFAULT) -> Lexicon:
    """The cached lexicon of these languages with a team's words."""
    return Lexicon(languages, vocabulary)
