"""Where work items come from: raw tracker exports and snapshots, recognised by content, read as a stream.

Whatever the format, a field that the source did not tell stays UNSET, and whatever could not be read becomes a
`Problem` of the `Intake`: the scan is then incomplete, but never silently short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from outcome_lint.model import WorkItem
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live.reach import Reach
from outcome_lint.sources.mapping import Mapping
from outcome_lint.sources.parts import FilePart, split
from outcome_lint.sources.request import Request
from outcome_lint.trackers import Tracker

__all__ = ["ALL_FIELDS", "FilePart", "Intake", "Mapping", "Reach", "Spec", "read", "split"]

Spec = str | FilePart | Tracker
"""A file name or "-", a part of a file, or a tracker."""

ALL_FIELDS: frozenset[str] = frozenset(WorkItem.__struct_fields__) | {"success_criteria"}


def read(  # noqa: PLR0913, PLR0917 - all that a read is made of
    specs: Sequence[Spec],
    mapping: Mapping,
    needs: frozenset[str],
    intake: Intake,
    stdin: BinaryIO | None = None,
    reach: Reach | None = None,
) -> Iterator[WorkItem]:
    """The work items of all `specs` ("-" is `stdin`) in order, the first of each key only.

    Fields outside `needs` may stay UNSET. Raises UsageError for what can't be read at all, and IncompleteError where
    a tracker refuses.
    """
    from outcome_lint.sources.files import read_all

    return read_all(specs, Request(mapping, needs, intake), stdin, reach or Reach())
