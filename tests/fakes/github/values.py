"""Values of fields: of a project's item, and of an issue's own fields, as GraphQL types them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.fakes.github.shapes import PREFIXES

if TYPE_CHECKING:
    from tests.fakes.github.projects import Item, ProjectField
    from tests.fakes.github.world import Issue, IssueField

_TYPES = {
    "TEXT": "FieldText", "TITLE": "FieldText", "NUMBER": "FieldNumber", "DATE": "FieldDate",
    "SINGLE_SELECT": "FieldSingleSelect", "ITERATION": "FieldIteration",
}  # fmt: skip


@dataclass(frozen=True)
class FieldValue:
    """An iteration's `value` is its title, start and days."""

    field: ProjectField
    item: Item
    value: Any

    @property
    def type(self) -> str:
        return _TYPES[self.field.kind]

    @property
    def node_id(self) -> str:
        return f"PVTFV_{self.item.id}x{self.field.id}"

    @property
    def text(self) -> str:
        return str(self.value)

    @property
    def number(self) -> float:
        return float(self.value)

    @property
    def date(self) -> str:
        return str(self.value)

    @property
    def name(self) -> str:
        return str(self.value)

    @property
    def option_id(self) -> str:
        return f"{self.field.id:x}{self.field.options.index(self.value)}"

    @property
    def title(self) -> str:
        return str(self.value[0])

    @property
    def start_date(self) -> str:
        return str(self.value[1])

    @property
    def duration(self) -> int:
        return int(self.value[2])

    @property
    def iteration_id(self) -> str:
        return f"{self.field.id:x}"


@dataclass(frozen=True)
class BuiltIn:
    """What a project shows of the issue itself."""

    type: str
    field: ProjectField
    value: Any


@dataclass(frozen=True)
class Linked:
    """An organisation's issue field, shown in a project."""

    field: ProjectField
    issue_field_value: IssueValue
    type: str = "IssueField"


@dataclass(frozen=True)
class IssueValue:
    field: IssueField
    issue: Issue
    content: Any

    @property
    def node_id(self) -> str:
        return f"{PREFIXES[self.field.kind]}V_{self.issue.id}x{self.field.id}"

    @property
    def value(self) -> Any:
        if self.field.kind == "number":
            return float(self.content)
        return ",".join(self.content) if self.field.kind == "multi_select" else str(self.content)

    @property
    def name(self) -> str:
        return str(self.content)

    @property
    def option_id(self) -> str:
        return f"IFSSO_{self.field.options[self.content]}"

    @property
    def options(self) -> list[dict[str, Any]]:
        return [{"id": f"IFSSO_{self.field.options[name]}", "name": name, "color": "GRAY"} for name in self.content]


def value_of(item: Item, known: ProjectField) -> FieldValue | BuiltIn | Linked | None:
    """None where nothing is set."""
    content: Any = item.content
    if known.issue_field is not None:
        value = getattr(content, "fields", {}).get(known.issue_field.name)
        return None if value is None else Linked(known, IssueValue(known.issue_field, content, value))
    if known.kind == "TITLE":
        return FieldValue(known, item, content.title)
    reader = _OF_CONTENT.get(known.kind)
    if reader is not None:
        kind, attribute = reader
        value = getattr(content, attribute, None)
        return BuiltIn(kind, known, value) if value else None
    if known.kind not in _TYPES:
        return None
    found = next((value for name, value in item.values.items() if name.casefold() == known.name.casefold()), None)
    return None if found is None else FieldValue(known, item, found)


_OF_CONTENT = {
    "ASSIGNEES": ("FieldUser", "assignees"), "LABELS": ("FieldLabel", "labels"),
    "MILESTONE": ("FieldMilestone", "milestone"), "REPOSITORY": ("FieldRepository", "repository"),
}  # fmt: skip
