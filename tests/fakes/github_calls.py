"""One-line calls to the scripted GitHub, raw and by PyGithub."""

from __future__ import annotations

from typing import Any

import requests
from github import Auth, Github, GithubRetry

from tests.fakes.github import Server
from tests.fakes.github.builders import TOKEN


def ask(server: Server, path: str, method: str = "GET", token: str = TOKEN, **more: Any) -> requests.Response:
    """Follows no redirect."""
    headers = ({"Authorization": f"Bearer {token}"} if token else {}) | more.pop("headers", {})
    address = path if path.startswith("http") else server.api_url + path
    return requests.request(method, address, headers=headers, allow_redirects=False, timeout=10, **more)


def body(server: Server, path: str, **more: Any) -> Any:
    answer = ask(server, path, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def numbers(server: Server, path: str) -> list[int]:
    return [each["number"] for each in body(server, path)]


def refused(answer: requests.Response, status: int) -> str:
    """The message of a refusal with this status."""
    assert answer.status_code == status, answer.text
    return str(answer.json()["message"])


def query(server: Server, document: str, token: str = TOKEN, **variables: Any) -> dict[str, Any]:
    """A GraphQL answer, whole."""
    answer = ask(server, server.graphql_url, "POST", token, json={"query": document, "variables": variables})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def client(server: Server, token: str = TOKEN, *, retry: int = 0, **more: Any) -> Github:
    """PyGithub without its pauses; `retry` as often, at once."""
    again = GithubRetry(total=retry, backoff_factor=0, secondary_rate_wait=0) if retry else None
    calm = {"seconds_between_requests": 0, "seconds_between_writes": 0}
    return Github(auth=Auth.Token(token), base_url=server.api_url, retry=again, **calm, **more)
