"""A GitHub App's own calls."""

from __future__ import annotations

import time
from typing import Any

import jwt
import pytest

from tests.fakes.github import Server
from tests.fakes.github_calls import ask, body, refused


def signed(key: str, algorithm: str = "RS256", **claims: Any) -> str:
    now = int(time.time())
    said = {"iat": now - 10, "exp": now + 300, "iss": "77"} | claims
    return jwt.encode({name: value for name, value in said.items() if value is not None}, key, algorithm)


def test_an_app_finds_its_installation(github: Server, signing_key: str) -> None:
    token = signed(signing_key)
    assert body(github, "/app", token=token)["slug"] == "outcome-bot"
    [installation] = body(github, "/app/installations", token=token)
    assert body(github, "/repos/acme/platform/installation", token=token) == installation
    assert body(github, "/orgs/acme/installation", token=token) == installation
    assert refused(ask(github, "/repos/acme/nothing/installation", token=token), 404)
    assert refused(ask(github, "/repos/acme/platform/issues", token=token), 404)


def test_a_token_for_less(github: Server, signing_key: str) -> None:
    wish = {"permissions": {"issues": "read"}, "repositories": ["roadmap"]}
    answer = ask(github, "/app/installations/78/access_tokens", "POST", signed(signing_key), json=wish)
    token = answer.json()["token"]
    assert (answer.status_code, answer.json()["repository_selection"]) == (201, "selected")
    assert ask(github, "/repos/acme/roadmap/issues", token=token).status_code == 200
    assert refused(ask(github, "/repos/acme/platform", token=token), 404)
    too_much = ask(
        github,
        "/app/installations/78/access_tokens",
        "POST",
        signed(signing_key),
        json={"permissions": {"actions": "read"}},
    )
    assert refused(too_much, 422)


@pytest.mark.parametrize(("claim", "seconds"), [("exp", 3600), ("exp", -5), ("iat", 600), ("iat", None)])
def test_times_that_are_wrong(github: Server, signing_key: str, claim: str, seconds: int | None) -> None:
    claims = {claim: None if seconds is None else int(time.time()) + seconds}
    assert f"'{claim}'" in refused(ask(github, "/app", token=signed(signing_key, **claims)), 401)


@pytest.mark.parametrize("issuer", ["78", "x"])
def test_apps_that_are_not_there(github: Server, signing_key: str, issuer: str) -> None:
    assert refused(ask(github, "/app", token=signed(signing_key, iss=issuer)), 404) == "Integration not found"


def test_tokens_of_another_kind(github: Server) -> None:
    assert "could not be decoded" in refused(ask(github, "/app", token=signed("x" * 64, "HS256")), 401)
    assert "could not be decoded" in refused(ask(github, "/app", "GET", "a.b.c"), 401)
    assert "could not be decoded" in refused(ask(github, "/app"), 401)
