"""Endpoints of Cloud only: search by token, bulk fetch, and what tells where a field applies."""

from __future__ import annotations

from typing import Any

from tests.fakes.jira import shared, system_fields
from tests.fakes.jira.asked import NOT_AUTHENTICATED, Asked, last
from tests.fakes.jira.http import Answer, refuse
from tests.fakes.jira.render import Wanted
from tests.fakes.jira.searching import Search
from tests.fakes.jira.system_fields import number_of

GONE = (
    "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration guideline "
    "is available at https://developer.atlassian.com/changelog/#CHANGE-2046"
)
INVALID = "Invalid request payload. Refer to the REST API documentation and try again."
MOST_BULK, MOST_PROPERTIES, MOST_RECONCILED, MOST_RESULTS = 100, 5, 50, 5000
_SEARCH_KEYS = set("expand fields fieldsByKeys jql maxResults nextPageToken properties reconcileIssues".split())
_BULK_KEYS = set("expand fields fieldsByKeys issueIdsOrKeys properties".split())


def gone(_: Asked) -> Answer:
    raise refuse(410, GONE)


def tenant_info(asked: Asked) -> Answer:
    return Answer(document={"cloudId": asked.site.cloud_id})


def search(asked: Asked) -> Answer:
    request = asked.request
    if request.method == "POST":
        _only(request.body, _SEARCH_KEYS)
    most = _whole(request.one("maxResults", "50"))
    if not 1 <= most <= MOST_RESULTS:
        raise refuse(400, f"The value of the maxResults parameter must be between 1 and {MOST_RESULTS}.")
    properties, reconciled = _named(request.many("properties")), _named(request.many("reconcileIssues"))
    _at_most(MOST_PROPERTIES, properties, "properties")
    _at_most(MOST_RECONCILED, reconciled, "reconcileIssues")
    wanted = Wanted(request.many("fields"), search=True)
    limits = asked.site.limits
    size = min(most, limits.id_page if wanted.keys_only else limits.page)
    found = Search(asked, request.one("jql"), tuple(sorted(map(_whole, reconciled))), bounded=True)
    page, token = found.page(request.one("nextPageToken"), size)
    issues = [asked.shown(issue, wanted, properties) for issue in page]
    document: dict[str, Any] = {"issues": issues, "isLast": token is None, **asked.described(issues)}
    return Answer(document=document | ({"nextPageToken": token} if token else {}))


def approximate_count(asked: Asked) -> Answer:
    found = Search(asked, asked.request.one("jql"), bounded=True)
    return Answer(document={"count": len(found.issues())})


def bulk_fetch(asked: Asked) -> Answer:
    """Ascending by id; what isn't found or isn't shown is left out without a word."""
    body = asked.request.body
    _only(body, _BULK_KEYS)
    names = body.get("issueIdsOrKeys")
    lists = [names, body.get("fields"), body.get("properties"), body.get("expand")]
    if not names or any(each is not None and not _strings(each) for each in lists):
        raise refuse(400, INVALID)
    _at_most(MOST_BULK, names, "issueIdsOrKeys")
    properties = body.get("properties") or []
    _at_most(MOST_PROPERTIES, properties, "properties")
    found = {issue.id: issue for issue in map(asked.store.find, names) if issue and asked.renderer.visible(issue)}
    wanted = Wanted(body.get("fields") or ["*navigable"])
    issues = [asked.shown(found[ident], wanted, properties) for ident in sorted(found)]
    if asked.expand:
        issues = [issue | asked.described([issue]) for issue in issues]
    return Answer(document={"issueErrors": [], "issues": issues})


def issue_types_of_project(asked: Asked) -> Answer:
    project, level = asked.project(asked.request.one("projectId")), asked.request.one("level")
    types = asked.site.types_of(project)
    return Answer(document=[asked.renderer.type(each) for each in types if level in {"", str(each.level)}])


def projects(asked: Asked) -> Answer:
    keys, ids = set(asked.request.many("keys")), set(asked.request.many("id"))
    query, archived = asked.request.one("query").lower(), "archived" in asked.request.many("status")
    found = [
        shared.project_json(asked, each.key)
        for each in sorted(asked.viewer.projects(), key=lambda each: each.key)
        if (not keys or each.key in keys)
        and (not ids or str(each.id) in ids)
        and query in f"{each.key} {each.name}".lower()
        and (archived or not each.archived)
    ]
    return asked.listed("values", found, 100, **last(asked, found, 100))


def field_search(asked: Asked) -> Answer:
    """Company-managed only, and only for those who are logged in."""
    if asked.viewer.account is None:
        raise refuse(401, NOT_AUTHENTICATED)
    ids, query = set(asked.request.many("id")), asked.request.one("query").lower()
    kinds = set(asked.request.many("type")) or {"custom", "system"}
    found = [
        {"id": each.id, "key": each.id, "name": each.name, "schema": system_fields.schema(each)}
        for each in asked.renderer.fields.values()
        if each.project is None
        and (not ids or each.id in ids)
        and query in each.name.lower()
        and ("system" if number_of(each) is None else "custom") in kinds
    ]
    return asked.listed("values", found, 100, **last(asked, found, 100))


def project_fields(asked: Asked) -> Answer:
    """Fields that are available for the projects and work types; 404 where the feature is off."""
    if not asked.site.limits.projects_fields:
        raise refuse(404)
    if asked.viewer.account is None:
        raise refuse(401, NOT_AUTHENTICATED)
    wanted_projects, wanted_types = asked.request.many("projectId"), asked.request.many("workTypeId")
    if not wanted_projects or not wanted_types:
        raise refuse(400, "projectId and workTypeId are required.")
    wanted = set(asked.request.many("fieldId"))
    places = [asked.project(each) for each in wanted_projects]
    found = [
        {"fieldId": field.id, "projectId": place.id, "workTypeId": int(type_), "isRequired": field.id == "summary"}
        for place in places
        for type_ in wanted_types
        for field in asked.renderer.fields.values()
        if field.applies(place.key, type_) and (not wanted or field.id in wanted)
    ]
    return asked.listed("values", found, 100, **last(asked, found, 100))


def hierarchy(asked: Asked, name: str) -> Answer:
    project = asked.project(name)
    types = asked.site.types_of(project)
    levels = [
        {
            "level": level,
            "name": {-1: "Sub-task", 0: "Base", 1: "Epic"}.get(level, f"Level {level}"),
            "issueTypes": [{"id": int(each.id), "name": each.name} for each in types if each.level == level],
        }
        for level in sorted({each.level for each in types})
    ]
    return Answer(document={"projectId": project.id, "hierarchy": levels})


def create_types(asked: Asked, name: str) -> Answer:
    project = asked.project(name)
    allowed = _may_create(asked, project.key)
    types = [asked.renderer.type(each) for each in asked.site.types_of(project) if allowed]
    return asked.listed("issueTypes", types, 200)


def create_fields(asked: Asked, name: str, type_: str) -> Answer:
    project = asked.project(name)
    offered = shared.on_screen(asked, project.key, type_) if _may_create(asked, project.key) else []
    return asked.listed("fields", [shared.screen_field(each) | {"fieldId": each.id} for each in offered], 200)


def _may_create(asked: Asked, project: str) -> bool:
    allowed = asked.viewer.may("CREATE_ISSUES", project)
    if not allowed and asked.site.limits.create_denied == "400":
        raise refuse(400, "You do not have permission to create issues in this project.")
    return allowed


def _only(body: Any, keys: set[str]) -> None:
    if not isinstance(body, dict) or body.keys() - keys:
        raise refuse(400, INVALID)


def _at_most(most: int, found: list[Any], name: str) -> None:
    if len(found) > most:
        raise refuse(400, f"The number of {name} must be at most {most}, but was {len(found)}.")


def _strings(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(each, str) for each in found)


def _named(found: list[str]) -> list[str]:
    return [each for each in found if each]


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise refuse(400, INVALID) from None
