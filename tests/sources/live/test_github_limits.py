"""Rate limits and faults: wait where GitHub says when, give up at once where that is too long, lose nothing."""

from __future__ import annotations

import msgspec
import pytest

from outcome_lint.sources.live.github.limits import passing
from outcome_lint.sources.live.patience import Reply
from tests.fakes.github import Faults, Host, Server, big_repository, small_org
from tests.fakes.github.fixtures import Start
from tests.sources.live.fetches import Clock
from tests.sources.live.github_fetches import PROJECT, ROADMAP, Fetch

ISSUES = "/repos/acme/roadmap/issues"


@pytest.mark.parametrize("kind", ["secondary", "429"])
@pytest.mark.parametrize(("after", "waited"), [(7, 7), (None, 60)])
def test_a_pause_that_is_asked_for_is_made(github: Server, kind: str, after: int | None, waited: int) -> None:
    github.faults.add(kind, ISSUES, times=1, after=after)
    fetch = Fetch(github)
    assert fetch.whole
    assert len(fetch.items) == 9
    assert waited <= sum(fetch.clock.waited) < waited + 1


def test_the_end_of_the_hour_is_waited_for(github: Server) -> None:
    github.faults.add("primary", ISSUES, times=1, reset=90)
    fetch = Fetch(github)
    assert fetch.whole
    assert 88 <= sum(fetch.clock.waited) <= 92


@pytest.mark.parametrize(("kind", "how"), [("primary", {"reset": 3000}), ("secondary", {"after": 3000}),
                                           ("429", {"after": 3000})])  # fmt: skip
def test_a_limit_beyond_the_budget_is_told_at_once(github: Server, kind: str, how: dict[str, int]) -> None:
    github.faults.add(kind, ISSUES, **how)
    fetch = Fetch(github)
    assert "50 minutes, and this run may wait 10 minutes more" in fetch.problem
    assert not fetch.clock.waited
    assert not fetch.items


@pytest.mark.parametrize("kind", ["500", "502", "503", "504", "html", "reset", "truncated"])
def test_trouble_that_passes_is_no_news(github: Server, kind: str) -> None:
    github.faults.add(kind, ISSUES, times=3)
    fetch = Fetch(github)
    assert fetch.whole
    assert len(fetch.items) == 9


@pytest.mark.parametrize("kind", ["500", "html", "reset", "truncated", "429"])
def test_trouble_that_stays_is_an_incomplete_read(github: Server, kind: str) -> None:
    github.faults.add(kind, ISSUES)
    fetch = Fetch(github)
    assert fetch.problem
    assert not fetch.items


def test_half_a_list_has_no_end_of_its_own(github_server: Start) -> None:
    server = github_server(big_repository(300, 300, project="none"))
    server.faults.add("500", "page=3")
    fetch = Fetch(server)
    assert "GitHub answers 500" in fetch.problem
    assert len(fetch.items) == 200


@pytest.mark.parametrize("seed", [1, 7, 8])
@pytest.mark.parametrize("where", [ROADMAP, PROJECT, "acme/*"])
def test_a_fault_in_seven_changes_nothing(github_server: Start, seed: int, where: str) -> None:
    host = big_repository(900, 60)
    calm = Fetch(github_server(host), where)
    rough = Fetch(github_server(host, faults=Faults(percent=15, seed=seed)), where)
    assert any(each.fault for each in rough.requests)
    assert rough.whole
    assert msgspec.json.encode(rough.items) == msgspec.json.encode(calm.items)
    assert rough.intake.skipped == calm.intake.skipped


def test_the_limit_of_graphql_is_waited_for(github_server: Start) -> None:
    clock = Clock()
    server = github_server(big_repository(300, 30, host=Host(clock=clock)))
    server.faults.add("rate-limited", "POST /graphql", at=(2,), reset=40)
    fetch = Fetch(server, PROJECT, clock=clock)
    assert fetch.whole
    assert len(fetch.items) == 30
    assert 39 <= sum(clock.waited) <= 41


@pytest.mark.parametrize(
    "error",
    ['{"type":"RATE_LIMITED"}', '{"type":"RATE_LIMIT","code":"graphql_rate_limit"}', '{"code":"graphql_rate_limit"}',
     '{"extensions":{"code":"RATE_LIMIT"}}'],
)  # fmt: skip
def test_every_name_of_graphqls_limit_is_known(error: str) -> None:
    body = f'{{"data":null,"errors":[{error}]}}'
    headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1040"}
    failure = passing(Reply(200, headers, body), 1000.0, graphql=True)
    assert failure
    assert (failure.after, failure.whom, failure.limited) == (40, "all", True)


def test_an_issue_that_speaks_of_limits_is_no_limit() -> None:
    body = '[{"title":"RATE_LIMITED","labels":[{"name":"RATE_LIMIT"}],"type":"RATE_LIMIT","errors":[]}]'
    assert passing(Reply(200, {}, body), 0.0) is None
    assert passing(Reply(200, {}, body), 0.0, graphql=True) is None


def test_a_refusal_is_no_limit() -> None:
    assert passing(Reply(403, {}, '{"message":"Resource not accessible by integration"}'), 0.0) is None
    assert passing(Reply(404, {"x-ratelimit-remaining": "0"}, "{}"), 0.0) is None


def test_a_scan_that_would_use_up_the_limit_is_not_begun(github_server: Start) -> None:
    host = big_repository(2000, 50, project="none")
    host.accounts.by_token["pat-eva"].limit("core", 10)
    fetch = Fetch(github_server(host))
    assert (
        "acme/roadmap has 20 pages of issues, and the token of GITHUB_TOKEN may send 8 more requests" in fetch.problem
    )
    assert not fetch.clock.waited
    assert len(fetch.requests) == 2


def test_what_search_has_left_is_no_limit_of_lists(github_server: Start) -> None:
    host = big_repository(2000, 50, project="none")
    host.accounts.by_token["pat-eva"].limit("search", 3)
    fetch = Fetch(github_server(host), select={"query": "label:epic", "title_prefix": "Epic"})
    assert fetch.whole
    assert len(fetch.items) == 50


def test_pages_in_a_circle_are_left(github: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.fakes.github.calls import Call

    page = Call.page

    def circle(call: Call, things: list[object], where: str | None = None) -> tuple[list[object], dict[str, str]]:
        rows, headers = page(call, things, where)
        return rows, headers | {"Link": f'<{call.host.api_url}{where}?page=2>; rel="next"'}

    monkeypatch.setattr(Call, "page", circle)
    assert "lead in a circle" in Fetch(github).problem


def test_links_to_another_server_are_not_followed(github: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.fakes.github.calls import Call

    page = Call.page

    def away(call: Call, things: list[object], where: str | None = None) -> tuple[list[object], dict[str, str]]:
        return page(call, things, where)[0], {"Link": '<https://evil.example/issues?page=2>; rel="next"'}

    monkeypatch.setattr(Call, "page", away)
    fetch = Fetch(github)
    assert "on to another server" in fetch.problem


def test_nobody_there_is_told(github_server: Start) -> None:
    fetch = Fetch(github_server(small_org()), env={"GITHUB_API_URL": "http://127.0.0.1:1"})
    assert "http://127.0.0.1:1 does not answer (ConnectionError)" in fetch.problem
