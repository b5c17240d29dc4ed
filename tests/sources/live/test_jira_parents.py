"""Which issues have a parent that the account can't see."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from outcome_lint.sources.live.jira import parents
from tests.fakes.jira import Server
from tests.fakes.jira.faults import failing
from tests.fakes.jira.small import small
from tests.sources.live.meanings import client

WHERE = "project in (PAY, WEB) AND issuetype in (10000)"


@pytest.mark.parametrize(
    ("named", "where", "queries"),
    [
        (400, WHERE, ["id in (10002, 10003, 10004, 10009) AND parent is not EMPTY"]),
        (3, WHERE, [f"({WHERE}) AND parent is not EMPTY"]),
        (3, "", ["id in (10002, 10003, 10004) AND parent is not EMPTY", "id in (10009) AND parent is not EMPTY"]),
    ],
)
def test_few_are_named_and_many_searched_for(
    cloud: Server, monkeypatch: pytest.MonkeyPatch, named: int, where: str, queries: list[str]
) -> None:
    monkeypatch.setattr(parents, "_NAMED", named)
    assert parents.hidden(client(cloud), where, ["10002", "10003", "10004", "10009"]) == {"10002", "10003", "10009"}
    assert [each.body["jql"] for each in cloud.asked_for("search/jql")] == queries


def test_nobody_is_asked_about_nothing(cloud: Server) -> None:
    assert parents.hidden(client(cloud), WHERE, []) == frozenset()
    assert not cloud.asked_for("search/jql")


def test_a_jira_that_does_not_know_the_question_hides_nothing(jira: Callable[..., Server]) -> None:
    server = jira(small(), faults=[failing(400, on="search/jql")])
    assert parents.hidden(client(server), WHERE, ["10002"]) == frozenset()
