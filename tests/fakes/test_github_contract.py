"""What breaks the published description of the REST API is found, in calls and in answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.fakes.github import Server, contract, serve, small_org
from tests.fakes.github_calls import ask

ISSUES = "/repos/acme/roadmap/issues"


@pytest.fixture
def known() -> contract.Contract:
    found = contract.load()
    if found is None:
        pytest.skip(f"the published description is not at hand: {contract.FILE.name} beside the repository")
    return found


@pytest.fixture
def watched(known: contract.Contract) -> Iterator[Server]:
    with serve(small_org(), watch=known.watch) as server:
        yield server


def test_what_is_right_is_no_violation(watched: Server, known: contract.Contract) -> None:
    number = watched.host.find("acme", "roadmap").id
    for path in (ISSUES, f"{ISSUES}/8", f"/repositories/{number}/issues?labels=epic&page=2", "/user", f"{ISSUES}/99"):
        ask(watched, path)
    assert (known.violations, known.checked) == ([], 4)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?label=epic", "there is no parameter label"),
        ("?state=opened", "parameter state: 'opened' is not one of"),
        ("?page=first", "parameter page: 'first' is not of type 'integer'"),
    ],
)
def test_queries(watched: Server, known: contract.Contract, query: str, message: str) -> None:
    ask(watched, ISSUES + query)
    assert message in known.violations[0]


@pytest.mark.parametrize(
    ("path", "said", "place"),
    [
        ("issues", {"title": ["x"]}, "title"),
        ("issues", {"labels": []}, "body"),
        ("check-runs", {"name": "x", "head_sha": "1", "conclusion": "fine"}, "conclusion"),
        ("check-runs", {"name": "x", "head_sha": "1", "output": {"title": "t"}}, "output"),
    ],
)
def test_bodies(watched: Server, known: contract.Contract, path: str, said: dict[str, Any], place: str) -> None:
    ask(watched, f"/repos/acme/roadmap/{path}", "POST", "ghs-actions", json=said)
    assert f"{path}: {place}" in known.violations[0]


def test_answers(watched: Server, known: contract.Contract) -> None:
    watched.host.find("acme", "roadmap").issues[2].title = None
    ask(watched, f"{ISSUES}/2")
    ask(watched, ISSUES)
    ask(watched, ISSUES)
    assert known.violations == [f"GET {ISSUES}{rest}: title: None is not of type 'string'" for rest in ("/2", "")]
