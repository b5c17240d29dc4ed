"""What the learned part looks at: word classes in their order, kinds of numbers, and the words themselves."""

from __future__ import annotations

from typing import Final

from .lexicon import BIT
from .numbers import MEASURES, STRONG, Count
from .tokens import Tokens

# One letter a token, the first that applies. Order matters: `sales rep` is somebody before it is a quantity.
_CLASSES: Final = tuple(
    (letter, BIT[tag])
    for letter, tag in (
        ("U", "purpose"), ("C", "compare"), ("R", "role"), ("Q", "business"), ("P", "problem"), ("V", "move"), ("F", "effect_verb"),
        ("B", "build"), ("E", "enable"), ("X", "access"), ("A", "activity"), ("M", "metric"), ("S", "state"), ("D", "deliverable"),
        ("Y", "system"), ("Z", "end"), ("T", "period"), ("T", "short"), ("O", "adopt"), ("N", "number"), ("K", "done"),
    )
)  # fmt: skip
_STOP: Final = BIT["stop"]
_memo: dict[int, str] = {}


def letter(tags: int) -> str:
    """The class of a token with these tags: `-` for grammar, `W` for a word that we don't know."""
    found = _memo.get(tags)
    if found is None:
        found = next((name for name, bit in _CLASSES if tags & bit), "-" if tags & _STOP else "W")
        _memo[tags] = found
    return found


_ENDINGS: Final = (
    "ers", "ors", "ists", "ants", "ees", "men", "mates", "ians", "ing", "ed", "ion", "ions", "ment", "ity", "ness", "ly", "er", "or",
    "s", "able", "ible", "ful", "less", "est",
)  # fmt: skip


def features(tokens: Tokens, kinds: list[Count], dated: bool) -> set[str]:
    """The features that hold of a text."""
    found: set[str] = {"n:" + count.kind for count in kinds}
    if dated:
        found.add("dated")
    if any(count.kind in STRONG for count in kinds):
        found.add("n+")
    if any(count.kind in MEASURES for count in kinds):
        found.add("n?")
    shape = _shape(tokens, found)
    _order(shape, found)
    lemmas = tokens.lemmas
    found.update(lemmas)
    found.update([f"{left} {right}" for left, right in zip(lemmas, lemmas[1:], strict=False)])
    size = len(lemmas)
    found.add("size:" + ("1" if size < 4 else "2" if size < 8 else "3" if size < 16 else "4" if size < 32 else "5"))
    return found


def _shape(tokens: Tokens, found: set[str]) -> str:
    """The classes of all tokens as one string, sentences closed by a full stop; notes word endings on the way."""
    letters = []
    for word, tags in zip(tokens.words, tokens.tags, strict=True):
        if tags:
            letters.append(_memo.get(tags) or letter(tags))
        elif word[0].isalpha():
            letters.append("W")
            for ending in _ENDINGS:
                if word.endswith(ending):
                    found.add("~" + ending)
                    break
        elif word[0].isdigit():
            letters.append("N")
        elif word in ".!?;\n":
            letters.append(".")
        elif word in "→->=>":
            letters.append(">")
        elif word in "%€$£¥":
            letters.append("%")
        elif word in ":,":
            letters.append(word)
    return "".join(letters)


def _order(shape: str, found: set[str]) -> None:
    """Class pairs, how each sentence opens, and what stands anywhere."""
    bare = shape.replace("-", "")
    found.update(["c:" + one for one in set(bare)])
    found.update(["p:" + bare[at : at + 2] for at in range(len(bare) - 1)])
    found.add("^" + bare[:1])
    found.add("^" + bare[:2])
    found.add("^^" + shape[:3])
    for part in bare.split("."):
        if part:
            found.add("s:" + part[0])
            found.add("s:" + part[:2])
