"""What the doctor finds out about a Jira before and without a connection."""

from __future__ import annotations

from pathlib import Path

import pytest

from outcome_lint.sources import ALL_FIELDS, Intake, Mapping
from outcome_lint.sources.live.health import examine
from outcome_lint.sources.live.jira.doctor import way
from outcome_lint.sources.live.reach import Reach
from outcome_lint.sources.request import Request
from outcome_lint.trackers import JiraSource
from tests.sources.live.meanings import NEVER

PROXY = "http://eva:hush@proxy.example:3128"


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "no proxy, usual certificates, no cache"),
        ({"HTTPS_PROXY": PROXY}, "proxy proxy.example:3128 (HTTPS_PROXY), usual certificates, no cache"),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "jira.example"}, "no proxy, usual certificates, no cache"),
        ({"HTTP_PROXY": PROXY}, "no proxy, usual certificates, no cache"),
        ({"all_proxy": PROXY}, "proxy proxy.example:3128 (all_proxy), usual certificates, no cache"),
    ],
)
def test_the_way_is_told_without_secrets(environ: dict[str, str], said: str) -> None:
    assert way(JiraSource(), Reach(environ=environ), "https://jira.example").text == said


def test_what_the_source_says_wins(tmp_path: Path) -> None:
    bundle = tmp_path / "ca.pem"
    source = JiraSource(proxy="http://other.example:1", ca_bundle=str(bundle))
    reach = Reach(environ={"HTTPS_PROXY": PROXY}, cache=tmp_path)
    missing = way(source, reach, "https://jira.example")
    assert (missing.state, missing.text) == ("wrong", f"there is no file of certificates {bundle}")
    bundle.write_text("x")
    told = way(source, reach, "https://jira.example").text
    assert told == f"proxy other.example:1 (proxy:), certificates of {bundle}, cache in {tmp_path}"


def test_nobody_at_the_address_is_unreachable() -> None:
    reach = Reach(environ={"JIRA_TOKEN": "x"}, **NEVER)
    health = examine(JiraSource(url="http://127.0.0.1:1"), Request(Mapping.default(), ALL_FIELDS, Intake()), reach)
    assert health.exit_code == 3
    assert [(step.name, step.state) for step in health.steps] == [("way", "fine"), ("account", "unreachable")]
