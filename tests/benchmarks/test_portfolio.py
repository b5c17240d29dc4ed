"""The benchmark's portfolio is the same in every run, has the shares it claims, and is counted rightly: no timing."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
ITEMS = 2000


def run(*command: str | Path, **environment: str) -> bytes:
    done = subprocess.run(
        [sys.executable, *map(str, command)], check=False, capture_output=True, env=os.environ | environment
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout


def make(path: Path, items: int, seed: str) -> Path:
    run(BENCHMARKS / "portfolio.py", str(items), path, PYTHONHASHSEED=seed)
    return path


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("bench") / "portfolio.jsonl", ITEMS, "1")


@pytest.fixture(scope="module")
def issues(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line)["fields"] for line in file.read_text("utf-8").splitlines()]


def test_same_items_whatever_the_size_and_the_process(file: Path, tmp_path: Path) -> None:
    fewer = make(tmp_path / "fewer.jsonl", 300, "2").read_bytes()
    assert hashlib.sha256(file.read_bytes()[: len(fewer)]).digest() == hashlib.sha256(fewer).digest()


def test_size_of_an_issue(file: Path) -> None:
    assert file.stat().st_size / ITEMS == pytest.approx(6900, rel=0.03)


def says(node: Any) -> str:
    """All text of a document, counted without any code of ours."""
    if not isinstance(node, dict):
        return ""
    return (node.get("text", "") + "".join(map(says, node.get("content", ())))).strip()


def folded(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


@pytest.mark.parametrize(
    ("share", "has"),
    [
        pytest.param(0.35, lambda f: not says(f["customfield_10050"]), id="no outcome"),
        pytest.param(0.05, lambda f: folded(says(f["customfield_10050"])) == folded(f["summary"]), id="summary again"),
        pytest.param(0.50, lambda f: not (f["customfield_10051"] or "").strip(), id="no OKR"),
        pytest.param(0.15, lambda f: f["assignee"] is None, id="no assignee"),
        pytest.param(0.03, lambda f: f["issuetype"]["hierarchyLevel"] == 0, id="stories"),
        pytest.param(0.25, lambda f: f["status"]["statusCategory"]["key"] == "done", id="done"),
        pytest.param(0.10, lambda f: f["customfield_10052"] is not None and says(f["customfield_10052"]), id="actual"),
    ],
)
def test_shares(issues: list[dict[str, Any]], share: float, has: Any) -> None:
    assert sum(bool(has(fields)) for fields in issues) / ITEMS == pytest.approx(share, abs=0.025)


def test_thirty_projects(issues: list[dict[str, Any]]) -> None:
    assert len({fields["project"]["key"] for fields in issues}) == 30


@pytest.mark.parametrize("profile", ["crawl@1", "run@1"])
def test_we_count_what_plain_python_counts(file: Path, issues: list[dict[str, Any]], profile: str) -> None:
    config = BENCHMARKS / "outcome-lint.yml"
    found = json.loads(run("-m", "outcome_lint", "check", "-c", config, "--profile", profile, "-f", "json", file))
    scope = [fields for fields in issues if fields["issuetype"]["hierarchyLevel"] > 0]
    assert found["items"] == len(scope)
    assert found["by_rule"]["missing-outcome"] == sum(not says(fields["customfield_10050"]) for fields in scope)
    assert found["by_rule"]["missing-owner"] == sum(fields["assignee"] is None for fields in scope)


def test_floor_reads_every_issue(file: Path) -> None:
    assert int(run(BENCHMARKS / "floor.py", file)) == ITEMS
