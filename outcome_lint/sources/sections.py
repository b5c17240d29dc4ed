"""Which section of a body answers a field: the strongest name that is present with content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from outcome_lint.sources.matching import Ranking
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
