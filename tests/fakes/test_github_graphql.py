"""What the scripted GitHub answers to GraphQL."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.github import Host, Server, big_repository, small_org
from tests.fakes.github.fixtures import Start
from tests.fakes.github_calls import ask, query, refused

ITEMS = """
query($size: Int = 100, $after: String) {
  organization(login: "acme") { projectV2(number: 1) {
    id title
    items(first: $size, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { isArchived type content { __typename ... on Issue { number } ... on DraftIssue { title body } } %s }
    }
  } }
  rateLimit { cost remaining resetAt }
}
"""
VALUE = """fieldValueByName(name: "%s") {
  __typename
  ... on ProjectV2ItemFieldTextValue { text }
  ... on ProjectV2ItemFieldNumberValue { number }
  ... on ProjectV2ItemFieldDateValue { date }
  ... on ProjectV2ItemFieldSingleSelectValue { name optionId }
  ... on ProjectV2ItemFieldIterationValue { title startDate duration }
  ... on ProjectV2ItemFieldUserValue { users(first: 5) { nodes { login } } }
  ... on ProjectV2ItemFieldMilestoneValue { milestone { title dueOn } }
  ... on ProjectV2ItemFieldRepositoryValue { repository { nameWithOwner } }
  ... on ProjectV2ItemFieldLabelValue { labels(first: 5) { nodes { name } } }
  ... on ProjectV2ItemIssueFieldValue { issueFieldValue { ... on IssueFieldTextValue { value } } }
}"""
ISSUE = 'query($n: Int = 8) { repository(owner: "acme", name: "roadmap") { issue(number: $n) { %s } } }'


def items(github: Server, inner: str = "", **more: Any) -> list[dict[str, Any]]:
    return query(github, ITEMS % inner, **more)["data"]["organization"]["projectV2"]["items"]["nodes"]


def issue(github: Server, inner: str, n: int = 8) -> Any:
    return query(github, ISSUE % inner, n=n)["data"]["repository"]["issue"]


def failure(answer: dict[str, Any]) -> tuple[str, Any]:
    [error] = answer["errors"]
    return error.get("type", ""), error.get("path")


def test_items_of_a_project(github: Server) -> None:
    seen = [(each["type"], each["isArchived"], (each["content"] or {}).get("number")) for each in items(github)]
    assert seen == [
        ("ISSUE", False, 2), ("ISSUE", False, 8), ("ISSUE", True, 1), ("DRAFT_ISSUE", False, None),
        ("ISSUE", False, 3), ("REDACTED", False, None),
    ]  # fmt: skip
    assert items(github)[3]["content"]["title"] == "Claims by phone"


@pytest.mark.parametrize(
    ("place", "name", "value"),
    [
        (0, "outcome", {"__typename": "ProjectV2ItemFieldTextValue", "text": "@eva"}),
        (0, "Confidence", {"__typename": "ProjectV2ItemFieldNumberValue", "number": 0.5}),
        (0, "Target", {"__typename": "ProjectV2ItemFieldDateValue", "date": "2026-09-30"}),
        (0, "Type", {"__typename": "ProjectV2ItemFieldSingleSelectValue", "name": "Epic"}),
        (0, "Quarter", {"__typename": "ProjectV2ItemFieldIterationValue", "title": "Q3", "startDate": "2026-07-01",
                        "duration": 91}),
        (0, "Assignees", {"__typename": "ProjectV2ItemFieldUserValue", "users": {"nodes": [{"login": "eva"}]}}),
        (0, "Repository", {"__typename": "ProjectV2ItemFieldRepositoryValue",
                           "repository": {"nameWithOwner": "acme/roadmap"}}),
        (1, "Milestone", {"__typename": "ProjectV2ItemFieldMilestoneValue",
                          "milestone": {"title": "Q3", "dueOn": "2026-09-30T07:00:00Z"}}),
        (0, "Labels", None), (0, "Nothing", None), (1, "Outcome", None), (5, "Title", None),
    ],
)  # fmt: skip
def test_values_of_fields(github: Server, place: int, name: str, value: Any) -> None:
    found = items(github, VALUE % name)[place]["fieldValueByName"]
    if found:
        found.pop("optionId", None)
        found |= {"text": "@eva"} if name == "outcome" and "days" in found["text"] else {}
    assert found == value


def test_an_issue_field_in_a_project(github: Server) -> None:
    found = items(github, VALUE % "Anticipated outcome")[1]["fieldValueByName"]
    assert found["__typename"] == "ProjectV2ItemIssueFieldValue"
    assert found["issueFieldValue"]["value"].startswith("Clerks")


def test_pages_follow_the_cursor(github_server: Start) -> None:
    github = github_server(big_repository(250, 5))
    seen, after = 0, None
    while True:
        page = query(github, ITEMS % "", after=after)["data"]["organization"]["projectV2"]["items"]
        seen += len(page["nodes"])
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert (seen, page["totalCount"], len(github.requests)) == (250, 250, 3)


def test_what_an_issue_says(github: Server) -> None:
    found = issue(github, "body issueType { name } parent { number } subIssuesSummary { total completed } state", 2)
    assert found.pop("body").startswith("### Anticipated")
    assert found == {
        "issueType": {"name": "Epic"}, "parent": {"number": 1}, "subIssuesSummary": {"total": 2, "completed": 1},
        "state": "OPEN",
    }  # fmt: skip
    assert issue(github, "body issueType { name } parent { number }") == {"body": "", "issueType": None, "parent": None}


def test_issue_fields(github: Server) -> None:
    found = issue(
        github,
        """issueFieldValues(first: 10) { nodes { __typename
        ... on IssueFieldTextValue { value field { ... on IssueFieldCommon { name } } }
        ... on IssueFieldSingleSelectValue { name } ... on IssueFieldMultiSelectValue { options { name } }
        ... on IssueFieldDateValue { value } ... on IssueFieldNumberValue { valueNumber: value } } }""",
    )["issueFieldValues"]["nodes"]
    assert found[0]["field"] == {"name": "Anticipated outcome"}
    assert [list(each.values())[-1] for each in found[1:]] == [
        "Epic", [{"name": "North"}, {"name": "South"}], "2026-09-30", 42.5,
    ]  # fmt: skip


def test_bots_are_no_assignees_but_actors(github: Server) -> None:
    inner = "assignees(first: 5) { nodes { login } } assignedActors(first: 5) { nodes { ... on Bot { login } } }"
    assert issue(github, inner, 6) == {
        "assignees": {"nodes": []},
        "assignedActors": {"nodes": [{"login": "triage[bot]"}]},
    }


def test_nodes_by_id(github: Server) -> None:
    roadmap = github.host.find("acme", "roadmap")
    ids = [roadmap.issues[2].node_id, "I_none", github.host.find("acme", "platform").issues[2].node_id]
    answer = query(github, "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Issue { number } } }", ids=ids)
    assert answer["data"]["nodes"] == [{"number": 2}, None, None]
    assert [each["path"] for each in answer["errors"]] == [["nodes", 1], ["nodes", 2]]
    many = query(github, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["x"] * 101)
    assert failure(many)[0] == "ARGUMENT_LIMIT"


def test_items_of_an_issue(github: Server) -> None:
    inner = "projectItems(first: 5%s) { nodes { isArchived project { number } } }"
    assert issue(github, inner % "", 1)["projectItems"]["nodes"] == [{"isArchived": True, "project": {"number": 1}}]
    assert issue(github, inner % ", includeArchived: false", 1)["projectItems"]["nodes"] == []


def test_issues_of_a_repository_are_no_pull_requests(github: Server) -> None:
    document = """{ repository(owner: "acme", name: "roadmap") {
      issues(first: 50, states: OPEN, labels: ["epic"]) { nodes { number } } pullRequest(number: 11) {
      closingIssuesReferences(first: 5) { nodes { number } } } } }"""
    found = query(github, document)["data"]["repository"]
    assert [each["number"] for each in found["issues"]["nodes"]] == [5, 6, 10]
    assert found["pullRequest"]["closingIssuesReferences"]["nodes"] == [{"number": 2}]


def test_old_names_are_followed_silently(github: Server) -> None:
    github.host.find("acme", "roadmap").rename("plans")
    found = query(github, '{ repository(owner: "acme", name: "roadmap") { nameWithOwner } }')
    assert found == {"data": {"repository": {"nameWithOwner": "acme/plans"}}}


@pytest.mark.parametrize("token", ["ghs-actions", "ghs-fork"])
def test_a_workflows_token_reads_no_projects(github: Server, token: str) -> None:
    answer = query(github, ITEMS % "", token)
    assert answer["data"]["organization"] == {"projectV2": None}
    assert failure(answer) == ("NOT_FOUND", ["organization", "projectV2"])
    assert "Could not resolve to a ProjectV2" in answer["errors"][0]["message"]


def test_a_token_without_the_scope_for_projects(github: Server) -> None:
    answer = query(github, ITEMS % "", "pat-narrow")
    assert (failure(answer)[0], "data" in answer) == ("INSUFFICIENT_SCOPES", False)
    assert "read:project" in answer["errors"][0]["message"]
    assert items(github)


def test_unreadable_projects_vanish_from_issues(github: Server) -> None:
    inner = ISSUE % "projectItems(first: 5) { totalCount }"
    assert query(github, inner, "ghs-actions", n=2)["data"]["repository"]["issue"]["projectItems"]["totalCount"] == 0


@pytest.mark.parametrize(
    ("size", "kind"), [("", "MISSING_PAGINATION_BOUNDARIES"), ("(first: 101)", "EXCESSIVE_PAGINATION")]
)
def test_sizes_of_pages(github: Server, size: str, kind: str) -> None:
    document = f'{{ organization(login: "acme") {{ projectV2(number: 1) {{ items{size} {{ nodes {{ id }} }} }} }} }}'
    assert failure(query(github, document))[0] == kind


def test_too_many_nodes(github: Server) -> None:
    document = """{ repository(owner: "acme", name: "roadmap") { issues(first: 100) { nodes {
      subIssues(first: 100) { nodes { assignees(first: 100) { nodes { id } } } } } } } }"""
    assert failure(query(github, document))[0] == "MAX_NODE_LIMIT_EXCEEDED"


def test_what_a_query_costs(github: Server) -> None:
    def cost(inner: str) -> int:
        return query(github, ITEMS % inner)["data"]["rateLimit"]["cost"]

    plain = 'fieldValueByName(name: "Outcome") { ... on ProjectV2ItemFieldTextValue { text } }'
    assert cost(plain) == 1
    assert cost(plain + " fieldValues(first: 20) { totalCount }") == 1
    assert cost("".join(f"v{each}: fieldValues(first: 20) {{ totalCount }} " for each in range(8))) == 8


@pytest.mark.parametrize(
    ("kind", "data", "error"),
    [
        ("something-went-wrong", None, ("", None)),
        ("resource-limits", {"organization": {"projectV2": None}}, ("RESOURCE_LIMITS_EXCEEDED",
                                                                    ["organization", "projectV2", "items"])),
    ],
)  # fmt: skip
def test_answers_that_say_they_failed(github: Server, kind: str, data: Any, error: Any) -> None:
    github.faults.add(kind, "POST /graphql", times=1, above=50)
    answer = query(github, (ITEMS % "").replace("rateLimit { cost remaining resetAt }", ""))
    assert (answer["data"], failure(answer)) == (data, error)
    assert len(items(github)) == 6


def test_smaller_pages_keep_within_the_limits(github: Server) -> None:
    github.faults.add("resource-limits", "POST /graphql", above=50)
    assert failure(query(github, ITEMS % ""))[0] == "RESOURCE_LIMITS_EXCEEDED"
    assert len(items(github, size=50)) == 6


def test_an_answer_in_part(github: Server) -> None:
    github.faults.add("partial", "POST /graphql", times=1)
    answer = query(github, ITEMS % "")
    assert answer["data"]["organization"]["projectV2"]["items"]["nodes"][3:] == [None] * 3
    assert failure(answer) == ("SERVICE_UNAVAILABLE", ["organization", "projectV2", "items", "nodes", 3])


def test_a_limit_in_an_answer_that_is_200(github: Server) -> None:
    github.faults.add("rate-limited", "POST /graphql", times=1)
    assert failure(query(github, ITEMS % "")) == ("RATE_LIMITED", None)


def test_an_older_server_lacks_fields(github_server: Start) -> None:
    host = small_org(Host.server())
    github = github_server(host)
    answer = query(github, ISSUE % "issueType { name }")
    assert "data" not in answer
    assert answer["errors"][0]["message"] == "Field 'issueType' doesn't exist on type 'Issue'"
    assert answer["errors"][0]["extensions"]["code"] == "undefinedField"
    assert items(github, 'fieldValueByName(name: "Outcome") { ... on ProjectV2ItemFieldTextValue { text } }')
    assert github.graphql_url == f"{host.origin}/api/graphql"


@pytest.mark.parametrize(
    ("token", "said", "status"),
    [
        ("", {"query": "{ viewer { login } }"}, 401),
        ("wrong", {"query": "{ viewer { login } }"}, 401),
        ("pat-eva", {}, 400),
    ],
)
def test_queries_that_are_refused(github: Server, token: str, said: Any, status: int) -> None:
    assert refused(ask(github, github.graphql_url, "POST", token, json=said), status)
