"""One request in front of the site: what every endpoint works with."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from tests.fakes.jira.http import Answer, Request, refuse
from tests.fakes.jira.render import Renderer, Wanted, names_and_schema
from tests.fakes.jira.site import Issue, Project, Site
from tests.fakes.jira.store import Store
from tests.fakes.jira.viewer import Viewer

GATEWAY = "https://api.atlassian.com/ex/jira"
NO_ISSUE = "Issue does not exist or you do not have permission to see it."
NOT_AUTHENTICATED = "Client must be authenticated to access this resource."


class Asked:
    """`memory` is the server's own, for what lasts from request to request."""

    def __init__(self, store: Store, request: Request, viewer: Viewer, memory: dict[Any, Any]) -> None:
        self.store, self.request, self.viewer, self.memory = store, request, viewer, memory

    @property
    def site(self) -> Site:
        return self.store.site

    @cached_property
    def renderer(self) -> Renderer:
        """Kept for the next request, as its parts are the same for everybody who asks alike."""
        account = self.viewer.account
        key = "renderer", account.secret if account else None, self.viewer.base
        if key not in self.memory:
            self.memory[key] = Renderer(self.store, self.viewer)
        found: Renderer = self.memory[key]
        return found

    @property
    def expand(self) -> set[str]:
        return set(self.request.many("expand"))

    def issue(self, name: str) -> Issue:
        """Raises RefusedError with 404 for what isn't there or isn't shown."""
        found = self.store.find(name)
        if found is None or not self.renderer.visible(found):
            raise refuse(404, NO_ISSUE)
        return found

    def project(self, name: str) -> Project:
        for each in self.viewer.projects():
            if name.upper() in {each.key, str(each.id)}:
                return each
        raise refuse(404, f"No project could be found with key '{name}'.")

    def shown(self, issue: Issue, wanted: Wanted, properties: list[str] = []) -> dict[str, Any]:  # noqa: B006 - read only
        found = self.renderer.issue(issue, wanted)
        if properties and not wanted.id_only:
            found["properties"] = {key: issue.properties[key] for key in properties if key in issue.properties}
        return found

    def described(self, issues: list[dict[str, Any]]) -> dict[str, Any]:
        """`names` and `schema` of an answer, as far as they were asked for."""
        present = {ident for issue in issues for ident in issue.get("fields", ())}
        names, schemas = names_and_schema(self.renderer, present)
        asked = {"names": names, "schema": schemas}
        return {key: asked[key] for key in asked if key in self.expand}

    def listed(self, key: str, found: list[Any], most: int, **more: Any) -> Answer:
        """A page by startAt and maxResults."""
        start, size = self.request.number_of("startAt", 0), min(self.request.number_of("maxResults", 50), most)
        page = {"startAt": start, "maxResults": size, "total": len(found), key: found[start : start + size]}
        return Answer(document=page | more)


def last(asked: Asked, found: list[Any], most: int) -> dict[str, bool]:
    start, size = asked.request.number_of("startAt", 0), min(asked.request.number_of("maxResults", 50), most)
    return {"isLast": start + size >= len(found)}


def root(site: Site, url: str, gateway: str | None) -> str:
    """The address that `self` links begin with: people's on Cloud, whatever was called on Data Center."""
    if gateway is not None:
        return f"{GATEWAY}/{gateway}"
    return site.base_url if site.is_cloud else url + site.context_path
