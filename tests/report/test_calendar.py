from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcome_lint.report import PeriodKind, period, since

ZONE = ZoneInfo("Europe/Amsterdam")


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T08:00").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("kind", "day", "name", "title"),
    [
        ("week", "2026-11-23", "2026-W47", "Week 47, 16 to 22 November 2026"),  # on Monday: the week that went by
        ("week", "2026-11-25", "2026-W47", "Week 47, 16 to 22 November 2026"),
        ("week", "2026-11-26", "2026-W48", "Week 48, 23 to 29 November 2026"),
        ("week", "2026-12-01", "2026-W48", "Week 48, 23 to 29 November 2026"),
        ("week", "2026-12-05", "2026-W49", "Week 49, 30 November to 6 December 2026"),
        ("week", "2027-01-04", "2026-W53", "Week 53, 28 December 2026 to 3 January 2027"),
        ("month", "2026-12-01", "2026-11", "November 2026"),
        ("month", "2026-12-15", "2026-11", "November 2026"),
        ("month", "2026-12-16", "2026-12", "December 2026"),
        ("month", "2027-01-02", "2026-12", "December 2026"),
        ("quarter", "2027-01-05", "2026-Q4", "Quarter 4 of 2026, October to December 2026"),
        ("quarter", "2026-12-20", "2026-Q4", "Quarter 4 of 2026, October to December 2026"),
    ],
)
def test_a_report_tells_of_the_period_that_went_by_until_the_next_is_half_over(
    kind: PeriodKind, day: str, name: str, title: str
):
    found = period(kind, at(day))
    assert (found.name, found.title) == (name, title)


@pytest.mark.parametrize(
    ("start", "day", "name", "title"),
    [
        (4, "2026-12-20", "FY2027-Q3", "Quarter 3 of fiscal year 2027, October to December 2026"),
        (4, "2026-04-02", "FY2026-Q4", "Quarter 4 of fiscal year 2026, January to March 2026"),
        (2, "2027-01-30", "FY2027-Q4", "Quarter 4 of fiscal year 2027, November 2026 to January 2027"),
        (10, "2026-12-20", "FY2027-Q1", "Quarter 1 of fiscal year 2027, October to December 2026"),
    ],
)
def test_quarters_follow_the_fiscal_year_which_has_the_name_of_its_end(start: int, day: str, name: str, title: str):
    found = period("quarter", at(day), start)
    assert (found.name, found.title) == (name, title)


@given(
    st.sampled_from(["week", "month", "quarter"]),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    st.integers(1, 12),
)
def test_every_day_tells_of_one_whole_period_that_is_near(kind: PeriodKind, day: date, fiscal: int):
    found = period(kind, datetime.combine(day, datetime.min.time(), ZONE), fiscal)
    first, last = date.fromisoformat(found.start), date.fromisoformat(found.end)
    length = {"week": (7, 7), "month": (28, 31), "quarter": (89, 92)}[kind]
    assert length[0] <= (last - first).days + 1 <= length[1]
    assert first <= day
    assert day - last <= timedelta(days=length[1] / 2)
    if kind == "quarter":
        assert (first.month - fiscal) % 3 == 0


def test_the_time_zone_says_when_a_day_begins():
    midnight = datetime.fromisoformat("2026-11-25T23:30:00+00:00")
    assert period("week", midnight.astimezone(ZONE)).name == "2026-W48"
    assert period("week", midnight.astimezone(ZoneInfo("UTC"))).name == "2026-W47"
    assert period("week", midnight.astimezone(ZONE)).timezone == "Europe/Amsterdam"


def test_since_a_day():
    found = since(date(2026, 9, 1), at("2026-11-23"))
    assert (found.name, found.title) == ("2026-09-01--2026-11-23", "Since 1 September 2026")
