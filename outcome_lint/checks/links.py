"""Checks of what an item is tied to: a key result, an objective, a goal, a product metric or a business driver."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import UNSET, Struct

from outcome_lint.checks.fields import on_text
from outcome_lint.checks.subject import (
    MISSING,
    NOT_APPLICABLE,
    PENDING,
    Abstain,
    Miss,
    Subject,
    Verdict,
    day,
    getter,
    unknown,
)
from outcome_lint.model import Confidence

if TYPE_CHECKING:
    from collections.abc import Callable

    Judge = Callable[[Subject], Verdict]

# from the firmest tie to the loosest; "informally or explicitly tied" both count (Leader's Checklist, section 2)
TIERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("key result", re.compile(r"\bKR[-\s]?\d|\bkey results?\b|\bO\d+\W{0,3}KR", re.IGNORECASE)),
    ("objective", re.compile(r"\bobjectives?\b|\bO\d+\b|\bOKRs?\b", re.IGNORECASE)),
    ("goal", re.compile(r"\bgoals?\b|\btargets?\b", re.IGNORECASE)),
    ("product metric", re.compile(r"\bmetrics?\b|\bKPIs?\b|\bnorth star\b", re.IGNORECASE)),
    ("business driver", re.compile(r"\bdrivers?\b|\bregulat|\bcompliance\b|\bstrateg", re.IGNORECASE)),
)


class Tied(Struct, frozen=True, forbid_unknown_fields=True):
    """A tie in this field, of the item itself or of its nearest ancestor."""

    field: str = "okr"
    inherited: bool = True
    tiers: tuple[str, ...] = ()  # empty: any tie counts


class Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """The field names an entry of the OKR catalogue that is open and current."""

    field: str = "okr"


class Anchored(Struct, frozen=True, forbid_unknown_fields=True):
    """The item that this field names states an outcome itself."""

    field: str = "parent"


class Repeated(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """On how many items one outcome may stand; items that share a parent count as one."""

    at_most: int = 2


def tier(text: str) -> str:
    """How firmly that text ties an item to a goal; "link" where its words don't tell."""
    return next((name for name, pattern in TIERS if pattern.search(text)), "link")


def tied(options: Tied) -> Judge:
    """The item, or the nearest ancestor, is tied; the finding names the tier it has instead."""
    read, doubt = getter(options.field), unknown(options.field)
    wanted = frozenset(options.tiers)

    def judge(subject: Subject) -> Verdict:
        value = read(subject.item)
        if value is not UNSET and value:
            found = tier(str(value))
            return None if not wanted or found in wanted else Miss(Confidence.HIGH, f"tied to a {found} only")
        parent = subject.item.parent
        if options.inherited and parent:
            if subject.portfolio is None:
                return PENDING
            inherited = subject.portfolio.okr_of(parent)
            if inherited is not False:
                return None if inherited else Abstain("the parent's OKR link was not read")
        if value is UNSET:
            return doubt
        if options.inherited and parent is UNSET:
            return Abstain("parent unknown")
        return MISSING

    return judge


def anchored(options: Anchored) -> Judge:
    """The parent states an outcome."""
    read, doubt = getter(options.field), unknown(options.field)

    def judge(subject: Subject) -> Verdict:
        parent = read(subject.item)
        if parent is UNSET:
            return doubt
        if not parent:
            return NOT_APPLICABLE
        if subject.portfolio is None:
            return PENDING
        states = subject.portfolio.states_outcome(parent)
        if states is None:
            return Abstain("parent not in scope")
        return None if states else Miss(Confidence.HIGH, str(parent))

    return judge


def repeated(options: Repeated) -> Judge:
    """The outcome does not stand on more items than allowed."""

    def look(subject: Subject, text: str) -> Verdict:
        if subject.portfolio is None:
            return NOT_APPLICABLE if subject.placeholder("outcome", text) is not None else PENDING
        count = subject.portfolio.repetitions(text)
        if count <= options.at_most:
            return None if count else NOT_APPLICABLE  # placeholders were never counted
        return Miss(Confidence.HIGH, f"stands on {count} items", "outcome", 0, len(text))

    return on_text("outcome", look)


def listed(options: Listed) -> Judge:
    """The tie is in the OKR catalogue, open, and its period is not over."""
    read, doubt = getter(options.field), unknown(options.field)

    def judge(subject: Subject) -> Verdict:
        around = subject.surroundings
        if around.catalogue is None:
            return Abstain("no OKR catalogue given")
        value = read(subject.item)
        if value is UNSET:
            return doubt
        if not value:
            return NOT_APPLICABLE
        entry = _entry(around.catalogue, str(value))
        if entry is None:
            return Miss(Confidence.HIGH, "not in the catalogue", options.field, 0, len(value))
        if str(entry.get("status") or "open").casefold() in ("closed", "done", "dropped", "cancelled"):
            return Miss(Confidence.HIGH, f"{entry['id']} is {entry['status']}", options.field, 0, len(value))
        end = day(str(entry.get("end") or ""))
        if end and end < around.today:
            return Miss(Confidence.HIGH, f"{entry['id']} ended on {end}", options.field, 0, len(value))
        return None

    return judge


def _entry(catalogue: dict[str, Any], text: str) -> Any:
    """The entry whose id or name stands in the text; the longest id wins, so that KR1 does not answer for KR12."""
    folded = text.casefold()
    found = [
        (len(name), entry) for name, entry in catalogue.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None
