"""Which items are left out before anything is judged, and for which reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import UNSET, Struct

from outcome_lint.model import WorkItem


class Exclude(Struct, frozen=True, forbid_unknown_fields=True):
    """Resolutions, statuses and labels whose items are not part of the portfolio; compared without case."""

    resolution: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    label: tuple[str, ...] = ()


def excluder(exclude: Exclude, since: date | None) -> Callable[[WorkItem], str | None]:
    """The reason for which an item is left out, or None. An unknown field leaves nothing out."""
    resolutions, statuses, labels = (
        {_folded(value): value for value in values} for values in (exclude.resolution, exclude.status, exclude.label)
    )
    day = since.isoformat() if since else ""

    def reason(item: WorkItem) -> str | None:
        if item.resolution and (found := resolutions.get(_folded(item.resolution))):
            return f"resolution {found}"
        if statuses and item.status and (found := statuses.get(_folded(item.status))):
            return f"status {found}"
        if labels and item.labels:
            for label in item.labels:
                if found := labels.get(_folded(label)):
                    return f"label {found}"
        if day and item.updated is not UNSET and (item.updated or "")[:10] < day:
            return f"not changed since {day}"
        return None

    return reason


def _folded(value: str) -> str:
    return value.casefold().replace("_", " ").replace("’", "'")
