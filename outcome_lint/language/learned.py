"""The learned part: log odds a label from readable weights that `accuracy/train.py` writes; no dependency."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Final

LABELS: Final = ("output_only", "beneficiary", "measure")
WEIGHTS: Final = Path(__file__).parent / "weights.txt"
# One whole number holds the weights of all labels, each in hundredths in a field of its own: one sum adds them all.
_FIELD: Final = 24
_HALF: Final = 1 << (_FIELD - 1)
BIAS: Final = "(always)"


@cache
def weights() -> dict[str, int]:
    """Feature to its packed weights."""
    found: dict[str, int] = {}
    if WEIGHTS.exists():
        for line in WEIGHTS.read_text(encoding="utf-8").split("\n"):
            if (line and line[0] != "#") or line[:2] == "#\t":
                name, *row = line.split("\t")
                found[name.replace("\\n", "\n")] = pack(map(float, row))
    return found


def pack(row: Iterable[float]) -> int:
    """One weight a label as one number."""
    return sum(round(weight * 100) << (_FIELD * at) for at, weight in enumerate(row))


def odds(features: Iterable[str]) -> tuple[float, ...]:
    """The log odds of each label, in the order of `LABELS`."""
    table = weights()
    total = sum(map(table.get, features, repeat(0)), table.get(BIAS, 0))
    found = []
    for _ in LABELS:
        low = ((total + _HALF) & (2 * _HALF - 1)) - _HALF
        found.append(low / 100)
        total = (total - low) >> _FIELD
    return tuple(found)
