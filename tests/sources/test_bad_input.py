"""Damaged inputs: named, counted, never a traceback, and the other records are still read."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from outcome_lint.errors import OutcomeLintError
from tests.sources.helpers import Sources
from tests.sources.samples import OUTCOME, adf, github, issue, page

GOOD = [issue("A-1"), issue("A-2"), issue("A-3")]


def encoded(*records: Any) -> list[bytes]:
    return [msgspec.json.encode(record) for record in records]


LATIN_1 = json.dumps(issue("A-9") | {"x": 1}, ensure_ascii=False).replace("Title", "Tité").encode("latin-1")
DAMAGED = [
    (b'{"key": "A-9", "fields": {', "ends in the middle"),
    (LATIN_1, "not UTF-8"),
    (b'{"key": "A-9\x00"}', "not valid JSON"),
    (b"\x00\x00\x00", "not valid JSON"),
    (b'{"key": "A-9", "fields": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_001, "nested too deeply"),
    (b"{'key': 'A-9'}", "not valid JSON"),
    (b'{"key": "A-9", "fields": {"summary": 5, "issuetype": {"name": "Epic"}}}', "wrong type"),
    (b'{"key": "A-9", "fields": []}', "wrong type"),
    (b'{"key": 9, "fields": {}}', "wrong type"),
    (b'{"key": "A-9", "fields": {"summary": "x"}}', "type"),
    (b'{"errorMessages": ["nope"]}', "nope"),
    (b'{"hello": "world"}', "no work item"),
    (b"<html><body>502 Bad Gateway</body></html>", "not valid JSON"),
    (b'"text"', "no work item"),
]


@pytest.mark.parametrize(("damage", "message"), DAMAGED)
@pytest.mark.parametrize("where", [1, 2, 3])
def test_a_broken_line_costs_only_itself(sources: Sources, damage: bytes, message: str, where: int) -> None:
    records = encoded(*GOOD)
    records.insert(where, damage)
    assert [item.key for item in sources.items(b"\n".join(records) + b"\n")] == ["A-1", "A-2", "A-3"]
    [problem] = sources.problems
    assert problem.startswith(f"in0.json:{where + 1}")
    assert message in problem
    assert sources.intake.problems[0].hint


@pytest.mark.parametrize(
    ("damage", "message"), [each for each in DAMAGED if each[0][:1] == b"{" and each[1] != "no work item"]
)
def test_a_broken_first_line_too(sources: Sources, damage: bytes, message: str) -> None:
    assert [item.key for item in sources.items(b"\n".join([damage, *encoded(*GOOD)]))] == ["A-1", "A-2", "A-3"]
    [problem] = sources.problems
    assert message in problem


@pytest.mark.parametrize(("damage", "message"), DAMAGED[1:10])
@pytest.mark.parametrize("shape", ["page", "array"])
def test_a_broken_element_costs_only_itself(sources: Sources, damage: bytes, message: str, shape: str) -> None:
    records = encoded(*GOOD)
    if b"\x00\x00" in damage:
        damage = b'{"id":"9","key":\x00\x00}'
    records.insert(1, damage)
    listed = b"[" + b",".join(records) + b"]"
    content = b'{"issues":' + listed + b',"isLast":true}' if shape == "page" else listed
    keys = [item.key for item in sources.items(content)]
    assert keys == ["A-1", "A-2", "A-3"] or (keys[0] == "A-1" and keys[-1] == "A-3")
    assert sources.problems
    assert any(
        message.partition(" ")[0] in problem or "broken" in problem or "JSON" in problem for problem in sources.problems
    )


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("wrap", [lambda issues: page(*issues), lambda issues: issues])
def test_a_truncated_document_keeps_its_whole_records(
    sources: Sources, cut: float, indent: int | None, wrap: Any
) -> None:
    whole = json.dumps(wrap([issue(f"A-{n}", **{OUTCOME: "x"}) for n in range(20)]), indent=indent)
    half = whole[: int(len(whole) * cut)]
    keys = [item.key for item in sources.items(half)]
    assert keys == [f"A-{n}" for n in range(len(keys))]
    assert len(keys) >= int(18 * cut)
    assert sources.problems


def test_a_flood_of_problems_is_counted_not_listed(sources: Sources) -> None:
    content = b"\n".join([*encoded(issue("A-1")), *[b"{broken"] * 500, *encoded(issue("A-2"))])
    assert len(sources.items(content)) == 2
    assert len(sources.problems) == 51
    assert "450 more" in sources.problems[-1]


def test_a_description_of_20_mb(sources: Sources) -> None:
    long = "word " * 4_000_000
    record = issue("A-2", description=adf(long), **{OUTCOME: "x"})
    items = sources.items(b"\n".join(encoded(issue("A-1"), record, issue("A-3"))), needs=frozenset({"outcome"}))
    assert [item.key for item in items] == ["A-1", "A-2", "A-3"]
    [item] = sources.items(page(record))
    assert len(str(item.description)) > 19_000_000
    [item] = sources.items([github(body="### Outcome\n\nx\n\n### Notes\n\n" + long)])
    assert item.outcome == "x"


def test_a_first_line_longer_than_a_chunk(sources: Sources) -> None:
    record = issue("A-1", description=adf("word " * 200_000))
    content = b"\n".join(encoded(record, issue("A-2"), record | {"key": "A-3"}, issue("A-4")))
    assert [item.key for item in sources.items(content)] == [
        "A-1", "A-2", "A-3", "A-4"
    ]  # fmt: skip


def test_many_chunks_give_every_record_and_the_right_line(sources: Sources) -> None:
    records = encoded(*[issue(f"A-{n}", description=adf("word " * 300)) for n in range(1500)])
    records[1203] = b"{broken"
    content = b"\n\n".join(records)
    items = sources.items(content, needs=frozenset({"outcome"}))
    assert len(items) == 1499
    assert [problem.partition(": ")[0] for problem in sources.problems] == ["in0.json:2407"]
    assert sources.intake.records == 1500
    assert len(sources.read("-", stdin=content, needs=frozenset({"outcome"}))) == 1499


def test_deep_adf_in_a_field(sources: Sources) -> None:
    deep: Any = {"type": "text", "text": "deep"}
    for _ in range(300):
        deep = {"type": "blockquote", "content": [deep]}
    [item] = sources.items(page(issue(**{OUTCOME: adf(deep)})))
    assert item.outcome == "deep"


def test_duplicate_json_keys_of_a_snapshot_are_a_problem(sources: Sources) -> None:
    content = '{"key":"A","level":"epic","outcome":null,"outcome":"x"}\n{"key":"B","level":"epic"}\n'
    assert [item.key for item in sources.items(content)] == ["B"]
    [problem] = sources.problems
    assert "in0.json:1" in problem
    assert "twice" in problem


def test_duplicate_json_keys_of_an_issue_are_a_problem(sources: Sources) -> None:
    text = json.dumps(issue("A-1", **{OUTCOME: None})).replace('"summary"', f'"{OUTCOME}": "x", "summary"')
    sources.items(f'{{"issues":[{text}],"names":{{"{OUTCOME}":"Outcome"}}}}')
    assert "twice" in "".join(sources.problems)


def test_wrong_types_in_a_github_issue(sources: Sources) -> None:
    items = sources.items(
        [github(1), github(2, body=5), github(3, labels="epic"), github(4, assignees=[None, {"login": None}])]
    )
    assert [item.key for item in items] == ["acme/roadmap#1", "acme/roadmap#4"]
    assert len(sources.problems) == 2


def test_nothing_but_our_errors_for_a_bare_bracket(sources: Sources) -> None:
    for content in (
        "[",
        "{",
        "[[",
        "[{",
        '{"',
        '[{"key"',
        "[,",
        "]",
        "}",
        "[]]",
        "{}}",
        '{"issues":',
        '{"issues":[',
        '{"issues":[{',
        "[[[",
        "null",
        "\x00",
    ):
        try:
            assert not sources.items(content)
        except OutcomeLintError:
            continue
