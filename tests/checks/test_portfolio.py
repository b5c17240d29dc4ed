from __future__ import annotations

from typing import Any

import pytest

from outcome_lint.checks import Abstain, Miss
from outcome_lint.checks.links import tier
from outcome_lint.model import WorkItem
from tests.helpers import GOOD, TODAY, item, verdict

FAR = item("FAR")  # so that there is a portfolio


def tied(subject: WorkItem, *others: WorkItem, **options: Any) -> str:
    said = verdict({"tied": options}, subject, *others, FAR)
    return "yes" if said is None else said.reason if isinstance(said, Abstain) else f"no {said.why}".strip()


def chain(length: int, **top: Any) -> list[WorkItem]:
    """A-0 hangs from A-1, which hangs from A-2 …; the last one is `top`."""
    links = [item(f"A-{n}", okr=None, parent=f"A-{n + 1}") for n in range(length)]
    return [*links, item(f"A-{length}", **top)]


@pytest.mark.parametrize("length", [1, 2, 8])
def test_a_tie_is_inherited_from_the_nearest_ancestor(length: int):
    assert tied(*chain(length, okr="KR-1", parent=None)) == "yes"
    assert tied(*chain(length, okr=None, parent=None)) == "no"
    assert tied(*chain(length, parent=None)) == "the parent's OKR link was not read"
    assert tied(*chain(length, okr=None)) == "the parent's OKR link was not read"
    assert tied(*chain(length, okr=None, parent="NOT-READ")) == "the parent's OKR link was not read"


def test_ones_own_tie_needs_no_parent():
    assert tied(item(okr="KR-1")) == tied(item(okr="KR-1", parent="NOT-READ")) == "yes"
    assert tied(item(okr=None, parent=None)) == "no"
    assert tied(item(okr=None)) == "parent unknown"
    assert tied(item(parent=None)) == "okr unknown"
    assert tied(item(okr=None, parent="A-9"), item("A-9", okr="KR-1"), inherited=False) == "no"


def test_an_unknown_tie_of_ones_own_may_be_known_by_the_parent():
    assert tied(item(parent="A-9"), item("A-9", okr="KR-1")) == "yes"
    assert tied(item(parent="A-9"), item("A-9", okr=None, parent=None)) == "okr unknown"


@pytest.mark.parametrize("size", [1, 2, 30])
def test_parents_in_a_circle_come_to_an_end(size: int):
    ring = [item(f"A-{n}", okr=None, parent=f"A-{(n + 1) % size}") for n in range(size)]
    assert tied(*ring) == "the parent's OKR link was not read"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("O2 KR1: churn below 3 %", "key result"),
        ("KR-18", "key result"),
        ("Objective: loved by nurses", "objective"),
        ("Goal 4", "goal"),
        ("North Star", "product metric"),
        ("accessibility regulation", "business driver"),
        ("https://example.com/x", "link"),
    ],
)
def test_tiers(text: str, name: str):
    assert tier(text) == name
    assert tied(item(okr=text), tiers=[name]) == "yes"
    assert tied(item(okr=text), tiers=["something firmer"]) == f"no tied to a {name} only"


def anchored(parent: WorkItem | None) -> Any:
    others = [parent] if parent else []
    return verdict({"anchored": {}}, item(parent="P"), *others, FAR)


def test_a_parent_states_an_outcome_or_not_or_nobody_knows():
    assert anchored(item("P", outcome=GOOD)) is None
    assert anchored(item("P", outcome=None)) == Miss(why="P")
    assert anchored(item("P")) == anchored(None) == Abstain("parent not in scope")


def repetitions(*items: WorkItem, at_most: int = 2) -> str:
    said = verdict({"repeated": {"at-most": at_most}}, *items, FAR)
    return "" if said is None else said.why


def copies(*parents: str | None, text: str = GOOD) -> list[WorkItem]:
    return [item(f"A-{n}", parent=parent, outcome=text) for n, parent in enumerate(parents)]


def test_the_same_text_on_three_items_is_a_copy_unless_they_share_a_parent():
    assert repetitions(*copies(None, None)) == ""
    assert repetitions(*copies(None, None, None)) == "stands on 3 items"
    assert repetitions(*copies("P", "P", "P")) == ""
    assert repetitions(*copies("P", "P", "Q")) == ""
    assert repetitions(*copies("P", "Q", "R", "R")) == "stands on 3 items"
    assert repetitions(*copies("P", "Q", None)) == "stands on 3 items"
    assert repetitions(*copies("P", "Q"), at_most=1) == "stands on 2 items"


def test_copies_differ_in_no_more_than_case_spaces_and_signs():
    spelled = [GOOD, f"{GOOD.upper()}!", f"  {GOOD.replace(' ', '  ')}.", "Something else entirely is better by June"]
    items = [item(f"A-{n}", parent=None, outcome=text) for n, text in enumerate(spelled)]
    assert repetitions(*items) == "stands on 3 items"


def test_items_whose_parent_is_unknown_stand_for_themselves():
    assert repetitions(*(item(f"A-{n}", outcome=GOOD) for n in range(3))) == "stands on 3 items"


def listed(okr: str, *entries: dict[str, Any]) -> str:
    catalogue = {entry["id"].casefold(): entry for entry in entries}
    said = verdict({"listed": {}}, item(okr=okr), catalogue=catalogue)
    return "yes" if said is None else said.why


def test_a_catalogue_is_needed():
    assert verdict({"listed": {}}, item(okr="KR1")) == Abstain("no OKR catalogue given")


@pytest.mark.parametrize("okr", ["KR1", "kr1", "see KR1: churn", "(KR1)", "https://okr.example/KR1/edit"])
def test_an_entry_is_found_by_its_id_in_the_text(okr: str):
    assert listed(okr, {"id": "KR1"}) == "yes"


def test_kr1_does_not_answer_for_kr12():
    one, twelve = {"id": "KR1", "status": "closed"}, {"id": "KR12"}
    assert listed("KR12", one, twelve) == "yes"
    assert listed("KR12", one) == listed("XKR1", one) == "not in the catalogue"
    assert listed("O1-KR1", {"id": "O1", "status": "closed"}, {"id": "O1-KR1"}) == "yes"


@pytest.mark.parametrize("status", ["closed", "Done", "DROPPED", "cancelled"])
def test_a_closed_entry(status: str):
    assert listed("KR1", {"id": "KR1", "status": status}) == f"KR1 is {status}"


@pytest.mark.parametrize("status", ["open", "", None, "on track"])
def test_an_open_entry(status: str | None):
    assert listed("KR1", {"id": "KR1", "status": status}) == "yes"


def test_an_entry_ends_after_its_last_day():
    assert listed("KR1", {"id": "KR1", "end": TODAY.isoformat()}) == "yes"
    assert listed("KR1", {"id": "KR1", "end": "2026-05-31"}) == "KR1 ended on 2026-05-31"
    assert listed("KR1", {"id": "KR1", "end": "some day"}) == "yes"


def test_signs_in_an_id_are_just_signs():
    assert listed("KR.1 (a+b)", {"id": "KR.1 (a+b)"}) == "yes"
    assert listed("KRx1", {"id": "KR.1"}) == "not in the catalogue"
