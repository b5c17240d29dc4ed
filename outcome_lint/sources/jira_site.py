"""What a live Jira tells of itself, beside the values of its issues' fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct, UnsetType

from outcome_lint.model import Person
from outcome_lint.sources.jira_links import OkrRule
from outcome_lint.sources.jira_shapes import TYPES, IssueType, Project
from outcome_lint.sources.jira_values import Markup


class IssueTypeId(IssueType, gc=False):
    """With the id by which Jira is asked about it."""

    id: str = ""


class ProjectId(Project, gc=False):
    """With the id by which Jira is asked about it."""

    id: str = ""


class Site(Struct, frozen=True, kw_only=True):
    """`browse` is where people read an issue, up to its key. `leads` answers by project key; UNSET is unknown.

    `any_level` gives issues of levels out of scope, too, called by their type: ancestors may be of any.
    """

    browse: str = ""
    markup: Markup = "wiki"
    okr: OkrRule = OkrRule()
    properties: tuple[str, ...] = ()
    leads: Callable[[str], Person | None | UnsetType] | None = None
    any_level: bool = False


SHAPES: dict[str, Any] = {**TYPES, "issuetype": IssueTypeId, "project": ProjectId}
"""As TYPES, for issues about which a live Jira may be asked further."""
