"""Counts of right and wrong, the shares that follow from them, and how sure one can be of a share."""

from __future__ import annotations

from typing import NamedTuple


class Sums(NamedTuple):
    """Confusion of one label, and what follows from it; a ratio over nothing is 1."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp + self.fp + self.fn else 1.0


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not total:
        return 0.0, 1.0
    share, square = hits / total, z * z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = z * ((share * (1 - share) / total + square / (4 * total * total)) ** 0.5) / (1 + square / total)
    return max(0.0, middle - half), min(1.0, middle + half)
