"""A history as JSON Lines: to be kept elsewhere, or joined with another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from outcome_lint.errors import UsageError
from outcome_lint.history.store import History, States
from outcome_lint.history.values import Prints, Recorded
from outcome_lint.model import ItemState, Ratio, Scorecard

SCHEMA: Literal["outcome-lint/history-1"] = "outcome-lint/history-1"


class Head(Struct, frozen=True, forbid_unknown_fields=True, tag="history"):
    """The first line."""

    schema: Literal["outcome-lint/history-1"]


class RunLine(Struct, frozen=True, forbid_unknown_fields=True, tag="run"):
    """A run; its figures follow from the states, but for what was left out of scope."""

    at: Annotated[datetime, Meta(tz=True)]
    profile: str
    prints: Prints
    complete: bool
    items: int
    by_rule: dict[str, int]
    problems: int
    version: str
    excluded: dict[str, int]


class ItemLine(Struct, frozen=True, forbid_unknown_fields=True, tag="item"):
    """An item that is not, in the run above, what it was in the one before of the same series; None: it is gone."""

    key: str
    state: dict[str, Any] | None


_Line = Head | RunLine | ItemLine
_LINE: msgspec.json.Decoder[_Line] = msgspec.json.Decoder(_Line)
_DEFAULTS = {name: value for name, value in msgspec.structs.asdict(ItemState("", "unknown")).items() if name != "key"}


def exported(history: History) -> Iterator[str]:
    """The lines, each with its end."""
    yield _text(Head(SCHEMA))
    for run in sorted(history.runs(), key=lambda run: (run.at, run.prints.scope, run.prints.sources)):
        excluded = run.card.ffr.excluded if run.card else {}
        yield _text(
            RunLine(
                run.at,
                run.profile,
                run.prints,
                run.complete,
                run.items,
                run.by_rule,
                run.problems,
                run.version,
                excluded,
            )
        )
        for key, state in history.changed(run):
            told = None if state is None else msgspec.structs.asdict(state)
            yield _text(ItemLine(key, told and {name: value for name, value in told.items() if name != "key"}))


def _text(line: _Line) -> str:
    return msgspec.json.encode(line).decode() + "\n"


def load(history: History, lines: Iterable[bytes], name: str) -> tuple[int, int]:
    """Record the runs of an export; how many were added, and how many were there. Raises UsageError.

    A run is there if one of its series and its moment is; so an import may be repeated.
    """
    series: dict[tuple[str, str], States] = {}
    counts = [0, 0]
    run: RunLine | None = None
    states: States = {}
    for number, line in enumerate(lines, 1):
        said = _read(line, number, name)
        if isinstance(said, ItemLine) and run is not None and run.complete:
            _apply(said, states, number, name)
        elif isinstance(said, RunLine) and number > 1:
            _keep(history, run, states, counts)
            run, states = said, series.setdefault((said.prints.scope, said.prints.sources), {})
        elif not isinstance(said, Head) or number > 1:
            raise _wrong(name, number, "a line that does not belong here")
    _keep(history, run, states, counts)
    return counts[0], counts[1]


def _read(line: bytes, number: int, name: str) -> _Line:
    try:
        return _LINE.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _wrong(name, number, str(error)) from None


def _apply(said: ItemLine, states: States, number: int, name: str) -> None:
    if said.state is None:
        states.pop(said.key, None)
        return
    strange = said.state.keys() - _DEFAULTS.keys()
    if strange or "outcome" not in said.state:
        raise _wrong(name, number, f"an item has no {min(strange)!r}" if strange else "an item without `outcome`")
    try:
        states[said.key] = msgspec.convert([said.key, *(_DEFAULTS | said.state).values()], ItemState)
    except msgspec.ValidationError as error:
        raise _wrong(name, number, str(error)) from None


def _keep(history: History, line: RunLine | None, states: States, counts: list[int]) -> None:
    if line is None:
        return
    card = Scorecard(Ratio(None, 0, 0, 0, 0, 0, line.excluded), {})
    run = Recorded(
        line.at,
        line.profile,
        line.prints,
        line.complete,
        line.items,
        line.by_rule,
        line.problems,
        line.version,
        card,
    )
    there = history.holds(run)
    if not there:
        history.record(run, states.values() if run.complete else ())
    counts[there] += 1


def _wrong(name: str, number: int, what: str) -> UsageError:
    return UsageError(f"{name}:{number}: not a line of an exported history: {what}", "`outcome-lint history export`")
