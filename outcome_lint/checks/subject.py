"""What a check looks at, and what it may answer."""

from __future__ import annotations

from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from msgspec import UNSET, Struct

from outcome_lint.language import DEFAULT, Anatomy, Placeholder, Vocabulary, anatomy, concluded, placeholder
from outcome_lint.model import Confidence, WorkItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from outcome_lint.checks.portfolio import Portfolio


class Miss(Struct, frozen=True, gc=False):
    """It is not so; `start`/`end` point into the text of `field` where there is something to point at."""

    confidence: Confidence = Confidence.HIGH
    why: str = ""
    field: str = ""
    start: int = -1
    end: int = -1


class Abstain(Struct, frozen=True):
    """It can't be known, and why; with an empty reason the question does not arise for this item."""

    reason: str


Verdict = Miss | Abstain | None  # None: it is so
Judge = "Callable[[Subject], Verdict]"

MISSING = Miss()
NOT_APPLICABLE = Abstain("")
PENDING = Abstain("waits for the whole portfolio")

ITEM_FIELDS = frozenset(WorkItem.__struct_fields__)


class Subject:
    """One item under judgement, with what was found out about it so far."""

    __slots__ = ("_anatomies", "_hold", "item", "portfolio", "surroundings")

    def __init__(self, item: WorkItem, surroundings: Surroundings, portfolio: Portfolio | None = None) -> None:
        self.item = item
        self.surroundings = surroundings
        self.portfolio = portfolio
        self._anatomies: dict[str, Anatomy] | None = None
        self._hold: tuple[str, Placeholder | None] | None = None

    def anatomy(self, name: str, text: str) -> Anatomy:
        """The anatomy of that field's text, made once."""
        if self._anatomies is None:
            self._anatomies = {}
        found = self._anatomies.get(name)
        if found is None:
            around = self.surroundings
            found = anatomy(text, self.item.title or "", around.vocabulary, around.templates)
            self._anatomies[name] = found
        return found

    def placeholder(self, name: str, text: str) -> Placeholder | None:
        """What makes that field's text a placeholder, found out once."""
        hold = self._hold  # the last one asked for; nearly every question is about the outcome
        if hold is None or hold[0] != name:
            told = name == "actual_outcome" and concluded(text) in _DECIDED
            found = None if told else placeholder(text, self.surroundings.templates, self.item.title or "")
            hold = self._hold = (name, found)
        return hold[1]


# "Refuted" alone says nothing of what is hoped for, and all of what came of it.
_DECIDED: Final = ("confirmed", "refuted")


class Surroundings(Struct, frozen=True):
    """What every judgement of a run shares: the day, the team's words, its templates, its OKR catalogue."""

    today: date
    vocabulary: Vocabulary = DEFAULT
    templates: frozenset[str] = frozenset()
    catalogue: dict[str, Any] | None = None


def getter(name: str) -> Callable[[WorkItem], Any]:
    """Reads a field of an item, or an extra one; UNSET where the item has none of that name."""
    if name in ITEM_FIELDS:
        return attrgetter(name)
    return lambda item: item.extra.get(name, UNSET)


def unknown(name: str) -> Abstain:
    """The answer to every question about a field that the source did not tell."""
    return Abstain(f"{name.replace('_', ' ')} unknown")


def day(value: str) -> date | None:
    """The day of an RFC 3339 time or date, None where it is neither."""
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        return None
