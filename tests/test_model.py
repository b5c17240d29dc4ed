from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from outcome_lint import errors, model
from outcome_lint.errors import ConfigError, Mistake
from outcome_lint.model import Confidence, Evidence, Finding, ItemRef, Person, Ratio, Severity, WorkItem

VALUES = [each for each in vars(model).values() if isinstance(each, type) and each.__base__ is msgspec.Struct]


def decoded(text: str) -> WorkItem:
    return msgspec.json.decode(text, type=WorkItem)


def encoded(item: WorkItem) -> Any:
    return msgspec.to_builtins(item)


def test_a_field_has_three_states_and_keeps_them():
    item = decoded('{"key": "A-1", "outcome": "x", "okr": null}')
    assert (item.outcome, item.okr, item.owner) == ("x", None, UNSET)
    assert encoded(item) == {"key": "A-1", "outcome": "x", "okr": None}


def test_every_field_but_the_key_may_be_unknown():
    item = WorkItem(key="A-1")
    assert {name for name in item.__struct_fields__ if getattr(item, name) is not UNSET} == {"key", "extra", "context"}
    with pytest.raises(msgspec.ValidationError, match="key"):
        decoded("{}")


OPTIONAL = sorted(set(WorkItem.__struct_fields__) - {"key", "extra", "context", "source", "level"})


@pytest.mark.parametrize("name", OPTIONAL)
def test_every_field_of_a_tracker_may_be_empty(name: str):
    assert getattr(decoded(f'{{"key": "A-1", "{name}": null}}'), name) is None


TEXTS = st.text() | st.none() | st.just(UNSET)
PEOPLE = st.builds(
    Person, st.text(), st.text(), st.booleans() | st.just(UNSET), st.sampled_from(["human", "bot", UNSET])
)
ITEMS = st.builds(
    WorkItem,
    key=st.text(),
    title=TEXTS,
    outcome=TEXTS,
    owner=PEOPLE | st.none() | st.just(UNSET),
    labels=st.lists(st.text()).map(tuple) | st.none() | st.just(UNSET),
    extra=st.dictionaries(st.text(), st.text() | st.none()),
)


@given(ITEMS)
def test_an_item_survives_its_file(item: WorkItem):
    assert msgspec.json.decode(msgspec.json.encode(item), type=WorkItem) == item


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_values_are_frozen(value: type[msgspec.Struct]):
    assert value.__struct_config__.frozen
    assert value.__struct_config__.dict is False


def test_ranks_put_the_worst_and_the_surest_first():
    assert sorted(Severity, key=lambda each: each.rank) == ["error", "warning", "info"]
    assert sorted(Confidence, key=lambda each: each.rank) == ["high", "medium", "low"]
    assert Severity.ERROR.rank == Confidence.HIGH.rank == 0


def test_a_finding_leaves_out_what_it_has_not():
    finding = Finding("r", "X1", Severity.ERROR, Confidence.HIGH, ItemRef("A-1"), "message")
    assert "evidence" not in encoded(finding)
    with_it = msgspec.structs.replace(finding, evidence=Evidence("outcome", "x", 0, 1))
    assert encoded(with_it)["evidence"] == {"field": "outcome", "text": "x", "start": 0, "end": 1}


def test_no_percentage_is_told_as_null():
    assert encoded(Ratio(None, 0, 0, 0, 0, 2))["percent"] is None


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.OutcomeLintError("x"), 5),
        (errors.UsageError("x"), 2),
        (ConfigError([]), 2),
        (errors.IncompleteError("x"), 3),
        (errors.NothingMatchedError("x"), 4),
    ],
)
def test_each_error_has_its_exit_code(error: errors.OutcomeLintError, code: int):
    assert error.exit_code == code


def test_a_mistake_says_where_what_and_what_to_do():
    assert str(Mistake("f.yml", 3, 7, "wrong", "right it")) == "f.yml:3:7: wrong (right it)"
    assert str(Mistake("f.yml", 0, 0, "can't be read")) == "f.yml: can't be read"
    assert str(ConfigError([Mistake("f", 1, 1, "a"), Mistake("f", 2, 1, "b")])) == "f:1:1: a\nf:2:1: b"
