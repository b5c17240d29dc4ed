"""What the learned part looks at: the words, their classes in order, how each sentence opens, and kinds of numbers."""

from __future__ import annotations

from .numbers import MEASURES, STRONG, Count
from .tokens import Tokens


def features(tokens: Tokens, kinds: list[Count], *, dated: bool) -> set[str]:
    """The features that hold of a text: lower case for words, upper case for classes, a sign before the rest."""
    found = set(tokens.lemmas)
    found.update(tokens.tails)
    found.discard("")
    for count in kinds:
        kind = count.kind
        found.add("n:" + kind)
        if kind in STRONG:
            found.add("n+")
        if kind in MEASURES:
            found.add("n?")
    if dated:
        found.add("dated")
    shape = "".join(tokens.letters)
    found.update(shape)
    found.update(map(str.__add__, shape, shape[1:]))
    found.update([shape[at : at + 3] for at in range(len(shape) - 2)])
    found.update(("^" + shape[:1], "^" + shape[:2], "^" + shape[:3], "$" + shape[-1:]))
    for part in shape.split("."):
        if part:
            found.update(("s:" + part[:1], "s:" + part[:2], "s:" + part[:3]))
    size = len(tokens.words)
    found.add(
        "size:1"
        if size < 4
        else "size:2"
        if size < 8
        else "size:3"
        if size < 16
        else "size:4"
        if size < 32
        else "size:5"
    )
    return found
