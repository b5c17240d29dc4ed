"""What GraphQL's fields mean in this world: Projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fakes.github.projects import Item, Project, ProjectField
from tests.fakes.github.resolving import Asked, connection, none, resolver, type_of, visible
from tests.fakes.github.values import BuiltIn, value_of
from tests.fakes.github.world import STAMP, Issue, Label, Milestone, Repository, User

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo


@resolver("Organization.projectV2", "User.projectV2")
def project(owner: User, info: GraphQLResolveInfo, number: int) -> Project:
    found = owner.projects.get(number)
    if found is None or not visible(info.context, found):
        raise none(f"a ProjectV2 with the number {number}")
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
    return STAMP
