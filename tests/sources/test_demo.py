"""The demo portfolio, counted by reading it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import UNSET

from outcome_lint.sources import ALL_FIELDS, Intake, Mapping, read

yaml = pytest.importorskip("yaml")
ROOT = Path(__file__).parents[2]
EXCLUDED = {"won't do", "duplicate", "not planned"}


@pytest.mark.parametrize("name", ["jira-cloud.json", "jira-export.csv", "github-issues.json"])
def test_the_demo_reads_as_it_was_meant(name: str) -> None:
    expected = yaml.safe_load((ROOT / "tests/demo/expected.yml").read_text())[name]
    intake = Intake()
    items = list(read([str(ROOT / "examples/demo" / name)], Mapping.default(), ALL_FIELDS, intake))
    scope = [item for item in items if str(item.resolution).casefold() not in EXCLUDED]
    assert len(scope) == expected["in_scope"]
    assert len(items) - len(scope) == expected["excluded_by_resolution"]
    missing = {item.key for item in scope if item.outcome is None}
    assert set(expected["keys"]["missing"]) <= missing
    assert missing <= {*expected["keys"]["missing"], *expected["keys"]["placeholder"]}  # an unanswered form is empty
    assert [item.key for item in scope if item.outcome is UNSET] == expected["keys"]["unknown_outcome"]
    assert intake.skipped.pop("pull requests", 0) == expected["pull_requests"]
    assert sum(intake.skipped.values()) == expected["other_levels"]
    assert not intake.problems
    assert not [note for note in intake.notes if note.level == "warning"]
