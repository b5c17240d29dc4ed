"""One-line ways to reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, json
from msgspec.structs import replace

from outcome_lint.history import Deltas, History, Incomparable, deltas
from outcome_lint.model import Confidence, Exemption, Finding, Gate, ItemRef, ItemState, Run, Severity
from outcome_lint.report import Material, Period, Report, compose, period, ticks
from tests.history.helpers import Portfolio, fresh, record

QUESTIONS = {"missing-outcome": "What are we hoping to achieve?", "placeholder-outcome": "What would we write today?"}
ACTIVE = frozenset({"missing-outcome", "placeholder-outcome", "missing-actual-outcome", "no-beneficiary"})


class Kept(Struct, frozen=True):
    """Findings in a list."""

    all: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def encoded(self) -> Iterator[bytes]:
        yield json.Encoder().encode_lines(self.all)


def finding(key: str, owner: str | None = None, rule: str = "missing-outcome", **item: Any) -> Finding:
    ref = ItemRef(key, owner=owner, **item)
    return Finding(rule, "OL101", Severity.ERROR, Confidence.HIGH, ref, "states none", QUESTIONS.get(rule, "Why?"))


def ignored(key: str, via: Any = "config", rule: str = "missing-outcome") -> Exemption:
    return Exemption(rule, "OL101", key, via, "legal freeze")


def material(
    *weeks: Portfolio,
    findings: Iterable[Finding] = (),
    history: History | None = None,
    prints: Any = None,
    **fields: Any,
) -> Material:
    """The report's material after a run a week; each week's portfolio is recorded before, the last one is today's."""
    if history is None:
        with fresh() as own:
            return material(*weeks, findings=findings, history=own, prints=prints, **fields)
    runs = record(history, *weeks)
    this = runs[-1]
    moved: Deltas | Incomparable | None = deltas(history, runs[-2], this) if len(runs) > 1 else None
    found = tuple(findings)
    run = Run(
        profile=this.profile,
        complete=True,
        items=this.items,
        generated=this.at.isoformat(),
        gate=Gate("never", passed=True),
        findings=Kept(found),
        by_rule={},
        by_severity={},
        scorecard=this.card,
        states=list(weeks[-1].values()),
    )
    run_fields = {name: fields.pop(name) for name in list(fields) if name in Run.__struct_fields__}
    span: Period = period("week", this.at)
    known: dict[str, Any] = {
        "run": replace(run, **run_fields),
        "this": this,
        "period": span,
        "audience": "team",
        "moved": moved,
        "ticks": ticks(runs[:-1], this, span),
        "runs": runs,
        "strangers": 0,
        "questions": QUESTIONS,
        "active": ACTIVE,
    }
    return Material(**{**known, **fields})


def report(*weeks: Portfolio, **fields: Any) -> Report:
    return compose(material(*weeks, **fields))


def states(*found: ItemState) -> Portfolio:
    return {each.key: each for each in found}
