"""JQL finds what Jira would find, and complains in Jira's words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.fakes.calling import complaint, found, get
from tests.fakes.jira import Server
from tests.fakes.jira.small import NOW, OUTCOME


@pytest.mark.parametrize(
    ("jql", "keys"),
    [
        ("project = WEB", "WEB-3 WEB-2 WEB-1"),
        ('project = "web shop" ORDER BY key', "WEB-1 WEB-2 WEB-3"),
        ("project in (10200, LAB) AND issuetype = Initiative", "PAY-1"),
        ("project not in (PAY, WEB) ORDER BY summary DESC", "LAB-2 LAB-1 LAB-3"),
        ("issuetype in (10007)", "WEB-1 PAY-1"),
        ("type = epic and project != PAY order by id", "WEB-2 WEB-3 LAB-1 LAB-2"),
        ("id = 10003", "PAY-3"),
        ("id in (10003, 10001) ORDER BY id", "PAY-1 PAY-3"),
        ("issuekey in (PAY-3, web-1) ORDER BY key DESC", "WEB-1 PAY-3"),
        ("key >= PAY-6 AND project = PAY ORDER BY key", "PAY-6 PAY-7"),
        ("status = Done", "PAY-7"),
        ('status in ("In Progress") ORDER BY id', "PAY-1 PAY-2"),
        ("statusCategory = done OR statusCategory = indeterminate ORDER BY id", "PAY-1 PAY-2 PAY-7"),
        ("resolution = Done", "PAY-7"),
        ("project = PAY AND resolution != Unresolved", "PAY-7"),
        ("labels = experiment", "WEB-3"),
        ("labels in (experiment, platform) ORDER BY id", "PAY-7 WEB-3"),
        ("labels != experiment", "PAY-7"),
        ("project = WEB AND labels is EMPTY ORDER BY id", "WEB-1 WEB-2"),
        ("parent = PAY-1 ORDER BY id", "PAY-2 PAY-3"),
        ("parent in (PAY-1, WEB-1) ORDER BY id", "PAY-2 PAY-3 WEB-2"),
        ("project = PAY AND parent is EMPTY AND issuetype = 10000 ORDER BY id", "PAY-4 PAY-7"),
        ('"Epic Link" = PAY-2', "PAY-5"),
        ('"Parent Link" = PAY-1 ORDER BY id', "PAY-2 PAY-3"),
        ("cf[10050] is EMPTY", "PAY-3"),
        ('"Anticipated Outcome" is EMPTY ORDER BY id', "PAY-3 LAB-2 LAB-3"),
        ("'anticipated outcome' is not EMPTY AND project = LAB", "LAB-1"),
        ("cf[10050] ~ 'dead ends'", "WEB-3"),
        ("text ~ checkout ORDER BY id", "PAY-1 PAY-2"),
        ("summary ~ checkout AND NOT summary ~ faster", "PAY-1"),
        ("assignee = currentUser() AND project = LAB", "LAB-1 LAB-2"),
        ("assignee = 5b10a2844c20165700ede002", "PAY-2"),
        ("assignee is EMPTY AND project = WEB", "WEB-3"),
        ("due <= 2026-09-30", "WEB-3"),
        ("(project = PAY OR project = WEB) AND issuetype = 10007 ORDER BY project DESC", "WEB-1 PAY-1"),
        ("project = PAY AND NOT (issuetype = 10000 OR issuetype = 10007) ORDER BY id", "PAY-5 PAY-6"),
        ('created >= "2026-01-16 10:00" ORDER BY id', "WEB-4 LAB-1 LAB-2 LAB-3"),
        ('created > "2026-01-18 10:00"', "LAB-3"),
        ("created < 2026/01/07", "PAY-1"),
    ],
)
def test_it_finds(cloud: Server, jql: str, keys: str):
    seen = [key for key in keys.split() if key != "WEB-4"]  # hidden by issue security
    assert sorted(found(cloud, jql)) == sorted(seen) if "ORDER" not in jql.upper() else found(cloud, jql) == seen


@pytest.mark.parametrize(
    ("jql", "message"),
    [
        ("outcome is EMPTY", "Field 'outcome' does not exist or you do not have permission to view it."),
        ("customfield_10050 is EMPTY", "Field 'customfield_10050' does not exist or you do not have permission"),
        ("cf[99999] is EMPTY", "Field 'cf[99999]' does not exist or you do not have permission to view it."),
        ("project = PAY ORDER BY nonsense", "Field 'nonsense' does not exist or you do not have permission"),
        ("project = NOPE", "The value 'NOPE' does not exist for the field 'project'."),
        ("issuetype = Saga", "The value 'Saga' does not exist for the field 'issuetype'."),
        ("status = Gone", "The value 'Gone' does not exist for the field 'status'."),
        ("key = PAY-99", "An issue with key 'PAY-99' does not exist for field 'key'."),
        ("id in (10001, 99999)", "A value with ID '99999' does not exist for the field 'id'."),
        ("key = WEB-4", "An issue with key 'WEB-4' does not exist for field 'key'."),
        ("cf[10050] = x", "The operator '=' is not supported by the 'cf[10050]' field."),
        ("project ~ x", "The operator '~' is not supported by the 'project' field."),
        ("updated >= yesterday", "Date value 'yesterday' for field 'updated' is invalid. Valid formats include:"),
        ("updated >= lastLogin()", "Unable to find JQL function 'lastLogin()'."),
        ("x ===== (", "Error in the JQL Query: Expecting either a value, list or function but got '='. (line 1, "),
        ("project PAY", "Error in the JQL Query: Expecting operator but got 'PAY'. The valid operators are '=', '!='"),
        ("project = PAY labels = x", "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'labels'. ("),
        ("project = PAY AND", "Error in the JQL Query: Expecting a field name before the end of the query."),
        ("project in (PAY, WEB", "Error in the JQL Query: Expecting ')' before the end of the query."),
        ("summary ~ 'open", "Error in the JQL Query: The quoted string 'open' has not been completed. (line 1, chara"),
        ("project is PAY", "Error in the JQL Query: Expecting either 'EMPTY' or 'NULL' but got 'PAY'. (line 1, chara"),
        ("project = PAY ORDER BY " + "id, " * 7 + "id", "The maximum number of fields in the ORDER BY clause is 7."),
    ],
)  # fmt: skip
def test_it_complains(cloud: Server, jql: str, message: str):
    assert complaint(get(cloud, "search/jql", jql=jql)).startswith(message)


def test_periods_count_from_now(cloud: Server):
    cloud.store.clock = datetime(2026, 1, 19, 10, 31, tzinfo=UTC)
    assert found(cloud, "updated >= -30m") == []
    assert found(cloud, "updated >= -1d") == ["LAB-3"]
    assert found(cloud, "updated >= '-1d 2h'") == ["LAB-3", "LAB-2"]
    cloud.store.edit("PAY-1", **{OUTCOME: "More"})
    assert found(cloud, "updated >= -30m AND updated <= now()") == ["PAY-1"]


def test_absolute_times_are_the_users(cloud: Server):
    cloud.store.edit("PAY-1", updated=int(NOW.timestamp() * 1000))
    assert found(cloud, 'updated >= "2026-06-01 14:00"') == ["PAY-1"]
    assert found(cloud, 'updated >= "2026-06-01 14:01"') == []


def test_thousands_of_operands_are_too_many(cloud: Server):
    jql = f"id in ({', '.join(['10001'] * 1001)})"
    assert get(cloud, "search/jql", jql=jql).status_code == 500


def test_data_center_speaks_it_as_well(datacenter: Server):
    assert found(datacenter, '"Parent Link" = PAY-1 ORDER BY id') == ["PAY-2", "PAY-3"]
    assert "Field 'parent' does not exist" in complaint(get(datacenter, "search", jql="parent = PAY-1"))
