"""The gates: where a portfolio and its teams stand between crawl, walk and run, and what is to be done.

Nothing is switched on here: the answer is for people, who may do otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Literal

from msgspec import Struct

from outcome_lint.history.criteria import STAGES, Criteria, Stage
from outcome_lint.history.evidence import Answer, Evidence, answers, gather, week
from outcome_lint.history.store import History
from outcome_lint.history.values import Recorded
from outcome_lint.scorecard import SMALL

Say = Literal["proceed", "stay", "stop"]


class Position(Struct, frozen=True):
    """Where somebody stands, and why they have stopped if they have chosen to."""

    stage: Stage
    stop: str = ""


class Standing(Struct, frozen=True):
    """The answer for the whole (`team` is None) or a team; `say` is None of a team too small to tell.

    `next` is the stage that `proceed` leads to, "" where there is none.
    """

    team: str | None
    stage: Stage
    say: Say | None
    reasons: tuple[str, ...]
    answers: tuple[Answer, ...] = ()
    next: str = ""
    weeks: int = 0
    runs: int = 0
    items: int = 0


class Gates(Struct, frozen=True):
    """What each stage asks, and where everybody stands."""

    criteria: dict[Stage, Criteria]
    overall: Position
    team: Callable[[str], Position]


def standings(
    history: History, runs: Iterable[Recorded], gates: Gates, now: datetime
) -> tuple[Standing, tuple[Standing, ...]]:
    """For the whole, and for the teams in alphabetical order. `runs` are of one series, the oldest first."""
    series = tuple(runs)
    gathered: dict[int, Evidence] = {}

    def evidence(stage: Stage) -> Evidence:
        weeks = gates.criteria[stage].weeks or 1
        if weeks not in gathered:
            gathered[weeks] = gather(history, series, now, weeks)
        return gathered[weeks]

    whole = _standing(None, gates.overall, gates.criteria, evidence(gates.overall.stage), series)
    teams = []
    for name in evidence(gates.overall.stage).teams:
        position = gates.team(name)
        teams.append(_standing(name, position, gates.criteria, evidence(position.stage).of(name), series))
    return whole, tuple(teams)


def _standing(
    team: str | None,
    position: Position,
    criteria: dict[Stage, Criteria],
    evidence: Evidence,
    series: tuple[Recorded, ...],
) -> Standing:
    stage = position.stage
    asked = criteria[stage]
    found = answers(asked, evidence) if evidence.runs else ()
    say, reasons, following = _said(team, position, asked, evidence, series, found)
    return Standing(
        team, stage, say, reasons, found, following, asked.weeks or 1, len(evidence.runs), len(evidence.now)
    )


def _said(  # noqa: PLR0913, PLR0917 - all that an answer is made of
    team: str | None,
    position: Position,
    asked: Criteria,
    evidence: Evidence,
    series: tuple[Recorded, ...],
    found: tuple[Answer, ...],
) -> tuple[Say | None, tuple[str, ...], str]:
    """The answer, its reasons, and the next stage."""
    if position.stop:
        return "stop", (f"it was chosen to stop: {position.stop}",), ""
    blind = _blind(series)
    if asked.unreadable and blind >= asked.unreadable:
        return "stop", (f"no run of the last {blind} weeks could read the data whole",), ""
    if team is not None and len(evidence.now) < SMALL:
        return None, (f"{_many(len(evidence.now), 'item')}: too few to tell",), ""
    if evidence.seen < (asked.seen or 1):
        return "stay", (_too_little(asked, evidence, series),), ""
    unmet = tuple(told(answer) for answer in found if answer.met is False)
    if unmet:
        return "stay", (*unmet, *_still(asked, evidence)), ""
    following = STAGES[STAGES.index(position.stage) + 1 :][:1]
    if following:
        return "proceed", (f"all that {position.stage} asks is met",), following[0]
    return "stay", (f"all that {position.stage} asks is met, and there is no stage after it",), ""


def told(answer: Answer) -> str:
    """A criterion's finding with its counts: `12.5 % (1 of 8) state an outcome`, and what was asked for."""
    if answer.criterion == "fell":
        return f"{answer.asks}: {answer.found or 0:.1f} points below its height, at most {answer.wanted:g} asked for"
    if answer.found is None:
        return f"{answer.asks}: nothing is known of it, {answer.wanted:g} % asked for"
    return f"{answer.asks}: {answer.found:.1f} % ({answer.part:,} of {answer.total:,}), {answer.wanted:g} % asked for"


def _blind(series: tuple[Recorded, ...]) -> int:
    """The number of latest weeks with runs of which none was complete."""
    blind: set[tuple[int, int]] = set()
    for run in reversed(series):
        if run.complete:
            blind.discard(week(run))
            break
        blind.add(week(run))
    return len(blind)


def _too_little(asked: Criteria, evidence: Evidence, series: tuple[Recorded, ...]) -> str:
    words = f"not enough history: complete runs in {evidence.seen} of the last {asked.weeks or 1} weeks"
    words += f", {asked.seen or 1} needed; record one a week with `outcome-lint check --history FILE`"
    complete = [run for run in series if run.complete and run.at > evidence.start]
    if len(complete) > len(evidence.runs):
        words += "; earlier ones can't be compared, as texts were read in another way"
    return words


def _still(asked: Criteria, evidence: Evidence) -> tuple[str, ...]:
    """A word on a portfolio in which nothing moves."""
    gaps = {state.key for state in evidence.before if state.without}
    left = sum(state.key in gaps and state.without for state in evidence.now)
    if not gaps or left < len(gaps):
        return ()
    words = f"nothing moved in {asked.weeks or 1} weeks: {_many(left, 'item')} still without an outcome"
    return (f"{words}; if asking brings nothing, to stop is a fair choice, too (`stages: {{stop: why}}`)",)


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
