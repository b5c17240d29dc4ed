from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcome_lint.model import Gate, Ratio, Run
from outcome_lint.output import figures


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "n/a"),
        (0, "0.0 %"),
        (100, "100.0 %"),
        (37.5, "37.5 %"),
        (31.25, "31.3 %"),
        (0.01, "< 0.1 %"),
        (99.99, "> 99.9 %"),
    ],
)
def test_percent_never_says_none_for_some_nor_all_for_not_all(value: float | None, text: str):
    assert figures.percent(value) == text


@given(st.floats(0, 100), st.integers(2, 80))
def test_a_bar_shows_some_for_some_and_not_all_for_not_all(value: float | None, width: int):
    filled = figures.cells(value, width)
    assert (filled == 0) == (value == 0)
    assert (filled == width) == (value == 100)


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("2026-11-21T09:30:00Z", "2026-11-21 09:30 UTC"),
        ("2026-11-21T09:30:59.123456+00:00", "2026-11-21 09:30 UTC"),
        ("2026-11-21T09:30:00+01:00", "2026-11-21 09:30 +01:00"),
        ("2026-11-21", "2026-11-21"),
    ],
)
def test_moment(when: str, text: str):
    assert figures.moment(when) == text


def test_zero_items_is_no_percentage():
    nothing = Ratio(None, 0, 0, 0, 0, 0)
    assert figures.headline(nothing) == "n/a · no item whose anticipated outcome could be judged"


def test_headline():
    assert figures.headline(Ratio(37.5, 12, 32, 8, 4, 0)) == (
        "37.5 % · 12 of 32 items state no anticipated outcome (8 missing, 4 placeholder)"
    )
    assert figures.without(Ratio(10, 1, 10, 1, 0, 0)) == "1 of 10 items states no anticipated outcome (1 missing)"


def test_verdict():
    assert figures.verdict(Gate("never", passed=True)) == "Gate passed: never fails on findings"
    assert figures.verdict(Gate("error", passed=False, max_ffr=25)) == (
        "Gate not passed: fails on error, ratio at most 25.0 %"
    )


def test_the_caution_is_in_every_report_for_people(runs: dict[str, Run], show: Callable[..., str]):
    for name in ("text", "markdown"):
        for run in runs.values():
            assert figures.CAUTION in " ".join(show(name, run, width=80).replace("> ", "").split())
