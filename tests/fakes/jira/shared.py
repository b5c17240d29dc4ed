"""Endpoints that Cloud and Data Center have in common."""

from __future__ import annotations

from typing import Any

from tests.fakes.jira import system_fields
from tests.fakes.jira.asked import NOT_AUTHENTICATED, Asked
from tests.fakes.jira.http import Answer, RefusedError, refuse
from tests.fakes.jira.render import Wanted
from tests.fakes.jira.site import Field

PERMISSIONS = {
    "BROWSE_PROJECTS": 10,
    "CREATE_ISSUES": 11,
    "EDIT_ISSUES": 12,
    "ADMINISTER": 0,
    "ADMINISTER_PROJECTS": 23,
}


def server_info(asked: Asked) -> Answer:
    site = asked.site
    document = {
        "baseUrl": site.base_url,
        "version": site.version,
        "versionNumbers": [int(part) for part in site.version.partition("-")[0].split(".")],
        "deploymentType": "Cloud" if site.is_cloud else "Server",
        "buildNumber": 100_000,
        "serverTime": asked.store.now().strftime("%Y-%m-%dT%H:%M:%S.000%z"),
        "serverTitle": "Jira",
    }
    return Answer(document=document)


def myself(asked: Asked) -> Answer:
    account = asked.viewer.account
    if account is None:
        raise RefusedError(Answer(status=401, document=NOT_AUTHENTICATED.encode(), content_type="text/plain"))
    return Answer(document=asked.renderer.user(account.user) | {"locale": "en_US"})


def my_permissions(asked: Asked) -> Answer:
    wanted = [each for each in asked.request.many("permissions") if each]
    if not wanted and asked.site.is_cloud:
        raise refuse(400, "The 'permissions' query parameter is required.")
    unknown = [each for each in wanted if each not in PERMISSIONS]
    if unknown:
        raise refuse(400, f"Unrecognized permission: {unknown[0]}")
    project = asked.request.one("projectKey") or asked.request.one("projectId")
    issue = asked.request.one("issueKey") or asked.request.one("issueId")
    key = asked.issue(issue).project if issue else asked.project(project).key if project else None
    found = {
        name: {
            "id": str(PERMISSIONS[name]),
            "key": name,
            "name": name.replace("_", " ").capitalize(),
            "type": "GLOBAL" if name == "ADMINISTER" else "PROJECT",
            "description": "",
            "havePermission": asked.viewer.may(name, key),
        }
        for name in wanted or PERMISSIONS
    }
    return Answer(document={"permissions": found})


def fields(asked: Asked) -> Answer:
    projects = asked.renderer.projects
    found = [
        system_fields.description(field, projects.get(field.project or ""), asked.viewer.base)
        for field in asked.renderer.fields.values()
    ]
    return Answer(document=found)


def issue_types(asked: Asked) -> Answer:
    keys = {project.key for project in asked.viewer.projects()}
    if asked.viewer.account is None and not keys:
        return Answer(document=[])
    types = [each for each in asked.site.types if each.project is None or each.project in keys]
    return Answer(document=[asked.renderer.type(each) for each in types])


def link_types(asked: Asked) -> Answer:
    found = [
        {"id": each.id, "name": each.name, "inward": each.inward, "outward": each.outward,
         "self": f"{asked.viewer.base}/issueLinkType/{each.id}"}
        for each in asked.site.link_types
    ]  # fmt: skip
    return Answer(document={"issueLinkTypes": found})


def projects(asked: Asked) -> Answer:
    return Answer(document=[project_json(asked, each.key) for each in asked.viewer.projects() if not each.archived])


def project(asked: Asked, name: str) -> Answer:
    found = asked.project(name)
    types = [asked.renderer.type(each) for each in asked.site.types_of(found)]
    return Answer(document=project_json(asked, name) | {"issueTypes": types})


def project_json(asked: Asked, name: str) -> dict[str, Any]:
    found = asked.project(name)
    shown = asked.renderer.project(found) | {"archived": found.archived}
    if asked.site.is_cloud:
        shown["style"] = "next-gen" if found.team_managed else "classic"
    return shown


def issue(asked: Asked, name: str) -> Answer:
    found = asked.issue(name)
    wanted = Wanted(asked.request.many("fields") or ["*all"])
    shown = asked.shown(found, wanted, asked.request.many("properties"))
    return Answer(document=shown | asked.described([shown]))


def remote_links(asked: Asked, name: str) -> Answer:
    found = asked.issue(name)
    base = f"{asked.viewer.base}/issue/{found.key}/remotelink"
    links = [
        {"id": found.id * 10 + place, "self": f"{base}/{found.id * 10 + place}", **link}
        for place, link in enumerate(found.remote)
    ]
    return Answer(document=links)


def properties(asked: Asked, name: str) -> Answer:
    found = asked.issue(name)
    base = f"{asked.viewer.base}/issue/{found.id}/properties"
    return Answer(document={"keys": [{"key": key, "self": f"{base}/{key}"} for key in found.properties]})


def one_property(asked: Asked, name: str, key: str) -> Answer:
    found = asked.issue(name)
    if key not in found.properties:
        raise refuse(404, "The property does not exist.")
    return Answer(document={"key": key, "value": found.properties[key]})


def screen_field(field: Field) -> dict[str, Any]:
    """A field as createmeta and editmeta show it."""
    return {
        "required": field.id == "summary",
        "schema": system_fields.schema(field),
        "name": field.name,
        "key": field.id,
        "operations": ["set"],
        "hasDefaultValue": False,
    }


def on_screen(asked: Asked, project_key: str, type_: str) -> list[Field]:
    skipped = {"created", "updated", "status", "resolutiondate"}
    return [
        field
        for field in asked.renderer.fields.values()
        if field.on_screens and field.id not in skipped and field.applies(project_key, type_)
    ]


def edit_meta(asked: Asked, name: str) -> Answer:
    """Without the permission to edit, the answer is 200 and empty."""
    found = asked.issue(name)
    editable = on_screen(asked, found.project, found.type) if asked.viewer.may("EDIT_ISSUES", found.project) else []
    return Answer(document={"fields": {field.id: screen_field(field) for field in editable}})
