"""A scan of a live Jira and the replay of its snapshot say the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.helpers import Cli, Result
from tests.fakes.jira import Account, Server
from tests.fakes.jira.fixtures import cloud, contract, datacenter, jira
from tests.fakes.jira.small import BLIND, FULL, PAT, READER, small
from tests.sources.live.meanings import environ

__all__ = ["cloud", "contract", "datacenter", "jira"]
JUDGED = ("findings", "scorecard", "abstentions", "ignored")


def judged(result: Result) -> dict[str, Any]:
    return {name: result.json[name] for name in JUDGED}


@pytest.mark.parametrize("query", ["jira:PAY,WEB,LAB", "jira:issuetype = Epic", "jira:key in (PAY-2, WEB-2)"])
@pytest.mark.parametrize(
    ("flavour", "account"), [("cloud", FULL), ("cloud", READER), ("cloud", BLIND), ("datacenter", PAT)]
)
def test_a_replay_says_the_same(
    cli: Cli, jira: Callable[..., Server], flavour: str, account: Account, query: str
) -> None:
    server = jira(small(flavour))
    how = {"OUTCOME_LINT_PROFILE": "run@1", **environ(server, account)}
    live = cli("check", query, "-f", "json", "--no-cache", **how)
    assert live.code == 1
    assert cli("snapshot", query, "-o", "kept.jsonl", "--no-cache", **how).code == 0
    assert judged(cli("check", "kept.jsonl", "-f", "json", **how)) == judged(live)


def test_an_okr_of_a_parent_outside_the_query_counts(cli: Cli, cloud: Server) -> None:
    cloud.store.edit("PAY-2", fields={})
    for query in ("jira:PAY", "jira:key = PAY-2"):
        found = cli("check", query, "-f", "json", "--profile", "run@1", "--no-cache", **environ(cloud)).findings
        assert "PAY-2 missing-okr" not in found
    assert (
        "PAY-4 missing-okr" in cli("check", "jira:PAY", "-f", "json", "--profile", "run@1", **environ(cloud)).findings
    )
