"""The pages on connecting GitHub and on permissions, step by step, against a GitHub."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from outcome_lint import yamlfile
from tests.cli.helpers import Cli, cli
from tests.fakes.github import Host, ProjectField, Server, small_org
from tests.fakes.github.fixtures import Start, github_server
from tests.sources.live.github_fetches import Fetch

__all__ = ["cli", "github_server"]
DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "connect-github.md").read_text("utf-8")
PERMISSIONS = (DOCS / "permissions.md").read_text("utf-8")


def world() -> Host:
    """The small organisation, with the Project 7 that the page speaks of."""
    host = small_org()
    acme = host.org("acme")
    while len(acme.projects) < 7:
        acme.project("Others")
    board = acme.projects[7]
    board.add_field(ProjectField("Type", "SINGLE_SELECT", ["Epic", "Initiative"]))
    board.add(acme.repositories["roadmap"].issues[2], values={"Type": "Epic"})
    return host


def environ(server: Server, token: str = "fine-eva") -> dict[str, str]:  # noqa: S107
    return {"GITHUB_API_URL": server.api_url, "GITHUB_TOKEN": token}


def steps(text: str) -> list[list[str]]:
    """The commands that a reader types, in their order."""
    told = re.findall(r"^\$ outcome-lint (.+)$|`outcome-lint ((?:check|cache) [^`]+)`", text, re.MULTILINE)
    return [shlex.split(shown or inline) for shown, inline in told]


@pytest.mark.parametrize("text", [PAGE, PERMISSIONS], ids=["connect-github.md", "permissions.md"])
def test_each_step_works(cli: Cli, github_server: Start, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    server = github_server(world())
    monkeypatch.setenv("XDG_CACHE_HOME", str(cli.folder / "cache"))
    typed = steps(text)
    assert typed
    for words in typed:
        result = cli(*words, **environ(server))
        assert result.code in {0, 1}, (words, result.err)
    assert (cli.folder / ".github/ISSUE_TEMPLATE/epic.yml").exists() == (text is PAGE)


def test_what_init_is_shown_to_say_is_what_it_says(cli: Cli, github_server: Start) -> None:
    server = github_server(world())
    shown = re.findall(r"^outcome-lint: .+$", PAGE, re.MULTILINE)
    said = cli("init", "--github", "acme/roadmap", **environ(server)).err.replace(
        server.api_url, "https://api.github.com"
    )
    assert len(shown) == 5
    assert set(shown) <= set(said.splitlines())


def sources(text: str) -> list[dict[str, Any]]:
    """The sources that a page shows."""
    snippets = re.findall(r"^```yaml\n(sources:.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [yamlfile.parse(each, "page").value["sources"][0]["github"] for each in snippets]


def test_each_source_that_is_shown_can_be_read(cli: Cli, github_server: Start) -> None:
    server = github_server(world())
    shown = [each for each in sources(PAGE) if "app" not in each]
    assert len(shown) == 2
    for source in shown:
        cli.write("outcome-lint.yml", f"sources: [{{github: {source!r}}}]")
        assert cli("check", "--no-cache", **environ(server)).code in {0, 1}


def ways() -> list[str]:
    """The keys and values of the table of selections."""
    return re.findall(
        r"^\| `((?:type|label|query|title-prefix|sub-issues|project-field): ?.*?)` \|", PAGE, re.MULTILINE
    )


def test_each_way_of_selecting_that_is_shown_finds_something(cli: Cli, github_server: Start) -> None:
    server = github_server(world())
    assert len(ways()) == 6
    for way in ways():
        place = "project: acme/7" if way.startswith("project-field") else "repo: acme/roadmap"
        cli.write("outcome-lint.yml", f"sources: [{{github: {{{place}, select: {{{way}}}}}}}]")
        result = cli("check", "--no-cache", "-f", "json", **environ(server))
        assert result.code in {0, 1}, (way, result.err)
        assert result.json["scorecard"]["ffr"]["total"], way


@pytest.mark.parametrize(
    ("token", "where", "problems"),
    [
        ({}, "acme/platform", 1),
        ({"issues": "read"}, "acme/platform", 0),
        ({"issues": "read"}, "project/acme/7", 1),
        ({"issues": "read", "organization_projects": "read"}, "project/acme/7", 0),
    ],
)
def test_the_permissions_that_are_named_are_enough_and_needed(
    github_server: Start, token: dict[str, str], where: str, problems: int
) -> None:
    host = world()
    host.accounts.fine("fine-made", "eva", "acme", **token)
    assert len(Fetch(github_server(host), where, token="fine-made").problems) == problems  # noqa: S106
    assert "Issues: read" in PERMISSIONS


@pytest.mark.parametrize(
    ("scopes", "where", "problems"),
    [
        (("public_repo",), "acme/platform", 1),
        (("repo",), "acme/platform", 0),
        (("repo",), "project/acme/7", 1),
        (("repo", "read:project"), "project/acme/7", 0),
    ],
)
def test_the_scopes_that_are_named_are_enough_and_needed(
    github_server: Start, scopes: tuple[str, ...], where: str, problems: int
) -> None:
    host = world()
    host.accounts.classic("pat-made", "eva", *scopes)
    assert len(Fetch(github_server(host), where, token="pat-made").problems) == problems  # noqa: S106
