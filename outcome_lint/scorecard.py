"""Counts items into the Feature Factory Ratio and the coverages, overall and by group, with honest denominators."""

from __future__ import annotations

from outcome_lint.model import Coverage, Group, Ratio, Scorecard, TextState

CAUTION = (
    "A ratio is for awareness, not a target. It says something about how work is handed on, nothing about anyone "
    "doing it: gaps often begin upstream. Trust, leadership and understanding can't be read from a tracker. "
    "Ask with curiosity, not for compliance."
)
SMALL = 5  # groups under five items are not to be compared
COVERAGES = ("owner", "okr", "measured", "reflected")  # beside `outcome`, which follows from the ratio


class Tally:
    """The counts of items that have the same place in every group; cheap to add to."""

    __slots__ = ("covered", "exempted", "states", "total", "unknowns")

    def __init__(self) -> None:
        self.states: dict[TextState, int] = {"present": 0, "missing": 0, "placeholder": 0, "unknown": 0}
        self.exempted = 0
        self.covered = dict.fromkeys(COVERAGES, 0)
        self.total = dict.fromkeys(COVERAGES, 0)
        self.unknowns = dict.fromkeys(COVERAGES, 0)

    def cover(self, name: str, has: bool | None) -> None:  # noqa: FBT001
        """One item that has it or not; None where that is unknown."""
        if has is None:
            self.unknowns[name] += 1
        else:
            self.total[name] += 1
            self.covered[name] += has

    def add(self, other: Tally) -> None:
        """All that the other one counted."""
        self.exempted += other.exempted
        for state, count in other.states.items():
            self.states[state] += count
        for mine, theirs in (
            (self.covered, other.covered),
            (self.total, other.total),
            (self.unknowns, other.unknowns),
        ):
            for name, count in theirs.items():
                mine[name] += count


def percent(part: int, whole: int) -> float | None:
    """The part as percent of the whole; None of nothing, never 0 % or 100 % of no items."""
    return 100 * part / whole if whole else None  # in this order: 7 of 25 is 28, not 28.000000000000004


def ratio(tally: Tally, excluded: dict[str, int]) -> Ratio:
    """The Feature Factory Ratio of a tally."""
    states = tally.states
    without = states["missing"] + states["placeholder"]
    total = without + states["present"]
    return Ratio(
        percent=percent(without, total),
        without=without,
        total=total,
        missing=states["missing"],
        placeholder=states["placeholder"],
        unknown=states["unknown"],
        excluded=excluded,
    )


def after_exceptions(tally: Tally, excluded: dict[str, int]) -> Ratio:
    """The ratio as if what was ignored or baselined had been filled; it never replaces the headline."""
    whole = ratio(tally, excluded)
    without = whole.without - tally.exempted
    return Ratio(
        percent(without, whole.total), without, whole.total, whole.missing, whole.placeholder, whole.unknown, excluded
    )


def coverages(tally: Tally, asked: tuple[str, ...]) -> dict[str, Coverage]:
    """The outcome coverage (100 − ratio), and those others that the rules in force ask about."""
    unknown, present = tally.states["unknown"], tally.states["present"]
    total = sum(tally.states.values()) - unknown
    result = {"outcome": Coverage(percent(present, total), present, total, unknown)}
    for name in asked:
        covered, whole = tally.covered[name], tally.total[name]
        result[name] = Coverage(percent(covered, whole), covered, whole, tally.unknowns[name])
    return result


def scorecard(
    tallies: dict[tuple[str | None, ...], Tally],
    dimensions: tuple[str, ...],
    asked: tuple[str, ...],
    excluded: dict[str, int],
) -> Scorecard:
    """The figures of a complete scan. A tally's key holds the item's value in each dimension, in their order."""
    overall = Tally()
    for tally in tallies.values():
        overall.add(tally)
    groups: list[Group] = []
    for place, dimension in enumerate(dimensions):
        merged: dict[str, Tally] = {}
        none = f"no {dimension.replace('_', ' ')}"
        for key, tally in tallies.items():
            merged.setdefault(key[place] or none, Tally()).add(tally)
        for name, tally in sorted(merged.items(), key=lambda pair: (pair[0] == none, pair[0].casefold())):
            figure = ratio(tally, {})
            small = figure.total + figure.unknown < SMALL
            groups.append(Group(dimension, name, figure, coverages(tally, asked), small))
    return Scorecard(
        ffr=ratio(overall, excluded),
        coverage=coverages(overall, asked),
        groups=tuple(groups),
        after_exceptions=after_exceptions(overall, excluded) if overall.exempted else None,
    )
