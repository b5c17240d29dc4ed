"""What a Jira site holds, as values: the fake is built from one `Site`, and serves it as Cloud or as Data Center.

Texts of rich fields are ADF documents, or plain strings that are shown as a paragraph each (v3) or as they are (v2).
People stand in fields as `User`, everything else as Jira's own JSON; `Raw` keeps what is only passed on small.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

Flavour = Literal["cloud", "datacenter"]
CUSTOM = "com.atlassian.jira.plugin.system.customfieldtypes:"
EPIC_LINK = "com.pyxis.greenhopper.jira:gh-epic-link"
PARENT_LINK = "com.atlassian.jpo:jpo-custom-field-parent"
CLOUD_ID = "1324a887-45db-1bf4-1e99-ef0ff456d421"


class Value(Struct, frozen=True, kw_only=True):
    """Base of the values that don't change."""


class User(Value):
    """On Data Center `account` is the user key and `login` the name; mail is hidden on Cloud, as is usual."""

    account: str
    name: str
    active: bool = True
    kind: Literal["atlassian", "app", "customer"] = "atlassian"
    login: str = ""
    time_zone: str = "Europe/Berlin"


class Project(Value):
    id: int
    key: str
    name: str
    team_managed: bool = False
    archived: bool = False  # its issues are found by nobody
    public: bool = False  # browsable without credentials


class IssueType(Value):
    """`level` is Cloud's hierarchyLevel: -1 sub-task, 0 base, 1 epic, 2+ Premium's; `project` is a scope's key."""

    id: str
    name: str
    level: int = 0
    project: str | None = None


class Status(Value):
    id: str
    name: str
    category: Literal["new", "indeterminate", "done"] = "new"


class Context(Value):
    """Where a field applies: None is every project, or every type."""

    project: str | None = None
    type: str | None = None


class Field(Value):
    """`custom` is the schema's custom type; `project` the scope of a team-managed field; no contexts: nowhere."""

    id: str
    name: str
    type: str = "string"
    items: str | None = None
    custom: str | None = None
    project: str | None = None
    contexts: tuple[Context, ...] = (Context(),)
    rich: bool = False
    on_screens: bool = True

    def applies(self, project: str, type_: str) -> bool:
        return self.project in {None, project} and any(
            each.project in {None, project} and each.type in {None, type_} for each in self.contexts
        )


class LinkType(Value):
    id: str
    name: str
    inward: str
    outward: str


class Link(Value):
    """Seen from the issue that holds it: outward says "this contributes to `to`"."""

    type: str
    to: str
    outward: bool = True


class Account(Value):
    """A credential and what it may do. None is "all". `kind` says which door it opens:

    basic (mail or login, and secret), scoped (the same, by the gateway only), oauth (bearer, gateway), pat (bearer).
    """

    name: str
    secret: str
    user: User
    kind: Literal["basic", "scoped", "oauth", "pat"] = "basic"
    browse: frozenset[str] | None = None
    create: frozenset[str] | None = None
    edit: frozenset[str] | None = None
    scopes: frozenset[str] | None = None
    hidden_fields: frozenset[str] = frozenset()
    security: frozenset[str] = frozenset()  # levels of issue security that it may see
    licensed: bool = True


class Limits(Value):
    """What the server refuses, caps or leaves out, and where Jiras are known to differ."""

    page: int = 100  # Cloud's cap with real fields
    id_page: int = 5000
    dc_page: int = 1000  # jira.search.views.default.max
    window: int | None = 10_000
    beyond_window: Literal["error", "empty"] = "error"
    projects_fields: bool = True  # the feature flag of Cloud's GET projects/fields
    create_denied: Literal["empty", "400"] = "empty"
    parent_link_in_search: bool = True
    absent_as_null: bool = False  # fields without a context are null instead of left out
    parent_as_null: bool = False  # the parent of an issue without one is null instead of left out
    premium: bool = True


class Issue(Struct, kw_only=True):
    """The only thing that changes; `created` and `updated` are milliseconds since 1970."""

    id: int
    key: str
    project: str
    type: str
    summary: str = ""
    status: str = "10000"
    parent: str | None = None
    created: int = 0
    updated: int = 0
    fields: dict[str, Any] = {}
    links: tuple[Link, ...] = ()
    remote: tuple[dict[str, Any], ...] = ()
    properties: dict[str, Any] = {}
    security: str | None = None
    former_keys: tuple[str, ...] = ()


class Site(Value):
    flavour: Flavour = "cloud"
    base_url: str = "https://acme.atlassian.net"
    cloud_id: str = CLOUD_ID
    context_path: str = ""
    version: str = "1001.0.0-SNAPSHOT"
    projects: tuple[Project, ...] = ()
    types: tuple[IssueType, ...] = ()
    statuses: tuple[Status, ...] = ()
    fields: tuple[Field, ...] = ()
    link_types: tuple[LinkType, ...] = ()
    issues: tuple[Issue, ...] = ()
    accounts: tuple[Account, ...] = ()
    limits: Limits = Limits()
    now: datetime | None = None  # the server's clock, where a test needs it to stand still

    def types_of(self, project: Project) -> tuple[IssueType, ...]:
        """A team-managed project has only types of its own."""
        own = project.key if project.team_managed else None
        return tuple(each for each in self.types if each.project == own)

    @property
    def is_cloud(self) -> bool:
        return self.flavour == "cloud"
