from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from outcome_lint.history.packing import Counter
from outcome_lint.linter import lint as judged
from outcome_lint.model import ItemState, Person, WorkItem
from outcome_lint.scorecard import COVERAGES
from tests.helpers import EVA, GOOD, item, lint, task
from tests.linter.test_ratio import PORTFOLIOS

NOBODY = Person("u2", "Zacharias Quill")


def states(items: Iterable[WorkItem], *rules: str, **settings: Any) -> dict[str, ItemState]:
    remembering = replace(task(*rules, **settings), remember=True)
    return {state.key: state for state in judged(items, remembering).states}


def state(*rules: str, **fields: Any) -> ItemState:
    return states([item(**fields)], *rules)["A-1"]


def test_nothing_is_remembered_unless_it_is_asked_for():
    assert list(lint([item(outcome=None)]).states) == []


def test_a_state_tells_all_that_is_known_of_an_item():
    known = state(
        "missing-okr", outcome=GOOD, owner=EVA, okr=None, parent=None, actual_outcome="Refuted", team="Red",
        status_category="done", project="A", level="epic", work_kind="debt", title="T", url="https://x.example/A-1",
        created="2026-01-02T03:04:05+00:00", started="2026-02-03T03:04:05Z", resolved="2026-03-04",
    )  # fmt: skip
    assert replace(known, digest="") == ItemState(
        "A-1", "present", owner=True, okr=False, measured=True, actual="present", conclusion="refuted", team="Red",
        status_category="done", project="A", level="epic", work_kind="debt", title="T", url="https://x.example/A-1",
        created="2026-01-02", started="2026-02-03", resolved="2026-03-04", rules=("missing-okr",),
    )  # fmt: skip


def test_what_the_source_did_not_tell_is_unknown():
    assert state() == ItemState("A-1", "unknown")


def test_what_is_empty_is_missing():
    empty = state(outcome=None, owner=None, okr=None, parent=None, actual_outcome=None)
    assert (empty.outcome, empty.owner, empty.okr, empty.actual, empty.measured) == (
        "missing", False, False, "missing", None,
    )  # fmt: skip


def test_no_person_is_remembered():
    told = state(outcome=GOOD, owner=NOBODY, assignee=NOBODY, labels=("Zacharias",))
    assert told.owner is True
    assert "Zacharias" not in str(told)
    assert "u2" not in str(told)


@pytest.mark.parametrize(
    ("actual", "outcome", "conclusion"),
    [
        ("Confirmed", "present", "confirmed"),
        ("Calls fell by half", "present", None),
        ("TBD", "placeholder", None),
        (None, "missing", None),
    ],
)
def test_an_actual_outcome_is_read_like_any_other(actual: str | None, outcome: str, conclusion: str | None):
    told = state(actual_outcome=actual)
    assert (told.actual, told.conclusion) == (outcome, conclusion)


def test_the_same_words_have_the_same_digest():
    told = states([item("A", outcome=GOOD), item("B", outcome=f"* {GOOD.upper()}!"), item("C", outcome=f"{GOOD} now")])
    assert told["A"].digest == told["B"].digest != told["C"].digest


def test_a_placeholder_has_no_digest():
    assert state(outcome="TBD").digest == ""


def test_rules_that_wait_for_the_portfolio_are_told_too():
    shared = [item(key, outcome=GOOD, owner=None, parent=None, okr=None) for key in "ABC"]
    told = states(shared, "missing-owner", "copied-outcome", "missing-okr")
    assert [each.rules for each in told.values()] == [("copied-outcome", "missing-okr", "missing-owner")] * 3


def test_what_is_set_aside_is_told_too():
    told = states([item(outcome=None)], ignores=[{"rule": "missing-outcome", "item": "A-1"}])
    assert told["A-1"].rules == ("missing-outcome",)


def test_what_is_too_unsure_to_be_found_is_not_told():
    doubtful = [item(outcome="Nicer reports")]
    told = [states(doubtful, "output-not-outcome", min_confidence=sure)["A-1"].rules for sure in ("low", "high")]
    assert told == [("output-not-outcome",), ()]


def test_a_tie_is_inherited_without_any_rule_about_ties():
    told = states(
        [
            item("A", okr=None, parent="P"),
            item("P", okr="KR 1", parent=None),
            item("B", okr=None, parent="nowhere"),
            item("C", okr=None),
            item("D", parent="P"),
            item("E", okr=None, parent=None),
        ]
    )
    assert {key: each.okr for key, each in told.items()} == {
        "A": True, "P": True, "B": None, "C": None, "D": True, "E": False,
    }  # fmt: skip


def test_what_is_out_of_scope_or_context_only_is_not_told():
    items = [item("A"), item("B"), replace(item("C"), context=True)]
    assert list(states(items, excluded=lambda each: "sandbox" if each.key == "B" else None)) == ["A"]


def test_they_can_be_read_again():
    memory = judged([item("A", outcome=None), item("B")], replace(task(), remember=True)).states
    assert list(memory) == list(memory)
    assert [each.key for each in memory] == ["A", "B"]


@settings(max_examples=60, deadline=None)
@given(PORTFOLIOS)
def test_states_count_to_the_same_figures_as_the_run(items: list[WorkItem]):
    """What the history shows is what `check` has shown."""
    rules = ("missing-outcome", "placeholder-outcome", "missing-owner", "missing-okr", "no-measure")
    found = judged(items, replace(task(*rules, "missing-actual-outcome"), remember=True))
    counter = Counter()
    list(counter.count(found.states))
    card = counter.card({})
    assert card.ffr == found.card.ffr
    assert {name: card.coverage[name] for name in ("outcome", *COVERAGES)} == found.card.coverage
