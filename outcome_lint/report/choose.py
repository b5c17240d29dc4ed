"""Which of the earlier runs, told in the order of time, a report is compared with, and which make its trend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from outcome_lint.errors import UsageError
from outcome_lint.history import Recorded, unlike
from outcome_lint.report.values import Period, PeriodKind

# one tick a week: half a year, a year, two years
_TICKS: dict[PeriodKind, int] = {"week": 26, "month": 53, "quarter": 105, "since": 105}
_LIST = "`outcome-lint history list`"


def nearest(earlier: Sequence[Recorded], this: Recorded, period: Period) -> Recorded | None:
    """The complete run nearest to the period's first moment, of those that can be compared if there are any."""
    whole = [run for run in earlier if run.complete]
    alike = [run for run in whole if not unlike(run, this).figures] or whole
    start = datetime.combine(date.fromisoformat(period.start), time(), ZoneInfo(period.timezone))
    return min(alike, key=lambda run: abs(run.at - start), default=None)


def previous(earlier: Sequence[Recorded]) -> Recorded | None:
    """The last complete run."""
    return next((run for run in reversed(earlier) if run.complete), None)


def referred(earlier: Sequence[Recorded], said: str, zone: ZoneInfo) -> Recorded | None:
    """`previous`, the number of a run, or a day: the last complete run until its end. Raises UsageError."""
    if said == "previous":
        return previous(earlier)
    if said.isdigit():
        found = next((run for run in earlier if run.number == int(said)), None)
        if found is None:
            raise UsageError(f"--compare {said}: this portfolio has no run {said}", _LIST)
        if not found.complete:
            raise UsageError(f"--compare {said}: run {said} is incomplete", _LIST)
        return found
    try:
        day = date.fromisoformat(said)
    except ValueError:
        hint = "say previous, the number of a run, or a day as YYYY-MM-DD"
        raise UsageError(f"--compare {said}: neither a run nor a day", hint) from None
    until = [run for run in earlier if run.complete and run.at.astimezone(zone).date() <= day]
    if not until:
        raise UsageError(f"--compare {said}: no complete run until that day", _LIST)
    return until[-1]


def ticks(earlier: Sequence[Recorded], this: Recorded, period: Period) -> list[Recorded]:
    """The last complete run of each ISO week, the newest weeks only, and this one at their end."""
    zone = ZoneInfo(period.timezone)
    weeks = {run.at.astimezone(zone).isocalendar()[:2]: run for run in (*earlier, this) if run.complete}
    return list(weeks.values())[-_TICKS[period.kind] :]
