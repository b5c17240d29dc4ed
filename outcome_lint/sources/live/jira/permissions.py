"""What the account may do, as far as the linter needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from outcome_lint.health import Step
from outcome_lint.sources.live.jira.query import listed
from outcome_lint.trackers import JiraSource

if TYPE_CHECKING:
    from outcome_lint.sources.live.jira.client import Jira

_BROWSE, _CREATE, _EDIT = "BROWSE_PROJECTS", "CREATE_ISSUES", "EDIT_ISSUES"
_NAMES = {_BROWSE: "Browse Projects", _CREATE: "Create Issues", _EDIT: "Edit Issues"}
_NOT_FOUND = 404


class _Held(Struct):
    havePermission: bool = False


class _Answer(Struct):
    permissions: dict[str, _Held] = {}


_answer = msgspec.json.Decoder(_Answer).decode


def looked_at(client: Jira, source: JiraSource) -> Step:
    """Everything that is missing in one message, by project where some are named. Raises IncompleteError."""
    projects = listed(source.projects)
    held = {project: _held(client, project) for project in projects or ("",)}
    unknown = [project for project, found in held.items() if found is None]
    blind = [project for project, found in held.items() if found is not None and _BROWSE not in found]
    short = {
        name: [project for project, found in held.items() if found and name not in found] for name in (_CREATE, _EDIT)
    }
    said: list[str] = []
    if unknown:
        said.append(f"there is no project {' or '.join(unknown)} that this account can see")
    if blind:
        said.append(f"{_NAMES[_BROWSE]} is missing{_where(blind)}, so nothing can be read there")
    if short[_CREATE] and short[_EDIT]:
        said.append(
            f"{_NAMES[_CREATE]} and {_NAMES[_EDIT]} are missing{_where(short[_CREATE])}: nothing is ever changed, but "
            "without one of them Jira may not tell where a field applies, and its emptiness stays unknown"
        )
    if not said:
        return Step("permissions", "fine", f"{_NAMES[_BROWSE]}{_where(list(held))}")
    if unknown or blind:
        hint = "correct projects: or the query, or have the account added to the project's people"
        return Step("permissions", "unreachable" if blind else "wrong", "; ".join(said), hint)
    return Step("permissions", "note", "; ".join(said))


def _held(client: Jira, project: str) -> frozenset[str] | None:
    """None for a project that is not there, for this account."""
    from outcome_lint.sources.live.jira.client import Refused

    names = ",".join(_NAMES)
    try:
        if project:
            held = client.read(_answer, "mypermissions", permissions=names, projectKey=project).permissions
        else:
            held = client.read(_answer, "mypermissions", permissions=names).permissions
    except Refused as error:
        if project and error.status == _NOT_FOUND:
            return None
        raise
    return frozenset(name for name in _NAMES if (found := held.get(name)) and found.havePermission)


def _where(projects: list[str]) -> str:
    named = [project for project in projects if project]
    return f" in {', '.join(named)}" if named else ""
