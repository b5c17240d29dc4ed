from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcome_lint.checks import Abstain, Miss
from outcome_lint.checks.subject import NOT_APPLICABLE, day
from tests.helpers import TODAY, item, verdict


def inside(value: str, **options: Any) -> bool:
    check = {"date": {"field": "resolved", **{name.replace("_", "-"): each for name, each in options.items()}}}
    said = verdict(check, item(resolved=value))
    assert not isinstance(said, Abstain)
    return said is None


def days_ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


@given(st.integers(-400, 400), st.integers(0, 300))
def test_within_and_older_than_are_opposites(age: int, limit: int):
    assert inside(days_ago(age), within_days=limit) == (age <= limit)
    assert inside(days_ago(age), older_than_days=limit) == (age > limit)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_after_and_before_exclude_their_day(at: date, bound: date):
    assert inside(at.isoformat(), after=bound.isoformat()) == (at > bound)
    assert inside(at.isoformat(), before=bound.isoformat()) == (at < bound)


def test_all_bounds_must_hold():
    assert inside("2026-05-20", after="2026-05-01", before="2026-05-31", within_days=30)
    assert not inside("2026-05-20", after="2026-05-01", before="2026-05-31", within_days=5)


@pytest.mark.parametrize(("days", "why"), [(3, "3 days ago"), (0, "0 days ago"), (-3, "3 days ahead")])
def test_a_miss_says_how_long(days: int, why: str):
    assert verdict({"date": {"field": "resolved", "older-than-days": 9}}, item(resolved=days_ago(days))).why == why


def of_both(**fields: Any) -> Any:
    return verdict({"date": {"field": ["resolved", "updated"], "within-days": 30}}, item(**fields))


def test_the_first_filled_field_decides():
    assert of_both(resolved=days_ago(1), updated=days_ago(99)) is None
    assert isinstance(of_both(resolved=days_ago(99), updated=days_ago(1)), Miss)
    assert of_both(resolved=None, updated=days_ago(1)) is None
    assert of_both(updated=days_ago(1)) is None


def test_without_a_date_it_is_unknown_or_does_not_arise():
    assert of_both(resolved=None, updated=None) is NOT_APPLICABLE
    assert of_both(resolved=None) == Abstain("updated unknown")
    assert of_both(updated=None) == Abstain("resolved unknown")


@pytest.mark.parametrize("value", ["soon", "31.12.2026", "2026-13-01", ("a",)])
def test_what_is_no_date_makes_it_abstain(value: Any):
    assert of_both(resolved=value, updated=days_ago(1)) == Abstain("resolved is not a date")


@pytest.mark.parametrize(
    "value", ["2026-05-20", "2026-05-20T23:59:59Z", "2026-05-20T00:00:00.123+09:00", "2026-05-20T10:00:00-0500"]
)
def test_the_day_of_a_time_is_the_day_where_it_was_written(value: str):
    assert day(value) == date(2026, 5, 20)
