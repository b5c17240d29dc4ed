from __future__ import annotations

from typing import Any

import pytest

from outcome_lint.checks import Miss
from outcome_lint.model import Confidence, Exemption, WorkItem
from tests.helpers import GOOD, finding, found, item, lint, plan, rule, task

RULE, CODE = "missing-outcome", "OL101"
KEEPING = (RULE, "placeholder-outcome", "expired-ignore", "unused-ignore")
BARE = item(outcome=None)
FREEZE = {"rule": RULE, "item": "A-1", "reason": "legal freeze"}


def labelled(*labels: str, outcome: str | None = None) -> WorkItem:
    return item(outcome=outcome, labels=labels)


def told(*items: WorkItem, **settings: Any) -> list[tuple[str, str]]:
    return found(lint(items, *KEEPING, **settings))


def test_an_ignore_is_told_with_its_reason_owner_and_end():
    judged = lint([BARE], ignores=[{**FREEZE, "owner": "Eva", "expires": "2027-01-31"}])
    assert not judged.findings
    assert judged.ignored == (Exemption(RULE, CODE, "A-1", "config", "legal freeze", "Eva", "2027-01-31"),)


def test_an_ignore_holds_for_one_rule_and_one_item():
    assert told(BARE, item("B-1", outcome=None), ignores=[FREEZE]) == [(RULE, "B-1")]
    assert told(item(outcome="TBD"), ignores=[FREEZE]) == [("placeholder-outcome", "A-1"), ("unused-ignore", "A-1")]
    assert told(BARE, ignores=[{**FREEZE, "item": "a-1"}]) == [(RULE, "A-1"), ("unused-ignore", "a-1")]


def test_all_rules_of_one_item():
    everything = {**FREEZE, "rule": "ALL"}
    assert told(BARE, ignores=[everything]) == told(item(outcome="TBD"), ignores=[everything]) == []
    assert told(item(outcome=GOOD), ignores=[everything]) == [("unused-ignore", "A-1")]


@pytest.mark.parametrize(("expires", "holds"), [("2026-05-31", False), ("2026-06-01", True), ("", True)])
def test_an_ignore_holds_through_its_last_day(expires: str, holds: bool):  # noqa: FBT001
    expected = [] if holds else [(RULE, "A-1"), ("expired-ignore", "A-1")]
    assert told(BARE, ignores=[{**FREEZE, "expires": expires}]) == expected


def test_an_expired_ignore_says_which_and_when():
    judged = lint([], "expired-ignore", ignores=[{**FREEZE, "expires": "2026-01-31"}])
    assert finding(judged).message == "its ignore is past its date (missing-outcome, ended on 2026-01-31)"
    assert finding(judged).item.key == "A-1"


def test_an_expired_ignore_stands_in_nobodys_way():
    expired = {**FREEZE, "expires": "2026-01-31"}
    for current in ({**FREEZE, "rule": "ALL"}, FREEZE):
        for ignores in ([expired, current], [current, expired]):
            assert told(BARE, ignores=ignores) == [("expired-ignore", "A-1")]


SPELLINGS = [
    "outcome-lint:ignore",
    "Outcome-Lint:Ignore",
    "outcome-lint:ignore-all",
    *(f"outcome-lint:ignore{sign}{word}" for sign in "-:=/" for word in (RULE, CODE, CODE.lower(), RULE.upper())),
]


@pytest.mark.parametrize("label", SPELLINGS)
def test_a_label_in_any_spelling(label: str):
    judged = lint([labelled("x", label)], *KEEPING)
    assert not judged.findings
    assert judged.ignored == (Exemption(RULE, CODE, "A-1", "label", f"label {label}"),)


@pytest.mark.parametrize("label", ["outcome-lint", "outcome lint:ignore", "ignore", "no-outcome-lint:ignore"])
def test_what_is_no_ignore_label(label: str):
    assert told(labelled(label)) == [(RULE, "A-1")]


def test_a_label_for_another_rule_does_not_help():
    assert told(labelled("outcome-lint:ignore-OL102")) == [(RULE, "A-1"), ("unused-ignore", "A-1")]


def test_a_label_that_nothing_needs_or_nobody_knows_is_told():
    for label in (
        "outcome-lint:ignore",
        "outcome-lint:ignore-all",
        "outcome-lint:ignore-OL101",
        "outcome-lint:ignore-mising-outcome",
    ):
        assert told(labelled(label, outcome=GOOD)) == [("unused-ignore", "A-1")]


@pytest.mark.parametrize("word", ["no-measure", "OL301", "ol301"])
def test_what_is_set_aside_of_a_rule_that_is_off_is_not_told(word: str):
    off = {**FREEZE, "rule": "no-measure"}
    assert told(labelled(f"outcome-lint:ignore-{word}", outcome=GOOD), ignores=[off]) == []
    assert told(item(outcome=GOOD), baseline=[("no-measure", "A-1")]) == []


def test_of_a_part_of_the_portfolio_nothing_is_called_unused():
    judged = lint([item(outcome=GOOD)], *KEEPING, ignores=[FREEZE], baseline=[(RULE, "B-9")], whole=False)
    assert not judged.findings
    (abstention,) = judged.abstentions
    assert (abstention.rule, abstention.reason) == ("unused-ignore", "only a part of the portfolio was read")
    assert abstention.items == ()


def test_a_baseline_holds_rule_by_item_so_that_a_swap_cannot_hide():
    baseline = [(RULE, "A-1")]
    assert told(BARE, baseline=baseline) == []
    assert told(item(outcome=GOOD), item("B-1", outcome=None), baseline=baseline) == [
        (RULE, "B-1"),
        ("unused-ignore", "A-1"),
    ]
    assert told(item(outcome="TBD"), baseline=baseline) == [("placeholder-outcome", "A-1"), ("unused-ignore", "A-1")]


def test_the_configuration_speaks_before_the_label_and_the_label_before_the_baseline():
    marked = labelled("outcome-lint:ignore")
    everything = {"ignores": [FREEZE], "baseline": [(RULE, "A-1")]}
    assert lint([marked], **everything).ignored[0].via == "config"
    assert lint([marked], baseline=[(RULE, "A-1")]).ignored[0].via == "label"
    assert lint([BARE], baseline=[(RULE, "A-1")]).ignored[0].via == "baseline"


def test_rules_that_wait_for_the_portfolio_are_set_aside_too():
    copies = [item(f"A-{n}", outcome=GOOD, parent=None) for n in range(3)]
    copies[1] = item("A-1", outcome=GOOD, parent=None, labels=("outcome-lint:ignore-OL105",))
    assert found(lint(copies, "copied-outcome", baseline=[("copied-outcome", "A-2")])) == [("copied-outcome", "A-0")]


def test_a_doubt_that_the_ratio_does_not_count_is_not_subtracted_from_it():
    from msgspec.structs import replace

    from outcome_lint.linter import Plan, Plans
    from outcome_lint.linter import lint as run

    (doubting,) = plan("placeholder-outcome").rules
    unsure = replace(doubting, judge=lambda _: Miss(Confidence.LOW))
    made = task("placeholder-outcome", ignores=[{**FREEZE, "rule": "ALL"}], min_confidence="low")
    card = run([item(outcome=GOOD)], replace(made, plans=Plans(lambda _: Plan((unsure,))))).card
    assert card.ffr.without == 0
    assert card.after_exceptions is None


def test_own_rules_can_be_set_aside_by_their_code():
    own = rule("own-rule", "AC7")
    assert not lint([labelled("outcome-lint:ignore-ac7")], own).findings
