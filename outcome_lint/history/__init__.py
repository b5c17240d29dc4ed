"""Remembers runs: their figures, and of each item what changed; tells what moved between two of them."""

from outcome_lint.history.compare import add, changes, copied, deltas, unlike
from outcome_lint.history.criteria import STAGES, Criteria, Stage, Stages, TeamStage
from outcome_lint.history.evidence import Answer
from outcome_lint.history.stages import Gates, Position, Standing, standings, told
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
    "STAGES",
    "Answer",
    "Change",
    "Criteria",
    "Deltas",
    "Gates",
    "History",
    "Incomparable",
    "Kind",
    "Point",
    "Position",
    "Prints",
    "Recorded",
    "Stage",
    "Stages",
    "Standing",
    "States",
    "TeamStage",
    "Unlike",
    "add",
    "changes",
    "copied",
    "deltas",
    "standings",
    "told",
    "trend",
    "unlike",
]
