"""From the names of a mapping to readers of a Jira issue's fields, one reader a work item field."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from outcome_lint.model import Person
from outcome_lint.sources import jira_values as values
from outcome_lint.sources.jira_links import linked
from outcome_lint.sources.jira_shapes import TYPES, Named
from outcome_lint.sources.jira_site import Site
from outcome_lint.sources.jira_values import Markup
from outcome_lint.sources.mapping import Mapping
from outcome_lint.sources.matching import Ranking, by_normal, normal
from outcome_lint.sources.names import TIERS
from outcome_lint.sources.sections import Gate, pick
from outcome_lint.sources.trace import Mark, Trace
from outcome_lint.text import adf, wiki
from outcome_lint.text.blocks import Section

Value = str | Person | None | UnsetType
Reader = Callable[[Any, Markup], Value]
"""(fields of an issue, how its strings are written) → value, None for empty, UNSET for unknown."""

Leads = Callable[[str], Person | None | UnsetType]

PERSONS = frozenset({"owner"})
OUTCOMES = ("outcome", "actual_outcome")
DATES = frozenset({"target_date", "started"})
_CUSTOM = re.compile(r"(?:customfield_|cf\[)?(\d{5,})\]?$", re.IGNORECASE)
_TEAM_LABEL = re.compile(r"(?:team|squad)\s*[-_:/=]\s*(.+)$", re.IGNORECASE)
LEAD = "project lead"
SYSTEM = {
    "due date": "duedate", "duedate": "duedate", "environment": "environment", "priority": "priority",
    "fix version s": "fixVersions", "fix versions": "fixVersions", "fixversions": "fixVersions", "goals": "goals",
    "description": "description", "work ratio": "workratio", "workratio": "workratio", "components": "components",
    "labels": "labels", "assignee": "assignee", "reporter": "reporter", "creator": "creator", "parent": "parent",
    "issuelinks": "issuelinks", "versions": "versions", "created": "created", "project": "project", "status": "status",
}  # fmt: skip
"""Normal name → id of the fields that every Jira has."""
_SPECIAL = frozenset({"assignee", "reporter", "labels", "components", "parent", "issuelinks"})


class Resolved(Struct, frozen=True):
    """A name of the mapping in one input: the ids that carry it, and whether the input itself vouches for them."""

    label: str
    ids: tuple[str, ...]
    certain: bool


def resolve(name: str, names: dict[str, list[str]] | None, known: frozenset[str]) -> Resolved | None:
    """All ids of a name; `names` is the input's own table (normal name → ids), None where it has none."""
    key = normal(name)
    custom = _CUSTOM.match(name.strip())
    if custom:
        ident = f"customfield_{custom[1]}"
        return Resolved(ident, (ident,), certain=ident in known) if names is None or ident in known else None
    if name in _SPECIAL:
        return Resolved(name, (name,), certain=name in known)
    if names is not None and (ids := names.get(key)):
        return Resolved(name, tuple(ids), certain=True)
    if key in SYSTEM:
        return Resolved(name, (SYSTEM[key],), certain=SYSTEM[key] in known)
    return None


class Plan:
    """The readers of the wanted fields, and which ids they look at; ids become attributes of the decoded fields."""

    def __init__(  # noqa: PLR0913 - all that a plan is made of
        self,
        mapping: Mapping,
        wanted: list[str],
        names: dict[str, str] | None,
        trace: Trace,
        *,
        site: Site | None = None,
        loose: bool = False,
    ) -> None:
        self._mapping = mapping
        self._site = site or Site()
        self._loose = loose
        self._trace = trace
        self._table = by_normal(names) if names is not None else None
        self._known = frozenset(names or ())
        self.body = Body()
        self.reads_body = False
        self.ids: dict[str, str] = {}
        self.looked_at: dict[str, list[str]] = {}
        self.readers: dict[str, Reader] = {}
        for field in wanted:
            if (reader := self._reader(field)) is not None:
                self.readers[field] = reader

    def _reader(self, field: str) -> Reader | None:
        """None for a field that nothing in this input can tell."""
        groups: list[tuple[Mark, list[Reader]]] = []
        body: Reader | None = None
        for name in dict.fromkeys(self._mapping.fields.get(field, ())):
            if name == "body":
                body = self._body(field)
            elif (found := resolve(name, self._table, self._known)) is not None:
                mark = self._trace.mark(field, found.label, found.ids, certain=found.certain)
                groups.append((mark, [self._one(field, ident, found.label, mark) for ident in found.ids]))
            elif normal(name) == LEAD and self._site.leads is not None:
                groups.append(self._lead(field, self._site.leads))
        if body is not None and not groups and self._mapping.fields[field] == ("body",):
            return body
        return _combined(groups, body) if groups or body else None

    def attribute(self, ident: str) -> str:
        """The attribute under which the decoded fields hold an id."""
        return self.ids.setdefault(ident, ident if ident in TYPES else f"f{len(self.ids)}")

    def _one(self, field: str, ident: str, label: str, mark: Mark) -> Reader:
        self.looked_at.setdefault(field, []).append(ident)
        get: Callable[[Any], Any] = attrgetter(self.attribute(ident))
        if self._loose and ident not in TYPES:
            get = _loosened(get)
        convert = self._converter(field, ident)
        prefix = TIERS.get(normal(label), "") if field == "okr" else ""
        absent = mark.absent

        def read(fields: Any, markup: Markup) -> Value:
            value: object = get(fields)
            if value is UNSET:
                absent[fields.project.key if fields.project else ""] += 1
                return UNSET
            mark.present = True
            if value is None:
                return None
            found: str | Person | None = convert(value, markup)
            return f"{prefix}: {found}" if prefix and found else found

        return read

    def _converter(self, field: str, ident: str) -> Callable[[Any, Markup], str | Person | None]:
        if ident == "issuelinks" and field not in PERSONS:
            rule = self._site.okr
            return lambda value, _markup: linked(value, rule)
        return _converter(field, ident)

    def _lead(self, field: str, leads: Leads) -> tuple[Mark, list[Reader]]:
        self.looked_at.setdefault(field, []).append("project")
        mark = self._trace.mark(field, LEAD, certain=True)

        def read(fields: Any, _markup: Markup) -> Value:
            value = leads(fields.project.key) if fields.project else UNSET
            mark.present = mark.present or value is not UNSET
            return value if field in PERSONS or not isinstance(value, Person) else value.name

        return mark, [read]

    def _body(self, field: str) -> Reader:
        self.reads_body = True
        get = attrgetter(self.attribute("description"))
        configured = [name for name in self._mapping.fields[field] if name != "body"]
        ranking = Ranking((*configured, *self._mapping.headings.get(field, ())))
        others = [Ranking(self._mapping.fields.get(other, ())) for other in OUTCOMES if other != field]
        section, body, gate, hollow = (
            self._trace.section,
            self.body,
            Gate(ranking.names),
            self._mapping.hollow_for(field),
        )

        def read(fields: Any, _markup: Markup) -> Value:
            raw: Raw | UnsetType = get(fields)
            if raw is UNSET:
                return UNSET
            if not gate.opens(bytes(raw)):
                return None
            found = pick(body.sections(raw), ranking, others, hollow)
            if found is None:
                return None
            section(field, found.title)
            return values.named(found.text.split("\n")[0]) if field in PERSONS else found.text

        return read


class Body:
    """The sections of the description at hand, cut once however many fields ask for them."""

    def __init__(self) -> None:
        self._raw: Raw | None = None
        self._sections: list[Section] = []

    def sections(self, raw: Raw) -> list[Section]:
        """Of an ADF object, or of a string of wiki markup (v2) or plain text (v3, which reads the same)."""
        if raw is not self._raw:
            self._raw, self._sections = raw, _cut(raw)
        return self._sections

    def forget(self) -> None:
        """Let go of the description: its bytes belong to the reader's buffer."""
        self._raw, self._sections = None, []


def _cut(raw: Raw) -> list[Section]:
    if memoryview(raw)[0] == ord("{"):
        document = values.loosened(raw)
        return adf.sections(document if isinstance(document, adf.Node) else adf.from_obj(document))
    value = msgspec.json.decode(raw)
    return wiki.sections(value) if isinstance(value, str) else []


def _combined(groups: list[tuple[Mark, list[Reader]]], body: Reader | None) -> Reader:
    """Any filled one counts; else unknown if a resolved name is; else empty. A body can fill, never empty, a field."""
    if body is None and len(groups) == 1 and len(groups[0][1]) == 1:
        return groups[0][1][0]

    def read(fields: Any, markup: Markup) -> Value:
        unknown = empty = False
        for mark, readers in groups:
            value = _any(readers, fields, markup)
            if value is None:
                empty = True
            elif value is not UNSET:
                return value
            elif mark.certain or mark.present:
                unknown = True
        return (body(fields, markup) if body else None) or (None if empty and not unknown else UNSET)

    return read


def _any(readers: list[Reader], fields: Any, markup: Markup) -> Value:
    """The first value; else None if one of them is empty."""
    state: Value = UNSET
    for reader in readers:
        value = reader(fields, markup)
        if value is None:
            state = None
        elif value is not UNSET:
            return value
    return state


def _loosened(get: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def read(fields: Any) -> Any:
        raw = get(fields)
        return raw if raw is UNSET or raw is None else values.loosened(raw)

    return read


def _converter(field: str, ident: str) -> Callable[[Any, Markup], str | Person | None]:
    if field in PERSONS:
        return _user if TYPES.get(ident) is values.User else _person
    if field == "team" and ident == "labels":
        return _team_label
    if ident in TYPES:
        return _typed
    if field == "parent":
        return values.parent_of
    if field in DATES:
        return values.date_of
    if field == "okr":
        return _tie
    return _work_ratio if ident == "workratio" else values.text_of


def _user(value: Any, _markup: Markup) -> Person | None:
    return values.person(value)


def _person(value: Any, _markup: Markup) -> Person | None:
    return values.someone(
        value.name if isinstance(value, Named) else list(value) if isinstance(value, tuple) else value
    )


def _typed(value: Any, _markup: Markup) -> str | None:
    if isinstance(value, values.User):
        return value.displayName or value.name or value.accountId
    if isinstance(value, Named):
        return value.name or None
    return values.said(list(value)) if isinstance(value, tuple) else values.said(value)


def _team_label(labels: Any, _markup: Markup) -> str | None:
    """Of `team-payments` or `squad:payments`."""
    found = [match[1] for label in labels if (match := _TEAM_LABEL.match(label))]
    return found[0] if found else None


def _tie(value: Any, markup: Markup) -> str | None:
    """The text, and the addresses behind its words: a link may be all that names the key result."""
    text = values.text_of(value, markup)
    if not text or type(value) is not values.Thing or not value.content:
        return text
    hidden = [address for address in adf.links(value) if address not in text]
    return f"{text} ({', '.join(hidden)})" if hidden else text


def _work_ratio(value: Any, markup: Markup) -> str | None:
    return None if value == -1 else values.text_of(value, markup)
