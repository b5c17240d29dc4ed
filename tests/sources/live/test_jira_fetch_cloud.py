"""Fetching from Cloud: all that the query finds, or a problem that names what is not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.fakes.jira import Issue, Limits, Server
from tests.fakes.jira.faults import (
    changed,
    cut,
    empty,
    failing,
    limited,
    omitted,
    reset,
    then,
    truncated,
    warning,
    with_errors,
)
from tests.fakes.jira.http import Answer
from tests.fakes.jira.small import OUTCOME, issue, small
from tests.sources.live.fetches import Fetch

Start = Callable[..., Server]
KEYS = ["PAY-1", "PAY-2", "PAY-3", "PAY-4", "PAY-7", "WEB-1", "WEB-2", "WEB-3", "LAB-1", "LAB-2"]
FEW = frozenset({"outcome"})


def many(count: int) -> tuple[Issue, ...]:
    return tuple(
        issue(100 + number, f"PAY-{number}", **{OUTCOME: f"Outcome {number}"}) for number in range(1, count + 1)
    )


def test_the_items_come_in_the_order_of_their_ids(cloud: Server) -> None:
    assert Fetch(cloud).keys == KEYS
    assert Fetch(cloud, jql="project in (WEB, PAY, LAB) ORDER BY summary DESC").keys == KEYS


def test_only_the_needed_fields_are_asked_for(cloud: Server) -> None:
    Fetch(cloud, needs=FEW)
    [call] = cloud.asked_for("issue/bulkfetch")
    assert OUTCOME in call.body["fields"]
    assert not {"*all", "comment", "reporter", "customfield_10051"} & set(call.body["fields"])


def test_ids_come_by_thousands_and_issues_by_hundreds(jira: Start) -> None:
    server = jira(small(issues=many(250)))
    fetch = Fetch(server, needs=FEW)
    assert fetch.keys == [f"PAY-{number}" for number in range(1, 251)]
    assert (fetch.count("search/jql"), fetch.count("issue/bulkfetch")) == (1, 3)
    assert sorted(len(call.body["issueIdsOrKeys"]) for call in server.asked_for("issue/bulkfetch")) == [50, 100, 100]


def test_the_ids_of_all_pages_are_fetched(jira: Start) -> None:
    fetch = Fetch(jira(small(issues=many(95), limits=Limits(id_page=30))), needs=FEW)
    assert len(fetch.items) == 95
    assert fetch.count("search/jql") == 4
    assert not fetch.problems


@pytest.mark.parametrize("workers", [1, 3, 16])
def test_the_number_of_workers_changes_nothing(jira: Start, workers: int) -> None:
    fetch = Fetch(jira(small(issues=many(450))), workers=workers, needs=FEW)
    assert fetch.keys == [f"PAY-{number}" for number in range(1, 451)]


def test_a_page_that_names_itself_as_the_next_is_incomplete(jira: Start) -> None:
    circle = changed(
        lambda found, request: found | {"nextPageToken": request.body["nextPageToken"]}, nth=(2,), on="jql"
    )
    fetch = Fetch(jira(small(issues=many(9), limits=Limits(id_page=5)), faults=[circle]), needs=FEW)
    assert fetch.problems == ["Jira's search goes in a circle: a page names itself as the next one"]


def test_a_warning_of_a_cut_result_is_incomplete(jira: Start) -> None:
    fetch = Fetch(jira(small(), faults=[warning(on="search/jql", nth=(1,))]))
    assert fetch.problems == ["Jira warns about its search: The result was truncated"]
    assert fetch.keys == KEYS


def test_issue_errors_are_asked_again(jira: Start) -> None:
    fetch = Fetch(jira(small(), faults=[with_errors("10003", on="bulkfetch", nth=(1,))]), needs=FEW)
    assert fetch.keys == KEYS
    assert not fetch.problems
    assert fetch.count("issue/bulkfetch") == 2


def test_issue_errors_that_stay_are_named_with_their_reason(jira: Start) -> None:
    fetch = Fetch(jira(small(), faults=[with_errors("10003", message="payload too large", on="bulkfetch")]), needs=FEW)
    assert fetch.problems == ["Jira lists the issue 10003, but does not give it: payload too large"]
    assert "PAY-3" not in fetch.keys
    assert len(fetch.keys) == 9


def test_a_silent_omission_is_asked_again_once(jira: Start) -> None:
    fetch = Fetch(jira(small(), faults=[omitted("PAY-4", on="bulkfetch", nth=(1,))]), needs=FEW)
    assert fetch.keys == KEYS
    assert not fetch.problems


def test_an_omission_that_stays_is_named_and_never_a_missing_outcome(jira: Start) -> None:
    fetch = Fetch(jira(small(), faults=[omitted("PAY-4", on="bulkfetch")]), needs=FEW)
    assert fetch.count("issue/bulkfetch") == 2
    [problem] = fetch.intake.problems
    assert problem.place == "issue 10004"
    assert "it was deleted meanwhile, or this account may not see it" in problem.message
    assert "PAY-4" not in fetch.keys


def test_an_issue_that_is_deleted_between_list_and_fetch_is_told(jira: Start) -> None:
    gone = then(lambda store: store.find("PAY-4") and store.delete("PAY-4"), on="bulkfetch")
    fetch = Fetch(jira(small(), faults=[gone]), needs=FEW)
    assert len(fetch.problems) == 1
    assert len(fetch.keys) == 9


def test_an_issue_that_comes_twice_is_one_item(jira: Start) -> None:
    def doubled(found: Any, _: Any) -> Any:
        return found | {"issues": found["issues"] + found["issues"][:2]}

    fetch = Fetch(jira(small(), faults=[changed(doubled, on="bulkfetch|search/jql")]), needs=FEW)
    assert fetch.keys == KEYS
    assert not fetch.problems


@pytest.mark.parametrize(
    "fault",
    [failing(500), failing(502), failing(503), failing(503, after="1.5"), failing(504), failing(408), limited("2"),
     limited("Mon, 01 Jun 2026 12:00:30 GMT"), limited("1.5"), limited(None), reset(), cut(), truncated(), empty()],
    ids=lambda fault: fault.name,
)  # fmt: skip
@pytest.mark.parametrize(
    "route", ["myself", "serverInfo", "field$", "issuetype", "search/jql", "bulkfetch", "projects"]
)
def test_a_failure_that_passes_changes_nothing(jira: Start, fault: Any, route: str) -> None:
    fetch = Fetch(jira(small(), faults=[replace(fault, on=route, nth=(1,))]))
    assert fetch.error is None, fetch.said
    assert fetch.keys == KEYS
    assert not fetch.problems
    assert fetch.clock.waited


def test_answers_of_another_shape_are_asked_again(jira: Start) -> None:
    odd = changed(lambda _found, _request: {"issues": None}, on="bulkfetch|search/jql", nth=(1, 3))
    fetch = Fetch(jira(small(), faults=[odd]), needs=FEW)
    assert fetch.keys == KEYS


def test_one_issue_that_breaks_its_call_is_found_and_named(jira: Start) -> None:
    def broken(found: Any, request: Any) -> Any:
        return Answer(status=500, document=b"{") if "10142" in request.body["issueIdsOrKeys"] else found

    fetch = Fetch(jira(small(issues=many(120)), faults=[changed(broken, on="bulkfetch")]), needs=FEW, budget=6000)
    assert len(fetch.items) == 119
    [words] = fetch.problems
    assert "10142" in words
    assert "500 Internal Server Error" in words


def test_half_an_hour_of_retry_after_is_said_at_once(jira: Start, tmp_path: Path) -> None:
    fetch = Fetch(jira(small(), faults=[limited("1800", on="bulkfetch")]), cache=tmp_path)
    assert fetch.code == 3
    assert "Jira asks to wait 30 minutes, and this run may wait 10 minutes more" in fetch.said
    assert "--resume" in fetch.said
    assert sum(fetch.clock.waited) == 0


def test_without_a_cache_there_is_nothing_to_go_on_with(jira: Start) -> None:
    fetch = Fetch(jira(small(), faults=[limited("1800", on="bulkfetch")]))
    assert fetch.code == 3
    assert "--resume" not in fetch.said


def test_a_server_that_stays_in_trouble_ends_the_run_within_its_budget(jira: Start) -> None:
    fetch = Fetch(jira(small(issues=many(300)), faults=[failing(503, on="bulkfetch")]), budget=60)
    assert fetch.code == 3
    assert "this run may wait" in fetch.said


def test_a_wrong_query_is_told_in_the_words_of_jira(cloud: Server) -> None:
    fetch = Fetch(cloud, jql="project = PAY AND nonsense = 3")
    assert fetch.code == 2
    assert "Jira does not understand the query: Field 'nonsense' does not exist" in fetch.said
    assert "nonsense = 3" in fetch.said.partition("|")[2]


def test_a_query_that_finds_nothing_is_no_error_and_no_item(cloud: Server) -> None:
    fetch = Fetch(cloud, jql="summary ~ unheard-of")
    assert (fetch.code, fetch.items, fetch.problems) == (0, [], [])


def test_one_key_is_fetched_alone(cloud: Server) -> None:
    fetch = Fetch(cloud, only=("PAY-2", "acme/roadmap#7", "PAY-999"))
    assert fetch.keys == ["PAY-2"]
    assert fetch.problems == []


def test_a_key_that_is_not_there_is_no_error(cloud: Server) -> None:
    assert (Fetch(cloud, only=("PAY-999",)).items, Fetch(cloud, only=("what is this",)).items) == ([], [])


def test_whoever_watches_is_told_how_far_it_is(jira: Start) -> None:
    seen: list[tuple[int, int]] = []
    Fetch(jira(small(issues=many(250))), progress=lambda _size, done, total: seen.append((done, total)), needs=FEW)
    assert seen[0] == (0, 250)
    assert seen[-1] == (250, 250)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_a_story_is_asked_about_by_the_epic_above_it(jira: Start) -> None:
    for flavour in ("cloud", "datacenter"):
        server = jira(small(flavour))
        assert Fetch(server, only=("pay-5",)).keys == ["PAY-2"]
        assert Fetch(server, only=("PAY-5", "PAY-2")).keys == ["PAY-2"]
