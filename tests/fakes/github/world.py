"""What GitHub knows: accounts, organisations, repositories, issues. State only; who may see it stands in access.py."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.github.access import Accounts
from tests.fakes.github.git import Git
from tests.fakes.github.issues import STAMP, Comment, Issue, IssueField, IssueType, Label, Milestone
from tests.fakes.github.projects import Project, ProjectField

__all__ = [
    "STAMP",
    "Comment",
    "Host",
    "Issue",
    "IssueField",
    "IssueType",
    "Label",
    "Milestone",
    "Org",
    "Repository",
    "User",
]

EVERYTHING = frozenset({"assigned_actors", "issue_fields", "issue_types", "projects", "rate_limit", "sub_issues"})


@dataclass(eq=False)
class User:
    """An account: a person, a bot or a deleted one; organisations are Org."""

    host: Host
    login: str
    id: int
    type: str = "User"
    repositories: dict[str, Repository] = field(default_factory=dict)
    projects: dict[int, Project] = field(default_factory=dict)

    @property
    def node_id(self) -> str:
        return f"{'O' if self.type == 'Organization' else 'BOT' if self.type == 'Bot' else 'U'}_{self.id}"

    def repo(self, name: str, **more: Any) -> Repository:
        repository = Repository(self.host, self, name, self.host.next_id(), **more)
        return self.host.keep(repository)

    def project(self, title: str, fields: Iterable[ProjectField] = (), **more: Any) -> Project:
        project = Project(self.host, self, len(self.projects) + 1, title, self.host.next_id(), **more)
        self.projects[project.number] = project
        self.host.nodes[project.node_id] = project
        for each in fields:
            project.add_field(each)
        return project


@dataclass(eq=False)
class Org(User):
    """With the issue types and issue fields that all of its repositories share."""

    type: str = "Organization"
    issue_types: dict[str, IssueType] = field(default_factory=dict)
    issue_fields: dict[str, IssueField] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)

    def issue_type(self, name: str, *, enabled: bool = True) -> IssueType:
        return self.issue_types.setdefault(name, IssueType(name, self.host.next_id(), enabled=enabled))

    def issue_field(self, name: str, kind: str = "text", options: Iterable[str] = (), **more: Any) -> IssueField:
        ids = {option: self.host.next_id() for option in options}
        return self.issue_fields.setdefault(name, IssueField(name, self.host.next_id(), kind, ids, **more))


@dataclass(eq=False)
class Repository:
    """`readable`: None for everybody who may see the owner's private things, else the logins that may."""

    host: Host
    owner: User
    name: str
    id: int
    private: bool = False
    archived: bool = False
    disabled: bool = False
    fork: bool = False
    has_issues: bool = True
    default_branch: str = "main"
    readers: frozenset[str] | None = None
    issues: dict[int, Issue] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    milestones: dict[str, Milestone] = field(default_factory=dict)
    check_runs: dict[int, dict[str, Any]] = field(default_factory=dict)
    last_number: int = 0
    names: set[str] = field(default_factory=set)
    git: Git = field(init=False)

    def __post_init__(self) -> None:
        self.git = Git(self.default_branch)

    @property
    def full_name(self) -> str:
        return f"{self.owner.login}/{self.name}"

    @property
    def node_id(self) -> str:
        return f"R_{self.id}"

    @property
    def api_url(self) -> str:
        return f"{self.host.api_url}/repos/{self.full_name}"

    @property
    def html_url(self) -> str:
        return f"{self.host.web_url}/{self.full_name}"

    def label(self, name: str) -> Label:
        return self.labels.setdefault(name.casefold(), Label(name, self.host.next_id()))

    def milestone(self, title: str, due_on: str | None = None) -> Milestone:
        return self.milestones.setdefault(
            title, Milestone(title, self.host.next_id(), len(self.milestones) + 1, due_on)
        )

    def file(self, path: str, text: str, branch: str | None = None) -> None:
        self.git.put(branch or self.default_branch, path, text.encode(), f"Write {path}")

    def issue(self, title: str, **more: Any) -> Issue:
        """`labels`, `assignees`, `type`, `milestone`, `fields` by name; `parent` is an issue."""
        number = more.pop("number", None) or self.last_number + 1
        self.last_number = max(number, self.last_number)
        issue = Issue(self, number, title, self.host.next_id())
        self.issues[number] = self.host.nodes[issue.node_id] = issue
        issue.change(**more)
        return issue

    def pull(self, title: str, **more: Any) -> Issue:
        return self.issue(title, pull={"head": more.pop("head", "work"), "base": self.default_branch}, **more)

    def rename(self, name: str) -> Repository:
        return self.transfer(self.owner, name)

    def transfer(self, owner: User, name: str | None = None) -> Repository:
        """The old name goes on to lead here, until somebody takes it."""
        self.host.moved[self.full_name.casefold()] = self
        del self.owner.repositories[self.name.casefold()]
        self.owner, self.name = owner, name or self.name
        for issue in self.issues.values():
            issue.touch()
        return self.host.keep(self)


@dataclass(eq=False)
class Host:
    """github.com, or with `enterprise` a GitHub Enterprise Server of that version.

    `cursors`: lists lead on by `after=` and name no last page, as some do. `clock` gives seconds since 1970.
    """

    features: frozenset[str] = EVERYTHING
    enterprise: str | None = None
    cursors: bool = False
    clock: Callable[[], float] = time.time
    search_is_incomplete: bool = False
    accounts: Accounts = field(default_factory=Accounts)
    users: dict[str, User] = field(default_factory=dict)
    moved: dict[str, Repository] = field(default_factory=dict)
    by_id: dict[int, Repository] = field(default_factory=dict)
    nodes: dict[str, Any] = field(default_factory=dict)
    comments: dict[int, Comment] = field(default_factory=dict)
    origin: str = "http://127.0.0.1"
    ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1001))

    @classmethod
    def server(cls, version: str = "3.17.1", features: Iterable[str] = ("projects",), **more: Any) -> Host:
        """An Enterprise Server; without more said, it has Projects and none of the younger features."""
        return cls(features=frozenset(features), enterprise=version, **more)

    @property
    def api_url(self) -> str:
        return self.origin + ("/api/v3" if self.enterprise else "")

    @property
    def graphql_path(self) -> str:
        return "/api/graphql" if self.enterprise else "/graphql"

    @property
    def web_url(self) -> str:
        return self.origin if self.enterprise else "https://github.com"

    def next_id(self) -> int:
        return next(self.ids)

    def stamp(self) -> str:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.clock()))

    def user(self, login: str) -> User:
        """The account, made when nobody has this login; `…[bot]` and Copilot are bots."""
        found = self.users.get(login.casefold())
        if found is None:
            kind = "Bot" if login.endswith("[bot]") or login == "Copilot" else "User"
            found = self.users[login.casefold()] = User(self, login, self.next_id(), kind)
            self.nodes[found.node_id] = found
        return found

    def org(self, login: str) -> Org:
        found = self.users.setdefault(login.casefold(), Org(self, login, self.next_id()))
        assert isinstance(found, Org)
        self.nodes[found.node_id] = found
        return found

    def keep(self, repository: Repository) -> Repository:
        repository.owner.repositories[repository.name.casefold()] = repository
        repository.names.add(repository.full_name.casefold())
        self.by_id[repository.id] = self.nodes[repository.node_id] = repository
        self.moved.pop(repository.full_name.casefold(), None)
        return repository

    def find(self, owner: str, name: str) -> Repository | None:
        user = self.users.get(owner.casefold())
        return user.repositories.get(name.casefold()) if user else None
