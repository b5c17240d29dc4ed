"""`outcome-lint init --jira`: a configuration that works, by what the Jira has."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from outcome_lint import yamlfile
from outcome_lint.output.starter import scalar, write
from outcome_lint.starter import Candidate, Choice, Starter
from tests.cli.helpers import Cli, Result
from tests.fakes.jira import Account, IssueType, Server
from tests.fakes.jira.fixtures import cloud, contract, datacenter, jira
from tests.fakes.jira.small import FULL, ISSUES, small
from tests.fakes.jira.system_fields import goals, system_fields, textarea
from tests.sources.live.meanings import environ

__all__ = ["cloud", "contract", "datacenter", "jira"]
Start = Callable[..., Server]


def init(cli: Cli, server: Server, *words: str, account: Account | None = None) -> Result:
    return cli("init", "--jira", server.url, *words, **environ(server, account))


def test_the_file_says_what_the_jira_has_and_works(cli: Cli, cloud: Server) -> None:
    result = init(cli, cloud, "--projects", "pay, web")
    assert result.code == 0
    assert "outcome-lint: outcome: Anticipated Outcome (filled in 7 of 8), body" in result.err
    text = cli.read("outcome-lint.yml")
    assert "\n  okr: [OKR, Goals, issuelinks, body]\n" in text
    assert "\n  initiative: Initiative\n" in text
    assert "\n      projects: [PAY, WEB]\n" in text
    assert FULL.secret not in text + result.err
    checked = cli("check", "-f", "json", **environ(cloud))
    assert checked.ratio == (3, 8)
    assert cli("doctor", **environ(cloud)).code == 0


def test_data_center_is_asked_alike(cli: Cli, datacenter: Server) -> None:
    assert init(cli, datacenter, "--profile", "walk@1").code == 0
    text = cli.read("outcome-lint.yml")
    assert "profile: walk@1" in text
    assert "# projects: PAY, WEB, LAB - all of them" in text
    assert cli("check", "-f", "json", **environ(datacenter)).ratio[1] == 10


def test_any_page_of_the_site_will_do(cli: Cli, cloud: Server) -> None:
    assert cli("init", "--jira", f"{cloud.url}/browse/PAY-1", **environ(cloud)).code == 0
    assert f'      url: "{cloud.url}"\n' in cli.read("outcome-lint.yml")


def test_nothing_is_overwritten_and_nothing_asked(cli: Cli, cloud: Server) -> None:
    cli.write("outcome-lint.yml", "profile: run@1")
    result = init(cli, cloud)
    assert (result.code, cli.read("outcome-lint.yml"), cloud.requests) == (2, "profile: run@1\n", [])
    assert init(cli, cloud, "--force").code == 0


def test_a_project_that_is_not_there_is_told_with_those_that_are(cli: Cli, cloud: Server) -> None:
    result = init(cli, cloud, "--projects", "PAX")
    assert result.code == 2
    assert "it sees LAB, PAY, WEB" in result.err
    assert not (cli.folder / "outcome-lint.yml").exists()


def test_a_refusal_writes_nothing(cli: Cli, cloud: Server) -> None:
    assert init(cli, cloud, account=replace(FULL, secret="wrong")).code == 3  # noqa: S106 - that is the point
    assert not (cli.folder / "outcome-lint.yml").exists()


def test_projects_need_a_jira(cli: Cli) -> None:
    result = cli("init", "--projects", "PAY")
    assert result.code == 2
    assert "--projects needs --jira" in result.err


def test_the_filled_one_of_two_fields_is_chosen_and_the_other_shown(cli: Cli, jira: Start) -> None:
    server = jira(small(fields=(textarea(10060, "Expected Outcome"), textarea(10061, "Business Outcome"))))
    server.store.edit("PAY-3", customfield_10061="Clerks wait less")
    result = init(cli, server)
    assert "outcome: Anticipated Outcome (filled in 8 of 10), Business Outcome (filled in 1 of 10), body" in result.err
    assert "others: Expected Outcome (filled in 0 of 10)" in result.err
    assert "  # others here: Expected Outcome (filled in 0 of 10)" in cli.read("outcome-lint.yml")


def test_no_field_for_an_outcome_is_told_with_the_texts_that_there_are(cli: Cli, jira: Start) -> None:
    site = replace(small(), fields=(*system_fields(cloud=True), textarea(10070, "Promise"), goals(10054, "Ziele")))
    result = init(cli, jira(site))
    assert "outcome: nothing here looks like it; others: Promise" in result.err
    text = cli.read("outcome-lint.yml")
    assert "  # outcome: nothing here looks like it\n  # others here: Promise" in text
    assert "  okr: [Ziele, issuelinks, body]" in text


def test_types_that_nobody_knows_are_told(cli: Cli, jira: Start) -> None:
    types = (IssueType(id="10000", name="Vorhaben"), IssueType(id="10007", name="Thema"))
    issues = tuple(each for each in ISSUES if each.type in {"10000", "10007"})
    result = init(cli, jira(small("datacenter", types=types, issues=issues)))
    assert result.code == 0
    assert "it has Vorhaben, Thema; name them under levels:" in result.err


def test_hostile_names_stay_names(cli: Cli, jira: Start) -> None:
    name = 'Outcome: "x" # \x1b[31m ::error:: {a'
    site = replace(small(), fields=(*system_fields(cloud=True), textarea(10070, name)))
    server = jira(site)
    server.store.edit("PAY-3", customfield_10070="Clerks wait less")
    result = init(cli, server)
    assert result.code == 0
    assert "\x1b" not in result.err + cli.read("outcome-lint.yml")
    assert cli("check", "-f", "json", **environ(server)).code in {0, 1}


@pytest.mark.parametrize(
    "value", ["Outcome", "no", "a: b", "# x", "it's", 'say "x"', "成果", "👍 x", "a\nb", "1", "- x", "a\u2028b"]
)
def test_any_name_survives_the_file(value: str) -> None:
    assert yamlfile.parse(f"key: {scalar(value)}\n", "f.yml").value == {"key": value}


def test_a_template_without_examples_gets_them_at_its_end() -> None:
    starter = Starter("x", {"github": {"repo": "a/b", "state": "all"}}, {}, (Choice("outcome", (Candidate("A"),)),))
    text = write("profile: crawl@1\n", starter)
    assert yamlfile.parse(text, "f.yml").value == {
        "profile": "crawl@1",
        "fields": {"outcome": "A"},
        "sources": [{"github": {"repo": "a/b", "state": "all"}}],
    }
