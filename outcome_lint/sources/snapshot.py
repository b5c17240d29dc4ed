"""The native snapshot: one WorkItem as a JSON object a line, as `outcome-lint snapshot` writes it."""

from __future__ import annotations

import msgspec
from msgspec import UNSET, structs

from outcome_lint.model import WorkItem
from outcome_lint.sources.errors import RecordError
from outcome_lint.sources.matching import normal
from outcome_lint.sources.request import Request


class SnapshotTable:
    """Takes items as they are; an item counts when its level, or else its type, is in the mapping."""

    vital: tuple[bytes, ...] = (b'"key"', b'"level"', b'"outcome"', b'"owner"')
    hand_written = True

    def __init__(self, request: Request) -> None:
        mapping = request.mapping
        self._intake = request.intake
        self._levels = mapping.levels
        self._names = mapping.level_names()
        self.decode = msgspec.json.Decoder(WorkItem).decode
        self.decode_lines = msgspec.json.Decoder(WorkItem).decode_lines
        self.decode_list = msgspec.json.Decoder(list[WorkItem]).decode

    def item(self, item: WorkItem) -> WorkItem | None:
        """The item with blank texts made empty, or None for one of another level (counted). Raises RecordError."""
        if not item.key or item.key.isspace():
            raise RecordError("the item has no key")
        changes: dict[str, object] = {}
        level = item.level
        if level not in self._levels and not item.context:
            named = self._names.get(normal(level or "")) or self._names.get(normal(item.type or ""))
            if named not in self._levels:
                self._intake.skipped[f"items of level {level}" if level else "items without a level"] += 1
                return None
            changes["level"] = named
        outcome = item.outcome
        if outcome is not None and outcome is not UNSET and (not outcome or outcome.isspace()):
            changes["outcome"] = None
        owner = item.owner
        if owner is not None and owner is not UNSET and not (owner.id.strip() or owner.name.strip()):
            changes["owner"] = None
        for name in ("actual_outcome", "okr", "description"):
            value = getattr(item, name)
            if value is not None and value is not UNSET and not value.strip():
                changes[name] = None
        return replaced(item, changes) if changes else item


def replaced(item: WorkItem, changes: dict[str, object]) -> WorkItem:
    """The item with some other values."""
    return structs.replace(item, **changes)
