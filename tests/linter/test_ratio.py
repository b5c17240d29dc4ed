"""The Feature Factory Ratio is the same whatever is in force, ignored, baselined, mild, or in which order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outcome_lint.linter import Exclude, excluder
from outcome_lint.model import Ratio, WorkItem
from tests.helpers import EVA, GOOD, OUTCOME_RULES, builtin, item, lint

HAS, MISSING, PLACEHOLDER, BLANK = {"outcome": GOOD}, {"outcome": None}, {"outcome": "TBD"}, {"outcome": " \n "}
UNKNOWN: dict[str, Any] = {}


def items(*kinds: dict[str, Any], **fields: Any) -> list[WorkItem]:
    return [item(f"A-{n}", **kind, **fields) for n, kind in enumerate(kinds)]


MIXED = items(HAS, HAS, HAS, MISSING, PLACEHOLDER, UNKNOWN, UNKNOWN)
RATIO = Ratio(percent=40, without=2, total=5, missing=1, placeholder=1, unknown=2)


def ratio(portfolio: list[WorkItem], *rules: str, **settings: Any) -> Ratio:
    return lint(portfolio, *rules, **settings).card.ffr


def test_a_placeholder_counts_as_none_and_unknown_in_neither():
    assert ratio(MIXED) == RATIO
    assert ratio(items(BLANK, HAS)).without == 1


@pytest.mark.parametrize("portfolio", [[], items(UNKNOWN, UNKNOWN)])
def test_none_is_not_a_percentage(portfolio: list[WorkItem]):
    assert ratio(portfolio).percent is None
    assert lint(portfolio).card.coverage["outcome"].percent is None


@pytest.mark.parametrize(
    "settings",
    [
        {"severity": "info"},
        {"min_confidence": "high"},
        {"min_confidence": "low"},
        {"ignores": [{"rule": "ALL", "item": "A-3"}, {"rule": "placeholder-outcome", "item": "A-4"}]},
        {"baseline": [("missing-outcome", "A-3"), ("placeholder-outcome", "A-4")]},
        {"whole": False},
    ],
    ids=lambda settings: next(iter(settings)),
)
def test_settings_never_change_it(settings: dict[str, Any]):
    assert ratio(MIXED, **settings) == RATIO


@pytest.mark.parametrize("rules", [("missing-owner",), ("no-measure", "copied-outcome"), ("missing-outcome",)])
def test_selection_never_changes_it(rules: tuple[str, ...]):
    assert ratio(MIXED, *rules) == RATIO


def test_labels_never_change_it():
    labelled = [item(each.key, outcome=each.outcome, labels=("outcome-lint:ignore",)) for each in MIXED]
    assert ratio(labelled) == RATIO


def test_what_was_set_aside_shows_beside_it():
    card = lint(MIXED, baseline=[("missing-outcome", "A-3")]).card
    assert card.ffr == RATIO
    assert (card.after_exceptions.without, card.after_exceptions.total, card.after_exceptions.percent) == (1, 5, 20)
    assert lint(MIXED).card.after_exceptions is None


def test_what_is_out_of_scope_is_counted_by_its_reason():
    out = excluder(Exclude(label=("sandbox",), resolution=("Won't Do",)), None)
    portfolio = [*MIXED, item("B-1", outcome=None, labels=("Sandbox",)), item("B-2", resolution="WON’T DO")]
    judged = lint(portfolio, excluded=out)
    assert judged.items == len(MIXED)
    assert (judged.card.ffr.without, judged.card.ffr.total) == (2, 5)
    assert judged.card.ffr.excluded == {"label sandbox": 1, "resolution Won't Do": 1}


def test_coverages_are_those_that_the_rules_ask_about():
    assert list(lint([]).card.coverage) == ["outcome"]
    everything = [each.name for each in builtin().rules]
    assert list(lint([], *everything).card.coverage) == ["outcome", "owner", "okr", "measured", "reflected"]


def covered(rule: str, name: str, *portfolio: WorkItem) -> tuple[int, int, int]:
    coverage = lint(portfolio, rule).card.coverage[name]
    return coverage.covered, coverage.total, coverage.unknown


def test_owner_coverage():
    assert covered("missing-owner", "owner", item(owner=EVA), item("B", owner=None), item("C")) == (1, 2, 1)


def test_okr_coverage_follows_the_ancestors_wherever_they_stand():
    portfolio = [
        item("A", okr=None, parent="T"),
        item("B", parent="T"),
        item("C", okr=None, parent="NOT-READ"),
        item("D", okr=None, parent=None),
        item("E", okr=None),
        item("F", parent="D"),
        item("T", okr="KR-1", parent=None),
    ]
    assert covered("missing-okr", "okr", *portfolio) == (3, 4, 3)
    assert covered("missing-okr", "okr", *reversed(portfolio)) == (3, 4, 3)


def test_measured_is_asked_of_stated_outcomes_only():
    portfolio = items({"outcome": "20 % fewer calls about invoices by June"}, PLACEHOLDER, MISSING, UNKNOWN)
    assert covered("no-measure", "measured", *portfolio) == (1, 1, 0)


def test_reflected_is_asked_of_what_is_done():
    portfolio = [
        item("A", status_category="done", actual_outcome="Confirmed"),
        item("B", status_category="done", actual_outcome=None),
        item("C", status_category="done"),
        item("D", status_category="doing", actual_outcome=None),
        item("E"),
    ]
    assert covered("missing-actual-outcome", "reflected", *portfolio) == (1, 2, 1)


def test_groups_are_by_field_or_by_a_field_of_ones_own():
    portfolio = [
        item("A", outcome=None, team="Blue", extra={"region": "north"}),
        item("B", outcome=GOOD, team=None, extra={"region": ""}),
        item("C", outcome=GOOD),
    ]
    groups = lint(portfolio, by=("team", "region")).card.groups
    assert [(each.by, each.name, each.ffr.without, each.ffr.total) for each in groups] == [
        ("team", "Blue", 1, 1),
        ("team", "no team", 0, 2),
        ("region", "north", 1, 1),
        ("region", "no region", 0, 2),
    ]
    assert len(lint(portfolio, by=("team",)).card.groups) == len(lint(portfolio, by=("team", "level")).card.groups) - 1


KEYS = [f"K-{n}" for n in range(8)]
ITEM = st.fixed_dictionaries(
    {},
    optional={
        "outcome": st.sampled_from([GOOD, "TBD", None, "Calls fall by 20 % by June"]),
        "okr": st.sampled_from(["KR-1", None]),
        "parent": st.sampled_from([*KEYS, None]),
        "owner": st.sampled_from([EVA, None]),
        "team": st.sampled_from(["Blue", "Red", None]),
        "status_category": st.sampled_from(["done", "doing"]),
        "actual_outcome": st.sampled_from(["Confirmed", None]),
        "labels": st.sampled_from([("outcome-lint:ignore",), ("x",), None]),
    },
)
PORTFOLIOS = st.lists(ITEM, max_size=8).map(
    lambda rows: [item(key, **row) for key, row in zip(KEYS, rows, strict=False)]
)
EVERYTHING = tuple(each.name for each in builtin().rules)


@settings(deadline=None)
@given(PORTFOLIOS, st.randoms(use_true_random=False))
def test_the_order_of_the_items_changes_no_figure(portfolio: list[WorkItem], random: Any):
    shuffled = random.sample(portfolio, len(portfolio))
    one, other = (lint(each, *EVERYTHING, by=("team",)) for each in (portfolio, shuffled))
    assert one.card == other.card
    assert (one.by_rule, one.by_severity) == (other.by_rule, other.by_severity)
    assert {(each.rule, each.reason): each.count for each in one.abstentions} == {
        (each.rule, each.reason): each.count for each in other.abstentions
    }
    assert sorted(one.ignored, key=repr) == sorted(other.ignored, key=repr)


@settings(deadline=None)
@given(PORTFOLIOS)
def test_figures_are_consistent(portfolio: list[WorkItem]):
    judged = lint(portfolio, *EVERYTHING, by=("team", "level"))
    ffr = judged.card.ffr
    assert ffr.without == ffr.missing + ffr.placeholder
    assert ffr.total + ffr.unknown == judged.items == len(portfolio)
    for by in ("team", "level"):
        groups = [each.ffr for each in judged.card.groups if each.by == by]
        assert sum(each.without for each in groups) == ffr.without
        assert sum(each.total for each in groups) == ffr.total
    for each in (ffr, judged.card.after_exceptions, *judged.card.coverage.values()):
        if each is not None:
            assert (each.percent is None) == (each.total == 0)
            assert each.percent is None or 0 <= each.percent <= 100
    told = sum(judged.by_rule.get(rule, 0) for rule in OUTCOME_RULES)
    assert told + sum(each.rule in OUTCOME_RULES for each in judged.ignored) == ffr.without
    assert len(judged.findings) == sum(judged.by_rule.values()) == sum(judged.by_severity.values())
