"""Which endpoint a request means."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from msgspec import Struct

from tests.fakes.jira import cloud, datacenter, shared
from tests.fakes.jira.http import Answer, Request
from tests.fakes.jira.site import Site


class Route(Struct, frozen=True):
    method: str
    pattern: re.Pattern[str]
    endpoint: Callable[..., Answer]


def _table(rows: list[tuple[str, str, Callable[..., Answer]]]) -> list[Route]:
    return [Route(method, re.compile(path.replace("{}", "([^/]+)")), endpoint) for method, path, endpoint in rows]


_SHARED: list[tuple[str, str, Callable[..., Answer]]] = [
    ("GET", "serverInfo", shared.server_info),
    ("GET", "myself", shared.myself),
    ("GET", "mypermissions", shared.my_permissions),
    ("GET", "field", shared.fields),
    ("GET", "issuetype", shared.issue_types),
    ("GET", "issueLinkType", shared.link_types),
    ("GET", "project", shared.projects),
    ("GET", "project/{}", shared.project),
    ("GET", "issue/{}", shared.issue),
    ("GET", "issue/{}/remotelink", shared.remote_links),
    ("GET", "issue/{}/properties", shared.properties),
    ("GET", "issue/{}/properties/{}", shared.one_property),
    ("GET", "issue/{}/editmeta", shared.edit_meta),
]
_CLOUD = _table(
    [
        ("GET", "search", cloud.gone),
        ("POST", "search", cloud.gone),
        ("GET", "search/jql", cloud.search),
        ("POST", "search/jql", cloud.search),
        ("POST", "search/approximate-count", cloud.approximate_count),
        ("POST", "issue/bulkfetch", cloud.bulk_fetch),
        ("GET", "field/search", cloud.field_search),
        ("GET", "issuetype/project", cloud.issue_types_of_project),
        ("GET", "project/search", cloud.projects),
        ("GET", "project/{}/hierarchy", cloud.hierarchy),
        ("GET", "projects/fields", cloud.project_fields),
        ("GET", "issue/createmeta/{}/issuetypes", cloud.create_types),
        ("GET", "issue/createmeta/{}/issuetypes/{}", cloud.create_fields),
        *_SHARED,
    ]
)
_DATACENTER = _table(
    [
        ("GET", "search", datacenter.search),
        ("POST", "search", datacenter.search),
        ("GET", "issue/createmeta/{}/issuetypes", datacenter.create_types),
        ("GET", "issue/createmeta/{}/issuetypes/{}", datacenter.create_fields),
        *_SHARED,
    ]
)
_VERSIONS = {"cloud": {"2", "3", "latest"}, "datacenter": {"2", "latest"}}


def find(site: Site, request: Request) -> tuple[Callable[..., Answer], list[str]] | None:
    if site.is_cloud and request.path == "/_edge/tenant_info":
        return cloud.tenant_info, []
    if request.api not in _VERSIONS[site.flavour]:
        return None
    for route in _CLOUD if site.is_cloud else _DATACENTER:
        found = route.pattern.fullmatch(request.route)
        if found and route.method == request.method:
            return route.endpoint, [unquote(each) for each in found.groups()]
    return None


def api_of(path: str, context: str) -> dict[str, Any]:
    """Gateway, version and route of a path."""
    found = re.fullmatch(r"(?:/ex/jira/([^/]+)|" + re.escape(context) + r")/rest/api/(\w+)/(.+?)/?", path)
    return {"gateway": found[1], "api": found[2], "route": found[3]} if found else {}
