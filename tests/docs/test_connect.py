"""The pages on connecting a Jira, step by step, against a Jira."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.helpers import Cli, cli
from tests.fakes.jira import Server
from tests.fakes.jira.fixtures import contract, jira
from tests.fakes.jira.small import small
from tests.sources.live.meanings import environ

__all__ = ["cli", "contract", "jira"]
DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {"connect-jira-cloud.md": "cloud", "connect-jira-data-center.md": "datacenter"}
_SITE = re.compile(r"https://(?:your-site\.atlassian\.net|jira\.example\.com)")


def steps(page: str) -> list[list[str]]:
    """The commands that a reader types, in their order."""
    text = (DOCS / page).read_text("utf-8")
    told = re.findall(r"^\$ outcome-lint (.+)$|`outcome-lint ((?:check|snapshot|cache) [^`]+)`", text, re.MULTILINE)
    return [shlex.split(shown or inline) for shown, inline in told]


@pytest.mark.parametrize(("page", "flavour"), PAGES.items())
def test_each_step_works(
    cli: Cli, jira: Callable[..., Server], monkeypatch: pytest.MonkeyPatch, page: str, flavour: str
) -> None:
    server = jira(small(flavour))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cli.folder / "cache"))
    server.store.edit("PAY-4", labels=["bet"]) if flavour == "cloud" else None
    typed = steps(page)
    assert {words[0] for words in typed} >= {"init", "doctor", "check"}
    for words in typed:
        result = cli(*(_SITE.sub(server.url, word) for word in words), **environ(server))
        assert result.code in {0, 1}, (words, result.err)


def test_what_init_is_shown_to_say_is_what_it_says(cli: Cli, jira: Callable[..., Server]) -> None:
    server = jira(small())
    shown = re.findall(r"^outcome-lint: .+$", (DOCS / "connect-jira-cloud.md").read_text("utf-8"), re.MULTILINE)
    said = cli("init", "--jira", server.url, "--projects", "PAY,WEB", **environ(server)).err
    assert [line.replace("your-site", "acme") for line in shown] == said.splitlines()[: len(shown)]
