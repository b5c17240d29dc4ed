"""One GitHub issue, as its REST lists (or `gh issue list --json`) send it, into one work item.

A key that is absent means that the server doesn't offer the feature or was not asked: unknown, never empty.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
from msgspec import UNSET, UnsetType

from outcome_lint.model import Person, WorkItem
from outcome_lint.sources.errors import RecordError
from outcome_lint.sources.github_fields import Marks, Text, Type
from outcome_lint.sources.github_issue import (
    Issue,
    assigned,
    category_of,
    is_pull,
    labels_of,
    page_of,
    parent_of,
    repository_of,
    resolution_of,
    tells_parent,
    type_of,
)
from outcome_lint.sources.github_values import IssueValues, Rankings, parent_in
from outcome_lint.sources.jira import kind_of
from outcome_lint.sources.request import Request, is_extra
from outcome_lint.sources.times import rfc3339
from outcome_lint.sources.trace import Trace
from outcome_lint.text import markdown

_UNMARKED = "issues not marked as an epic or initiative"
_PAGES = frozenset({30, 100})


class GithubTable:
    """Builds the items of one input; `decode`, `decode_lines` and `decode_list` give issues for `item`."""

    vital: tuple[bytes, ...] = (b'"body"',)
    hand_written = False

    def __init__(self, name: str, request: Request, *, fallback: str | None = None) -> None:
        """`fallback` is the level of issues without a mark; without one they are not looked at."""
        mapping, needs, intake = request
        self._fallback = fallback
        self._name = name
        self._intake = intake
        self._needs = needs
        self._trace = Trace(name, "github", intake)
        self._marks = Marks(mapping.level_names())
        self._beyond = Marks(dict.fromkeys(mapping.beyond, "beyond"))
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
                f"{self._name} ends with a list of exactly {self._last_list} issues, as one page of several does; "
                "fetch them all (gh api --paginate)"
            )
        self._trace.close(self._needs)

    @property
    def borne(self) -> set[str]:
        """The item fields of whose names (the weak ones left out) a field or section bore one, filled in or not."""
        return self._trace.borne

    def taken(self, field: str) -> list[str]:
        """The names of fields and sections that answered it."""
        return self._trace.taken(field)

    @property
    def items(self) -> int:
        """How many there were."""
        return sum(self._trace.totals.values())

    def wants(self, issue: Issue) -> bool:
        """Whether it is an issue of one of the levels; a pull request never is."""
        if is_pull(issue):
            return False
        values = IssueValues(issue.issue_field_values, UNSET, self._rankings, self._trace)
        return self._level(issue, type_of(issue), values) is not None

    def _level(self, issue: Issue, type_: str | None, values: IssueValues) -> str | None:
        """By its marks; without any, the fallback."""
        marks = type_, labels_of(issue) or (), issue.title or "", values.level_words()
        found = self._marks.level(*marks)
        if found is None and self._fallback and self._beyond.level(*marks) is None:
            return self._fallback
        return found

    def item(self, issue: Issue) -> WorkItem | None:
        """The work item, or None for a pull request or an issue of no level (counted). Raises RecordError."""
        if is_pull(issue):
            self._intake.skipped["pull requests"] += 1
            return None
        repository = repository_of(issue)
        if repository is None:
            raise RecordError(f"issue {issue.number} does not tell its repository", "keep html_url or repository_url")
        labels = labels_of(issue)
        type_ = issue.type.name if isinstance(issue.type, Type) else issue.type
        values = IssueValues(issue.issue_field_values, issue.body, self._rankings, self._trace)
        level = self._level(issue, type_ or None, values)
        if level is None:
            self._intake.skipped[f"issues of type {type_}" if type_ else _UNMARKED] += 1
            return None
        self._trace.count(repository)
        team = values.text("team")
        return WorkItem(
            key=f"{repository}#{issue.number}",
            url=issue.html_url or page_of(issue.url),
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
            **self._needed(_Case(issue, values, repository, type_ or None, labels)),
        )

    def _needed(self, case: _Case) -> dict[str, Any]:
        """The values that somebody will look at."""
        found = {name: read(self, case) for name, read in _READERS.items() if name in self._needs}
        if self._extras:
            found["extra"] = {name: said for name in self._extras if (said := case.values.stated(name)) is not UNSET}
        return found

    def _owner(self, case: _Case) -> Person | None | UnsetType:
        """A field or section that names an owner, else the assignee where the mapping says so."""
        written = case.values.text("owner")
        if written:
            return case.values.owner(written, [user for user in case.issue.assignees or () if user is not None])
        if "assignee" not in self._rankings.fields.get("owner", ()):
            return UNSET if written is UNSET else None
        found = assigned(case.issue)
        if found:
            self._trace.mark("owner", "assignee").present = True
        return found

    def _work_kind(self, case: _Case) -> Text:
        return kind_of(case.values.text("work_kind"), case.type, case.labels, self._kinds)


class _Case(NamedTuple):
    """An issue on its way to a work item."""

    issue: Issue
    values: IssueValues
    repository: str
    type: str | None
    labels: tuple[str, ...] | None | UnsetType


def _stamp(*names: str) -> Callable[[GithubTable, _Case], Text]:
    """The first of the attributes that was sent, as RFC 3339."""

    def read(_table: GithubTable, case: _Case) -> Text:
        stamp = next((sent for name in names if (sent := getattr(case.issue, name)) is not UNSET), UNSET)
        return rfc3339(stamp) if stamp else stamp

    return read


def _target_date(_table: GithubTable, case: _Case) -> Text:
    said, milestone = case.values.stated("target_date"), case.issue.milestone
    if said:
        return rfc3339(said) or said
    if milestone is UNSET:
        return said
    due = (milestone.due_on or milestone.dueOn) if milestone else None
    return rfc3339(due) if due else None


def _started(_table: GithubTable, case: _Case) -> Text:
    said = case.values.stated("started")
    return rfc3339(said) or said if said else said


def _description(_table: GithubTable, case: _Case) -> Text:
    body = case.issue.body
    return (markdown.plain(body) or None) if body else (UNSET if body is UNSET else None)


def _parent(_table: GithubTable, case: _Case) -> Text:
    if told := parent_of(case.issue):
        return told
    written = case.values.stated("parent")
    if written and (key := parent_in(written, case.repository)):
        return key
    return None if tells_parent(case.issue) and not case.issue.parent_issue_url else UNSET


_READERS: dict[str, Callable[[GithubTable, _Case], Any]] = {
    "outcome": lambda _, case: case.values.text("outcome"),
    "actual_outcome": lambda _, case: case.values.text("actual_outcome"),
    "okr": lambda _, case: case.values.text("okr"),
    "owner": GithubTable._owner,  # noqa: SLF001  (its own table)
    "assignee": lambda _, case: assigned(case.issue),
    "work_kind": GithubTable._work_kind,  # noqa: SLF001
    "parent": _parent,
    "description": _description,
    "created": _stamp("created_at", "createdAt"),
    "updated": _stamp("updated_at", "updatedAt"),
    "resolved": _stamp("closed_at", "closedAt"),
    "target_date": _target_date,
    "started": _started,
}
