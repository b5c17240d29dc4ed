"""Which section of a body answers a field: the strongest name that is present with content."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from outcome_lint.sources.matching import Ranking, normal
from outcome_lint.text.blocks import Section

_NOTHING = frozenset({"no response", "none provided", "not provided"})


class Found(NamedTuple):
    """The title of the section and what stands under it."""

    title: str
    text: str


def pick(sections: Sequence[Section], ranking: Ranking, others: Sequence[Ranking] = ()) -> Found | None:
    """The section with the strongest name that has content, without the parts that answer one of the `others`."""
    best: tuple[int, Found] | None = None
    for at, section in enumerate(sections):
        if not section.text:
            continue
        rank = ranking.heading(section.title)
        if rank is None or (best is not None and best[0] <= rank):
            continue
        text = _own(sections, at, others)
        if not is_blank(text):
            best = rank, Found(section.title, text)
    return best[1] if best else None


def is_blank(text: str) -> bool:
    """Nothing, or what issue forms write for an answer left out (`_No response_`)."""
    return not text or text.strip(" _*.").casefold() in _NOTHING or not text.strip()


def _own(sections: Sequence[Section], at: int, others: Sequence[Ranking]) -> str:
    """The text of a section up to the first of its own parts that is about something else."""
    text, level = sections[at].text, sections[at].level
    for inner in sections[at + 1 :]:
        if inner.level <= level:
            break
        if any(other.exact(inner.title) is not None for other in others):
            before = text.find(inner.title)
            return text[:before].strip(" \n*-_") if before >= 0 else text
    return text


class Gate:
    """Tells in microseconds that a body has no section of some names; parsing one takes a hundred times as long.

    It looks at the raw JSON for the first word of a name, where a text begins (ADF) or anywhere (a string), and may say
    yes too often, never no.
    """

    def __init__(self, names: Iterable[str]) -> None:
        words = {normal(name).partition(" ")[0] for name in names} - {""}
        either = sorted({form for word in words for form in _forms(word)})
        alternatives = "|".join(re.escape(form) for form in either) or r"(?!)"
        lead = r'(?:\\u[0-9a-f]{4}|\\[nrt]|[^a-z"\\])*(?:[\[(][^\])"]{0,20}[\])][^a-z"\\]*)?'
        self._in_document = re.compile(rf'"text"\s*:\s*"(?i:{lead}(?:{alternatives}))'.encode())
        self._in_string = re.compile(rf"(?i:{alternatives})".encode())

    def opens(self, raw: bytes) -> bool:
        """Whether the JSON value, an ADF document or a string, may have such a section."""
        return (self._in_document if raw[:1] == b"{" else self._in_string).search(raw) is not None


def _forms(word: str) -> set[str]:
    """A word in the two ways JSON can spell it; beyond ASCII only its first letters, since cases differ there."""
    head = re.match(r"[\x00-\x7f]+", word)
    if head is not None:
        return {head[0]}
    return {word[0], word[0].upper(), json.dumps(word[0])[1:-1], json.dumps(word[0].upper())[1:-1]}
