"""What GraphQL's fields mean in this world; a field that is not named here is its object's attribute."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphql import GraphQLError

from tests.fakes.github import shapes
from tests.fakes.github.projects import Draft, Item, Project, ProjectField
from tests.fakes.github.values import BuiltIn, FieldValue, IssueValue, Linked, value_of
from tests.fakes.github.world import Issue, IssueField, IssueType, Label, Milestone, Org, Repository, User

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
_MOST = 100

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


class Failure(GraphQLError):
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
    if not 0 <= size <= _MOST:
        message = f"Requesting {size} records on the `{name}` connection exceeds the `{word}` limit of {_MOST} records."
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
    """Of a page that was too much, the second half is null and an error says why."""
    asked: Asked = info.context
    fault = asked.fault
    if fault is None or fault.kind not in ("resource-limits", "partial") or size <= fault.above or asked.errors:
        return nodes
    kinds = {"resource-limits": ("RESOURCE_LIMITS_EXCEEDED", "Resource limits for this query exceeded.")}
    kind, message = kinds.get(fault.kind, ("SERVICE_UNAVAILABLE", "Something went wrong while loading these nodes."))
    half = len(nodes) // 2
    path = [*info.path.as_list(), "nodes", half]
    asked.errors.append({"type": kind, "path": path, "message": message})
    return nodes[:half] + [None] * (len(nodes) - half)


def _none(what: str) -> Failure:
    return Failure("NOT_FOUND", f"Could not resolve to {what}.")


@resolver("Query.viewer")
def viewer(_root: Any, info: GraphQLResolveInfo) -> User:
    return info.context.call.host.user(info.context.account.login)


@resolver("Query.rateLimit")
def rate_limit(_root: Any, info: GraphQLResolveInfo, **_: Any) -> dict[str, Any] | None:
    """Null where the server limits nobody."""
    asked: Asked = info.context
    if "rate_limit" not in asked.call.host.features:
        return None
    budget = asked.budget
    reset = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(budget.reset))
    return {"cost": asked.cost, "limit": budget.limit, "nodeCount": asked.nodes, "remaining": budget.remaining,
            "resetAt": reset, "used": budget.used}  # fmt: skip


@resolver("Query.repository")
def repository(_root: Any, info: GraphQLResolveInfo, owner: str, name: str, **how: Any) -> Repository:
    """Old names are followed silently."""
    host = info.context.call.host
    found = host.find(owner, name)
    if found is None and how.get("followRenames", True):
        found = host.moved.get(f"{owner}/{name}".casefold())
    if found is None or not info.context.account.sees(found):
        raise _none(f"a Repository with the name '{owner}/{name}'")
    return found


@resolver("Query.organization", "Query.user", "Query.repositoryOwner")
def account(_root: Any, info: GraphQLResolveInfo, login: str) -> User | None:
    found = info.context.call.host.users.get(login.casefold())
    kind = {"organization": Org, "user": User}.get(info.field_name, User)
    wrong = found is None or not isinstance(found, kind) or (info.field_name == "user" and found.type != "User")
    if not wrong:
        return found
    if info.field_name == "repositoryOwner":
        return None
    raise _none(f"{'an Organization' if kind is Org else 'a User'} with the login of '{login}'")


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


@resolver("Query.node")
def node(_root: Any, info: GraphQLResolveInfo, id: str) -> Any:  # noqa: A002 - GraphQL's name
    thing = info.context.call.host.nodes.get(id)
    if not visible(info.context, thing):
        raise _none(f"a node with the global id of '{id}'")
    return thing


@resolver("Query.nodes")
def nodes(_root: Any, info: GraphQLResolveInfo, ids: list[str]) -> list[Any]:
    """Null for each that isn't there, with an error of its own."""
    asked: Asked = info.context
    if len(ids) > _MOST:
        raise Failure("ARGUMENT_LIMIT", f"You may not provide more than {_MOST} node ids; you provided {len(ids)}.")
    found = []
    for place, each in enumerate(ids):
        thing = asked.call.host.nodes.get(each)
        found.append(thing if visible(asked, thing) else None)
        if found[-1] is None:
            message = f"Could not resolve to a node with the global id of '{each}'."
            asked.errors.append({"type": "NOT_FOUND", "path": ["nodes", place], "message": message})
    return found


@resolver("User.html_url", "User.url", "Bot.url", "Organization.url")
def account_url(one: User, _info: Any) -> str:
    return f"{one.host.web_url}/{one.login}"


@resolver("Repository.nameWithOwner")
def full_name(one: Repository, _info: Any) -> str:
    return one.full_name


@resolver(*(f"Repository.is{word}" for word in ("Private", "Archived", "Disabled", "Fork")))
def repository_flag(one: Repository, info: GraphQLResolveInfo) -> bool:
    return bool(getattr(one, info.field_name.removeprefix("is").lower()))


@resolver("Repository.hasIssuesEnabled")
def has_issues(one: Repository, _info: Any) -> bool:
    return one.has_issues


@resolver("Repository.issue", "Repository.pullRequest")
def issue(place: Repository, info: GraphQLResolveInfo, number: int) -> Issue:
    """Transferred ones too are no longer found by GraphQL; pull requests are no issues."""
    found = place.issues.get(number)
    wanted = info.field_name == "pullRequest"
    if found is None or bool(found.pull) != wanted or not visible(info.context, found):
        raise _none(f"{'a PullRequest' if wanted else 'an Issue'} with the number of {number}")
    return found


@resolver("Repository.issues")
def issues(place: Repository, info: GraphQLResolveInfo, **args: Any) -> dict[str, Any]:
    chosen = args.get("filterBy") or {}
    states = {each.lower() for each in args.get("states") or chosen.get("states") or ("OPEN", "CLOSED")}
    names = {each.casefold() for each in args.get("labels") or chosen.get("labels") or ()}
    found = [
        each
        for each in place.issues.values()
        if not each.pull and not each.gone and each.state in states
        and (not names or names & {label.name.casefold() for label in each.labels})
        and each.updated_at >= (chosen.get("since") or "")
    ]  # fmt: skip
    order = args.get("orderBy") or {"field": "CREATED_AT", "direction": "ASC"}
    stamp = "updated_at" if order["field"] == "UPDATED_AT" else "created_at"
    found.sort(key=lambda each: (getattr(each, stamp), each.number), reverse=order["direction"] == "DESC")
    return connection(info, found, args)


@resolver("Issue.body", "PullRequest.body", "Issue.bodyText", "DraftIssue.body", "DraftIssue.bodyText")
def body(one: Any, _info: Any) -> str:
    """Never null: nothing is ""."""
    return one.body or ""


@resolver("Issue.url", "PullRequest.url")
def issue_url(one: Issue, _info: Any) -> str:
    return f"{one.repository.html_url}/{'pull' if one.pull else 'issues'}/{one.number}"


@resolver("Issue.state")
def state(one: Issue, _info: Any) -> str:
    return one.state.upper()


@resolver("Issue.stateReason")
def state_reason(one: Issue, _info: Any, *, enableDuplicate: bool = False) -> str | None:  # noqa: N803
    """A duplicate is called completed, unless asked for."""
    reason = (one.state_reason or "").upper() or None
    return "NOT_PLANNED" if reason == "DUPLICATE" and not enableDuplicate else reason


@resolver("Issue.activeLockReason")
def lock_reason(one: Issue, _info: Any) -> str | None:
    return "RESOLVED" if one.locked else None


@resolver("Issue.author", "DraftIssue.creator")
def author(one: Any, info: GraphQLResolveInfo) -> User:
    return getattr(one, "author", None) or getattr(one, "creator", None) or info.context.call.host.user("octocat")


@resolver("Issue.labels")
def labels(one: Issue, info: GraphQLResolveInfo, **args: Any) -> dict[str, Any]:
    return connection(info, one.labels, args)


@resolver("Issue.assignees", "DraftIssue.assignees")
def assignees(one: Any, info: GraphQLResolveInfo, **args: Any) -> dict[str, Any]:
    """People only: bots are left out without a word."""
    return connection(info, [each for each in one.assignees if each.type == "User"], args)


@resolver("Issue.assignedActors")
def actors(one: Issue, info: GraphQLResolveInfo, **args: Any) -> dict[str, Any]:
    return connection(info, one.assignees, args)


@resolver("Issue.parent")
def parent(one: Issue, info: GraphQLResolveInfo) -> Issue | None:
    """Null also where the caller may not see it."""
    return one.parent if one.parent and visible(info.context, one.parent) else None


@resolver("Issue.subIssues")
def sub_issues(one: Issue, info: GraphQLResolveInfo, **args: Any) -> dict[str, Any]:
    return connection(info, [each for each in one.children if visible(info.context, each)], args)


@resolver("Issue.subIssuesSummary")
def sub_issues_summary(one: Issue, _info: Any) -> dict[str, int]:
    found = shapes.summary(one)
    return {"total": found["total"], "completed": found["completed"], "percentCompleted": found["percent_completed"]}


@resolver("Issue.issueType")
def issue_type(one: Issue, _info: Any) -> IssueType | None:
    return one.type


@resolver("Organization.issueTypes", "Repository.issueTypes")
def issue_types(one: Any, info: GraphQLResolveInfo, **args: Any) -> dict[str, Any] | None:
    owner = one.owner if isinstance(one, Repository) else one
    return connection(info, list(owner.issue_types.values()), args) if isinstance(owner, Org) else None


@resolver("IssueType.isEnabled")
def is_enabled(one: IssueType, _info: Any) -> bool:
    return one.enabled


@resolver("Issue.issueFieldValues")
def issue_field_values(one: Issue, info: GraphQLResolveInfo, **args: Any) -> dict[str, Any]:
    return connection(info, values_of(one, info.context), args)


def values_of(one: Issue, asked: Asked) -> list[IssueValue]:
    owner, member = one.repository.owner, asked.call.sees_fields_of(one.repository)
    known = owner.issue_fields if isinstance(owner, Org) else {}
    return [
        IssueValue(known[name], one, value)
        for name, value in one.fields.items()
        if value is not None and (member or known[name].visibility == "all")
    ]


@resolver("PullRequest.closingIssuesReferences")
def closing(one: Issue, info: GraphQLResolveInfo, **args: Any) -> dict[str, Any]:
    """By the closing keywords of its body."""
    numbers = re.findall(r"(?i)\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)", one.body or "")
    found = [one.repository.issues[int(each)] for each in numbers if int(each) in one.repository.issues]
    return connection(info, [each for each in found if visible(info.context, each)], args)


@resolver("PullRequest.isDraft")
def is_draft(_one: Issue, _info: Any) -> bool:
    return False


@resolver("PullRequest.headRefName")
def head(one: Issue, _info: Any) -> str:
    return (one.pull or {})["head"]


@resolver("Organization.projectV2", "User.projectV2")
def project(owner: User, info: GraphQLResolveInfo, number: int) -> Project:
    found = owner.projects.get(number)
    if found is None or not visible(info.context, found):
        raise _none(f"a ProjectV2 with the number {number}")
    return found


@resolver("Organization.projectsV2", "User.projectsV2")
def projects(owner: User, info: GraphQLResolveInfo, **args: Any) -> dict[str, Any]:
    return connection(info, [each for each in owner.projects.values() if visible(info.context, each)], args)


@resolver("ProjectV2.url")
def project_url(one: Project, _info: Any) -> str:
    kind = "orgs" if one.owner.type == "Organization" else "users"
    return f"{one.host.web_url}/{kind}/{one.owner.login}/projects/{one.number}"


@resolver("ProjectV2.field")
def project_field(one: Project, _info: Any, name: str) -> ProjectField | None:
    return one.fields.get(name.casefold())


@resolver("ProjectV2.fields")
def project_fields(one: Project, info: GraphQLResolveInfo, **args: Any) -> dict[str, Any]:
    return connection(info, list(one.fields.values()), args)


@resolver(*(f"ProjectV2{kind}Field.dataType" for kind in ("", "SingleSelect", "Iteration")))
def field_type(one: ProjectField, _info: Any) -> str:
    return one.kind


@resolver("ProjectV2SingleSelectField.options")
def options(one: ProjectField, _info: Any, **_: Any) -> list[dict[str, str]]:
    return [{"id": f"{one.id:x}{place}", "name": name} for place, name in enumerate(one.options)]


@resolver("ProjectV2.items")
def items(one: Project, info: GraphQLResolveInfo, **args: Any) -> dict[str, Any]:
    """Archived ones too."""
    return connection(info, _alive(one.items), args)


@resolver("Issue.projectItems", "PullRequest.projectItems")
def project_items(one: Issue, info: GraphQLResolveInfo, *, includeArchived: bool = True, **args: Any) -> dict[str, Any]:  # noqa: N803
    """Items of projects that the caller may not see are left out without a word."""
    found = [each for each in one.items if visible(info.context, each) and (includeArchived or not each.archived)]
    return connection(info, found, args)


def _alive(found: list[Item]) -> list[Item]:
    return [each for each in found if not (isinstance(each.content, Issue) and each.content.gone)]


def redacted(item: Item, asked: Asked) -> bool:
    return item.hidden or (isinstance(item.content, Issue) and not visible(asked, item.content))


@resolver("ProjectV2Item.type")
def item_type(one: Item, info: GraphQLResolveInfo) -> str:
    if redacted(one, info.context):
        return "REDACTED"
    return {"DraftIssue": "DRAFT_ISSUE", "Issue": "ISSUE", "PullRequest": "PULL_REQUEST"}[type_of(one.content)]


@resolver("ProjectV2Item.isArchived")
def is_archived(one: Item, _info: Any) -> bool:
    return one.archived


@resolver("ProjectV2Item.content")
def content(one: Item, info: GraphQLResolveInfo) -> Any:
    return None if redacted(one, info.context) else one.content


@resolver("ProjectV2Item.fieldValueByName")
def field_value(one: Item, info: GraphQLResolveInfo, name: str) -> Any:
    """Null where there is no value, and where there is no such field."""
    known = one.project.fields.get(name.casefold())
    return None if known is None or redacted(one, info.context) else value_of(one, known)


@resolver("ProjectV2Item.fieldValues")
def field_values(one: Item, info: GraphQLResolveInfo, **args: Any) -> dict[str, Any]:
    found = [] if redacted(one, info.context) else [value_of(one, each) for each in one.project.fields.values()]
    return connection(info, [each for each in found if each is not None], args)


@resolver("ProjectV2ItemFieldUserValue.users", "ProjectV2ItemFieldLabelValue.labels")
def several(one: BuiltIn, info: GraphQLResolveInfo, **args: Any) -> dict[str, Any]:
    return connection(info, one.value, args)


@resolver("ProjectV2ItemFieldMilestoneValue.milestone", "ProjectV2ItemFieldRepositoryValue.repository")
def single(one: BuiltIn, _info: Any) -> Milestone | Repository | Label:
    return one.value


@resolver(*(f"{kind}.{stamp}" for kind in ("ProjectV2Item", "DraftIssue", "PullRequest")
            for stamp in ("createdAt", "updatedAt")))  # fmt: skip
def stamps(_one: Any, _info: Any) -> str:
    return "2026-03-01T09:00:00Z"
