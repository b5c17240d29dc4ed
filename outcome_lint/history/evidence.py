"""What the history tells of the last weeks, and each criterion's answer to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from outcome_lint.history.compare import unlike
from outcome_lint.history.criteria import Criteria
from outcome_lint.history.store import History
from outcome_lint.history.values import Recorded
from outcome_lint.model import Coverage, ItemState, Ratio, Scorecard
from outcome_lint.scorecard import SMALL, percent

_NO_CARD = Scorecard(Ratio(None, 0, 0, 0, 0, 0), {})
_NO_TEAM = "no team"  # as a scorecard calls it


class Evidence(NamedTuple):
    """The runs since `start`, those of them that can be compared with the newest, and the items then and now."""

    start: datetime
    attempts: tuple[Recorded, ...]
    runs: tuple[Recorded, ...]
    before: tuple[ItemState, ...] = ()
    now: tuple[ItemState, ...] = ()

    @property
    def seen(self) -> int:
        """Weeks with a complete run that can be compared."""
        return len({week(run) for run in self.runs})

    @property
    def teams(self) -> tuple[str, ...]:
        """By name, in the order of a scorecard: alphabetically, and last those without."""
        card = self.runs[-1].card if self.runs else None
        return tuple(group.name for group in card.groups if group.by == "team") if card else ()

    def of(self, team: str) -> Evidence:
        """What it tells of one team."""
        mine, theirs = (
            tuple(state for state in states if (state.team or _NO_TEAM) == team) for states in (self.before, self.now)
        )
        return self._replace(before=mine, now=theirs, runs=tuple(_only(run, team) for run in self.runs))


class Answer(Struct, frozen=True):
    """What one criterion found: `met` is None where there were too few to ask it of."""

    criterion: str
    asks: str
    met: bool | None
    wanted: float
    found: float | None
    part: int
    total: int


def week(run: Recorded) -> tuple[int, int]:
    """The ISO week of a run, in UTC."""
    year, number, _ = run.at.isocalendar()
    return year, number


def gather(history: History, runs: Iterable[Recorded], now: datetime, weeks: int) -> Evidence:
    """The evidence of the last weeks; `runs` are of one series, the oldest first."""
    start = now - timedelta(weeks=weeks)
    attempts = tuple(run for run in runs if start < run.at <= now)
    comparable: list[Recorded] = []
    for run in attempts:
        if comparable and unlike(comparable[-1], run).figures and run.complete:
            comparable.clear()
        comparable += [run] if run.complete else []
    if not comparable:
        return Evidence(start, attempts, ())
    before, last = (tuple(history.states(run).values()) for run in (comparable[0], comparable[-1]))
    return Evidence(start, attempts, tuple(comparable), before, last)


def _only(run: Recorded, team: str) -> Recorded:
    """The run with the figures of that team for its own."""
    groups = run.card.groups if run.card else ()
    group = next((each for each in groups if (each.by, each.name) == ("team", team)), None)
    return replace(run, card=Scorecard(group.ffr, group.coverage) if group else _NO_CARD)


def answers(criteria: Criteria, evidence: Evidence) -> tuple[Answer, ...]:
    """Of each criterion that is asked; there is a complete run."""
    found = []
    for name, (asks, measure) in _MEASURES.items():
        wanted = getattr(criteria, name)
        if wanted is not None:
            part, total, blocks = measure(evidence)
            share = percent(part, total)
            few = total < SMALL and not blocks
            met = None if few else share is not None and share >= wanted
            found.append(Answer(name.replace("_", "-"), asks, met, wanted, share, part, total))
    if criteria.fell is not None:
        found.append(_fell(criteria.fell, evidence))
    return tuple(found)


def _fell(wanted: float, evidence: Evidence) -> Answer:
    """How many points the share of items with an outcome is below its height in these weeks."""
    shares = [100 - run.card.ffr.percent for run in evidence.runs if run.card and run.card.ffr.percent is not None]
    fell = max(shares) - shares[-1] if shares else None
    met = None if fell is None else fell <= wanted
    return Answer("fell", "does the share of items with an outcome hold", met, wanted, fell, 0, 0)


Measured = tuple[int, int, bool]  # part, whole, and whether a small whole stands in the way


def _readable(evidence: Evidence) -> Measured:
    return sum(run.complete for run in evidence.attempts), len(evidence.attempts), True


def _known(evidence: Evidence) -> Measured:
    card = evidence.runs[-1].card
    told, unknown = (card.ffr.total, card.ffr.unknown) if card else (0, 0)
    return told, told + unknown, True


def _stated(states: Iterable[ItemState]) -> Measured:
    judged = [state for state in states if state.outcome != "unknown"]
    return sum(not state.without for state in judged), len(judged), False


def _new_stated(evidence: Evidence) -> Measured:
    there = {state.key for state in evidence.before}
    return _stated(state for state in evidence.now if state.key not in there)


def _answered(evidence: Evidence) -> Measured:
    gaps = {state.key for state in evidence.before if state.without}
    return _stated(state for state in evidence.now if state.key in gaps)


def _covered(name: str, *, blocks: bool = True) -> Callable[[Evidence], Measured]:
    def measure(evidence: Evidence) -> Measured:
        card = evidence.runs[-1].card
        coverage = card.coverage.get(name, Coverage(None, 0, 0, 0)) if card else Coverage(None, 0, 0, 0)
        return coverage.covered, coverage.total, blocks

    return measure


def _concluded(evidence: Evidence) -> Measured:
    told = [state for state in evidence.now if state.status_category == "done" and state.actual == "present"]
    return sum(state.conclusion is not None for state in told), len(told), False


_MEASURES: dict[str, tuple[str, Callable[[Evidence], Measured]]] = {
    "readable": ("can the data be read", _readable),
    "known": ("does the source tell whether items state an outcome", _known),
    "new_stated": ("do the items that come state an outcome", _new_stated),
    "outcome": ("do items state an outcome", _covered("outcome")),
    "owner": ("do items have an owner", _covered("owner")),
    "answered": ("were gaps of then filled", _answered),
    "okr": ("are items tied to an OKR", _covered("okr")),
    "measured": ("can outcomes be measured", _covered("measured")),
    "reflected": ("do items that are done say what actually happened", _covered("reflected", blocks=False)),
    "concluded": ("do these draw a conclusion", _concluded),
}
