"""Bad days by script: what is hit, how it breaks, and that the same script breaks the same requests."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import requests
from msgspec import UNSET

from tests.fakes.calling import get, headers, keys, post
from tests.fakes.jira import Server, faults, serve
from tests.fakes.jira.faults import Fault
from tests.fakes.jira.small import FULL, NOW, OUTCOME, small

BULK = "issue/bulkfetch"
IDS = ["10001", "10002", "10003"]


@pytest.fixture
def broken() -> Iterator[Callable[..., Server]]:
    with ExitStack() as running:
        yield lambda *script, **how: running.enter_context(serve(small(), faults=script, **how))


def bulk(server: Server, *ids: str) -> requests.Response:
    return post(server, BULK, issueIdsOrKeys=list(ids or IDS), fields=["summary", OUTCOME])


@pytest.mark.parametrize("after", ["1", "1.5", "1800", "Wed, 21 Oct 2026 07:28:00 GMT", None])
def test_too_many_requests(broken: Any, after: str | None):
    server = broken(faults.limited(after, on=BULK, nth=(1,), reset="2026-06-01T12:01Z"))
    refused = bulk(server)
    assert refused.status_code == 429
    assert refused.headers.get("Retry-After") == after
    assert refused.headers["RateLimit-Reason"] == "jira-burst-based"
    assert refused.headers["X-RateLimit-Reset"] == "2026-06-01T12:01Z"
    assert bulk(server).status_code == 200
    assert [each.fault for each in server.requests] == ["429", ""]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_servers_fail_with_and_without_a_hint(broken: Any, status: int):
    server = broken(faults.failing(status, nth=(1,)), faults.failing(status, after="2", nth=(2,)))
    assert [bulk(server).headers.get("Retry-After") for _ in range(2)] == [None, "2"]
    assert [each.status for each in server.requests] == [status, status]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.reset, requests.ConnectionError),
        (faults.cut, (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)),
        (faults.truncated, (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)),
    ],
)
def test_connections_break(broken: Any, fault: Callable[..., Fault], error: Any):
    server = broken(fault(nth=(1,)))
    with pytest.raises(error):
        bulk(server)
    assert len(keys(bulk(server))) == 3


def test_a_slow_answer_is_cut_short_by_the_end(broken: Any):
    server = broken(faults.slow(3600))
    with pytest.raises(requests.ReadTimeout):
        requests.get(f"{server.url}/rest/api/3/serverInfo", timeout=0.01)


def test_answers_that_are_not_jiras(broken: Any):
    page = get(broken(faults.login_page()), "myself")
    assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html;charset=UTF-8")
    assert get(broken(faults.bad_gateway_page()), "myself").status_code == 502
    assert get(broken(faults.not_jira()), "serverInfo").json() == {"status": "ok", "service": "shop"}
    assert get(broken(faults.empty(on="search/jql")), "search/jql", jql="project = PAY").json() == {}


def test_issues_are_left_out_or_named_as_errors(broken: Any):
    assert keys(bulk(broken(faults.omitted("PAY-2")))) == ["PAY-1", "PAY-3"]
    answer = bulk(broken(faults.with_errors("10002")))
    assert keys(answer) == ["PAY-1", "PAY-3"]
    assert [each["id"] for each in answer.json()["issueErrors"]] == ["10002"]
    assert keys(bulk(broken(faults.short_page(2)))) == ["PAY-1"]


def test_a_field_that_fails_to_load_is_lost_unless_failing_fast(broken: Any):
    null, absent = (broken(faults.dropping(OUTCOME, "PAY-1", value=value)) for value in (None, UNSET))
    assert bulk(null).json()["issues"][0]["fields"][OUTCOME] is None
    assert OUTCOME not in bulk(absent).json()["issues"][0]["fields"]
    assert bulk(null).json()["issues"][1]["fields"][OUTCOME]
    query = {"jql": "key = PAY-1", "fields": OUTCOME}
    assert get(null, "search/jql", **query, failFast="true").status_code == 500
    assert get(null, "search/jql", **query, failFast="false").json()["issues"][0]["fields"] == {OUTCOME: None}


def test_a_single_issue_may_lose_a_field_as_well(broken: Any):
    server = broken(faults.dropping(OUTCOME))
    assert get(server, "issue/PAY-1").json()["fields"][OUTCOME] is None
    assert get(server, "issue/PAY-1", failFast="true").status_code == 500
    assert get(server, "field").status_code == 200


def test_pages_that_go_round_and_warnings(broken: Any):
    server = broken(faults.same_token(), faults.warning(on="search"))
    pages = [get(server, "search/jql", jql="project = PAY").json() for _ in range(2)]
    assert [page["nextPageToken"] for page in pages] == ["again", "again"]
    assert pages[0]["warnings"][0]["type"] == "CLAUSE_LIMIT_EXCEEDED"


def test_the_site_changes_between_requests(broken: Any):
    server = broken(faults.then(lambda store: store.delete("PAY-3"), on=BULK, nth=(2,)))
    assert [len(keys(bulk(server))) for _ in range(2)] == [3, 2]


def test_a_fault_may_be_used_up(broken: Any):
    server = broken(faults.failing(503, most=2))
    assert [bulk(server).status_code for _ in range(3)] == [503, 503, 200]


def test_a_share_is_drawn_alike_in_whatever_order_requests_come(broken: Any):
    def hit(order: list[int]) -> set[tuple[str, ...]]:
        server = broken(faults.failing(502, share=30, seed=7))
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda number: bulk(server, str(number)), order))
        return {tuple(each.body["issueIdsOrKeys"]) for each in server.requests if each.fault}

    first = hit(list(range(60)))
    assert first == hit(list(range(59, -1, -1)))
    assert 5 < len(first) < 35


def test_a_bad_day_hits_about_as_many_as_said(broken: Any):
    server = broken(*(each for each in faults.mixture(20, 3) if not each.wire))
    statuses = [bulk(server, str(number)).status_code for number in range(200)]
    assert {200, 429, 502, 503, 504} == set(statuses)
    assert 10 < sum(bool(each.fault) for each in server.requests) < 50


def test_connections_are_kept_and_bodies_packed(broken: Any):
    server = broken()
    with requests.Session() as session:
        session.headers.update(headers(FULL))
        answers = [session.get(f"{server.url}/rest/api/3/field", timeout=10) for _ in range(3)]
        plain = session.get(f"{server.url}/rest/api/3/field", headers={"Accept-Encoding": "identity"}, timeout=10)
    assert [answer.headers.get("Content-Encoding") for answer in [*answers, plain]] == ["gzip"] * 3 + [None]
    assert plain.json() == answers[0].json()
    assert server.connections == 1


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_it_may_be_reached_by_tls_with_a_certificate_of_its_own(tmp_path: Path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout {key} -out"
    subject = "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    subprocess.run(f"{make} {certificate} {subject}".split(), check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serve(small(), tls=context) as server:
        with pytest.raises(requests.exceptions.SSLError):
            requests.get(f"{server.url}/rest/api/3/serverInfo", timeout=10)
        answer = requests.get(f"{server.url}/rest/api/3/serverInfo", timeout=10, verify=str(certificate))
    assert (answer.status_code, server.crashes) == (200, [])


def test_the_clock_stands_until_it_is_moved(broken: Any):
    assert get(broken(), "serverInfo").json()["serverTime"].startswith(NOW.strftime("%Y-%m-%dT%H:%M"))
