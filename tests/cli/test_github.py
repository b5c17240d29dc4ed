"""`outcome-lint check github:…` as a person runs it, against a GitHub on this machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.helpers import Cli, Result
from tests.fakes.github import Server, small_org
from tests.fakes.github.fixtures import Start, github, github_server

__all__ = ["github", "github_server"]


def check(cli: Cli, server: Server, *words: str, token: str = "pat-eva", **more: str) -> Result:  # noqa: S107
    known = {"GITHUB_API_URL": server.api_url, "GITHUB_TOKEN": token, "XDG_CACHE_HOME": str(cli.folder / "cache")}
    return cli("check", *words, **known | more)


def test_a_repository_is_linted(cli: Cli, github: Server) -> None:
    result = check(cli, github, "github:acme/roadmap", "-f", "json", "--fail-on", "never")
    assert result.code == 0
    assert "acme/roadmap#5 missing-outcome" in result.findings
    assert "acme/roadmap#2 missing-outcome" not in result.findings


def test_the_untouched_prompt_of_the_repositorys_own_form_says_nothing(cli: Cli, github: Server) -> None:
    result = check(cli, github, "github:acme/roadmap", "-f", "json")
    assert "acme/roadmap#7 placeholder-outcome" in result.findings
    assert any("2 issue templates in the repositories to be read" in note["text"] for note in result.json["notes"])


def test_locked_and_not_planned_epics_are_left_out_and_counted(cli: Cli, github: Server) -> None:
    excluded = check(cli, github, "github:acme/roadmap", "-f", "json").json["scorecard"]["ffr"]["excluded"]
    assert {"resolution Not Planned": 1, "resolution Locked": 1}.items() <= excluded.items()


def test_the_sources_of_the_configuration_are_read(cli: Cli, github: Server) -> None:
    cli.write("outcome-lint.yml", "sources:", "  - github: {repo: acme/roadmap, select: {label: [epic]}}")
    result = check(cli, github, "-f", "json", "--fail-on", "never")
    assert {each["item"]["key"] for each in result.json["findings"]} <= {
        "acme/roadmap#5", "acme/roadmap#6", "acme/roadmap#9", "acme/roadmap#10",
    }  # fmt: skip


def test_a_repository_that_is_named_keeps_the_project_of_its_configuration(cli: Cli, github_server: Start) -> None:
    host = small_org()
    roadmap, project = host.org("acme").repositories["roadmap"], host.org("acme").projects[1]
    project.add(roadmap.issue("Phone", number=40), values={"Type": "Epic", "Outcome": "Callers wait a minute less"})
    server = github_server(host)
    cli.write("outcome-lint.yml", "sources:", "  - github: {repo: acme/other}",
              "  - github: {repo: acme/roadmap, project: acme/1, select: {project-field: {Type: Epic}}}")  # fmt: skip
    result = check(cli, server, "github:acme/roadmap", "-f", "json")
    assert "acme/roadmap#40 missing-outcome" not in result.findings
    assert result.json["scorecard"]["ffr"]["total"] == 2


def test_nothing_selected_ends_with_4_and_the_labels_there_are(cli: Cli, github: Server) -> None:
    cli.write("outcome-lint.yml", "sources:", "  - github: {repo: acme/roadmap, select: {label: [bet]}}")
    result = check(cli, github)
    assert result.code == 4
    told = " ".join((result.out + result.err).split())
    assert "no issue was found to be an epic or initiative; its labels: epic, team: Claims" in told


def test_a_project_behind_a_workflows_token_ends_with_3(cli: Cli, github: Server) -> None:
    result = check(cli, github, "github:project/acme/1", token="ghs-actions")  # noqa: S106
    assert result.code == 3
    told = " ".join((result.out + result.err).split())
    assert "set GITHUB_PROJECT_TOKEN to a token with `read:project`" in told
    assert "the data is incomplete" in told


@pytest.mark.parametrize("token", ["wrong-secret", "ghs-fork", ""])
def test_no_secret_is_told(cli: Cli, github: Server, token: str) -> None:
    result = check(cli, github, "github:acme/platform", token=token)
    assert result.code == 3
    assert not token or token not in result.out + result.err


def test_the_second_run_asks_only_whether_something_changed(cli: Cli, github: Server) -> None:
    first = check(cli, github, "github:acme/roadmap", "-f", "json")
    before = len(github.requests)
    second = check(cli, github, "github:acme/roadmap", "-f", "json")
    assert {each.status for each in github.requests[before:]} <= {304, 404}
    assert second.json["findings"] == first.json["findings"]
    before = len(github.requests)
    assert check(cli, github, "github:acme/roadmap", "--no-cache", "-f", "json").findings == first.findings
    assert {each.status for each in github.requests[before:]} <= {200, 404}


def test_the_cache_is_shown_and_cleared(cli: Cli, github: Server) -> None:
    check(cli, github, "github:acme/roadmap")
    home = {"XDG_CACHE_HOME": str(cli.folder / "cache")}
    [file] = Path(cli.folder / "cache" / "outcome-lint").glob("*.db")
    assert file.name in cli("cache", "show", **home).out
    assert cli("cache", "clear", **home).code == 0
    assert not file.exists()


def test_a_hostile_title_does_no_harm(cli: Cli, github_server: Start) -> None:
    host = small_org()
    title = "::error::x%0A<script>alert(1)</script>|@everyone \x1b[31m"
    host.org("acme").repositories["roadmap"].issue(title, labels=["epic"])
    result = check(cli, github_server(host), "github:acme/roadmap")
    assert "\x1b" not in result.out + result.err
    assert not any(line.startswith("::") for line in result.out.splitlines())


def test_a_report_of_a_scan_through_faults_is_the_same(cli: Cli, github_server: Start) -> None:
    host = small_org()
    calm = check(cli, github_server(host), "github:acme/roadmap", "-f", "json", "--no-cache").json
    rough = github_server(host)
    rough.faults.add("429", "/issues", times=2, after=0)
    rough.faults.add("429", "/contents", times=1, after=0)
    told = check(cli, rough, "github:acme/roadmap", "-f", "json", "--no-cache").json
    assert json.dumps(told["findings"]) == json.dumps(calm["findings"])
    assert told["scorecard"] == calm["scorecard"]
