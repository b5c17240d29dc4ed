"""A GitHub issue as it is decoded, and what it says without looking at the mapping."""

from __future__ import annotations

import re

from msgspec import UNSET, Raw, Struct, UnsetType

from outcome_lint.model import Person, StatusCategory
from outcome_lint.sources.github_fields import Label, Milestone, Text, Type, User, person

_PLACE = re.compile(r"/(?:repos/)?([^/]+/[^/]+)/(?:issues|pull)/(\d+)/?$")
_REASONS = {"not_planned": "not planned", "completed": "completed", "duplicate": "duplicate"}


class SubIssues(Struct, gc=False):
    """How many sub-issues there are."""

    total: int = 0
    completed: int = 0


class Issue(Struct, gc=False):
    """What we read of an issue; optional in REST are all the younger keys."""

    number: int
    node_id: str = ""
    title: Text = UNSET
    body: Text = UNSET
    html_url: Text = UNSET
    repository_url: Text = UNSET
    url: Text = UNSET
    state: Text = UNSET
    state_reason: Text = UNSET
    stateReason: Text = UNSET
    locked: bool | None = None
    labels: list[Label | str] | None | UnsetType = UNSET
    assignee: User | None | UnsetType = UNSET
    assignees: list[User | None] | None | UnsetType = UNSET
    milestone: Milestone | None | UnsetType = UNSET
    type: Type | str | None | UnsetType = UNSET
    issue_field_values: list[Raw] | None | UnsetType = UNSET
    parent_issue_url: Text = UNSET
    sub_issues_summary: SubIssues | None | UnsetType = UNSET
    pull_request: Raw | UnsetType = UNSET
    created_at: Text = UNSET
    updated_at: Text = UNSET
    closed_at: Text = UNSET
    createdAt: Text = UNSET
    updatedAt: Text = UNSET
    closedAt: Text = UNSET


def is_pull(issue: Issue) -> bool:
    """Whether it is a pull request, which REST lists among the issues."""
    return issue.pull_request is not UNSET and issue.pull_request != Raw(b"null")


def type_of(issue: Issue) -> str | None:
    """The name of its type, None without one."""
    return (issue.type.name if isinstance(issue.type, Type) else issue.type) or None


def tells_parent(issue: Issue) -> bool:
    """Whether the answer says if there is a parent: who has none has no key for it where sub-issues are told of."""
    return issue.parent_issue_url is not UNSET or isinstance(issue.sub_issues_summary, SubIssues)


def parent_of(issue: Issue) -> str | None:
    """The key of the issue that it is a sub-issue of, if GitHub told one."""
    found = _PLACE.search(issue.parent_issue_url or "")
    return f"{found[1]}#{found[2]}" if found else None


def repository_of(issue: Issue) -> str | None:
    """`owner/repo`."""
    if issue.repository_url and "/repos/" in issue.repository_url:
        return issue.repository_url.partition("/repos/")[2].strip("/") or None
    for address in (issue.html_url, issue.url):
        if address and (found := _PLACE.search(address)):
            return found[1]
    return None


def page_of(address: str | None | UnsetType) -> str | None:
    """An address that people can open; the API's is none."""
    return address if address and "/repos/" not in address else None


def category_of(issue: Issue) -> StatusCategory | UnsetType:
    """Closed is done. Open is under way once a sub-issue is done; before, it is still to do as far as anybody told."""
    if issue.state and issue.state.lower() == "closed":
        return "done"
    if not issue.state:
        return UNSET
    return "doing" if issue.sub_issues_summary and issue.sub_issues_summary.completed else "todo"


def resolution_of(issue: Issue) -> str | None | UnsetType:
    """Why it was closed, or "locked"."""
    if issue.state is UNSET:
        return UNSET
    reason = issue.state_reason or issue.stateReason
    if issue.state and issue.state.lower() == "closed" and reason:
        return _REASONS.get(reason.lower(), reason.lower().replace("_", " "))
    return "locked" if issue.locked else None


def assigned(issue: Issue) -> Person | None | UnsetType:
    """The first human among the assignees, else the first of them."""
    if issue.assignees is UNSET:
        return UNSET if issue.assignee is UNSET else person(issue.assignee) if issue.assignee else None
    people = [found for user in issue.assignees or () if user is not None and (found := person(user)) is not None]
    return next((each for each in people if each.kind != "bot"), people[0] if people else None)


def labels_of(issue: Issue) -> tuple[str, ...] | None | UnsetType:
    """Their names."""
    labels = issue.labels
    if labels is UNSET or labels is None:
        return labels
    return tuple(name for label in labels if (name := label if isinstance(label, str) else label.name))
