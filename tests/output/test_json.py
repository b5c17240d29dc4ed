from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from msgspec.json import Encoder
from msgspec.structs import replace

from outcome_lint.model import Finding, Run, WorkItem
from outcome_lint.output import Look, render
from outcome_lint.output.schema import DESCRIPTIONS, gate_schema, result_schema, work_item_schema

VALID = Draft202012Validator(result_schema())
KINDS = ["rich", "incomplete", "empty", "good"]


class Stream:
    """Many findings that exist only while they are looked at."""

    def __init__(self, finding: Finding, chunks: int, lines: int) -> None:
        self.chunk = Encoder().encode_lines([finding] * lines)
        self.chunks, self.lines = chunks, lines

    def __len__(self) -> int:
        return self.chunks * self.lines

    def __iter__(self) -> Iterator[Finding]:
        pytest.fail("a finding was decoded")

    def encoded(self) -> Iterator[bytes]:
        yield b""
        for _ in range(self.chunks):
            yield self.chunk


@pytest.mark.parametrize("kind", KINDS)
def test_the_document_keeps_to_its_schema(kind: str, runs: dict[str, Run], show: Callable[..., str]):
    VALID.validate(json.loads(show("json", runs[kind])))


@pytest.mark.parametrize("kind", KINDS)
def test_jsonl_is_findings_and_a_summary_of_the_same_schema(kind: str, runs: dict[str, Run], show: Callable[..., str]):
    *findings, last = map(json.loads, show("jsonl", runs[kind]).splitlines())
    VALID.validate({**last["summary"], "findings": findings})
    assert len(findings) == len(runs[kind].findings)


def test_one_finding_a_line(runs: dict[str, Run], show: Callable[..., str]):
    run = runs["rich"]
    lines = [line.removesuffix(",") for line in show("json", run).splitlines()]
    start = lines.index('"findings": [') + 1
    assert lines[start:-2] == b"".join(run.findings.encoded()).decode().splitlines()


def test_an_incomplete_scan_has_no_scorecard_whatever_it_carries(runs: dict[str, Run], show: Callable[..., str]):
    run = replace(runs["rich"], complete=False)
    assert json.loads(show("json", run))["scorecard"] is None
    assert json.loads(show("jsonl", run).splitlines()[-1])["summary"]["scorecard"] is None


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_findings_pass_through_a_chunk_at_a_time(name: str, runs: dict[str, Run], make_finding: Callable[..., Finding]):
    run = replace(runs["good"], findings=Stream(make_finding("PAY-12", "missing-outcome"), 50, 100))
    pieces = list(render(name, run, Look()))
    assert max(map(len, pieces)) <= max(len(run.findings.chunk) + 200, len(pieces[0]))
    text = "".join(pieces)
    assert text.count('"rule":"missing-outcome"') == 5000
    if name == "json":
        assert len(json.loads(text)["findings"]) == 5000


@pytest.mark.parametrize("schema", [gate_schema, result_schema, work_item_schema])
def test_schemas_are_schemas(schema: Callable[[], dict[str, Any]]):
    Draft202012Validator.check_schema(schema())


def properties(schema: dict[str, Any]):
    for name, component in {"": schema, **schema["$defs"]}.items():
        for field, prop in component.get("properties", {}).items():
            yield f"{name}.{field}", prop


@pytest.mark.parametrize("schema", [gate_schema, result_schema, work_item_schema])
def test_every_property_says_what_it_means(schema: Callable[[], dict[str, Any]]):
    assert [name for name, prop in properties(schema()) if not prop["description"]] == []


def test_nothing_is_described_that_is_not_there():
    roots = {"GateAnswers": gate_schema(), "Result": result_schema(), "WorkItem": work_item_schema()}
    parts = roots | {name: part for root in roots.values() for name, part in root["$defs"].items()}
    known = {name: set(part.get("properties", {})) for name, part in parts.items()}
    assert {name: set(fields) for name, fields in DESCRIPTIONS.items()} == {n: f for n, f in known.items() if f}


def test_a_work_item_may_be_unknown_empty_or_filled():
    valid = Draft202012Validator(work_item_schema())
    for item in (
        WorkItem(key="A-1"),
        WorkItem(key="A-1", outcome=None),
        WorkItem(key="A-1", outcome="x", labels=("a",)),
    ):
        valid.validate(json.loads(Encoder().encode(item)))
    assert not valid.is_valid({"outcome": "x"})
    assert not valid.is_valid({"key": "A-1", "outcome": 3})
