"""From an item and a miss to what a finding shows of them."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import Any

from msgspec import UNSET

from outcome_lint.checks import Miss
from outcome_lint.linter.plan import Active
from outcome_lint.model import Evidence, Finding, ItemRef, Person, WorkItem

_EXCERPT = 160  # characters of the line around the evidence
_FIELDS = frozenset(WorkItem.__struct_fields__)
_KEPT = frozenset({"key", "url", "title", "level", "project", "team", "owner"})
_NO_EXTRA: dict[str, str | None] = {}


def finding(rule: Active, item: WorkItem, ref: ItemRef, miss: Miss) -> Finding:
    """The finding of a rule in an item."""
    return Finding(
        rule.name,
        rule.code,
        rule.severity,
        miss.confidence,
        ref,
        rule.message(item, miss),
        rule.question,
        evidence(item, miss) if miss.start >= 0 else UNSET,
    )


def reference(item: WorkItem) -> ItemRef:
    """Where the item is, whose it is, and the owner to talk to."""
    owner = item.owner
    return ItemRef(
        item.key,
        item.url or None,
        item.title or "",
        item.level or None,
        item.project or None,
        item.team or None,
        (owner.name or owner.id) if isinstance(owner, Person) else None,
    )


def slim(item: WorkItem, needs: frozenset[str]) -> WorkItem:
    """The item with no more than waiting rules and their findings need: memory, for large portfolios."""
    names, own = _slim_names(needs)
    return WorkItem(**dict(zip(names, _values(names)(item), strict=True)), extra=item.extra if own else _NO_EXTRA)


@cache
def _slim_names(needs: frozenset[str]) -> tuple[tuple[str, ...], bool]:
    """The item's fields to keep, and whether a field of the team's own is among those needed."""
    names = _KEPT | needs
    return tuple(sorted(names & _FIELDS - {"extra"})), bool(names - _FIELDS)


@cache
def _values(names: tuple[str, ...]) -> attrgetter[tuple[Any, ...]]:
    return attrgetter(*names)


def evidence(item: WorkItem, miss: Miss) -> Evidence | Any:
    """The words that the miss points at, and the line around them; UNSET where the field holds no text."""
    text: Any = getattr(item, miss.field) if miss.field in _FIELDS else item.extra.get(miss.field)
    if not isinstance(text, str):
        return UNSET
    start, end = miss.start, min(miss.end, miss.start + _EXCERPT)
    first = max(text.rfind("\n", 0, start) + 1, start - _EXCERPT // 2)
    last = text.find("\n", start)
    excerpt = text[first : min(len(text) if last < 0 else last, first + _EXCERPT)]
    return Evidence(miss.field, text[start:end], start, end, excerpt, start - first)
