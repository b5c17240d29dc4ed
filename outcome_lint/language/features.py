"""What the learned part looks at: words and what follows them, their classes in order, kinds of numbers."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import Final

from .numbers import MEASURES, STRONG, Count
from .tokens import KEEP_ASCII, Tokens

_SIGNS: Final = frozenset("\n.!?;:,()%€$£¥<>。、：！？→⇒") | {"", "->", "=>", "<=", ">=", "≤", "≥"}
_SHARES: Final = tuple(f"said:{share}" for share in range(5))
_SIZES: Final = ("size:1",) * 4 + ("size:2",) * 4 + ("size:3",) * 8 + ("size:4",) * 16


def features(tokens: Tokens, kinds: list[Count], *, dated: bool, title: str = "") -> set[str]:
    """The features that hold of a text: lower case for words, upper case for classes, a sign before the rest."""
    return words(tokens, kinds, dated=dated, title=title) | shapes("".join(tokens.letters))


def words(tokens: Tokens, kinds: list[Count], *, dated: bool, title: str = "") -> set[str]:
    """Words, alone and with the class of the next; unknown endings, kinds of numbers, length, what the title shares."""
    found = set(tokens.lemmas)
    found.update(tokens.tails)
    found -= _SIGNS
    if title and found:
        said = found.intersection(title.lower().translate(KEEP_ASCII).split())
        found.add(_SHARES[4 * len(said) // len(found)])
    found.update(map(str.__add__, tokens.lemmas, tokens.letters[1:]))
    size = len(tokens.words)
    name = _SIZES[size] if size < len(_SIZES) else "size:5"
    return found | _joined(frozenset([count.kind for count in kinds]), name, dated=dated)


@lru_cache(maxsize=4096)
def _joined(kinds: frozenset[str], size: str, *, dated: bool) -> frozenset[str]:
    """Kinds of numbers, size and date, alone and in pairs: a bare number means more in a short text."""
    signs = sorted(["n:" + kind for kind in kinds] + ["dated"] * dated + [size])
    found = {*signs, *map("&".join, combinations(signs, 2))}
    if not kinds.isdisjoint(STRONG):
        found.add("n+")
    if not kinds.isdisjoint(MEASURES):
        found.add("n?")
    return frozenset(found)


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
