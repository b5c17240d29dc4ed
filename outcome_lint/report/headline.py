"""The headline figures and the coverage matrix: the run's own scorecard, beside that of the run compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from outcome_lint.history import DIMENSIONS, Recorded, trend
from outcome_lint.model import Coverage, Group, Ratio, Scorecard
from outcome_lint.report.values import Direction, Figure, Matrix, Row, Share, Tick

_MOST = 5
_LEAST = 0.05  # percentage points; less is told as no movement


def figures(card: Scorecard, before: Scorecard | None, ticks: Sequence[Recorded]) -> tuple[Figure, ...]:
    """At most five: the ratio, and the coverages that the rules in force ask about."""
    names = ["ffr", *(name for name in card.coverage if name != "outcome")]
    return tuple(_figure(name, card, before, ticks) for name in names[:_MOST])


def _figure(name: str, card: Scorecard, before: Scorecard | None, ticks: Sequence[Recorded]) -> Figure:
    now = _of(card, name)
    then = _of(before, name) if before else None
    points = moved(now, then)
    return Figure(name, now or Share(None, 0, 0), then, points, _direction(points), _trend(name, ticks))


def _trend(name: str, runs: Sequence[Recorded]) -> tuple[Tick, ...]:
    points = trend(runs, name)
    return tuple(Tick(f"{p.at:%Y-%m-%d}", p.number, p.percent, p.part, p.total, p.break_before) for p in points)


def _of(card: Scorecard, name: str) -> Share | None:
    value = card.ffr if name == "ffr" else card.coverage.get(name)
    return None if value is None else share(value)


def share(value: Ratio | Coverage) -> Share:
    """The counts of either."""
    part = value.without if isinstance(value, Ratio) else value.covered
    return Share(value.percent, part, value.total, value.unknown)


def moved(now: Share | None, then: Share | None) -> float | None:
    """The difference in percentage points, where both are told."""
    if now is None or then is None or now.percent is None or then.percent is None:
        return None
    return now.percent - then.percent


def _direction(points: float | None) -> Direction | None:
    if points is None:
        return None
    if abs(points) < _LEAST:
        return "same"
    return "up" if points > 0 else "down"


def matrices(card: Scorecard, before: Scorecard | None) -> tuple[Matrix, ...]:
    """By team, project, level and work kind, then by what else the run was grouped by; one lone group tells nothing."""
    old = {(group.by, group.name): group for group in before.groups} if before else {}
    by: dict[str, list[Group]] = {}
    for group in card.groups:
        by.setdefault(group.by, []).append(group)
    order = [*(name for name in DIMENSIONS if name in by), *(name for name in by if name not in DIMENSIONS)]
    return tuple(Matrix(name, tuple(rows(by[name], old))) for name in order if len(by[name]) > 1)


def rows(groups: Iterable[Group], old: Mapping[tuple[str, str], Group]) -> Iterable[Row]:
    """The groups in their order; of a small one no movement is told."""
    for group in groups:
        shares = {name: share(value) for name, value in group.coverage.items()}
        then = old.get((group.by, group.name))
        points = None
        if then is not None and not group.small and not then.small:
            points = moved(shares["outcome"], share(then.coverage["outcome"]))
        yield Row(group.name, group.small, shares, points)
