"""The fake in a process of its own, as the benchmark runs it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.fakes.calling import headers
from tests.fakes.jira.big import big
from tests.fakes.jira.small import FULL, PAT

ROOT = Path(__file__).parents[2]


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "tests.fakes.jira", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process, process.stdout.readline().strip()
        process.kill()


def test_it_prints_its_address_and_ends_with_its_input():
    with running("--epics", "100", "--latency", "1") as (process, url):
        query = {"jql": "issuetype = 10000", "maxResults": "5000"}
        answer = requests.get(f"{url}/rest/api/3/search/jql", params=query, headers=headers(FULL), timeout=10)
        assert len(answer.json()["issues"]) == 100
        assert process.stdin
        process.stdin.close()
        assert process.wait(10) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM")
def test_it_ends_when_told_to():
    with running("--epics", "20", "--datacenter", "--faults", "100", "--seed", "7") as (process, url):
        assert url.startswith("http://127.0.0.1:")
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0


def test_the_big_site_is_the_same_in_every_run():
    first, again = (big(300).issues for _ in range(2))
    assert first == again
    assert len({issue.key for issue in first}) == 315
    assert 0.2 < sum(issue.fields["customfield_10050"] is None for issue in first) / 315 < 0.4
    assert big(300, "datacenter").accounts[0] == PAT
