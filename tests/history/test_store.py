from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from outcome_lint.errors import UsageError
from outcome_lint.history import History
from outcome_lint.history.packing import packed, unpacked
from outcome_lint.model import ItemState
from tests.history.helpers import (
    MONDAY,
    PORTFOLIOS,
    STATES,
    Portfolio,
    fresh,
    portfolio,
    record,
    run,
    state,
    unlike,
)

FULL = state(
    "A-1", "present", owner=True, okr=False, measured=True, actual="present", conclusion="refuted",
    status_category="done", team="Rød", project="A", level="epic", work_kind="debt", parent="A-0",
    title="“T” \x1b[31m", url="https://x.example/A-1", created="2026-01-02", started="2026-02-03",
    resolved="2026-03-04", rules=("missing-okr", "no-measure"), digest="d1",
)  # fmt: skip


def changed(history: History, number: int) -> dict[str, str | None]:
    return {key: each and each.outcome for key, each in history.changed(history.run(number))}


def test_a_run_is_read_back_as_it_was(history: History):
    kept = history.record(run(by_rule={"missing-outcome": 2}, problems=0), [FULL])
    assert (kept.number, kept.items, kept.at) == (1, 1, MONDAY)
    assert history.runs() == (kept,)
    assert history.run(1) == kept
    assert history.states(kept) == {"A-1": FULL}


def test_only_what_changed_is_written(history: History):
    record(history, portfolio(A="present", B="missing"), portfolio(A="present", B="present", C="missing"))
    record(history, portfolio(A="present", C="missing"), portfolio(A="present", C="missing"))
    assert [changed(history, number) for number in (1, 2, 3, 4)] == [
        {"A": "present", "B": "missing"},
        {"B": "present", "C": "missing"},
        {"B": None},
        {},
    ]


def test_an_item_that_comes_back_is_new_again(history: History):
    *_, last = record(history, portfolio(A="present"), {}, portfolio(A="present"))
    assert changed(history, 3) == {"A": "present"}
    assert list(history.states(last)) == ["A"]


def test_of_an_incomplete_run_no_state_is_kept(history: History):
    first, *_ = record(history, portfolio(A="present"))
    broken = history.record(run(1, complete=False, items=7, problems=2), portfolio(B="missing").values())
    assert (broken.items, broken.problems, broken.card) == (7, 2, None)
    assert history.states(broken) == history.states(first)
    assert changed(history, 2) == {}


def test_figures_are_counted_from_the_states(history: History):
    kept, *_ = record(
        history,
        portfolio(
            state("A", "missing", owner=False, team="Red", status_category="done", actual="missing"),
            state("B", "present", owner=True, okr=True, measured=True, team="Red"),
            state("C", "placeholder", okr=False, team="Blue", status_category="done", actual="present"),
            state("D", "unknown"),
        ),
    )
    card = kept.card
    assert card is not None
    assert (card.ffr.without, card.ffr.total, card.ffr.unknown) == (2, 3, 1)
    figures = {name: (each.covered, each.total, each.unknown) for name, each in card.coverage.items()}
    assert figures == {
        "outcome": (1, 3, 1),
        "owner": (1, 2, 2),
        "okr": (1, 2, 2),
        "measured": (1, 1, 0),
        "reflected": (1, 2, 0),
    }
    teams = [(group.name, group.ffr.without, group.ffr.total) for group in card.groups if group.by == "team"]
    assert teams == [("Blue", 1, 1), ("Red", 1, 2), ("no team", 0, 0)]
    assert history.runs() == (kept,)


def test_what_was_out_of_scope_is_kept_with_the_figures(history: History):
    first, *_ = record(history, {})
    card = first.card
    assert card is not None
    told = replace(card, ffr=replace(card.ffr, excluded={"label sandbox": 2}))
    second = history.record(run(1, card=told), [])
    assert second.card is not None
    assert second.card.ffr.excluded == {"label sandbox": 2}


def test_portfolios_of_another_scope_or_source_do_not_mix(history: History):
    mine, *_ = record(history, portfolio(A="present"))
    (second,) = record(history, portfolio(B="missing"), prints=unlike(scope="other"))
    (third,) = record(history, portfolio(C="missing"), prints=unlike(sources="other"))
    assert [list(history.states(each)) for each in (mine, second, third)] == [["A"], ["B"], ["C"]]
    assert history.runs(like=mine) == (mine,)
    assert len(history.runs()) == 3


def test_other_rules_and_another_reading_stay_in_the_series(history: History):
    mine, *_ = record(history, portfolio(A="present"))
    record(history, portfolio(A="present"), prints=unlike(rules="other", reading="other"))
    assert len(history.runs(like=mine)) == 2
    assert changed(history, 2) == {}


def test_two_runs_of_one_moment_are_two_runs(history: History):
    first, second = (history.record(run(), portfolio(A=said).values()) for said in ("missing", "present"))
    assert second.at - first.at == timedelta(microseconds=1)
    assert [history.states(each)["A"].outcome for each in (first, second)] == ["missing", "present"]


def test_a_time_of_another_zone_is_the_same_moment(history: History):
    there = timezone(timedelta(hours=9))
    kept = history.record(replace(run(), at=MONDAY.astimezone(there)), [])
    assert kept.at == MONDAY
    assert kept.at.utcoffset() == timedelta(0)


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(4)), st.lists(PORTFOLIOS, min_size=4, max_size=4))
def test_runs_find_their_place_in_time(order: list[int], weeks: list[Portfolio]):
    with fresh() as history:
        for week in order:
            history.record(run(week), weeks[week].values())
        assert [history.states(each) for each in history.runs()] == weeks


def test_an_unknown_run_is_told(history: History):
    with pytest.raises(UsageError, match="there is no run 7"):
        history.run(7)


@settings(max_examples=40, deadline=None)
@given(st.lists(PORTFOLIOS, min_size=1, max_size=5), st.integers(0, 6))
def test_pruning_forgets_runs_and_changes_nothing_else(weeks: list[Portfolio], cut: int):
    with fresh() as history:
        record(history, *weeks)
        kept = min(cut, len(weeks) - 1)
        assert history.prune(run(cut).at) == kept
        assert [history.states(each) for each in history.runs()] == weeks[kept:]
        assert [each.number for each in history.runs()] == list(range(kept + 1, len(weeks) + 1))


def test_pruning_keeps_the_newest_complete_run_of_each_portfolio(history: History):
    record(history, portfolio(A="present"), portfolio(A="missing"))
    record(history, portfolio(B="present"), prints=unlike(sources="other"))
    history.record(run(9, complete=False), [])
    assert history.prune(run(8).at) == 1
    assert [each.number for each in history.runs()] == [2, 3, 4]


@given(STATES)
def test_a_state_survives_its_packing(packable: ItemState):
    assert unpacked(packed(packable)) == packable


def test_an_older_row_with_fewer_fields_is_read():
    assert unpacked('["A-1","missing",true]') == state("A-1", "missing", owner=True)


def test_there_has_to_be_one(tmp_path: Path):
    with pytest.raises(UsageError, match="there is no history"):
        History(str(tmp_path / "none.db"))


def test_another_kind_of_file_is_left_alone(tmp_path: Path):
    path = tmp_path / "h.db"
    path.write_bytes(b"key,summary\n" * 1000)
    with pytest.raises(UsageError, match="can't be used: file is not a database"):
        History(str(path), create=True)
    assert path.read_bytes() == b"key,summary\n" * 1000


@pytest.mark.parametrize("name", ["h.db/x/h.db", "folder"])
def test_a_place_that_can_not_be_is_told(tmp_path: Path, name: str):
    (tmp_path / "h.db").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="can't be used"):
        History(str(tmp_path / name), create=True)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense://user:hush@host/db", "is not installed|is no SQLAlchemy URL"),
        ("postgresql://user:hush@127.0.0.1:1/db?password=hush", "connection"),
        ("://hush", "is no SQLAlchemy URL"),
    ],
)
def test_a_server_that_is_not_there_is_told_without_the_password(url: str, words: str):
    pytest.importorskip("psycopg")
    with pytest.raises(UsageError, match=words) as told:
        History(url, create=True)
    assert "hush" not in str(told.value) + told.value.hint
    assert told.value.__suppress_context__


def test_a_failed_recording_leaves_what_was(history: History):
    record(history, portfolio(A="present"))

    def broken() -> Iterator[ItemState]:
        yield state("B")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        history.record(run(1), broken())
    assert len(history.runs()) == 1
    assert changed(history, 1) == {"A": "present"}
    record(history, portfolio(B="present"))


def test_without_the_extra_a_url_is_told_what_it_needs(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(UsageError, match="needs SQLAlchemy") as told:
        History("postgresql://user:hush@host/db")
    assert "outcome-lint[history]" in told.value.hint


def test_a_file_needs_no_extra(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with fresh() as history:
        assert history.runs() == ()


def test_a_file_behind_a_url_is_a_database_like_any_other(tmp_path: Path):
    pytest.importorskip("sqlalchemy")
    for week in range(2):
        with History(f"sqlite:///{tmp_path / 'h.db'}", create=True) as history:
            record(history, portfolio(A=("missing", "present")[week]))
    with History(str(tmp_path / "h.db")) as history:
        assert [history.states(each)["A"].outcome for each in history.runs()] == ["missing", "present"]
