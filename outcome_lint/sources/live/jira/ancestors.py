"""The parents of the items, and theirs, where they are outside of the query: an OKR or an outcome may stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import UNSET

from outcome_lint.model import WorkItem
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live.jira.reading import Reading
from outcome_lint.sources.live.jira.relatives import Relatives

if TYPE_CHECKING:
    from outcome_lint.sources.live.jira.client import Jira

_LEVELS = 10
_TOLD = frozenset({"okr", "outcome", "parent"})
"""What an ancestor says of others."""

_SHOWN = 5


def needed(needs: frozenset[str]) -> bool:
    """Whether anybody will look at what stands above an item."""
    return "parent" in needs


class Above:
    """Collects whose parents are whose while the items go by, then climbs."""

    def __init__(
        self, client: Jira, reading: Reading, workers: int, intake: Intake, confirm: frozenset[str] = frozenset()
    ) -> None:
        self._reading = reading
        self._relatives = Relatives(client, reading.fields, reading.properties, workers, intake)
        self._intake = intake
        self._confirm = confirm & _TOLD
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

    def _fetched(self, keys: list[str]) -> list[bytes]:
        """What is there of them, read twice where it would say that something is missing."""
        raws = self._relatives.fetch(keys)
        if not self._confirm:
            return raws
        self._reading.learn(raws)
        rehearsed = self._reading.rehearse(any_level=True)

        def lacks(raw: bytes) -> bool:
            item = rehearsed(raw)
            return item is not None and any(getattr(item, name, UNSET) is None for name in self._confirm)

        return self._relatives.again(raws, lacks)
