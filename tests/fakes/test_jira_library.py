"""The real `jira` library talks to the fake, and falls into the traps that it falls into with the real one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from jira import JIRA, JIRAError
from msgspec.structs import replace

from tests.fakes.jira import Limits, Server, faults, serve
from tests.fakes.jira.big import big
from tests.fakes.jira.small import EPIC, FULL, INITIATIVE, OKR, OUTCOME, PAT, SCOPED, small

EPICS = f"issuetype in ({EPIC}, {INITIATIVE}) ORDER BY id"


@contextmanager
def connected(server: Server, url: str = "", **how: Any) -> Iterator[JIRA]:
    who = {"basic_auth": (FULL.name, FULL.secret)} if server.site.is_cloud else {"token_auth": PAT.secret}
    options = {"rest_api_version": "3" if server.site.is_cloud else "2"}
    client = JIRA(url or server.url, options=options, max_retries=0, timeout=10, **(who | how))
    try:
        yield client
    finally:
        client.close()


def test_it_connects_and_lists_fields(cloud: Server):
    with connected(cloud) as jira:
        assert jira.deploymentType == "Cloud"
        assert jira.myself()["displayName"] == "Eva Moreno"
        assert [each["id"] for each in jira.fields() if each["name"] == "OKR"] == [OKR]
        assert [each.name for each in jira.issue_types()][:2] == ["Initiative", "Epic"]
        assert [each.key for each in jira.projects()] == ["PAY", "WEB", "LAB"]
        assert jira.issue("PAY-2").fields.parent.key == "PAY-1"


def test_it_pages_by_token(jira: Any):
    server = jira(big(250))
    with connected(server) as client:
        found = client.enhanced_search_issues(EPICS, maxResults=0, fields="summary")
        assert len({issue.id for issue in found}) == 263
        assert len(server.asked_for("search/jql")) == 3
        assert client.approximate_issue_count(EPICS) == 263


def test_its_old_search_gives_a_page_and_no_warning(jira: Any):
    server = jira(big(150))
    with connected(server) as client:
        found = client.search_issues(EPICS, maxResults=250, fields="summary")
        assert (len(found), found.total) == (100, 100)


def test_it_may_call_what_it_has_no_method_for(cloud: Server):
    with connected(cloud) as client:
        body = {"issueIdsOrKeys": ["10001"], "fields": [OUTCOME]}
        found = client._get_json("issue/bulkfetch", params=body, use_post=True)
    assert found["issues"][0]["fields"][OUTCOME]["type"] == "doc"


def test_it_comes_through_the_gateway(cloud: Server):
    with connected(cloud, cloud.gateway_url, basic_auth=(SCOPED.name, SCOPED.secret)) as client:
        assert client.server_info()["baseUrl"] == "https://acme.atlassian.net"
        [issue] = client.enhanced_search_issues("key = PAY-1", fields="summary")
        assert issue.self.startswith("https://api.atlassian.com/ex/jira/")


def test_an_expired_token_looks_like_an_empty_jira(cloud: Server):
    with connected(cloud, basic_auth=(FULL.name, "expired")) as client:
        assert client.enhanced_search_issues(EPICS) == []
        with pytest.raises(JIRAError, match="401"):
            client.myself()


def test_jiras_words_come_through(cloud: Server):
    with connected(cloud) as client, pytest.raises(JIRAError, match="value 'NOPE' does not exist for the field 'proj"):
        client.enhanced_search_issues("project = NOPE")


def test_it_pages_data_center_by_count(jira: Any):
    server = jira(big(250, "datacenter"))
    with connected(server) as client:
        assert client.deploymentType == "Server"
        assert len(client.search_issues(EPICS, maxResults=False, fields="summary")) == 263
        assert client.enhanced_search_issues(EPICS) is None


def test_a_capped_page_of_data_center_is_silent(jira: Any):
    with connected(jira(replace(big(150, "datacenter"), limits=Limits(dc_page=100)))) as client:
        assert len(client.search_issues(EPICS, maxResults=2000, fields="summary")) == 100


def test_a_page_that_is_short_by_one_ends_its_scan():
    script = [faults.short_page(on="^search$", nth=(1,))]
    with serve(big(250, "datacenter"), faults=script) as server, connected(server) as client:
        assert len(client.search_issues(EPICS, maxResults=False, fields="summary")) == 99


def test_a_login_page_is_no_json():
    with serve(small(), faults=[faults.login_page()]) as server, pytest.raises(ValueError, match="Expecting value"):
        JIRA(server.url, basic_auth=(FULL.name, FULL.secret), max_retries=0, timeout=10)
