from __future__ import annotations

from typing import Any

import pytest

from outcome_lint.linter.proof import prove
from tests.helpers import builtin, rule


def failures(check: Any = None, **examples: list[dict[str, Any]]) -> list[str]:
    sides = {"bad": [{"outcome": None}], "good": [{"outcome": "x"}], **examples}
    own = rule(check=check or {"filled": "outcome"}, examples=sides)
    return [f"{each.place} {each.message}" for each in prove(own, builtin())]


def test_examples_that_hold():
    assert failures(unknown=[{"title": "x"}]) == []


def test_each_example_that_fails_is_told_by_its_place():
    assert failures(bad=[{"outcome": None}, {"outcome": "x"}], good=[{"title": "x"}], unknown=[{"outcome": ""}]) == [
        'bad[2] should be found, was passed: {"outcome":"x"}',
        'good[1] should be passed, was abstained: {"title":"x"}',
        'unknown[1] should be abstained, was found: {"outcome":""}',
    ]


def test_what_does_not_arise_passes():
    assert failures({"meaningful": "outcome"}, bad=[{"outcome": "TBD"}], good=[{"outcome": None}]) == []


def test_the_first_item_of_a_portfolio_is_the_one_in_question():
    check, parent = {"anchored": {}}, {"key": "P", "outcome": None}
    assert failures(check, bad=[{"items": [{"key": "A", "parent": "P"}, parent]}], good=[{"parent": None}]) == []
    (told,) = failures(check, bad=[{"items": [parent, {"key": "A", "parent": "P"}]}], good=[{"parent": None}])
    assert told.startswith("bad[1] should be found, was abstained")


def test_an_example_has_its_own_day_and_catalogue():
    check = {"date": {"field": "resolved", "within-days": 30}}
    assert (
        failures(check, bad=[{"resolved": "2026-01-01"}], good=[{"resolved": "2026-01-01", "today": "2026-01-09"}])
        == []
    )
    entry = {"id": "KR-1"}
    good, bad = ({"okr": okr, "catalogue": [entry]} for okr in ("KR-1", "KR-2"))
    assert failures({"listed": {}}, good=[good], bad=[bad], unknown=[{"okr": "KR-1"}]) == []


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ({"outcom": "x"}, "an item has no field 'outcom'; did you mean 'outcome'?"),
        ({"outcome": 3}, "Expected `str | null`, got `int`"),
        ({"owner": {"name": "Eva"}}, "Object missing required field `id`"),
        ({"outcome": "x", "today": "soon"}, "Invalid RFC3339 encoded date - at `$.today`"),
        ({"outcome": "x", "ignore": [{"rule": "a", "item": "b"}]}, "Object missing required field `reason`"),
        ({"outcome": "x", "catalogue": [{"name": "x"}]}, "Object missing required field `id` - at `$.catalogue[0]`"),
        ({"items": []}, "Expected `array` of length >= 1 - at `$.items`"),
        ({"items": "x"}, "Expected `array | null`, got `str` - at `$.items`"),
        ({"outcome": "x", "catalogue": 3}, "Expected `array | null`, got `int` - at `$.catalogue`"),
        ({"outcome": "x", "ignore": 3}, "Expected `array`, got `int` - at `$.ignore`"),
        ({"outcome": "x", "today": 3}, "Expected `date`, got `int` - at `$.today`"),
    ],
)
def test_an_example_that_is_no_item(example: dict[str, Any], said: str):
    (told,) = failures(good=[example])
    assert told.startswith(f"good[1] {said}")


def test_a_long_example_is_told_in_short():
    (told,) = failures(good=[{"title": "x" * 900, "outcome": None}])
    assert len(told) < 220
    assert told.endswith("…")
