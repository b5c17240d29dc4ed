"""What a run has counted so far: a plain value, so that the halves of a large file can be counted apart and joined."""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec import Struct

from outcome_lint.checks.portfolio import Portfolio
from outcome_lint.model import Exemption, WorkItem
from outcome_lint.scorecard import Tally

_NAMED = 5  # items named with an abstention
Place = tuple[str | None, ...]  # an item's value in each dimension of the scorecard


class Waiting(Struct, frozen=True, gc=False, array_like=True):
    """An item whose judgement needs the whole portfolio: its plan, the rules that wait, its ignore labels and place."""

    plan: tuple[int, ...]
    rules: tuple[int, ...]
    item: WorkItem
    marks: tuple[str, ...]
    place: Place


class Unlinked(NamedTuple):
    """An item whose OKR link may be its ancestors'; `own` is None where its own is unknown."""

    place: Place
    own: bool | None
    parent: str


class Counts:
    """Grows item by item; `absorb` adds what was counted of later items."""

    def __init__(self) -> None:
        self.items = 0
        self.by_rule: dict[str, int] = {}
        self.by_severity: dict[str, int] = {}
        self.abstained: dict[tuple[str, str, str], list[Any]] = {}  # (rule, code, reason): [count, first keys]
        self.ignored: list[Exemption] = []
        self.excluded: dict[str, int] = {}
        self.tallies: dict[Place, Tally] = {}
        self.unlinked: list[Unlinked] = []
        self.portfolio = Portfolio()

    def tally(self, place: Place) -> Tally:
        """The tally of that place in the groups."""
        found = self.tallies.get(place)
        if found is None:
            found = self.tallies[place] = Tally()
        return found

    def exclude(self, reason: str) -> None:
        """One item left out."""
        self.excluded[reason] = self.excluded.get(reason, 0) + 1

    def found(self, rule: str, severity: str) -> None:
        """One finding."""
        self.by_rule[rule] = self.by_rule.get(rule, 0) + 1
        self.by_severity[severity] = self.by_severity.get(severity, 0) + 1

    def abstain(self, rule: str, code: str, reason: str, keys: list[str], count: int = 1) -> None:
        """A rule kept silent on `count` items, of which `keys` names the first."""
        entry = self.abstained.get((rule, code, reason))
        if entry is None:
            entry = self.abstained[rule, code, reason] = [0, []]
        entry[0] += count
        if len(entry[1]) < _NAMED:
            entry[1] += keys[: _NAMED - len(entry[1])]

    def absorb(self, later: Counts) -> None:
        """Add the counts of the items that come after mine."""
        self.items += later.items
        for mine, theirs in (
            (self.by_rule, later.by_rule),
            (self.by_severity, later.by_severity),
            (self.excluded, later.excluded),
        ):
            for name, count in theirs.items():
                mine[name] = mine.get(name, 0) + count
        for (rule, code, reason), (count, keys) in later.abstained.items():
            self.abstain(rule, code, reason, keys, count)
        for place, tally in later.tallies.items():
            self.tally(place).add(tally)
        self.ignored += later.ignored
        self.unlinked += later.unlinked
        self.portfolio.absorb(later.portfolio)
