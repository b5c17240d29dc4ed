"""Who sees what, and how a Jira says that it doesn't know somebody: mostly not at all."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.fakes.calling import complaint, found, get, keys, post
from tests.fakes.jira import Account, Server
from tests.fakes.jira.small import (
    BLIND,
    EVA,
    FULL,
    LOGIN,
    OAUTH,
    ONLY_PAY,
    OUTCOME,
    PAT,
    PROJECTS,
    READER,
    SCOPED,
    SHORT,
    small,
)

WRONG = Account(name=FULL.name, secret="expired", user=EVA)  # noqa: S106 - that is the point
WRONG_PAT = Account(name="pat", secret="expired", user=EVA, kind="pat")  # noqa: S106 - the same
REASON = "X-Seraph-LoginReason"


def gateway(server: Server, route: str, account: Account, cloud_id: str = "", **query: Any) -> Any:
    address = server.gateway_url.replace(server.site.cloud_id, cloud_id or server.site.cloud_id)
    return get(server, f"{address}/rest/api/3/{route}", account, **query)


@pytest.mark.parametrize("account", [WRONG, WRONG_PAT])
def test_an_expired_token_finds_nothing_and_gets_200(cloud: Server, account: Account):
    answer = get(cloud, "search/jql", account, jql="issuetype = 10000", fields="summary")
    assert keys(answer) == []
    assert answer.headers[REASON] == "AUTHENTICATED_FAILED"
    fetched = post(cloud, "issue/bulkfetch", account, issueIdsOrKeys=["PAY-1"])
    assert (keys(fetched), fetched.headers[REASON]) == ([], "AUTHENTICATED_FAILED")
    for route in ("serverInfo", "field", "issuetype"):
        assert get(cloud, route, account).status_code == 200
    assert get(cloud, "myself", account).status_code == 401


def test_nobody_sees_public_projects_only(jira: Any):
    server = jira(small(projects=(replace(PROJECTS[0], public=True), *PROJECTS[1:])))
    assert found(server, "issuetype = 10007", None) == ["PAY-1"]
    assert REASON not in get(server, "field", None).headers
    assert "does not exist" in complaint(get(server, "search/jql", None, jql="project = WEB"))


def test_who_is_known_is_told_so(cloud: Server):
    answer = get(cloud, "myself")
    assert (answer.json()["accountId"], answer.headers[REASON]) == (EVA.account, "OK")
    assert answer.json()["timeZone"] == "Europe/Berlin"


def test_projects_that_are_not_seen_are_not_there(cloud: Server):
    assert found(cloud, "issuetype = 10007", ONLY_PAY) == ["PAY-1"]
    assert complaint(get(cloud, "search/jql", ONLY_PAY, jql="project = WEB")) == (
        "The value 'WEB' does not exist for the field 'project'."
    )
    assert get(cloud, "issue/WEB-1", ONLY_PAY).status_code == 404
    assert get(cloud, "project/WEB", ONLY_PAY).status_code == 404
    assert "customfield_10190" not in str(get(cloud, "field", ONLY_PAY).json())


def test_a_field_that_is_hidden_is_nowhere(cloud: Server):
    assert OUTCOME not in str(get(cloud, "field", BLIND).json())
    assert OUTCOME not in get(cloud, "issue/PAY-1", BLIND).json()["fields"]
    assert "do not have permission" in complaint(get(cloud, "search/jql", BLIND, jql="cf[10050] is EMPTY"))


def test_issue_security_hides_issues(jira: Any):
    board = replace(FULL, secret="board", security=frozenset({"board"}))  # noqa: S106 - opens the fake only
    server = jira(small(accounts=(FULL, board)))
    assert get(server, "issue/WEB-4").status_code == 404
    assert get(server, "issue/WEB-4", board).status_code == 200


def test_an_archived_project_is_not_searched(jira: Any):
    server = jira(small(projects=(*PROJECTS[:1], replace(PROJECTS[1], archived=True), PROJECTS[2])))
    assert found(server, "issuetype = 10007") == ["PAY-1"]


def test_permissions_are_asked_for_by_name(cloud: Server):
    def may(account: Any, **where: str) -> list[bool]:
        names = "BROWSE_PROJECTS,CREATE_ISSUES,EDIT_ISSUES"
        page = get(cloud, "mypermissions", account, permissions=names, **where).json()["permissions"]
        return [page[name]["havePermission"] for name in names.split(",")]

    assert may("full") == [True, True, True]
    assert may(READER, projectKey="PAY") == [True, False, False]
    assert may(WRONG) == [False, False, False]
    assert "required" in complaint(get(cloud, "mypermissions"))
    assert "Unrecognized permission: NONSENSE" in complaint(get(cloud, "mypermissions", permissions="NONSENSE"))


@pytest.mark.parametrize("account", [SCOPED, OAUTH])
def test_a_scoped_token_opens_the_gateway_only(cloud: Server, account: Account):
    assert gateway(cloud, "myself", account).status_code == 200
    assert get(cloud, "myself", account).status_code == 401
    assert gateway(cloud, "myself", FULL).json() == {"code": 401, "message": "Unauthorized"}


def test_links_follow_the_door(cloud: Server):
    host = "https://api.atlassian.com/ex/jira/" + cloud.site.cloud_id
    assert gateway(cloud, "issue/PAY-1", SCOPED).json()["self"] == f"{host}/rest/api/3/issue/10001"
    assert get(cloud, "issue/PAY-1").json()["self"] == "https://acme.atlassian.net/rest/api/3/issue/10001"
    assert gateway(cloud, "serverInfo", SCOPED).json()["baseUrl"] == "https://acme.atlassian.net"


def test_the_cloud_id_is_told_to_everybody(cloud: Server):
    assert get(cloud, f"{cloud.url}/_edge/tenant_info", None).json() == {"cloudId": cloud.site.cloud_id}


def test_a_token_that_is_short_of_a_scope_is_told_so(cloud: Server):
    assert gateway(cloud, "myself", SHORT).status_code == 200
    refused = gateway(cloud, "search/jql", SHORT, jql="project = PAY")
    assert (refused.status_code, refused.json()["message"]) == (401, "Unauthorized; scope does not match")


def test_another_site_is_not_found(cloud: Server):
    assert gateway(cloud, "myself", SCOPED, "00000000-0000-0000-0000-000000000000").status_code == 404


@pytest.mark.parametrize("account", [PAT, LOGIN])
def test_data_center_knows_tokens_and_passwords(datacenter: Server, account: Account):
    assert get(datacenter, "myself", account).json()["name"] == "eva"


@pytest.mark.parametrize("account", [WRONG, WRONG_PAT])
def test_data_center_sends_bad_credentials_away(datacenter: Server, account: Account):
    for route in ("serverInfo", "search"):
        answer = get(datacenter, route, account, jql="project = PAY")
        assert (answer.status_code, answer.headers[REASON]) == (401, "AUTHENTICATED_FAILED")
    assert get(datacenter, "serverInfo", None).status_code == 200
    assert get(datacenter, "myself", None).status_code == 401
