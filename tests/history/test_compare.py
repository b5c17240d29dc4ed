from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outcome_lint.history import Change, Deltas, History, Incomparable, Recorded, add, changes, copied, deltas, trend
from outcome_lint.history.compare import unlike
from outcome_lint.model import ItemState
from tests.history.helpers import PORTFOLIOS, Portfolio, fresh, portfolio, record, remembered, run, state
from tests.history.helpers import unlike as prints


def change(before: ItemState | None, after: ItemState | None) -> Change:
    found = changes(portfolio(before) if before else {}, portfolio(after) if after else {})
    return found[0]


def kinds(before: ItemState | None, after: ItemState | None) -> set[str]:
    return set(change(before, after).kinds)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, "present", {"new"}),
        (None, "missing", {"new", "new-without"}),
        (None, "placeholder", {"new", "new-without"}),
        (None, "unknown", {"new"}),
        ("missing", None, {"gone"}),
        ("missing", "present", {"gained"}),
        ("placeholder", "present", {"gained"}),
        ("present", "missing", {"lost"}),
        ("present", "placeholder", {"lost"}),
        ("missing", "placeholder", set()),
        ("unknown", "present", {"now-known"}),
        ("unknown", "missing", {"now-known"}),
        ("present", "unknown", {"now-unknown"}),
    ],
)
def test_what_became_of_an_outcome(before: str | None, after: str | None, said: set[str]):
    assert kinds(*(each and state("A", each) for each in (before, after))) == said


def test_findings_that_are_gone_are_fixed_and_others_have_regressed():
    found = change(state(rules=("a", "b")), state(rules=("b", "c")))
    assert (found.fixed, found.regressed, set(found.kinds)) == (("a",), ("c",), {"fixed", "regressed"})


def test_an_actual_outcome_is_a_review_whatever_it_says():
    assert kinds(state(actual="missing"), state(actual="present", conclusion="refuted")) == {"reviewed"}
    assert kinds(state(actual="present"), state(actual="present", conclusion="refuted")) == set()


def test_a_new_title_is_a_change_of_no_kind():
    assert change(state(title="a"), state(title="b")).kinds == frozenset()


def test_what_stays_is_no_change():
    assert changes(portfolio(A="present"), portfolio(A="present")) == ()


def test_changes_are_told_by_key_and_by_the_team_of_today(history: History):
    first, last = record(
        history,
        portfolio(state("C", "missing", team="blue"), state("B", "missing", team="Red"), A="missing"),
        portfolio(state("C", team="blue"), state("B", team="Amber"), A="present"),
    )
    found = deltas(history, first, last)
    assert isinstance(found, Deltas)
    assert [each.key for each in found.of("gained")] == ["A", "B", "C"]
    teams = {team: [each.key for each in moved] for team, moved in found.by_team().items()}
    assert list(teams.items()) == [("Amber", ["B"]), ("blue", ["C"]), (None, ["A"])]


@settings(max_examples=60, deadline=None)
@given(st.lists(PORTFOLIOS, min_size=2, max_size=5), st.data())
def test_the_states_before_and_the_changes_make_the_states_after(weeks: list[Portfolio], data: st.DataObject):
    first, last = sorted(data.draw(st.lists(st.integers(0, len(weeks) - 1), min_size=2, max_size=2)))
    with fresh() as history:
        runs = record(history, *weeks)
        found = deltas(history, runs[first], runs[last])
        assert isinstance(found, Deltas)
        assert add(weeks[first], found.changes) == weeks[last]
        assert found.changes == changes(weeks[first], weeks[last])


@given(PORTFOLIOS, PORTFOLIOS)
def test_the_kinds_add_up_to_the_ratio(before: Portfolio, after: Portfolio):
    """Without now = without then + new without + lost + known as such now − gained − gone and unknown ones of then."""
    moved = changes(before, after)

    def count(kind: str, *, was: bool | None = None, now: bool | None = None) -> int:
        fitting = [each for each in moved if kind in each.kinds]
        fitting = [each for each in fitting if was is None or (each.before is not None and each.before.without == was)]
        return len([each for each in fitting if now is None or (each.after is not None and each.after.without == now)])

    without = sum(each.without for each in before.values())
    without += count("new-without") + count("lost") + count("now-known", now=True)
    without -= count("gained") + count("gone", was=True) + count("now-unknown", was=True)
    assert without == sum(each.without for each in after.values())


def test_many_items_that_come_to_the_same_words_are_pointed_out():
    before = portfolio(A="missing", B="placeholder", D="missing", E="present")
    after = portfolio(*(state(key, digest="same") for key in "ABCE"), state("D", digest="own"))
    assert copied(changes(before, after)) == (("A", "B", "C"),)


def test_two_items_may_share_an_outcome():
    assert copied(changes({}, portfolio(state("A", digest="same"), state("B", digest="same")))) == ()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"prints": prints(sources="x")}, "the sources changed"),
        ({"prints": prints(scope="x")}, "the scope or the fields changed"),
        ({"prints": prints(reading="x")}, "the way texts are read changed"),
        ({"complete": False}, "the later scan is incomplete"),
    ],
)
def test_what_is_not_alike_is_not_compared(history: History, fields: dict[str, object], reason: str):
    (first,) = record(history, portfolio(A="missing"))
    last = history.record(run(1, **fields), portfolio(A="present").values())
    found = deltas(history, first, last)
    assert isinstance(found, Incomparable)
    assert found.reasons == (reason,)


def test_other_rules_leave_the_figures_comparable_and_say_why_findings_are_not(history: History):
    (first,) = record(history, portfolio(state("A", "missing", rules=("a",))))
    last = history.record(run(1, prints=prints(rules="x"), profile="walk@1"), [state("A", rules=("b",))])
    found = deltas(history, first, last)
    assert isinstance(found, Deltas)
    assert found.rules_unlike == ("the rules changed (profile crawl@1, now walk@1)",)
    assert set(found.changes[0].kinds) == {"gained"}


def test_a_run_is_like_itself():
    assert unlike(run(), run(1)) == ((), ())


def points(runs: list[Recorded] | tuple[Recorded, ...], *what: str) -> list[tuple[int, int, str]]:
    return [(each.part, each.total, each.break_before) for each in trend(runs, *what)]


def test_a_trend_tells_a_figure_of_each_complete_run(history: History):
    record(history, portfolio(A="missing", B="missing"), portfolio(A="missing", B="present"))
    history.record(run(2, complete=False), [])
    record(history, portfolio(A="present", B="unknown"))
    assert points(history.runs()) == [(2, 2, ""), (1, 2, ""), (0, 1, "")]
    assert points(history.runs(), "outcome") == [(0, 2, ""), (1, 2, ""), (1, 1, "")]
    assert [each.unknown for each in trend(history.runs())] == [0, 0, 1]


def test_a_trend_of_a_group_begins_with_the_group(history: History):
    record(history, portfolio(A="missing"), portfolio(state("A", "missing", team="Red")))
    assert points(history.runs(), "ffr", "team", "Red") == [(1, 1, "")]
    assert points(history.runs(), "owner", "team", "Red") == [(0, 0, "")]
    assert points(history.runs(), "ffr", "team", "Blue") == []


def test_a_trend_says_where_it_breaks(history: History):
    record(history, portfolio(A="missing"), portfolio(A="missing"))
    record(history, portfolio(A="missing"), portfolio(A="missing"), prints=prints(reading="x", rules="x"))
    assert [said for *_, said in points(history.runs())] == ["", "", "the way texts are read changed", ""]


@settings(max_examples=25, deadline=None)
@given(st.lists(PORTFOLIOS, min_size=1, max_size=5))
def test_the_same_runs_always_have_the_same_trend(weeks: list[Portfolio]):
    with fresh() as one, fresh() as other:
        record(one, *weeks)
        for week, states in reversed(list(enumerate(weeks))):
            other.record(run(week), reversed(states.values()))
        assert [each._replace(number=0) for each in trend(one.runs())] == [
            each._replace(number=0) for each in trend(other.runs())
        ]
        assert remembered(one) == remembered(other)
