"""Asks a Jira what a first configuration should say: its levels, and which fields mean an outcome, an owner, an OKR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from outcome_lint.errors import IncompleteError, UsageError
from outcome_lint.sources.live.jira import catalogue, query
from outcome_lint.sources.live.jira.catalogue import Field
from outcome_lint.sources.live.jira.client import Jira, Refused, connect
from outcome_lint.sources.live.jira.counting import counted
from outcome_lint.sources.live.jira.credentials import Credentials
from outcome_lint.sources.live.jira.query import Types
from outcome_lint.sources.live.reach import Reach
from outcome_lint.sources.mapping import Mapping
from outcome_lint.sources.matching import Ranking, normal
from outcome_lint.sources.names import STRONG
from outcome_lint.starter import Candidate, Choice, Starter
from outcome_lint.trackers import JiraSource

_ALSO: dict[str, tuple[str, ...]] = {
    "outcome": ("body",),
    "actual_outcome": ("body",),
    "owner": ("assignee",),
    "okr": ("issuelinks", "body"),
    "team": (),
}
_TEXT = ("textarea", "textfield")
_MOST = 8  # candidates of a field that are counted
_CHOSEN = 3
_NOT_FOUND = 404
_PROJECTS = 20


class _Project(Struct):
    key: str = ""


class _Projects(Struct):
    values: list[_Project] = []


_projects = msgspec.json.Decoder(_Projects).decode


def suggest(source: JiraSource, reach: Reach) -> Starter:
    """What this Jira suggests. Raises UsageError for a project that is not there, IncompleteError if it refuses."""
    site = Credentials.of(source, reach.environ).url  # of any page that somebody copied
    client = connect(source, reach)
    try:
        return _Asking(client, replace(source, url=site)).starter()
    finally:
        client.close()


class _Asking:
    def __init__(self, client: Jira, source: JiraSource) -> None:
        self._client = client
        self._source = source
        self._known = catalogue.catalogue(client)
        self._names = self._known.names(Mapping.default())
        self._notes: list[str] = []
        self._types = self._levels()
        self._where = query.where(source, self._types) if self._types else ""
        self._total = self._count(self._where) if self._where else None

    def starter(self) -> Starter:
        projects = query.listed(self._source.projects)
        self._check(projects)
        entry: dict[str, Any] = {"url": self._source.url}
        if projects:
            entry["projects"] = projects
        else:
            self._notes.append(f"projects: {_few(self._projects())} - all of them, unless you name some")
        flavour = "Jira Cloud" if self._client.flavour == "cloud" else "Jira Data Center"
        count = "" if self._total is None else f", {self._total:,} items in scope"
        return Starter(
            f"{self._client.name or self._client.account} at {flavour}, {self._client.base}{count}",
            {"jira": entry},
            self._by_level(),
            tuple(self._choice(field, also) for field, also in _ALSO.items()),
            tuple(self._notes),
        )

    def _levels(self) -> Types | None:
        try:
            return query.type_ids(self._client, Mapping.default())
        except UsageError as error:
            self._notes.append(f"{error}; name them under levels:")
            return None

    def _by_level(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for each in self._types.wanted if self._types else ():
            found.setdefault(self._types.levels[each.id], {})[each.name] = None  # type: ignore[union-attr]
        return {level: tuple(names) for level, names in sorted(found.items(), reverse=True)}

    def _check(self, projects: Sequence[str]) -> None:
        missing = []
        for project in projects:
            try:
                self._client.get(f"project/{quote(project)}")
            except Refused as error:
                if error.status != _NOT_FOUND:
                    raise
                missing.append(project)
        if missing:
            known = _few(self._projects())
            raise UsageError(
                f"there is no project {' or '.join(missing)} that this account can see", f"it sees {known}"
            )

    def _projects(self) -> list[str]:
        try:
            if self._client.flavour == "cloud":
                found = self._client.read(_projects, "project/search", maxResults=_PROJECTS + 1).values
            else:
                found = self._client.read(query.every(_Project), "project")
        except IncompleteError:
            return []
        return [each.key for each in found]

    def _choice(self, field: str, also: tuple[str, ...]) -> Choice:
        """The fields that are filled; where none is, the one whose name means it most."""
        named = self._named(field)
        counted = [(name, self._filled(idents)) for name, idents in list(named.items())[:_MOST]]
        filled = sorted((each for each in counted if each[1]), key=lambda each: -(each[1] or 0))
        chosen = filled[:_CHOSEN] or counted[:1]
        rest = [each for each in counted if each not in chosen]
        others = [self._candidate(*each) for each in rest]
        if not named and field == "outcome":
            others = [Candidate(name) for name in self._texts()]
        return Choice(field, tuple(self._candidate(*each) for each in chosen), also, tuple(others))

    def _named(self, field: str) -> dict[str, list[str]]:
        """Names that mean the field, the strongest first, and the ids of each."""
        ranking = Ranking(STRONG[field])
        found: list[tuple[int, str, Field]] = []
        for each in self._custom():
            name = self._names[each.id]
            rank = ranking.exact(name)
            if rank is None and (near := ranking.heading(name)) is not None:
                rank = near + len(ranking.names)
            if rank is not None:
                found.append((rank, each.name, each))
        if field == "okr":
            found += [(0, each.name, each) for each in self._custom() if each.custom.endswith(":goals")]
        named: dict[str, list[str]] = {}
        for _, name, each in sorted(found, key=lambda one: (one[0], one[1])):
            alike = next((known for known in named if normal(known) == normal(name)), name)
            named.setdefault(alike, []).append(each.id)
        return named

    def _custom(self) -> list[Field]:
        return [each for each in self._known.fields.values() if each.id.startswith("customfield_")]

    def _texts(self) -> list[str]:
        return list(dict.fromkeys(each.name for each in self._custom() if each.custom.endswith(_TEXT)))

    def _candidate(self, name: str, count: int | None) -> Candidate:
        return Candidate(name, "" if count is None else f"filled in {count:,} of {self._total or 0:,}")

    def _filled(self, idents: Sequence[str]) -> int | None:
        """In how many items one of the fields has a value; None where Jira can't tell."""
        if not self._where:
            return None
        clauses = " OR ".join(f"cf[{ident.removeprefix('customfield_')}] is not EMPTY" for ident in idents)
        return self._count(f"{self._where} AND ({clauses})")

    def _count(self, where: str) -> int | None:
        try:
            return counted(self._client, where)
        except Refused:
            return None


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - _PROJECTS} more" if len(names) > _PROJECTS else ""
    return (", ".join(names[:_PROJECTS]) or "none") + more
