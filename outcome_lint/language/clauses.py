"""Phrases for an eye: what changes, what is made, who is better off. The verdicts on them are the learned part's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .tokens import Tokens
from .values import Span

_CLOSES: Final = frozenset(".,:;\n!?。、：！？")
_WIDEST: Final = 26
Range = tuple[int, int]


def _clauses(tokens: Tokens) -> Iterator[Range]:
    """Places between full stops, commas, colons and words of purpose ("so that", "because")."""
    start = 0
    letters = tokens.letters
    for place, word in enumerate(tokens.words):
        if word in _CLOSES or letters[place] == "U":
            if place > start:
                yield start, place
            start = place + 1
    if start < len(tokens):
        yield start, len(tokens)


def _span(tokens: Tokens, start: int, end: int) -> Span:
    return Span(tokens.starts[start], tokens.ends[end - 1])


def effects(tokens: Tokens) -> tuple[Span, ...]:
    """The clauses that say that a state changes; in "build X to cut calls" what follows "to"."""
    found = []
    for start, end in _clauses(tokens):
        shape = tokens.letters[start:end]
        meant = start > 0 and tokens.letters[start - 1] == "U"
        if not (meant or _changes(shape)):
            continue
        first = 0
        if shape[0] in "BAE":
            first = next((at for at in range(1, len(shape)) if shape[at - 1] == "H" and shape[at] in "VFB"), 0)
        while first < len(shape) - 1 and shape[first] in ("", "H", "&") and (not first or shape[first] != ""):
            first += 1
        if end - start - first > 1:
            found.append(_span(tokens, start + first, min(end, start + first + _WIDEST)))
    return tuple(found)


def _changes(shape: list[str]) -> bool:
    """A verb of change, a comparison, or somebody who does what people do when they fare better."""
    if "V" in shape or "C" in shape:
        return True
    actor = next((at for at, letter in enumerate(shape) if letter in ("R", "@")), None)
    return actor is not None and any(letter in ("F", "O", "L") for letter in shape[actor + 1 :])


def deliverables(tokens: Tokens) -> tuple[Span, ...]:
    """What is made or done: a verb of making with its object, or the name of a thing."""
    found = []
    for start, end in _clauses(tokens):
        shape = tokens.letters[start:end]
        head = next((at for at, letter in enumerate(shape) if letter in ("B", "A", "K", "E", "X")), None)
        thing = next((at for at, letter in enumerate(shape) if letter == "D"), None)
        if head is None and thing is None:
            continue
        first = min(at for at in (head, thing) if at is not None)
        last = max(at for at, letter in enumerate(shape[: first + 9]) if letter in "BAKEXDYW" and letter)
        while first and shape[first - 1] in ("W", "Y", "D", "S"):
            first -= 1
        found.append(_span(tokens, start + first, start + last + 1))
    return tuple(found)


def beneficiaries(tokens: Tokens) -> tuple[Span, ...]:
    """Roles with what qualifies them; else business quantities; else systems and their properties."""
    letters = tokens.letters
    for kinds in ("R", "@", "Q", "Y", "M"):
        found: list[Span] = []
        done = 0
        for place, letter in enumerate(letters):
            if place < done or letter != kinds:
                continue
            start, end = place, place + 1
            while (
                start > done
                and letters[start - 1] in ("D", "Y", "Q", "S")
                and tokens.starts[start] - tokens.ends[start - 1] == 1
            ):
                start -= 1
            while (
                end < len(letters)
                and letters[end] in (kinds, "Q", "Y")
                and tokens.starts[end] - tokens.ends[end - 1] == 1
            ):
                end += 1
            found.append(_span(tokens, start, end))
            done = end
        if found:
            return tuple(found)
    return ()


_PROPERTY: Final = re.compile(r"[MP][DY]V|[DY][MP]V")


def moves_a_property(tokens: Tokens) -> bool:
    """For "The latency of the catalogue falls": the system itself is better off."""
    return _PROPERTY.search("".join(tokens.letters)) is not None


_CHANGING: Final = frozenset("VCUPQFLRO@M")


def only_makes(tokens: Tokens) -> bool:
    """A verb of making opens it, and no word in it stands for a change or for somebody."""
    shape = "".join(tokens.letters)
    return shape[:1] == "B" and _CHANGING.isdisjoint(shape)
