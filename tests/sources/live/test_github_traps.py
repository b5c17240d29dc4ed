"""Where a tool cries "missing" over something else: what GitHub does to those who read issues, one by one."""

from __future__ import annotations

import pytest
from msgspec import UNSET

from tests.fakes.github import Host, Server, small_org
from tests.fakes.github.builders import body
from tests.fakes.github.fixtures import Start
from tests.sources.live.github_fetches import Fetch

OUTCOME = "Clerks close a claim in two days instead of five by the end of Q3"


def world(**issues: dict[str, object]) -> Host:
    """acme/roadmap with an epic of each name."""
    host = small_org()
    roadmap = host.org("acme").repositories["roadmap"]
    roadmap.issues.clear()
    for title, more in issues.items():
        roadmap.issue(title, **{"labels": ["epic"], "number": len(roadmap.issues) + 1, **more})
    return host


def test_the_small_organisation(github: Server) -> None:
    fetch = Fetch(github)
    assert fetch.whole
    assert fetch.levels == {
        "#1": "initiative", "#2": "epic", "#5": "epic", "#6": "epic", "#7": "epic", "#8": "epic", "#9": "epic",
        "#10": "epic", "#12": "epic",
    }  # fmt: skip
    assert fetch.intake.skipped == {"issues of type Task": 2, "pull requests": 1}
    assert fetch.item("#2").outcome == OUTCOME


def test_it_takes_one_request_a_page_and_two_about_the_place(github: Server) -> None:
    assert Fetch(github).lines == [
        "GET /repos/acme/roadmap",
        "GET /repos/acme/roadmap/issues?direction=asc&per_page=100&sort=created&state=all",
        "GET /orgs/acme/issue-fields?per_page=100",
    ]


def test_every_page_is_read(github_server: Start) -> None:
    host = world(**{f"Epic {number}": {} for number in range(1, 251)})
    assert len(Fetch(github_server(host)).items) == 250


def test_lists_without_a_last_page_are_read_to_their_end(github_server: Start) -> None:
    host = world(**{f"Epic {number}": {} for number in range(1, 251)})
    host.cursors = True
    assert len(Fetch(github_server(host)).items) == 250


def test_a_renamed_repository_is_read_whole_under_its_new_name(github_server: Start) -> None:
    """The redirect of a list drops its query: 30 open issues would come instead of all."""
    host = world(**{f"Epic {number}": {"state": "closed"} for number in range(1, 151)})
    host.org("acme").repositories["roadmap"].rename("plans")
    fetch = Fetch(github_server(host))
    assert len(fetch.items) == 150
    assert {item.project for item in fetch.items} == {"acme/plans"}
    assert "acme/roadmap is now called acme/plans" in fetch.notes


def test_a_transferred_issue_is_read_where_it_is_now(github: Server) -> None:
    everywhere = Fetch(github, "acme/*")
    assert [item.title for item in everywhere.items].count("Log in once") == 1
    [moved] = Fetch(github, "acme/platform", only=("acme/platform#1",)).items
    assert moved.key == "acme/roadmap#12"


def test_a_deleted_issue_is_none(github: Server) -> None:
    assert "acme/platform#2" not in [item.key for item in Fetch(github, "acme/platform").items]
    fetch = Fetch(github, "acme/platform", only=("acme/platform#2",))
    assert "/issues/2 is gone: This issue was deleted" in fetch.problem


def test_one_of_several_that_cannot_be_read_is_a_note(github: Server) -> None:
    fetch = Fetch(github, only=("acme/roadmap#999", "acme/roadmap#2"))
    assert fetch.keys == ["#2"]
    assert fetch.whole
    assert any("acme/roadmap#999 is not looked at" in note for note in fetch.notes)


def test_issues_switched_off_is_no_empty_portfolio(github_server: Start) -> None:
    host = small_org()
    host.org("acme").repositories["roadmap"].has_issues = False
    assert "issues are switched off in acme/roadmap" in Fetch(github_server(host)).problem


def test_of_all_repositories_those_without_issues_and_archived_ones_are_left_out(github_server: Start) -> None:
    host = small_org()
    host.org("acme").repositories["roadmap"].has_issues = False
    host.org("acme").repo("old", archived=True).issue("Epic", labels=["epic"])
    fetch = Fetch(github_server(host), "acme/*")
    assert fetch.whole
    assert {item.project for item in fetch.items} == {"acme/platform"}
    assert fetch.intake.skipped["archived repositories"] == 1


def test_a_persons_repositories_are_found_too(github_server: Start) -> None:
    host = small_org()
    host.user("eva").repo("garden").issue("Grow more", labels=["epic"])
    assert [item.key for item in Fetch(github_server(host), "eva/*").items] == ["eva/garden#1"]


def test_pull_requests_are_skipped_without_asking_for_each(github_server: Start) -> None:
    host = world()
    roadmap = host.org("acme").repositories["roadmap"]
    for number in range(1, 40):
        roadmap.pull(f"Epic: pull {number}", labels=["epic"])
    fetch = Fetch(github_server(host))
    assert fetch.intake.skipped == {"pull requests": 39}
    assert not fetch.items


def test_no_request_for_each_issue(github_server: Start) -> None:
    server = github_server(world(**{f"Epic {number}": {} for number in range(1, 100)}))
    assert len(Fetch(server).requests) <= 4


@pytest.mark.parametrize(
    "empty",
    [None, "", "  \n", "<!-- say it here -->", "### Anticipated outcome\n\n_No response_", "## Outcome\n\n## Owner\n",
     "### Anticipated outcome\n\n*No response*"],
)  # fmt: skip
def test_empty_is_empty(github_server: Start, empty: str | None) -> None:
    assert Fetch(github_server(world(Epic={"body": empty}))).item("#1").outcome is None


@pytest.mark.parametrize(
    "said",
    [
        f"<details><summary>Outcome</summary>\n\n## Outcome\n\n{OUTCOME}\n</details>",
        f"Outcome\n=======\n{OUTCOME}",
        f"## 🎯 Outcome:\r\n\r\n{OUTCOME}\r\n",
        f"**Outcome:** {OUTCOME}",
        f"```\n### Outcome\nnone\n```\n\n### Outcome\n\n{OUTCOME}",
    ],
)
def test_what_is_said_is_heard(github_server: Start, said: str) -> None:
    assert OUTCOME in (Fetch(github_server(world(Epic={"body": said}))).item("#1").outcome or "")


def test_a_bot_is_told_apart(github: Server) -> None:
    fetch = Fetch(github)
    owner = fetch.item("#6").owner
    assert owner
    assert (owner.id, owner.kind) == ("triage[bot]", "bot")
    both = Fetch(github, only=("acme/roadmap#7",)).items[0].assignee
    assert both
    assert (both.id, both.kind) == ("Copilot", "bot")


def test_a_person_beside_a_bot_is_the_owner(github_server: Start) -> None:
    owner = Fetch(github_server(world(Epic={"assignees": ["triage[bot]", "bo"]}))).item("#1").owner
    assert owner
    assert owner.id == "bo"


def test_why_it_was_closed_is_kept(github: Server) -> None:
    fetch = Fetch(github)
    assert fetch.item("#9").resolution == "not planned"
    assert fetch.item("#10").resolution == "locked"
    assert fetch.item("#2").resolution is None


def test_a_parent_is_told_and_nobody_asks_graphql(github: Server) -> None:
    fetch = Fetch(github)
    assert fetch.item("#2").parent == "acme/roadmap#1"
    assert fetch.item("#5").parent is None
    assert fetch.count("/graphql") == 0


def test_a_parent_outside_is_read_as_context(github: Server) -> None:
    fetch = Fetch(github, select={"type": ("Epic",)})
    assert fetch.item("#2").parent == "acme/roadmap#1"
    [parent] = fetch.context
    assert (parent.key, parent.okr, parent.level) == ("acme/roadmap#1", "KR 1.1", "initiative")


def test_a_parent_that_may_not_be_read_is_unknown_not_absent(github_server: Start) -> None:
    host = small_org()
    acme = host.org("acme")
    secret = acme.repo("secret", private=True, readers=frozenset({"bo"})).issue("Goal", body="## OKR\n\nKR 9")
    acme.repositories["roadmap"].issue("Child", labels=["epic"], parent=secret, number=20)
    fetch = Fetch(github_server(host))
    assert fetch.item("#20").parent == "acme/secret#1"
    assert not fetch.context
    assert "1 parent of issues can't be read with this token: whether they are tied to an OKR is unknown" in fetch.notes


def test_the_chain_of_parents_is_followed(github_server: Start) -> None:
    host = small_org()
    acme = host.org("acme")
    top = acme.repo("goals").issue("Top", body="## OKR\n\nKR 1")
    middle = acme.repositories["goals"].issue("Middle", parent=top)
    acme.repositories["roadmap"].issue("Child", labels=["epic"], parent=middle, number=20)
    assert [item.key for item in Fetch(github_server(host)).context] == ["acme/goals#2", "acme/goals#1"]


def test_an_older_server_leaves_unknown_what_it_does_not_tell(github_server: Start) -> None:
    server = github_server(small_org(Host.server("3.17.1")))
    fetch = Fetch(server)
    assert fetch.whole
    assert {item.parent for item in fetch.items} == {UNSET}
    assert fetch.item("#5").type is UNSET
    assert fetch.levels == {"#1": "initiative", "#5": "epic", "#6": "epic", "#7": "epic", "#9": "epic", "#10": "epic"}


def test_an_enterprise_server_of_today_tells_all(github_server: Start) -> None:
    features = ("projects", "issue_types", "issue_fields", "sub_issues", "assigned_actors")
    server = github_server(small_org(Host.server("3.20.0", features)))
    fetch = Fetch(server)
    assert len(fetch.items) == 9
    assert fetch.item("#8").outcome == OUTCOME
    assert fetch.item("#8").url == f"{server.host.web_url}/acme/roadmap/issues/8"


def test_an_outcome_in_an_issue_field_is_found(github: Server) -> None:
    item = Fetch(github).item("#8")
    assert (item.outcome, item.level, item.target_date) == (OUTCOME, "epic", "2026-09-30")


def test_a_field_for_members_is_unknown_to_others(github_server: Start) -> None:
    host = small_org()
    acme = host.org("acme")
    acme.issue_field("Outcome", visibility="organization_members_only")
    acme.repositories["roadmap"].issue("Secretive", labels=["epic"], number=30, fields={"Outcome": OUTCOME})
    host.accounts.classic("pat-visitor", "visitor")
    server = github_server(host)
    assert Fetch(server).item("#30").outcome == OUTCOME
    visitor = Fetch(server, token="pat-visitor")  # noqa: S106
    assert visitor.whole
    assert visitor.item("#30").outcome is UNSET
    assert visitor.item("#8").outcome == OUTCOME
    alone = Fetch(server, token="pat-visitor", only=("acme/roadmap#30",))  # noqa: S106
    assert alone.item("#30").outcome is UNSET


def test_a_slip_of_the_pen_in_a_field_is_no_portfolio_without_outcomes(github_server: Start) -> None:
    host = world(Epic={"fields": {"Anticipated outcome": OUTCOME}})
    fetch = Fetch(github_server(host), fields={"outcome": ("Anticpated outcom",)})
    assert fetch.error
    assert fetch.error.exit_code == 2
    assert "nothing is called 'Anticpated outcom', but there is a field 'Anticipated outcome'" in fetch.said


def test_a_name_that_nothing_bears_is_told(github_server: Start) -> None:
    fetch = Fetch(github_server(world(Epic={"body": "words"})), fields={"outcome": ("Wirkziel",)})
    assert fetch.whole
    assert any("no issue has a section or field called 'Wirkziel'" in warning for warning in fetch.warnings)


def test_a_name_that_one_section_bears_is_fine(github_server: Start) -> None:
    host = world(A={"body": "## Wirkziel\n\n"}, B={"body": "words"})
    assert not Fetch(github_server(host), fields={"outcome": ("Wirkziel",)}).warnings


@pytest.mark.parametrize("state", ["open", "closed"])
def test_a_state_is_asked_of_the_server(github: Server, state: str) -> None:
    fetch = Fetch(github, state=state)
    assert {item.status for item in fetch.items} == {state}


def test_a_title_in_disguise_is_only_a_title(github_server: Start) -> None:
    title = "[EPIC] ::error::x%0A<script>alert(1)</script>|@everyone \x1b[31m\u202e"
    host = world(**{title: {"body": body(OUTCOME), "labels": []}})
    fetch = Fetch(github_server(host))
    assert [item.title for item in fetch.items] == [title]
