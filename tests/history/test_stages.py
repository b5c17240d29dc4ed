from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from outcome_lint.history import Criteria, Gates, History, Position, Stage, Standing, standings, told
from outcome_lint.model import ItemState
from tests.history.helpers import MONDAY, Portfolio, portfolio, record, run, state, unlike

NOTHING = {"crawl": Criteria(weeks=4), "walk": Criteria(weeks=4), "run": Criteria(weeks=4)}


def items(stated: int, total: int = 10, **fields: object) -> Portfolio:
    """So many items, the first ones with an outcome."""
    return portfolio(*(state(f"{n:03}", "present" if n < stated else "missing", **fields) for n in range(total)))


def judge(
    history: History,
    *,
    stage: Stage = "crawl",
    stop: str = "",
    team: Callable[[str], Position] | None = None,
    now: float = 3.5,
    **asked: float,
) -> tuple[Standing, tuple[Standing, ...]]:
    """The answers on a day after the fourth run; `asked` of the stage, over four weeks."""
    criteria: dict[Stage, Criteria] = {**NOTHING, stage: Criteria(**{"weeks": 4, **asked})}
    position = Position(stage, stop)
    gates = Gates(criteria, position, team or (lambda _: position))
    runs = history.runs(like=history.runs()[-1])
    return standings(history, runs, gates, MONDAY + timedelta(weeks=now))


def overall(history: History, **settings: object) -> Standing:
    return judge(history, **settings)[0]


def answer(history: History, **asked: object) -> tuple[bool | None, int, int]:
    """Of the one criterion that is asked."""
    (found,) = overall(history, **asked).answers
    return found.met, found.part, found.total


@pytest.fixture(autouse=True)
def where(tmp_path: Path) -> str:
    """What a gate makes of its evidence is the same on every database."""
    return str(tmp_path / "h.db")


@pytest.mark.parametrize(
    ("stage", "say", "following"), [("crawl", "proceed", "walk"), ("walk", "proceed", "run"), ("run", "stay", "")]
)
def test_whoever_has_all_that_is_asked_may_proceed(history: History, stage: Stage, say: str, following: str):
    record(history, items(5), items(5))
    found = overall(history, stage=stage, outcome=50)
    assert (found.stage, found.say, found.next) == (stage, say, following)
    assert found.reasons[0].startswith(f"all that {stage} asks is met")


def test_whoever_has_not_stays_and_is_told_why_with_counts(history: History):
    record(history, items(2), items(4))
    found = overall(history, outcome=50, owner=70)
    assert (found.say, found.next) == ("stay", "")
    assert found.reasons == (
        "do items state an outcome: 40.0 % (4 of 10), 50 % asked for",
        "do items have an owner: nothing is known of it, 70 % asked for",
    )
    assert (found.weeks, found.runs, found.items) == (4, 2, 10)


def test_too_little_history_is_no_failure_and_says_what_is_needed(history: History):
    record(history, items(10))
    record(history, items(10))
    found = overall(history, seen=3, outcome=50)
    assert found.say == "stay"
    assert found.reasons[0].startswith("not enough history: complete runs in 2 of the last 4 weeks, 3 needed")


def test_many_runs_in_one_week_are_one_week(history: History):
    for day in range(5):
        history.record(run(day / 7), items(10).values())
    assert overall(history, seen=2).reasons[0].startswith("not enough history: complete runs in 1 of")


def test_old_history_is_no_evidence(history: History):
    record(history, *[items(10)] * 4)
    found = overall(history, now=30, seen=3)
    assert found.reasons[0].startswith("not enough history: complete runs in 0 of")
    assert found.answers == ()


def test_what_was_read_in_another_way_is_no_evidence(history: History):
    record(history, items(10), items(10))
    record(history, items(10), items(10), prints=unlike(reading="x"))
    found = overall(history, seen=3)
    assert "complete runs in 2 of" in found.reasons[0]
    assert "can't be compared" in found.reasons[0]


def test_weeks_without_a_readable_run_say_stop(history: History):
    record(history, items(10))
    record(history, {}, {}, {}, complete=False)
    found = overall(history, unreadable=3, seen=1)
    assert (found.say, found.reasons) == ("stop", ("no run of the last 3 weeks could read the data whole",))
    assert overall(history, unreadable=4, seen=1).say == "proceed"


def test_one_readable_run_in_a_week_is_enough_to_go_on(history: History):
    record(history, items(10), {}, complete=False)
    history.record(run(2), items(10).values())
    history.record(run(2.1, complete=False), [])
    assert overall(history, unreadable=1).say == "proceed"


def test_a_choice_to_stop_is_respected_whatever_the_figures(history: History):
    record(history, items(10), items(10))
    found = overall(history, stop="legal freeze until spring", outcome=50)
    assert (found.say, found.reasons) == ("stop", ("it was chosen to stop: legal freeze until spring",))
    assert found.answers[0].met


def test_where_nothing_moves_to_stop_is_offered(history: History):
    record(history, items(2), items(2))
    assert overall(history, outcome=50).reasons[-1].startswith("nothing moved in 4 weeks: 8 items still without")
    record(history, items(3))
    assert len(overall(history, outcome=50).reasons) == 1


def test_how_often_the_data_could_be_read(history: History):
    record(history, items(10), items(10), items(10))
    record(history, {}, complete=False)
    assert answer(history, readable=75) == (True, 3, 4)
    assert answer(history, readable=76) == (False, 3, 4)


def test_of_how_many_items_the_source_tells(history: History):
    record(history, portfolio(A="present", B="unknown", C="missing"))
    assert answer(history, known=66) == (True, 2, 3)


def test_whether_those_that_come_state_an_outcome(history: History):
    came = portfolio(V="present", W="present", X="missing", Y="present", Z="missing", U="unknown")
    record(history, items(0, 5), {**items(0, 5), **came})
    assert answer(history, new_stated=60) == (True, 3, 5)
    assert answer(history, new_stated=61) == (False, 3, 5)


def test_what_there_were_too_few_to_ask_of_keeps_nobody(history: History):
    record(history, items(0, 5), {**items(0, 5), **portfolio(W="missing", X="missing", Y="missing", Z="missing")})
    assert answer(history, new_stated=50) == (None, 0, 4)
    assert overall(history, new_stated=50).say == "proceed"


def test_how_many_gaps_of_then_were_filled(history: History):
    record(history, items(2, 9), items(4, 8))
    assert answer(history, answered=33) == (True, 2, 6)
    assert answer(history, answered=34) == (False, 2, 6)


def test_whether_the_share_holds(history: History):
    record(history, items(6), items(8), items(7))
    found = overall(history, stage="walk", fell=10).answers[0]
    assert (found.criterion, found.met, found.found) == ("fell", True, pytest.approx(10))
    assert not overall(history, stage="walk", fell=9).answers[0].met
    assert told(found).endswith("10.0 points below its height, at most 10 asked for")


@pytest.mark.parametrize("criterion", ["owner", "okr"])
def test_how_many_have_it(history: History, criterion: str):
    known = [state(key, **{criterion: key in "AB"}) for key in "ABC"]
    record(history, portfolio(*known, D="present"))
    assert answer(history, stage="run", **{criterion: 66}) == (True, 2, 3)


def test_how_many_outcomes_can_be_measured(history: History):
    record(history, portfolio(state("A", measured=True), state("B", measured=False), state("C", "missing")))
    assert answer(history, stage="run", measured=50) == (True, 1, 2)


def done(key: str, **fields: object) -> ItemState:
    return state(key, status_category="done", **fields)


def test_what_was_done_is_looked_at_again_and_refuted_counts(history: History):
    reviewed = [done(key, actual="present", conclusion="refuted" if key in "AB" else None) for key in "ABCDE"]
    record(history, portfolio(*reviewed, done("F", actual="missing"), G="present"))
    assert answer(history, stage="run", reflected=83) == (True, 5, 6)
    assert answer(history, stage="run", concluded=40) == (True, 2, 5)


def teams(*names: str | None) -> Portfolio:
    """Five items each, of which the first team has all outcomes and the others none."""
    states = [
        state(f"{team}-{n}", "missing" if place else "present", team=team)
        for place, team in enumerate(names)
        for n in range(5)
    ]
    return portfolio(*states)


def test_teams_are_told_in_alphabetical_order_each_by_its_own_evidence(history: History):
    record(history, teams("Zebra", "Amber", None))
    _, found = judge(history, outcome=50)
    assert [(each.team, each.say) for each in found] == [("Amber", "stay"), ("Zebra", "proceed"), ("no team", "stay")]
    assert found[0].reasons[0] == "do items state an outcome: 0.0 % (0 of 5), 50 % asked for"


def test_teams_may_stand_at_different_stages(history: History):
    record(history, teams("Zebra", "Amber"))
    places = {"Zebra": Position("walk"), "Amber": Position("run", "moved to another tracker")}
    _, found = judge(history, team=places.__getitem__)
    assert [(each.team, each.stage, each.say, each.next) for each in found] == [
        ("Amber", "run", "stop", ""),
        ("Zebra", "walk", "proceed", "run"),
    ]


def test_a_small_team_is_named_and_not_judged(history: History):
    record(history, portfolio(*(state(key, "missing", team="Few") for key in "ABCD")))
    _, (found,) = judge(history, outcome=50)
    assert (found.say, found.reasons) == (None, ("4 items: too few to tell",))


def test_what_is_asked_in_the_configuration_goes_before_what_the_profile_asks():
    assert Criteria(outcome=0).over(Criteria(weeks=4, outcome=30)) == Criteria(weeks=4, outcome=0)
