"""Remembers runs: their figures, and of each item what changed; tells what moved between two of them."""

from outcome_lint.history.compare import add, changes, copied, deltas, unlike
from outcome_lint.history.store import History, States
from outcome_lint.history.trend import FIGURES, trend
from outcome_lint.history.values import (
    DIMENSIONS,
    Change,
    Deltas,
    Incomparable,
    Kind,
    Point,
    Prints,
    Recorded,
    Unlike,
)

__all__ = [
    "DIMENSIONS",
    "FIGURES",
    "Change",
    "Deltas",
    "History",
    "Incomparable",
    "Kind",
    "Point",
    "Prints",
    "Recorded",
    "States",
    "Unlike",
    "add",
    "changes",
    "copied",
    "deltas",
    "trend",
    "unlike",
]
