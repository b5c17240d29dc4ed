from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from outcome_lint.conditions import Condition, matcher
from outcome_lint.model import WorkItem
from tests.helpers import item


def fits(when: dict[str, Any], **fields: Any) -> str | bool:
    return matcher(msgspec.convert(when, Condition))(item(**fields))


KEYS = ("level", "type", "status", "status-category", "resolution", "work-kind", "project", "team")


@pytest.mark.parametrize("key", KEYS)
def test_every_key_knows_value_empty_and_unknown(key: str):
    field = key.replace("-", "_")
    assert fits({key: ["other", "DOING"]}, **{field: "doing"}) is True
    assert fits({key: "doing"}, **{field: "done"}) is False
    assert fits({key: "doing"}, **{field: None}) is False
    assert fits({key: "doing"}) == field


def test_a_label_fits_where_one_of_them_does():
    assert fits({"label": "Sandbox"}, labels=("a", "SANDBOX")) is True
    assert fits({"label": ["a", "b"]}, labels=("c",)) is False
    assert fits({"label": "a"}, labels=()) is False
    assert fits({"label": "a"}, labels=None) is False
    assert fits({"label": "a"}) == "labels"


def test_all_keys_must_fit_and_a_certain_no_beats_a_doubt():
    when = {"project": "PAY", "level": "epic"}
    assert fits(when, project="pay", level="Epic") is True
    assert fits(when, project="pay", level="initiative") is False
    assert fits(when, project="pay") == "level"
    assert fits(when, level="initiative") is fits(when, project="WEB") is False


def test_without_case_in_every_language():
    assert fits({"team": "straße"}, team="STRASSE") is True


def test_no_condition_fits_everything():
    assert fits({}) is True
    assert not Condition().fields


def test_the_fields_that_a_condition_reads():
    assert Condition(label="a", work_kind=("debt",)).fields == {"labels", "work_kind"}
    assert Condition(**dict.fromkeys(Condition.__struct_fields__, "x")).fields <= set(WorkItem.__struct_fields__)


@pytest.mark.parametrize("when", [{"levle": "epic"}, {"level": 3}, {"level": [UNSET]}, {"status_category": "done"}])
def test_what_is_no_condition(when: dict[str, Any]):
    with pytest.raises(msgspec.ValidationError):
        fits(when)
