from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from outcome_lint.errors import UsageError
from outcome_lint.history import History, Prints
from outcome_lint.history.database import connect
from outcome_lint.history.tables import VERSIONS, settle
from tests.history.helpers import portfolio, record, remembered, state

FIRST = Path(__file__).with_name("version-1.sql")
NEXT = (*VERSIONS, ("ALTER TABLE ol_run ADD COLUMN branch VARCHAR(50)", "UPDATE ol_run SET branch = 'main'"))


@pytest.fixture
def old(tmp_path: Path) -> str:
    """A history as the first version wrote it."""
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript(FIRST.read_text("utf-8"))
    connection.close()
    return str(path)


def test_a_history_of_the_first_version_is_read(old: str):
    with History(old) as history:
        (first, states), (second, later) = remembered(history)
    assert first.prints == Prints("scope", "sources", "reading", "rules")
    assert (first.complete, first.profile, first.version) == (True, "walk@1", "0.1.0")
    assert first.by_rule == {"missing-okr": 1}
    assert first.card is not None
    assert (first.card.ffr.without, first.card.ffr.total, first.card.ffr.excluded) == (1, 2, {"label sandbox": 3})
    assert states["A-1"] == state(
        "A-1", "present", owner=True, okr=False, measured=True, actual="present", conclusion="refuted",
        status_category="done", team="Red", project="A", level="epic", work_kind="debt", parent="A-0", title="T",
        url="https://x.example/A-1", created="2026-01-02", started="2026-02-03", resolved="2026-03-04",
        rules=("missing-okr",), digest="d1",
    )  # fmt: skip
    assert states["A-2"] == state("A-2", "missing")
    assert list(later) == ["A-1"]
    assert second.number == 0


def test_it_can_be_added_to(old: str):
    with History(old) as history:
        record(history, portfolio(A="missing"))
        assert len(history.runs()) == 3


def test_an_older_version_is_brought_up_to_date_and_loses_nothing(old: str):
    with History(old) as history:
        before = remembered(history)
    database = connect(old, create=False)
    settle(database, NEXT)
    assert list(database.rows("SELECT branch FROM ol_run")) == [("main",), ("main",)]
    assert list(database.rows("SELECT number FROM ol_meta WHERE name = 'version'")) == [(len(NEXT),)]
    settle(database, NEXT)
    database.run("ALTER TABLE ol_run DROP COLUMN branch")
    database.run("UPDATE ol_meta SET number = :number WHERE name = 'version'", number=len(VERSIONS))
    database.close()
    with History(old) as history:
        assert remembered(history) == before


def test_a_version_that_fails_half_way_leaves_the_older_one(old: str):
    database = connect(old, create=False)
    with pytest.raises(UsageError, match="no such table"):
        settle(database, (*NEXT, ("ALTER TABLE nowhere ADD COLUMN x INTEGER",)))
    database.close()
    with History(old) as history:
        assert len(history.runs()) == 2


def test_a_newer_version_is_refused(old: str):
    database = connect(old, create=False)
    settle(database, NEXT)
    database.close()
    with pytest.raises(UsageError, match="written by a newer outcome-lint"):
        History(old)


def test_tables_are_upgraded_on_a_server_too(postgresql: str):
    with History(postgresql, create=True) as history:
        record(history, portfolio(A="missing"))
    database = connect(postgresql, create=False)
    settle(database, NEXT)
    assert list(database.rows("SELECT branch FROM ol_run")) == [("main",)]
    database.close()
    with pytest.raises(UsageError, match="written by a newer outcome-lint"):
        History(postgresql)
