"""What the issues of a live Jira mean: the traps of facts/jira.md part 7 that no other test here is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from outcome_lint.sources import ALL_FIELDS, Intake, Mapping, Reach
from outcome_lint.sources.live.jira import read
from outcome_lint.sources.live.jira.credentials import GATEWAY_ENV
from outcome_lint.sources.request import Request
from outcome_lint.trackers import JiraSource
from tests.fakes.jira import Account, Server
from tests.fakes.jira.faults import Fault
from tests.fakes.jira.small import (
    BLIND,
    EVA,
    GOALS,
    LAB_OUTCOME,
    OAUTH,
    ONLY_PAY,
    OUTCOME,
    SCOPED,
    issue,
    small,
    text,
)
from tests.sources.live.meanings import NEVER, Scan, environ

Start = Callable[..., Server]


@pytest.mark.parametrize("flavour", ["cloud", "datacenter"])
def test_the_small_site_is_read_alike_by_both_flavours(jira: Start, flavour: str) -> None:
    scan = Scan(jira(small(flavour)))
    told = {key: (item.level, bool(item.outcome), item.parent) for key, item in scan.items.items()}
    assert told == {
        "PAY-1": ("initiative", True, None),
        "PAY-2": ("epic", True, "PAY-1"),
        "PAY-3": ("epic", False, "PAY-1"),
        "PAY-4": ("epic", True, None),
        "PAY-7": ("epic", True, None),
        "WEB-1": ("initiative", True, None),
        "WEB-2": ("epic", True, "WEB-1"),
        "WEB-3": ("epic", True, None),
        "LAB-1": ("epic", True, None),
        "LAB-2": ("epic", False, None),
    }
    assert scan.item("LAB-2").outcome is None
    assert not scan.intake.problems


def test_people_read_an_issue_where_the_server_says(cloud: Server) -> None:
    assert Scan(cloud, "PAY-1").item("PAY-1").url == "https://acme.atlassian.net/browse/PAY-1"


def test_a_hidden_field_is_unknown_and_never_missing(jira: Start) -> None:
    scan = Scan(jira(small()), account=BLIND).close()
    assert scan.item("PAY-3").outcome is UNSET
    assert scan.item("PAY-2").outcome is UNSET
    assert scan.item("LAB-2").outcome is None
    assert [note for note in scan.notes if note.startswith("outcome:") and "not readable" in note and "PAY" in note]


def test_a_project_that_may_not_be_browsed_is_not_there(jira: Start) -> None:
    assert {item.project for item in Scan(jira(small()), account=ONLY_PAY).items.values()} == {"PAY"}


def test_no_outcome_field_at_all_is_told_with_the_fields_that_there_are(jira: Start) -> None:
    site = small()
    fields = tuple(each for each in site.fields if each.id not in {OUTCOME, LAB_OUTCOME})
    scan = Scan(jira(replace(site, fields=fields))).close()
    assert scan.item("PAY-1").outcome is UNSET
    [warning] = [text for text in scan.warnings if "no custom field that we know as outcome" in text]
    assert f"Goals ({GOALS})" in warning
    assert "expand=names" not in warning


@pytest.mark.parametrize(("flavour", "value"), [("cloud", text("*not* bold")), ("datacenter", "*not* bold")])
def test_rich_text_is_a_document_on_cloud_and_wiki_on_data_center(jira: Start, flavour: str, value: Any) -> None:
    server = jira(small(flavour, issues=(issue(1, "PAY-1", **{OUTCOME: value}),)))
    said = "*not* bold" if flavour == "cloud" else "not bold"
    assert Scan(server).item("PAY-1").outcome == said


def test_the_kind_of_work_follows_the_mapping(jira: Start) -> None:
    server = jira(small(issues=(issue(1, "PAY-1", labels=["tech-debt"]),)))
    assert Scan(server).item("PAY-1").work_kind == "debt"


def test_the_team_is_the_one_of_the_team_field(jira: Start) -> None:
    team = {"id": "36885b3c-1bf0-4f85", "name": "Payments", "title": "Payments"}
    server = jira(small(issues=(issue(1, "PAY-1", customfield_10055=team, assignee=EVA),)))
    assert Scan(server).item("PAY-1").team == "Payments"


def test_a_value_of_an_odd_shape_costs_nothing_but_itself(cloud: Server) -> None:
    scan = Scan(cloud, "PAY-1")
    odd = (
        b'{"id":"1","key":"PAY-1","fields":{"issuetype":{"id":"10000","name":"Epic"},"summary":"x",'
        b'"project":{"id":"10200","key":"PAY"},"customfield_10050":{"content":7},"customfield_10051":"KR 1"}}'
    )
    item = scan.reading.item(odd)
    assert item
    assert item.okr == "KR 1"


def test_an_issue_that_cannot_be_read_is_a_problem(cloud: Server) -> None:
    scan = Scan(cloud, "PAY-1")
    assert scan.reading.item(b'{"id":"1","key":"PAY-9","fields":{}}') is None
    assert scan.reading.item(b'{"id":') is None
    assert len(scan.intake.problems) == 2


@pytest.mark.parametrize("account", [SCOPED, OAUTH])
def test_behind_the_gateway_people_still_read_issues_at_the_site(cloud: Server, account: Account) -> None:
    reach = Reach(environ={**environ(cloud, account), GATEWAY_ENV: cloud.url}, **NEVER)
    source, intake = JiraSource(projects="PAY"), Intake()
    items = list(read(source, Request(Mapping.default(), ALL_FIELDS, intake), reach))
    assert items[0].url == "https://acme.atlassian.net/browse/PAY-1"
    assert not intake.problems


def test_types_and_fields_of_another_shape_are_passed_over(cloud: Server) -> None:
    def odd(document: Any, _: object) -> Any:
        return [{"id": 7}, {"id": "x", "name": None}, *document]

    cloud.script.faults.append(Fault(name="odd", on="^(field|issuetype)$", change=odd))
    assert Scan(cloud, "PAY-2").item("PAY-2").outcome
