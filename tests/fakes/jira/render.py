"""Issues and what they refer to, as JSON for one viewer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cached_property
from typing import Any

import msgspec

from tests.fakes.jira import system_fields
from tests.fakes.jira.site import EPIC_LINK, PARENT_LINK, Field, Issue, IssueType, Project, Status, User
from tests.fakes.jira.store import Store
from tests.fakes.jira.viewer import Viewer
from tests.fakes.jira.wiki import document, wiki

EXPAND = "operations,versionedRepresentations,editmeta,changelog,renderedFields"
_CATEGORIES = {
    "new": (2, "To Do", "blue-gray"),
    "indeterminate": (4, "In Progress", "yellow"),
    "done": (3, "Done", "green"),
}
_ARRAYS = {"array"}
ABSENT = msgspec.UNSET


class Renderer:
    """For one viewer and one answer or many: the parts that issues share are made once."""

    def __init__(self, store: Store, viewer: Viewer) -> None:
        self.store, self.viewer, self.site = store, viewer, store.site
        self.projects = {each.key: each for each in self.site.projects}
        self.types = {each.id: each for each in self.site.types}
        self._statuses = {each.id: self._status(each) for each in self.site.statuses}
        self._kinds = {each.id: self.type(each) for each in self.site.types}
        self._spaces = {each.key: self.project(each) for each in self.site.projects}
        self._users: dict[User, dict[str, Any]] = {}
        self._applying: dict[tuple[str, str], list[Field]] = {}

    @cached_property
    def fields(self) -> dict[str, Field]:
        return {field.id: field for field in self.viewer.fields()}

    @cached_property
    def searched(self) -> frozenset[str]:
        return self.viewer.searched()

    def visible(self, issue: Issue | None) -> bool:
        return issue is not None and self.viewer.sees(issue, self.searched)

    def user(self, user: User) -> dict[str, Any]:
        if user not in self._users:
            shown: dict[str, Any] = {"displayName": user.name, "active": user.active, "timeZone": user.time_zone}
            if self.site.is_cloud:
                shown |= {"accountId": user.account, "accountType": user.kind}
                shown["self"] = f"{self.viewer.base}/user?accountId={user.account}"
            else:
                login = user.login or user.account.lower()
                shown |= {"key": user.account, "name": login, "emailAddress": f"{login}@acme.example"}
                shown["self"] = f"{self.viewer.base}/user?username={login}"
            self._users[user] = shown
        return self._users[user]

    def type(self, type_: IssueType) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "self": f"{self.viewer.base}/issuetype/{type_.id}",
            "id": type_.id,
            "description": "",
            "iconUrl": f"{self.site.base_url}/images/icons/issuetypes/{type_.id}.png",
            "name": type_.name,
            "subtask": type_.level < 0,
        }
        if self.site.is_cloud:
            shown["hierarchyLevel"] = type_.level
            if type_.project:
                shown["scope"] = {"type": "PROJECT", "project": {"id": str(self.projects[type_.project].id)}}
        return shown

    def project(self, project: Project) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "self": f"{self.viewer.base}/project/{project.id}",
            "id": str(project.id),
            "key": project.key,
            "name": project.name,
            "projectTypeKey": "software",
        }
        return shown | {"simplified": project.team_managed} if self.site.is_cloud else shown

    def _status(self, status: Status) -> dict[str, Any]:
        number, name, color = _CATEGORIES[status.category]
        base = self.viewer.base
        return {
            "self": f"{base}/status/{status.id}",
            "description": "",
            "iconUrl": f"{self.site.base_url}/images/icons/statuses/generic.png",
            "name": status.name,
            "id": status.id,
            "statusCategory": {
                "self": f"{base}/statuscategory/{number}",
                "id": number,
                "key": status.category,
                "colorName": color,
                "name": name,
            },
        }

    def issue(self, issue: Issue, wanted: Wanted) -> dict[str, Any]:
        """`fields` is left out where none were asked for; `id` alone is Cloud's search default."""
        if wanted.id_only:
            return {"id": str(issue.id)}
        shown: dict[str, Any] = {
            "expand": EXPAND,
            "id": str(issue.id),
            "self": f"{self.viewer.base}/issue/{issue.id}",
            "key": issue.key,
        }
        if not wanted.any_field:
            return shown
        found = {}
        for field in self.applying(issue):
            if wanted.takes(field.id):
                value = self.value(issue, field)
                if value is not ABSENT:
                    found[field.id] = value
        if self.site.limits.absent_as_null:
            found = {ident: None for ident in self.fields if wanted.takes(ident)} | found
        shown["fields"] = found
        return shown

    def applying(self, issue: Issue) -> list[Field]:
        pair = issue.project, issue.type
        if pair not in self._applying:
            self._applying[pair] = [field for field in self.fields.values() if field.applies(*pair)]
        return self._applying[pair]

    def value(self, issue: Issue, field: Field) -> Any:
        own = _OWN.get(field.id)
        if own:
            return own(self, issue)
        if field.custom == EPIC_LINK:
            return self._epic(issue)
        if field.custom == PARENT_LINK:
            return self._parent_link(issue)
        return self._shown(
            issue.fields.get(field.id, [] if field.type in _ARRAYS and not field.custom else None), field
        )

    def _shown(self, value: Any, field: Field) -> Any:
        if isinstance(value, User):
            return self.user(value)
        if isinstance(value, list) and value and isinstance(value[0], User):
            return [self.user(each) for each in value]
        if not field.rich or value is None:
            return value
        if self.viewer.adf:
            return document(value) if isinstance(value, str) else value
        if isinstance(value, msgspec.Raw):
            value = msgspec.json.decode(value)
        return wiki(value) if isinstance(value, dict) else value

    def time(self, milliseconds: int) -> str:
        when = datetime.fromtimestamp(milliseconds / 1000, self.viewer.zone)
        return when.strftime("%Y-%m-%dT%H:%M:%S.") + f"{milliseconds % 1000:03}" + when.strftime("%z")

    def level(self, issue: Issue) -> int:
        return self.types[issue.type].level

    def _parent(self, issue: Issue) -> Any:
        parent = self.store.find(issue.parent) if issue.parent else None
        if parent is None or not self.visible(parent):
            return None if self.site.limits.parent_as_null else ABSENT
        return self.reference(parent)

    def reference(self, issue: Issue) -> dict[str, Any]:
        """Another issue as a parent or a link shows it."""
        return {
            "id": str(issue.id),
            "key": issue.key,
            "self": f"{self.viewer.base}/issue/{issue.id}",
            "fields": {
                "summary": issue.summary,
                "status": self._statuses[issue.status],
                "issuetype": self._kinds[issue.type],
            },
        }

    def _epic(self, issue: Issue) -> Any:
        """The key of the epic, even of one that the viewer can't see; epics and above have none."""
        return issue.parent if self.level(issue) < 1 else None

    def _parent_link(self, issue: Issue) -> Any:
        """A key on Data Center; on Cloud an object that is never null, and says so where the licence is missing."""
        parent = issue.parent if self.level(issue) >= 1 else None
        if not self.site.is_cloud:
            return parent
        if not self.site.limits.premium:
            reason = {
                "reason": "PLUGIN_LICENSE_ERROR",
                "message": "The Parent Link is only available to Jira Premium users.",
            }
            return {"hasEpicLinkFieldDependency": False, "showField": False, "nonEditableReason": reason}
        shown: dict[str, Any] = {"hasEpicLinkFieldDependency": False, "showField": True}
        found = self.store.find(parent) if parent else None
        if found and self.visible(found):
            shown["data"] = {"id": found.id, "key": found.key, "summary": found.summary}
        return shown

    def _links(self, issue: Issue) -> list[dict[str, Any]]:
        types = {each.id: each for each in self.site.link_types}
        shown = []
        for place, link in enumerate(issue.links):
            other = self.store.find(link.to)
            if other is None or not self.visible(other):
                continue
            number = issue.id * 100 + place
            side = "outwardIssue" if link.outward else "inwardIssue"
            type_ = {**msgspec.to_builtins(types[link.type]), "self": f"{self.viewer.base}/issueLinkType/{link.type}"}
            own = {"id": str(number), "self": f"{self.viewer.base}/issueLink/{number}", "type": type_}
            shown.append(own | {side: self.reference(other)})
        return shown


_OWN: dict[str, Any] = {
    "summary": lambda _, issue: issue.summary,
    "issuetype": lambda self, issue: self._kinds[issue.type],
    "project": lambda self, issue: self._spaces[issue.project],
    "status": lambda self, issue: self._statuses[issue.status],
    "created": lambda self, issue: self.time(issue.created),
    "updated": lambda self, issue: self.time(issue.updated),
    "parent": Renderer._parent,
    "issuelinks": Renderer._links,
}


class Wanted:
    """Which fields a request asked for: ids, `*all`, `*navigable`, and `-id` to leave one out."""

    def __init__(self, names: Collection[str], *, search: bool = False) -> None:
        names = {name.strip() for name in names} - {""}
        self.id_only = search and names <= {"id"}
        self.keys_only = search and names <= {"id", "key"}
        self._without = {name[1:] for name in names if name.startswith("-")}
        self._all = bool(names & {"*all", "*navigable"}) or names == {f"-{name}" for name in self._without} != set()
        self._names = names
        self.any_field = not names <= {"id", "key"}

    def takes(self, ident: str) -> bool:
        return (self._all or ident in self._names) and ident not in self._without


def names_and_schema(renderer: Renderer, shown: Collection[str]) -> tuple[dict[str, str], dict[str, Any]]:
    """What expand=names,schema adds for the fields in an answer."""
    fields = [renderer.fields[ident] for ident in renderer.fields if ident in shown]
    return {each.id: each.name for each in fields}, {each.id: system_fields.schema(each) for each in fields}
