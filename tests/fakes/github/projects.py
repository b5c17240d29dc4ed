"""Projects (v2): fields, items, and the values of fields on items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.fakes.github.world import Host, Issue, IssueField, User

BUILT_IN = {
    "Title": "TITLE", "Assignees": "ASSIGNEES", "Status": "SINGLE_SELECT", "Labels": "LABELS", "Milestone": "MILESTONE",
    "Repository": "REPOSITORY", "Parent issue": "PARENT_ISSUE", "Sub-issues progress": "SUB_ISSUES_PROGRESS",
}  # fmt: skip


@dataclass(eq=False)
class ProjectField:
    """`kind` as GraphQL's ProjectV2FieldType. With `issue_field`, values are those of the issue."""

    name: str
    kind: str = "TEXT"
    options: list[str] = field(default_factory=list)
    issue_field: IssueField | None = None
    id: int = 0
    project: Any = None

    @property
    def node_id(self) -> str:
        prefix = {"SINGLE_SELECT": "PVTSSF", "ITERATION": "PVTIF"}.get(self.kind, "PVTF")
        return f"{prefix}_{self.id}"


@dataclass(eq=False)
class Draft:
    title: str
    body: str
    id: int
    assignees: list[User]
    creator: User | None = None

    @property
    def node_id(self) -> str:
        return f"DI_{self.id}"


@dataclass(eq=False)
class Item:
    """`hidden`: in a repository that nobody who asks may read; its content and values are withheld."""

    project: Project
    content: Issue | Draft | None
    id: int
    values: dict[str, Any] = field(default_factory=dict)
    archived: bool = False
    hidden: bool = False

    @property
    def node_id(self) -> str:
        return f"PVTI_{self.id}"


@dataclass(eq=False)
class Project:
    """`readers`: None for all who may read projects at all, else the logins."""

    host: Host
    owner: User
    number: int
    title: str
    id: int
    public: bool = False
    closed: bool = False
    readers: frozenset[str] | None = None
    fields: dict[str, ProjectField] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name, kind in BUILT_IN.items():
            options = ["Todo", "In Progress", "Done"] if name == "Status" else []
            self.add_field(ProjectField(name, kind, options))

    @property
    def node_id(self) -> str:
        return f"PVT_{self.id}"

    def add_field(self, new: ProjectField) -> ProjectField:
        new.id, new.project = self.host.next_id(), self
        self.fields[new.name.casefold()] = new
        return new

    def add(self, issue: Issue, **how: Any) -> Item:
        """Values by field name: `values={"Outcome": "…"}`; `archived`, `hidden`."""
        item = self._keep(Item(self, issue, self.host.next_id(), **how))
        issue.items.append(item)
        return item

    def draft(self, title: str, body: str = "", assignees: Iterable[str] = (), **how: Any) -> Item:
        people = [self.host.user(login) for login in assignees]
        content = Draft(title, body, self.host.next_id(), people)
        item = self._keep(Item(self, content, self.host.next_id(), **how))
        self.host.nodes[content.node_id] = content
        return item

    def _keep(self, item: Item) -> Item:
        self.items.append(item)
        self.host.nodes[item.node_id] = item
        return item
