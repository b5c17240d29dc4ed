from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcome_lint.model import Coverage, Ratio, Scorecard, TextState
from outcome_lint.scorecard import COVERAGES, SMALL, Tally, after_exceptions, percent, ratio, scorecard

STATES: tuple[TextState, ...] = get_args(TextState)


def tally(*, exempted: int = 0, **states: int) -> Tally:
    made = Tally()
    made.states.update(states)  # type: ignore[arg-type]
    made.exempted = exempted
    return made


def card(**teams: Tally) -> Scorecard:
    return scorecard({(name or None,): each for name, each in teams.items()}, ("team",), COVERAGES, {})


def test_the_ratio_is_without_by_total_and_unknown_is_in_neither():
    assert ratio(tally(present=20, missing=8, placeholder=4, unknown=7), {"label sandbox": 2}) == Ratio(
        percent=37.5, without=12, total=32, missing=8, placeholder=4, unknown=7, excluded={"label sandbox": 2}
    )


@pytest.mark.parametrize("made", [tally(), tally(unknown=3)])
def test_of_nothing_there_is_no_percentage(made: Tally):
    assert ratio(made, {}).percent is None
    assert all(each.percent is None for each in card(a=made).coverage.values())


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_is_as_exact_as_a_number_can_be(part: int, more: int):
    assert percent(part, part + more) == float(Fraction(100 * part, part + more))


def test_a_whole_percentage_is_whole():
    assert percent(7, 25) == 28
    assert percent(0, 3) == 0
    assert percent(3, 3) == 100


def test_after_exceptions_stands_beside_the_headline():
    made = card(a=tally(present=6, missing=3, placeholder=1, exempted=2))
    assert made.ffr.percent == 40
    assert made.after_exceptions == after_exceptions(tally(present=6, missing=3, placeholder=1, exempted=2), {})
    assert (made.after_exceptions.percent, made.after_exceptions.without) == (20, 2)
    assert card(a=tally(present=6)).after_exceptions is None


def test_coverage_counts_has_has_not_and_unknown():
    made = tally(present=1)
    for has in (True, True, False, None):
        made.cover("owner", has)
    covered = card(a=made).coverage
    assert covered["owner"] == Coverage(percent(2, 3), covered=2, total=3, unknown=1)
    assert list(covered) == ["outcome", *COVERAGES]


def test_only_the_coverages_that_are_asked_for():
    assert list(scorecard({}, (), ("okr",), {}).coverage) == ["outcome", "okr"]


def test_outcome_coverage_is_what_the_ratio_leaves():
    made = card(a=tally(present=5, missing=2, placeholder=1, unknown=4))
    assert made.coverage["outcome"] == Coverage(62.5, 5, 8, 4)
    assert made.coverage["outcome"].percent + made.ffr.percent == 100


def test_groups_are_sorted_and_those_without_a_name_come_last():
    made = scorecard(
        {("b", "x"): tally(present=1), (None, "x"): tally(present=2), ("A", None): tally(present=3)},
        ("team", "work_kind"),
        (),
        {},
    )
    assert [(each.by, each.name, each.ffr.total) for each in made.groups] == [
        ("team", "A", 3),
        ("team", "b", 1),
        ("team", "no team", 2),
        ("work_kind", "x", 3),
        ("work_kind", "no work kind", 3),
    ]


def test_a_small_group_says_so_and_unknown_items_are_items():
    sizes = {"a": tally(present=SMALL - 1), "b": tally(present=SMALL), "c": tally(present=1, unknown=SMALL - 1)}
    assert [each.small for each in card(**sizes).groups] == [True, False, False]


TALLIES = st.builds(tally, **{state: st.integers(0, 50) for state in STATES})


@given(st.dictionaries(st.tuples(st.sampled_from("abc") | st.none(), st.sampled_from("xyz") | st.none()), TALLIES))
def test_totals_add_up_over_groups(tallies: dict[tuple[str | None, ...], Tally]):
    made = scorecard(tallies, ("team", "project"), (), {})
    sums: dict[str, Counter[str]] = {"team": Counter(), "project": Counter()}
    for group in made.groups:
        for figure in ("without", "total", "missing", "placeholder", "unknown"):
            sums[group.by][figure] += getattr(group.ffr, figure)
    for each in (made.ffr, *(group.ffr for group in made.groups)):
        assert each.without == each.missing + each.placeholder
        assert (each.percent is None) if not each.total else 0 <= each.percent <= 100
    if tallies:
        for counted in sums.values():
            assert counted == Counter({figure: getattr(made.ffr, figure) for figure in counted})


def test_adding_forgets_nothing():
    one, other = tally(present=1, missing=2, exempted=1), tally(placeholder=3, unknown=4, exempted=2)
    one.cover("okr", has=True)
    other.cover("okr", has=None)
    other.cover("okr", has=False)
    one.add(other)
    assert one.states == {"present": 1, "missing": 2, "placeholder": 3, "unknown": 4}
    assert (one.exempted, one.covered["okr"], one.total["okr"], one.unknowns["okr"]) == (3, 1, 2, 1)
