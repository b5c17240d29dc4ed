from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from outcome_lint.errors import UsageError
from outcome_lint.history import Recorded
from outcome_lint.report import nearest, period, previous, referred, ticks
from tests.history.helpers import run, unlike

UTC = ZoneInfo("UTC")


def numbered(*weeks: float, **fields: Any) -> list[Recorded]:
    return [run(week, number=number, **fields) for number, week in enumerate(weeks, 1)]


def chosen(earlier: list[Recorded], this: Recorded) -> int | None:
    found = nearest(earlier, this, period("week", this.at))
    return found and found.number


def test_each_monday_is_compared_with_the_monday_before():
    assert chosen(numbered(0, 1, 2), run(3)) == 3


def test_daily_runs_are_compared_with_the_start_of_the_week():
    days = numbered(*(day / 7 for day in range(14)))
    assert chosen(days, run(2)) == 8  # the Monday before
    assert chosen(days, run(2 + 2 / 7)) == 8


def test_a_missed_monday_is_made_up_for():
    assert chosen(numbered(0, 1 + 1 / 7), run(2)) == 2
    assert chosen(numbered(0), run(5)) == 1
    assert chosen([], run(5)) is None


def test_incomplete_runs_and_unlike_ones_are_passed_over():
    runs = numbered(0, 1, 2)
    runs[2] = run(2, number=3, complete=False)
    assert chosen(runs, run(3)) == 2
    runs[1] = run(1, number=2, prints=unlike(reading="other"))
    assert chosen(runs, run(3)) == 1


def test_where_nothing_can_be_compared_the_nearest_says_why():
    assert chosen(numbered(0, 1, prints=unlike(reading="other")), run(2)) == 2


def test_a_reference_is_a_run_or_a_day():
    runs = numbered(0, 1, 2)  # 1, 8 and 15 June 2026
    assert previous(runs) == runs[2]
    assert referred(runs, "previous", UTC) == runs[2]
    assert referred(runs, "2", UTC) == runs[1]
    assert referred(runs, "2026-06-08", UTC) == runs[1]
    assert referred(runs, "2026-06-14", UTC) == runs[1]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("7", "no run 7"),
        ("3", "incomplete"),
        ("2026-05-31", "no complete run until that day"),
        ("last week", "neither"),
    ],
)
def test_a_reference_to_nothing_is_a_mistake(said: str, words: str):
    runs = [*numbered(0, 1), run(2, number=3, complete=False)]
    with pytest.raises(UsageError, match=words):
        referred(runs, said, UTC)


def test_a_tick_a_week_the_last_run_of_it():
    runs = numbered(*(day / 7 for day in range(21)))
    found = ticks(runs, run(3), period("week", run(3).at))
    assert [each.number for each in found] == [7, 14, 21, 0]
    assert len(ticks(numbered(*range(60)), run(60), period("week", run(60).at))) == 26
    assert len(ticks(numbered(*range(60)), run(60), period("month", run(60).at))) == 53
