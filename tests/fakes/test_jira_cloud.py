"""What facts are known of Cloud's endpoints, and that the fake keeps to them. Every call is held to the contract."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from tests.fakes.calling import complaint, get, keys, post
from tests.fakes.jira import Limits, Server, serve
from tests.fakes.jira.big import big
from tests.fakes.jira.small import EPIC, INITIATIVE, LAB_EPIC, LAB_OUTCOME, OKR, OUTCOME, READER, small

ALL = f"issuetype in ({INITIATIVE}, {EPIC}, {LAB_EPIC}) ORDER BY id"
BULK = "issue/bulkfetch"


def search(server: Server, jql: str = ALL, **more: Any) -> dict[str, Any]:
    answer = get(server, "search/jql", jql=jql, **more)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.fixture
def unchecked() -> Iterator[Server]:
    """Without the contract, for requests that break it."""
    with serve(small()) as server:
        yield server


def fields(server: Server, key: str, api: str = "3", **query: Any) -> dict[str, Any]:
    return dict(get(server, f"issue/{key}", api=api, **query).json()["fields"])


def test_the_old_search_is_gone(cloud: Server):
    assert "migrate to the /rest/api/3/search/jql" in complaint(get(cloud, "search", jql=ALL), 410)
    assert get(cloud, "search", api="2", jql=ALL).status_code == 410


def test_a_search_gives_ids_only_unless_fields_are_asked_for(cloud: Server):
    assert search(cloud)["issues"][0] == {"id": "10001"}
    assert "fields" not in search(cloud, fields="key")["issues"][0]
    shown = search(cloud, fields=["summary", f"{OKR},nonsense"])["issues"][0]
    assert shown["key"] == "PAY-1"
    assert shown["fields"] == {"summary": "One checkout for all", OKR: "O1 KR2"}


def test_pages_end_where_no_token_is_left(cloud: Server):
    first = search(cloud, maxResults=6)
    second = search(cloud, maxResults=6, nextPageToken=first["nextPageToken"])
    assert [len(each["issues"]) for each in (first, second)] == [6, 4]
    assert (first["isLast"], second["isLast"]) == (False, True)
    assert "nextPageToken" not in second
    assert not {"total", "startAt", "maxResults"} & {*first, *second}
    assert first["issues"][-1] != second["issues"][0]


def test_a_token_belongs_to_its_search(cloud: Server):
    token = search(cloud, maxResults=1)["nextPageToken"]
    for jql, given in (("project = PAY", token), (ALL, "nonsense")):
        assert "nextPageToken" in complaint(get(cloud, "search/jql", jql=jql, nextPageToken=given))


def test_real_fields_are_capped_where_ids_are_not(jira: Any):
    server = jira(replace(big(150), limits=Limits(page=100)))
    jql = "project is not EMPTY ORDER BY id"
    assert len(search(server, jql, maxResults=5000)["issues"]) == 158
    assert len(search(server, jql, maxResults=5000, fields="id,key")["issues"]) == 158
    assert len(search(server, jql, maxResults=5000, fields="summary")["issues"]) == 100
    assert len(search(server, jql)["issues"]) == 50


@pytest.mark.parametrize("size", [0, -1, 5001])
def test_sizes_outside_of_the_range_are_refused(cloud: Server, size: int):
    assert "5000" in complaint(get(cloud, "search/jql", jql=ALL, maxResults=size))


def test_unbounded_searches_are_refused(cloud: Server):
    for jql in ("", "ORDER BY key"):
        assert complaint(get(cloud, "search/jql", jql=jql)).startswith("Unbounded JQL queries are not allowed here.")


def test_a_search_may_be_posted(cloud: Server):
    assert keys(post(cloud, "search/jql", jql="project = WEB ORDER BY id", fields=["summary"])) == [
        "WEB-1", "WEB-2", "WEB-3"
    ]  # fmt: skip


def test_names_schema_and_properties_come_on_demand(cloud: Server):
    page = search(cloud, "key = WEB-3", fields=f"{OUTCOME},summary", expand="names,schema", properties="okr")
    assert page["names"] == {"summary": "Summary", OUTCOME: "Anticipated Outcome"}
    assert page["schema"][OUTCOME]["custom"].endswith(":textarea")
    assert page["issues"][0]["properties"] == {"okr": {"key": "O2 KR2"}}


def test_a_count_is_only_a_count(cloud: Server):
    assert post(cloud, "search/approximate-count", jql=ALL).json() == {"count": 10}


def test_the_index_lags_until_it_is_reconciled(cloud: Server):
    cloud.store.edit("PAY-3", lag=True, **{OUTCOME: "Fewer calls"})
    cloud.store.delete("PAY-4", lag=True)
    jql = f"cf[10050] is EMPTY AND project = PAY AND issuetype = {EPIC}"
    assert keys(get(cloud, "search/jql", jql=jql, fields="summary")) == ["PAY-3"]
    assert keys(get(cloud, "search/jql", jql=jql, fields="summary", reconcileIssues="10003")) == []
    assert len(search(cloud)["issues"]) == 10
    assert "Fewer calls" in str(fields(cloud, "PAY-3")[OUTCOME])
    cloud.store.reindex()
    assert len(search(cloud)["issues"]) == 9


def test_at_most_50_issues_are_reconciled(cloud: Server):
    many = [str(number) for number in range(51)]
    assert "reconcileIssues" in complaint(get(cloud, "search/jql", jql=ALL, reconcileIssues=many))


def test_tokens_go_on_where_they_were_while_issues_come_and_go(cloud: Server):
    token = search(cloud, maxResults=3)["nextPageToken"]
    cloud.store.delete("PAY-3")
    cloud.store.delete("PAY-7")
    rest = search(cloud, maxResults=50, nextPageToken=token)
    assert [issue["id"] for issue in rest["issues"]] == ["10004", "10008", "10009", "10010", "10012", "10013"]


def test_bulk_fetch_is_ascending_and_leaves_out_what_is_not_seen(cloud: Server):
    asked = ["10010", "PAY-2", "10011", "99999", "NOPE-1", "web-1"]
    answer = post(cloud, BULK, issueIdsOrKeys=asked, fields=["summary"])
    assert keys(answer) == ["PAY-2", "WEB-1", "WEB-3"]
    assert answer.json()["issueErrors"] == []


def test_bulk_fetch_takes_a_hundred(cloud: Server):
    assert post(cloud, BULK, issueIdsOrKeys=[str(number) for number in range(100)]).status_code == 200
    assert "at most 100" in complaint(post(cloud, BULK, issueIdsOrKeys=[str(number) for number in range(101)]))


def test_bulk_fetch_gives_all_fields_unless_some_are_asked_for(cloud: Server):
    [issue] = post(cloud, BULK, issueIdsOrKeys=["WEB-3"], expand=["names"], properties=["okr"]).json()["issues"]
    assert issue["fields"]["duedate"] == "2026-09-30"
    assert issue["names"]["duedate"] == "Due date"
    assert issue["properties"] == {"okr": {"key": "O2 KR2"}}


@pytest.mark.parametrize(
    ("route", "body"),
    [
        (BULK, {}),
        (BULK, {"issueIdsOrKeys": [10001]}),
        (BULK, {"issueIdsOrKeys": ["10001"], "expand": "names"}),
        (BULK, {"issueIdsOrKeys": ["10001"], "failFast": True}),
        ("search/jql", {"jql": "project = PAY", "failFast": True}),
        ("search/jql", {"jql": "project = PAY", "startAt": 0}),
    ],
)
def test_bodies_out_of_shape_are_refused(unchecked: Server, route: str, body: dict[str, Any]):
    assert complaint(post(unchecked, route, **body)).startswith("Invalid request payload")


def test_texts_are_documents_in_v3_and_wiki_in_v2(cloud: Server):
    assert fields(cloud, "PAY-7")[OUTCOME]["type"] == "doc"
    assert fields(cloud, "PAY-7", api="2")[OUTCOME].endswith("see [KR 3|https://okr.acme.example/o1/kr3]")
    assert fields(cloud, "WEB-2")["description"]["content"][0]["content"][0]["text"] == "Outcome: see the parent"


def test_a_field_is_null_where_it_is_empty_and_absent_where_it_does_not_apply(cloud: Server):
    assert fields(cloud, "PAY-3")[OUTCOME] is None
    assert OUTCOME not in fields(cloud, "PAY-5")
    assert OUTCOME not in fields(cloud, "LAB-1")
    assert fields(cloud, "LAB-2")[LAB_OUTCOME] is None


def test_a_jira_may_send_null_for_what_does_not_apply(jira: Any):
    assert fields(jira(small(limits=Limits(absent_as_null=True))), "LAB-1")[OUTCOME] is None


def test_levels_and_parents_are_in_the_issue(cloud: Server):
    story = fields(cloud, "PAY-5")
    assert story["issuetype"]["hierarchyLevel"] == 0
    assert (story["parent"]["key"], story["parent"]["fields"]["issuetype"]["hierarchyLevel"]) == ("PAY-2", 1)
    assert story["customfield_10014"] == "PAY-2"
    assert fields(cloud, "PAY-2")["customfield_10018"]["data"]["key"] == "PAY-1"
    assert "parent" not in fields(cloud, "PAY-4")


def test_an_unset_parent_link_is_no_null(jira: Any):
    assert fields(jira(small()), "PAY-4")["customfield_10018"]["showField"] is True
    without = fields(jira(small(limits=Limits(premium=False))), "PAY-2")["customfield_10018"]
    assert without["nonEditableReason"]["reason"] == "PLUGIN_LICENSE_ERROR"


def test_two_fields_may_have_one_name(cloud: Server):
    listed = get(cloud, "field").json()
    same = [each for each in listed if each["name"] == "Anticipated Outcome"]
    assert [each["id"] for each in same] == [OUTCOME, LAB_OUTCOME]
    assert [each.get("scope", {}).get("project", {}).get("key") for each in same] == [None, "LAB"]
    searched = get(cloud, "field/search", query="anticipated").json()
    assert [each["id"] for each in searched["values"]] == [OUTCOME]


def test_where_a_field_applies(jira: Any):
    server = jira(small())

    def applies(project: int, type_: str) -> list[str]:
        page = get(
            server, "projects/fields", projectId=project, workTypeId=type_, fieldId=[OUTCOME, LAB_OUTCOME]
        ).json()
        return [each["fieldId"] for each in page["values"]]

    assert applies(10200, EPIC) == [OUTCOME]
    assert applies(10202, LAB_EPIC) == [LAB_OUTCOME]
    assert applies(10200, "10001") == []
    off = jira(small(limits=Limits(projects_fields=False)))
    assert get(off, "projects/fields", projectId=10200, workTypeId=EPIC).status_code == 404


def test_screens_show_nothing_to_those_who_may_not_write(jira: Any):
    server = jira(small())
    for route, key in ((f"issue/createmeta/PAY/issuetypes/{EPIC}", "fields"), ("issue/PAY-2/editmeta", "fields")):
        assert OUTCOME in str(get(server, route).json()[key])
        assert not get(server, route, READER).json()[key]
    refusing = jira(small(limits=Limits(create_denied="400")))
    assert "permission" in complaint(get(refusing, f"issue/createmeta/PAY/issuetypes/{EPIC}", READER))


def test_a_team_managed_project_has_types_of_its_own(cloud: Server):
    assert [each["id"] for each in get(cloud, "issuetype/project", projectId=10202).json()] == ["10100", "10101"]
    assert {each["id"] for each in get(cloud, "issuetype").json()} >= {EPIC, "10100"}
    assert [each["level"] for each in get(cloud, "project/10200/hierarchy").json()["hierarchy"]] == [-1, 0, 1, 2]


def test_remote_links_and_properties_cost_a_call_each(cloud: Server):
    [link] = get(cloud, "issue/WEB-3/remotelink").json()
    assert link["object"]["url"] == "https://okr.acme.example/o2/kr2"
    assert get(cloud, "issue/WEB-3/properties/okr").json()["value"] == {"key": "O2 KR2"}
    assert get(cloud, "issue/PAY-1/properties/okr").status_code == 404


def test_links_name_their_type_and_target(cloud: Server):
    [link] = fields(cloud, "WEB-2")["issuelinks"]
    assert (link["type"]["outward"], link["outwardIssue"]["key"]) == ("contributes to key result", "PAY-1")


def test_a_moved_issue_is_found_under_its_old_key(cloud: Server):
    cloud.store.move("PAY-4", "WEB-9")
    assert keys(post(cloud, BULK, issueIdsOrKeys=["PAY-4"], fields=["project"])) == ["WEB-9"]


def test_what_is_asked_is_remembered(cloud: Server):
    post(cloud, BULK, issueIdsOrKeys=["PAY-4"])
    [seen] = cloud.asked_for(BULK)
    assert (seen.method, seen.status, seen.account, seen.body) == (
        "POST", 200, "eva@acme.example", {"issueIdsOrKeys": ["PAY-4"]}
    )  # fmt: skip
