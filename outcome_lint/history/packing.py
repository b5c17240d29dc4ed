"""Figures and states as they are stored: JSON arrays, as short as text can be that a person may still read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from outcome_lint.history.values import DIMENSIONS
from outcome_lint.model import Coverage, Group, ItemState, Ratio, Scorecard
from outcome_lint.scorecard import COVERAGES, Tally, percent, scorecard

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_STATES = msgspec.json.Decoder(ItemState)
_encode = msgspec.json.Encoder().encode


class _Numbers(msgspec.Struct, frozen=True, array_like=True):
    """One group: its place, whether it is small, the ratio's counts, and three counts a coverage."""

    by: str
    name: str
    small: bool
    missing: int
    placeholder: int
    present: int
    unknown: int
    coverage: tuple[tuple[int, int, int], ...]


class _Figures(msgspec.Struct, frozen=True, array_like=True):
    """The overall numbers first, then those of the groups."""

    excluded: dict[str, int]
    groups: tuple[_Numbers, ...]


def moment(at: datetime) -> int:
    """Microseconds since 1970 in UTC."""
    return (at - _EPOCH) // _MICROSECOND


def at(moment: int) -> datetime:
    """The time, in UTC."""
    return _EPOCH + moment * _MICROSECOND


def packed(state: ItemState) -> str:
    """One state; equal states are equal texts."""
    return _encode(state).decode()


def unpacked(text: str) -> ItemState:
    """The state that was packed, by this version or an older one."""
    return _STATES.decode(text)


class Counter:
    """Counts states that pass by into a scorecard."""

    def __init__(self) -> None:
        self.items = 0
        self._tallies: dict[tuple[str | None, ...], Tally] = {}

    def count(self, states: Iterable[ItemState]) -> Iterator[ItemState]:
        """The states themselves, counted."""
        for state in states:
            place = (state.team, state.project, state.level, state.work_kind)
            tally = self._tallies.get(place)
            if tally is None:
                tally = self._tallies[place] = Tally()
            tally.states[state.outcome] += 1
            tally.cover("owner", state.owner)
            tally.cover("okr", state.okr)
            if state.outcome == "present":
                tally.cover("measured", state.measured)
            if state.status_category == "done":
                tally.cover("reflected", None if state.actual == "unknown" else state.actual != "missing")
            self.items += 1
            yield state

    def card(self, excluded: dict[str, int]) -> Scorecard:
        """The figures of all that passed."""
        return scorecard(self._tallies, DIMENSIONS, COVERAGES, excluded)


def pack_card(card: Scorecard) -> str:
    """The counts; percentages follow from them."""
    groups = [_numbers("", "", card.ffr, card.coverage, small=False)]
    groups += [_numbers(group.by, group.name, group.ffr, group.coverage, small=group.small) for group in card.groups]
    return _encode(_Figures(card.ffr.excluded, tuple(groups))).decode()


def unpack_card(text: str) -> Scorecard:
    """The scorecard that was packed."""
    figures = msgspec.json.decode(text, type=_Figures)
    overall, *groups = figures.groups
    return Scorecard(
        _ratio(overall, figures.excluded),
        _coverage(overall),
        tuple(Group(each.by, each.name, _ratio(each, {}), _coverage(each), each.small) for each in groups),
    )


def _numbers(by: str, name: str, ffr: Ratio, coverage: dict[str, Coverage], *, small: bool) -> _Numbers:
    counts = [coverage[each] for each in COVERAGES]
    return _Numbers(
        by,
        name,
        small,
        ffr.missing,
        ffr.placeholder,
        ffr.total - ffr.without,
        ffr.unknown,
        tuple((each.covered, each.total, each.unknown) for each in counts),
    )


def _ratio(numbers: _Numbers, excluded: dict[str, int]) -> Ratio:
    without = numbers.missing + numbers.placeholder
    total = without + numbers.present
    share = percent(without, total)
    return Ratio(share, without, total, numbers.missing, numbers.placeholder, numbers.unknown, excluded)


def _coverage(numbers: _Numbers) -> dict[str, Coverage]:
    total = numbers.missing + numbers.placeholder + numbers.present
    outcome = Coverage(percent(numbers.present, total), numbers.present, total, numbers.unknown)
    rest = zip(COVERAGES, numbers.coverage, strict=True)
    return {"outcome": outcome} | {name: Coverage(percent(*counts[:2]), *counts) for name, counts in rest}
