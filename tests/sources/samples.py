"""Small records in the trackers' own shape."""

from __future__ import annotations

from typing import Any

BASE = "https://acme.atlassian.net"
OUTCOME = "customfield_10050"
NAMES = {"summary": "Summary", OUTCOME: "Anticipated Outcome", "customfield_10014": "Epic Link"}


def adf(*blocks: Any) -> dict[str, Any]:
    return {"type": "doc", "version": 1, "content": [para(b) if isinstance(b, str) else b for b in blocks]}


def para(*nodes: Any) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": n} if isinstance(n, str) else n for n in nodes]}


def heading(text: str) -> dict[str, Any]:
    return {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": text}]}


def issue(
    key: str = "PAY-1", *, api: str = "3", level: int | None = 1, type_: str = "Epic", **fields: Any
) -> dict[str, Any]:
    kind: dict[str, Any] = {"id": "10000", "name": type_}
    if level is not None:
        kind["hierarchyLevel"] = level
    return {
        "id": "1" + key.rpartition("-")[2],
        "key": key,
        "self": f"{BASE}/rest/api/{api}/issue/10001",
        "fields": {
            "summary": f"Title of {key}",
            "issuetype": kind,
            "status": {"name": "In Progress", "statusCategory": {"key": "indeterminate"}},
            "project": {"key": key.rpartition("-")[0], "name": "Payments"},
            **fields,
        },
    }


def page(*issues: Any, names: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    return {"expand": "schema,names", "issues": list(issues), "names": {**NAMES, **(names or {})}, **more}


def user(name: str = "Eva", **more: Any) -> dict[str, Any]:
    return {"accountId": f"id-{name}", "displayName": name, "active": True, "accountType": "atlassian", **more}


def github(number: int = 12, **more: Any) -> dict[str, Any]:
    return {
        "url": f"https://api.github.com/repos/acme/roadmap/issues/{number}",
        "repository_url": "https://api.github.com/repos/acme/roadmap",
        "html_url": f"https://github.com/acme/roadmap/issues/{number}",
        "number": number,
        "title": "Faster checkout",
        "state": "open",
        "locked": False,
        "labels": [{"name": "epic"}],
        "assignees": [],
        "milestone": None,
        "created_at": "2026-01-02T03:04:05Z",
        "updated_at": "2026-01-03T03:04:05Z",
        "closed_at": None,
        "body": "",
        **more,
    }
