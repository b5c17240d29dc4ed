"""Which issues to ask for: types by their level in the hierarchy, the user's JQL inside brackets, a stable order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import Raw, Struct

from outcome_lint.errors import UsageError
from outcome_lint.sources.mapping import Mapping
from outcome_lint.trackers import JiraSource, Names

if TYPE_CHECKING:
    from outcome_lint.sources.live.jira.client import Jira

T = TypeVar("T")

MOST_IDS = 500
"""Every team-managed project has types of its own, and lists in the thousands fail (JRACLOUD-84010)."""

_SHOWN = 20
_ORDER = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?P<order>\border\s+by\b)""", re.IGNORECASE | re.DOTALL)


class Place(Struct, frozen=True):
    """A project, as scopes name it."""

    id: str | None = None
    key: str | None = None


class Scope(Struct, frozen=True):
    """Where a team-managed type or field belongs."""

    project: Place | None = None


class IssueType(Struct, frozen=True, rename="camel"):
    """As Jira lists it; `scope` names the project of a team-managed type, and `hierarchy_level` is Cloud's only."""

    id: str
    name: str = ""
    hierarchy_level: int | None = None
    scope: Scope | None = None

    @property
    def project(self) -> Place | None:
        """The only project that has this type; None where it is everybody's."""
        return self.scope.project if self.scope else None


class Types(Struct, frozen=True):
    """The issue types of a site that are in scope, and the level of each by its id."""

    wanted: tuple[IssueType, ...]
    levels: dict[str, str]


def type_ids(client: Jira, mapping: Mapping) -> Types:
    """The types whose level is in scope. Raises UsageError where there are none."""
    seen = client.read(every(IssueType), "issuetype")
    levels = {each.id: level for each in seen if (level := mapping.level_of(each.name, each.hierarchy_level))}
    if not levels:
        names = list(dict.fromkeys(each.name for each in seen))
        shown = ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")
        wanted = " or ".join(mapping.levels) or "any level"
        raise UsageError(
            f"no issue type of {client.base} is {wanted}; it has {shown or 'none that this account may see'}",
            "say which are, in outcome-lint.yml, such as `levels: {epic: [Feature], initiative: [Theme]}`",
        )
    return Types(tuple(each for each in seen if each.id in levels), levels)


def every(shape: type[T]) -> Callable[[bytes], list[T]]:
    """A decoder of lists that passes over entries of another shape, as extensions of Jira may add."""
    listed_, one = msgspec.json.Decoder(list[Raw]).decode, msgspec.json.Decoder(shape).decode

    def decode(body: bytes) -> list[T]:
        found = []
        for raw in listed_(body):
            with suppress(msgspec.ValidationError):
                found.append(one(raw))
        return found

    return decode


def jql(source: JiraSource, types: Types) -> str:
    """The whole query. Bounded, as Cloud refuses any other, and in an order that pages can rely on."""
    return f"{where(source, types)} ORDER BY key ASC"


def where(source: JiraSource, types: Types) -> str:
    """The query without an order, so that others can narrow it further."""
    return " AND ".join(_clauses(source, types))


def _clauses(source: JiraSource, types: Types) -> Iterator[str]:
    projects = listed(source.projects)
    if projects:
        yield f"project in ({', '.join(map(quoted, projects))})"
    if own := without_order(source.jql):
        yield f"({own})"
    wanted = [each for each in types.wanted if _reachable(each, projects)] or list(types.wanted)
    if len(wanted) <= MOST_IDS:
        names = [each.id for each in wanted]
    else:
        names = [quoted(name) for name in sorted({each.name for each in wanted})]
    yield f"issuetype in ({', '.join(names)})"


def _reachable(type_: IssueType, projects: tuple[str, ...]) -> bool:
    own = type_.project
    if not projects or own is None or not own.key:
        return True
    return own.key.upper() in {key.upper() for key in projects}


def without_order(words: str) -> str:
    """The user's JQL up to its ORDER BY; the words in quotes are none."""
    order = next((found for found in _ORDER.finditer(words) if found["order"]), None)
    return words[: order.start()].strip() if order else words.strip()


def quoted(value: str) -> str:
    """A value as JQL writes it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def listed(names: Names) -> tuple[str, ...]:
    """One or many, as many, without empty ones."""
    many = (names,) if isinstance(names, str) else names
    return tuple(name.strip() for name in many if name.strip())
