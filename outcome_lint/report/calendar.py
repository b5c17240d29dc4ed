"""The days that a report is about: ISO weeks, months, or quarters of a fiscal year."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from outcome_lint.report.values import Period, PeriodKind

_YEAR = 12
_QUARTER = 3


class _Days(NamedTuple):
    start: date
    after: date  # the first day of the next one


def period(kind: PeriodKind, now: datetime, fiscal_year_start: int = 1) -> Period:
    """The period that `now`, a local time, tells of: in its first half a period still tells of the one before it.

    So a report on Monday is about the week that went by. A fiscal year has the name of the year that it ends in.
    """
    today = now.date()
    days = _days(kind, today, fiscal_year_start)
    if today - days.start + timedelta(days=1) <= (days.after - days.start) / 2:
        days = _days(kind, days.start - timedelta(days=1), fiscal_year_start)
    name, title = _named(kind, days, fiscal_year_start)
    return _period(kind, name, title, days.start, days.after - timedelta(days=1), now)


def since(day: date, now: datetime) -> Period:
    """From that day to `now`, a local time."""
    return _period("since", f"{day}--{now.date()}", f"Since {told(day)}", day, now.date(), now)


def _period(kind: PeriodKind, name: str, title: str, start: date, end: date, now: datetime) -> Period:  # noqa: PLR0913, PLR0917
    return Period(kind, name, title, start.isoformat(), end.isoformat(), str(now.tzinfo))


def _days(kind: PeriodKind, day: date, fiscal: int) -> _Days:
    if kind == "week":
        monday = day - timedelta(days=day.weekday())
        return _Days(monday, monday + timedelta(days=7))
    months = _QUARTER if kind == "quarter" else 1
    first = day.replace(day=1)
    while (first.month - fiscal) % months:
        first = _month(first, -1)
    return _Days(first, _month(first, months))


def _month(first: date, step: int) -> date:
    count = first.year * _YEAR + first.month - 1 + step
    return date(count // _YEAR, count % _YEAR + 1, 1)


def _named(kind: PeriodKind, days: _Days, fiscal: int) -> tuple[str, str]:
    last = days.after - timedelta(days=1)
    if kind == "week":
        year, week, _ = days.start.isocalendar()
        return (
            f"{year}-W{week:02}",
            f"Week {week}, {_from(days.start, last)} to {told(last)}",
        )
    if kind == "month":
        return f"{days.start:%Y-%m}", f"{days.start:%B %Y}"
    quarter = (days.start.month - fiscal) % _YEAR // _QUARTER + 1
    span = f"{days.start:%B}{f' {days.start.year}' if days.start.year != last.year else ''} to {last:%B %Y}"
    if fiscal == 1:
        return f"{days.start.year}-Q{quarter}", f"Quarter {quarter} of {days.start.year}, {span}"
    year = _month(days.start, _YEAR - 1 - (quarter - 1) * _QUARTER).year
    return f"FY{year}-Q{quarter}", f"Quarter {quarter} of fiscal year {year}, {span}"


def _from(start: date, last: date) -> str:
    """The first day, without what the last one says again."""
    if (start.year, start.month) == (last.year, last.month):
        return str(start.day)
    return told(start, year=start.year != last.year)


def told(day: date, *, year: bool = True) -> str:
    """`16 November 2026`; %B speaks English, as no locale is ever set."""
    return f"{day.day} {day:%B}" + (f" {day.year}" if year else "")
