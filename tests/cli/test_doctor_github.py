"""`outcome-lint doctor` of a GitHub: who asks, what is missing, what was found, one item."""

from __future__ import annotations

import pytest

from tests.cli.helpers import Cli, Result
from tests.fakes.github import Host, Server, small_org
from tests.fakes.github.fixtures import Start, github, github_server

__all__ = ["github", "github_server"]


def doctor(cli: Cli, server: Server, *words: str, token: str = "pat-eva", **more: str) -> Result:  # noqa: S107
    known = {"GITHUB_API_URL": server.api_url, "GITHUB_TOKEN": token, "XDG_CACHE_HOME": str(cli.folder / "cache")}
    return cli("doctor", *words, **known | more)


def told(result: Result) -> list[str]:
    return [" ".join(line.split()) for line in result.out.splitlines()]


def steps(result: Result) -> dict[str, tuple[str, str]]:
    """State and text of each step of the only source; of several of a name, the last."""
    [source] = result.json["sources"]
    return {step["name"]: (step["state"], step["text"]) for step in source["steps"]}


def test_a_github_in_good_health_is_told_whole(cli: Cli, github: Server) -> None:
    result = doctor(cli, github, "github:acme/roadmap", COLUMNS="200")
    assert result.code == 0
    lines = told(result)
    who = "eva, a classic token with the scopes repo, read:org, read:project (the token of GITHUB_TOKEN)"
    assert f"✓ account: {who} at {github.api_url}" in " ".join(lines)
    assert "✓ limit: 4,999 of 5,000 requests left in this hour" in lines
    assert "✓ repositories: acme/roadmap, public" in lines
    assert "✓ types: issue types of acme: Epic (epic), Initiative (initiative), Bug, Task" in lines
    assert "✓ labels: labels of acme/roadmap: epic (epic), team: Claims" in lines
    assert "✓ items: 9 in scope among 12 read" in lines
    assert 'outcome Anticipated outcome, section "Anticipated outcome"' in lines
    assert 'owner assignee, section "Owner"' in lines
    assert "key acme/roadmap#1" in lines
    assert "pat-eva" not in result.out + result.err


@pytest.mark.parametrize(
    ("token", "account"),
    [
        ("fine-eva", "eva, a fine-grained token (the token of GITHUB_TOKEN)"),
        ("ghs-actions", "a workflow or App (the token of GITHUB_TOKEN)"),
        ("", "nobody (GITHUB_TOKEN is not set), for public repositories only,"),
    ],
)
def test_every_kind_of_account_is_known(cli: Cli, github: Server, token: str, account: str) -> None:
    result = doctor(cli, github, "github:acme/roadmap", "-f", "json", token=token)
    assert result.code == 0
    assert steps(result)["account"][1] == f"{account} at {github.api_url}"


def test_all_that_is_missing_is_in_one_message(cli: Cli, github_server: Start) -> None:
    host = small_org()
    host.accounts.fine("fine-poor", "eva", "acme", contents="read")
    result = doctor(cli, github_server(host), "github:acme/platform", "-f", "json", token="fine-poor")  # noqa: S106
    assert result.code == 3
    state, text = steps(result)["permissions"]
    assert state == "unreachable"
    assert "issues=read" in text
    assert "the issue types of acme can't be listed: it asks for: issue_types=read" in text
    assert "the issue fields of acme can't be listed: it asks for: issue_fields=read" in text


@pytest.mark.parametrize(
    ("source", "token", "told"),
    [
        ("acme/roadmap", "wrong", ("account", "GitHub does not accept the token of GITHUB_TOKEN")),
        ("acme/nowhere", "pat-eva", ("repositories", "GitHub knows no /repos/acme/nowhere, or hides it")),
        ("acme/platform", "ghs-actions", ("repositories", "hides it from the token of GITHUB_TOKEN")),
        ("project/acme/1", "pat-narrow", ("project", "read:project")),
        ("project/acme/1", "ghs-actions", ("project", "Could not resolve to a ProjectV2")),
        ("project/acme/1", "pat-eva", ("items", "1 item of the Project acme/1 can't be seen")),
    ],
)
def test_a_refusal_ends_with_3(cli: Cli, github: Server, source: str, token: str, told: tuple[str, str]) -> None:
    step, said = told
    result = doctor(cli, github, f"github:{source}", "-f", "json", token=token)
    assert result.code == 3
    assert steps(result)[step][0] == "unreachable"
    assert said in steps(result)[step][1]


def test_a_project_is_told_with_its_fields(cli: Cli, github: Server) -> None:
    result = doctor(cli, github, "github:project/acme/1", COLUMNS="200")
    lines = told(result)
    assert any(line.startswith("✓ project: Roadmap, https://github.com/orgs/acme/projects/1") for line in lines)
    assert 'outcome Outcome, Anticipated outcome, section "Anticipated outcome"' in lines


def test_an_old_name_is_told_with_the_new_one(cli: Cli, github_server: Start) -> None:
    host = small_org()
    host.org("acme").repositories["roadmap"].rename("plans")
    result = doctor(cli, github_server(host), "github:acme/roadmap", "-f", "json")
    assert result.code == 0
    assert steps(result)["repositories"] == ("note", "acme/plans, public, formerly acme/roadmap")


def test_issues_switched_off_are_told(cli: Cli, github_server: Start) -> None:
    host = small_org()
    host.org("acme").repositories["roadmap"].has_issues = False
    result = doctor(cli, github_server(host), "github:acme/roadmap")
    assert "issues are switched off in acme/roadmap" in result.out


def test_all_repositories_are_counted(cli: Cli, github: Server) -> None:
    assert steps(doctor(cli, github, "github:acme/*", "-f", "json"))["repositories"] == (
        "fine", "2 of acme that have issues",
    )  # fmt: skip


def test_an_enterprise_server_limits_nobody(cli: Cli, github_server: Start) -> None:
    server = github_server(small_org(Host.server("3.17.1")))
    for token in ("pat-eva", "", "ghs-actions"):
        result = doctor(cli, server, "github:acme/roadmap", "-f", "json", token=token)
        assert result.code == 0
        assert steps(result)["limit"] == ("fine", "this server limits nobody")


def test_what_is_set_wrongly_ends_with_2(cli: Cli, github: Server) -> None:
    cli.write("outcome-lint.yml", "sources: [{github: {repo: acme/roadmap, select: {project-field: {Type: Epic}}}}]")
    result = doctor(cli, github)
    assert result.code == 2
    assert "select: project-field: needs the Project" in result.out
    cli.write("outcome-lint.yml", "sources: [{github: {repo: acme/roadmap, app: {}}}]")
    result = doctor(cli, github)
    assert result.code == 2
    assert "the environment variable GITHUB_APP_ID is not set" in result.out


def test_a_misspelt_field_ends_with_2(cli: Cli, github: Server) -> None:
    cli.write("outcome-lint.yml", "fields: {outcome: Anticpated outcom}")
    result = doctor(cli, github, "github:acme/roadmap")
    assert result.code == 2
    assert "nothing is called 'Anticpated outcom', but there is a field 'Anticipated outcome'" in " ".join(told(result))


def test_nothing_chosen_is_told_with_what_there_is(cli: Cli, github: Server) -> None:
    cli.write("outcome-lint.yml", "sources: [{github: {repo: acme/roadmap, select: {label: bet}}}]")
    result = doctor(cli, github, "-f", "json")
    assert steps(result)["items"] == ("note", "0 in scope")
    assert "its labels: epic, team: Claims" in steps(result)["note"][1]
