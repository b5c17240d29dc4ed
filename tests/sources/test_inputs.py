"""Inputs of every layout: detected by content, mixed freely, whole or not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from outcome_lint.errors import UsageError
from outcome_lint.model import Person
from outcome_lint.sources import Mapping
from tests.sources.helpers import Sources
from tests.sources.samples import OUTCOME, adf, github, issue, page

PAGE = page(issue("A-1", **{OUTCOME: adf("x")}), issue("A-2", **{OUTCOME: None}))
ISSUES = PAGE["issues"]


def lines(*records: Any) -> bytes:
    return b"".join(msgspec.json.encode(record) + b"\n" for record in records)


def outcomes(sources: Sources, content: str | bytes, **how: Any) -> list[Any]:
    return [(item.key, item.outcome) for item in sources.items(content, **how)]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(PAGE),
        json.dumps(PAGE, indent=2),
        json.dumps(PAGE, indent="\t").replace("\n", "\r\n"),
        "\ufeff" + json.dumps(PAGE, indent=2),
        "\ufeff" + json.dumps(PAGE),
        "\n\n  " + json.dumps(PAGE),
        json.dumps([PAGE]),
        json.dumps([[PAGE], []]),
        json.dumps(page(ISSUES[0])) + json.dumps(page(ISSUES[1])),
        json.dumps(page(ISSUES[0])) + "\n" + json.dumps(page(ISSUES[1])),
        json.dumps(page(ISSUES[0]), indent=1) + "\n\n" + json.dumps(page(ISSUES[1]), indent=1),
        json.dumps(page(ISSUES[0])) + "\n" + json.dumps(page(ISSUES[1]), indent=1),
        "[\n" + json.dumps(page(ISSUES[0])) + ",\n" + json.dumps(page(ISSUES[1])) + "\n]",
        json.dumps(PAGE).encode("utf-16"),
        json.dumps(PAGE, indent=2).encode("utf-16-le"),
        json.dumps(PAGE).encode("utf-32"),
    ],
)
def test_jira_pages_in_every_layout(sources: Sources, content: str | bytes) -> None:
    assert outcomes(sources, content) == [("A-1", "x"), ("A-2", None)]
    assert not sources.problems
    assert sources.intake.records == 2


@pytest.mark.parametrize(
    "content",
    [
        lines(*ISSUES),
        lines(*ISSUES).rstrip(b"\n"),
        lines(*ISSUES).replace(b"\n", b"\r\n"),
        b"\n\n" + lines(*ISSUES).replace(b"\n", b"\n\n \n"),
        b"\xef\xbb\xbf" + lines(*ISSUES),
        json.dumps(ISSUES),
        json.dumps(ISSUES, indent=4),
        "[\n" + ",\n".join(map(json.dumps, ISSUES)) + "\n]\n",
        json.dumps(ISSUES[0], indent=2) + json.dumps(ISSUES[1], indent=2),
        json.dumps(ISSUES[0]) + json.dumps(ISSUES[1]),
    ],
)
def test_jira_issues_in_every_layout(sources: Sources, content: str | bytes) -> None:
    assert outcomes(sources, content, fields={"outcome": (OUTCOME,)}) == [("A-1", "x"), ("A-2", None)]
    assert not sources.problems


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([github(1), github(2)]),
        json.dumps([github(1)]) + json.dumps([github(2)]),
        json.dumps([github(1)]) + "\n" + json.dumps([github(2)]),
        json.dumps([github(1)], indent=2) + "\n" + json.dumps([github(2)], indent=2),
        json.dumps([[github(1)], [github(2)]]),
        lines(github(1), github(2)),
        json.dumps({"total_count": 2, "incomplete_results": False, "items": [github(1), github(2)]}),
    ],
)
def test_github_issues_in_every_layout(sources: Sources, content: str | bytes) -> None:
    assert [item.key for item in sources.items(content)] == ["acme/roadmap#1", "acme/roadmap#2"]
    assert not sources.problems


def test_formats_mix_on_one_command_line_and_names_mean_nothing(sources: Sources) -> None:
    snapshot = '{"key":"S-1","level":"epic","outcome":"s"}\n'
    table = "Issue key,Issue Type,Summary,Custom field (Anticipated Outcome)\nC-1,Epic,t,c\n"
    items = sources.items(PAGE, [github()], snapshot, table, names=["a.csv", "b.txt", "c", "d.json"])
    assert [item.key for item in items] == ["A-1", "A-2", "acme/roadmap#12", "S-1", "C-1"]


def test_records_of_several_kinds_in_one_input(sources: Sources) -> None:
    content = lines(
        {"key": "S-1", "level": "epic"}, ISSUES[0], github(), PAGE, [github(13)], {"key": "S-2", "level": "epic"}
    )
    assert [item.key for item in sources.items(content)] == [
        "S-1",
        "A-1",
        "acme/roadmap#12",
        "A-2",
        "acme/roadmap#13",
        "S-2",
    ]
    assert not sources.problems
    assert sources.intake.skipped == {"duplicates": 1}


@pytest.mark.parametrize(
    "content",
    [lines(*ISSUES), json.dumps(PAGE).encode(), json.dumps(PAGE, indent=2).encode(), json.dumps(PAGE).encode("utf-16")],
)
def test_standard_input(sources: Sources, content: bytes) -> None:
    assert [item.key for item in sources.read("-", stdin=content)] == ["A-1", "A-2"]


def test_a_snapshot_comes_back_as_it_went(sources: Sources) -> None:
    items = sources.items(PAGE, [github()])
    again = sources.items(lines(*items))
    assert [msgspec.structs.asdict(item) for item in again] == [msgspec.structs.asdict(item) for item in items]


def test_a_snapshots_level_may_be_its_type_and_others_are_counted(sources: Sources) -> None:
    records = [
        {"key": "A", "type": "Initiative"},
        {"key": "B", "level": "story"},
        {"key": "C"},
        {"key": "D", "level": "Epic"},
    ]
    assert [(item.key, item.level) for item in sources.items(lines(*records))] == [("A", "initiative"), ("D", "epic")]
    assert sources.intake.skipped == {"items of level story": 1, "items without a level": 1}


def test_blank_values_of_a_snapshot_are_empty(sources: Sources) -> None:
    [item] = sources.items(lines({"key": "A", "level": "epic", "outcome": " \n", "okr": "", "owner": {"id": ""}}))
    assert (item.outcome, item.okr, item.owner) == (None, None, None)
    [item] = sources.items(lines({"key": "A", "level": "epic", "owner": {"id": "e", "kind": "bot"}}))
    assert item.owner == Person("e", kind="bot")


def test_own_levels(sources: Sources) -> None:
    mapping = Mapping.default().merged(levels={"capability": ("Capability",)})
    path = sources.write(page(issue(level=None, type_="Capability"), issue("A-2", level=0, type_="Story")))
    assert [item.level for item in sources.read(path, mapping=mapping)] == ["capability"]
    only = Mapping.default().only_levels(("initiative",))
    assert not sources.read(path, mapping=only)


def test_the_first_of_duplicates_wins_across_inputs(sources: Sources) -> None:
    first, second = page(issue("A-1", **{OUTCOME: "first"})), page(issue("A-1", **{OUTCOME: "second"}))
    assert outcomes(sources, json.dumps(first) + json.dumps(second)) == [("A-1", "first")]
    assert [item.outcome for item in sources.items(first, second)] == ["first"]
    assert sources.intake.skipped == {"duplicates": 1}
    [note] = [note for note in sources.warnings if "A-1" in note]
    assert "more than once" in note


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"isLast": False}, "more pages follow"),
        ({"nextPageToken": "abc"}, "more pages follow"),
        ({"isLast": False, "nextPageToken": "abc"}, "more pages follow"),
        ({"startAt": 0, "maxResults": 50, "total": 120}, "found 120 issues, but only 2"),
        ({"warnings": [{"type": "CLAUSE_LIMIT_EXCEEDED", "message": "truncated"}]}, "Jira warns: truncated"),
        (
            {"issueErrors": [{"id": "10007", "errorMessage": "no permission"}]},
            "issue 10007 could not be fetched: no permission",
        ),
    ],
)
def test_a_partial_export_is_a_problem(sources: Sources, more: dict[str, Any], message: str) -> None:
    assert len(sources.items(PAGE | more)) == 2
    [problem] = sources.problems
    assert message in problem


@pytest.mark.parametrize(
    "pages",
    [
        [{"isLast": False, "nextPageToken": "a"}, {"isLast": True}],
        [{"nextPageToken": "a"}, {}],
        [{"startAt": 0, "total": 2}, {"startAt": 1, "total": 2}],
        [{"isLast": True}, {"isLast": True}],
        [{"total": 1}, {"total": 1}],
    ],
)
def test_all_pages_of_a_search_are_whole(sources: Sources, pages: list[dict[str, Any]]) -> None:
    documents = [page(issue(f"A-{n}")) | more for n, more in enumerate(pages)]
    assert len(sources.items(lines(*documents))) == 2
    assert not sources.problems
    sources.items(*documents, names=[f"p{n}.json" for n in range(len(pages))])
    assert not sources.problems


def test_an_open_page_before_another_input_is_still_a_problem(sources: Sources) -> None:
    sources.items(PAGE | {"isLast": False}, page(issue("B-1")) | {"isLast": True}, names=["pay.json", "web.json"])
    assert ["pay.json" in problem for problem in sources.problems] == [True]


@pytest.mark.parametrize(
    "document",
    [
        {"errorMessages": ["The value 'X' does not exist for the field 'project'."], "errors": {}},
        {"errorMessages": [], "errors": {"jql": "does not exist"}},
        {"message": "Not Found: does not exist", "documentation_url": "https://docs.github.com/rest"},
    ],
)
def test_an_error_answer_is_a_problem(sources: Sources, document: Any) -> None:
    assert not sources.items(document)
    [problem] = sources.problems
    assert "does not exist" in problem
    assert len(sources.items(lines(document, *ISSUES))) == 2
    assert len(sources.problems) == 1


def test_a_login_page_is_a_problem(sources: Sources) -> None:
    assert not sources.items("<!DOCTYPE html>\n<html><head><title>Log in</title></head></html>")
    [problem] = sources.problems
    assert problem.startswith("in0.json:1: this is a web page")


def test_ids_without_fields_are_a_problem_that_says_what_to_ask_for(sources: Sources) -> None:
    assert not sources.items({"issues": [{"id": "10001"}, {"id": "10002"}], "isLast": True})
    assert len(sources.problems) == 2
    assert "fields" in sources.intake.problems[0].hint
    assert not sources.items({"issues": [{"id": "10001", "key": "A-1", "fields": {"summary": "x"}}]})
    assert "type" in sources.problems[0]


def test_an_empty_page_or_list_is_a_warning(sources: Sources) -> None:
    assert not sources.items(page())
    assert "expired token" in sources.warnings[0]
    assert not sources.items("[]")
    assert "expired token" in sources.warnings[0]


@pytest.mark.parametrize("content", ["", "\n \r\n", "\ufeff"])
def test_an_empty_file_is_a_warning_only(sources: Sources, content: str) -> None:
    assert not sources.items(content)
    assert sources.warnings == ["in0.json is empty"]
    assert not sources.problems


@pytest.mark.parametrize("size", [30, 100])
def test_a_full_page_of_github_issues_is_suspicious(sources: Sources, size: int) -> None:
    sources.items([github(n) for n in range(size)])
    assert [note for note in sources.warnings if "one page of several" in note]
    sources.items(json.dumps([github(n) for n in range(size)]) + json.dumps([github(n) for n in range(size, size + 3)]))
    assert not [note for note in sources.warnings if "one page of several" in note]


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        ("hello world", 'begins with "hello world"'),
        ("a,b,c\n1,2,3\n", "a table without Jira's columns"),
        ('{"a": 1}', "keys"),
        ('{"a": 1}\n{"b": 2}\n', "keys"),
        ("[1, 2, 3]", "bare JSON value"),
        ("{a: 1}", "JSON"),
        (b"PK\x03\x04\x14\x00", "Excel workbook"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x00\x01\x02\x03\x04", "binary"),
        ('<?xml version="1.0"?><rss/>', "XML"),
    ],
)
def test_what_is_not_ours_is_said_with_the_formats_that_are(sources: Sources, content: str | bytes, looks: str) -> None:
    with pytest.raises(UsageError) as caught:
        sources.items(content)
    assert "in0.json" in str(caught.value)
    assert looks in str(caught.value)
    assert "Jira" in caught.value.hint
    assert "GitHub" in caught.value.hint


def test_a_missing_file_or_a_directory(sources: Sources, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        sources.read(str(tmp_path / "none.json"))
    with pytest.raises(UsageError, match="directory"):
        sources.read(str(tmp_path))
    with pytest.raises(UsageError, match="can't be opened"):
        sources.read("a\0b")


def test_progress_is_told(sources: Sources) -> None:
    from outcome_lint.sources import ALL_FIELDS, Intake, read

    told: list[tuple[int, int]] = []
    path = sources.write(lines(*ISSUES))
    intake = Intake(progress=lambda size, items, _total: told.append((size, items)))
    list(read([path], Mapping.default(), ALL_FIELDS, intake))
    assert told[-1] == (Path(path).stat().st_size, 2)


def test_a_stranger_far_behind_a_snapshot_is_not_taken_for_one(sources: Sources) -> None:
    snapshot = [{"key": f"S-{n}", "level": "epic", "outcome": "word " * 100} for n in range(2000)]
    items = sources.items(lines(*snapshot, ISSUES[0], github()))
    assert [item.key for item in items][-2:] == ["A-1", "acme/roadmap#12"]
    assert [item.key for item in sources.items([*snapshot, ISSUES[0], github()])][-2:] == ["A-1", "acme/roadmap#12"]


def test_the_same_note_about_many_inputs_is_one(sources: Sources) -> None:
    documents = [page(issue(f"A-{n}", **{OUTCOME: "x"})) for n in range(4)]
    sources.items(*documents)
    text = 'outcome: read from "Anticipated Outcome" (customfield_10050) in in0.json and 3 more inputs'
    assert [note for note in sources.notes if note.startswith("outcome")] == [text]
