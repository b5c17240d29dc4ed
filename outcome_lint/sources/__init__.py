"""Where work items come from: raw tracker exports and snapshots, recognised by content, read as a stream.

Whatever the format, a field that the source did not tell stays UNSET, and whatever could not be read becomes a
`Problem` of the `Intake`: the scan is then incomplete, but never silently short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from outcome_lint.model import WorkItem
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.mapping import Mapping
from outcome_lint.sources.parts import FilePart, split
from outcome_lint.sources.request import Request

__all__ = ["ALL_FIELDS", "FilePart", "Intake", "Mapping", "read", "split"]

ALL_FIELDS: frozenset[str] = frozenset(WorkItem.__struct_fields__) | {"success_criteria"}


def read(
    specs: Sequence[str | FilePart],
    mapping: Mapping,
    needs: frozenset[str],
    intake: Intake,
    stdin: BinaryIO | None = None,
) -> Iterator[WorkItem]:
    """The work items of all `specs` (file names, or "-" for `stdin`) in order, the first of each key only.

    Fields outside `needs` may stay UNSET. Raises UsageError for what can't be read at all.
    """
    from outcome_lint.sources.files import read_all

    return read_all(specs, Request(mapping, needs, intake), stdin)
