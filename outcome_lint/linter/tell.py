"""From an item and a miss to what a finding shows of them."""

from __future__ import annotations

from collections.abc import Iterable
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


def slim(item: WorkItem, rules: Iterable[Active]) -> WorkItem:
    """The item with no more than waiting rules and their findings need: memory, for large portfolios."""
    names = _KEPT.union(*(rule.needs for rule in rules))
    extra = item.extra if names - _FIELDS else _NO_EXTRA
    return WorkItem(**{name: getattr(item, name) for name in names & _FIELDS}, extra=extra)


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
