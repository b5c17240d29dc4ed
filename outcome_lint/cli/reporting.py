"""From a session to a report: lint, remember, choose what to compare with, compose."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from outcome_lint.cli.looks import rule_help
from outcome_lint.cli.memory import place, recorded
from outcome_lint.cli.session import Session
from outcome_lint.errors import UsageError
from outcome_lint.history import DIMENSIONS, Deltas, History, Incomparable, Recorded, changes, copied, deltas, unlike
from outcome_lint.model import Run
from outcome_lint.report import (
    Audience,
    Material,
    Period,
    PeriodKind,
    Report,
    compose,
    nearest,
    period,
    referred,
    since,
    ticks,
)

_SAME = timedelta(seconds=1)  # a run is told to the second, and those of one second are remembered one behind the other


class Asked(Struct, frozen=True, kw_only=True):
    """What the command line asks of a report; `compare` is `previous`, the number of a run, or a day."""

    kind: PeriodKind = "week"
    since: date | None = None
    compare: str | None = None
    audience: Audience = "leaders"
    zone: str = "UTC"
    fiscal_year_start: int = 1
    record: bool = True


def zone_of(name: str) -> ZoneInfo:
    """Raises UsageError for a name that is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        hint = "such as Europe/Amsterdam; where the system knows no time zones, `pip install tzdata`"
        raise UsageError(f"--timezone {name}: there is no such time zone", hint) from None


def prepared(session: Session) -> Session:
    """The same session, counting by all that a report tells of."""
    wanted = tuple(dict.fromkeys((*DIMENSIONS, *session.dimensions)))
    session.wishes = replace(session.wishes, group_by=wanted, remember=True)
    return session


def kept_at(session: Session, flag: str | None) -> str | None:
    """Where the history is; None where none was named and none is in its usual place. Raises UsageError."""
    named = flag or session.found.config.history
    if not named and session.wishes.demo:
        return None
    where = place(session.found, flag)
    return where if named or Path(where).is_file() else None


def make_report(session: Session, run: Run, where: str | None, asked: Asked) -> Report:
    """The report of a run of a prepared session; with `record` the run is remembered. Raises UsageError."""
    this = recorded(session, run)
    span = _span(this.at.astimezone(zone_of(asked.zone)), asked)
    if where is None:
        return compose(_material(session, run, this, span, asked, None, (), 0))
    with History(where, create=asked.record) as history:
        earlier = [each for each in history.runs(like=this) if each.at - this.at < _SAME]
        strangers = len(history.runs()) - len(history.runs(like=this))
        base = _base(earlier, this, span, asked)
        if asked.record:
            this = history.record(this, run.states if run.complete else ())
        moved = _moved(history, base, this, run) if base and run.complete else None
        known = [*earlier, this] if asked.record else earlier
        return compose(_material(session, run, this, span, asked, moved, known, strangers))


def _span(now: datetime, asked: Asked) -> Period:
    if asked.since is not None:
        return since(asked.since, now)
    return period(asked.kind, now, asked.fiscal_year_start)


def _base(earlier: list[Recorded], this: Recorded, span: Period, asked: Asked) -> Recorded | None:
    """The run to compare with. Raises UsageError for one that is asked for and not there."""
    if asked.compare is None:
        return nearest(earlier, this, span)
    return referred(earlier, asked.compare, zone_of(asked.zone))


def _moved(history: History, base: Recorded, this: Recorded, run: Run) -> Deltas | Incomparable:
    if this.number:
        return deltas(history, base, this)
    reasons = unlike(base, this)
    if reasons.figures:
        return Incomparable(base, this, reasons.figures)
    found = changes(history.states(base), {state.key: state for state in run.states}, rules=not reasons.rules)
    return Deltas(base, this, found, copied(found), reasons.rules)


def _material(  # noqa: PLR0917 - all that a report is made of
    session: Session,
    run: Run,
    this: Recorded,
    span: Period,
    asked: Asked,
    moved: Deltas | Incomparable | None,
    known: list[Recorded] | tuple[Recorded, ...],
    strangers: int,
) -> Material:
    gate = session.found.config.gate
    return Material(
        run=run,
        this=this,
        period=span,
        audience=asked.audience,
        moved=moved,
        ticks=ticks([each for each in known if each.number != this.number], this, span),
        runs=known,
        strangers=strangers,
        questions={name: about.question for name, about in rule_help(session).items()},
        active=session.active,
        max_ffr=gate.max_ffr if session.wishes.max_ffr is None else session.wishes.max_ffr,
    )
