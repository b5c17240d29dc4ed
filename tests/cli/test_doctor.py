"""`outcome-lint doctor`: what it says of each source, and how it ends."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from outcome_lint.health import Health, Part, Step
from outcome_lint.output.doctor import render
from outcome_lint.output.look import Look
from tests.cli.helpers import Cli, Result, item
from tests.fakes.jira import Account, Server
from tests.fakes.jira.fixtures import cloud, contract, datacenter, jira
from tests.fakes.jira.small import BLIND, FULL, ONLY_PAY, READER, SHORT, issue, small
from tests.sources.live.meanings import environ

__all__ = ["cloud", "contract", "datacenter", "jira"]
Start = Callable[..., Server]


def doctor(cli: Cli, server: Server, *words: str, account: Account | None = None, **more: str) -> Result:
    return cli("doctor", *words, **environ(server, account), **more)


def steps(result: Result) -> dict[str, tuple[str, str]]:
    """State and text of each step of the only source."""
    [source] = result.json["sources"]
    return {step["name"]: (step["state"], step["text"]) for step in source["steps"]}


def test_a_jira_in_good_health_is_told_whole(cli: Cli, cloud: Server) -> None:
    result = doctor(cli, cloud, "jira:PAY,WEB")
    assert result.code == 0
    lines = [" ".join(line.split()) for line in result.out.splitlines()]
    assert "✓ account: Eva Moreno at Jira Cloud, https://acme.atlassian.net" in lines
    assert "✓ permissions: Browse Projects in PAY, WEB" in lines
    assert "✓ types: Initiative (initiative), Epic (epic)" in lines
    assert "✓ items: about 8 in scope" in lines
    assert "outcome Anticipated Outcome (customfield_10050, customfield_10190); applies in PAY, WEB" in lines
    assert "owner Outcome Owner (customfield_10053), Assignee; applies in PAY, WEB" in lines
    assert any(line.startswith("outcome Shoppers find") for line in lines)
    assert FULL.secret not in result.out + result.err


def test_data_center_is_told_alike(cli: Cli, datacenter: Server) -> None:
    told = steps(doctor(cli, datacenter, "jira:PAY", "-f", "json"))
    assert told["account"] == ("fine", "Eva Moreno at Jira Data Center, https://jira.acme.example")
    assert told["items"] == ("fine", "5 in scope")


def test_every_missing_permission_is_in_one_message(cli: Cli, cloud: Server) -> None:
    state, text = steps(doctor(cli, cloud, "jira:PAY,NOPE,WEB", "-f", "json", account=READER))["permissions"]
    assert state == "wrong"
    assert "there is no project NOPE that this account can see" in text
    assert "Create Issues and Edit Issues are missing in PAY, WEB" in text


def test_a_project_that_the_account_may_not_see_is_told(cli: Cli, cloud: Server) -> None:
    result = doctor(cli, cloud, "jira:WEB", "-f", "json", account=ONLY_PAY)
    assert result.code == 2
    assert "no project WEB" in steps(result)["permissions"][1]


def test_a_wrong_token_is_a_refusal(cli: Cli, cloud: Server) -> None:
    result = doctor(cli, cloud, "jira:PAY", account=replace(FULL, secret="wrong"))  # noqa: S106 - that is the point
    assert result.code == 3
    assert "✗ account: Jira does not accept the token" in result.out


def test_a_token_without_a_scope_is_told_which_one(cli: Cli, cloud: Server) -> None:
    gateway = {"OUTCOME_LINT_JIRA_GATEWAY": cloud.url}
    result = doctor(cli, cloud, "jira:PAY", account=SHORT, **gateway)
    assert result.code == 3
    assert "read:jira-work" in result.out


def test_no_token_is_a_mistake(cli: Cli) -> None:
    result = cli("doctor", "jira:PAY", JIRA_URL="https://x.example", JIRA_TOKEN="")
    assert result.code == 2
    assert "JIRA_TOKEN is not set" in result.out


def test_an_unknown_field_is_told_with_the_nearest(cli: Cli, cloud: Server) -> None:
    cli.write("outcome-lint.yml", "fields: {outcome: Anticipated Outcom, okr: Nonsense}")
    result = doctor(cli, cloud, "jira:PAY")
    assert result.code == 2
    told = " ".join(result.out.split())
    assert 'fields.okr: Jira shows this account no field "Nonsense"' in told
    assert 'the nearest are "Anticipated Outcome" (customfield_10050)' in told


def test_jql_that_jira_does_not_understand_is_told_in_its_words(cli: Cli, cloud: Server) -> None:
    result = doctor(cli, cloud, "jira:project = = PAY", "-f", "json")
    assert result.code == 2
    assert "Expecting either a value, list or function" in steps(result)["items"][1]


def test_a_query_that_matches_nothing_is_told(cli: Cli, cloud: Server) -> None:
    assert steps(doctor(cli, cloud, "jira:PAY AND labels = nobody".replace("PAY", "project = PAY"), "-f", "json"))[
        "items"
    ] == ("note", "about 0 in scope")


def test_an_outcome_that_cannot_be_filled_in_is_told(cli: Cli, cloud: Server) -> None:
    result = doctor(cli, cloud, "jira:PAY", account=BLIND)
    told = " ".join(result.out.split())
    assert 'nothing shows that "Anticipated Outcome" can be filled in anywhere here' in told
    assert "outcome unknown" in told


def test_files_are_examined_too(cli: Cli) -> None:
    cli.write("items.jsonl", item("A-1"), item("A-2"))
    result = cli("doctor", "items.jsonl", "nowhere.json", "-f", "json")
    assert result.code == 2
    good, bad = result.json["sources"]
    assert good["steps"] == [{"name": "items", "state": "fine", "text": "2 in scope"}]
    assert "nowhere.json does not exist" in bad["steps"][0]["text"]


def test_every_configured_source_is_examined(cli: Cli, cloud: Server) -> None:
    cli.write("items.jsonl", item("A-1"))
    cli.write("outcome-lint.yml", "sources: [{files: items.jsonl}, {jira: {projects: PAY}}]")
    kinds = [source["kind"] for source in doctor(cli, cloud, "-f", "json").json["sources"]]
    assert kinds == ["file", "jira"]


def test_hostile_text_is_made_harmless_and_short(cli: Cli, jira: Start) -> None:
    hostile = "\x1b[31mred\x07\u202e" + "x" * 2000
    server = jira(small(issues=(issue(1, "PAY-1", summary="::error::" + hostile),)))
    result = doctor(cli, server, "jira:PAY")
    assert "\x1b" not in result.out
    assert "\u202e" not in result.out
    assert "::error" not in result.out
    assert result.out.count("x") < 400


def test_a_report_shows_each_state() -> None:
    health = Health(
        "s", "file", (Step("a", "fine", "x"), Step("b", "wrong", "y\nz", "do it")), sample=(Part("okr", "unknown"),)
    )
    text = "".join(render([health, Health("t", "github")], Look(width=60)))
    assert "  ✓ a: x\n  ✗ b: y\n    z\n    → do it\n" in text
    assert "    okr  unknown\n" in text
    assert health.exit_code == 2
