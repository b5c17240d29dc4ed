"""What moved since the run that this one is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from outcome_lint.history import Change, Deltas, Kind
from outcome_lint.model import ItemState
from outcome_lint.report.values import Changed, Copied, Moved, TeamMoves, Thing

MOST = 200  # items named in a list; its count is always of all
KINDS: tuple[Kind, ...] = (
    *("gained", "lost", "new-without", "new", "gone", "reviewed", "fixed", "regressed", "now-known", "now-unknown"),
)
assert set(KINDS) == set(get_args(Kind))  # noqa: S101 - a new kind of change must be told
# what the others follow from stands first; these alone are no news of an outcome
_QUIET = frozenset({"fixed", "regressed", "now-known", "now-unknown"})


def moves(deltas: Deltas) -> Changed:
    """The counts of all and of each team, and the items behind them, those first whose outcome moved."""
    teams = []
    for team, changes in deltas.by_team().items():
        told = [change for change in changes if change.kinds]
        if told:
            loud = sorted(told, key=lambda change: (change.kinds <= _QUIET, change.key))
            teams.append(TeamMoves(team, counts(told), tuple(_moved(change) for change in loud[:MOST])))
    items = {change.key: change.item for change in deltas.changes}
    flocks = tuple(Copied(len(keys), tuple(thing(items[key]) for key in keys[:MOST])) for keys in deltas.copied)
    return Changed(counts(deltas.changes), tuple(teams), flocks, deltas.rules_unlike)


def counts(changes: Iterable[Change]) -> dict[Kind, int]:
    """How many of each kind, in the order of their weight; an item that came without an outcome is in two of them."""
    found = dict.fromkeys(KINDS, 0)
    for change in changes:
        for kind in change.kinds:
            found[kind] += 1
    return {kind: number for kind, number in found.items() if number}


def _moved(change: Change) -> Moved:
    kinds = tuple(kind for kind in KINDS if kind in change.kinds)
    return Moved(thing(change.item), kinds, change.fixed, change.regressed)


def thing(state: ItemState) -> Thing:
    """The item as it is named."""
    return Thing(state.key, state.title, state.url, state.team, state.level)
