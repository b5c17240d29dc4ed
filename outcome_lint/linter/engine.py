"""Runs the rules over the items: each item as it comes, then what only the whole portfolio can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any, NamedTuple

from msgspec import UNSET, Struct

from outcome_lint.checks import WHOLE_PORTFOLIO, Miss, Subject, Surroundings
from outcome_lint.checks.state import NEEDS, doubtful, remembered, text_state
from outcome_lint.checks.subject import PENDING
from outcome_lint.linter import tell
from outcome_lint.linter.counts import Counts, Place, Unlinked, Waiting
from outcome_lint.linter.exemptions import Exemptions, Stale, is_mark
from outcome_lint.linter.log import FindingLog, Log, Written
from outcome_lint.linter.memory import Memory
from outcome_lint.linter.plan import Active, Plan, Plans
from outcome_lint.model import Abstention, Confidence, Exemption, ItemRef, ItemState, Scorecard, TextState, WorkItem
from outcome_lint.scorecard import Tally, scorecard

MISSING_OUTCOME, PLACEHOLDER = "missing-outcome", "placeholder-outcome"
_ASKING = {
    "missing-owner": "owner",
    "missing-okr": "okr",
    "no-measure": "measured",
    "missing-actual-outcome": "reflected",
}


class Task(Struct, frozen=True):
    """All that a run is made of, but the items."""

    plans: Plans
    exemptions: Exemptions
    surroundings: Surroundings
    excluded: Callable[[WorkItem], str | None]
    dimensions: tuple[str, ...]
    min_confidence: Confidence = Confidence.MEDIUM
    remember: bool = False  # the state of each item, too

    @property
    def needs(self) -> frozenset[str]:
        """The item fields that somebody will look at."""
        needs = self.plans.needs | {"outcome", "owner", "labels"} | set(self.dimensions)
        return needs | NEEDS if self.remember else needs


class Judged(NamedTuple):
    """What the linter found; `card` holds for a complete scan only, and `states` are told if the task asks for them."""

    items: int
    findings: FindingLog
    by_rule: dict[str, int]
    by_severity: dict[str, int]
    abstentions: tuple[Abstention, ...]
    ignored: tuple[Exemption, ...]
    card: Scorecard
    states: Iterable[ItemState] = ()


def lint(items: Iterable[WorkItem], task: Task, whole: Callable[[], bool] = lambda: True) -> Judged:
    """Judge the items. `whole()` is asked at the end: unused exemptions are told only of a whole portfolio."""
    engine = Engine(task)
    engine.take_all(items)
    return engine.finish(whole=whole())


class Engine:
    """One run: `take_all` the items, then `finish`. What others took of the same portfolio is absorbed in between."""

    def __init__(
        self,
        task: Task,
        log: FindingLog | None = None,
        waiting: Log[Waiting] | None = None,
        states: Log[ItemState] | None = None,
    ) -> None:
        self.task = task
        self.log = FindingLog() if log is None else log
        self.waiting = Log(Waiting) if waiting is None else waiting
        self.counts = Counts()
        self.memory = Memory(self.counts.portfolio, states) if task.remember else None
        plans = task.plans.everything
        self._asked = tuple(name for rule, name in _ASKING.items() if any(rule in plan.names for plan in plans))
        kinds = frozenset().union(*(rule.kinds for plan in plans for rule in plan.rules))
        self._connected = bool(kinds & WHOLE_PORTFOLIO) or "okr" in self._asked or task.remember
        self._keep_texts = "repeated" in kinds
        self._plan = task.plans.general if task.plans.uniform else None
        self._place = _placer(task.dimensions)
        self._exempting = bool(task.exemptions)
        self._too_unsure = tuple(each for each in Confidence if each.rank > task.min_confidence.rank)

    def take_all(self, items: Iterable[WorkItem]) -> None:
        """Judge the items, as far as each can be judged alone."""
        excluded, counts = self.task.excluded, self.counts
        for item in items:
            if item.context:
                self._know(item)
                continue
            reason = excluded(item)
            if reason is None:
                counts.items += 1
                self._take(item)
            else:
                counts.exclude(reason)

    def _know(self, item: WorkItem) -> None:
        """What an item that is not judged itself says of others."""
        if self._connected:
            state = text_state(Subject(item, self.task.surroundings), "outcome", item.outcome)
            self.counts.portfolio.mention(item, states_outcome=None if state == "unknown" else state == "present")

    def absorb(
        self, counts: Counts, exemptions: Exemptions, findings: Written, waiting: Written, states: Written | None = None
    ) -> None:
        """Add what another engine made of the items that come after mine, here or in another process."""
        self.counts.absorb(counts)
        self.task.exemptions.absorb(exemptions)
        self.log.absorb(*findings)
        self.waiting.absorb(*waiting)
        if self.memory is not None and states is not None:
            self.memory.log.absorb(*states)

    def _take(self, item: WorkItem) -> None:
        plan = self._plan or self.task.plans.plan(item)
        marks: tuple[str, ...] = ()
        for label in item.labels or ():
            if label[:1] in "oO" and is_mark(label):
                marks += (label,)
        if marks:
            self.task.exemptions.see(item.key, marks)
        subject = Subject(item, self.task.surroundings)
        state = text_state(subject, "outcome", item.outcome)
        place = self._place(item)
        tally = self.counts.tally(place)
        tally.states[state] += 1
        if self._connected:
            states = None if state == "unknown" else state == "present"
            self.counts.portfolio.add(item, states_outcome=states, keep_text=self._keep_texts)
        self._cover(subject, state, place, tally)
        rules = self._judge(plan, subject, marks, place, tally)
        if self.memory is not None:
            self.memory.see(remembered(subject, state), rules)

    def _judge(self, plan: Plan, subject: Subject, marks: tuple[str, ...], place: Place, tally: Tally) -> list[str]:
        """The names of the rules that found something, be it set aside."""
        item, ref = subject.item, None
        found: list[str] = []
        waiting: list[int] = []
        for number, rule in enumerate(plan.about_items):
            verdict = rule.judge(subject)
            if verdict is None:
                continue
            if verdict.__class__ is Miss:
                ref = ref or tell.reference(item)
                if self._found(rule, item, ref, verdict, marks, tally):
                    found.append(rule.name)
            elif verdict is PENDING:
                waiting.append(number)
            elif verdict.reason:
                self.counts.abstain(rule.name, rule.code, verdict.reason, [item.key])
        if waiting:
            numbers = tuple(waiting)
            slim = tell.slim(item, plan.waits(numbers))
            self.waiting.append(Waiting(plan.overrides, numbers, slim, marks, place))
        return found

    def _found(  # noqa: PLR0913, PLR0917 - called for every finding with what is at hand
        self, rule: Active, item: WorkItem, ref: ItemRef, miss: Miss, marks: tuple[str, ...], tally: Tally
    ) -> bool:
        """Whether it is sure enough to count."""
        if miss.confidence in self._too_unsure:
            return False
        exempting = marks or self._exempting
        exemption = self.task.exemptions.find(rule.name, rule.code, item.key, marks) if exempting else None
        if exemption is not None:
            self.counts.ignored.append(exemption)
            tally.exempted += rule.name in (MISSING_OUTCOME, PLACEHOLDER) and doubtful(miss)
            return True
        self._keep(rule, item, ref, miss)
        return True

    def _keep(self, rule: Active, item: WorkItem, ref: ItemRef, miss: Miss) -> None:
        self.log.append(tell.finding(rule, item, ref, miss))
        self.counts.found(rule.name, rule.level)

    def _cover(self, subject: Subject, state: TextState, place: Place, tally: Tally) -> None:
        """Count the item into the coverages that the rules in force ask about."""
        item = subject.item
        for name in self._asked:
            if name == "owner":
                tally.cover(name, None if item.owner is UNSET else item.owner is not None)
            elif name == "okr":
                own = None if item.okr is UNSET else bool(item.okr)
                if item.parent and not own:
                    self.counts.unlinked.append(Unlinked(place, own, item.parent))
                else:
                    tally.cover(name, own if own or item.parent is not UNSET else None)
            elif name == "measured":
                if state == "present":
                    tally.cover(name, not doubtful(subject.anatomy("outcome", item.outcome or "").unmeasured))
            elif item.status_category == "done":
                tally.cover(name, None if item.actual_outcome is UNSET else bool(item.actual_outcome))

    def finish(self, *, whole: bool) -> Judged:
        """What had to wait for the last item; `whole`: nothing of the portfolio was left unread."""
        counts, portfolio = self.counts, self.counts.portfolio
        for waiting in self.waiting:
            item = waiting.item
            subject = Subject(item, self.task.surroundings, portfolio)
            rules = self.task.plans.of(waiting.plan).about_items
            for rule in (rules[number] for number in waiting.rules):
                verdict = rule.judge(subject)
                if verdict.__class__ is Miss:
                    tally = counts.tally(waiting.place)
                    found = self._found(rule, item, tell.reference(item), verdict, waiting.marks, tally)
                    if found and self.memory is not None:
                        self.memory.add(item.key, rule.name)
                elif verdict is not None and verdict.reason:
                    counts.abstain(rule.name, rule.code, verdict.reason, [item.key])
        for place, own, parent in counts.unlinked:
            inherited = portfolio.okr_of(parent)
            counts.tally(place).cover("okr", inherited if own is not None or inherited else None)
        self._housekeeping(whole=whole)
        abstentions = [Abstention(*key, count, tuple(keys)) for key, (count, keys) in counts.abstained.items()]
        return Judged(
            counts.items,
            self.log,
            dict(sorted(counts.by_rule.items())),
            counts.by_severity,
            tuple(sorted(abstentions, key=lambda each: (each.code, each.reason))),
            tuple(counts.ignored),
            scorecard(counts.tallies, self.task.dimensions, self._asked, counts.excluded),
            () if self.memory is None else self.memory,
        )

    def _housekeeping(self, *, whole: bool) -> None:
        """The rules about the exemptions themselves."""
        plan, exemptions = self.task.plans.general, self.task.exemptions
        for rule in plan.rules:
            stale: list[Stale] = []
            if rule.exemptions == "current":
                stale = exemptions.expired()
            elif rule.exemptions == "used" and whole:
                stale = exemptions.unused({each.name: each.code for each in plan.rules})
            elif rule.exemptions == "used":
                self.counts.abstain(rule.name, rule.code, "only a part of the portfolio was read", [])
            for key, why in stale:
                self._keep(rule, WorkItem(key=key), ItemRef(key), Miss(Confidence.HIGH, why))


def _placer(dimensions: tuple[str, ...]) -> Callable[[WorkItem], Place]:
    """An item's value in each dimension; UNSET and "" stand for none."""
    known = frozenset(WorkItem.__struct_fields__)

    def value(item: WorkItem, name: str) -> str | None:
        found: Any = getattr(item, name) if name in known else item.extra.get(name)
        return found or None

    def slowly(item: WorkItem) -> Place:
        return tuple([value(item, name) for name in dimensions])

    if len(dimensions) < 2 or not known.issuperset(dimensions):  # noqa: PLR2004 - of one, attrgetter makes no tuple
        return slowly
    quickly = attrgetter(*dimensions)

    def place(item: WorkItem) -> Place:
        found: tuple[Any, ...] = quickly(item)
        return slowly(item) if UNSET in found else found

    return place
