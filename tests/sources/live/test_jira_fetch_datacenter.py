"""Fetching from Data Center: the server's own cap, its window, pages that are short, and counts that must agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from tests.fakes.jira import Issue, Limits, Server
from tests.fakes.jira.faults import changed, cut, empty, failing, limited, short_page, then, truncated
from tests.fakes.jira.small import OUTCOME, issue, small
from tests.sources.live.fetches import Fetch

Start = Callable[..., Server]
FEW = frozenset({"outcome"})


def many(count: int, **more: Any) -> tuple[Issue, ...]:
    return tuple(
        issue(100 + number, f"PAY-{number}", **{OUTCOME: f"Outcome {number}"} | more) for number in range(1, count + 1)
    )


def site(count: int, **limits: Any) -> Any:
    return small("datacenter", issues=many(count), limits=Limits(**limits))


def keys(count: int) -> list[str]:
    return [f"PAY-{number}" for number in range(1, count + 1)]


@pytest.mark.parametrize("cap", [7, 50, 1000])
def test_the_cap_is_what_the_server_says(jira: Start, cap: int) -> None:
    fetch = Fetch(jira(site(120, dc_page=cap)), needs=FEW)
    assert fetch.keys == keys(120)
    assert not fetch.problems


def test_a_page_that_is_short_by_one_loses_nothing(jira: Start) -> None:
    fetch = Fetch(jira(site(120, dc_page=50), faults=[short_page(on="search", nth=(2, 3))]), needs=FEW)
    assert fetch.keys == keys(120)
    assert not fetch.problems


def test_a_count_that_does_not_agree_is_read_once_more(jira: Start) -> None:
    gone = then(lambda store: store.find("PAY-3") and store.delete("PAY-3"), on="search", nth=(3,))
    fetch = Fetch(jira(site(120, dc_page=50), faults=[gone]), needs=FEW)
    assert fetch.keys == [key for key in keys(120) if key != "PAY-3"]
    assert not fetch.problems


def test_a_count_that_never_agrees_is_incomplete(jira: Start) -> None:
    def fewer(found: Any, _: Any) -> Any:
        return found | {"issues": [each for each in found["issues"] if each["id"] != "10107"]}

    fetch = Fetch(jira(site(60, dc_page=1000), faults=[changed(fewer, on="search")]), needs=FEW)
    assert fetch.problems == ["the search found 60 issues, but only 59 could be read"]


@pytest.mark.parametrize("beyond", ["error", "empty"])
def test_a_search_beyond_the_window_is_cut_by_time(jira: Start, beyond: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outcome_lint.sources.live.jira.datacenter._WINDOW", 40)
    fetch = Fetch(jira(site(170, dc_page=20, window=40, beyond_window=beyond)), needs=FEW)
    assert fetch.keys == keys(170)
    assert not fetch.problems


def test_more_issues_of_one_minute_than_a_window_holds_are_told(jira: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outcome_lint.sources.live.jira.datacenter._WINDOW", 40)
    together = small("datacenter", issues=many(70, created=1_767_600_000_000),
                     limits=Limits(dc_page=20, window=40, beyond_window="empty"))  # fmt: skip
    fetch = Fetch(jira(together), needs=FEW)
    assert fetch.problems == ["the search found 70 issues, but only 40 could be read"]


@pytest.mark.parametrize("fault", [failing(500), empty(), failing(504)], ids=lambda fault: fault.name)
def test_a_page_that_fails_is_asked_for_in_half_the_size(jira: Start, fault: Any) -> None:
    def large(found: Any, request: Any) -> Any:
        return fault.answer if request.body["maxResults"] > 30 else found

    server = jira(site(120), faults=[changed(large, on="search")])
    fetch = Fetch(server, needs=FEW)
    assert fetch.keys == keys(120)
    assert not fetch.problems


@pytest.mark.parametrize(
    "fault", [failing(500), failing(503, after="1.5"), limited("2"), cut(), truncated(), empty()], ids=lambda f: f.name
)
@pytest.mark.parametrize("route", ["myself", "serverInfo", "field$", "issuetype", "search", "createmeta"])
def test_a_failure_that_passes_changes_nothing(jira: Start, fault: Any, route: str) -> None:
    fetch = Fetch(jira(small("datacenter"), faults=[replace(fault, on=route, nth=(1,))]))
    assert fetch.error is None, fetch.said
    assert len(fetch.keys) == 10
    assert not fetch.problems


def test_the_second_run_lists_and_fetches_what_changed(jira: Start, tmp_path: Any) -> None:
    server = jira(site(120, dc_page=50))
    first = Fetch(server, cache=tmp_path, needs=FEW)
    server.store.edit("PAY-7", **{OUTCOME: "Another outcome"})
    server.store.delete("PAY-9")
    server.store.add(issue(900, "PAY-900", **{OUTCOME: "A new one"}))
    again = Fetch(server, cache=tmp_path, needs=FEW)
    assert again.keys == [key for key in first.keys if key != "PAY-9"] + ["PAY-900"]
    assert again.item("PAY-7").outcome == "Another outcome"
    [full] = [call.body for call in server.asked_for("search")[-4:] if "id in" in call.body["jql"]]
    assert full["jql"] == "id in (10107, 10900)"
    assert again.count("serverInfo") == 0


def test_an_issue_that_goes_between_list_and_fetch_is_told(jira: Start, tmp_path: Any) -> None:
    server = jira(site(40))
    Fetch(server, cache=tmp_path, needs=FEW)
    for key in ("PAY-7", "PAY-8"):
        server.store.edit(key, **{OUTCOME: "Another outcome"})

    def gone(store: Any) -> None:
        if store.find("PAY-8"):
            store.delete("PAY-8")

    server.script.faults.append(then(gone, on="search", nth=(3,)))
    again = Fetch(server, cache=tmp_path, needs=FEW)
    assert again.item("PAY-7").outcome == "Another outcome"
    assert again.problems == ["Jira lists the issue 10108, but does not give it"]
