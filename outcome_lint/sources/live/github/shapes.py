"""Answers of GitHub as decode targets, and GraphQL's issues in the shape of REST's, so that one table reads both."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

from outcome_lint.errors import IncompleteError
from outcome_lint.sources.github_fields import User
from outcome_lint.sources.github_issue import Issue


class Owner(Struct, frozen=True):
    """`type` is Organization or User."""

    login: str = ""
    type: str = ""


class Repository(Struct):
    """`full_name` is canonical: a renamed repository answers with its new name."""

    full_name: str
    owner: Owner = Owner()
    private: bool = False
    has_issues: bool = True
    archived: bool = False


class Named(Struct):
    """Anything with a name: a label, an issue type, an issue field."""

    name: str = ""
    is_enabled: bool = True


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
        "node_id": content["id"],
        "title": content.get("title"),
        "body": content.get("body"),
        "html_url": content.get("url"),
        "repository_url": f"{web}/repos/{repository}",
        "state": content.get("state"),
        "state_reason": content.get("stateReason"),
        "locked": content.get("locked"),
        "labels": _nodes(content.get("labels")),
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
        "node_id": content["id"],
        "title": content.get("title"),
        "body": content.get("body"),
        "html_url": project,
        "state": "open",
        "labels": [],
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


READABLE = frozenset({
    "text", "name", "title", "date", "value", "number", "valueNumber", "options", "users", "labels", "milestone",
    "repository", "issueFieldValue",
})  # fmt: skip


def project_value(name: str, sent: Any) -> dict[str, Any]:
    """A value of a Project's field as an entry of `issue_field_values`; of an unknown type, it can't be read."""
    inner = sent.get("issueFieldValue") if sent else None
    if (sent and not READABLE & sent.keys()) or (inner and not READABLE & inner.keys()):
        return {"issue_field_name": name, "unreadable": True}
    return {"issue_field_name": name, "value": field_value(sent)}


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
    if "options" in sent:
        return ", ".join(each["name"] for each in sent["options"] if each) or None
    if "users" in sent:
        return ", ".join("@" + each["login"] for each in _nodes(sent["users"]) if each.get("login")) or None
    if "labels" in sent:
        return ", ".join(each["name"] for each in _nodes(sent["labels"])) or None
    if sent.get("milestone"):
        return sent["milestone"].get("title")
    return (sent.get("repository") or {}).get("nameWithOwner")


def own_values(connection: Any) -> list[dict[str, Any]]:
    """The values of an issue's own fields as entries of `issue_field_values`. Raises IncompleteError for a part."""
    if (connection or {}).get("pageInfo", {}).get("hasNextPage"):
        raise IncompleteError("an issue has more than 50 issue fields, which can't be read at once")
    return [
        {"issue_field_name": node["field"]["name"], "value": field_value(node)}
        for node in _nodes(connection)
        if (node.get("field") or {}).get("name")
    ]


def with_details(issue: Issue, node: dict[str, Any]) -> Issue:
    """The issue with its assignees and the values of its own fields, as far as they were asked for."""
    if "assignees" in node:
        issue.assignees = [User(each["login"], each.get("type")) for each in _people(node["assignees"])]
    return with_values(issue, node.get("values", []), UNSET, first=True)


def with_hidden(issue: Issue, names: Iterable[str]) -> Issue:
    """The issue, of whose fields some are withheld: what they hold is unknown, not empty."""
    return with_values(issue, [{"issue_field_name": name, "unreadable": True} for name in names], UNSET)


def with_values(issue: Issue, values: list[dict[str, Any]], parent: Any | UnsetType, *, first: bool = False) -> Issue:
    """The issue with what only GraphQL tells: values of fields, and its parent (UNSET: not told).

    The values come behind those that it has, or `first`.
    """
    if values:
        own = [] if issue.issue_field_values is UNSET else list(issue.issue_field_values or ())
        new = [msgspec.Raw(msgspec.json.encode(value)) for value in values]
        issue.issue_field_values = new + own if first else own + new
    if parent is not UNSET:
        issue.parent_issue_url = (parent or {}).get("url")
    return issue
