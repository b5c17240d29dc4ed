"""Every kind of check knows three states: a value, an empty field, and one that the source did not tell."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcome_lint.checks import KINDS, Abstain, Miss
from outcome_lint.checks.subject import NOT_APPLICABLE, PENDING
from outcome_lint.model import Person, WorkItem
from tests.helpers import EVA, GOOD, found, item, lint, verdict

BOT = Person("b", "bot", kind="bot", active=False)
STRANGER = Person("s", "S")
KR = {"kr-1": {"id": "KR-1"}}


def answer(kind: str, options: Any, *items: WorkItem, **around: Any) -> str:
    """`yes`, `no`, `n/a`, `waits`, or why it can't be known."""
    said = verdict({kind: options}, *items, **around)
    if said is None:
        return "yes"
    if isinstance(said, Miss):
        return "no"
    return {NOT_APPLICABLE: "n/a", PENDING: "waits"}.get(said, said.reason)


# kind, options, field, a value that is so, one that is not, and the answers for an empty and an unknown field
STATES: list[tuple[str, Any, str, Any, Any, str]] = [
    ("filled", "outcome", "outcome", GOOD, "", "no"),
    ("filled", "owner", "owner", EVA, None, "no"),
    ("filled", "labels", "labels", ("a",), (), "no"),
    ("meaningful", "outcome", "outcome", GOOD, "TBD", "n/a"),
    ("says", {"part": "measure"}, "outcome", GOOD, "Reports are nicer to read", "n/a"),
    ("says", {"part": "impact"}, "outcome", "Outages stop", "A module is rewritten", "n/a"),
    ("differs", {"field": "outcome", "from": "title"}, "outcome", GOOD, "The title!", "n/a"),
    ("contains", {"field": "outcome", "words": ["trains"]}, "outcome", "Night Trains", "restraints", "n/a"),
    ("lacks", {"field": "outcome", "words": ["various"]}, "outcome", GOOD, "Various things", "n/a"),
    ("matches", {"field": "outcome", "pattern": r"\d+ %"}, "outcome", "5 %", "5", "n/a"),
    ("lacks-pattern", {"field": "outcome", "pattern": "(?i)tbd"}, "outcome", "5 %", "tbd", "n/a"),
    ("length", {"field": "outcome", "min-words": 2}, "outcome", "two words", "one", "n/a"),
    ("one-of", {"field": "status", "values": ["Open"]}, "status", "OPEN", "Done", "no"),
    ("one-of", {"field": "labels", "values": ["x"]}, "labels", ("y", "X"), ("y",), "no"),
    ("date", {"field": "target_date", "after": "2026-01-31"}, "target_date", "2026-02-01", "2026-01-31", "n/a"),
    ("account", {"field": "owner", "has": "activity"}, "owner", EVA, BOT, "n/a"),
    ("account", {"field": "owner", "has": "human"}, "owner", EVA, BOT, "n/a"),
    ("tied", {"inherited": False}, "okr", "KR-1", None, "no"),
    ("listed", {}, "okr", "KR-1", "KR-2", "n/a"),
    (
        "repeated",
        {"at-most": 1},
        "outcome",
        "Nurses know their shifts four weeks ahead",
        "Guests wait half as long at the gate",
        "n/a",
    ),
    ("anchored", {}, "parent", "P-1", "P-2", "n/a"),
]
AROUND = (
    item("P-1", outcome=GOOD),
    item("P-2", outcome=None),
    item("T-1", outcome="Guests wait half as long at the gate."),
    item("T-2", outcome="guests  wait half as long at the gate"),
)


@pytest.mark.parametrize("case", STATES, ids=lambda case: f"{case[0]}-{case[2]}")
def test_three_states(case: tuple[str, Any, str, Any, Any, str]):
    kind, options, field, yes, no, empty = case

    def said(**fields: Any) -> str:
        return answer(kind, options, item(title="The title", **fields), *AROUND, catalogue=KR)

    assert said(**{field: yes}) == "yes"
    assert said(**{field: no}) == "no"
    assert said(**{field: None}) == empty
    assert said() == f"{field.replace('_', ' ')} unknown"


def test_no_kind_was_forgotten():
    assert {kind for kind, *_ in STATES} == KINDS.keys() - {"exemptions"}


@pytest.mark.parametrize(("kind", "options"), [("anchored", {}), ("repeated", {}), ("tied", {})])
def test_what_one_item_cannot_tell_waits_for_the_portfolio(kind: str, options: Any):
    assert answer(kind, options, item(outcome=GOOD, parent="P-1", okr=None)) == "waits"


def test_an_extra_field_has_three_states_too():
    check = {"filled": "success_criteria"}
    assert isinstance(verdict(check, item()), Abstain)
    assert isinstance(verdict(check, item(extra={"success_criteria": None})), Miss)
    assert verdict(check, item(extra={"success_criteria": "x"})) is None


@pytest.mark.parametrize(
    ("text", "there"), [("Q&A is here", True), ("a faqs", False), ("FAQ.", True), ("ÜNÏTED", True), ("xq&a", False)]
)
def test_words_are_whole_and_without_case(text: str, there: bool):  # noqa: FBT001
    options = {"field": "outcome", "words": ["faq", "q&a", "ünïted"]}
    assert answer("contains", options, item(outcome=text)) == ("yes" if there else "no")
    assert answer("lacks", options, item(outcome=text)) == ("no" if there else "yes")


def test_the_longest_word_is_the_evidence():
    miss = verdict(
        {"lacks": {"field": "outcome", "words": ["best", "best in class"]}}, item(outcome="A best in class x")
    )
    assert (miss.why, miss.start, miss.end) == ("says “best in class”", 2, 15)


@pytest.mark.parametrize(
    ("text", "why"),
    [("naïve 🚂 TBD", "says “TBD”"), ("日本語 tbd", "says “tbd”"), ("\U0001f9d1\u200d\U0001f680tbd", "says “tbd”")],
)
def test_offsets_of_a_pattern_count_characters(text: str, why: str):
    miss = verdict({"lacks-pattern": {"field": "outcome", "pattern": "tbd"}}, item(outcome=text))
    assert miss.why == why
    assert text[miss.start : miss.end].casefold() == "tbd"


@given(st.text(), st.sampled_from([r"\w+", "a", "(a|b)*c", "^x", r"\d{1,3}", "é|ü"]))
def test_a_pattern_points_at_what_it_found(text: str, pattern: str):
    said = verdict({"lacks-pattern": {"field": "outcome", "pattern": pattern}}, item(outcome=text))
    if isinstance(said, Miss):
        assert said.why == f"says “{text[said.start : said.end]}”"


@pytest.mark.parametrize(
    ("options", "text", "said"),
    [
        ({"min-words": 2}, "a b", "yes"),
        ({"min-words": 3}, "a b", "no"),
        ({"max-words": 2}, "a b", "yes"),
        ({"max-words": 1}, "a b", "no"),
        ({"max-words": 0}, "a", "no"),
        ({"min-characters": 3}, "a b", "yes"),
        ({"min-characters": 4}, "a b", "no"),
        ({"max-characters": 3}, "a b", "yes"),
        ({"max-characters": 2}, "a b", "no"),
    ],
)
def test_lengths_include_their_bounds(options: dict[str, int], text: str, said: str):
    assert answer("length", {"field": "outcome", **options}, item(outcome=text)) == said


def test_differs_asks_only_where_both_are_filled():
    options = {"field": "actual_outcome", "from": "outcome"}
    assert answer("differs", options, item(actual_outcome="X.", outcome="x")) == "no"
    for other in ({}, {"outcome": None}, {"outcome": "y"}):
        assert answer("differs", options, item(actual_outcome="X", **other)) == "yes"


def test_an_account_of_which_little_is_known():
    assert answer("account", {"field": "owner"}, item(owner=STRANGER)) == "owner's activity unknown"
    assert answer("account", {"field": "owner", "has": "human"}, item(owner=STRANGER)) == "owner's kind unknown"
    assert verdict({"account": {"field": "owner", "has": "human"}}, item(owner=BOT)).why == "a bot"
    assert verdict({"account": {"field": "owner"}}, item(owner=BOT)).why == "bot"


def test_a_placeholder_says_nothing_and_is_not_asked():
    for part in ("effect", "addition", "beneficiary", "measure", "timeframe", "impact", "business"):
        assert answer("says", {"part": part}, item(outcome="TBD", title="x")) == "n/a"
    tbd = [item(key, outcome="TBD") for key in "ABCD"]
    assert found(lint(tbd, "copied-outcome")) == []


@pytest.mark.parametrize("field", ["owner", "labels", "outcome"])
def test_text_checks_take_people_and_lists_for_their_words(field: str):
    subject = item(owner=EVA, labels=("Eva", "x"), outcome="Eva")
    assert answer("contains", {"field": field, "words": ["eva"]}, subject) == "yes"
    assert answer("matches", {"field": field, "pattern": "^eva"}, subject) == "yes"
    assert answer("one-of", {"field": field, "values": ["eva"]}, subject) == "yes"
