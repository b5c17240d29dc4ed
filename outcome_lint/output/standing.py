"""Where everybody stands between crawl, walk and run: for people, and as JSON (`outcome-lint/gate-1`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from outcome_lint.history import Answer, Standing, told
from outcome_lint.output.escape import terminal
from outcome_lint.output.figures import many

SCHEMA: Literal["outcome-lint/gate-1"] = "outcome-lint/gate-1"
_MARKS = {True: "✓", False: "✗", None: "·"}
_SAID = {"proceed": "proceed", "stay": "stay", "stop": "stop", None: "too small to tell"}
CAUTION = (
    "An answer, not a switch: nothing changes by itself. Teams stand at different stages for good reasons; to stay, or "
    "to stop, is as good an answer as to proceed."
)


class GateAnswers(Struct, frozen=True):
    """All answers; `run` is the newest run looked at."""

    schema: Literal["outcome-lint/gate-1"]
    run: int
    overall: Standing
    teams: tuple[Standing, ...]
    caution: str


def json(run: int, overall: Standing, teams: tuple[Standing, ...]) -> Iterator[str]:
    """One JSON document."""
    encoded = msgspec.json.encode(GateAnswers(SCHEMA, run, overall, teams, CAUTION))
    yield msgspec.json.format(encoded).decode() + "\n"


def text(overall: Standing, teams: tuple[Standing, ...]) -> Iterator[str]:
    """The whole with its evidence, then the teams in alphabetical order with their reasons."""
    yield f"{_headline(overall)}\n"
    yield from (f"  {reason}\n" for reason in _reasons(overall))
    if overall.answers:
        yield f"\nEvidence of {many(overall.weeks, 'week')}, {many(overall.runs, 'complete run')}\n"
        yield from (f"  {_MARKS[answer.met]} {_evidence(answer)}\n" for answer in overall.answers)
    if teams:
        yield "\nTeams\n"
    for standing in teams:
        same = (standing.say, standing.reasons) == (overall.say, overall.reasons)
        yield f"  {terminal(standing.team or '')}: {_headline(standing)}{', for the same reason' if same else ''}\n"
        yield from (f"    {reason}\n" for reason in _reasons(standing) if not same)
    yield f"\n{CAUTION}\n"


def _headline(standing: Standing) -> str:
    onward = f" to {standing.next}" if standing.next else ""
    return f"{standing.stage} · {_SAID[standing.say]}{onward}"


def _reasons(standing: Standing) -> Iterator[str]:
    yield from map(terminal, standing.reasons)


def _evidence(answer: Answer) -> str:
    if answer.met is None:
        return f"{answer.asks}: too few to tell ({answer.part:,} of {answer.total:,})"
    return told(answer)
