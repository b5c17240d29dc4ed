"""How often one may ask, what one need not ask again, and what goes wrong by script."""

from __future__ import annotations

import pytest
import requests
from github import GithubException, RateLimitExceededException

from tests.fakes.github import Faults, Host, Server, serve, small_org
from tests.fakes.github.fixtures import Start
from tests.fakes.github_calls import ask, body, client, query, refused

ISSUES = "/repos/acme/roadmap/issues"
VIEWER = "query { viewer { login } }"


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def left(answer: requests.Response) -> tuple[int, int]:
    return int(answer.headers["X-RateLimit-Remaining"]), int(answer.headers["X-RateLimit-Used"])


def test_calls_are_counted_until_the_window_ends(github_server: Start) -> None:
    clock = Clock()
    host = small_org(Host(clock=clock))
    host.accounts.by_token["pat-eva"].limit("core", 2)
    github = github_server(host)
    assert [left(ask(github, ISSUES)) for _ in range(2)] == [(1, 1), (0, 2)]
    answer = ask(github, ISSUES)
    assert "API rate limit exceeded" in refused(answer, 403)
    assert int(answer.headers["X-RateLimit-Reset"]) == clock.now + 3600
    assert ask(github, ISSUES, "GET", "ghs-actions").status_code == 200
    assert body(github, "/rate_limit")["rate"]["remaining"] == 0
    clock.now += 3600
    assert left(ask(github, ISSUES)) == (1, 1)


def test_search_has_a_limit_of_its_own(github: Server) -> None:
    answer = ask(github, "/search/issues?q=is:issue")
    assert (answer.headers["X-RateLimit-Resource"], answer.headers["X-RateLimit-Limit"]) == ("search", "30")
    assert left(ask(github, ISSUES)) == (4999, 1)


def test_what_is_known_costs_nothing(github: Server) -> None:
    first = ask(github, ISSUES)
    again = ask(github, ISSUES, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content, left(again)) == (304, b"", left(first))
    assert again.headers["ETag"] == first.headers["ETag"]
    github.host.find("acme", "roadmap").issues[2].change(title="New")
    assert ask(github, ISSUES, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_graphql_is_counted_by_points(github_server: Start) -> None:
    host = small_org()
    host.accounts.by_token["pat-eva"].limit("graphql", 1)
    github = github_server(host)
    assert query(github, VIEWER)["data"]["viewer"]["login"] == "eva"
    [error] = query(github, VIEWER)["errors"]
    assert (error["type"], error["code"]) == ("RATE_LIMIT", "graphql_rate_limit")


@pytest.mark.parametrize(
    ("kind", "status", "header"),
    [
        ("429", 429, {"Retry-After": "7"}),
        ("secondary", 403, {"Retry-After": "7"}),
        ("primary", 403, {"X-RateLimit-Remaining": "0"}),
        ("502", 502, {}),
        ("html", 502, {"Content-Type": "text/html"}),
    ],
)
def test_a_fault_in_place_of_an_answer(github: Server, kind: str, status: int, header: dict[str, str]) -> None:
    github.faults.add(kind, "GET .*/issues", at=[2], after=7)
    answers = [ask(github, path) for path in (ISSUES, "/rate_limit", ISSUES, ISSUES)]
    assert [each.status_code for each in answers] == [200, 200, status, 200]
    assert header.items() <= dict(answers[2].headers).items()
    assert [each.fault for each in github.requests] == [None, None, kind, None]


@pytest.mark.parametrize("kind", ["429", "secondary"])
def test_a_limit_may_not_say_how_long(github: Server, kind: str) -> None:
    github.faults.add(kind, times=1)
    assert "Retry-After" not in ask(github, ISSUES).headers
    assert ask(github, ISSUES).status_code == 200


@pytest.mark.parametrize("kind", ["reset", "truncated"])
def test_a_connection_that_breaks(github: Server, kind: str) -> None:
    github.faults.add(kind, times=1)
    with pytest.raises(requests.RequestException):
        ask(github, ISSUES)
    assert ask(github, ISSUES).status_code == 200


def test_a_slow_answer(github: Server) -> None:
    github.faults.add("slow", seconds=60, times=1)
    with pytest.raises(requests.ReadTimeout):
        requests.get(github.api_url + ISSUES, timeout=(10, 0.05))
    github.stopping.set()


def test_chance_strikes_the_same_calls_for_the_same_seed(github_server: Start) -> None:
    def struck(seed: int) -> list[str | None]:
        github = github_server(faults=Faults(percent=30, seed=seed, kinds=("502", "503")))
        for _ in range(30):
            ask(github, "/rate_limit")
        return [each.fault for each in github.requests]

    first = struck(7)
    assert struck(7) == first
    assert struck(8) != first
    assert 0 < sum(each is not None for each in first) < 30


def test_pygithub_tries_again_as_it_does(github: Server) -> None:
    github.faults.add("502", times=2)
    github.faults.add("secondary", times=1, after=0)
    assert client(github, retry=4).get_repo("acme/roadmap").name == "roadmap"
    assert [each.status for each in github.requests] == [502, 502, 403, 200]


def test_pygithub_gives_up_at_429_without_a_wait(github: Server) -> None:
    github.faults.add("429", times=1)
    with pytest.raises(GithubException) as caught:
        client(github, retry=4).get_repo("acme/roadmap")
    assert (caught.value.status, type(caught.value), len(github.requests)) == (429, GithubException, 1)


def test_pygithub_knows_the_primary_limit(github: Server) -> None:
    github.faults.add("primary", reset=3600)
    with pytest.raises(RateLimitExceededException):
        client(github).get_repo("acme/roadmap")


def test_a_mistake_of_the_server_is_told() -> None:
    with serve(small_org()) as github:
        github.host.moved["acme/x"] = object()  # type: ignore[assignment]
        assert ask(github, "/repos/acme/x").status_code == 418
        assert "GET /repos/acme/x" in github.mistakes.pop()
