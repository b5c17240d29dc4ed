"""OKRs in links, web links and properties; owners and teams where a live Jira keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import UNSET

from outcome_lint.errors import UsageError
from outcome_lint.sources.jira_links import OkrRule, kept, linked, weblinked
from outcome_lint.trackers import OkrLinks
from tests.fakes.jira import Server
from tests.fakes.jira.faults import Fault, failing
from tests.fakes.jira.small import EVA, issue, small
from tests.sources.live.meanings import Scan

Start = Callable[..., Server]
KEY_RESULT = {
    "type": {"name": "Contributes", "inward": "is contributed to by", "outward": "contributes to"},
    "outwardIssue": {"key": "GO-7", "fields": {"summary": "Faster checkout", "issuetype": {"name": "Measure"}}},
}
WEB = {"relationship": "mentioned in", "object": {"url": "https://x.example/okr/7", "title": "O2 KR2"}}


def rule(types: Any = (), targets: Any = ()) -> OkrRule:
    return OkrRule.of(OkrLinks(link_types=types, target_types=targets))


@pytest.mark.parametrize(
    ("types", "targets", "means"),
    [
        ((), (), False),
        ("Contributes", (), True),
        ("contributes to", (), True),
        ("is contributed to by", (), False),
        ((), "measure", True),
        ("Contributes", ("Key Result", "Measure"), True),
        ("Contributes", "Key Result", False),
    ],
)
def test_a_link_means_an_okr_by_its_type_and_its_target(types: Any, targets: Any, means: bool) -> None:  # noqa: FBT001
    assert linked([KEY_RESULT], rule(types, targets)) == ("GO-7 Faster checkout" if means else None)


def test_without_a_rule_the_words_decide() -> None:
    okr = {"type": {"name": "Relates"}, "inwardIssue": {"key": "O-1", "fields": {"issuetype": {"name": "Key Result"}}}}
    assert linked([okr, KEY_RESULT, "junk", None, {"type": 1}], rule()) == "O-1"


def test_a_web_link_means_an_okr_by_its_words_or_by_its_relationship() -> None:
    assert weblinked([WEB], rule()) == "O2 KR2"
    assert weblinked([WEB | {"object": {"url": "https://x.example/wiki"}}], rule()) is None
    assert weblinked([WEB], rule("key result")) is None
    assert weblinked([WEB | {"relationship": "Key result"}], rule("key result")) == "O2 KR2"
    assert weblinked([{"relationship": "okr", "object": {}}, None, 7], rule()) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("KR 3", "KR 3"), ({"key": "KR 3"}, "KR 3"), ({"url": "https://okr.example/3"}, "https://okr.example/3"),
        ([{"key": "KR 3"}, "KR 4"], "KR 3, KR 4"), ("", None), ({}, None), (7, None), (None, None),
    ],
)  # fmt: skip
def test_a_property_says_its_text_or_address(value: Any, said: str | None) -> None:
    assert kept({"okr": value}, ("okr", "goal")) == said


@pytest.mark.parametrize("flavour", ["cloud", "datacenter"])
def test_web_links_are_asked_for_where_no_okr_is_known(jira: Start, flavour: str) -> None:
    server = jira(small(flavour))
    scan = Scan(server, "WEB-1", "WEB-3", "PAY-4", remote_links=True)
    assert scan.item("WEB-3").okr == "O2 KR2: half the dead ends"
    assert scan.item("PAY-4").okr is None
    assert sorted(each.path.split("/")[-2] for each in server.asked_for("remotelink")) == ["PAY-4", "WEB-3"]


def test_web_links_that_cannot_be_read_are_unknown_and_not_missing(jira: Start) -> None:
    scan = Scan(jira(small(), faults=[failing(403, on="PAY-4/remotelink")]), "PAY-4", "WEB-3", remote_links=True)
    assert scan.item("PAY-4").okr is UNSET
    assert scan.item("WEB-3").okr
    assert "okr: the web links of PAY-4 can't be read, so whether they name an OKR is unknown" in scan.warnings


@pytest.mark.parametrize("flavour", ["cloud", "datacenter"])
def test_properties_name_an_okr(jira: Start, flavour: str) -> None:
    scan = Scan(jira(small(flavour)), "WEB-3", "PAY-4", properties=("okr", "goal"))
    assert scan.item("WEB-3").okr == "O2 KR2"
    assert scan.item("PAY-4").okr is None


def test_properties_come_with_the_issues_on_cloud(cloud: Server) -> None:
    Scan(cloud, "WEB-3", properties="okr")
    assert not [each for each in cloud.requests if "/properties" in each.path]


def test_more_properties_than_jira_gives_are_refused(cloud: Server) -> None:
    with pytest.raises(UsageError, match="6 issue properties are named"):
        Scan(cloud, "WEB-3", properties=tuple("abcdef"))


def test_issue_links_follow_the_configured_rule(cloud: Server) -> None:
    by_target = OkrLinks(target_types="Objective")
    assert Scan(cloud, "WEB-2").item("WEB-2").okr == "PAY-1 One checkout for all"
    assert Scan(cloud, "WEB-2", okr_links=by_target).item("WEB-2").okr is None


def test_a_card_in_a_field_is_its_address_and_so_is_a_link(jira: Start) -> None:
    card = {"type": "inlineCard", "attrs": {"url": "https://okr.example/1"}}
    linked = {"type": "text", "text": "here", "marks": [{"type": "link", "attrs": {"href": "https://okr.example/2"}}]}
    document = {"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [card, linked]}]}
    server = jira(small(issues=(issue(1, "PAY-1", customfield_10050=document),)))
    okr = Scan(server, fields={"okr": ("Anticipated Outcome",)}).item("PAY-1").okr
    assert okr == "https://okr.example/1here (https://okr.example/2)"


@pytest.mark.parametrize(
    ("lead", "name"), [({"accountId": "a1", "displayName": "Lea", "active": False}, "Lea"), (None, None)]
)
def test_the_owner_may_be_who_leads_the_project(jira: Start, lead: object, name: str | None) -> None:
    def led(document: Any, _: object) -> Any:
        return document | {"lead": lead}

    issues = (issue(1, "PAY-1"), issue(2, "PAY-2", customfield_10053=EVA))
    server = jira(small(issues=issues), faults=[Fault(name="lead", on="^project/", change=led)])
    scan = Scan(server, fields={"owner": ("Outcome Owner", "project lead")})
    assert len(server.asked_for("project/PAY")) == 1
    owners = [scan.item(key).owner for key in ("PAY-1", "PAY-2")]
    assert [owner.name if owner else owner for owner in owners] == [name, EVA.name]


def test_a_project_that_does_not_tell_its_lead_leaves_the_owner_unknown(jira: Start) -> None:
    server = jira(small(issues=(issue(1, "PAY-1"),)), faults=[failing(403, on="^project/")])
    scan = Scan(server, fields={"owner": ("project lead",)})
    assert scan.item("PAY-1").owner is UNSET
    assert "the lead of project PAY can't be read, so it is unknown" in scan.notes


def test_the_team_may_stand_in_a_label(jira: Start) -> None:
    server = jira(small(issues=(issue(1, "PAY-1", labels=["bet", "team-payments"]), issue(2, "PAY-2", labels=["x"]))))
    scan = Scan(server, fields={"team": ("labels",)})
    assert [scan.item(key).team for key in ("PAY-1", "PAY-2")] == ["payments", None]
