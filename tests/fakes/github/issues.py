"""Issues and what hangs on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fakes.github.world import Repository, User

STAMP = "2026-03-01T09:00:00Z"


@dataclass(frozen=True)
class IssueType:
    name: str
    id: int
    enabled: bool = True


@dataclass(frozen=True)
class IssueField:
    """`kind`: text, number, date, single_select or multi_select; `visibility`: all or organization_members_only."""

    name: str
    id: int
    kind: str
    options: dict[str, int]
    visibility: str = "all"


@dataclass(frozen=True)
class Label:
    name: str
    id: int
    color: str = "ededed"
    description: str | None = None


@dataclass(frozen=True)
class Milestone:
    title: str
    id: int
    number: int
    due_on: str | None = None


@dataclass(eq=False)
class Comment:
    issue: Issue
    user: User
    body: str
    id: int
    created_at: str
    updated_at: str


@dataclass(eq=False)
class Issue:
    """An issue, or with `pull` a pull request."""

    repository: Repository
    number: int
    title: str
    id: int
    body: str | None = None
    state: str = "open"
    state_reason: str | None = None
    locked: bool = False
    author: User | None = None
    type: IssueType | None = None
    labels: list[Label] = field(default_factory=list)
    assignees: list[User] = field(default_factory=list)
    milestone: Milestone | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    parent: Issue | None = None
    children: list[Issue] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    items: list[Any] = field(default_factory=list)
    pull: dict[str, str] | None = None
    deleted: bool = False
    moved_to: Issue | None = None
    created_at: str = STAMP
    updated_at: str = STAMP
    closed_at: str | None = None
    rendered: dict[Any, bytes] = field(default_factory=dict)

    @property
    def node_id(self) -> str:
        return f"{'PR' if self.pull else 'I'}_{self.id}"

    @property
    def gone(self) -> bool:
        return self.deleted or self.moved_to is not None

    def change(self, **new: Any) -> Issue:
        repository, host, owner = self.repository, self.repository.host, self.repository.owner
        readers: dict[str, Callable[[Any], Any]] = {
            "labels": lambda names: [repository.label(name) for name in names],
            "assignees": lambda logins: [host.user(login) for login in logins],
            "author": host.user,
            "type": lambda name: owner.issue_type(name) if name and hasattr(owner, "issue_type") else None,
            "milestone": lambda title: repository.milestone(title) if isinstance(title, str) else title,
        }
        if parent := new.pop("parent", None):
            self.parent = parent
            parent.children.append(self)
            parent.touch()
        for name, value in new.items():
            setattr(self, name, readers[name](value) if name in readers else value)
        if self.state == "closed" and self.closed_at is None:
            self.closed_at = self.updated_at
        if self.state == "open":
            self.closed_at = None
        if self.parent:
            self.parent.touch()
        return self.touch()

    def touch(self) -> Issue:
        self.rendered.clear()
        return self

    def delete(self) -> None:
        self.deleted = True
        self.touch()

    def transfer(self, repository: Repository) -> Issue:
        """Its type stays in the organisation."""
        kept = ("body", "state", "state_reason", "locked", "fields", "created_at", "updated_at")
        self.moved_to = repository.issue(self.title, **{name: getattr(self, name) for name in kept})
        self.moved_to.labels = [repository.label(label.name) for label in self.labels]
        self.moved_to.assignees = self.assignees
        self.moved_to.type = self.type if repository.owner is self.repository.owner else None
        self.touch()
        return self.moved_to

    def comment(self, login: str, body: str) -> Comment:
        host = self.repository.host
        now = host.stamp()
        comment = Comment(self, host.user(login), body, host.next_id(), now, now)
        self.comments.append(comment)
        host.comments[comment.id] = comment
        self.touch()
        return comment
