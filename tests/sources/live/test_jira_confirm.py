"""The confirm pass: nothing is called missing because a value failed to load, or because a search was stale."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET

from tests.fakes.jira import Limits, Server
from tests.fakes.jira.faults import dropping, failing, omitted, then
from tests.fakes.jira.small import INITIATIVE, OUTCOME, issue, small
from tests.sources.live.fetches import Fetch

Start = Callable[..., Server]


def test_without_rules_that_report_emptiness_nothing_is_read_twice(cloud: Server) -> None:
    assert Fetch(cloud).count("search/jql", "GET") == 0


def test_what_is_empty_is_read_again_with_fail_fast_and_past_the_index(cloud: Server) -> None:
    Fetch(cloud, confirm="outcome")
    [call] = [each for each in cloud.asked_for("search/jql") if each.method == "GET"]
    assert call.query["failFast"] == ["true"]
    assert call.query["reconcileIssues"] == ["10003,10013"]
    assert call.query["jql"] == ["id in (10003, 10013)"]


def test_a_value_that_did_not_load_is_found_by_the_second_look(jira: Start) -> None:
    lost = dropping(OUTCOME, "PAY-2", on="bulkfetch")
    assert Fetch(jira(small(), faults=[lost])).item("PAY-2").outcome is None
    fetch = Fetch(jira(small(), faults=[lost]), confirm="outcome")
    assert fetch.item("PAY-2").outcome == "Checkout takes returning customers 40 s less by the end of Q3"
    assert not fetch.problems


def test_a_value_that_never_loads_is_unknown_and_a_problem(jira: Start) -> None:
    fetch = Fetch(jira(small(), faults=[dropping(OUTCOME, "PAY-2")]), confirm="outcome owner")
    assert fetch.item("PAY-2").outcome is UNSET
    assert fetch.item("PAY-3").outcome is None
    [problem] = fetch.intake.problems
    assert problem.place.endswith("/browse/PAY-2")
    assert "could not be read a second time" in problem.message


def test_an_issue_that_the_second_look_does_not_show_is_unknown(jira: Start) -> None:
    fetch = Fetch(jira(small(), faults=[omitted("PAY-3", on="search/jql", method="GET")]), confirm="outcome")
    assert fetch.item("PAY-3").outcome is UNSET
    assert fetch.item("LAB-2").outcome is None
    assert len(fetch.problems) == 1


def test_a_second_look_that_fails_is_unknown_never_missing(jira: Start) -> None:
    fetch = Fetch(jira(small(), faults=[failing(500, on="search/jql", method="GET")]), confirm="outcome")
    assert {fetch.item(key).outcome for key in ("PAY-3", "LAB-2")} == {UNSET}
    assert len(fetch.problems) == 2


def test_what_was_deleted_meanwhile_does_not_spoil_the_others(jira: Start) -> None:
    def gone(store: Any) -> None:
        if store.find("PAY-3"):
            store.delete("PAY-3")

    fetch = Fetch(jira(small(), faults=[then(gone, on="search/jql", method="GET")]), confirm="outcome")
    assert fetch.item("PAY-3").outcome is UNSET
    assert fetch.item("LAB-2").outcome is None


def test_many_are_read_again_fifty_at_a_time(jira: Start) -> None:
    issues = tuple(issue(100 + n, f"PAY-{n}", **({OUTCOME: "Fewer calls"} if n == 1 else {})) for n in range(1, 121))
    fetch = Fetch(jira(small(issues=issues)), confirm="outcome", needs=frozenset({"outcome"}))
    assert fetch.count("search/jql", "GET") == 3
    assert not fetch.problems


def test_what_was_confirmed_is_believed_by_the_next_run(cloud: Server, tmp_path: Path) -> None:
    Fetch(cloud, confirm="outcome", cache=tmp_path)
    again = Fetch(cloud, confirm="outcome", cache=tmp_path)
    assert again.count("search/jql", "GET") == 0
    assert again.item("PAY-3").outcome is None


@pytest.mark.parametrize("shown", [True, False])
def test_a_parent_link_that_a_search_hides_is_found_on_the_issue(jira: Start, shown: bool) -> None:  # noqa: FBT001
    top = issue(1, "PAY-1", INITIATIVE, **{OUTCOME: "Faster"})
    issues = (top, issue(2, "PAY-2", parent="PAY-1", **{OUTCOME: "Faster"}), issue(3, "PAY-3", **{OUTCOME: "Faster"}))
    server = jira(small("datacenter", issues=issues, limits=Limits(parent_link_in_search=shown)))
    fetch = Fetch(server, confirm="parent")
    assert {item.key: item.parent for item in fetch.items} == {"PAY-1": None, "PAY-2": "PAY-1", "PAY-3": None}
    assert Fetch(server, confirm="outcome").count("issue/10002") == 0
