"""A large file linted in several processes gives the very result of one process, or is left to one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from outcome_lint.cli.session import Session, Wishes
from outcome_lint.model import Run
from outcome_lint.output import Look, render
from outcome_lint.sources import parts

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork; one process does it all")
SAME = "Better service for everybody in the region"


def rows(count: int) -> list[dict[str, object]]:
    outcomes = [None, "TBD", SAME, "Nurses spend ten minutes less per shift on paperwork by June"]
    return [
        {
            "key": f"{'AB'[number % 2]}-{number}",
            "level": "epic" if number % 5 else "initiative",
            "title": f"Item {number}",
            "project": "AB"[number % 2],
            "team": f"T{number % 3}",
            "outcome": outcomes[number % 4],
            "owner": None if number % 7 == 0 else {"id": "u", "name": "Greta", "active": True, "kind": "human"},
            "okr": "KR-1" if number % 6 == 0 else None,
            "parent": f"{'AB'[(number // 2) % 2]}-{number // 2}" if number % 5 else None,
            "labels": ["outcome-lint:ignore-missing-owner"] if number % 14 == 0 else [],
            "status_category": "done" if number % 9 == 0 else "doing",
            "resolved": "2026-01-01T00:00:00+00:00",
            "actual_outcome": None,
            "target_date": None,
        }
        for number in range(1, count + 1)
    ]


@pytest.fixture
def portfolio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(parts, "LEAST", 4096)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "portfolio.jsonl"


def write(path: Path, items: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(item) + "\n" for item in items), "utf-8")


def run(path: Path, jobs: int, profile: str = "run@1", **wishes: Any) -> Run:
    return Session(Wishes(sources=(str(path),), no_config=True, profile=(profile,), jobs=jobs, **wishes)).run()


def report(found: Run) -> list[str]:
    return [line for line in "".join(render("json", found, Look())).splitlines() if not line.startswith('"generated"')]


@pytest.mark.parametrize("remember", [False, True])
def test_a_large_file_is_read_in_parts(portfolio: Path, monkeypatch: pytest.MonkeyPatch, remember: bool) -> None:  # noqa: FBT001
    write(portfolio, rows(400))
    monkeypatch.setattr("outcome_lint.cli.session.lint", None)  # what would read it once more, in one process
    assert run(portfolio, 2, remember=remember).items == 400


@pytest.mark.parametrize("profile", ["crawl@1", "run@1"])
@pytest.mark.parametrize("jobs", [2, 3])
def test_the_report_is_the_same_to_the_letter(portfolio: Path, jobs: int, profile: str) -> None:
    write(portfolio, rows(400))
    assert len(parts.split(portfolio, jobs)) == jobs
    assert report(run(portfolio, jobs, profile)) == report(run(portfolio, 1, profile))


def test_parts_begin_and_end_with_a_line(portfolio: Path) -> None:
    write(portfolio, rows(100))
    pieces = parts.split(portfolio, 4)
    data = portfolio.read_bytes()
    assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]
    assert all(data[piece.end - 1 : piece.end] == b"\n" for piece in pieces)


def test_a_key_that_occurs_in_two_parts_is_told_once(portfolio: Path) -> None:
    items = rows(200)
    write(portfolio, [*items, items[0]])
    found = run(portfolio, 2)
    assert found.items == 200
    assert any("more than once" in note.text for note in found.notes)


def test_a_broken_line_in_a_later_part_makes_the_scan_incomplete(portfolio: Path) -> None:
    write(portfolio, rows(200))
    with portfolio.open("a", encoding="utf-8") as file:
        file.write('{"key": "A-999", "level": "epic", "outcome": 12}\n')
    found = run(portfolio, 2)
    assert not found.complete
    assert found.scorecard is None
    assert report(found) == report(run(portfolio, 1))


@pytest.mark.parametrize("text", ["", "[]", '{"issues": []}', "key,title\n"])
def test_what_is_not_one_record_a_line_is_read_whole(portfolio: Path, text: str) -> None:
    portfolio.write_text(text + " " * 20_000, "utf-8")
    assert parts.split(portfolio, 4) == []


def test_the_states_to_be_remembered_are_the_same_too(portfolio: Path):
    write(portfolio, rows(600))
    one, several = (list(run(portfolio, jobs, remember=True).states) for jobs in (1, 3))
    assert len(one) == 600
    assert several == one
    assert list(run(portfolio, 3).states) == []
