"""One Jira issue, as any of its APIs sends it, into one work item: independent of where the issue came from."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType, structs

from outcome_lint.model import StatusCategory, WorkItem
from outcome_lint.sources import jira_values as values
from outcome_lint.sources.errors import RecordError
from outcome_lint.sources.jira_fields import Plan
from outcome_lint.sources.jira_links import kept
from outcome_lint.sources.jira_shapes import TYPES
from outcome_lint.sources.jira_site import SHAPES, Site
from outcome_lint.sources.jira_values import Markup
from outcome_lint.sources.matching import normal
from outcome_lint.sources.request import Request, is_extra
from outcome_lint.sources.times import rfc3339
from outcome_lint.sources.trace import Trace

_CATEGORIES: dict[str | None, StatusCategory] = {"new": "todo", "indeterminate": "doing", "done": "done"}
MAPPED = ("owner", "outcome", "actual_outcome", "okr", "team", "work_kind", "target_date", "started", "parent")
_ALWAYS = frozenset({"team"})
_RARE = frozenset(WorkItem.__struct_fields__) - {"key", "url", "source", "level", "type", "title", "status",
    "status_category", "resolution", "project", "team", "owner", "outcome", "okr", "labels", "extra"}  # fmt: skip
_GATEWAY = "://api.atlassian.com"


class JiraTable:
    """Decodes and builds the items of all issues that share a `names` table (id → name, or None where not sent).

    `decode`, `decode_lines` and `decode_list` give issues for `item`.
    """

    hand_written = False

    def __init__(
        self,
        request: Request,
        names: dict[str, str] | None,
        trace: Trace,
        site: Site | None = None,
        *,
        loose: bool = False,
    ) -> None:
        mapping, needs, self._intake = request
        self._origin = (request, names, trace, site)
        self._live = site
        self._loose = loose
        self._twin: JiraTable | None = None
        self._totals = trace.totals
        self._needs = needs
        self._mapping = mapping
        self._kinds = mapping.kind_names()
        self._levels: dict[tuple[str | None, int | None], str | None] = {}
        extras = [name for name in mapping.fields if is_extra(name) and request.wants(name)]
        wanted = [name for name in MAPPED if name in mapping.fields and (name in needs or name in _ALWAYS)]
        self._plan = Plan(mapping, wanted + extras, names, trace, site=site, loose=loose)
        self.vital = tuple(f'"{ident}"'.encode() for ident in self._plan.looked_at.get("outcome", ()))
        readers = self._plan.readers
        self._extras = [(name, readers[name]) for name in extras if name in readers]
        self._outcome: Any = readers.get("outcome")
        self._owner: Any = readers.get("owner")
        self._okr: Any = readers.get("okr")
        self._team: Any = readers.get("team")
        self._others = [(n, readers[n]) for n in ("actual_outcome", "target_date", "started") if n in readers]
        self._kind, self._parent = readers.get("work_kind"), readers.get("parent")
        self._parent_asked = "parent" in (names or ())
        self._prefix, self._browse = "no address", ""
        self._markup: Markup = "wiki"
        if site is not None:
            self._prefix, self._browse, self._markup = "", site.browse, site.markup
        self._labels = "labels" in needs
        self._rare = bool(extras or _RARE & needs)
        self._properties = site.properties if site and self._okr else ()
        issue = self._issue_type()
        if not self._plan.reads_body and not self._properties:
            self.item = self._item  # type: ignore[method-assign]
        self.decode = msgspec.json.Decoder(issue).decode
        self.decode_lines = msgspec.json.Decoder(issue).decode_lines
        self.decode_list = msgspec.json.Decoder(list[issue]).decode  # type: ignore[valid-type]

    def loosened(self) -> JiraTable:
        """A slower table that takes values of any shape in the fields whose type is not fixed."""
        if self._twin is None:
            self._twin = JiraTable(*self._origin, loose=True)
        return self._twin

    def _issue_type(self) -> type[Struct]:
        """Only what somebody will look at is decoded; skipping a value is what a decoder does fastest."""
        needs, plan = self._needs, self._plan
        for ident in ("summary", "issuetype", "status", "project", "resolution"):
            plan.attribute(ident)
        for ident in ("labels", "assignee", "created", "updated", "description", "parent"):
            if ident in needs or (ident == "labels" and "work_kind" in needs):
                plan.attribute(ident)
        if "resolved" in needs:
            plan.attribute("resolutiondate")
        shapes = TYPES if self._live is None else SHAPES
        fields: list[Any] = [
            (attribute, shapes[ident] | None | UnsetType, UNSET)
            if ident in shapes
            else (attribute, (Raw if raw else values.ANY) | UnsetType, msgspec.field(name=ident, default=UNSET))
            for ident, attribute in plan.ids.items()
            for raw in [self._loose or ident == "description"]
        ]
        inner = msgspec.defstruct("Fields", fields, gc=False)
        outer: list[Any] = [
            ("key", str),
            ("fields", inner),
            ("address", str | None, msgspec.field(name="self", default=None)),
            ("names", Raw | UnsetType, UNSET),
        ]
        if self._live is not None:
            outer.append(("id", str, ""))
        if self._properties:
            outer.append(("properties", dict[str, Any] | None | UnsetType, UNSET))
        return msgspec.defstruct("Issue", outer, gc=False)

    @property
    def asked(self) -> dict[str, str]:
        """Id of each field that is read, and the attribute of a decoded issue's `fields` that holds it."""
        return self._plan.ids

    @property
    def looked_at(self) -> dict[str, list[str]]:
        """Item field: the ids that it is read from."""
        return self._plan.looked_at

    def item(self, issue: Any) -> WorkItem | None:
        """The work item, or None for an issue of another level (counted). Raises RecordError."""
        try:
            item = self._item(issue)
        finally:
            self._plan.body.forget()
        if item is None or item.okr or not self._properties:
            return item
        if issue.properties is UNSET:
            return structs.replace(item, okr=UNSET)
        return structs.replace(item, okr=kept(issue.properties or {}, self._properties) or item.okr)

    def _item(self, issue: Any) -> WorkItem | None:
        fields = issue.fields
        type_ = fields.issuetype
        if not type_:
            raise RecordError(f"{issue.key} does not tell its type", "request the field issuetype")
        try:
            level = self._levels[type_.name, type_.hierarchyLevel]
        except KeyError:
            level = self._level(type_.name, type_.hierarchyLevel)
        if level is None:
            self._intake.skipped[f"issues of type {type_.name}"] += 1
            return None
        key, address = issue.key, issue.address
        if address is None or not address.startswith(self._prefix):
            self._site(address or "")
        project = fields.project.key if fields.project else key.rpartition("-")[0]
        totals = self._totals
        totals[project] = totals.get(project, 0) + 1
        markup, status, resolution = self._markup, fields.status, fields.resolution
        category = status.statusCategory if status else None
        owner, outcome, okr, team = self._owner, self._outcome, self._okr, self._team
        item = WorkItem(
            key=key,
            url=self._browse + key if self._browse else None,
            source="jira",
            level=level,
            type=type_.name,
            title=fields.summary,
            status=status.name if status else status,
            status_category=_CATEGORIES.get(category.key, UNSET) if category else UNSET,
            resolution=resolution.name if resolution else resolution,
            project=project,
            team=team(fields, markup) if team else UNSET,
            owner=owner(fields, markup) if owner else UNSET,
            outcome=outcome(fields, markup) if outcome else UNSET,
            okr=okr(fields, markup) if okr else UNSET,
            labels=fields.labels if self._labels else UNSET,
        )
        return structs.replace(item, **self._more(fields, markup)) if self._rare else item

    def _more(self, fields: Any, markup: Markup) -> dict[str, Any]:
        """The values that fewer rules ask for."""
        needs = self._needs
        values_: dict[str, Any] = {name: read(fields, markup) for name, read in self._others}
        for name, ident in _TIMES:
            if name in needs:
                stamp = getattr(fields, ident)
                values_[name] = rfc3339(stamp) if stamp else stamp
        if "assignee" in needs:
            user = fields.assignee
            values_["assignee"] = values.person(user) if user else user
        if "description" in needs:
            raw = getattr(fields, self._plan.ids["description"])
            values_["description"] = UNSET if raw is UNSET else values.text_of(values.loosened(raw), markup)
        if "parent" in needs:
            values_["parent"] = self._parent_of(fields)
        if "work_kind" in needs:
            values_["work_kind"] = self._work_kind(fields, markup)
        if self._extras:
            values_["extra"] = {
                name: value for name, read in self._extras if (value := read(fields, markup)) is not UNSET
            }
        return values_

    def _site(self, address: str) -> None:
        """Learn from an issue's `self` where people read it, and its flavour of text."""
        self._prefix, self._browse, self._markup = site_of(address)

    def _level(self, name: str | None, hierarchy: int | None) -> str | None:
        level = self._mapping.level_of(name, hierarchy)
        if level is None and self._live is not None and self._live.any_level:
            level = name or "unknown"
        self._levels[name, hierarchy] = level
        return level

    def _parent_of(self, fields: Any) -> str | None | UnsetType:
        """`parent` first, then the mapped older fields (Epic Link, Parent Link)."""
        value = getattr(fields, self._plan.ids["parent"])
        if value is UNSET and self._parent_asked:
            value = None  # Cloud leaves the key out where there is no parent; its names say that it was asked for
        if self._loose and isinstance(value, Raw):
            value = values.loosened(value)
        parent = UNSET if value is UNSET else values.parent_of(value)
        if parent:
            return parent
        older = self._parent(fields, "plain") if self._parent else UNSET
        return parent if older is UNSET else older  # type: ignore[return-value]

    def _work_kind(self, fields: Any, markup: Markup) -> str | None | UnsetType:
        said = self._kind(fields, markup) if self._kind else UNSET
        return kind_of(said, fields.issuetype.name, fields.labels, self._kinds)  # type: ignore[arg-type]


_TIMES = (("created", "created"), ("updated", "updated"), ("resolved", "resolutiondate"))


def kind_of(
    said: str | None | UnsetType, type_: str | None, labels: tuple[str, ...] | None | UnsetType, kinds: dict[str, str]
) -> str | None | UnsetType:
    """The kind of work by its own field, the item's type, or a label; a field's unknown word is kept as it is."""
    if said:
        return kinds.get(normal(said), said)
    for name in (type_, *(labels or ())):
        if name and (kind := kinds.get(normal(name))):
            return kind
    return said if labels is UNSET else None


def site_of(address: str) -> tuple[str, str, Markup]:
    """Of an issue's `self`: the prefix its site's issues share, where people read them (`…/browse/`), and the markup.

    Nobody can open the API gateway's host, so it has no such place.
    """
    base, found, rest = address.partition("/rest/")
    api = re.match(r"api/\w+/", rest)
    prefix = base + found + api[0] if api else address or "no address"
    return (
        prefix,
        f"{base}/browse/" if found and _GATEWAY not in base else "",
        "plain" if rest.startswith("api/3/") else "wiki",
    )
