"""What stands behind the ratio: how much of the work it is, and from where the gaps come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from outcome_lint.model import ItemState
from outcome_lint.report.moves import thing
from outcome_lint.report.survey import Survey, weeks
from outcome_lint.report.values import Branch, Matrix, Row, Share, Thing, Upstream, Weighed
from outcome_lint.scorecard import percent

_BRANCHES = 10
_FAMILY = 2  # one child without an outcome is a gap, several are a pattern


class Scale:
    """One way to weigh items: what is without an outcome, and all of what could be judged."""

    def __init__(self, by: Literal["points", "children", "elapsed"]) -> None:
        self._by = by
        self._part = self._total = 0.0
        self._items = self._unweighed = 0

    def put(self, state: ItemState, weight: float | None) -> None:
        """One item; its outcome must be known to count."""
        if state.outcome == "unknown":
            return
        if weight is None:
            self._unweighed += 1
            return
        self._items += 1
        self._total += weight
        self._part += weight if state.without else 0

    def read(self) -> Iterable[Weighed]:
        """The weighed ratio, where there was something to weigh."""
        if self._total:
            share = 100 * self._part / self._total
            part, total = round(self._part, 1), round(self._total, 1)
            yield Weighed(self._by, share, part, total, self._items, self._unweighed)


def investment(states: Iterable[ItemState], survey: Survey, today: date) -> tuple[Weighed, ...]:
    """By points where items have them, by the children of those that have some, by the time of those in flight."""
    points, children, elapsed = Scale("points"), Scale("children"), Scale("elapsed")
    for state in states:
        points.put(state, state.points)
        if state.key in survey.families:
            children.put(state, survey.families[state.key].size)
        if state.status_category == "doing":
            elapsed.put(state, weeks(state, today))
    return tuple(weighed for scale in (points, elapsed, children) for weighed in scale.read())


def large_families(survey: Survey) -> list[str]:
    """The parents with the most children without an outcome, if several."""
    many = [key for key, family in survey.families.items() if family.without >= _FAMILY]
    return sorted(many, key=lambda key: (-survey.families[key].without, key))[:_BRANCHES]


def upstream(survey: Survey, parents: Mapping[str, ItemState], matrices: Iterable[Matrix]) -> Upstream:
    """Gaps by the parent that they hang from, and by portfolio: where to ask first."""
    inherited = judged = unknown = 0
    for key, family in survey.families.items():
        outcome = survey.outcomes.get(key, "unknown")
        if outcome == "unknown":
            unknown += family.without
        else:
            judged += family.without
            inherited += family.without if outcome != "present" else 0
    branches = tuple(_branch(key, parents.get(key), survey) for key in large_families(survey))
    share = Share(percent(inherited, judged), inherited, judged, unknown)
    return Upstream(share, survey.unparented, branches, _portfolios(matrices))


def _branch(key: str, state: ItemState | None, survey: Survey) -> Branch:
    named = thing(state) if state else Thing(key)
    return Branch(named, survey.outcomes.get(key), survey.families[key].gaps)


def _portfolios(matrices: Iterable[Matrix]) -> tuple[Row, ...]:
    return next((matrix.rows for matrix in matrices if matrix.by == "project"), ())
