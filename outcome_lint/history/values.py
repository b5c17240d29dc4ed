"""What the history remembers, and what it answers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from msgspec import Struct

from outcome_lint.model import ItemState, Scorecard

# Each run's figures are kept for these, whatever its report was grouped by.
DIMENSIONS = ("team", "project", "level", "work_kind")


class Prints(Struct, frozen=True):
    """Fingerprints: runs are compared only in what is alike.

    `scope`: which items are looked at, and where their values come from. `sources`: which portfolio. `reading`: how a
    text is read. `rules`: which rules speak, and with which options.
    """

    scope: str
    sources: str
    reading: str
    rules: str


class Recorded(Struct, frozen=True):
    """A run as it is remembered; `at` is in UTC, `number` is 0 until it is recorded.

    `card` is None for an incomplete scan, of which no item's state is known either. Its groups are by `DIMENSIONS`.
    """

    at: datetime
    profile: str
    prints: Prints
    complete: bool
    items: int = 0
    by_rule: dict[str, int] = {}
    problems: int = 0
    version: str = ""
    card: Scorecard | None = None
    number: int = 0


class Unlike(NamedTuple):
    """Why two runs can't be compared: in their figures, or only in what their rules found."""

    figures: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


Kind = Literal[
    "new", "new-without", "gone", "gained", "lost", "now-known", "now-unknown", "fixed", "regressed", "reviewed"
]


class Change(Struct, frozen=True):
    """An item that is not what it was; `before` is None for one that is new, `after` for one that is gone.

    `gained` and `lost` are about its outcome. `fixed` and `regressed` name rules that found something before and no
    longer, or now and not before. `reviewed` has gained an actual outcome.
    """

    before: ItemState | None
    after: ItemState | None
    kinds: frozenset[Kind] = frozenset()
    fixed: tuple[str, ...] = ()
    regressed: tuple[str, ...] = ()

    @property
    def item(self) -> ItemState:
        """Its newest state."""
        state = self.after or self.before
        assert state is not None  # noqa: S101 - one of them is what makes it a change
        return state

    @property
    def key(self) -> str:
        """The item's key."""
        return self.item.key


class Deltas(Struct, frozen=True):
    """What moved from one run to a later one, by key; adding the changes to the states before gives those after.

    `rules_unlike` says why `fixed` and `regressed` are not told. `copied` are the keys of items that gained their
    outcome, or came with it, in the same words as others of them: a jump that is no movement.
    """

    before: Recorded
    after: Recorded
    changes: tuple[Change, ...]
    copied: tuple[tuple[str, ...], ...] = ()
    rules_unlike: tuple[str, ...] = ()

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of that kind, by key."""
        return tuple(change for change in self.changes if kind in change.kinds)

    def by_team(self) -> dict[str | None, tuple[Change, ...]]:
        """The changes by the team that the item has now, in alphabetical order; None, for no team, is last."""
        teams: dict[str | None, list[Change]] = {}
        for change in self.changes:
            teams.setdefault(change.item.team, []).append(change)
        ordered = sorted(teams.items(), key=lambda pair: (pair[0] is None, (pair[0] or "").casefold(), pair[0] or ""))
        return {team: tuple(changes) for team, changes in ordered}


class Incomparable(Struct, frozen=True):
    """Two runs whose figures can't be compared, and why."""

    before: Recorded
    after: Recorded
    reasons: tuple[str, ...]


class Point(NamedTuple):
    """A figure in one run; `break_before` says why it can't be compared with the point before it, "" where it can."""

    at: datetime
    number: int
    percent: float | None
    part: int
    total: int
    unknown: int
    break_before: str = ""
