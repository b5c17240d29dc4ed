"""The Action as people run it: a real runner, our own GitHub, and what came out of every channel."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.acting import CHECKOUT, Acted, act, repository
from tests.fakes.github import Server, serve, small_org
from tests.fakes.github.builders import body

WORKFLOW = "ghs-actions"  # the token of a workflow, and no secret
HOSTILE = "::error::x%0A<script>alert(1)</script>|@everyone"
GOOD = "Clerks close a claim in two days instead of five by the end of Q3"


def item(**fields: object) -> str:
    base = {"key": "A-1", "level": "epic", "title": "Scan claims", "outcome": GOOD, "owner": {"id": "e", "name": "Eva"}}
    return json.dumps({**base, **fields}) + "\n"


def workflow(event: str, *steps: str) -> str:
    return (
        f"name: e2e\non: {event}\npermissions: {{}}\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps:\n"
        f"      - uses: {CHECKOUT}\n" + "".join(steps)
    )


def lint(name: str, **inputs: str) -> str:
    given = "".join(f"          {key.replace('_', '-')}: {json.dumps(value)}\n" for key, value in inputs.items())
    return f"      - uses: ./\n        id: {name}\n        continue-on-error: true\n        with:\n{given}"


LAST = """      - id: after
        if: always()
        env: {CODE: "${{ steps.findings.outputs.exit-code }}", REPORT: "${{ steps.findings.outputs.report-path }}"}
        run: echo "code=$CODE"; test -s out.sarif && test -s "$REPORT" && echo "all written"
"""


@contextmanager
def hostile_org() -> Iterator[Server]:
    host = small_org()
    host.org("acme").repositories["roadmap"].issue(HOSTILE, labels=["epic"], body=body("TBD"))
    with serve(host) as server:
        yield server


@pytest.fixture(scope="module")
def pushed(tmp_path_factory: pytest.TempPathFactory) -> Acted:
    """One job that uses the Action for everything that can happen on a push."""
    steps = [
        lint("clean", source="good.jsonl"),
        lint("findings", report="sarif=out.sarif\nmarkdown=out.md", profile="walk@1"),
        lint("limit", source="good.jsonl\nbad.jsonl", fail_on="never", max_ffr="20"),
        lint("incomplete", repository="acme/nowhere"),
        lint("wrong", source="good.jsonl", fail_on="sometimes"),
        lint("empty", source="none.jsonl"),
        lint("quiet", source="bad.jsonl", summary="false", max_annotations="0", format="concise"),
        LAST,
    ]
    folder = repository(
        tmp_path_factory.mktemp("pushed"),
        workflow("push", *steps),
        **{
            "good.jsonl": item(),
            "bad.jsonl": item(key="A-2", outcome=None, title=HOSTILE),
            "none.jsonl": item(key="A-3", level="story"),
        },
    )
    with hostile_org() as server:
        return act(folder, "push", server.api_url, pip=True)


def test_a_clean_portfolio_passes(pushed: Acted):
    step = pushed.step("clean")
    assert step.result == "success"
    assert (step.outputs["exit-code"], step.outputs["passed"]) == ("0", "true")
    assert step.outputs["feature-factory-ratio"] == "0.00"
    assert not step.annotations("error")


def test_findings_fail_the_step_after_everything_was_written(pushed: Acted):
    step = pushed.step("findings")
    assert step.result == "failure"
    assert step.outputs["exit-code"] == "1"
    assert int(step.outputs["findings"]) > int(step.outputs["errors"]) > 0
    assert "all written" in "\n".join(pushed.step("after").log)
    assert "Feature Factory Ratio" in step.summary


def test_there_are_never_more_than_ten_annotations_of_a_kind(pushed: Acted):
    step = pushed.step("findings")
    assert all(0 < len(step.annotations(kind)) <= 10 for kind in ("error", "warning"))


def test_a_limit_of_the_ratio_is_a_gate(pushed: Acted):
    step = pushed.step("limit")
    assert (step.result, step.outputs["exit-code"]) == ("failure", "1")
    assert step.outputs["feature-factory-ratio"] == "50.00"


def test_what_could_not_be_read_is_incomplete_and_has_no_ratio(pushed: Acted):
    step = pushed.step("incomplete")
    assert (step.result, step.outputs["exit-code"], step.outputs["complete"]) == ("failure", "3", "false")
    assert step.outputs["feature-factory-ratio"] == ""
    assert any("acme/nowhere" in said for said in step.annotations("error"))


def test_a_wrong_input_is_named(pushed: Acted):
    step = pushed.step("wrong")
    assert (step.result, step.outputs["exit-code"]) == ("failure", "2")
    assert "the input fail-on is 'sometimes'" in step.annotations("error")[0]


def test_nothing_in_scope_has_its_own_code(pushed: Acted):
    assert pushed.step("empty").outputs["exit-code"] == "4"


def test_summary_and_annotations_can_be_switched_off(pushed: Acted):
    step = pushed.step("quiet")
    assert not step.summary
    assert not any("missing-outcome" in said for said in step.annotations("error"))


def test_a_hostile_title_is_plain_text_everywhere(pushed: Acted):
    told = [said for step in pushed.steps.values() for said in step.commands]
    errors = [said["raw"] for said in told if said["command"] == "error"]
    assert all(raw.startswith("::error title=") for raw in errors)  # act splits at the last ::, GitHub at the first
    assert any("x%250A<script>alert(1)</script>|@everyone" in raw for raw in errors)
    for step in pushed.steps.values():
        assert "<script" not in step.summary
        assert not re.search(r"(?<![\w`\\&#;])@everyone", step.summary)


def test_no_token_is_told(pushed: Acted):
    assert "pat-eva" not in pushed.raw


def test_a_pull_request_is_asked_about_the_epic_behind_it(tmp_path: Path):
    folder = repository(
        tmp_path / "pulled",
        workflow(
            "pull_request", lint("mine", only="pull-request", check_run="true"), lint("fork", only="pull-request")
        ),
    )
    pull = {
        "number": 50, "title": "Driver", "body": "Closes #4", "user": {"login": "eva", "type": "User"},
        "head": {"sha": "a" * 40, "ref": "driver"},
    }  # fmt: skip
    with hostile_org() as server:
        acted = act(folder, "pull_request", server.api_url, payload={"pull_request": pull}, token=WORKFLOW)
        posted = [request for request in server.requests if request.method == "POST" and "check-runs" in request.path]
    assert acted.step("mine").outputs["items"] == "1"
    assert (acted.step("mine").result, acted.step("mine").outputs["exit-code"]) == ("success", "0")
    assert [request.body["head_sha"] for request in posted] == ["a" * 40]
    assert posted[0].body["conclusion"] == "success"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"user": {"login": "dependabot[bot]", "type": "Bot"}}, "A robot's pull request"),
        ({"body": "no reference at all"}, "names no work item"),
    ],
)
def test_a_pull_request_without_work_items_passes_quietly(
    tmp_path: Path,
    changes: dict[str, object],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    from outcome_lint.cli.action import Step

    pull = {"number": 50, "title": "x", "body": "Closes #4", "user": {"login": "eva"}, "head": {"ref": "b"}, **changes}
    (tmp_path / "event.json").write_text(json.dumps({"pull_request": pull}))
    environ = {
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"), "GITHUB_REPOSITORY": "acme/roadmap",
        "GITHUB_OUTPUT": str(tmp_path / "out"), "OUTCOME_LINT_INPUT_ONLY": "pull-request",
        "GITHUB_EVENT_NAME": "pull_request",
    }  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert Step(environ).run() == 0
    assert said in capsys.readouterr().out
    assert "exit-code<<" in (tmp_path / "out").read_text()


def test_one_comment_asks_and_goes_away(tmp_path: Path):
    folder = repository(tmp_path / "asked", workflow("issues", lint("issue", only="issue", comment="true")))
    with hostile_org() as server:
        roadmap = server.host.org("acme").repositories["roadmap"]
        issue = next(each for each in roadmap.issues.values() if each.title == HOSTILE)
        payload = {"action": "opened", "issue": {"number": issue.number}}
        first = act(folder, "issues", server.api_url, payload=payload, token=WORKFLOW)
        comments = [comment.body for comment in issue.comments]
        issue.body = body(GOOD)
        second = act(folder, "issues", server.api_url, payload=payload, token=WORKFLOW)
        after = list(issue.comments)
    assert first.step("issue").outputs["exit-code"] == "1"
    assert len(comments) == 1
    assert "outcome-lint" in comments[0]
    assert second.step("issue").outputs["exit-code"] == "0"
    assert after == []
