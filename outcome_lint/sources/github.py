"""One GitHub issue, as its REST lists (or `gh issue list --json`) send it, into one work item.

A key that is absent means that the server doesn't offer the feature or was not asked: unknown, never empty.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from outcome_lint.model import Person, StatusCategory, WorkItem
from outcome_lint.sources.errors import RecordError
from outcome_lint.sources.github_fields import Label, Marks, Milestone, Text, Type, User, person
from outcome_lint.sources.github_values import IssueValues, Rankings, parent_in
from outcome_lint.sources.jira import kind_of
from outcome_lint.sources.request import Request, is_extra
from outcome_lint.sources.times import rfc3339
from outcome_lint.sources.trace import Trace
from outcome_lint.text import markdown

_PLACE = re.compile(r"/(?:repos/)?([^/]+/[^/]+)/(?:issues|pull)/(\d+)/?$")
_PAGES = frozenset({30, 100})
_REASONS = {"not_planned": "not planned", "completed": "completed", "duplicate": "duplicate"}


class SubIssues(Struct, gc=False):
    """How many sub-issues there are."""

    total: int = 0
    completed: int = 0


class Issue(Struct, gc=False):
    """What we read of an issue; optional in REST are all the younger keys."""

    number: int
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


class GithubTable:
    """Builds the items of one input; `decode`, `decode_lines` and `decode_list` give issues for `item`."""

    vital = (b'"body"',)
    hand_written = False

    def __init__(self, name: str, request: Request) -> None:
        mapping, needs, intake = request
        self._name = name
        self._intake = intake
        self._needs = needs
        self._trace = Trace(name, "github", intake)
        self._marks = Marks(mapping)
        self._kinds = mapping.kind_names()
        self._rankings = Rankings(mapping)
        self._extras = [each for each in mapping.fields if is_extra(each) and request.wants(each)]
        self._last_list = 0
        self.decode = msgspec.json.Decoder(Issue).decode
        self.decode_lines = msgspec.json.Decoder(Issue).decode_lines
        self.decode_list = msgspec.json.Decoder(list[Issue]).decode

    def listed(self, count: int) -> None:
        """A whole list of `count` issues was read."""
        self._last_list = count

    def close(self) -> None:
        """At the end of the input."""
        if self._last_list in _PAGES:
            self._intake.warn(
                f"{self._name} ends with a list of exactly {self._last_list} issues, which looks like one page of several; "
                "fetch all of them (gh api --paginate)"
            )
        self._trace.close(self._needs)

    def item(self, issue: Issue) -> WorkItem | None:
        """The work item, or None for a pull request or an issue of no level (counted). Raises RecordError."""
        if issue.pull_request is not UNSET and issue.pull_request != Raw(b"null"):
            self._intake.skipped["pull requests"] += 1
            return None
        repository = repository_of(issue)
        if repository is None:
            raise RecordError(f"issue {issue.number} does not tell its repository", "keep html_url or repository_url")
        labels = _labels(issue.labels)
        type_ = issue.type.name if isinstance(issue.type, Type) else issue.type
        values = IssueValues(issue.issue_field_values, issue.body, self._rankings, self._trace)
        level = self._marks.level(type_ or None, labels or (), issue.title or "", values.level_words())
        if level is None:
            self._intake.skipped[
                f"issues of type {type_}" if type_ else "issues not marked as an epic or initiative"
            ] += 1
            return None
        self._trace.totals[repository] += 1
        needs = self._needs
        team = values.text("team")
        kind = values.text("work_kind") if "work_kind" in needs else UNSET
        item = WorkItem(
            key=f"{repository}#{issue.number}",
            url=issue.html_url or _page(issue.url),
            source="github",
            level=level,
            type=type_,
            title=issue.title,
            status=issue.state.lower() if issue.state else issue.state,
            status_category=category_of(issue),
            resolution=resolution_of(issue),
            project=repository,
            team=team or self._marks.team(labels or ()) or team,
            labels=labels,
        )
        more: dict[str, Any] = {
            name: values.text(name) for name in ("outcome", "actual_outcome", "okr") if name in needs
        }
        if "owner" in needs:
            more["owner"] = self._owner(issue, values)
        if "assignee" in needs:
            more["assignee"] = assigned(issue)
        if "work_kind" in needs:
            more["work_kind"] = kind_of(kind, type_ or None, labels, self._kinds)
        if "parent" in needs:
            more["parent"] = _parent(issue, values, repository)
        if "description" in needs:
            more["description"] = (
                markdown.plain(issue.body) or None if issue.body else issue.body if issue.body is UNSET else None
            )
        for name, stamp in (
            ("created", issue.created_at or issue.createdAt),
            ("updated", issue.updated_at or issue.updatedAt),
            ("resolved", issue.closed_at if issue.closed_at is not UNSET else issue.closedAt),
        ):
            if name in needs:
                more[name] = rfc3339(stamp) if stamp else stamp
        more |= self._dates(issue, values)
        if self._extras:
            more["extra"] = {name: said for name in self._extras if (said := values.stated(name)) is not UNSET}
        return msgspec.structs.replace(item, **more)

    def _owner(self, issue: Issue, values: IssueValues) -> Person | None | UnsetType:
        """A field or section that names an owner, else the assignee where the mapping says so."""
        written = values.text("owner")
        people = [user for user in (issue.assignees or ()) if user is not None] if issue.assignees else []
        if written:
            return values.owner(written, people)
        if "assignee" not in self._rankings.fields.get("owner", ()):
            return written
        found = assigned(issue)
        if found:
            self._trace.mark("owner", "assignee").present = True
        return found

    def _dates(self, issue: Issue, values: IssueValues) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in ("target_date", "started"):
            if name in self._needs:
                said = values.stated(name)
                found[name] = (rfc3339(said) or said) if said else said
        if not found.get("target_date", True) and issue.milestone is not UNSET:
            due = (issue.milestone.due_on or issue.milestone.dueOn) if issue.milestone else None
            found["target_date"] = rfc3339(due) if due else None
        return found


def repository_of(issue: Issue) -> str | None:
    """`owner/repo`."""
    if issue.repository_url and "/repos/" in issue.repository_url:
        return issue.repository_url.partition("/repos/")[2].strip("/") or None
    for address in (issue.html_url, issue.url):
        if address and (found := _PLACE.search(address)):
            return found[1]
    return None


def _page(address: str | None | UnsetType) -> str | None:
    return address if address and "/repos/" not in address else None


def category_of(issue: Issue) -> StatusCategory | UnsetType:
    """Closed is done; open is only known to be under way when a sub-issue is done."""
    if issue.state and issue.state.lower() == "closed":
        return "done"
    if issue.state and issue.sub_issues_summary and issue.sub_issues_summary.completed:
        return "doing"
    return UNSET


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


def _labels(labels: list[Label | str] | None | UnsetType) -> tuple[str, ...] | None | UnsetType:
    if labels is UNSET or labels is None:
        return labels
    return tuple(name for label in labels if (name := label if isinstance(label, str) else label.name))


def _parent(issue: Issue, values: IssueValues, repository: str) -> str | None | UnsetType:
    if issue.parent_issue_url and (found := _PLACE.search(issue.parent_issue_url)):
        return f"{found[1]}#{found[2]}"
    written = values.stated("parent")
    if written and (key := parent_in(written, repository)):
        return key
    return None if issue.parent_issue_url is None else UNSET
