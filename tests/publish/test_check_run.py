from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from github import Github
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from outcome_lint.model import Gate, Problem, Run
from outcome_lint.output import Anchor, Look
from outcome_lint.publish import create_check, head_sha
from outcome_lint.publish.check_run import LONGEST, conclusion
from tests.fakes.github import Host, Server

CONTRACT = Path(__file__).parents[2].parent / "shared" / "contracts" / "github-rest.trim.json"
SHA, HEAD = "a" * 40, "b" * 40
LOOK = Look(anchor=Anchor("outcome-lint.yml", 1))


def sent(server: Server) -> dict[str, Any]:
    """The body of the one POST."""
    (body,) = [request.body for request in server.requests if request.method == "POST"]
    return body


@pytest.fixture
def publish(
    client: Callable[..., Github], environment: dict[str, str], server: Server
) -> Callable[..., dict[str, Any]]:
    def published(run: Run, **more: Any) -> dict[str, Any]:
        result = create_check(client(), run, LOOK, environment, **more)
        assert result.done, result.notice
        assert "/runs/" in result.url
        return sent(server)

    return published


def test_one_check_is_created_already_completed(
    publish: Callable[..., dict[str, Any]], server: Server, make_run: Callable[..., Run]
):
    body = publish(make_run(12))
    assert server.lines() == ["GET /repos/acme/demo", "POST /repos/acme/demo/check-runs"]
    assert (body["name"], body["head_sha"], body["status"]) == ("outcome-lint", SHA, "completed")
    assert body["conclusion"] == "failure"
    assert body["completed_at"] == "2026-11-21T04:30:00Z"
    assert body["external_id"] == "77.1"
    assert body["details_url"] == "https://github.com/acme/demo/actions/runs/77"
    assert body["output"]["title"].startswith("30.0 % · 12 of 40 items state no anticipated outcome")
    assert "Gate not passed" in body["output"]["summary"]
    assert "What are we hoping to achieve?" in body["output"]["text"]


@pytest.mark.parametrize("count", [0, 12, 40])
def test_the_request_keeps_to_the_contract(
    count: int, publish: Callable[..., dict[str, Any]], make_run: Callable[..., Run]
):
    if not CONTRACT.exists():
        pytest.skip("GitHub's contract is not beside this repository")
    contract = json.loads(CONTRACT.read_text("utf-8"))
    post = contract["paths"]["/repos/{owner}/{repo}/check-runs"]["post"]
    schema = post["requestBody"]["content"]["application/json"]["schema"]
    Draft202012Validator({**schema, "components": contract["components"]}).validate(publish(make_run(count)))


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (40, 40), (50, 50), (51, 50), (400, 50)])
def test_at_most_fifty_annotations_on_the_configuration(
    count: int, shown: int, publish: Callable[..., dict[str, Any]], make_run: Callable[..., Run]
):
    rows = publish(make_run(count))["output"]["annotations"]
    assert len(rows) == shown
    assert {(row["path"], row["start_line"], row["end_line"]) for row in rows} <= {("outcome-lint.yml", 1, 1)}
    if count > shown:
        assert rows[-1]["title"] == f"{count - 49} more findings"


def test_texts_are_as_long_as_github_takes(publish: Callable[..., dict[str, Any]], make_run: Callable[..., Run]):
    run = make_run(40)
    groups = run.scorecard.groups * 2000
    problems = tuple(Problem(f"file{number}.csv:1", "broken 🌙" * 10) for number in range(900))
    output = publish(replace(run, scorecard=replace(run.scorecard, groups=groups), problems=problems))["output"]
    assert len(output["summary"].encode()) <= LONGEST
    assert len(output["text"].encode()) <= LONGEST
    assert "“By team”" in output["text"]


def test_a_hostile_title_is_text(publish: Callable[..., dict[str, Any]], make_run: Callable[..., Run]):
    output = publish(make_run(3))["output"]
    assert "<script" not in output["summary"] + output["text"]
    assert "@everyone" not in output["summary"] + output["text"]
    assert output["annotations"][0]["message"].startswith("acme/demo#1 : :error::x%0A<script>")


def test_the_conclusion_is_the_gates_word(make_run: Callable[..., Run]):
    incomplete = replace(make_run(0), complete=False, scorecard=None, gate=Gate("error", passed=False))
    assert conclusion(make_run(0)) == "success"
    assert conclusion(make_run(1)) == "failure"
    assert conclusion(make_run(1), exit_zero=True) == "neutral"
    assert conclusion(incomplete) == "failure"
    assert conclusion(incomplete, exit_zero=True) == "failure"


def test_an_incomplete_scan_says_so_and_names_what_broke(
    publish: Callable[..., dict[str, Any]], make_run: Callable[..., Run]
):
    gate = Gate("error", passed=False, reasons=("the data is incomplete",))
    body = publish(make_run(3, complete=False, scorecard=None, problems=(Problem("a.csv:3", "broken"),), gate=gate))
    assert body["output"]["title"] == "No ratio: the scan is incomplete"
    assert "**a.csv:3**: broken" in body["output"]["summary"]
    assert "%" not in body["output"]["title"]


def test_of_a_pull_request_it_is_the_head(tmp_path: Path, environment: dict[str, str]):
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"pull_request": {"head": {"sha": HEAD}}}), "utf-8")
    assert head_sha({**environment, "GITHUB_EVENT_PATH": str(event)}) == HEAD
    for other in ("{}", '{"pull_request": null}', "[]", "no json"):
        event.write_text(other, "utf-8")
        assert head_sha({**environment, "GITHUB_EVENT_PATH": str(event)}) == SHA
    assert head_sha(environment) == SHA


def test_a_token_that_may_not_is_a_notice(
    host: Host, client: Callable[..., Github], environment: dict[str, str], make_run: Callable[..., Run]
):
    host.accounts.actions("ghs_fork", "acme/demo", contents="read")
    result = create_check(client("ghs_fork"), make_run(1), LOOK, environment)
    assert not result.done
    assert "403 Resource not accessible by integration" in result.notice
    assert "`permissions: checks: write`" in result.notice
    assert "ghs_fork" not in result.notice


@pytest.mark.parametrize("kind", ["500", "502", "reset", "429", "html"])
def test_a_request_that_creates_is_never_sent_twice(
    kind: str,
    server: Server,
    client: Callable[..., Github],
    environment: dict[str, str],
    make_run: Callable[..., Run],
):
    server.faults.add(kind, "POST ", times=1)
    result = create_check(client(), make_run(1), LOOK, environment)
    assert not result.done
    assert result.notice.startswith("no check run was created: ")
    assert len([line for line in server.lines() if line.startswith("POST")]) == 1


def test_a_renamed_repository_gets_its_check(
    host: Host,
    server: Server,
    client: Callable[..., Github],
    environment: dict[str, str],
    make_run: Callable[..., Run],
):
    host.find("acme", "demo").rename("plans")
    host.accounts.actions("ghs_new", "acme/plans", checks="write")
    assert create_check(client("ghs_new"), make_run(1), LOOK, environment).done
    assert len(host.find("acme", "plans").check_runs) == 1
    assert [request.status for request in server.requests] == [301, 200, 201]


def test_outside_a_workflow_there_is_a_notice(client: Callable[..., Github], make_run: Callable[..., Run]):
    assert "not set" in create_check(client(), make_run(1), LOOK, {}).notice
