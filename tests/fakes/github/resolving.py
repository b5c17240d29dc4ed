"""How a GraphQL field finds its value: a table of resolvers, else the attribute; pages; who may see what."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphql import GraphQLError

from tests.fakes.github.projects import Draft, Item, Project, ProjectField
from tests.fakes.github.values import BuiltIn, FieldValue, IssueValue, Linked
from tests.fakes.github.world import Issue, IssueField, Repository, User

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

    from tests.fakes.github.access import Account, Budget
    from tests.fakes.github.calls import Call
    from tests.fakes.github.faults import Fault

_WORDS = re.compile(r"(?<!^)(?=[A-Z])")
_CURSOR = "Y3Vyc29yOnYyOpHO"
_KINDS = {
    "text": "Text",
    "number": "Number",
    "date": "Date",
    "single_select": "SingleSelect",
    "multi_select": "MultiSelect",
}
MOST = 100

Resolver = Callable[..., Any]
RESOLVERS: dict[tuple[str, str], Resolver] = {}


@dataclass
class Asked:
    """One query on its way; `errors` are added to the answer beside what was found."""

    call: Call
    cost: int
    nodes: int
    budget: Budget
    fault: Fault | None
    errors: list[dict[str, Any]] = field(default_factory=list)

    @property
    def account(self) -> Account:
        return self.call.account


class Failure(GraphQLError):  # noqa: N818 - an answer, not a mistake
    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message, extensions={"type": kind})


def plain(name: str) -> Resolver:
    attribute = {"id": "node_id", "databaseId": "id", "url": "html_url"}.get(name) or _WORDS.sub("_", name).lower()

    def resolve(source: Any, _info: Any, **_: Any) -> Any:
        return source.get(name) if isinstance(source, dict) else getattr(source, attribute, None)

    return resolve


def resolver(*places: str) -> Callable[[Resolver], Resolver]:
    """For `Type.field`, several where they mean the same."""

    def add(function: Resolver) -> Resolver:
        for place in places:
            kind, _, name = place.partition(".")
            RESOLVERS[kind, name] = function
        return function

    return add


def type_of(value: Any, *_: Any) -> str:
    match value:
        case Issue():
            return "PullRequest" if value.pull else "Issue"
        case User():
            return value.type
        case ProjectField():
            return {"SINGLE_SELECT": "ProjectV2SingleSelectField", "ITERATION": "ProjectV2IterationField"}.get(
                value.kind, "ProjectV2Field"
            )
        case FieldValue() | BuiltIn() | Linked():
            return f"ProjectV2Item{value.type}Value"
        case IssueValue():
            return f"IssueField{_KINDS[value.field.kind]}Value"
        case IssueField():
            return f"IssueField{_KINDS[value.kind]}"
    return {Draft: "DraftIssue", Item: "ProjectV2Item", Project: "ProjectV2"}.get(type(value)) or type(value).__name__


def connection(info: GraphQLResolveInfo, things: Sequence[Any], args: dict[str, Any]) -> dict[str, Any]:
    """A page by `first`/`after` or `last`/`before`. Raises where GitHub does: no size, or more than 100."""
    name = info.field_name
    size, backward = args.get("first"), args.get("first") is None
    size = args.get("last") if backward else size
    word = "last" if backward else "first"
    if size is None:
        message = f"You must provide a `first` or `last` value to properly paginate the `{name}` connection."
        raise Failure("MISSING_PAGINATION_BOUNDARIES", message)
    if not 0 <= size <= MOST:
        message = f"Requesting {size} records on the `{name}` connection exceeds the `{word}` limit of {MOST} records."
        raise Failure("EXCESSIVE_PAGINATION", message)
    total = len(things)
    if backward:
        end = _place(args.get("before"), total + 1) - 1
        start = max(0, end - size)
    else:
        start = _place(args.get("after"), 0)
        end = min(total, start + size)
    nodes = list(things[start:end])
    page = {
        "hasNextPage": end < total, "hasPreviousPage": start > 0, "startCursor": _cursor(start + 1) if nodes else None,
        "endCursor": _cursor(end) if nodes else None,
    }  # fmt: skip
    return {"nodes": _within_limits(info, nodes, size), "pageInfo": page, "totalCount": total}


def _cursor(place: int) -> str:
    return f"{_CURSOR}{place:07d}"


def _place(cursor: str | None, otherwise: int) -> int:
    if cursor is None:
        return otherwise
    if not cursor.startswith(_CURSOR) or not cursor.removeprefix(_CURSOR).isdigit():
        raise Failure("INVALID_CURSOR_ARGUMENTS", f"`{cursor}` does not appear to be a valid cursor.")
    return int(cursor.removeprefix(_CURSOR))


def _within_limits(info: GraphQLResolveInfo, nodes: list[Any], size: int) -> list[Any]:
    """A page that was too much is null up to where null may be, or (partial) its second half is; an error says so."""
    asked: Asked = info.context
    fault = asked.fault
    if fault is None or fault.kind not in ("resource-limits", "partial") or size <= fault.above:
        return nodes
    if fault.kind == "resource-limits":
        raise Failure("RESOURCE_LIMITS_EXCEEDED", "Resource limits for this query exceeded.")
    half = len(nodes) // 2
    if not asked.errors:
        message = "Something went wrong while loading these nodes."
        asked.errors.append(
            {"type": "SERVICE_UNAVAILABLE", "path": [*info.path.as_list(), "nodes", half], "message": message}
        )
    return nodes[:half] + [None] * (len(nodes) - half)


def none(what: str) -> Failure:
    return Failure("NOT_FOUND", f"Could not resolve to {what}.")


def visible(asked: Asked, thing: Any) -> bool:
    match thing:
        case Issue():
            return not thing.gone and thing.repository.has_issues and asked.account.sees(thing.repository)
        case Repository():
            return asked.account.sees(thing)
        case Project():
            return asked.account.sees_project(thing)
        case Item():
            return asked.account.sees_project(thing.project)
    return thing is not None
