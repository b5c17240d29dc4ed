"""Asks a GitHub what a first configuration should say: which marks mean an epic, and where outcomes may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from outcome_lint.errors import IncompleteError
from outcome_lint.sources.github_fields import Marks
from outcome_lint.sources.github_issue import Issue, is_pull
from outcome_lint.sources.github_values import Rankings
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live.github import advice, permissions
from outcome_lint.sources.live.github.client import Github
from outcome_lint.sources.live.github.connect import connect
from outcome_lint.sources.live.github.fields import IssueFields
from outcome_lint.sources.live.github.projects import Project, Projects
from outcome_lint.sources.live.github.selection import check
from outcome_lint.sources.live.github.shapes import Repository
from outcome_lint.sources.live.github.walking import repositories
from outcome_lint.sources.live.reach import Reach
from outcome_lint.sources.mapping import Mapping
from outcome_lint.sources.matching import normal
from outcome_lint.starter import Candidate, Choice, Starter
from outcome_lint.trackers import GithubSource, listed

_ALSO = {"outcome": ("body",), "actual_outcome": ("body",), "owner": ("body", "assignee"), "okr": ("body",), "team": ()}
_TAG = re.compile(r"\s*(\[[^\]]{1,30}\])")
_LOOKED_AT = 3  # repositories
_TEXTS = frozenset({"text", "TEXT"})


def suggest(source: GithubSource, reach: Reach) -> Starter:
    """What this GitHub suggests. Raises UsageError for what names nothing, IncompleteError if it refuses."""
    check(source)
    client = connect(source, reach)
    try:
        return _Asking(client, source).starter()
    finally:
        client.close()


class _Asking:
    def __init__(self, client: Github, source: GithubSource) -> None:
        mapping = Mapping.default()
        self._client = client
        self._source = source
        self._marks = Marks(mapping.level_names())
        self._rankings = Rankings(mapping)
        self._who = permissions.account(client)
        self._notes: list[str] = []
        self._places = list(self._repositories())
        projects = Projects(client)
        self._project = projects.find(source.project, self._rankings) if source.project else None
        self._fields = IssueFields(client, self._rankings)

    def starter(self) -> Starter:
        types = self._marked(self._types(), "type")
        labels = self._marked(self._labels(), "label")
        tags = self._tags(types, labels)
        return Starter(
            f"{self._who} at {self._client.api}",
            {"github": self._entry(types, labels, tags)},
            _by_level([*types, *labels, *tags]),
            tuple(self._choice(field, also) for field, also in _ALSO.items()),
            tuple(self._notes),
            tuple(name for name, _ in types),
        )

    def _repositories(self) -> Iterator[Repository]:
        for name in listed(self._source.repo):
            owner, _, rest = name.partition("/")
            if rest == "*":
                yield from repositories(self._client, owner, Intake())
            else:
                yield self._client.repository(name)

    def _entry(
        self, types: list[tuple[str, str]], labels: list[tuple[str, str]], tags: list[tuple[str, str]]
    ) -> dict[str, Any]:
        """The source; a selection is only proposed where no epic would be left out by it."""
        names = listed(self._source.repo)
        entry: dict[str, Any] = {}
        if names:
            one_by_one = not any(name.endswith("/*") for name in names)
            entry["repo"] = [each.full_name for each in self._places] if one_by_one else list(names)
        if self._source.project:
            entry["project"] = self._source.project
        by_field = any(self._fields.of(owner) and self._fields.tell_level(owner) for owner in self._owners())
        if names and (types or labels) and not tags and not by_field:
            chosen = {"type": types, "label": labels}
            entry["select"] = {key: [name for name, _ in found] for key, found in chosen.items() if found}
            self._notes.append("only these are asked for; without select: all issues are read, and their marks decide")
        elif tags or by_field:
            what = "titles" if tags else "issue fields"
            self._notes.append(f"{what} may mark epics here, so all issues are read; select: would ask for some only")
        elif names:
            self._notes.append("no issue type or label here means an epic; select: {label: [our label]} would name one")
        return entry

    def _types(self) -> list[str]:
        return list(dict.fromkeys(name for owner in self._owners() for name in advice.types_of(self._client, owner)))

    def _owners(self) -> list[str]:
        """The organisations among them."""
        found = dict.fromkeys(each.owner.login for each in self._places if each.owner.type == "Organization")
        return list(found) or ([self._source.project.partition("/")[0]] if self._source.project else [])

    def _labels(self) -> list[str]:
        found = (advice.labels_of(self._client, place) for place in self._places[:_LOOKED_AT])
        return list(dict.fromkeys(name for names in found for name in names))

    def _marked(self, names: Iterable[str], kind: str) -> list[tuple[str, str]]:
        """Those that mean a level, with it."""
        found = []
        for name in names:
            level = self._marks.level(name if kind == "type" else None, (name,) if kind == "label" else (), "", ())
            if level:
                found.append((name, level))
        return found

    def _tags(self, types: list[tuple[str, str]], labels: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Beginnings of titles that mark issues which have none of the types and labels."""
        known = {normal(name) for name, _ in [*types, *labels]}
        found: dict[str, str] = {}
        for issue in (issue for place in self._places[:_LOOKED_AT] for issue in self._newest(place)):
            names = {normal(str(getattr(each, "name", each) or "")) for each in (issue.type, *(issue.labels or ()))}
            level = self._marks.level(None, (), issue.title or "", ())
            if level and not is_pull(issue) and not names & known and (tag := _TAG.match(issue.title or "")):
                found.setdefault(tag[1].strip("[]"), level)
        return list(found.items())

    def _newest(self, place: Repository) -> list[Issue]:
        query = {"state": "all", "per_page": "100", "sort": "updated", "direction": "desc"}
        try:
            return msgspec.json.decode(
                self._client.get(f"/repos/{place.full_name}/issues", query).body, type=list[Issue]
            )
        except (IncompleteError, msgspec.MsgspecError):
            return []

    def _choice(self, field: str, also: tuple[str, ...]) -> Choice:
        """The fields whose names mean it; for an outcome that has none, all that hold text are told."""
        column = self._rankings.column(field)
        offered = list(self._offered())
        chosen = [each for each, _ in offered if column.exact(each.name) is not None]
        chosen.sort(key=lambda each: column.exact(each.name) or 0)
        others = [
            each for each, is_text in offered if field == "outcome" and is_text and not self._rankings.takes(each.name)
        ]
        return Choice(field, tuple(chosen), also, tuple(others))

    def _offered(self) -> Iterator[tuple[Candidate, bool]]:
        """Fields of the Project and of the organisations, each once, and whether they hold text."""
        told: set[str] = set()
        for name, kind, where in (*_of(self._project), *self._own()):
            if normal(name) not in told:
                told.add(normal(name))
                yield Candidate(name, where), kind in _TEXTS

    def _own(self) -> Iterator[tuple[str, str, str]]:
        for owner in self._owners():
            yield from ((each.name, each.data_type, f"issue field of {owner}") for each in self._fields.of(owner) or ())


def _of(project: Project | None) -> Iterator[tuple[str, str, str]]:
    for field in project.all if project else ():
        yield field.name, field.kind, f"field of the Project {project.title}" if project else ""


def _by_level(found: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Level → names, each spelling once; the highest level first."""
    levels: dict[str, dict[str, str]] = {}
    for name, level in found:
        levels.setdefault(level, {}).setdefault(normal(name), name)
    return {level: tuple(names.values()) for level, names in sorted(levels.items(), reverse=True)}
