"""One-line ways to states, runs and histories."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from outcome_lint.history import History, Prints, Recorded, States
from outcome_lint.model import ItemState

MONDAY = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)
PRINTS = Prints("scope", "sources", "reading", "rules")
Portfolio = dict[str, ItemState]


def state(key: str = "A-1", outcome: Any = "present", **fields: Any) -> ItemState:
    return ItemState(key, outcome, **fields)


def portfolio(*states: ItemState, **outcomes: str) -> Portfolio:
    """States by key; `portfolio(A="missing")` for such with nothing else."""
    return {each.key: each for each in (*states, *(state(key, said) for key, said in outcomes.items()))}


def run(week: float = 0, **fields: Any) -> Recorded:
    """A complete run so many weeks after the first one."""
    known = {"profile": "crawl@1", "prints": PRINTS, "complete": True, "version": "0.1.0"}
    return Recorded(MONDAY + timedelta(weeks=week), **{**known, **fields})


def unlike(**prints: str) -> Prints:
    return replace(PRINTS, **prints)


def record(history: History, *weeks: Portfolio, **fields: Any) -> list[Recorded]:
    """A run a week."""
    first = len(history.runs())
    return [history.record(run(first + n, **fields), each.values()) for n, each in enumerate(weeks)]


@contextmanager
def fresh() -> Iterator[History]:
    """A history of one's own, for as long as it is used."""
    with tempfile.TemporaryDirectory() as folder, History(str(Path(folder) / "h.db"), create=True) as history:
        yield history


def remembered(history: History) -> list[tuple[Recorded, States]]:
    """All that it holds, without the numbers."""
    return [(replace(each, number=0), history.states(each)) for each in history.runs()]


TEXTS = st.sampled_from(["present", "missing", "placeholder", "unknown"])
KNOWN = st.sampled_from([True, False, None])
STATES = st.builds(
    ItemState,
    key=st.sampled_from("ABCDEFGH"),
    outcome=TEXTS,
    owner=KNOWN,
    okr=KNOWN,
    measured=KNOWN,
    actual=TEXTS,
    conclusion=st.sampled_from(["confirmed", "refuted", None]),
    status_category=st.sampled_from(["todo", "doing", "done", None]),
    team=st.sampled_from(["Red", "Blue", None]),
    title=st.text(max_size=5),
    rules=st.lists(st.sampled_from(["r1", "r2", "r3"]), unique=True).map(lambda rules: tuple(sorted(rules))),
    digest=st.sampled_from(["", "d1", "d2"]),
)
PORTFOLIOS = st.lists(STATES, unique_by=lambda each: each.key).map(lambda states: {each.key: each for each in states})
