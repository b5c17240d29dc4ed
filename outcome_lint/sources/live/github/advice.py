"""What to say to people where a read found nothing, or a name that nothing bears."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

import msgspec

from outcome_lint.errors import IncompleteError, UsageError
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live.github.client import Github
from outcome_lint.sources.live.github.projects import Project
from outcome_lint.sources.live.github.shapes import Named, Repository
from outcome_lint.sources.mapping import SPECIAL
from outcome_lint.sources.matching import normal
from outcome_lint.sources.request import Request

_SHOWN = 12
_ALIKE = 0.8


def nothing_found(client: Github, repositories: Iterable[Repository], project: Project | None, intake: Intake) -> None:
    """Which marks there are to select by."""
    for repository in repositories:
        labels, types = labels_of(client, repository), types_of(client, repository.owner.login)
        intake.warn(
            f"{repository.full_name}: no issue was found to be an epic or initiative; "
            f"its labels: {few(labels)}; its issue types: {few(types)}"
        )
    if project is not None:
        intake.warn(
            f"the Project {project.title!r}: no item was found to be an epic or initiative; "
            f"its fields: {few(project.seen)}"
        )


def labels_of(client: Github, repository: Repository) -> list[str]:
    """The first hundred; none where they can't be read."""
    return _names(client, f"/repos/{repository.full_name}/labels")


def types_of(client: Github, owner: str) -> list[str]:
    """An organisation's issue types that are switched on; none where there are none, or they can't be read."""
    return _names(client, f"/orgs/{owner}/issue-types")


def _names(client: Github, path: str) -> list[str]:
    try:
        found = msgspec.json.decode(client.get(path, {"per_page": "100"}).body, type=list[Named])
    except (IncompleteError, msgspec.MsgspecError):
        return []
    return [each.name for each in found if each.is_enabled]


def few(names: Sequence[str]) -> str:
    """The first dozen, and how many more."""
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return (", ".join(names[:_SHOWN]) or "none") + more


def unborne(request: Request, borne: Iterable[str], offered: Sequence[str]) -> None:
    """About configured fields of which no issue has anything of that name, filled in or not.

    Raises UsageError where a field of almost that name is there: all would be called missing by a slip of the pen.
    """
    known = {normal(name): name for name in offered}
    for field in sorted(request.mapping.configured - set(borne)):
        names = [name for name in request.mapping.fields[field] if name not in SPECIAL]
        if not names or not request.wants(field) or any(normal(name) in known for name in names):
            continue
        there = few(offered)
        for name in names:
            if near := difflib.get_close_matches(normal(name), known, 1, _ALIKE):
                raise UsageError(
                    f"fields: {field}: nothing is called {name!r}, but there is a field {known[near[0]]!r}",
                    f"fields there: {there}",
                )
        called = " or ".join(map(repr, names))
        request.intake.warn(f"{field}: no issue has a section or field called {called}; fields there: {there}")
