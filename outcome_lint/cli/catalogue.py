"""Reads the file of a team's key results."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from outcome_lint import yamlfile
from outcome_lint.config import shown
from outcome_lint.errors import ConfigError


class KeyResult(Struct, frozen=True):
    """An entry of an OKR catalogue; other keys of it are nobody's business."""

    id: str
    name: str = ""
    status: str = ""
    end: str = ""


_CATALOGUE = tuple[KeyResult, ...]


def read_catalogue(path: Path) -> dict[str, Any]:
    """The OKR catalogue by the ids of its entries, case folded. Raises ConfigError."""
    document = yamlfile.read(path, shown(path))
    rows = yamlfile.convert(document, _CATALOGUE, lambda: msgspec.json.schema(_CATALOGUE))
    mistakes = [
        document.mistake((place, "end"), f"{row.end!r} is not a date", "write YYYY-MM-DD")
        for place, row in enumerate(rows)
        if row.end and day(row.end) is None
    ]
    if mistakes:
        raise ConfigError(mistakes)
    return {row.id.casefold(): msgspec.structs.asdict(row) for row in rows}


def day(value: str) -> date | None:
    """The day that is written so, None for anything else."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
