"""A figure over time."""

from __future__ import annotations

from collections.abc import Iterable

from outcome_lint.history.compare import unlike
from outcome_lint.history.values import Point, Recorded
from outcome_lint.model import Coverage, Ratio

FIGURES = ("ffr", "outcome", "owner", "okr", "measured", "reflected")


def trend(runs: Iterable[Recorded], figure: str = "ffr", by: str = "", name: str = "") -> tuple[Point, ...]:
    """One of `FIGURES` in each complete run that has it, overall or of one group, such as by team.

    The runs come in the order of time; where two neighbours can't be compared, the later point says why.
    """
    points: list[Point] = []
    last: Recorded | None = None
    for run in runs:
        value = _value(run, figure, by, name)
        if value is None:
            continue
        reasons = unlike(last, run).figures if last else ()
        part = value.without if isinstance(value, Ratio) else value.covered
        points.append(Point(run.at, run.number, value.percent, part, value.total, value.unknown, "; ".join(reasons)))
        last = run
    return tuple(points)


def _value(run: Recorded, figure: str, by: str, name: str) -> Ratio | Coverage | None:
    card = run.card
    if card is None:
        return None
    if not by:
        return card.ffr if figure == "ffr" else card.coverage.get(figure)
    for group in card.groups:
        if (group.by, group.name) == (by, name):
            return group.ffr if figure == "ffr" else group.coverage.get(figure)
    return None
