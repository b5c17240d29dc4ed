"""What one Jira issue says: the traps of facts/jira.md part 7."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import UNSET

from outcome_lint.model import Person, WorkItem
from tests.sources.helpers import Sources
from tests.sources.samples import BASE, OUTCOME, adf, heading, issue, page, para, user


def one(sources: Sources, record: Any, names: dict[str, str] | None = None, **how: Any) -> WorkItem:
    [item] = sources.items(page(record, names=names), **how)
    assert not sources.problems
    return item


def outcome(sources: Sources, value: Any) -> Any:
    return one(sources, issue(**{OUTCOME: value})).outcome


LICENCE = {
    "hasEpicLinkFieldDependency": False,
    "showField": False,
    "nonEditableReason": {"reason": "PLUGIN_LICENSE_ERROR"},
}
EMPTY_PARAGRAPHS = adf({"type": "paragraph"}, {"type": "paragraph", "content": []}, "  \u00a0\u200b ")
PLACEHOLDER_NODE = adf(para({"type": "placeholder", "attrs": {"text": "What do you hope for?"}}))


@pytest.mark.parametrize(
    "value",
    [
        None, "", "  \u00a0\u200b\t", [], {}, "{}", [None, ""], adf(), EMPTY_PARAGRAPHS, PLACEHOLDER_NODE,
        adf(heading("Outcome"), {"type": "rule"}), {"type": "doc", "version": 1},
        LICENCE,
    ],
)  # fmt: skip
def test_an_empty_form_is_empty(sources: Sources, value: Any) -> None:
    assert outcome(sources, value) is None


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Fewer calls", "Fewer calls"),
        (0, "0"),
        (False, "no"),
        (-1, "-1"),
        (2.5, "2.5"),
        ({"value": "Growth", "id": "10100"}, "Growth"),
        ({"value": "Growth", "child": {"value": "Retention"}}, "Growth › Retention"),
        ({"name": "2026.3", "released": False}, "2026.3"),
        ([{"value": "A"}, {"value": "B"}], "A, B"),
        ([{"id": "goal-1"}], "goal-1"),
        ({"id": "t1", "title": "Payments", "name": "Payments"}, "Payments"),
        (["a", "b"], "a, b"),
        (adf("One", "Two"), "One\n\nTwo"),
        ({"version": 1, "type": "doc", "content": [para("x")]}, "x"),
    ],
)
def test_every_type_of_value_says_something(sources: Sources, value: Any, said: str) -> None:
    assert outcome(sources, value) == said


@pytest.mark.parametrize(
    "node",
    [
        {"type": "inlineCard", "attrs": {"url": "https://okr.example/1"}},
        {"type": "mention", "attrs": {"id": "1", "text": "@Eva"}},
        {"type": "status", "attrs": {"text": "ON TRACK"}},
        {"type": "date", "attrs": {"timestamp": "1790000000000"}},
        {"type": "emoji", "attrs": {"shortName": ":rocket:", "text": "🚀"}},
    ],
)
def test_content_without_text_is_content(sources: Sources, node: Any) -> None:
    assert outcome(sources, adf(para(node)))


def test_a_field_that_is_absent_is_unknown(sources: Sources) -> None:
    items = sources.items(page(issue("PAY-1", **{OUTCOME: None}), issue("PAY-2")))
    assert [item.outcome for item in items] == [None, UNSET]


def test_names_resolve_to_all_their_ids_and_any_filled_one_counts(sources: Sources) -> None:
    names = {"customfield_1": "Anticipated  outcome:", "customfield_2": "ANTICIPATED-OUTCOME"}
    record = issue(**{OUTCOME: None, "customfield_1": "", "customfield_2": "x"})
    assert one(sources, record, names).outcome == "x"


def test_one_present_and_empty_id_makes_a_name_empty(sources: Sources) -> None:
    assert one(sources, issue(**{OUTCOME: None}), {"customfield_1": "Anticipated Outcome"}).outcome is None


def test_an_unknown_name_beside_an_empty_one_is_unknown(sources: Sources) -> None:
    record = issue(**{OUTCOME: None})
    assert one(sources, record, {"customfield_2": "Business Outcome"}).outcome is UNSET


def test_a_name_that_does_not_resolve_is_ignored(sources: Sources) -> None:
    fields = {"outcome": ("No Such Field", "Anticipated Outcome")}
    assert one(sources, issue(**{OUTCOME: None}), fields=fields).outcome is None


def test_a_configured_field_replaces_the_default_list(sources: Sources) -> None:
    record = issue(**{OUTCOME: "default", "customfield_7": "mine"})
    assert one(sources, record, {"customfield_7": "Hoped for"}, fields={"outcome": ("hoped for",)}).outcome == "mine"


@pytest.mark.parametrize("ident", [OUTCOME, "cf[10050]", "10050"])
def test_an_id_resolves_itself(sources: Sources, ident: str) -> None:
    [item] = sources.items(issue(**{OUTCOME: "x"}), fields={"outcome": (ident,)})
    assert item.outcome == "x"
    assert 'outcome: read from "customfield_10050" in in0.json' in sources.notes


def test_an_id_that_never_occurs_is_one_warning_and_unknown(sources: Sources) -> None:
    items = sources.items(issue("A-1"), issue("A-2"), fields={"outcome": ("customfield_99999",)})
    assert [item.outcome for item in items] == [UNSET, UNSET]
    assert [note for note in sources.warnings if "customfield_99999" in note and "in0.json" in note]


def test_an_unfound_outcome_is_one_note_that_names_what_was_seen(sources: Sources) -> None:
    records = [issue(f"A-{n}", customfield_1=None, customfield_2="x") for n in range(20)]
    items = sources.items("".join(__import__("json").dumps(record) + "\n" for record in records))
    assert {item.outcome for item in items} == {UNSET}
    [note] = sources.warnings
    assert "customfield_1, customfield_2" in note
    assert "fields: {outcome: …}" in note
    assert "expand=names" in note


def test_a_field_that_a_project_lacks_is_one_note(sources: Sources) -> None:
    sources.items(page(*[issue(f"WEB-{n}") for n in range(3)], issue("PAY-1", **{OUTCOME: "x"})))
    [note] = [note for note in sources.notes if note.startswith("outcome") and "not readable" in note]
    assert (
        note == 'outcome: "Anticipated Outcome" (customfield_10050) is not readable or not applicable in WEB (in0.json)'
    )


def test_the_name_that_was_taken_is_noted(sources: Sources) -> None:
    one(sources, issue(**{OUTCOME: "x"}))
    assert 'outcome: read from "Anticipated Outcome" (customfield_10050) in in0.json' in sources.notes


def test_a_section_of_the_description_answers_where_no_field_does(sources: Sources) -> None:
    described = adf(heading("🎯 Expected outcome"), "Fewer calls", heading("Scope"), "Rebuild")
    record = issue(description=described)
    assert one(sources, record, {OUTCOME: "Rank"}).outcome == "Fewer calls"
    assert one(sources, issue(description=adf("Rebuild")), {OUTCOME: "Rank"}).outcome is UNSET
    assert one(sources, issue(description=adf("x")), fields={"outcome": ("body",)}).outcome is None


def test_a_field_with_content_goes_before_a_section(sources: Sources) -> None:
    described = adf(heading("Outcome"), "from the body")
    assert one(sources, issue(description=described, **{OUTCOME: "from the field"})).outcome == "from the field"
    assert one(sources, issue(description=described, **{OUTCOME: None})).outcome == "from the body"


def test_anticipated_and_actual_outcome_are_kept_apart(sources: Sources) -> None:
    described = adf(heading("Anticipated outcome"), "Fewer calls", heading("Actual outcome"), "More calls")
    item = one(sources, issue(description=described, **{OUTCOME: None}))
    assert (item.outcome, item.actual_outcome) == ("Fewer calls", "More calls")


def test_strings_are_wiki_markup_in_v2_and_plain_in_v3(sources: Sources) -> None:
    assert one(sources, issue(api="2", **{OUTCOME: "*Fewer* calls"})).outcome == "Fewer calls"
    assert one(sources, issue(api="latest", **{OUTCOME: "*Fewer* calls"})).outcome == "Fewer calls"
    assert one(sources, issue(api="3", **{OUTCOME: "*Fewer* calls"})).outcome == "*Fewer* calls"


@pytest.mark.parametrize(
    ("value", "person"),
    [
        (user(), Person("id-Eva", "Eva", active=True, kind="human")),
        (user(active=False), Person("id-Eva", "Eva", active=False, kind="human")),
        (user(accountType="app"), Person("id-Eva", "Eva", active=True, kind="bot")),
        (user(accountType="customer"), Person("id-Eva", "Eva", active=True, kind="human")),
        (
            {"name": "eva", "key": "JIRAUSER1", "displayName": "Eva M", "active": True},
            Person("JIRAUSER1", "Eva M", active=True),
        ),
        ({"accountId": "gone"}, Person("gone")),
        ([user(), user("Bo")], Person("id-Eva", "Eva", active=True, kind="human")),
        ({"name": "pay-leads", "groupId": "g1", "self": "…"}, Person("pay-leads", "pay-leads", kind="team")),
        ({"id": "t1", "name": "Payments", "title": "Payments"}, Person("t1", "Payments", kind="team")),
        ({"value": "Eva M"}, Person("Eva M", "Eva M")),
        ("Eva M", Person("Eva M", "Eva M")),
        ("@acme/leads", Person("acme/leads", "acme/leads", kind="team")),
        (None, None),
        ([], None),
        ({}, None),
        ("  ", None),
    ],
)
def test_an_owner_of_any_type(sources: Sources, value: Any, person: Person | None) -> None:
    assert (
        one(
            sources,
            issue(customfield_3=value),
            {"customfield_3": "Outcome Owner"},
            fields={"owner": ("Outcome Owner",)},
        ).owner
        == person
    )


def test_the_assignee_owns_only_where_no_owner_is_named(sources: Sources) -> None:
    names = {"customfield_3": "Outcome Owner"}
    named = issue(customfield_3=user("Bo"), assignee=user())
    assert one(sources, named, names).owner == Person("id-Bo", "Bo", active=True, kind="human")
    assert one(sources, issue(customfield_3=None, assignee=user()), names).owner == Person(
        "id-Eva", "Eva", active=True, kind="human"
    )
    assert one(sources, issue(customfield_3=None, assignee=None), names).owner is None
    assert one(sources, issue(), names).owner is UNSET


@pytest.mark.parametrize(
    ("fields", "parent"),
    [
        ({"parent": {"key": "PAY-9", "fields": {}}}, "PAY-9"),
        ({"parent": None}, None),
        ({}, UNSET),
        ({"customfield_10014": "PAY-8"}, "PAY-8"),
        ({"parent": None, "customfield_10014": "PAY-8"}, "PAY-8"),
        ({"customfield_10014": None}, UNSET),  # Parent Link resolves, and is absent
        ({"customfield_8": "PAY-7"}, "PAY-7"),
        ({"customfield_8": {"data": {"key": "PAY-6"}}}, "PAY-6"),
        ({"customfield_8": LICENCE, "customfield_10014": None}, None),
    ],
)
def test_a_parent_of_any_age(sources: Sources, fields: dict[str, Any], parent: Any) -> None:
    assert one(sources, issue(**fields), {"customfield_8": "Parent Link"}).parent == parent or (
        one(sources, issue(**fields), {"customfield_8": "Parent Link"}).parent is parent
    )


def test_a_translated_epic_link_is_known_by_its_schema(sources: Sources) -> None:
    document = {
        "issues": [issue(customfield_5="PAY-8")],
        "names": {"customfield_5": "Epic-Verknüpfung"},
        "schema": {"customfield_5": {"custom": "com.pyxis.greenhopper.jira:gh-epic-link"}},
    }
    [item] = sources.items(document)
    assert item.parent == "PAY-8"


@pytest.mark.parametrize(
    ("level", "type_", "expected"),
    [
        (2, "Themengebiet", "initiative"),
        (3, "Vision", "initiative"),
        (1, "Großvorhaben", "epic"),
        (None, "Epic", "epic"),
        (None, "initiative", "initiative"),
        (2, "Epic", "epic"),
    ],
)
def test_the_level_is_the_hierarchys_unless_the_type_is_named(
    sources: Sources, level: int | None, type_: str, expected: str
) -> None:
    assert one(sources, issue(level=level, type_=type_)).level == expected


def test_other_levels_are_counted(sources: Sources) -> None:
    assert not sources.items(
        page(
            issue(level=0, type_="Story"),
            issue("A-2", level=-1, type_="Sub-task"),
            issue("A-3", level=None, type_="Story"),
        )
    )
    assert sources.intake.skipped == {"issues of type Story": 2, "issues of type Sub-task": 1}
    assert sources.intake.records == 3


def test_the_address_for_people(sources: Sources) -> None:
    assert one(sources, issue("PAY-7")).url == f"{BASE}/browse/PAY-7"
    gateway = issue() | {"self": "https://api.atlassian.com/ex/jira/1234/rest/api/3/issue/10001"}
    assert one(sources, gateway).url is None
    context = issue() | {"self": "https://acme.example/jira/rest/api/2/issue/10001"}
    assert one(sources, context).url == "https://acme.example/jira/browse/PAY-1"
    assert one(sources, {k: v for k, v in issue().items() if k != "self"}).url is None


def test_two_sites_in_one_input_keep_their_addresses_and_flavours(sources: Sources) -> None:
    other = issue("B-1", **{OUTCOME: "*x*"}) | {"self": "https://b.example/rest/api/2/issue/1"}
    items = sources.items(page(issue("A-1", **{OUTCOME: "*x*"}), other, issue("A-2", **{OUTCOME: "*x*"})))
    assert [(item.url, item.outcome) for item in items] == [
        (f"{BASE}/browse/A-1", "*x*"), ("https://b.example/browse/B-1", "x"), (f"{BASE}/browse/A-2", "*x*")
    ]  # fmt: skip


def test_status_resolution_and_times(sources: Sources) -> None:
    done = issue(
        status={"name": "Released", "statusCategory": {"key": "done"}},
        resolution={"name": "Won't Do"},
        created="2026-01-02T03:04:05.678+0100",
        updated="2026-01-03T03:04:05.000-0530",
        resolutiondate=None,
        duedate="2026-09-30",
    )
    item = one(sources, done, {"duedate": "Due date"})
    assert (item.status, item.status_category, item.resolution) == ("Released", "done", "Won't Do")
    assert (item.created, item.updated) == ("2026-01-02T03:04:05+01:00", "2026-01-03T03:04:05-05:30")
    assert (item.resolved, item.target_date, item.started) == (None, "2026-09-30", UNSET)
    assert one(sources, issue()).status_category == "doing"
    assert one(sources, issue(status={"name": "Open"})).status_category is UNSET
    assert one(sources, issue(resolution=None)).resolution is None


def test_an_okr_by_link_type_or_target_type(sources: Sources) -> None:
    links = [
        {"type": {"name": "Blocks", "inward": "is blocked by"}, "inwardIssue": {"key": "X-1", "fields": {}}},
        {"type": {"name": "Contributes", "outward": "contributes to key result"},
         "outwardIssue": {"key": "OKR-3", "fields": {"summary": "NRR above 112 %", "issuetype": {"name": "Task"}}}},
        {"type": {"name": "Relates"}, "inwardIssue": {"key": "OKR-4", "fields": {"issuetype": {"name": "Objective"}}}},
    ]  # fmt: skip
    assert one(sources, issue(issuelinks=links)).okr == "OKR-3 NRR above 112 %, OKR-4"
    assert one(sources, issue(issuelinks=links[:1])).okr is None
    assert one(sources, issue()).okr is UNSET


def test_an_okr_says_its_tier(sources: Sources) -> None:
    assert one(
        sources, issue(customfield_9="Cost"), {"customfield_9": "Business Driver"}
    ).okr == "Business Driver: Cost".replace("D", "d")
    assert one(sources, issue(customfield_9="O2 KR1"), {"customfield_9": "Parent KR"}).okr == "O2 KR1"
    card = adf(para({"type": "inlineCard", "attrs": {"url": "https://okr.example/1"}}))
    assert "https://okr.example/1" in str(one(sources, issue(customfield_9=card), {"customfield_9": "OKR"}).okr)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"labels": ["tech-debt"]}, "debt"),
        ({"labels": []}, None),
        ({"customfield_9": {"value": "Technical Debt"}, "labels": []}, "debt"),
        ({"customfield_9": {"value": "Keep the lights on"}}, "Keep the lights on"),
    ],
)
def test_the_kind_of_work(sources: Sources, fields: dict[str, Any], kind: str | None) -> None:
    assert one(sources, issue(**fields), {"customfield_9": "Work kind"}).work_kind == kind


def test_any_other_name_goes_to_extra(sources: Sources) -> None:
    names = {"customfield_4": "Cost center", "customfield_6": "Success criteria"}
    fields = {"cost": ("Cost center",), "nowhere": ("Nothing",)}
    item = one(sources, issue(customfield_4={"value": "4711"}, customfield_6=None), names, fields=fields)
    assert item.extra == {"cost": "4711", "success_criteria": None}
    assert one(sources, issue(customfield_4="x"), names, fields=fields, needs=frozenset({"outcome"})).extra == {}


def test_team_is_always_told_and_unneeded_fields_are_not(sources: Sources) -> None:
    record = issue(
        customfield_2={"id": "1", "name": "Payments"}, assignee=user(), created="2026-01-02T03:04:05.000+0000"
    )
    item = one(sources, record, {"customfield_2": "Team"}, needs=frozenset({"outcome"}))
    assert (item.team, item.assignee, item.created, item.owner) == ("Payments", UNSET, UNSET, UNSET)


def test_workratio_of_minus_one_is_empty(sources: Sources) -> None:
    assert (
        one(sources, issue(workratio=-1), {"workratio": "Work Ratio"}, fields={"ratio": ("Work Ratio",)}).extra["ratio"]
        is None
    )


def test_rendered_fields_are_never_read(sources: Sources) -> None:
    record = issue(**{OUTCOME: None}) | {"renderedFields": {OUTCOME: "<p>rendered</p>"}}
    assert one(sources, record).outcome is None


def test_an_issue_that_carries_its_own_names(sources: Sources) -> None:
    first = issue("A-1", customfield_1="x") | {"names": {"customfield_1": "Expected Outcome"}}
    second = issue("A-2", customfield_2="y") | {"names": {"customfield_2": "Expected Outcome"}}
    items = sources.items(
        b"".join(__import__("msgspec").json.encode(each) + b"\n" for each in (first, second, first, second))
    )
    assert [item.outcome for item in items] == ["x", "y"]


def test_a_surprising_shape_in_a_custom_field_does_not_cost_the_record(sources: Sources) -> None:
    odd = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": 5}, 7]}, "x"]}
    assert one(sources, issue(**{OUTCOME: odd})) is not None
    assert one(sources, issue(**{OUTCOME: {"text": 5, "value": "x"}})).outcome == "x"
