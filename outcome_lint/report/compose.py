"""Puts a report together from a run, the states of its items, and what is remembered of earlier runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import asdict, replace

from outcome_lint.history import Deltas, Incomparable, Recorded
from outcome_lint.model import Run, Scorecard
from outcome_lint.report import checklist, items, risk
from outcome_lint.report.headline import figures, matrices
from outcome_lint.report.moves import moves
from outcome_lint.report.survey import DUE, Survey
from outcome_lint.report.values import SCHEMA, Audience, Compared, Data, Period, Report
from outcome_lint.scorecard import CAUTION

_FOLDERS = re.compile(r" in (?!\S*://)\S*[/\\]([^/\\\s]+)$")  # of whoever runs it, and no reader's business
TARGET = (
    "A limit for the ratio is configured (gate.max-ffr: {limit:g} %). A measure that becomes a target stops being a "
    "good measure (Goodhart): watch for outcomes that are written to pass."
)


class Material(Struct, frozen=True, kw_only=True):
    """What a report is made of. `this` is the run as it is remembered, or would be; `ticks` are the runs of its trend.

    `moved` is what came of comparing it with an earlier run, None without one. `questions` are of rules, by name, and
    `active` the rules in force. `runs` of its portfolio are remembered, `strangers` are of others.
    """

    run: Run
    this: Recorded
    period: Period
    audience: Audience
    moved: Deltas | Incomparable | None
    ticks: Sequence[Recorded]
    runs: Sequence[Recorded]
    strangers: int
    questions: Mapping[str, str]
    active: frozenset[str]
    max_ffr: float | None = None


def compose(material: Material) -> Report:
    """The report; of an incomplete run only what broke."""
    run = material.run
    local = datetime.fromisoformat(run.generated).astimezone(ZoneInfo(material.period.timezone))
    bare = Report(
        schema=SCHEMA,
        version=material.this.version,
        generated=local.isoformat(timespec="minutes"),
        complete=run.complete,
        audience=material.audience,
        profile=run.profile,
        period=material.period,
        problems=run.problems,
        data=_data(material),
        caution=CAUTION,
    )
    if not run.complete or run.scorecard is None:
        return replace(bare, complete=False)
    full = _filled(bare, material, run.scorecard, local.date())
    return _for_leaders(full) if material.audience == "leaders" else full


def _filled(bare: Report, material: Material, card: Scorecard, today: date) -> Report:
    run, moved = material.run, material.moved
    before = moved.before.card if isinstance(moved, Deltas) else None
    changed = moves(moved) if isinstance(moved, Deltas) else None
    survey = Survey(run.states, asked=DUE in material.active)
    picked = items.Picked(run.states, survey, risk.large_families(survey), items.settled(run))
    chosen = items.five(picked, survey, today)
    owners = items.owners(run.findings, [state.key for state in chosen])
    reviewed = frozenset(change.key for change in moved.of("reviewed")) if isinstance(moved, Deltas) else frozenset()
    tables = matrices(card, before)
    upstream = risk.upstream(survey, picked.parents, tables)
    evidence = checklist.Evidence(card, survey, material.active, run.profile, len(material.runs), upstream)
    return replace(
        bare,
        compared=_compared(moved),
        warnings=_warnings(material),
        changed=changed,
        figures=figures(card, before, material.ticks),
        matrices=tables,
        talk=items.talks(chosen, survey, owners, material.questions, today),
        reflections=items.reflections(picked, survey, reviewed),
        investment=risk.investment(run.states, survey, today),
        upstream=upstream,
        checklist=checklist.chapters(evidence),
    )


def _compared(moved: Deltas | Incomparable | None) -> Compared | None:
    if moved is None:
        return None
    reasons = moved.reasons if isinstance(moved, Incomparable) else ()
    before = moved.before
    return Compared(before.number, before.at.isoformat(timespec="seconds"), before.profile, reasons)


def _warnings(material: Material) -> tuple[str, ...]:
    return () if material.max_ffr is None else (TARGET.format(limit=material.max_ffr),)


def _data(material: Material) -> Data:
    run, runs = material.run, material.runs
    ratio = run.scorecard.ffr if run.complete and run.scorecard else None
    return Data(
        items=run.items,
        unknown=ratio.unknown if ratio else 0,
        excluded=ratio.excluded if ratio else {},
        set_aside=dict(sorted(Counter(each.via for each in run.ignored).items())),
        abstentions=run.abstentions,
        notes=tuple(_FOLDERS.sub(r" in \1", note.text) for note in run.notes),
        fingerprints=asdict(material.this.prints),
        run=material.this.number,
        runs=len(runs),
        incomplete=sum(not each.complete for each in runs),
        first=runs[0].at.isoformat(timespec="seconds") if runs else None,
        strangers=material.strangers,
    )


def _for_leaders(report: Report) -> Report:
    """Systems and movement: the counts stay, the items behind them are for the teams."""
    changed, looked = report.changed, report.reflections
    return replace(
        report,
        changed=changed and replace(changed, teams=tuple(replace(team, moved=()) for team in changed.teams)),
        reflections=looked and replace(looked, due_items=()),
    )
