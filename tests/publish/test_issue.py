from __future__ import annotations

from collections.abc import Callable

import pytest
from github import Github

from outcome_lint.publish import Published, Told, publish_issue
from outcome_lint.publish.issue import mark
from tests.fakes.github import Host, Server

BOT = "github-actions[bot]"
LABEL = "outcome-report"


def told(*pages: str, week: int = 47, label: str = LABEL) -> Told:
    return Told(f"2026-W{week}", f"Outcome coverage: Week {week}", pages or ("# The report\n",), label)


@pytest.fixture
def say(client: Callable[..., Github]) -> Callable[..., Published]:
    return lambda one, token="ghs_secret": publish_issue(client(token), "acme/demo", one)


def issues(host: Host) -> dict[int, str]:
    """Those beside the one that is there already."""
    return {number: each.body for number, each in host.find("acme", "demo").issues.items() if number != 1}


def writes(server: Server) -> list[str]:
    return [each.method for each in server.requests if each.method != "GET" and each.path != "/graphql"]


def test_one_issue_a_week_kept_up_to_date(host: Host, server: Server, say: Callable[..., Published]):
    first = say(told("# Monday"))
    assert first.done, first.notice
    assert say(told("# Tuesday")) == first
    assert say(told("# Tuesday")) == first
    assert issues(host) == {2: f"{mark('2026-W47')}\n# Tuesday"}
    assert [label.name for label in host.find("acme", "demo").issues[2].labels] == [LABEL]
    assert writes(server) == ["POST", "PATCH"]
    assert say(told("# Next", week=48)).url != first.url
    assert sorted(issues(host)) == [2, 3]


def test_a_lost_label_makes_no_second_issue(host: Host, say: Callable[..., Published]):
    say(told())
    host.find("acme", "demo").issues[2].change(labels=[])
    say(told("# Later"))
    assert list(issues(host)) == [2]


def test_further_pages_are_comments_that_come_and_go(host: Host, say: Callable[..., Published]):
    def comments() -> list[str]:
        return [each.body for each in host.find("acme", "demo").issues[2].comments]

    say(told("one", "two", "three"))
    assert comments() == [f"{mark('2026-W47', 2)}\ntwo", f"{mark('2026-W47', 3)}\nthree"]
    say(told("one", "zwei"))
    assert comments() == [f"{mark('2026-W47', 2)}\nzwei"]
    say(told("one"))
    assert comments() == []


def test_what_others_wrote_is_theirs(host: Host, say: Callable[..., Published]):
    demo = host.find("acme", "demo")
    demo.issue("Outcome coverage: Week 47", body=f"{mark('2026-W47')}\nquoted", author="mallory", labels=[LABEL])
    say(told("# Mine"))
    assert issues(host) == {2: f"{mark('2026-W47')}\nquoted", 3: f"{mark('2026-W47')}\n# Mine"}


def test_a_closed_issue_stays_closed(host: Host, say: Callable[..., Published]):
    say(told())
    host.find("acme", "demo").issues[2].change(state="closed", state_reason="completed")
    say(told("# Later"))
    assert host.find("acme", "demo").issues[2].state == "closed"
    assert list(issues(host)) == [2]


def test_a_token_that_may_not_is_a_notice(host: Host, say: Callable[..., Published]):
    host.accounts.actions("ghs_reader", "acme/demo", issues="read")
    found = say(told(), token="ghs_reader")  # noqa: S106 - what the fake knows
    assert not found.done
    assert "permissions: issues: write" in found.notice
    assert issues(host) == {}
