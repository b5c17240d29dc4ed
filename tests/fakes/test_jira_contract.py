"""The contract says what it must, about requests and about answers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.calling import get, post
from tests.fakes.jira import faults, serve
from tests.fakes.jira.contract import MISSING, Contract, present
from tests.fakes.jira.http import Answer, Request
from tests.fakes.jira.small import OUTCOME, small

pytestmark = pytest.mark.skipif(not present(), reason=MISSING)
SEARCH = "search/jql"


def said(method: str, route: str, document: Any = None, *, body: Any = None, status: int = 200, **query: str) -> str:
    contract = Contract()
    asked = {name: [value] for name, value in query.items()}
    request = Request(
        number=1, method=method, path=f"/rest/api/3/{route}", query=asked, headers={}, body=body, api="3", route=route
    )
    contract.check(request, Answer(status=status, document=document), document is not None or status != 200)
    return "\n".join(contract.violations)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"startAt": "0"}, "no parameter startAt"),
        ({"maxResults": "many"}, "parameter maxResults is no integer"),
        ({"failFast": "True"}, "parameter failFast is neither true nor false"),
        ({"reconcileIssues": "PAY-1"}, "parameter reconcileIssues is no integer"),
    ],
)
def test_a_query_out_of_shape(query: dict[str, str], message: str):
    assert message in said("GET", SEARCH, jql="project = PAY", **query)


def test_a_parameter_that_is_missing():
    assert "parameter projectId is required" in said("GET", "projects/fields", workTypeId="1")


@pytest.mark.parametrize(
    ("route", "body"),
    [
        (SEARCH, {"jql": "x", "expand": None}),
        (SEARCH, {"jql": "x", "startAt": 0}),
        (SEARCH, {"jql": "x", "reconcileIssues": ["10001"]}),
        ("issue/bulkfetch", {"issueIdsOrKeys": [10001]}),
        ("issue/bulkfetch", {"fields": ["summary"]}),
        ("issue/bulkfetch", {"issueIdsOrKeys": ["1"], "expand": "names"}),
    ],
)
def test_a_body_out_of_shape(route: str, body: dict[str, Any]):
    assert f"POST {route}: $" in said("POST", route, body=body)


def test_an_answer_out_of_shape():
    assert "'total' was unexpected" in said("GET", SEARCH, {"issues": [], "total": 0})
    assert "status 409 is not documented" in said("GET", SEARCH, status=409)
    assert said("GET", SEARCH, {"issues": [], "isLast": True}) == ""


def test_a_document_out_of_shape():
    wrong = {"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [{"type": "text", "text": ""}]}]}
    assert "GET issue/PAY-1: $" in said("GET", "issue/PAY-1", {"id": "1", "fields": {OUTCOME: wrong}})


def test_requests_and_answers_are_held_to_it_as_they_go():
    contract = Contract()
    with serve(small(), check=contract.check) as server:
        get(server, SEARCH, jql="project = PAY", fields="*all")
        assert contract.violations == []
        post(server, SEARCH, jql="project = PAY", startAt=0)
        assert len(contract.violations) == 1
        assert server.requests[0].answer["issues"]


def test_faults_are_exempt():
    contract = Contract()
    with serve(small(), check=contract.check, faults=[faults.empty(), faults.failing(418, on="myself")]) as server:
        get(server, SEARCH, jql="project = PAY")
        get(server, "myself")
    assert contract.violations == []
