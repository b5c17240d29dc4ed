"""Runs the rules over the items: each item as it comes, then what only the whole portfolio can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, NamedTuple

from msgspec import UNSET, Struct

from outcome_lint.checks import WHOLE_PORTFOLIO, Abstain, Miss, Subject, Surroundings
from outcome_lint.checks.portfolio import Portfolio
from outcome_lint.checks.subject import PENDING
from outcome_lint.linter.exemptions import Exemptions, Stale, is_mark
from outcome_lint.linter.log import FindingLog
from outcome_lint.linter.plan import Active, Plan, Plans
from outcome_lint.model import (
    Abstention,
    Confidence,
    Evidence,
    Exemption,
    Finding,
    ItemRef,
    Person,
    Scorecard,
    WorkItem,
)
from outcome_lint.scorecard import State, Tally, scorecard

MISSING_OUTCOME, PLACEHOLDER = "missing-outcome", "placeholder-outcome"
_ASKING = {
    "missing-owner": "owner",
    "missing-okr": "okr",
    "no-measure": "measured",
    "missing-actual-outcome": "reflected",
}
_NAMED = 5  # items named with an abstention
_EXCERPT = 160  # characters of the line around the evidence


class Task(Struct, frozen=True):
    """All that a run is made of, but the items."""

    plans: Plans
    exemptions: Exemptions
    surroundings: Surroundings
    excluded: Callable[[WorkItem], str | None]
    dimensions: tuple[str, ...]
    min_confidence: Confidence = Confidence.MEDIUM

    @property
    def needs(self) -> frozenset[str]:
        """The item fields that somebody will look at."""
        return self.plans.needs | {"outcome", "owner", "labels"} | set(self.dimensions)


class Judged(NamedTuple):
    """What the linter found; `card` holds for a complete scan only."""

    items: int
    findings: FindingLog
    by_rule: dict[str, int]
    by_severity: dict[str, int]
    abstentions: tuple[Abstention, ...]
    ignored: tuple[Exemption, ...]
    card: Scorecard


class _Waiting(NamedTuple):
    rules: tuple[Active, ...]
    item: WorkItem
    marks: tuple[str, ...]  # its ignore labels
    tally: Tally


def lint(items: Iterable[WorkItem], task: Task, whole: Callable[[], bool] = lambda: True) -> Judged:
    """Judge the items. `whole()` is asked at the end: unused exemptions are told only of a whole portfolio."""
    engine = _Engine(task)
    for item in items:
        engine.take(item)
    return engine.finish(whole())


class _Engine:
    """The state of one run."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.log = FindingLog()
        self.by_rule: dict[str, int] = {}
        self.by_severity: dict[str, int] = {}
        self.abstained: dict[tuple[str, str, str], list[Any]] = {}
        self.ignored: list[Exemption] = []
        self.excluded: dict[str, int] = {}
        self.tallies: dict[tuple[str | None, ...], Tally] = {}
        self.waiting: list[_Waiting] = []
        self.unlinked: list[tuple[Tally, bool | None, Any]] = []
        self.items = 0
        plans = task.plans.everything
        rules = [rule for plan in plans for rule in plan.rules]
        self.asked = tuple(name for rule, name in _ASKING.items() if any(rule in plan.names for plan in plans))
        kinds = frozenset().union(*(rule.kinds for rule in rules))
        self.portfolio = Portfolio() if kinds & WHOLE_PORTFOLIO or "okr" in self.asked else None
        self.keep_texts = "repeated" in kinds
        self._plan = task.plans.general if task.plans.uniform else None
        self._group = _grouper(task.dimensions)
        self._too_unsure = frozenset(each for each in Confidence if each.rank > task.min_confidence.rank)

    def take(self, item: WorkItem) -> None:
        """Judge one item, as far as it can be judged alone."""
        reason = self.task.excluded(item)
        if reason is not None:
            self.excluded[reason] = self.excluded.get(reason, 0) + 1
            return
        self.items += 1
        plan = self._plan or self.task.plans.plan(item)
        marks: tuple[str, ...] = ()
        for label in item.labels or ():
            if label[:1] in "oO" and is_mark(label):
                marks += (label,)
        if marks:
            self.task.exemptions.see(item.key, marks)
        subject = Subject(item, self.task.surroundings)
        state = _state(subject, item.outcome)
        group = self._group(item)
        tally = self.tallies.get(group)
        if tally is None:
            tally = self.tallies[group] = Tally()
        tally.states[state] += 1
        if self.portfolio is not None:
            states = None if state == "unknown" else state == "present"
            self.portfolio.add(item, states_outcome=states, keep_text=self.keep_texts)
        self._cover(subject, state, tally)
        self._judge(plan, subject, marks, tally)

    def _judge(self, plan: Plan, subject: Subject, marks: tuple[str, ...], tally: Tally) -> None:
        item, ref = subject.item, None
        waiting: list[Active] = []
        for rule in plan.about_items:
            verdict = rule.judge(subject)
            if verdict is None:
                continue
            if verdict.__class__ is Miss:
                ref = ref or _reference(item)
                self._found(rule, item, ref, verdict, marks, tally)
            elif verdict is PENDING:
                waiting.append(rule)
            elif verdict.reason:
                self._abstain(rule, verdict, item.key)
        if waiting:
            self.waiting.append(_Waiting(tuple(waiting), _slim(item, waiting), marks, tally))

    def _found(  # noqa: PLR0913, PLR0917 - called for every finding with what is at hand
        self, rule: Active, item: WorkItem, ref: ItemRef, miss: Miss, marks: tuple[str, ...], tally: Tally
    ) -> None:
        if miss.confidence in self._too_unsure:
            return
        exemption = self.task.exemptions.find(rule.name, rule.code, item.key, marks)
        if exemption is not None:
            self.ignored.append(exemption)
            tally.exempted += rule.name in (MISSING_OUTCOME, PLACEHOLDER)
            return
        finding = Finding(
            rule.name,
            rule.code,
            rule.severity,
            miss.confidence,
            ref,
            rule.message(item, miss),
            rule.question,
            _evidence(item, miss) if miss.start >= 0 else UNSET,
        )
        self._keep(finding)

    def _keep(self, finding: Finding) -> None:
        self.log.append(finding)
        self.by_rule[finding.rule] = self.by_rule.get(finding.rule, 0) + 1
        severity = finding.severity.value
        self.by_severity[severity] = self.by_severity.get(severity, 0) + 1

    def _abstain(self, rule: Active, verdict: Abstain, key: str) -> None:
        entry = self.abstained.setdefault((rule.name, rule.code, verdict.reason), [0, []])
        entry[0] += 1
        if len(entry[1]) < _NAMED:
            entry[1].append(key)

    def _cover(self, subject: Subject, state: State, tally: Tally) -> None:
        """Count the item into the coverages that the rules in force ask about."""
        item = subject.item
        for name in self.asked:
            if name == "owner":
                tally.cover(name, None if item.owner is UNSET else item.owner is not None)
            elif name == "okr":
                own = None if item.okr is UNSET else bool(item.okr)
                if own or not item.parent:
                    tally.cover(name, own if item.parent is not UNSET or own else None)
                else:
                    self.unlinked.append((tally, own, item.parent))
            elif name == "measured":
                if state == "present":
                    tally.cover(name, not _doubtful(subject.anatomy("outcome", item.outcome or "").unmeasured))
            elif item.status_category == "done":
                tally.cover(name, None if item.actual_outcome is UNSET else bool(item.actual_outcome))

    def finish(self, whole: bool) -> Judged:  # noqa: FBT001
        """What had to wait for the last item."""
        for rules, item, marks, tally in self.waiting:
            subject = Subject(item, self.task.surroundings, self.portfolio)
            for rule in rules:
                verdict = rule.judge(subject)
                if verdict.__class__ is Miss:
                    self._found(rule, item, _reference(item), verdict, marks, tally)
                elif verdict is not None and verdict.reason:
                    self._abstain(rule, verdict, item.key)
        self.waiting.clear()
        for tally, own, parent in self.unlinked:
            inherited = self.portfolio.okr_of(parent) if self.portfolio else None
            tally.cover("okr", inherited if own is not None or inherited else None)
        self._housekeeping(whole)
        abstentions = [Abstention(*key, count, tuple(keys)) for key, (count, keys) in self.abstained.items()]
        return Judged(
            self.items,
            self.log,
            dict(sorted(self.by_rule.items())),
            self.by_severity,
            tuple(sorted(abstentions, key=lambda each: (each.code, each.reason))),
            tuple(self.ignored),
            scorecard(self.tallies, self.task.dimensions, self.asked, self.excluded),
        )

    def _housekeeping(self, whole: bool) -> None:  # noqa: FBT001
        """The rules about the exemptions themselves."""
        plan = self.task.plans.general
        for rule in plan.rules:
            stale: list[Stale] = []
            if rule.exemptions == "current":
                stale = self.task.exemptions.expired()
            elif rule.exemptions == "used":
                if whole:
                    stale = self.task.exemptions.unused(plan.names)
                else:
                    self._abstain(rule, Abstain("only a part of the portfolio was read"), "")
            for key, why in stale:
                item = WorkItem(key=key)
                message = rule.message(item, Miss(Confidence.HIGH, why))
                self._keep(
                    Finding(rule.name, rule.code, rule.severity, Confidence.HIGH, ItemRef(key), message, rule.question)
                )


def _state(subject: Subject, outcome: str | None | Any) -> State:
    """A placeholder counts as none, whatever the run's own threshold of confidence."""
    if outcome is UNSET:
        return "unknown"
    if not outcome:
        return "missing"
    return "placeholder" if _doubtful(subject.placeholder("outcome", outcome)) else "present"


def _doubtful(verdict: Any) -> bool:
    return verdict is not None and verdict.confidence is not Confidence.LOW


def _grouper(dimensions: tuple[str, ...]) -> Callable[[WorkItem], tuple[str | None, ...]]:
    if len(dimensions) > 1 and _FIELDS.issuperset(dimensions):
        return attrgetter(*dimensions)

    def value(item: WorkItem, name: str) -> str | None:
        found: Any = getattr(item, name) if name in _FIELDS else item.extra.get(name)
        return found or None  # UNSET is false, too

    return lambda item: tuple([value(item, name) for name in dimensions])


def _reference(item: WorkItem) -> ItemRef:
    owner = item.owner
    return ItemRef(
        item.key,
        item.url or None,
        item.title or "",
        item.level or None,
        item.project or None,
        item.team or None,
        (owner.name or owner.id) if isinstance(owner, Person) else None,
    )


_KEPT = frozenset({"key", "url", "title", "level", "project", "team", "owner"})


def _slim(item: WorkItem, rules: Iterable[Active]) -> WorkItem:
    """The item with no more than waiting rules and their findings need: memory, for large portfolios."""
    names = _KEPT.union(*(rule.needs for rule in rules))
    extra = item.extra if names - _FIELDS else _NO_EXTRA
    return WorkItem(**{name: getattr(item, name) for name in names & _FIELDS}, extra=extra)


_NO_EXTRA: dict[str, str | None] = {}
_FIELDS = frozenset(WorkItem.__struct_fields__)


def _evidence(item: WorkItem, miss: Miss) -> Evidence | Any:
    text: Any = getattr(item, miss.field) if miss.field in _FIELDS else item.extra.get(miss.field)
    if not isinstance(text, str):
        return UNSET
    start, end = miss.start, min(miss.end, miss.start + _EXCERPT)
    first = max(text.rfind("\n", 0, start) + 1, start - _EXCERPT // 2)
    last = text.find("\n", start)
    excerpt = text[first : min(len(text) if last < 0 else last, first + _EXCERPT)]
    return Evidence(miss.field, text[start:end], start, end, excerpt, start - first)
