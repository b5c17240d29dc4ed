"""Endpoints of Data Center only: search by startAt with its caps and its window, pages under `values`."""

from __future__ import annotations

from typing import Any

from tests.fakes.jira import shared
from tests.fakes.jira.asked import Asked, last
from tests.fakes.jira.http import Answer, refuse
from tests.fakes.jira.render import Wanted
from tests.fakes.jira.searching import Search
from tests.fakes.jira.site import PARENT_LINK


def search(asked: Asked) -> Answer:
    """`maxResults` comes back as what the server made of it."""
    request, limits = asked.request, asked.site.limits
    start, asked_for = request.number_of("startAt", 0), request.number_of("maxResults", 50)
    if start < 0:
        raise refuse(400, "startAt must be 0 or more.")
    size = limits.dc_page if asked_for < 0 else min(asked_for, limits.dc_page)
    found = Search(asked, request.one("jql")).issues()
    end = start + size
    if limits.window is not None and end > limits.window and len(found) > limits.window:
        if limits.beyond_window == "error":
            raise refuse(
                400, f"Result window is too large, from + size must be less than or equal to: [{limits.window}]"
            )
        end = limits.window
    wanted = Wanted(request.many("fields") or ["*navigable"])
    issues = [asked.shown(issue, wanted) for issue in found[start:end]]
    if not limits.parent_link_in_search:
        _without_parent_link(asked, issues)
    page: dict[str, Any] = {"expand": "schema,names", "startAt": start, "maxResults": size, "total": len(found)}
    return Answer(document=page | {"issues": issues} | asked.described(issues))


def _without_parent_link(asked: Asked, issues: list[dict[str, Any]]) -> None:
    """As some servers do: the search says null where GET issue has a parent."""
    links = [field.id for field in asked.site.fields if field.custom == PARENT_LINK]
    for issue in issues:
        issue.get("fields", {}).update({ident: None for ident in links if ident in issue.get("fields", {})})


def create_types(asked: Asked, name: str) -> Answer:
    project = asked.project(name)
    types = [
        asked.renderer.type(each)
        for each in asked.site.types_of(project)
        if asked.viewer.may("CREATE_ISSUES", project.key)
    ]
    return asked.listed("values", types, 200, **last(asked, types, 200))


def create_fields(asked: Asked, name: str, type_: str) -> Answer:
    project = asked.project(name)
    allowed = asked.viewer.may("CREATE_ISSUES", project.key)
    fields = shared.on_screen(asked, project.key, type_) if allowed else []
    found = [shared.screen_field(each) | {"fieldId": each.id} for each in fields]
    return asked.listed("values", found, 200, **last(asked, found, 200))
