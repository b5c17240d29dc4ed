"""`outcome-lint init --github`: a configuration that works, and a form that asks for outcomes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from outcome_lint import yamlfile
from outcome_lint.config import forms_of
from tests.cli.helpers import Cli, Result
from tests.fakes.github import Host, Server, small_org
from tests.fakes.github.fixtures import Start, github, github_server

__all__ = ["github", "github_server"]
FORM = ".github/ISSUE_TEMPLATE/epic.yml"


def environ(server: Server, token: str = "pat-eva") -> dict[str, str]:  # noqa: S107
    return {"GITHUB_API_URL": server.api_url, "GITHUB_TOKEN": token}


def init(cli: Cli, server: Server, *words: str) -> Result:
    return cli("init", "--github", *words, **environ(server))


def config(cli: Cli) -> dict[str, object]:
    found: dict[str, object] = yamlfile.parse(cli.read("outcome-lint.yml"), "outcome-lint.yml").value
    return found


def world(*, by_field: bool = False) -> Host:
    """Epics by type and label; in titles too only where they have a label."""
    host = Host()
    acme = host.org("acme")
    acme.members.add("eva")
    for name in ("Epic", "Initiative", "Bug"):
        acme.issue_type(name)
    acme.issue_field("Business outcome")
    acme.issue_field("Notes")
    if by_field:
        acme.issue_field("Level", "single_select", ["Epic"])
    roadmap = acme.repo("roadmap")
    roadmap.issue("[Epic] Both", labels=["type: epic"])
    roadmap.issue("Typed", type="Initiative")
    host.accounts.classic("pat-eva", "eva")
    return host


def test_the_file_says_what_the_github_has_and_works(cli: Cli, github: Server) -> None:
    result = init(cli, github, "acme/roadmap", "--project", "acme/1")
    assert result.code == 0
    assert (
        "outcome: Anticipated outcome (field of the Project Roadmap), Outcome (field of the Project Roadmap), body"
        in (result.err)
    )
    assert config(cli)["sources"] == [{"github": {"repo": "acme/roadmap", "project": "acme/1"}}]
    assert config(cli)["levels"] == {"initiative": "Initiative", "epic": "Epic"}
    assert "pat-eva" not in result.err + cli.read("outcome-lint.yml")
    checked = cli("check", "-f", "json", "--no-cache", **environ(github))
    assert checked.ratio == (3, 7)
    assert cli("doctor", **environ(github)).code == 0


def test_types_and_labels_are_asked_for_where_they_are_all_there_is(cli: Cli, github_server: Start) -> None:
    server = github_server(world())
    assert init(cli, server, "acme/roadmap").code == 0
    [source] = config(cli)["sources"]  # type: ignore[misc]
    assert source["github"]["select"] == {"type": ["Epic", "Initiative"], "label": "type: epic"}  # type: ignore[index]
    checked = cli("check", "-f", "json", "--no-cache", "--fail-on", "never", **environ(server))
    assert checked.ratio[1] == 2


def test_fields_that_mark_epics_are_not_left_out(cli: Cli, github_server: Start) -> None:
    result = init(cli, github_server(world(by_field=True)), "acme/roadmap")
    assert "issue fields may mark epics here, so all issues are read" in result.err
    assert "select" not in str(config(cli)["sources"])


def test_titles_that_mark_epics_are_not_left_out(cli: Cli, github: Server) -> None:
    result = init(cli, github, "acme/roadmap")
    assert "select" not in str(config(cli)["sources"])
    assert "may mark epics here, so all issues are read" in result.err


def test_other_text_fields_are_told(cli: Cli, github_server: Start) -> None:
    result = init(cli, github_server(world()), "acme/roadmap")
    assert "outcome: Business outcome (issue field of acme), body; others: Notes (issue field of acme)" in result.err


@pytest.mark.parametrize("where", ["acme/*", "project/acme/1"])
def test_all_repositories_and_projects_are_asked_alike(cli: Cli, github: Server, where: str) -> None:
    assert init(cli, github, where).code == 0
    name = where.removeprefix("project/")
    assert name in str(config(cli)["sources"])


def test_a_renamed_repository_is_written_by_its_new_name(cli: Cli, github_server: Start) -> None:
    host = small_org()
    host.org("acme").repositories["roadmap"].rename("plans")
    init(cli, github_server(host), "acme/roadmap")
    assert config(cli)["sources"] == [{"github": {"repo": "acme/plans"}}]


def test_a_form_is_proposed_and_only_written_when_asked_for(cli: Cli, github: Server) -> None:
    result = init(cli, github, "acme/platform")
    assert f"--issue-form would write {FORM}" in result.err
    assert not (cli.folder / FORM).exists()
    assert init(cli, github, "acme/platform", "--force", "--issue-form").code == 0
    form = yamlfile.parse(cli.read(FORM), FORM).value
    assert form["type"] == "Epic"
    assert form["body"][0]["attributes"]["label"] == "Anticipated outcome"


def test_a_form_is_never_overwritten(cli: Cli, github: Server) -> None:
    cli.write(FORM, "name: Ours")
    result = init(cli, github, "acme/roadmap", "--issue-form")
    assert result.code == 0
    assert f"{FORM} is there already, and stays as it is" in result.err
    assert cli.read(FORM) == "name: Ours\n"


def test_a_form_may_be_had_without_a_tracker(cli: Cli) -> None:
    assert cli("init", "--issue-form").code == 0
    assert yamlfile.parse(cli.read(FORM), FORM).value["labels"] == ["epic"]


@pytest.mark.parametrize("where", ["acme/roadmap", "acme/platform"])
def test_the_form_is_one_of_githubs(cli: Cli, github: Server, where: str) -> None:
    init(cli, github, where, "--issue-form")
    command = [str(Path(sys.executable).with_name("check-jsonschema")), "--builtin-schema", "vendor.github-issue-forms"]
    done = subprocess.run([*command, str(cli.folder / FORM)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_answered_form_is_read_and_an_unanswered_one_says_nothing(cli: Cli, github_server: Start) -> None:
    cli("init", "--issue-form")
    text = cli.read(FORM)
    form = yamlfile.parse(text, FORM).value
    labels = [each["attributes"]["label"] for each in form["body"]]
    prompts = [each["attributes"].get("placeholder", "") for each in form["body"]]
    assert forms_of([(FORM, text)], "here").prompts
    host = world()
    roadmap = host.org("acme").repositories["roadmap"]
    answers = {
        "Anticipated outcome": "Callers wait a minute less by May",
        "Outcome owner": "@eva",
        "Key result": "KR 1",
    }

    def written(said: dict[str, str]) -> str:
        return "\n\n".join(f"### {label}\n\n{said.get(label) or '_No response_'}" for label in labels)

    roadmap.issue("Answered", labels=["epic"], number=10, body=written(answers))
    roadmap.issue("Unanswered", labels=["epic"], number=11, body=written({}))
    roadmap.issue("Copied", labels=["epic"], number=12, body=written(dict(zip(labels, prompts, strict=True))))
    roadmap.file(FORM, text)
    found = cli("check", "github:acme/roadmap", "-f", "json", "--no-cache", **environ(github_server(host))).findings
    assert not [each for each in found if each.startswith("acme/roadmap#10 ")]
    assert "acme/roadmap#11 missing-outcome" in found
    assert "acme/roadmap#12 placeholder-outcome" in found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--project", "acme/1"], "--project needs --github"),
        (["--github", "acme/x", "--jira", "https://x.example"], "are for one tracker"),
        (["--github", "acme"], "github:acme is no repository or Project"),
        (["--github", "acme/x", "--project", "seven"], "--project seven: not ORG/NUMBER"),
    ],
)
def test_what_makes_no_sense_is_told(cli: Cli, words: list[str], said: str) -> None:
    result = cli("init", *words)
    assert result.code == 2
    assert said in result.err
    assert not (cli.folder / "outcome-lint.yml").exists()


def test_what_is_refused_leaves_no_file(cli: Cli, github: Server) -> None:
    result = cli("init", "--github", "acme/platform", **environ(github, "wrong-secret"))
    assert result.code == 3
    assert "wrong-secret" not in result.err
    assert not (cli.folder / "outcome-lint.yml").exists()
