"""What the benchmark compares must be the same work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.github import Server, big_repository
from tests.fakes.github.fixtures import Start, github_server

__all__ = ["github_server"]
SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "fetch_github.py"


def read(server: Server, *words: str) -> Any:
    environ = {**os.environ, "GITHUB_API_URL": server.api_url, "GITHUB_TOKEN": "pat-eva"}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), *words], env=environ, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("words", [(), ("--select", "Epic"), ("--project", "acme/1")])
def test_ours_and_the_librarys_reading_agree(github_server: Start, words: tuple[str, ...]) -> None:
    server = github_server(big_repository(120, 12))
    library = [] if "--project" in words else list(words)
    assert read(server, *words) == read(server, "--library", *library) == {"items": 12, "with": 8}


def test_a_cache_makes_the_second_run_a_cheap_one(github_server: Start, tmp_path: Path) -> None:
    server = github_server(big_repository(120, 12))
    cache = ("--cache", str(tmp_path / "cache"))
    assert read(server, *cache) == read(server, *cache)
    half = len(server.requests) // 2
    assert {each.status for each in server.requests[half:]} == {304}
    assert read(server, *cache, "--cold")["items"] == 12
    assert server.requests[-1].status == 200
