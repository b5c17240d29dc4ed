"""Whether the text adds anything to the title beyond grammar, tags, numbering and synonyms."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from outcome_lint.model import Confidence

from .lexicon import BIT, Lexicon, sections
from .tokens import Tokens, words_of
from .values import Span, Verdict

_TAGS: Final = re.compile(
    r"\[[^\]\n]{0,40}\]|\(#?\d+\)|\((?-i:[A-Z]{2,6})\)|\b[A-Z][A-Z0-9]+-\d+\b|(?<!\S)#\w+"
    r"|^\W*(?:epic|initiative|feature|goal|outcome|objective|kr|okr|theme|spike)s?\b\s*\d*\s*[:#|–-]"
    r"|^\s*(?:\d+[.):]|\d+(?:\.\d+)+[.):]?)\s",
    re.IGNORECASE | re.MULTILINE,
)
_VERSION: Final = re.compile(r"\bv(?=\d)([\d.]*\d)")
_TITLE_WORD: Final = re.compile(r"\w{3,}")
_EMPTY: Final = BIT["stop"] | BIT["agency"] | BIT["done"]
_BUILD: Final = BIT["build"]
_BETTER: Final = BIT["move"] | BIT["compare"]
_SOMEBODY: Final = BIT["role"]
_SUFFIXES: Final = (
    "isations",
    "izations",
    "isation",
    "ization",
    "ations",
    "ation",
    "ments",
    "ment",
    "ising",
    "izing",
    "ised",
    "ized",
    "ises",
    "izes",
    "ise",
    "ize",
    "ities",
    "ity",
    "ness",
    "ings",
    "ing",
    "ions",
    "ion",
    "ance",
    "ence",
    "able",
    "ible",
    "ies",
    "ers",
    "ors",
    "ive",
    "ed",
    "er",
    "or",
    "es",
    "al",
    "ly",
    "s",
    "e",
    "y",
)
_SPELLING: Final = (("our", "or"), ("logue", "log"), ("centre", "center"), ("programme", "program"), ("yse", "yze"))
_LONGEST: Final = 700


def restated(text: str, title: str, tokens: Tokens, lexicon: Lexicon) -> Verdict | None:  # noqa: C901 - a word is known, hollow, better or new
    """High when no content word is new, medium when one weak word is; whatever counts or names somebody anew is new."""
    if not title or len(text) > _LONGEST or len(text) > 8 * len(title) + 120:
        return None
    if not _may_share(title, tokens, lexicon):
        return None
    known, short, better, joined = _of_title(title, lexicon)
    if not known:
        return None
    tagged = _TAGS.search(text) is not None
    said = _content(Tokens(_TAGS.sub(" ", text), words_of(lexicon)) if tagged else tokens)
    new = shared = 0
    for stem, tags in said.items():
        if _is_known(stem, known, joined):
            shared += 1
        elif stem in short:
            shared += len(stem) if len(stem) > 2 else 1  # an acronym stands for as many words
        elif stem[0].isdigit():
            return None
        elif not ((tags & _BETTER and better) or stem in _hollow() or (tags & _BUILD and not tags & _SOMEBODY)):
            new += 2 if tags & (_SOMEBODY | _BETTER) else 1
            if new > 1:
                return None
    if not shared or (2 * shared < len(known) and shared < 3):
        return None
    if not new:
        return Verdict(Confidence.HIGH, Span(0, len(text)), "adds nothing to the title")
    if shared >= 3 and 3 * shared >= 2 * len(known):
        return Verdict(Confidence.MEDIUM, Span(0, len(text)), "adds one word to the title")
    return Verdict(Confidence.LOW, Span(0, len(text)), "adds one word to the title")


def _may_share(title: str, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the text has a word that begins like one of the title's, or its acronym; most texts have none."""
    low = " ".join(tokens.words) if lexicon.cut else tokens.low
    if lexicon.cut:
        return any(word[:4] in low for word in Tokens(title, words_of(lexicon)).words if len(word) > 2)
    known, initials = words_of(lexicon), ""
    for word in _TITLE_WORD.findall(title.lower()):
        if len(word) > 3:
            initials += word[0]
        if word[:4] in low and (not known[word].mask & _EMPTY or known[word].lemma in _synonyms()):
            return True
    return bool(initials) and initials in low


@lru_cache(maxsize=2048)
def _of_title(title: str, lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str], bool, str]:
    """The stems of a title with their acronyms, whether it compares or moves anything, and its letters in one run."""
    bare = _TAGS.sub(" ", title)
    tokens = Tokens(bare, words_of(lexicon))
    found = _content(tokens)
    words = [part for word in tokens.words if word[0].isalpha() for part in word.split("-") if part]
    plain = [word for word in words if len(word) > 3]
    short = {
        "".join(word[0] for word in row[at : at + size])
        for row in (words, plain)
        for size in range(2, 6)
        for at in range(len(row) - size + 1)
    }
    free = _hollow()
    core = frozenset(one for one, tags in found.items() if one not in free and not tags & _BUILD) or frozenset(found)
    short.update(found)
    if bare != title:
        short.update(_content(Tokens(title, words_of(lexicon))))  # a tag of the title is known, too
    short.update(version[1] for version in _VERSION.finditer(title.lower()))
    better = any(mask & _BETTER for mask in tokens.tags)
    return core, frozenset(short), better, "".join(words)


def _is_known(stem: str, known: frozenset[str], joined: str) -> bool:
    """In the title, or spelled nearly so: most of the word is the same, or it is a part of a compound."""
    if stem in known:
        return True
    if len(stem) < 4:
        return False
    size = max(4, len(stem) * 2 // 3)
    head = stem[:size]
    return any(other.startswith(head) and len(other) <= len(stem) + 4 for other in known) or (
        len(stem) > 4 and stem in joined
    )


def _content(tokens: Tokens) -> dict[str, int]:
    """The stems of the words that carry meaning, with their tags; hyphens open a word up."""
    found: dict[str, int] = {}
    for word, lemma, tags in zip(tokens.words, tokens.lemmas, tokens.tags, strict=True):
        if not word[0].isalnum() or (tags & _EMPTY and lemma not in _synonyms()):
            continue
        if "-" in word and word[0].isalpha() and word not in _synonyms():
            for part in word.split("-"):
                if len(part) > 1:
                    found[stem(part)] = tags
        else:
            found[stem(word if lemma == "#" else lemma)] = tags
    return found


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """One form for a word and its kin: `stabilisation`, `stable` and `reliable` meet in the group of the first."""
    group = _synonyms().get(word)
    if group:
        return group
    bare = _bare(word)
    return _synonyms().get(bare + "*") or bare


def _bare(word: str) -> str:
    if not word.isascii() or not word.isalpha():
        return word
    for old, new in _SPELLING:
        word = word.replace(old, new)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


@cache
def _synonyms() -> dict[str, str]:
    """Word, and stem with a star, to the first word of its group."""
    found: dict[str, str] = {}
    for line in sections("en").get("synonym", ()):
        first, *others = line.split(", ")
        for word in (first, *others):
            found.setdefault(word, "=" + first)
            if " " not in word and len(word) > 4:
                found.setdefault(_bare(word) + "*", "=" + first)
    return found


@cache
def _hollow() -> frozenset[str]:
    return frozenset(_bare(word) for word in sections("en").get("hollow", ()))
