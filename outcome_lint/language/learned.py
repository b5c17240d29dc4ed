"""The learned part: log odds a label from readable weights, trained by `accuracy/train.py`; no dependency, no download."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

LABELS: Final = ("output_only", "beneficiary", "measure")
WEIGHTS: Final = Path(__file__).parent / "weights.txt"
Row = tuple[float, ...]


@cache
def weights() -> dict[str, Row]:
    """Feature to one weight a label."""
    found: dict[str, Row] = {}
    if WEIGHTS.exists():
        for line in WEIGHTS.read_text(encoding="utf-8").split("\n"):
            if line and line[0] != "#":
                name, *row = line.split("\t")
                found[name.replace("\\n", "\n")] = tuple(map(float, row))
    return found


def odds(features: Iterable[str]) -> Row:
    """The log odds of each label, in the order of `LABELS`."""
    table = weights()
    rows = [table[name] for name in features if name in table]
    rows.append(table.get("", (0.0,) * len(LABELS)))
    return tuple(map(sum, zip(*rows, strict=True)))
