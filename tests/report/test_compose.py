from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from outcome_lint.model import ItemState, Problem
from outcome_lint.report import Report, compose, todo
from tests.history.helpers import MONDAY, PORTFOLIOS, Portfolio, state
from tests.report.helpers import finding, ignored, material, report, states


def day(weeks_ago: float) -> str:
    return (MONDAY - timedelta(weeks=weeks_ago)).date().isoformat()


def gap(key: str, weeks: float = 0, **fields: Any) -> ItemState:
    known = {"outcome": "missing", "status_category": "doing", "started": day(weeks), "okr": True}
    return state(key, **(known | fields))


@settings(deadline=None)
@given(PORTFOLIOS, PORTFOLIOS)
def test_the_figures_are_those_of_the_scorecards(before: Portfolio, after: Portfolio):
    made = material(before, after)
    told, card = compose(made), made.run.scorecard
    assert card is not None
    figures = {figure.name: figure for figure in told.figures}
    ratio = figures["ffr"].now
    assert (ratio.percent, ratio.part, ratio.total, ratio.unknown) == (
        card.ffr.percent, card.ffr.without, card.ffr.total, card.ffr.unknown,
    )  # fmt: skip
    for name in ("owner", "okr", "measured", "reflected"):
        share, value = figures[name].now, card.coverage[name]
        assert (share.percent, share.part, share.total) == (value.percent, value.covered, value.total)
    rows = {(matrix.by, row.name): row for matrix in told.matrices for row in matrix.rows}
    for group in card.groups:
        if (group.by, group.name) in rows:
            row = rows[group.by, group.name]
            assert row.small == group.small
            assert {name: share.part for name, share in row.shares.items()} == {
                name: value.covered for name, value in group.coverage.items()
            }
    assert figures["ffr"].trend[-1].part == card.ffr.without
    assert len(told.figures) <= 5


@settings(deadline=None)
@given(PORTFOLIOS, PORTFOLIOS)
def test_gaps_are_counted_once(before: Portfolio, after: Portfolio):
    told = report(before, after)
    gaps = [each for each in after.values() if each.without]
    assert told.upstream is not None
    inherited = told.upstream.inherited
    assert inherited.total + inherited.unknown + told.upstream.unparented == len(gaps)
    assert len(told.talk) <= 5
    assert {each.item.key for each in told.talk} <= {each.key for each in gaps}


def test_a_first_report_is_useful_and_says_that_it_is_one():
    told = report(states(gap("A"), state("B")))
    assert told.compared is None
    assert told.changed is None
    assert told.figures[0].now.percent == 50
    assert [each.item.key for each in told.talk] == ["A"]


def test_an_incomplete_run_has_no_figures():
    problem = Problem("export.csv:3", "cut off")
    told = report(states(gap("A")), complete=False, scorecard=None, problems=(problem,))
    assert not told.complete
    assert told.problems == (problem,)
    empty = ((), None)
    assert (told.figures, told.changed, told.talk, told.checklist) == (empty[0], None, (), ())


def test_what_changed_is_told_by_team_with_the_items():
    before = states(state("A", "missing", team="Red"), state("B", team="Blue"))
    after = states(state("A", team="Red"), state("B", "missing", team="Blue"), state("C", "missing"))
    changed = report(before, after).changed
    assert changed is not None
    assert [(team.team, dict(team.counts)) for team in changed.teams] == [
        ("Blue", {"lost": 1}), ("Red", {"gained": 1}), (None, {"new-without": 1, "new": 1}),
    ]  # fmt: skip
    assert [moved.item.key for team in changed.teams for moved in team.moved] == ["B", "A", "C"]


def test_leaders_read_systems_and_a_team_reads_items():
    before, after = states(state("A", "missing")), states(state("A", status_category="done", actual="missing"))
    team, leaders = report(before, after), report(before, after, audience="leaders")
    assert team.changed is not None
    assert leaders.changed is not None
    assert team.reflections is not None
    assert leaders.reflections is not None
    assert leaders.changed.counts == team.changed.counts
    assert [len(each.moved) for each in (*team.changed.teams, *leaders.changed.teams)] == [1, 0]
    assert leaders.reflections.due == team.reflections.due
    assert not leaders.reflections.due_items


def test_a_small_group_has_no_movement_and_groups_are_in_alphabetical_order():
    def week(outcome: str) -> Portfolio:
        many = [state(f"B-{n}", outcome, team="b") for n in range(5)]
        return states(state("A", outcome, team="A"), *many, *(state(f"C-{n}", team="C") for n in range(6)))

    (teams,) = report(week("missing"), week("present")).matrices
    assert [(row.name, row.small, row.points) for row in teams.rows] == [
        ("A", True, None),
        ("b", False, 100),
        ("C", False, 0),
    ]


def test_the_five_are_in_flight_then_old_and_big():
    family = [state(f"C-{n}", parent="BIG") for n in range(9)]
    open_items = [gap("OLD", 20), gap("BIG", 3), gap("NEW", 1), gap("LATER", 90, status_category="todo")]
    done = gap("DONE", 99, status_category="done")
    told = report(states(*open_items, done, *family)).talk
    assert [each.item.key for each in told] == ["BIG", "OLD", "NEW", "LATER"]
    assert told[0].why == ("it states no outcome", "in flight for 3 weeks", "9 items hang from it")


def test_the_person_to_talk_to_is_the_owner_who_can_answer():
    found = states(gap("A"), gap("B", rules=("impersonal-owner",)), gap("C", rules=("inactive-owner",)), gap("D"))
    told = report(found, findings=[finding(key, f"Owner of {key}") for key in "ABC"]).talk
    assert {each.item.key: each.owner for each in told} == {"A": "Owner of A", "B": None, "C": None, "D": None}
    assert "its owner is not a person" in told[1].why


def test_what_was_set_aside_with_a_reason_is_not_talked_about_again():
    aside = (ignored("A"), ignored("B", "label"), ignored("C", "baseline"), ignored("D", rule="missing-owner"))
    told = report(states(gap("A"), gap("B"), gap("C"), gap("D")), ignored=aside)
    assert [each.item.key for each in told.talk] == ["C", "D"]
    assert told.data.set_aside == {"baseline": 1, "config": 2, "label": 1}


def test_no_name_stands_anywhere_but_where_one_talks_to_its_bearer():
    found = [finding(key, "Mallory Meyer") for key in "ABCDEFG"]
    text = msgspec.json.encode(report(states(*map(gap, "ABCDEFG")), findings=found)).decode()
    assert text.count("Mallory") == 5
    assert text.count('"owner":"Mallory Meyer"') == 5


def done(key: str, actual: str = "present", **fields: Any) -> ItemState:
    return state(key, status_category="done", actual=actual, **fields)


def test_what_was_learned_counts_the_refuted_like_the_confirmed():
    before = states(done("A", "missing"), done("B", conclusion="confirmed"))
    after = states(
        done("A", conclusion="refuted"),
        done("B", conclusion="confirmed"),
        done("C"),
        done("D", "missing", rules=("missing-actual-outcome",)),
        done("E", "missing"),
        done("F", "unknown"),
    )
    found = report(before, after).reflections
    assert found is not None
    assert found.learned == {"confirmed": 1, "refuted": 1}
    assert (found.said, found.due, found.fresh) == (1, 1, 1)
    assert [(each.item.key, each.new) for each in found.lessons] == [("A", True), ("B", False)]
    assert [each.key for each in found.due_items] == ["D"]


def test_without_a_rule_about_it_every_item_done_is_due():
    found = report(states(done("A", "missing")), active=frozenset()).reflections
    assert found is not None
    assert (found.due, found.fresh) == (1, 0)


def test_investment_is_weighed_by_what_the_data_has():
    items = states(
        gap("A", 3, points=5), state("B", points=15, status_category="doing", created=day(9)), gap("C", 1, parent="B")
    )
    found = {
        each.by: (each.percent, each.part, each.total, each.items, each.unweighed) for each in report(items).investment
    }
    assert found == {"points": (25, 5, 20, 2, 1), "elapsed": (4 / 13 * 100, 4, 13, 3, 0), "children": (0, 0, 1, 1, 0)}
    assert report(states(state("A"))).investment == ()


def test_upstream_counts_the_gaps_below_a_gap():
    children = [gap(f"{parent}-{n}", parent=parent) for parent in ("P", "Q", "X") for n in range(2)]
    found = report(states(gap("P"), state("Q"), *children)).upstream
    assert found is not None
    assert (found.inherited.part, found.inherited.total, found.inherited.unknown) == (2, 4, 2)
    assert found.unparented == 1
    assert [(each.parent.key, each.outcome, each.children.part) for each in found.branches] == [
        ("P", "missing", 2), ("Q", "present", 2), ("X", None, 2),
    ]  # fmt: skip


def test_a_jump_by_copied_words_is_pointed_out():
    before = states(*(gap(key) for key in "ABC"))
    after = states(*(state(key, digest="d1") for key in "ABC"))
    changed = report(before, after).changed
    assert changed is not None
    assert [(flock.count, [each.key for each in flock.items]) for flock in changed.copied] == [(3, ["A", "B", "C"])]


def test_a_target_is_warned_of():
    assert report(states(gap("A"))).warnings == ()
    (warning,) = report(states(gap("A")), max_ffr=25.0).warnings
    assert "25 %" in warning
    assert "Goodhart" in warning


def test_unlike_runs_are_not_compared():
    from outcome_lint.history import Incomparable

    made = material(states(gap("A")), states(state("A")))
    assert made.moved is not None
    moved = Incomparable(made.moved.before, made.moved.after, ("the scope changed",))
    told = compose(replace(made, moved=moved))
    assert told.compared is not None
    assert told.compared.reasons == ("the scope changed",)
    assert told.changed is None
    assert told.figures[0].before is None


def answers(told: Report) -> dict[str, str | None]:
    return {answer.question: answer.evidence for chapter in told.checklist for answer in chapter.questions}


def test_the_checklist_has_seven_sections_and_says_what_data_can_not_tell():
    told = report(states(gap("A"), state("B", rules=("no-beneficiary",))))
    assert [chapter.number for chapter in told.checklist] == [1, 2, 3, 4, 5, 6, 7]
    assert all(answer.ask.endswith("?") for chapter in told.checklist for answer in chapter.questions)
    assert {answer.evidence for answer in told.checklist[6].questions} == {None}
    found = answers(told)
    why = found["Have we stated why this work matters to the customer, the business, or the platform?"]
    assert why == "1 of 1 stated outcomes do not say who or what is better off (no-beneficiary)"
    off = found["Are we avoiding just delivering features without a defined end state?"]
    assert off == "not asked by the profile crawl@1 (output-not-outcome is off)"


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("outcome: read from “Why” in /home/eva/exports/jira.csv", "outcome: read from “Why” in jira.csv"),
        (r"outcome: read from “Why” in C:\exports\jira.csv", "outcome: read from “Why” in jira.csv"),
        ("outcome: read in https://acme.example/browse", "outcome: read in https://acme.example/browse"),
        ("2 issues of type Bug not looked at", "2 issues of type Bug not looked at"),
    ],
)
def test_a_note_does_not_tell_the_folders_of_whoever_ran_it(note: str, told: str):
    from outcome_lint.model import Note

    assert report(states(gap("A")), notes=(Note(note),)).data.notes == (told,)


def test_a_to_do_list_is_of_one_owner_and_has_no_figure():
    found = [finding("A", "Eva Novák"), finding("B", "Li"), finding("A", "Eva Novák", rule="no-measure")]
    made = todo(material(states(gap("A"), gap("B")), findings=found).run, "eva novák")
    assert [(each.item.key, [ask[0] for ask in each.asks]) for each in made.items] == [
        ("A", ["missing-outcome", "no-measure"])
    ]
    assert not {"percent", "total", "count"} & set(msgspec.to_builtins(made))
