"""The state that an item is in: what counts it into the figures, and what is remembered of it from run to run."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from msgspec import UNSET, UnsetType

from outcome_lint.language import concluded, normal
from outcome_lint.model import Confidence, ItemState, TextState

if TYPE_CHECKING:
    from outcome_lint.checks.subject import Subject

# the item fields that a remembered state is made of
NEEDS = frozenset(
    {
        *("outcome", "owner", "okr", "parent", "actual_outcome", "status_category", "team", "project", "level"),
        *("work_kind", "title", "url", "created", "started", "resolved", "points"),
    }
)
_TITLE = 300  # characters; a tracker's own limit is 255
_DAY = len("2026-09-01")
_MOST_POINTS = 1e6  # no estimate, and no number that JSON can't hold


def doubtful(verdict: Any) -> bool:
    """Whether a reading speaks against it, surely enough to count."""
    return verdict is not None and verdict.confidence is not Confidence.LOW


def text_state(subject: Subject, name: str, text: str | None | UnsetType) -> TextState:
    """Whether that field's text says something; a placeholder counts as none, whatever the run's own threshold."""
    if text is UNSET:
        return "unknown"
    if not text:
        return "missing"
    return "placeholder" if doubtful(subject.placeholder(name, text)) else "present"


def remembered(subject: Subject, outcome: TextState) -> ItemState:
    """The state of an item, but for what the portfolio adds: `okr` is its own link, and there are no rules yet."""
    item = subject.item
    text = item.outcome if outcome == "present" and item.outcome else ""
    untied = item.okr is UNSET or (not item.okr and item.parent is UNSET)  # an ancestor may still be tied
    actual = text_state(subject, "actual_outcome", item.actual_outcome)
    return ItemState(
        key=item.key,
        outcome=outcome,
        owner=None if item.owner is UNSET else item.owner is not None,
        okr=None if untied else bool(item.okr),
        measured=not doubtful(subject.anatomy("outcome", text).unmeasured) if text else None,
        actual=actual,
        conclusion=concluded(item.actual_outcome) if actual == "present" and item.actual_outcome else None,
        status_category=item.status_category or None,
        team=item.team or None,
        project=item.project or None,
        level=item.level or None,
        work_kind=item.work_kind or None,
        parent=item.parent or None,
        title=(item.title or "")[:_TITLE],
        url=item.url or None,
        created=_day(item.created),
        started=_day(item.started),
        resolved=_day(item.resolved),
        digest=blake2b(normal(text).encode(), digest_size=8).hexdigest() if text else "",
        points=_points(item.extra.get("points")),
    )


def _points(text: str | None) -> float | None:
    """A size that can weigh something."""
    try:
        points = float(text or "")
    except ValueError:
        return None
    return points if 0 < points < _MOST_POINTS else None


def _day(time: str | None | object) -> str | None:
    return time[:_DAY] if isinstance(time, str) and time else None
