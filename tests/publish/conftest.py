"""A run to publish, a scripted GitHub to publish it to, and a workflow's environment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from github import Auth, Github, GithubRetry
from msgspec import Struct, json

from outcome_lint.model import Confidence, Coverage, Finding, Gate, Group, ItemRef, Ratio, Run, Scorecard, Severity
from tests.fakes.github import Host, Server, serve

TITLE = "::error::x%0A<script>alert(1)</script>|@everyone"
SHA, HEAD = "a" * 40, "b" * 40


class Kept(Struct, frozen=True):
    """Findings in a list."""

    all: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def encoded(self) -> Iterator[bytes]:
        yield json.Encoder().encode_lines(self.all)


def finding(number: int, title: str = TITLE) -> Finding:
    item = ItemRef(f"acme/demo#{number}", f"https://github.com/acme/demo/issues/{number}", title, "epic", "demo", title)
    words = "states no anticipated outcome", "What are we hoping to achieve?"
    return Finding("missing-outcome", "OL101", Severity.ERROR, Confidence.HIGH, item, *words)


def run_of(count: int, **values: Any) -> Run:
    """`count` of 40 items state no outcome."""
    found = tuple(finding(number) for number in range(1, count + 1))
    ratio = Ratio(count / 40 * 100, count, 40, count, 0, 0)
    coverage = {"outcome": Coverage(100 - count / 40 * 100, 40 - count, 40, 0)}
    defaults: dict[str, Any] = {
        "profile": "crawl@1",
        "complete": True,
        "items": 40,
        "generated": "2026-11-21T09:30:00+05:00",
        "gate": Gate("error", passed=not count, reasons=(f"{count} errors",) if count else ()),
        "findings": Kept(found),
        "by_rule": {"missing-outcome": count} if count else {},
        "by_severity": {"error": count} if count else {},
        "scorecard": Scorecard(ratio, coverage, (Group("team", TITLE, ratio, coverage, small=False),)),
    }
    return Run(**{**defaults, **values})


@pytest.fixture(scope="session")
def make_run() -> Callable[..., Run]:
    return run_of


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "GITHUB_OUTPUT": str(tmp_path / "outputs"),
        "GITHUB_REPOSITORY": "acme/demo",
        "GITHUB_SHA": SHA,
        "GITHUB_RUN_ID": "77",
        "GITHUB_TOKEN": "ghs_secret",
    }


@pytest.fixture
def host() -> Host:
    """acme/demo with the issue 1, and GITHUB_TOKEN of a workflow that may write checks and issues."""
    host = Host()
    host.org("acme").repo("demo").issue("An epic")
    host.accounts.actions("ghs_secret", "acme/demo", checks="write", issues="write", contents="read")
    return host


@pytest.fixture
def server(host: Host) -> Iterator[Server]:
    with serve(host) as server:
        yield server


@pytest.fixture
def client(server: Server) -> Callable[..., Github]:
    """As `connect` makes it, without its pauses."""

    def connected(token: str = "ghs_secret") -> Github:  # noqa: S107 - what the fake knows
        retry = GithubRetry(total=0)
        auth = Auth.Token(token)
        return Github(
            auth=auth, base_url=server.api_url, retry=retry, seconds_between_requests=0, seconds_between_writes=0
        )

    return connected
