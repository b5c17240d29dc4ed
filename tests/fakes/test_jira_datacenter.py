"""What facts are known of Data Center's endpoints, and that the fake keeps to them."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.fakes.calling import complaint, get, keys, post
from tests.fakes.jira import Limits, Server
from tests.fakes.jira.big import big
from tests.fakes.jira.small import EPIC, LAB_OUTCOME, OUTCOME, READER, small

ALL = "project in (PAY, WEB, LAB) ORDER BY id"


def search(server: Server, jql: str = ALL, **more: Any) -> dict[str, Any]:
    answer = get(server, "search", jql=jql, **more)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_it_calls_itself_a_server(datacenter: Server):
    said = get(datacenter, "serverInfo").json()
    assert (said["deploymentType"], said["baseUrl"]) == ("Server", "https://jira.acme.example")


@pytest.mark.parametrize("route", ["search/jql", "issuetype/project", "projects/fields", "project/10200/hierarchy"])
def test_what_only_cloud_has_is_not_there(datacenter: Server, route: str):
    assert get(datacenter, route).status_code == 404
    assert get(datacenter, "myself", api="3").status_code == 404
    assert post(datacenter, "issue/bulkfetch", issueIdsOrKeys=["10001"]).status_code in {404, 405}


def test_pages_count_from_where_they_start(datacenter: Server):
    page = search(datacenter, startAt=10, maxResults=2, fields="summary")
    assert [page[name] for name in ("startAt", "maxResults", "total")] == [10, 2, 13]
    assert [issue["key"] for issue in page["issues"]] == ["LAB-1", "LAB-2"]
    posted = post(datacenter, "search", jql=ALL, startAt=10, maxResults=2, fields=["summary"])
    assert keys(posted) == ["LAB-1", "LAB-2"]


def test_the_cap_of_the_server_comes_back(jira: Any):
    server = jira(replace(big(120, "datacenter"), limits=Limits(dc_page=100)))
    page = search(server, "project is not EMPTY", maxResults=2000, fields="key")
    assert (page["maxResults"], page["total"], len(page["issues"])) == (100, 126, 100)
    assert len(search(server, "project is not EMPTY", maxResults=-1)["issues"]) == 100


def test_the_window_of_results_ends_in_an_error_or_in_silence(jira: Any):
    def window(beyond: str) -> Server:
        return jira(small("datacenter", limits=Limits(window=10, beyond_window=beyond)))  # type: ignore[arg-type]

    assert "Result window is too large" in complaint(get(window("error"), "search", jql=ALL, startAt=8, maxResults=3))
    silent = window("empty")
    assert search(silent, startAt=10)["issues"] == []
    assert search(silent, startAt=10)["total"] == 13
    assert len(search(silent, startAt=8)["issues"]) == 2


def test_texts_are_wiki_markup_and_types_have_no_level(datacenter: Server):
    shown = get(datacenter, "issue/PAY-7").json()["fields"]
    assert shown[OUTCOME].endswith("[KR 3|https://okr.acme.example/o1/kr3]")
    assert "hierarchyLevel" not in str(get(datacenter, "issuetype").json())
    assert "hierarchyLevel" not in str(shown)
    assert shown["assignee"]["name"] == "eva"
    assert "accountId" not in shown["assignee"]


def test_parents_are_keys_in_fields_of_their_own(datacenter: Server):
    def links(key: str) -> tuple[Any, Any]:
        shown = get(datacenter, f"issue/{key}").json()["fields"]
        assert "parent" not in shown
        return shown["customfield_10014"], shown["customfield_10018"]

    assert links("PAY-5") == ("PAY-2", None)
    assert links("PAY-2") == (None, "PAY-1")


def test_a_search_may_keep_the_parent_link_to_itself(jira: Any):
    server = jira(small("datacenter", limits=Limits(parent_link_in_search=False)))
    [found] = search(server, "key = PAY-2")["issues"]
    assert found["fields"]["customfield_10018"] is None
    assert get(server, "issue/PAY-2").json()["fields"]["customfield_10018"] == "PAY-1"


def test_screens_tell_which_fields_apply(datacenter: Server):
    def offered(project: str, account: Any = "full") -> set[str]:
        page = get(datacenter, f"issue/createmeta/{project}/issuetypes/{EPIC}", account).json()
        return {each["fieldId"] for each in page["values"]} & {OUTCOME, LAB_OUTCOME}

    assert offered("PAY") == {OUTCOME}
    assert offered("LAB") == {LAB_OUTCOME}
    assert offered("PAY", READER) == set()
    assert len(get(datacenter, "issue/createmeta/PAY/issuetypes").json()["values"]) == 4
    assert [each["key"] for each in get(datacenter, "project").json()] == ["PAY", "WEB", "LAB"]


def test_a_context_path_is_part_of_every_address(jira: Any):
    server = jira(small("datacenter", context_path="/jira"))
    assert server.url.endswith("/jira")
    assert get(server, "issue/PAY-1").json()["self"] == f"{server.url}/rest/api/2/issue/10001"
    assert get(server, server.url.removesuffix("/jira") + "/rest/api/2/myself").status_code == 404
