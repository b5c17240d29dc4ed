"""What one GitHub issue says: the traps of facts/github.md parts 1 and 8."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from outcome_lint.model import Person, WorkItem
from tests.sources.helpers import Sources
from tests.sources.samples import github

EVA = {"login": "eva", "type": "User"}
BOT = {"login": "triage[bot]", "type": "Bot"}


def one(sources: Sources, record: dict[str, Any], **how: Any) -> WorkItem:
    [item] = sources.items([record], **how)
    assert not sources.problems
    return item


def of_body(sources: Sources, body: str | None) -> Any:
    return one(sources, github(body=body)).outcome


def field(name: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"issue_field_id": 1, "issue_field_name": name, "node_id": "x", "data_type": "text", "value": value, **more}


def test_identity(sources: Sources) -> None:
    item = one(sources, github())
    assert (item.key, item.url, item.project, item.source) == (
        "acme/roadmap#12", "https://github.com/acme/roadmap/issues/12", "acme/roadmap", "github"
    )  # fmt: skip
    bare = {name: value for name, value in github().items() if name not in ("repository_url", "url")}
    assert one(sources, bare).key == "acme/roadmap#12"
    assert not sources.items([{"number": 1, "url": "https://example.org/1", "labels": ["epic"]}])
    assert "repository" in sources.problems[0]


def test_pull_requests_are_skipped(sources: Sources) -> None:
    assert not sources.items([github(pull_request={"url": "…"})])
    assert sources.intake.skipped == {"pull requests": 1}
    assert len(sources.items([github(pull_request=None)])) == 1


@pytest.mark.parametrize(
    ("more", "level"),
    [
        ({"type": {"name": "Epic"}, "labels": []}, "epic"),
        ({"type": {"name": "Initiative"}, "labels": [{"name": "epic"}]}, "initiative"),
        ({"type": "Epic", "labels": []}, "epic"),
        *[({"labels": [{"name": name}]}, "epic") for name in (
            "epic", "Epic", "EPIC", "type: epic", "type/epic", "type:Epic", "kind/epic",
            "🚀 epic", "Epic ⚡", ":rocket: epic",
        )],
        ({"labels": ["initiative"]}, "initiative"),
        *[({"labels": [], "title": title}, "epic") for title in (
            "[EPIC] Faster", "[Epic]: Faster", "Epic: Faster", "epic: faster", "(Epic) Faster",
            "🚀 [epic] Faster",
        )],
        ({"labels": [], "title": "[INITIATIVE] Faster"}, "initiative"),
        ({"labels": [], "issue_field_values": [field("Type", "Epic")]}, "epic"),
        ({"labels": [], "issue_field_values": [field("Level", None, single_select_option={"name": "Initiative"})]},
         "initiative"),
    ],
)  # fmt: skip
def test_the_marks_of_a_level(sources: Sources, more: dict[str, Any], level: str) -> None:
    assert one(sources, github(**more)).level == level


@pytest.mark.parametrize(
    "more",
    [{"labels": []}, {"labels": [{"name": "epicenter"}]}, {"labels": [], "title": "Epic fail of the parser"},
     {"labels": [], "type": {"name": "Bug"}}, {"labels": None, "type": None}],
)  # fmt: skip
def test_other_issues_are_counted(sources: Sources, more: dict[str, Any]) -> None:
    assert not sources.items([github(**more)])
    assert sum(sources.intake.skipped.values()) == 1


def test_the_title_keeps_its_tag(sources: Sources) -> None:
    assert one(sources, github(title="[EPIC] Faster", labels=[])).title == "[EPIC] Faster"


@pytest.mark.parametrize(
    "body",
    [
        None, "", " \r\n ", "<!-- what do we hope for? -->", "# Outcome\n\n## Scope\n", "### Outcome\n\n_No response_",
        "### Outcome\n\n*No response*\n", "### Outcome\n\n<!-- say it -->\n\n### Owner\n\n@eva", "just a text",
        "### Acceptance criteria\n\n- [ ] x", "### Definition of done\n\nx", "### Scope\n\nx\n\n### Tasks\n\n- y",
        "```\n### Outcome\nnot a heading\n```", "<!--\n### Outcome\nx\n-->",
    ],
)  # fmt: skip
def test_an_outcome_that_is_not_there_is_empty(sources: Sources, body: str | None) -> None:
    assert of_body(sources, body) is None


def test_a_body_that_was_not_sent_is_unknown(sources: Sources) -> None:
    item = one(sources, {name: value for name, value in github().items() if name != "body"})
    assert (item.outcome, item.okr, item.actual_outcome, item.description) == (UNSET,) * 4


@pytest.mark.parametrize(
    "heading",
    [
        "### Outcome", "## Outcome:", "## 🎯 Outcome", "# 1. Outcome", "## **Outcome**", "## Outcomes",
        "### Intended Outcome",
        "### Desired outcome(s)", "### Outcome: what changes?", "### 🎯 Outcome & impact", "### Goal", "## Goals",
        "### Why?",
        "## Why are we doing this?", "### Business value", "## Impact", "### Hypothesis", "Outcome\n-------",
        "**Outcome:**",
        "**Goal**\n", "Outcome:", "## Erwartetes Ergebnis", "## Résultats attendus", "## Resultado esperado",
        "## Risultati attesi", "## Verwacht resultaat", "## Oczekiwany rezultat", "## 期待される成果",
        "### Benefit hypothesis",
        "<h3>Outcome</h3>", "#### Expected results",
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_headings_that_mean_the_outcome(sources: Sources, heading: str, newline: str) -> None:
    body = f"# Scope\n\nRebuild\n\n{heading}\n\nFewer calls\n\n# Tasks\n\n- one".replace("\n", newline)
    assert of_body(sources, body) == "Fewer calls"


def test_text_in_details_counts(sources: Sources) -> None:
    assert of_body(sources, "<details><summary>Outcome</summary>\n\nFewer calls\n\n</details>") == "Fewer calls"
    assert "Fewer calls" in of_body(
        sources, "### Outcome\n\n<details><summary>more</summary>\n\nFewer calls\n\n</details>"
    )


def test_the_strongest_heading_with_content_wins(sources: Sources) -> None:
    assert of_body(sources, "### Why\n\nweak\n\n### Intended outcome\n\nstrong") == "strong"
    assert of_body(sources, "### Why\n\nweak\n\n### Intended outcome\n\n_No response_") == "weak"


def test_anticipated_and_actual_are_kept_apart(sources: Sources) -> None:
    item = one(sources, github(body="## Outcome\n\n### Anticipated outcome\n\na\n\n### Actual outcome\n\nb"))
    assert (item.outcome, item.actual_outcome) == ("a", "b")
    item = one(sources, github(body="## Outcome\n\na\n\n### Actual outcome\n\nb"))
    assert (item.outcome, item.actual_outcome) == ("a", "b")
    item = one(sources, github(body="## Outcome\n\n### Actual outcome\n\nb"))
    assert (item.outcome, item.actual_outcome) == (None, "b")


def test_issue_fields(sources: Sources) -> None:
    values = [field("Expected outcome", "Fewer calls"), field("Owner", "@bo"), field("Work kind", "Tech Debt"),
              field("Target date", "2026-09-30"),
              field("Team", None, single_select_option={"id": 1, "name": "Payments", "color": "red"}),
              field("OKR", None, multi_select_options=[{"name": "KR1"}, {"name": "KR2"}]),
              field("Cost", 42.5)]  # fmt: skip
    item = one(sources, github(issue_field_values=values, body=None), fields={"cost": ("Cost",)})
    assert (item.outcome, item.owner, item.work_kind, item.target_date) == (
        "Fewer calls",
        Person("bo", "bo"),
        "debt",
        "2026-09-30",
    )
    assert (item.team, item.okr, item.extra) == ("Payments", "KR1, KR2", {"cost": "42.5"})
    assert 'outcome: read from "Expected outcome" in in0.json' in sources.notes


def test_weak_names_are_no_issue_fields(sources: Sources) -> None:
    assert one(sources, github(issue_field_values=[field("Value", "high")], body=None)).outcome is None


@pytest.mark.parametrize(
    ("body", "assignees", "owner"),
    [
        ("### Owner\n\n@bo", [EVA], Person("bo", "bo")),
        ("### Owner\n\n@eva please", [EVA], Person("eva", "eva", kind="human")),
        ("**Product Owner:** @bo", [], Person("bo", "bo")),
        ("### DRI\n\nBo Larsen\nsecond line", [], Person("Bo Larsen", "Bo Larsen")),
        ("### Owner\n\n@acme/leads", [], Person("acme/leads", "acme/leads", kind="team")),
        ("### Owner\n\n@triage[bot]", [], Person("triage[bot]", "triage[bot]", kind="bot")),
        ("### Owner\n\n_No response_", [EVA], Person("eva", "eva", kind="human")),
        ("", [BOT, EVA], Person("eva", "eva", kind="human")),
        ("", [BOT], Person("triage[bot]", "triage[bot]", kind="bot")),
        ("", [{"login": "Copilot", "type": "Bot"}], Person("Copilot", "Copilot", kind="bot")),
        ("", [{"login": "Copilot"}], Person("Copilot", "Copilot", kind="bot")),
        ("", [{"login": "ghost", "type": "User"}], Person("ghost", "ghost", active=False, kind="human")),
        ("", [None], None),
        ("", [], None),
    ],
)
def test_owners(sources: Sources, body: str, assignees: list[Any], owner: Person | None) -> None:
    assert one(sources, github(body=body, assignees=assignees)).owner == owner


def test_assignees_that_were_not_sent_are_unknown(sources: Sources) -> None:
    item = one(sources, {name: value for name, value in github().items() if name != "assignees"})
    assert (item.owner, item.assignee) == (UNSET, UNSET)


def test_a_configured_owner(sources: Sources) -> None:
    record = github(body="### Owner\n\n@bo\n\n### Sponsor\n\n@cy", assignees=[EVA])
    assert one(sources, record, fields={"owner": ("assignee",)}).owner == Person("eva", "eva", kind="human")
    assert one(sources, record, fields={"owner": ("Sponsor",)}).owner == Person("cy", "cy")


@pytest.mark.parametrize(
    ("more", "status", "category", "resolution"),
    [
        ({"state": "open"}, "open", "todo", None),
        ({"state": "open", "state_reason": "reopened"}, "open", "todo", None),
        ({"state": "open", "sub_issues_summary": {"total": 3, "completed": 1}}, "open", "doing", None),
        ({"state": "open", "sub_issues_summary": {"total": 3, "completed": 0}}, "open", "todo", None),
        ({"state": "open", "locked": True, "active_lock_reason": "spam"}, "open", "todo", "locked"),
        ({"state": "closed", "state_reason": "completed"}, "closed", "done", "completed"),
        ({"state": "closed", "state_reason": "not_planned"}, "closed", "done", "not planned"),
        ({"state": "closed", "state_reason": "duplicate", "locked": True}, "closed", "done", "duplicate"),
        ({"state": "closed", "state_reason": None}, "closed", "done", None),
        ({"state": "CLOSED", "stateReason": "NOT_PLANNED"}, "closed", "done", "not planned"),
    ],
)
def test_states(sources: Sources, more: dict[str, Any], status: str, category: Any, resolution: str | None) -> None:
    item = one(sources, github(**more))
    assert (item.status, item.status_category, item.resolution) == (status, category, resolution)


@pytest.mark.parametrize(
    ("more", "parent"),
    [
        ({"parent_issue_url": "https://api.github.com/repos/acme/okrs/issues/3"}, "acme/okrs#3"),
        ({"parent_issue_url": None}, None),
        ({}, UNSET),
        ({"body": "### Related Initiative\n\n#456"}, "acme/roadmap#456"),
        ({"body": "### Related Initiative\n\nacme/okrs#7", "parent_issue_url": None}, "acme/okrs#7"),
        ({"body": "**Parent:** https://github.com/acme/okrs/issues/8"}, "acme/okrs#8"),
        ({"body": "### Related Initiative\n\n_No response_", "parent_issue_url": None}, None),
    ],
)
def test_parents(sources: Sources, more: dict[str, Any], parent: Any) -> None:
    assert one(sources, github(**more)).parent is parent or one(sources, github(**more)).parent == parent


def test_absent_features_are_unknown_and_null_ones_empty(sources: Sources) -> None:
    assert one(sources, github()).type is UNSET
    assert one(sources, github(type=None)).type is None


def test_teams_kinds_and_dates(sources: Sources) -> None:
    record = github(
        labels=[{"name": "epic"}, {"name": "team: Payments"}, {"name": "tech-debt"}],
        milestone={"due_on": "2026-09-30T07:00:00Z"},
    )
    item = one(sources, record)
    assert (item.team, item.work_kind, item.target_date) == ("Payments", "debt", "2026-09-30T07:00:00Z")
    assert (item.created, item.resolved, item.started) == ("2026-01-02T03:04:05Z", None, UNSET)
    item = one(sources, github(body="### Team\n\nData\n\n### Work kind\n\nRisk\n\n### Target date\n\n2026-10-01"))
    assert (item.team, item.work_kind, item.target_date) == ("Data", "risk", "2026-10-01")


def test_okr_of_a_section_and_its_tier(sources: Sources) -> None:
    assert one(sources, github(body="### Key results\n\nKR 4.1")).okr == "KR 4.1"
    assert one(sources, github(body="### Business driver\n\nCost")).okr == "Business driver: Cost"
    assert one(sources, github(body="### Key result\n\n_No response_")).okr is None


def test_what_gh_issue_list_prints(sources: Sources) -> None:
    record = {
        "number": 5,
        "title": "Epic: x",
        "url": "https://github.com/acme/roadmap/issues/5",
        "state": "OPEN",
        "body": "### Outcome\n\ny",
        "labels": [],
        "assignees": [{"login": "eva", "name": "Eva"}],
        "createdAt": "2026-01-02T03:04:05Z",
    }
    item = one(sources, record)
    assert (item.key, item.url, item.outcome, item.status) == (
        "acme/roadmap#5",
        "https://github.com/acme/roadmap/issues/5",
        "y",
        "open",
    )
    assert (item.owner, item.created) == (Person("eva", "eva"), "2026-01-02T03:04:05Z")


def test_a_search_that_was_cut(sources: Sources) -> None:
    sources.items({"total_count": 40, "incomplete_results": True, "items": [github()]})
    assert len(sources.problems) == 2
    assert "incomplete_results" in sources.problems[0]
    assert "found 40 issues" in sources.problems[1]


@pytest.mark.parametrize(
    ("more", "parent"),
    [
        ({"sub_issues_summary": {"total": 0, "completed": 0}}, None),
        ({"sub_issues_summary": {"total": 0}, "parent_issue_url": "https://api.github.com/repos/acme/x/issues/7"},
         "acme/x#7"),
        ({"parent_issue_url": None}, None),
        ({"sub_issues_summary": None}, UNSET),
        ({}, UNSET),
    ],
)  # fmt: skip
def test_who_has_no_key_for_a_parent_has_none_where_sub_issues_are_told_of(
    sources: Sources, more: dict[str, Any], parent: Any
) -> None:
    record = {name: value for name, value in github(**more).items() if name != "parent_issue_url" or name in more}
    record = {name: value for name, value in record.items() if name != "sub_issues_summary" or name in more}
    assert one(sources, record).parent == parent


def test_what_one_place_leaves_empty_another_fills(sources: Sources) -> None:
    fields = [field("Outcome", "Clerks wait a day less by May"), field("Outcome", None)]
    assert one(sources, github(body="", issue_field_values=fields)).outcome == "Clerks wait a day less by May"
    assert one(sources, github(body="", issue_field_values=fields[::-1])).outcome == "Clerks wait a day less by May"
