"""The workflows that people copy, each in a real runner as it stands, against our own GitHub."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.acting import ROOT, Acted, act, committed, tree
from tests.fakes.github import Server, serve, small_org
from tests.fakes.github.builders import GOOD, body

EXAMPLES = ROOT / "examples" / "workflows"
WORKFLOW = "ghs-actions"  # the token of a workflow, and no secret
OURS = re.compile(r"uses: (outcome-lint/outcome-lint@\w+)")
UPLOAD = re.compile(r"uses: (actions/upload-artifact@\w+)")
# In place of the real one, which would ask GitHub's own service.
STUB = """name: upload
inputs: {name: {required: true}, path: {required: true}}
outputs: {kept: {value: "${{ steps.look.outputs.kept }}"}}
runs:
  using: composite
  steps:
    - id: look
      shell: bash
      env: {NAME: "${{ inputs.name }}", FILE: "${{ inputs.path }}"}
      run: echo "kept=$NAME $(head -c 15 "$FILE")" >> "$GITHUB_OUTPUT"
"""
Play = Callable[..., Acted]


@pytest.fixture(scope="module")
def stand_ins(tmp_path_factory: pytest.TempPathFactory) -> dict[re.Pattern[str], Path]:
    """What the examples use, from this machine."""
    folder = tmp_path_factory.mktemp("actions")
    upload = folder / "upload"
    upload.mkdir()
    (upload / "action.yml").write_text(STUB, "utf-8")
    (folder / "bin").mkdir()
    if uv := shutil.which("uv", path=Path(sys.executable).parent):
        (folder / "bin" / "uv").symlink_to(uv)
    return {OURS: tree(folder / "ours"), UPLOAD: upload}


@pytest.fixture
def server() -> Iterator[Server]:
    with serve(small_org()) as server:
        yield server


@pytest.fixture
def play(
    stand_ins: dict[re.Pattern[str], Path], tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> Play:
    """Runs an example, by its name, for an event; all runs share what was downloaded, and uv if it is there."""
    shared = stand_ins[OURS].parent
    monkeypatch.setenv("UV_CACHE_DIR", str(shared / "uv-cache"))
    monkeypatch.setenv("PIP_CACHE_DIR", str(shared / "pip-cache"))
    monkeypatch.setenv("PATH", str(shared / "bin"), prepend=os.pathsep)

    def played(name: str, event: str, payload: dict[str, Any] | None = None) -> Acted:
        text = (EXAMPLES / name).read_text("utf-8")
        folder = tmp_path / "repository"
        if not folder.exists():
            folder.mkdir()
            committed(folder, **{f".github/workflows/{name}": text})
        options = [
            f"--local-repository={used}={at}" for pattern, at in stand_ins.items() for used in pattern.findall(text)
        ]
        return act(folder, event, server.api_url, payload=payload, token=WORKFLOW, workflow=name, options=options)

    return played


def epic(server: Server, **fields: Any) -> Any:
    return server.host.org("acme").repositories["roadmap"].issue("Dig", labels=["epic"], **fields)


def done(server: Server, method: str, path: str) -> list[Any]:
    """The bodies of such requests to the repository, in order."""
    whole = f"/repos/acme/roadmap/{path}"
    return [each.body for each in server.requests if each.method == method and each.path == whole]


def writes(server: Server) -> list[str]:
    return [each.line for each in server.requests if each.method != "GET" and each.path != "/graphql"]


def test_every_example_is_played_here():
    played = set(re.findall(r'play\("([^"]+)"', Path(__file__).read_text("utf-8")))
    assert played == {path.name for path in EXAMPLES.glob("*.yml")}


def test_schedule(play: Play, server: Server):
    step = play("schedule.yml", "schedule", {"schedule": "17 6 * * 1"}).step("outcomes")
    assert (step.result, step.outputs["exit-code"], step.outputs["complete"]) == ("failure", "1", "true")
    assert step.outputs["feature-factory-ratio"] == "42.86"
    assert "Feature Factory Ratio: 42.9" in step.summary
    assert writes(server) == []


def test_an_issue_that_is_opened_and_then_answered(play: Play, server: Server):
    issue = epic(server, body=body(None))
    event = {"action": "opened", "issue": {"number": issue.number}}
    asked = play("issues.yml", "issues", event)
    assert asked.passed, asked.raw[-3000:]
    assert len(issue.comments) == 1
    assert "outcome" in issue.comments[0].body
    issue.body = body(GOOD)
    assert play("issues.yml", "issues", {**event, "action": "edited"}).passed
    assert issue.comments == []


def test_a_pull_request(play: Play, server: Server):
    issue = epic(server, body=body(None))
    pull = {
        "number": 50, "title": "Dig", "body": f"Closes #{issue.number}", "user": {"login": "eva", "type": "User"},
        "head": {"sha": "a" * 40, "ref": "dig"},
    }  # fmt: skip
    acted = play("pull-request.yml", "pull_request", {"action": "opened", "number": 50, "pull_request": pull})
    assert acted.passed, acted.raw[-3000:]
    assert acted.step("1").outputs["items"] == "1"
    assert acted.step("1").outputs["without-outcome"] == "1"
    assert writes(server) == []


def test_two_weekly_reports(play: Play, server: Server):
    first = play("weekly-report.yml", "schedule", {"schedule": "37 5 * * 1"})
    epic(server, body=body(GOOD))
    second = play("weekly-report.yml", "schedule", {"schedule": "37 5 * * 1"})
    assert first.passed, first.raw[-3000:]
    assert second.passed, second.raw[-3000:]
    assert "Outcome coverage" in first.step("report").summary
    assert "compared with run 1" in second.step("report").summary
    assert second.step("2").outputs["kept"].startswith("weekly-report <!doctype html>")
    git = server.host.org("acme").repositories["roadmap"].git
    runs = [json.loads(line) for line in git.blobs[git.snapshot("outcome-history")["history.jsonl"].sha].splitlines()]
    assert [run["items"] for run in runs if run["type"] == "run"] == [7, 8]
    assert len(done(server, "POST", "git/commits")) == 2
    issues = [one for one in server.host.org("acme").repositories["roadmap"].issues.values() if "Week" in one.title]
    assert len(issues) == len(done(server, "POST", "issues")) == 1
