from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcome_lint.linter import FailOn, evaluate
from outcome_lint.model import Gate, Ratio
from outcome_lint.scorecard import percent


def ratio(without: int, total: int, unknown: int = 0) -> Ratio:
    return Ratio(percent(without, total), without, total, without, 0, unknown)


HALF = ratio(6, 12)


def reasons(
    fail_on: FailOn = "never",
    ffr: Ratio | None = HALF,
    limit: float | None = None,
    ratchet: Ratio | None = None,
    **found: int,
) -> tuple[str, ...]:
    gate = evaluate(fail_on, found, ffr, limit, ratchet)
    assert gate == Gate(fail_on, not gate.reasons, gate.reasons, limit)
    return gate.reasons


def test_findings_fail_from_their_severity_on():
    found = {"error": 1, "warning": 2, "info": 1_003}
    assert reasons("error", **found) == ("1 error",)
    assert reasons("warning", **found) == ("1 error, 2 warnings",)
    assert reasons("info", **found) == ("1 error, 2 warnings, 1,003 info",)
    assert reasons("never", **found) == ()


@pytest.mark.parametrize(
    ("fail_on", "mild"), [("error", {"warning": 3, "info": 1}), ("warning", {"info": 3}), ("info", {})]
)
def test_milder_findings_pass(fail_on: FailOn, mild: dict[str, int]):
    assert reasons(fail_on, **mild) == ()


def test_the_ratio_may_be_as_high_as_its_limit():
    assert reasons(limit=50) == ()
    assert reasons(limit=49.9) == ("the Feature Factory Ratio is 50.0 % (6 of 12), above the limit of 49.9 %",)


@given(st.integers(0, 300), st.integers(1, 300))
def test_a_limit_that_is_the_ratio_itself_holds(part: int, more: int):
    figure = ratio(part, part + more)
    assert reasons(ffr=figure, limit=figure.percent) == ()
    assert reasons(ffr=figure, ratchet=figure) == ()


@pytest.mark.parametrize("percentage", range(101))
def test_a_whole_limit_holds_for_the_same_share_of_any_portfolio(percentage: int):
    for size in (25, 50, 100, 200, 300, 700):
        if percentage * size % 100 == 0:
            assert reasons(ffr=ratio(percentage * size // 100, size), limit=percentage) == ()


def test_the_ratchet_compares_shares_not_counts():
    assert reasons(ratchet=ratio(1, 2)) == ()
    assert reasons(ratchet=ratio(100, 100)) == ()
    assert reasons(ratchet=ratio(60, 121)) == (
        "the Feature Factory Ratio rose to 50.0 % (6 of 12) from 49.6 % (60 of 121) in the baseline",
    )
    assert reasons(ratchet=ratio(0, 0)) == ()


def test_all_reasons_are_told():
    assert len(reasons("error", error=1, limit=10, ratchet=ratio(0, 5))) == 3


@pytest.mark.parametrize("fail_on", get_args(FailOn))
def test_half_a_scan_never_passes(fail_on: FailOn):
    assert reasons(fail_on, ffr=None) == ("the data is incomplete",)


def test_a_limit_for_a_ratio_that_nobody_can_tell_does_not_hold():
    unknown = ratio(0, 0, unknown=4)
    assert reasons(ffr=unknown) == ()
    for asked in ({"limit": 100}, {"ratchet": HALF}):
        assert reasons(ffr=unknown, **asked) == ("the Feature Factory Ratio is n/a, as no item's outcome is known",)


def test_nothing_at_all_passes_only_where_that_is_allowed():
    assert reasons(ffr=ratio(0, 0)) == ("nothing is in scope",)
    assert evaluate("error", {}, ratio(0, 0), 25, HALF, allow_empty=True).passed
