"""When two names are the same, and which heading is strongest."""

from __future__ import annotations

from typing import Any

import pytest

from outcome_lint.sources.mapping import Mapping
from outcome_lint.sources.matching import Ranking, normal
from outcome_lint.sources.sections import Gate, is_blank, pick
from outcome_lint.sources.times import rfc3339
from outcome_lint.text.blocks import Section


@pytest.mark.parametrize(
    "name", ["🎯 Anticipated-Outcome:", "ANTICIPATED  outcome", "anticipated_outcome", "Anticipated Outcome*"]
)
def test_case_punctuation_and_emoji_do_not_count(name: str) -> None:
    assert normal(name) == "anticipated outcome"


@pytest.mark.parametrize(
    ("heading", "rank"),
    [
        ("Outcome", 0), ("2. Outcome", 0), ("a) Outcome", 0), ("[Required] Outcome", 0), ("Outcome (required)", 0),
        ("Outcome & impact", 0),
        ("Outcome – what changes?", 0), ("Goal/Outcome", 2), ("Business value for clerks", 1), ("Why do we do it", 3),
        ("Outcomes", None), ("Scope", None), ("", None), ("Goalkeeper", None), ("Why", None),
        ("The outcome", 0), ("Our outcome", 0), ("Outcome we want", 0), ("Outcome of this epic", 0), ("2 Outcome", 0),
        ("Background and outcome", 0), ("Epic goal", 2), ("Goal for our customers in Q3", 2),
        ("Nice outcome", None), ("Outcome of the last review", None), ("Outcome (actual)", None),
        ("Outcome owner", None), ("Undesired outcome", None), ("Business value test plan", None),
        ("Goal / Definition of done", None), ("Goal of module 4", None),
    ],
)  # fmt: skip
def test_headings(heading: str, rank: int | None) -> None:
    assert Ranking(["Outcome", "Business value", "Goal", "Why do we…"]).heading(heading) == rank


def test_a_column_has_to_match_whole() -> None:
    ranking = Ranking(["Outcome", "Business value"])
    assert ranking.exact("outcome") == 0
    assert ranking.exact("Outcome & impact") is None
    assert ranking.exact("Business value for clerks") is None


@pytest.mark.parametrize(
    "name",
    ["Acceptance criteria", "Definition of done", "Tasks", "Scope", "Deliverables", "Out of scope", "Description"],
)
def test_names_that_never_mean_an_outcome(name: str) -> None:
    assert Ranking(Mapping.default().headings["outcome"]).heading(name) is None


def test_no_name_means_two_fields() -> None:
    columns = {field: {normal(name) for name in names} for field, names in Mapping.default().fields.items()}
    special = {"body", "assignee", "issuelinks"}
    for field, names in columns.items():
        for other, others in columns.items():
            if field < other:
                assert not (names & others) - special, (field, other)


def test_the_strongest_section_with_content() -> None:
    sections = [
        Section("Why", 2, "weak"),
        Section("Outcome", 2, ""),
        Section("Expected outcome", 2, "strong"),
        Section("Expected outcome", 2, "later"),
    ]
    found = pick(sections, Ranking(Mapping.default().headings["outcome"]))
    assert found is not None
    assert found.text == "strong"


def found(sections: list[Section], **more: Any) -> str | None:
    picked = pick(sections, Ranking(Mapping.default().headings["outcome"]), **more)
    return picked.text if picked else None


def test_a_hollow_section_gives_way_to_the_next_with_content() -> None:
    sections = [Section("Expected outcome", 2, "TBD"), Section("Why", 2, "late"), Section("Goal", 2, "real")]
    assert found(sections, hollow=lambda text: text == "TBD") == "real"
    assert found(sections[:1], hollow=lambda _: True) == "TBD"
    assert found(sections, hollow=lambda _: True) == "TBD", "the strongest, where all are hollow"


@pytest.mark.parametrize(
    "sections",
    [
        [Section("Expected result", 2, "App opens"), Section("Steps to reproduce", 2, "1. open")],
        [Section("Expected outcome", 8, "green", ("Test plan",))],
        [Section("Outcome", 3, "6 a month", ("Actual",))],
        [Section("Outcome", 9, "x\ny", ("#", "Task"))],
        [Section("Impact", 8, "High")],
        [Section("Impact", 8, "all orders", ("Risks",))],
        [Section("Expected result", 9, "x\ny", ("Step",))],
    ],
)
def test_sections_that_are_about_something_else(sections: list[Section]) -> None:
    assert found(sections) is None


def test_a_title_may_begin_in_the_one_above() -> None:
    sections = [Section("Outcome", 3, "planned", ("Anticipated",)), Section("Outcome", 3, "real", ("Actual",))]
    assert found(sections) == "planned"
    actual = pick(sections, Ranking(Mapping.default().headings["actual_outcome"]))
    assert actual is not None
    assert actual.text == "real"


def test_parts_of_one_kind_are_taken_as_a_whole() -> None:
    user = Section("User outcomes", 8, "a", ("Outcomes",))
    business = Section("Business outcomes", 8, "b", ("Outcomes",))
    whole = Section("Outcomes", 2, "User outcomes\n\na\n\nBusiness outcomes\n\nb")
    assert found([whole, user, business]) == whole.text
    assert found([whole, business]) == "b"


def test_the_exact_name_beats_the_mixed_one() -> None:
    mixed = Section("Goals and non-goals", 2, "Goals\n\n- a\n\nNon-goals\n\n- b")
    assert found([mixed, Section("Goals", 3, "- a", (mixed.title,))]) == "- a"


def test_a_slip_of_levels_does_not_add_the_work() -> None:
    sections = [Section("Outcome", 1, "fewer calls\n\nWork packages\n\n- a"), Section("Work packages", 2, "- a")]
    assert found(sections) == "fewer calls"


def test_a_heading_may_hold_the_answer() -> None:
    assert found([Section("Outcome: fewer calls at night", 2, "")]) == "fewer calls at night"
    assert found([Section("Outcome: short", 2, "")]) is None


@pytest.mark.parametrize("text", ["", "  ", "_No response_", "*No response*", "No response", "Keine Angabe"])
def test_blank_answers(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    "raw",
    [
        b'{"type":"doc","content":[{"type":"heading","content":[{"type":"text","text":"Outcome"}]}]}',
        b'{"type": "text" , "text" : "1. OUTCOME: x"}',
        '{"text":"🎯 Outcome"}'.encode(),
        b'{"text":"\\ud83c\\udfaf Outcome"}',
        b'{"text":"[Required] Outcome"}',
        b'{"text":"\\u00c9conomie attendue"}',
        '{"text":"Économie attendue"}'.encode(),
        '{"text":"期待される成果"}'.encode(),
        b'{"attrs":{"title":"Outcome"}}',
        b'{"text":"Our Outcome"}',
        b'{"text":"Background and Outcome"}',
        b'"h2. Outcome\\nx"',
        b'"*Outcome:* x"',
    ],
)
def test_the_gate_opens(raw: bytes) -> None:
    assert Gate(["Outcome", "économie attendue", "期待される成果"]).opens(raw)


@pytest.mark.parametrize("raw", [b'{"text":"reduce the outcome"}', b'{"text":"x"}', b'"nothing"', b"null"])
def test_the_gate_stays_shut(raw: bytes) -> None:
    assert not Gate(["Outcome"]).opens(raw)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-09-03T09:14:00.000+0100", "2026-09-03T09:14:00+01:00"),
        ("2026-09-03T09:14:00Z", "2026-09-03T09:14:00Z"),
        ("2026-09-03T09:14:00+05:30", "2026-09-03T09:14:00+05:30"),
        ("03/Sep/26 9:14 PM", "2026-09-03T21:14:00-00:00"),
        ("3. März 2026", "2026-03-03"),
        ("31/Feb/26", None),
        ("2026-13-01", None),
        ("soon", None),
        ("", None),
    ],
)
def test_times(text: str, moment: str | None) -> None:
    assert rfc3339(text) == moment
