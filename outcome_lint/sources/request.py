"""What a caller of `read` asks for, handed down the room as one value."""

from __future__ import annotations

from typing import NamedTuple

from outcome_lint.model import WorkItem
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.mapping import Mapping


class Request(NamedTuple):
    """Where values come from, which of them somebody will look at, and the ledger to write to."""

    mapping: Mapping
    needs: frozenset[str]
    intake: Intake

    def wants(self, name: str) -> bool:
        """Whether a mapped field will be looked at; own fields go together under `extra` too."""
        return name in self.needs or ("extra" in self.needs and is_extra(name))


def is_extra(name: str) -> bool:
    """A mapped name that is not a field of every work item."""
    return name not in WorkItem.__struct_fields__
