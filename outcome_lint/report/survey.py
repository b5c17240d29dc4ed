"""What one look at every item's state tells: counts only, so that a large portfolio needs little memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from outcome_lint.model import ItemState, TextState
from outcome_lint.report.values import Share
from outcome_lint.scorecard import percent

DUE = "missing-actual-outcome"


class Family:
    """The direct children of one parent."""

    __slots__ = ("stated", "unknown", "without")

    def __init__(self) -> None:
        self.stated = self.without = self.unknown = 0

    def add(self, outcome: TextState) -> None:
        """One child."""
        if outcome == "unknown":
            self.unknown += 1
        elif outcome == "present":
            self.stated += 1
        else:
            self.without += 1

    @property
    def size(self) -> int:
        """All children."""
        return self.stated + self.without + self.unknown

    @property
    def gaps(self) -> Share:
        """Those without an outcome."""
        total = self.stated + self.without
        return Share(percent(self.without, total), self.without, total, self.unknown)


class Survey:
    """Grows state by state; `fresh` needs to know whether the rule about looking back is in force (`asked`)."""

    def __init__(self, states: Iterable[ItemState], *, asked: bool) -> None:
        self.rules: dict[str, int] = {}
        self.outcomes: dict[str, TextState] = {}
        self.families: dict[str, Family] = {}
        self.learned: dict[str, int] = {}
        self.stated = self.debts = self.gaps = self.unparented = self.due = self.fresh = self.said = 0
        self._asked = asked
        for state in states:
            self._see(state)

    def _see(self, state: ItemState) -> None:
        self.outcomes[state.key] = state.outcome
        for rule in state.rules:
            self.rules[rule] = self.rules.get(rule, 0) + 1
        if state.outcome == "present":
            self.stated += 1
            self.debts += state.work_kind == "debt"
        if state.parent:
            self.families.setdefault(state.parent, Family()).add(state.outcome)
        if state.without:
            self.gaps += 1
            self.unparented += not state.parent
        if state.status_category == "done":
            self._look_back(state)

    def _look_back(self, state: ItemState) -> None:
        if state.conclusion:
            self.learned[state.conclusion] = self.learned.get(state.conclusion, 0) + 1
        elif state.actual == "present":
            self.said += 1
        elif self.is_due(state):
            self.due += 1
        elif state.actual != "unknown":
            self.fresh += 1

    def is_due(self, state: ItemState) -> bool:
        """Whether it should say by now what happened: as its rule says, or at once where no rule is in force."""
        if state.status_category != "done" or state.actual in ("present", "unknown"):
            return False
        return DUE in state.rules or state.actual == "placeholder" or not self._asked

    def size(self, key: str) -> int:
        """The item and its direct children."""
        family = self.families.get(key)
        return 1 + (family.size if family else 0)


def weeks(state: ItemState, today: date) -> float | None:
    """Weeks since work began, or since it was created where no start is known; None where neither is."""
    try:
        begun = date.fromisoformat(state.started or state.created or "")
    except ValueError:
        return None
    return max((today - begun).days, 0) / 7
