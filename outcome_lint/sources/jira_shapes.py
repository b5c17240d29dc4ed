"""The fields whose type is the same in every Jira, as decode targets."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from outcome_lint.sources.jira_values import User


class Named(Struct, gc=False):
    """An issue type, status or resolution by its name."""

    name: str | None = None


class IssueType(Named, gc=False):
    """`hierarchyLevel` exists in Cloud only: 1 is an epic, 2 and more stand above."""

    hierarchyLevel: int | None = None


class Category(Struct, gc=False):
    """One of new, indeterminate, done, undefined."""

    key: str | None = None


class Status(Named, gc=False):
    """The status, and its category where the API tells it."""

    statusCategory: Category | None = None


class Project(Named, gc=False):
    """Its key is what people call it."""

    key: str = ""


TYPES: dict[str, Any] = {
    "summary": str, "issuetype": IssueType, "status": Status, "project": Project, "resolution": Named,
    "labels": tuple[str, ...], "assignee": User, "reporter": User, "creator": User,
    "created": str, "updated": str, "resolutiondate": str,
}  # fmt: skip
"""Fields that every Jira sends in one type; all others are decoded one by one, so that no surprise costs the record."""
