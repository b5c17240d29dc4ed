"""Which issues are asked for: each way of choosing, their union, and what is said where nothing is chosen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fakes.github import Host, Server, big_repository, small_org
from tests.fakes.github.fixtures import Start
from tests.sources.live.github_fetches import PROJECT, Fetch


@pytest.mark.parametrize(
    ("select", "levels"),
    [
        ({"type": (), "label": "", "query": ""}, {"#1": "initiative", **dict.fromkeys(
            ("#2", "#5", "#6", "#7", "#8", "#9", "#10", "#12"), "epic")}),
        ({"type": "epic"}, {"#2": "epic", "#12": "epic"}),
        ({"type": ("Epic", "Initiative")}, {"#1": "initiative", "#2": "epic", "#12": "epic"}),
        ({"type": "Task"}, {"#3": "epic", "#4": "epic"}),
        ({"label": "epic"}, {"#5": "epic", "#6": "epic", "#9": "epic", "#10": "epic"}),
        ({"title_prefix": "[epic]"}, {"#7": "epic"}),
        ({"title_prefix": ("[EPIC]", "[Initiative]")}, {"#1": "initiative", "#7": "epic"}),
        ({"sub_issues": True}, {"#1": "initiative", "#2": "epic"}),
        ({"query": "label:epic state:closed"}, {"#9": "epic"}),
        ({"query": "scan"}, {"#2": "epic", "#3": "epic"}),
        ({"label": "epic", "type": "Epic"}, {"#2": "epic", "#5": "epic", "#6": "epic", "#9": "epic", "#10": "epic",
                                             "#12": "epic"}),
        ({"label": "team: claims", "title_prefix": "[EPIC]", "query": "type:Epic"},
         {"#2": "epic", "#6": "epic", "#7": "epic", "#12": "epic"}),
    ],
)  # fmt: skip
def test_each_way_of_choosing(github: Server, select: dict[str, Any], levels: dict[str, str]) -> None:
    fetch = Fetch(github, select=select)
    assert fetch.whole
    assert dict(sorted(fetch.levels.items())) == dict(sorted(levels.items()))


def test_what_is_chosen_twice_comes_once(github: Server) -> None:
    host = github.host
    host.org("acme").repositories["roadmap"].issue("[EPIC] All", type="Epic", labels=["epic"], number=50)
    fetch = Fetch(github, select={"label": ("epic", "Epic"), "type": "Epic"})
    assert fetch.keys.count("#50") == 1
    assert fetch.intake.skipped["duplicates"] == 0


def test_the_server_sorts_out_what_it_can(github_server: Start) -> None:
    host = big_repository(2000, 250, project="none")
    fetch = Fetch(github_server(host), select={"type": "Epic"})
    assert len(fetch.items) == 250
    assert fetch.count("/repositories/1") == 0
    assert len(fetch.requests) == 1 + 3 + 1


def test_a_level_that_is_not_in_scope_is_not_called_another(github: Server) -> None:
    fetch = Fetch(github, select={"type": ("Epic", "Initiative")}, levels=("initiative",))
    assert fetch.levels == {"#1": "initiative"}
    assert fetch.intake.skipped["issues of type Epic"] == 2


def test_a_state_narrows_a_search(github: Server) -> None:
    assert Fetch(github, select={"query": "label:epic"}, state="open").keys == ["#10", "#6", "#5"]


def test_a_search_that_is_not_finished_is_told(github_server: Start) -> None:
    host = small_org()
    host.search_is_incomplete = True
    assert "could not finish the search" in Fetch(github_server(host), select={"query": "label:epic"}).problem


def test_a_search_that_finds_too_much_is_told(github_server: Start) -> None:
    fetch = Fetch(github_server(big_repository(1200, 10, project="none")), select={"query": "is:open"})
    assert "finds 1,200 issues, of which GitHub shows 1,000" in fetch.problem


def test_a_search_may_not_lead_elsewhere(github: Server) -> None:
    everything = Fetch(github, "acme/platform", select={"query": "is:open"})
    assert {item.project for item in everything.items} == {"acme/platform"}


def test_an_older_server_that_ignores_types_does_not_make_everything_an_epic(github_server: Start) -> None:
    server = github_server(small_org(Host.server("3.17.1")))
    fetch = Fetch(server, select={"type": "Epic"})
    assert "this GitHub has no issue types" in fetch.problem
    assert not fetch.items


def test_an_older_server_without_sub_issues_says_so(github_server: Start) -> None:
    server = github_server(small_org(Host.server("3.17.1")))
    assert "does not tell of sub-issues" in Fetch(server, select={"sub_issues": True}).problem


@pytest.mark.parametrize(
    ("select", "said"),
    [
        ({"project_field": {"Type": "Epic"}}, "select: project-field: needs the Project"),
    ],
)
def test_a_choice_that_cannot_be_made_is_told(github: Server, select: dict[str, Any], said: str) -> None:
    fetch = Fetch(github, select=select)
    assert said in fetch.said
    assert fetch.error
    assert fetch.error.exit_code == 2
    assert not fetch.requests


def test_a_search_in_a_project_is_told(github: Server) -> None:
    assert "select: query: searches a repository" in Fetch(github, PROJECT, select={"query": "x"}).said


def test_where_nothing_is_chosen_the_marks_there_are_are_told(github: Server) -> None:
    fetch = Fetch(github, select={"label": "bet"})
    assert fetch.whole
    [warning] = fetch.warnings
    assert "acme/roadmap: no issue was found to be an epic or initiative" in warning
    assert "its labels: epic, team: Claims" in warning
    assert "its issue types: Epic, Initiative, Bug, Task" in warning


def test_where_nothing_in_a_project_is_an_epic_its_fields_are_told(github_server: Start) -> None:
    host = small_org()
    host.org("acme").projects[1].items.clear()
    [warning] = Fetch(github_server(host), PROJECT).warnings
    assert "the Project 'Roadmap': no item was found to be an epic or initiative" in warning
    assert "Outcome, Owner, OKR" in warning


def test_many_pages_are_worth_a_word(github_server: Start) -> None:
    fetch = Fetch(github_server(big_repository(5100, 10, project="none")))
    assert any("51 pages of issues are read to find the epics among them" in note for note in fetch.notes)
