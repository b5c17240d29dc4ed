"""The scripted GitHub as a process of its own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).parents[2]
WAIT = 30


@contextmanager
def running(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and the API's address that it printed."""
    command = [sys.executable, "-m", "tests.fakes.github", *options]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def issues(url: str, **query: str) -> requests.Response:
    wanted = {"state": "all", "per_page": "100"} | query
    return requests.get(
        f"{url}/repos/acme/roadmap/issues", params=wanted, headers={"Authorization": "Bearer pat-eva"}, timeout=WAIT
    )


def test_it_serves_until_its_input_ends_and_writes_what_was_asked(tmp_path: Path) -> None:
    log = tmp_path / "calls.jsonl"
    with running("--issues", "120", "--epics", "12", "--latency", "1", "--log", str(log)) as (process, url):
        assert url.startswith("http://127.0.0.1:")
        assert len(issues(url, type="Epic").json()) == 12
        assert 'rel="next"' in issues(url).headers["Link"]
        assert process.stdin
        process.stdin.close()
        assert process.wait(WAIT) == 0
    calls = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [(each["path"], each["query"].get("type"), each["account"], each["status"]) for each in calls] == [
        ("/repos/acme/roadmap/issues", "Epic", "eva", 200),
        ("/repos/acme/roadmap/issues", None, "eva", 200),
    ]


def test_it_counts_its_calls() -> None:
    with running() as (process, url):
        assert process.stdin
        assert process.stdout
        counts = []
        for asked in (2, 0, 1):
            for _ in range(asked):
                issues(url)
            process.stdin.write("\n")
            process.stdin.flush()
            counts.append(int(process.stdout.readline()))
    assert counts == [2, 0, 1]


def test_it_ends_when_told_to() -> None:
    with running("--enterprise", "3.18.0") as (process, url):
        assert url.endswith("/api/v3")
        assert "type" not in issues(url).json()[0]
        process.send_signal(signal.SIGTERM)
        assert process.wait(WAIT) == 0


@pytest.mark.parametrize(("project", "items"), [("all", 30), ("epics", 3), ("none", None)])
def test_what_the_project_holds(project: str, items: int | None) -> None:
    document = '{ organization(login: "acme") { projectV2(number: 1) { items(first: 1) { totalCount } } } }'
    with running("--issues", "30", "--epics", "3", "--project", project) as (_, url):
        answer = requests.post(
            f"{url}/graphql", json={"query": document}, headers={"Authorization": "Bearer pat-eva"}, timeout=WAIT
        )
        found = answer.json()["data"]["organization"]["projectV2"]
        assert (found["items"]["totalCount"] if found else None) == items
