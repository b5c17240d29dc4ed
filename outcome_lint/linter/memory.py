"""Keeps the states of a run's items until the whole portfolio is known, on disk once they are many."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from outcome_lint.checks.portfolio import Portfolio
from outcome_lint.linter.log import Log
from outcome_lint.model import ItemState

_NOBODY = ("", "")


class Memory:
    """States in the order of the items, joined with what was found out last; iterable any number of times."""

    def __init__(self, portfolio: Portfolio, log: Log[ItemState] | None = None) -> None:
        self.log = Log(ItemState) if log is None else log
        self._portfolio = portfolio
        self._late: Log[tuple[str, str]] = Log(tuple[str, str])

    def see(self, state: ItemState, rules: list[str]) -> None:
        """The next item's state, and the rules that found something in it alone."""
        self.log.append(replace(state, rules=tuple(rules)))

    def add(self, key: str, rule: str) -> None:
        """A rule found something in an item once it knew the others; the items come in their order again."""
        self._late.append((key, rule))

    def __iter__(self) -> Iterator[ItemState]:
        late = iter(self._late)
        key, rule = next(late, _NOBODY)
        for state in self.log:
            rules = list(state.rules)
            while key == state.key:
                rules.append(rule)
                key, rule = next(late, _NOBODY)
            yield replace(state, okr=self._tied(state), rules=tuple(sorted(rules)))

    def _tied(self, state: ItemState) -> bool | None:
        if state.okr or not state.parent:
            return state.okr
        inherited = self._portfolio.okr_of(state.parent)
        return inherited if state.okr is not None or inherited else None
