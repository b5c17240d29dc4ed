"""The parents of the items, and theirs, where they are outside of the query: an OKR or an outcome may stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import UNSET

from outcome_lint.errors import IncompleteError
from outcome_lint.model import WorkItem
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live import crew
from outcome_lint.sources.live.jira.answered import issue_page
from outcome_lint.sources.live.jira.reading import Reading

if TYPE_CHECKING:
    from outcome_lint.sources.live.jira.client import Jira

_LEVELS = 10
_AT_A_TIME = 100
_SHOWN = 5


def needed(needs: frozenset[str]) -> bool:
    """Whether anybody will look at what stands above an item."""
    return "parent" in needs


class Above:
    """Collects whose parents are whose while the items go by, then climbs."""

    def __init__(self, client: Jira, reading: Reading, workers: int, intake: Intake) -> None:
        self._client = client
        self._reading = reading
        self._workers = workers
        self._intake = intake
        self._known: set[str] = set()
        self._parents: dict[str, None] = {}

    def passing(self, items: Iterable[WorkItem]) -> Iterator[WorkItem]:
        """The same items, remembered."""
        for item in items:
            self._note(item)
            yield item

    def climb(self) -> Iterator[WorkItem]:
        """The ancestors that did not pass by, level by level, as context.

        One that the account can't see is not "no parent": what hangs from it stays unknown, and a note says so.
        """
        hidden: list[str] = []
        for _ in range(_LEVELS):
            wanted = sorted(self._parents.keys() - self._known)
            if not wanted:
                break
            self._known.update(wanted)
            self._parents.clear()
            found = set()
            for item in self._reading.context(self._fetched(wanted)):
                found.add(item.key)
                self._note(item)
                yield item
            hidden += [key for key in wanted if key not in found]
        if hidden:
            shown = ", ".join(hidden[:_SHOWN]) + (f" and {len(hidden) - _SHOWN} more" if len(hidden) > _SHOWN else "")
            self._intake.note(f"parents that this account can't see: {shown}; what they would say of others is unknown")

    def _note(self, item: WorkItem) -> None:
        self._known.add(item.key)
        if item.parent is not UNSET and item.parent:
            self._parents[item.parent] = None

    def _fetched(self, keys: list[str]) -> Iterator[bytes]:
        """Cloud gives a hundred at a time; Data Center's search may hide a Parent Link that the issue itself tells."""
        if self._client.flavour == "cloud":
            chunks = [keys[start : start + _AT_A_TIME] for start in range(0, len(keys), _AT_A_TIME)]
            for page in crew.in_order(self._bulk, chunks, self._workers):
                yield from page
        else:
            yield from filter(None, crew.in_order(self._single, keys, self._workers))

    def _bulk(self, keys: list[str]) -> list[bytes]:
        body: dict[str, object] = {"issueIdsOrKeys": keys, "fields": self._reading.fields}
        if self._reading.properties:
            body["properties"] = list(self._reading.properties)
        try:
            return [bytes(raw) for raw in self._client.read(issue_page, "issue/bulkfetch", body).issues]
        except IncompleteError:
            return []

    def _single(self, key: str) -> bytes:
        try:
            return self._client.get(f"issue/{quote(key)}", fields=self._reading.fields)
        except IncompleteError:
            return b""
