"""What GraphQL's fields mean in this world: repositories, issues, and what leads to them."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from tests.fakes.github import shapes
from tests.fakes.github.resolving import MOST, Asked, Failure, connection, none, resolver, visible
from tests.fakes.github.values import IssueValue
from tests.fakes.github.world import Issue, IssueType, Org, Repository, User

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo


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
        raise none(f"a Repository with the name '{owner}/{name}'")
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
    raise none(f"{'an Organization' if kind is Org else 'a User'} with the login of '{login}'")


@resolver("Query.node")
def node(_root: Any, info: GraphQLResolveInfo, id: str) -> Any:  # noqa: A002 - GraphQL's name
    thing = info.context.call.host.nodes.get(id)
    if not visible(info.context, thing):
        raise none(f"a node with the global id of '{id}'")
    return thing


@resolver("Query.nodes")
def nodes(_root: Any, info: GraphQLResolveInfo, ids: list[str]) -> list[Any]:
    """Null for each that isn't there, with an error of its own."""
    asked: Asked = info.context
    if len(ids) > MOST:
        raise Failure("ARGUMENT_LIMIT", f"You may not provide more than {MOST} node ids; you provided {len(ids)}.")
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


@resolver("Organization.viewerIsAMember")
def is_member(one: Org, info: GraphQLResolveInfo) -> bool:
    return info.context.account.login in one.members


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
        raise none(f"{'a PullRequest' if wanted else 'an Issue'} with the number of {number}")
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
    """A duplicate is called not planned, unless asked for."""
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
