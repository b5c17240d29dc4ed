"""Answers of GitHub as decode targets, and GraphQL's issues in the shape of REST's, so that one table reads both."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

from outcome_lint.sources.github_issue import Issue


class Repository(Struct):
    """`full_name` is canonical: a renamed repository answers with its new name."""

    full_name: str
    has_issues: bool = True
    archived: bool = False


class Named(Struct):
    """Anything with a name."""

    name: str = ""


class Found(Struct):
    """A page of a search."""

    total_count: int = 0
    incomplete_results: bool = False
    items: list[Issue] = []


def as_issue(content: dict[str, Any], values: list[dict[str, Any]], web: str) -> Issue:
    """An issue of GraphQL as REST would send it; what was not asked stays absent. `web`: where people read GitHub."""
    repository = (content.get("repository") or {}).get("nameWithOwner", "")
    sent: dict[str, Any] = {
        "number": content["number"],
        "title": content.get("title"),
        "body": content.get("body"),
        "html_url": content.get("url"),
        "repository_url": f"{web}/repos/{repository}",
        "state": content.get("state"),
        "state_reason": content.get("stateReason"),
        "locked": content.get("locked"),
        "labels": _nodes(content.get("labels")),
        "assignees": _people(content.get("assignees")),
        "milestone": _milestone(content.get("milestone")),
        "created_at": content.get("createdAt"),
        "updated_at": content.get("updatedAt"),
        "closed_at": content.get("closedAt"),
        "issue_field_values": values,
    }
    if "issueType" in content:
        sent["type"] = content["issueType"]
    if "subIssuesSummary" in content:
        sent["sub_issues_summary"] = content["subIssuesSummary"]
    if "parent" in content:
        sent["parent_issue_url"] = (content["parent"] or {}).get("url")
    return _decoded(sent)


def draft_as_issue(content: dict[str, Any], values: list[dict[str, Any]], project: str) -> Issue:
    """A draft of a Project: it has no number, no labels, no state; a Project's own address stands for its own."""
    sent = {
        "number": 0,
        "title": content.get("title"),
        "body": content.get("body"),
        "html_url": project,
        "state": "open",
        "labels": [],
        "assignees": _people(content.get("assignees")),
        "milestone": None,
        "type": None,
        "parent_issue_url": None,
        "created_at": content.get("createdAt"),
        "updated_at": content.get("updatedAt"),
        "issue_field_values": values,
    }
    return _decoded(sent)


def _decoded(sent: dict[str, Any]) -> Issue:
    return msgspec.json.decode(msgspec.json.encode(sent), type=Issue)


def _nodes(connection: Any) -> list[Any]:
    return [node for node in (connection or {}).get("nodes") or () if node]


def _people(connection: Any) -> list[dict[str, Any]]:
    return [
        {"login": node.get("login"), **({"type": kind} if (kind := node.get("__typename")) else {})}
        for node in _nodes(connection)
    ]


def _milestone(sent: Any) -> dict[str, Any] | None:
    return {"title": sent.get("title"), "due_on": sent.get("dueOn")} if sent else None


def field_value(sent: Any) -> Any:
    """What a value of a Project's field says, as a text, a number or names; None for an empty one."""
    if not sent:
        return None
    inner = sent.get("issueFieldValue")
    if inner:
        return field_value(inner)
    for name in ("text", "name", "title", "date", "value", "number", "valueNumber"):
        if sent.get(name) is not None:
            return sent[name]
    if "users" in sent:
        return ", ".join("@" + each["login"] for each in _nodes(sent["users"]) if each.get("login")) or None
    if "labels" in sent:
        return ", ".join(each["name"] for each in _nodes(sent["labels"])) or None
    if sent.get("milestone"):
        return sent["milestone"].get("title")
    return (sent.get("repository") or {}).get("nameWithOwner")


def with_values(issue: Issue, values: list[dict[str, Any]], parent: Any | UnsetType) -> Issue:
    """The issue with what only GraphQL tells: the values of its Projects, and its parent (UNSET: not told)."""
    if values:
        own = [] if issue.issue_field_values is UNSET else list(issue.issue_field_values or ())
        issue.issue_field_values = own + [msgspec.Raw(msgspec.json.encode(value)) for value in values]
    if parent is not UNSET:
        issue.parent_issue_url = (parent or {}).get("url")
    return issue
