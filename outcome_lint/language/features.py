"""What the learned part looks at: the words, their classes in order, how each sentence opens, and kinds of numbers."""

from __future__ import annotations

from typing import Final

from .numbers import MEASURES, STRONG, Count
from .tokens import Tokens

_SIGNS: Final = frozenset("\n.!?;:,()%€$£¥<>。、：！？→⇒") | {"", "->", "=>", "<=", ">=", "≤", "≥"}
_SIZES: Final = ("size:1",) * 4 + ("size:2",) * 4 + ("size:3",) * 8 + ("size:4",) * 16


def features(tokens: Tokens, kinds: list[Count], *, dated: bool) -> set[str]:
    """The features that hold of a text: lower case for words, upper case for classes, a sign before the rest."""
    return words(tokens, kinds, dated=dated) | shapes("".join(tokens.letters))


def words(tokens: Tokens, kinds: list[Count], *, dated: bool) -> set[str]:
    """Words without signs, the endings of those that we don't know, the kinds of numbers, and how long a text is."""
    found = set(tokens.lemmas)
    found.update(tokens.tails)
    found -= _SIGNS
    for count in kinds:
        kind = count.kind
        found.add("n:" + kind)
        if kind in STRONG:
            found.add("n+")
        if kind in MEASURES:
            found.add("n?")
    if dated:
        found.add("dated")
    size = len(tokens.words)
    found.add(_SIZES[size] if size < len(_SIZES) else "size:5")
    return found


def shapes(shape: str) -> set[str]:
    """The classes of a text's words, alone, in pairs and threes, and with which the text and its sentences open."""
    found = set(shape)
    found.update(map(str.__add__, shape, shape[1:]))
    found.update([shape[at : at + 3] for at in range(len(shape) - 2)])
    found.update(("^" + shape[:1], "^" + shape[:2], "^" + shape[:3], "$" + shape[-1:]))
    for part in shape.split("."):
        if part:
            found.update(("s:" + part[:1], "s:" + part[:2], "s:" + part[:3]))
    return found
