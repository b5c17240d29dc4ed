"""Projects: what they hold, what they cost, and what a token may not see of them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from outcome_lint.sources.live.github.shapes import project_value
from tests.fakes.github import Host, Item, Project, ProjectField, Server, big_repository, small_org
from tests.fakes.github.builders import body
from tests.fakes.github.fixtures import Start
from tests.sources.live.github_fetches import PROJECT, Fetch

OUTCOME = "Callers wait one minute less by the end of May"


def org() -> tuple[Host, Project]:
    """The small organisation, whose Project has nothing that is hidden."""
    host = small_org()
    project = host.org("acme").projects[1]
    for item in [each for each in project.items if each.hidden]:
        project.items.remove(item)
    return host, project


def epic(host: Host, project: Project, title: str, values: dict[str, Any], **more: Any) -> Item:
    return project.add(host.org("acme").repositories["roadmap"].issue(title, **more), values=values)


def costs(fetch: Fetch) -> list[int]:
    answers = [msgspec.json.decode(each.answer) for each in fetch.requests if each.path == "/graphql"]
    return [answer["data"]["rateLimit"]["cost"] for answer in answers if "rateLimit" in answer["data"]]


def test_a_project_is_read_with_its_drafts(github_server: Start) -> None:
    fetch = Fetch(github_server(org()[0]), PROJECT)
    assert fetch.whole
    assert [item.title for item in fetch.items] == [
        "Scan claims at the counter", "Pay claims", "Claims by phone", "Store files",
    ]  # fmt: skip
    assert fetch.intake.skipped == {"archived items of the Project": 1}
    draft = fetch.items[2]
    assert draft.key.startswith("acme/1/draft/")
    assert (draft.status, draft.labels, draft.level) == ("open", (), "epic")


def test_an_item_that_cannot_be_seen_is_told(github: Server) -> None:
    fetch = Fetch(github, PROJECT)
    assert "1 item of the Project acme/1 can't be seen with the token of GITHUB_TOKEN" in fetch.problem
    assert len(fetch.items) == 4


def test_pull_requests_are_skipped(github_server: Start) -> None:
    host, project = org()
    project.add(host.org("acme").repositories["roadmap"].pull("Epic: no"))
    assert Fetch(github_server(host), PROJECT).intake.skipped["pull requests"] == 1


def test_values_of_the_project_are_read(github_server: Start) -> None:
    host, project = org()
    epic(host, project, "Phone", {"Outcome": OUTCOME, "Owner": "@bo", "OKR": "KR 2.1", "Type": "Epic"}, number=40)
    item = Fetch(github_server(host), PROJECT).item("#40")
    assert item.owner
    assert (item.outcome, item.owner.id, item.okr, item.level) == (OUTCOME, "bo", "KR 2.1", "epic")


def test_an_empty_field_of_the_project_does_not_hide_a_filled_one_of_the_issue(github_server: Start) -> None:
    host, project = org()
    host.org("acme").issue_field("Outcome")
    epic(host, project, "Phone", {"Type": "Epic"}, number=40, fields={"Outcome": OUTCOME})
    assert Fetch(github_server(host), PROJECT).item("#40").outcome == OUTCOME
    assert Fetch(github_server(host), project="acme/1", select={"title_prefix": "Phone"}).item("#40").outcome == OUTCOME


def test_an_epic_marked_by_its_own_issue_field_is_found(github_server: Start) -> None:
    host, project = org()
    fields = {"Level": "Initiative", "Anticipated outcome": OUTCOME}
    epic(host, project, "Marked", {}, number=40, fields=fields)
    item = Fetch(github_server(host), PROJECT).item("#40")
    assert (item.level, item.outcome) == ("initiative", OUTCOME)


def test_assignees_are_read_bots_too(github_server: Start) -> None:
    host, project = org()
    epic(host, project, "Robot", {"Type": "Epic"}, number=40, assignees=["triage[bot]"])
    project.draft("Plan", "", ["bo"], values={"Type": "Epic"})
    fetch = Fetch(github_server(host), PROJECT)
    owner = fetch.item("#40").owner
    assert owner
    assert owner.kind == "bot"
    drafted = fetch.items[-1].owner
    assert drafted
    assert drafted.id == "bo"


def test_a_server_without_actors_still_tells_assignees(github_server: Start) -> None:
    host, project = org()
    host.features -= {"assigned_actors", "issue_fields", "issue_types", "sub_issues"}
    del project.fields["anticipated outcome"]
    epic(host, project, "Old", {"Type": "Epic"}, number=40, assignees=["bo"])
    fetch = Fetch(github_server(host), PROJECT)
    assert fetch.whole
    item = fetch.item("#40")
    assert item.owner
    assert (item.owner.id, item.type, item.parent) == ("bo", UNSET, UNSET)


def test_people_and_labels_as_fields_are_read(github_server: Start) -> None:
    host, project = org()
    epic(host, project, "People", {"Type": "Epic"}, number=40, assignees=["bo", "eva"], labels=["a", "b"])
    fields = {"owner": ("Assignees",), "okr": ("Labels",), "team": ("Repository",)}
    item = Fetch(github_server(host), PROJECT, fields=fields).item("#40")
    assert item.owner
    assert (item.owner.id, item.okr, item.team) == ("bo", "a, b", "acme/roadmap")


def test_an_issue_in_several_projects_is_read_in_the_right_one(github_server: Start) -> None:
    host, project = org()
    other = host.org("acme").project("Other", [ProjectField("Outcome")])
    item = epic(host, project, "Both", {"Outcome": OUTCOME}, number=40, labels=["epic"])
    assert item.content
    other.add(item.content, values={"Outcome": "something else entirely in the other Project"})  # type: ignore[arg-type]
    assert Fetch(github_server(host), project="acme/1").item("#40").outcome == OUTCOME


def test_an_issue_outside_of_the_project_keeps_its_own_words(github_server: Start) -> None:
    host, _ = org()
    host.org("acme").repositories["roadmap"].issue("Alone", labels=["epic"], number=40, body=body(OUTCOME))
    assert Fetch(github_server(host), project="acme/1").item("#40").outcome == OUTCOME


def test_an_issue_in_too_many_projects_is_no_guess(github_server: Start) -> None:
    host, project = org()
    issue = host.org("acme").repositories["roadmap"].issue("Everywhere", labels=["epic"])
    for number in range(21):
        host.org("acme").project(f"P{number}").add(issue)
    project.add(issue, values={"Outcome": OUTCOME})
    assert "an issue is in more than 20 Projects" in Fetch(github_server(host), project="acme/1").problem


def test_a_hundred_and_one_labels_are_no_guess(github_server: Start) -> None:
    host, project = org()
    epic(host, project, "Labelled", {}, labels=[f"l{number}" for number in range(101)])
    assert "has more than 100 labels" in Fetch(github_server(host), PROJECT).problem


def test_ten_thousand_items_stay_near_a_point_a_page(github_server: Start) -> None:
    fetch = Fetch(github_server(big_repository(1000, 50)), PROJECT)
    assert len(fetch.items) == 50
    assert costs(fetch) == [1] * 11
    assert len(fetch.requests) == 1 + 10 + 1 + 1


def test_all_issues_with_a_project_cost_a_point_a_page(github_server: Start) -> None:
    fetch = Fetch(github_server(big_repository(1000, 50)), project="acme/1")
    assert costs(fetch) == [1] * 10
    assert len(fetch.requests) == 1 + 1 + 10 + 10 + 1


def test_a_project_that_would_use_up_the_limit_is_not_begun(github_server: Start) -> None:
    host = big_repository(1000, 50)
    host.accounts.by_token["pat-eva"].limit("graphql", 6)
    fetch = Fetch(github_server(host), PROJECT)
    assert "the Project has 1,000 items, which cost 9 points" in fetch.problem
    assert not fetch.clock.waited


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("ghs-actions", "Could not resolve to a ProjectV2"),
        ("pat-narrow", "read:project"),
        ("", "GitHub does not answer GraphQL to nobody (GITHUB_TOKEN is not set)"),
        ("wrong", "GitHub does not accept the token of GITHUB_TOKEN"),
    ],
)
def test_a_token_that_may_not_read_projects(github: Server, token: str, said: str) -> None:
    fetch = Fetch(github, PROJECT, token=token)
    assert said in fetch.problem
    assert not fetch.items


def test_a_token_of_its_own_reads_the_project(github_server: Start) -> None:
    server = github_server(org()[0])
    fetch = Fetch(server, PROJECT, token="ghs-actions", env={"GITHUB_PROJECT_TOKEN": "pat-eva"})  # noqa: S106
    assert fetch.whole
    assert {each.account for each in fetch.requests} == {"eva"}


def test_a_project_that_is_not_there(github: Server) -> None:
    assert "the Project acme/9 can't be read" in Fetch(github, "project/acme/9").problem
    assert "the Project nobody/1 can't be read" in Fetch(github, "project/nobody/1").problem


def test_a_field_to_select_by_has_to_be_there(github: Server) -> None:
    fetch = Fetch(github, PROJECT, select={"project_field": {"Typ": "Epic"}})
    assert "the Project acme/1 has no field 'Typ'" in fetch.said
    assert "Type" in fetch.said


def test_a_field_selects(github_server: Start) -> None:
    host, project = org()
    epic(host, project, "Story", {"Type": "Story"}, number=40)
    server = github_server(host)
    assert Fetch(server, PROJECT, select={"project_field": {"type": "story"}}).levels == {"#40": "epic"}
    chosen = Fetch(server, PROJECT, select={"project_field": {"Type": ["Story", "Initiative"]}})
    assert chosen.keys == ["#40"]


def test_in_a_project_too_issues_are_selected_by_label_type_and_title(github_server: Start) -> None:
    host, project = org()
    epic(host, project, "Bet: one", {}, number=40, labels=["Bet"])
    epic(host, project, "[Goal] two", {}, number=41)
    server = github_server(host)
    assert Fetch(server, PROJECT, select={"label": "bet"}).keys == ["#40"]
    assert Fetch(server, PROJECT, select={"title_prefix": "[goal]"}).keys == ["#41"]
    assert Fetch(server, PROJECT, select={"label": "bet", "project_field": {"Status": "in progress"}}).keys == [
        "#2", "#40",
    ]  # fmt: skip


def test_the_field_of_a_project_and_a_label_of_the_repository_make_one_list(github_server: Start) -> None:
    host, project = org()
    epic(host, project, "Both", {"Type": "Story", "Outcome": OUTCOME}, number=40, labels=["bet"])
    host.org("acme").repositories["roadmap"].issue("Label", labels=["bet"], number=41)
    fetch = Fetch(github_server(host), project="acme/1", select={"label": "bet", "project_field": {"Type": "Story"}})
    assert fetch.keys == ["#40", "#41"]
    assert fetch.item("#40").outcome == OUTCOME
    assert fetch.intake.skipped["duplicates"] == 0


def test_the_state_counts_in_a_project(github_server: Start) -> None:
    host, project = org()
    epic(host, project, "Done", {"Type": "Epic"}, number=40, state="closed", state_reason="duplicate")
    server = github_server(host)
    assert Fetch(server, PROJECT, state="closed").keys == ["#40"]
    assert Fetch(server, PROJECT, state="closed").items[0].resolution == "duplicate"
    assert "#40" not in Fetch(server, PROJECT, state="open").keys


def test_a_single_item_has_the_values_of_its_project(github_server: Start) -> None:
    host, project = org()
    epic(host, project, "Phone", {"Outcome": OUTCOME, "Type": "Epic"}, number=40)
    server = github_server(host)
    only = ("acme/roadmap#40",)
    assert Fetch(server, PROJECT, only=only).item("#40").outcome == OUTCOME
    selected = Fetch(server, PROJECT, only=only, select={"project_field": {"Type": "Epic"}})
    assert selected.item("#40").outcome == OUTCOME


def test_a_parent_that_is_hidden_in_a_project_is_made_sure_of(github_server: Start) -> None:
    """GraphQL says null of it, as of one that isn't there."""
    host, project = org()
    secret = host.org("acme").repo("secret", private=True, readers=frozenset({"bo"})).issue("Goal", body="## OKR\n\nKR")
    epic(host, project, "Child", {"Type": "Epic"}, number=40, parent=secret)
    epic(host, project, "Orphan", {"Type": "Epic"}, number=41)
    server = github_server(host)
    fetch = Fetch(server, PROJECT, confirm="okr")
    assert fetch.item("#40").parent == "acme/secret#1"
    assert fetch.item("#41").parent is None
    assert any("1 parent of issues can't be read with this token" in note for note in fetch.notes)
    assert fetch.count("/repos/acme/roadmap/issues/2") == 0
    assert Fetch(server, PROJECT).item("#40").parent is None


def test_a_parent_is_made_sure_of_beside_an_okr_only_where_it_matters_itself(github_server: Start) -> None:
    host, project = org()
    secret = host.org("acme").repo("secret", private=True, readers=frozenset({"bo"})).issue("Goal")
    epic(host, project, "Child", {"Type": "Epic", "OKR": "KR 1"}, number=40, parent=secret)
    server = github_server(host)
    assert Fetch(server, PROJECT, confirm="okr").item("#40").parent is None
    assert Fetch(server, PROJECT, confirm="parent").item("#40").parent == "acme/secret#1"


def test_beyond_a_number_of_requests_parents_are_unknown(github_server: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outcome_lint.sources.live.github.confirm._MOST", 1)
    host, project = org()
    project.items.clear()
    for number in (40, 41, 42):
        epic(host, project, "Orphan", {"Type": "Epic"}, number=number)
    fetch = Fetch(github_server(host), PROJECT, confirm="okr")
    assert [item.parent for item in fetch.items] == [None, UNSET, UNSET]
    assert "those of the rest are unknown" in fetch.warnings[0]


def test_a_value_of_a_kind_that_is_not_known_is_unknown() -> None:
    assert project_value("Outcome", {"__typename": "ProjectV2ItemNewValue"}) == {
        "issue_field_name": "Outcome", "unreadable": True,
    }  # fmt: skip
    assert project_value("Outcome", {"__typename": "X", "issueFieldValue": {"__typename": "New"}})["unreadable"]
    assert project_value("Outcome", None) == {"issue_field_name": "Outcome", "value": None}
    assert project_value("Outcome", {"__typename": "X", "text": ""})["value"] == ""


@pytest.mark.parametrize("kind", ["resource-limits", "something-went-wrong"])
def test_pages_shrink_when_they_are_too_much(github_server: Start, kind: str) -> None:
    server = github_server(big_repository(300, 30))
    server.faults.add(kind, "POST /graphql", at=(2, 3))
    fetch = Fetch(server, PROJECT)
    assert fetch.whole
    assert len(fetch.items) == 30


def test_a_page_half_of_which_fails_is_asked_again(github_server: Start) -> None:
    server = github_server(big_repository(300, 30))
    server.faults.add("partial", "POST /graphql", at=(2, 3))
    fetch = Fetch(server, PROJECT)
    assert fetch.whole
    assert len(fetch.items) == 30


def test_a_page_half_of_which_never_comes_is_no_small_portfolio(github_server: Start) -> None:
    server = github_server(big_repository(300, 30))
    server.faults.add("partial", "POST /graphql")
    assert "could not load all of it" in Fetch(server, PROJECT).problem
