"""The learned part: log odds a label from readable weights that `accuracy/train.py` writes; no dependency."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import repeat
from pathlib import Path
from typing import Final

from .features import shapes

LABELS: Final = ("output_only", "beneficiary", "measure")
WEIGHTS: Final = Path(__file__).parent / "weights.txt"
# One whole number holds the weights of all labels, each in hundredths in a field of its own: one sum adds them all.
_FIELD: Final = 24
_HALF: Final = 1 << (_FIELD - 1)
BIAS: Final = "(always)"
_OFTEN: Final = 60  # words of a text whose row of classes may come again


@cache
def weights() -> dict[str, int]:
    """Feature to its packed weights."""
    found: dict[str, int] = {}
    if WEIGHTS.exists():
        for line in WEIGHTS.read_text(encoding="utf-8").split("\n"):
            if (line and line[0] != "#") or line[:2] == "#\t":
                name, *row = line.split("\t")
                found[name.replace("\\n", "\n")] = pack(map(int, row))
    return found


def pack(row: Iterable[int]) -> int:
    """One weight a label, in hundredths, as one number."""
    return sum(weight << (_FIELD * at) for at, weight in enumerate(row))


def odds(words: Iterable[str], shape: str) -> tuple[float, ...]:
    """The log odds of each label, in the order of `LABELS`; `shape` are the classes of the text's words in a row."""
    table = weights()
    total = sum(map(table.get, words, repeat(0)), table.get(BIAS, 0))
    total += of_shape(shape) if len(shape) < _OFTEN else of_shape.__wrapped__(shape)
    found = []
    for _ in LABELS:
        low = ((total + _HALF) & (2 * _HALF - 1)) - _HALF
        found.append(low / 100)
        total = (total - low) >> _FIELD
    return tuple(found)


@lru_cache(maxsize=20_000)
def of_shape(shape: str) -> int:
    """The packed weights of a row of classes, added up; short texts of a portfolio are often built alike."""
    return sum(map(weights().get, shapes(shape), repeat(0)))
