"""What is asked about single issues and projects: web links, properties, and who leads a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from outcome_lint.errors import IncompleteError, UsageError
from outcome_lint.model import Person, WorkItem
from outcome_lint.sources import jira_values as values
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.jira_links import OkrRule, kept, weblinked
from outcome_lint.sources.live import crew
from outcome_lint.sources.live.jira.query import listed
from outcome_lint.trackers import JiraSource

if TYPE_CHECKING:
    from outcome_lint.sources.live.jira.client import Jira

Ask = Callable[[str], str | None]
"""What an issue says, by its key. Raises IncompleteError where that can't be found out."""

_MOST_PROPERTIES = 5
_NOT_FOUND = 404
_BATCH = 20  # items a worker has before it


class _Project(Struct):
    lead: values.User | None = None


_project = msgspec.json.Decoder(_Project).decode


class Leads:
    """Who leads a project; each project is asked for once."""

    def __init__(self, client: Jira, intake: Intake) -> None:
        self._client = client
        self._intake = intake
        self._known: dict[str, Person | None | UnsetType] = {}

    def __call__(self, project: str) -> Person | None | UnsetType:
        """UNSET where Jira does not tell."""
        if project not in self._known:
            try:
                found = self._client.read(_project, f"project/{quote(project)}")
                self._known[project] = values.person(found.lead) if found.lead else None
            except IncompleteError:
                self._intake.note(f"the lead of project {project} can't be read, so it is unknown")
                self._known[project] = UNSET
        return self._known[project]


def properties_of(source: JiraSource) -> tuple[str, ...]:
    """The issue properties to read. Raises UsageError for more than Jira gives at a time."""
    names = listed(source.properties)
    if len(names) > _MOST_PROPERTIES:
        raise UsageError(f"{len(names)} issue properties are named, but Jira gives five at most", "name fewer")
    return names


def with_links(client: Jira, source: JiraSource, items: Iterable[WorkItem], intake: Intake) -> Iterator[WorkItem]:
    """The items in their order, and the OKR from where only a request for each item finds it."""
    rule = OkrRule.of(source.okr_links)
    names = properties_of(source)
    if names and client.flavour == "datacenter":
        items = _asked(items, lambda key: _of_properties(client, key, names), source.workers, "properties", intake)
    if source.remote_links:
        items = _asked(items, lambda key: _of_weblinks(client, key, rule), source.workers, "web links", intake)
    yield from items


def _asked(items: Iterable[WorkItem], ask: Ask, workers: int, what: str, intake: Intake) -> Iterator[WorkItem]:
    """An item that names no OKR so far gets what `ask` says; where it fails, its OKR is unknown."""
    failed: list[str] = []

    def one(item: WorkItem) -> WorkItem:
        if item.okr:
            return item
        try:
            return replace(item, okr=ask(item.key) or item.okr)
        except IncompleteError:
            failed.append(item.key)
            return replace(item, okr=UNSET)

    source = iter(items)
    while some := list(islice(source, workers * _BATCH)):
        yield from crew.in_order(one, some, workers)
    if failed:
        first = min(failed)
        others = f" and {len(failed) - 1} others" if len(failed) > 1 else ""
        intake.warn(f"okr: the {what} of {first}{others} can't be read, so whether they name an OKR is unknown")


def _of_weblinks(client: Jira, key: str, rule: OkrRule) -> str | None:
    return weblinked(client.read(msgspec.json.decode, f"issue/{quote(key)}/remotelink"), rule)


def _of_properties(client: Jira, key: str, names: tuple[str, ...]) -> str | None:
    found = {name: value for name in names if (value := _property(client, key, name)) is not None}
    return kept(found, names)


def _property(client: Jira, key: str, name: str) -> object:
    try:
        answer = client.read(msgspec.json.decode, f"issue/{quote(key)}/properties/{quote(name, safe='')}")
    except IncompleteError as error:
        if getattr(error, "status", 0) == _NOT_FOUND:
            return None
        raise
    return answer.get("value") if isinstance(answer, dict) else None
