"""Plain requests to a fake, one line each."""

from __future__ import annotations

import base64
from typing import Any

import requests

from tests.fakes.jira import Account, Server
from tests.fakes.jira.small import FULL, PAT


def headers(account: Account | None) -> dict[str, str]:
    if account is None:
        return {}
    if account.kind in {"pat", "oauth"}:
        return {"Authorization": f"Bearer {account.secret}"}
    return {"Authorization": "Basic " + base64.b64encode(f"{account.name}:{account.secret}".encode()).decode()}


def _who(server: Server, account: Account | str | None) -> dict[str, str]:
    if account == "full":
        return headers(FULL if server.site.is_cloud else PAT)
    return headers(account if isinstance(account, Account) else None)


def _address(server: Server, route: str, api: str) -> str:
    if route.startswith("http"):
        return route
    return f"{server.url}/rest/api/{api or ('3' if server.site.is_cloud else '2')}/{route}"


def get(
    server: Server, route: str, account: Account | str | None = "full", api: str = "", **query: Any
) -> requests.Response:
    return requests.get(_address(server, route, api), params=query, headers=_who(server, account), timeout=10)


def post(
    server: Server, route: str, account: Account | str | None = "full", api: str = "", **body: Any
) -> requests.Response:
    return requests.post(_address(server, route, api), json=body, headers=_who(server, account), timeout=10)


def keys(answer: requests.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [issue["key"] for issue in answer.json()["issues"]]


def found(server: Server, jql: str, account: Account | str | None = "full") -> list[str]:
    """The keys that a search finds on its first page."""
    return keys(get(server, "search/jql" if server.site.is_cloud else "search", account, jql=jql, fields="summary"))


def complaint(answer: requests.Response, status: int = 400) -> str:
    assert answer.status_code == status, answer.text
    [message] = answer.json()["errorMessages"]
    return str(message)
