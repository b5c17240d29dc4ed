"""Trying again: what servers ask for, whom it concerns, and when it is enough."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from outcome_lint.errors import IncompleteError
from outcome_lint.sources.live.patience import PassingError, Patience, UnavailableError, passing, retry_after, spell
from outcome_lint.sources.live.reach import Reach
from tests.sources.live.fetches import START, Clock


def reach(clock: Clock, budget: float = 600) -> Reach:
    return Reach(clock=clock, sleep=clock.sleep, chance=lambda: 0.5, budget=budget)


def failing(*failures: PassingError) -> Callable[[], str]:
    left = list(failures)

    def attempt() -> str:
        if left:
            raise left.pop(0)
        return "answer"

    return attempt


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("1.5", 1.5),
        ("0", 0),
        ("-3", 0),
        ("Mon, 01 Jun 2026 12:00:30 GMT", 30),
        ("Mon, 01 Jun 2026 11:00:00 GMT", 0),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, START) == seconds


def test_the_first_answer_is_taken_without_a_wait() -> None:
    clock = Clock()
    assert Patience(reach(clock), "Jira").call(failing(), "GET x") == "answer"
    assert not clock.waited


def test_waits_grow_with_each_failure() -> None:
    clock = Clock()
    Patience(reach(clock), "Jira").call(failing(*[PassingError("busy")] * 4), "GET x")
    assert clock.waited == [1, 2, 4, 8]


def test_waits_are_spread_by_chance() -> None:
    waited = []
    for chance in (0.0, 1.0):
        clock = Clock()
        spread = Reach(clock=clock, sleep=clock.sleep, chance=lambda chance=chance: chance)
        Patience(spread, "Jira").call(failing(PassingError("busy")), "GET x")
        waited += clock.waited
    assert waited == [0.5, 1.5]


def test_what_the_server_asks_for_is_kept_to() -> None:
    clock = Clock()
    Patience(reach(clock), "Jira").call(failing(PassingError("limit", 20, limited=True)), "GET x")
    assert 20 <= sum(clock.waited) <= 20.2


def test_a_failure_that_stays_is_told_with_its_number() -> None:
    with pytest.raises(UnavailableError, match=r"busy \(6 times\)"):
        Patience(reach(Clock()), "Jira").call(failing(*[PassingError("busy")] * 9), "GET x")


def test_a_limit_is_believed_for_longer_than_six_times() -> None:
    limits = [PassingError("limit", 5, "endpoint", limited=True)] * 20
    assert Patience(reach(Clock()), "Jira").call(failing(*limits), "GET x") == "answer"


def test_half_an_hour_is_said_at_once_and_not_waited_for() -> None:
    clock = Clock()
    with pytest.raises(IncompleteError, match="asks to wait 30 minutes, and this run may wait 10 minutes more"):
        Patience(reach(clock), "Jira").call(failing(PassingError("limit", 1800, "endpoint", limited=True)), "GET x")
    assert not clock.waited


def test_the_budget_is_one_for_the_run() -> None:
    clock = Clock()
    shared = reach(clock, budget=50)
    Patience(shared, "Jira").call(failing(PassingError("limit", 30, limited=True)), "GET x")
    with pytest.raises(IncompleteError, match="may wait 20 seconds more"):
        Patience(shared, "Jira").call(failing(PassingError("limit", 30, limited=True)), "GET x")


def test_waits_at_the_same_time_count_once() -> None:
    now = reach(Clock(), budget=50)
    assert now.waits.take(100, 130, 50) is None
    assert now.waits.take(101, 130, 50) is None
    assert now.waits.take(110, 140, 50) is None
    assert now.waits.take(140, 151, 50) == 10


@pytest.mark.parametrize(("endpoint", "held"), [("POST search", 0), ("POST bulk", 9)])
def test_a_burst_limit_holds_all_who_want_that_endpoint_and_nobody_else(endpoint: str, held: float) -> None:
    clock, began = Clock(), []

    def meanwhile(seconds: float) -> None:
        if not began:  # another thread comes along while the first one waits
            began.append(-1.0)
            began[0] = patience.call(lambda: clock.now, endpoint) - START
        clock.sleep(seconds)

    patience = Patience(Reach(clock=clock, sleep=meanwhile, chance=lambda: 0.5), "Jira")
    patience.call(failing(PassingError("burst", 9, "endpoint", limited=True)), "POST bulk")
    assert began[0] >= held
    assert bool(began[0]) == bool(held)


def test_a_quota_pauses_everything() -> None:
    limit = passing(429, {"ratelimit-reason": "jira-quota-tenant-based", "retry-after": "7"}, "Jira", START)
    assert (limit.whom, limit.after) == ("all", 7) if limit else False


@pytest.mark.parametrize(
    ("status", "headers", "after"),
    [
        (429, {"retry-after": "3"}, 3),
        (403, {"retry-after": "60"}, 60),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(START) + 90)}, 90),
        (429, {}, None),
        (503, {"retry-after": "2"}, 2),
        (502, {}, None),
        (408, {}, None),
        (500, {}, None),
        (504, {}, None),
    ],
)
def test_answers_that_may_pass(status: int, headers: dict[str, str], after: float | None) -> None:
    failure = passing(status, headers, "GitHub", START)
    assert failure is not None
    assert failure.after == after


@pytest.mark.parametrize("status", [200, 304, 400, 401, 403, 404, 410, 422])
def test_answers_that_stay(status: int) -> None:
    assert passing(status, {}, "GitHub", START) is None


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "1 second"), (40, "40 seconds"), (90, "2 minutes"), (1800, "30 minutes")]
)
def test_waits_are_spelled_as_people_say_them(seconds: float, words: str) -> None:
    assert spell(seconds) == words
