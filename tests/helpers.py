"""One-line ways to an item, a verdict, and a run of the linter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

import msgspec
from msgspec.structs import replace

from outcome_lint import _data, yamlfile
from outcome_lint.checks import Surroundings, Verdict, compile_check
from outcome_lint.checks.portfolio import Portfolio
from outcome_lint.checks.subject import Subject
from outcome_lint.conditions import Condition
from outcome_lint.errors import ConfigError
from outcome_lint.linter import Exemptions, Ignore, Judged, Plan, Plans, Task, activate
from outcome_lint.linter import lint as run
from outcome_lint.model import Confidence, Finding, Person, Severity, WorkItem
from outcome_lint.rulebook import Rule, Rulebook, load
from outcome_lint.rulebook.compiling import typed_options

TODAY = date(2026, 6, 1)
GOOD = "Commuters reach the city ten minutes sooner by the end of Q3"
EVA = Person("u1", "Eva", active=True, kind="human")


def item(key: str = "A-1", **fields: Any) -> WorkItem:
    return WorkItem(key=key, **fields)


@cache
def builtin() -> Rulebook:
    return load((), trusted=[_data.rules_dir()])


def rule(name: str = "own-rule", code: str = "X1", **changes: Any) -> Rule:
    """A rule of somebody's own."""
    words = dict.fromkeys(("asks", "message", "question", "why", "fix"), "words")
    examples = {"bad": ({"outcome": None},), "good": ({"outcome": "x"},)}
    return msgspec.convert(
        {"name": name, "code": code, "check": {"filled": "outcome"}, "examples": examples, **words, **changes}, Rule
    )


def plan(*rules: str | Rule, severity: str = "error", **options: Any) -> Plan:
    """Built-in rules by name, or others, all of one severity."""
    known = (each if isinstance(each, Rule) else builtin().get(each) for each in rules)
    return Plan(tuple(activate(each, Severity(severity), options) for each in known if each))


OUTCOME_RULES = ("missing-outcome", "placeholder-outcome")


def task(  # noqa: PLR0913 - all that a run is made of
    *rules: str | Rule,
    severity: str = "error",
    ignores: Iterable[dict[str, str]] = (),
    baseline: Iterable[tuple[str, str]] = (),
    by: tuple[str, ...] = (),
    excluded: Callable[[WorkItem], str | None] = lambda _: None,
    overrides: Iterable[tuple[Condition, Plan]] = (),
    min_confidence: str = "medium",
    **around: Any,
) -> Task:
    general, overrides = plan(*(rules or OUTCOME_RULES), severity=severity), tuple(overrides)
    plans = Plans(
        lambda places: replace(overrides[places[-1]][1] if places else general, overrides=places),
        tuple(condition for condition, _ in overrides),
    )
    exemptions = Exemptions([Ignore(**{"reason": "x", **each}) for each in ignores], baseline, TODAY, builtin().words)
    surroundings = Surroundings(TODAY, **around)
    return Task(plans, exemptions, surroundings, excluded, by, Confidence(min_confidence))


def lint(items: Iterable[WorkItem], *rules: str | Rule, whole: bool = True, **settings: Any) -> Judged:
    return run(items, task(*rules, **settings), lambda: whole)


def found(judged: Judged) -> list[tuple[str, str]]:
    """Rule and item of each finding."""
    return [(each.rule, each.item.key) for each in judged.findings]


def finding(judged: Judged) -> Finding:
    """The only one."""
    (only,) = judged.findings
    return only


def abstained(judged: Judged) -> dict[str, tuple[str, int, tuple[str, ...]]]:
    """Reason, count and first items of each rule's last abstention."""
    return {each.rule: (each.reason, each.count, each.items) for each in judged.abstentions}


def verdict(check: dict[str, Any], subject: WorkItem, *others: WorkItem, **around: Any) -> Verdict:
    """What a check answers; with other items around it, they are all of the portfolio."""
    portfolio = None
    if others:
        portfolio = Portfolio()
        for each in (subject, *others):
            states = None if each.outcome is msgspec.UNSET else bool(each.outcome)
            portfolio.add(each, states_outcome=states, keep_text=True)
    judge = compile_check(check, typed_options)
    return judge(Subject(subject, Surroundings(TODAY, **around), portfolio))


def mistakes(call: Callable[[], Any]) -> list[str]:
    """Line, column, message and hint of each mistake that the call tells of, without the file's name."""
    try:
        call()
    except ConfigError as error:
        return [str(each).removeprefix(each.path).lstrip(":") for each in error.mistakes]
    return []


def yaml_mistakes(text: str) -> list[str]:
    return mistakes(lambda: yamlfile.parse(text, "f.yml"))
