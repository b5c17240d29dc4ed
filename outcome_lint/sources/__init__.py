"""Where work items come from: raw tracker exports and snapshots, recognised by content, read as a stream.

Whatever the format, a field that the source did not tell stays UNSET, and whatever could not be read becomes a
`Problem` of the `Intake`: the scan is then incomplete, but never silently short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from outcome_lint.model import WorkItem
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.mapping import Mapping

__all__ = ["ALL_FIELDS", "Intake", "Mapping", "byte_ranges", "read"]

ALL_FIELDS: frozenset[str] = frozenset(WorkItem.__struct_fields__) | {"success_criteria"}


def read(
    specs: Sequence[str],
    mapping: Mapping,
    needs: frozenset[str],
    intake: Intake,
    stdin: BinaryIO | None = None,
    part: tuple[int, int] | None = None,
) -> Iterator[WorkItem]:
    """The work items of all `specs` (file names, or "-" for `stdin`) in order, the first of each key only.

    Fields outside `needs` may stay UNSET. With `part`, only that range of bytes of the one file is read. Raises
    UsageError for what can't be read at all.
    """
    from outcome_lint.sources.files import read_all

    return read_all(specs, mapping, needs, intake, stdin, part)


def byte_ranges(path: Path, most: int) -> list[tuple[int, int]]:
    """At most so many ranges of a large file that can be read apart; empty where it is better read whole."""
    from outcome_lint.sources.parts import byte_ranges as cut

    return cut(path, most)
