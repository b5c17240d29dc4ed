"""The fields that every Jira has, and how a custom one is described."""

from __future__ import annotations

from typing import Any

from tests.fakes.jira.site import CUSTOM, EPIC_LINK, PARENT_LINK, Field, Project

# id, name, schema type, items, clause names
_ROWS = [
    ("summary", "Summary", "string", None, "summary"),
    ("issuetype", "Issue Type", "issuetype", None, "issuetype type"),
    ("project", "Project", "project", None, "project"),
    ("status", "Status", "status", None, "status"),
    ("assignee", "Assignee", "user", None, "assignee"),
    ("reporter", "Reporter", "user", None, "reporter"),
    ("labels", "Labels", "array", "string", "labels"),
    ("components", "Components", "array", "component", "component"),
    ("fixVersions", "Fix versions", "array", "version", "fixVersion"),
    ("resolution", "Resolution", "resolution", None, "resolution"),
    ("resolutiondate", "Resolved", "datetime", None, "resolutiondate resolved"),
    ("created", "Created", "datetime", None, "created createdDate"),
    ("updated", "Updated", "datetime", None, "updated updatedDate"),
    ("duedate", "Due date", "date", None, "due duedate"),
    ("issuelinks", "Linked Issues", "array", "issuelinks", ""),
    ("description", "Description", "string", None, "description"),
]
_PARENT = ("parent", "Parent", "", None, "parent")
CLAUSES = {row[0]: tuple(row[4].split()) for row in [*_ROWS, _PARENT]}


def system_fields(*, cloud: bool) -> tuple[Field, ...]:
    rows = [*_ROWS, _PARENT] if cloud else _ROWS
    return tuple(Field(id=row[0], name=row[1], type=row[2], items=row[3], rich=row[0] == "description") for row in rows)


def textarea(ident: int, name: str, **more: Any) -> Field:
    return _custom(ident, name, CUSTOM + "textarea", rich=True, **more)


def textfield(ident: int, name: str, **more: Any) -> Field:
    return _custom(ident, name, CUSTOM + "textfield", **more)


def userpicker(ident: int, name: str, **more: Any) -> Field:
    return _custom(ident, name, CUSTOM + "userpicker", type="user", **more)


def select(ident: int, name: str, **more: Any) -> Field:
    return _custom(ident, name, CUSTOM + "select", type="option", **more)


def goals(ident: int, name: str = "Goals", **more: Any) -> Field:
    return _custom(ident, name, CUSTOM + "goals", type="array", items="goals", **more)


def team(ident: int, name: str = "Team", **more: Any) -> Field:
    return _custom(ident, name, "com.atlassian.jira.plugin.system.customfieldtypes:atlassian-team", type="team", **more)


def epic_link(ident: int = 10014, name: str = "Epic Link", **more: Any) -> Field:
    return _custom(ident, name, EPIC_LINK, type="any", **more)


def epic_name(ident: int = 10011, name: str = "Epic Name", **more: Any) -> Field:
    return _custom(ident, name, "com.pyxis.greenhopper.jira:gh-epic-label", **more)


def parent_link(ident: int = 10018, name: str = "Parent Link", **more: Any) -> Field:
    return _custom(ident, name, PARENT_LINK, type="any", **more)


def _custom(ident: int, name: str, custom: str, **more: Any) -> Field:
    return Field(id=f"customfield_{ident}", name=name, custom=custom, **more)


def number_of(field: Field) -> int | None:
    """10050 of customfield_10050; None for a system field."""
    head, _, tail = field.id.partition("_")
    return int(tail) if head == "customfield" else None


def schema(field: Field) -> dict[str, Any]:
    number = number_of(field)
    found: dict[str, Any] = {"type": field.type or "any"}
    if field.items:
        found["items"] = field.items
    if number is None:
        return found | {"system": field.id}
    return found | {"custom": field.custom, "customId": number}


def description(field: Field, scope: Project | None, base: str) -> dict[str, Any]:
    """One entry of GET field. The key of a parent field has no schema, as on Cloud."""
    number = number_of(field)
    clauses = list(CLAUSES.get(field.id, (field.id,))) if number is None else [f"cf[{number}]", field.name]
    entry: dict[str, Any] = {
        "id": field.id,
        "key": field.id,
        "name": field.name,
        "custom": number is not None,
        "orderable": True,
        "navigable": True,
        "searchable": bool(clauses),
        "clauseNames": clauses,
    }
    if field.type:
        entry["schema"] = schema(field)
    if scope:
        project = {"id": str(scope.id), "key": scope.key, "name": scope.name, "self": f"{base}/project/{scope.id}"}
        entry["scope"] = {"type": "PROJECT", "project": project}
    return entry
