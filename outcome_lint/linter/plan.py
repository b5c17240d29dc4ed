"""Which rules are in force for an item, and how loudly each speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from string import Formatter
from typing import Any

import msgspec
from msgspec import UNSET, Struct

from outcome_lint.checks import Miss
from outcome_lint.conditions import Condition, matcher
from outcome_lint.model import Person, Severity, WorkItem
from outcome_lint.rulebook import Compiled, Rule, compile_rule

Message = Callable[[WorkItem, Miss], str]


class Active(Struct, frozen=True):
    """A rule in force: its judge, its severity here, and its words."""

    name: str
    code: str
    severity: Severity
    level: str  # the severity's plain name: a key that hashes ten times as fast as the enum
    judge: Any  # Callable[[Subject], Verdict]
    message: Message
    question: str
    needs: frozenset[str]
    kinds: frozenset[str]
    exemptions: str  # "current" or "used" for the rules about exemptions, else ""


class Plan(Struct, frozen=True):
    """The rules in force for some items, in the order of their codes."""

    rules: tuple[Active, ...]
    overrides: tuple[int, ...] = ()  # the places of the overrides that made it
    about_items: tuple[Active, ...] = ()

    def __post_init__(self) -> None:
        msgspec.structs.force_setattr(self, "about_items", tuple(rule for rule in self.rules if not rule.exemptions))

    def waits(self, numbers: tuple[int, ...]) -> frozenset[str]:
        """The item fields that those of `about_items` need, for when they have to wait."""
        return _needs_of(tuple(self.about_items[number].needs for number in numbers))

    @property
    def names(self) -> frozenset[str]:
        """The names of the rules in force."""
        return frozenset(rule.name for rule in self.rules)

    @property
    def needs(self) -> frozenset[str]:
        """The item fields that the rules read."""
        return frozenset().union(*(rule.needs for rule in self.rules))


@cache
def _needs_of(several: tuple[frozenset[str], ...]) -> frozenset[str]:
    return frozenset().union(*several)


def activate(rule: Rule, severity: Severity, options: dict[str, Any]) -> Active:
    """The rule, compiled with its options. Raises ValueError where an option makes no sense."""
    compiled: Compiled = compile_rule(rule, options)
    exemptions = rule.check.get("exemptions")
    are = exemptions["are"] if isinstance(exemptions, dict) else exemptions or ""
    return Active(
        rule.name,
        rule.code,
        severity,
        severity.value,
        compiled.judge,
        _message(rule.message),
        rule.question,
        compiled.needs,
        compiled.kinds,
        are,
    )


def _message(template: str) -> Message:
    names = [name for _, name, _, _ in Formatter().parse(template) if name]
    if not names:
        plain = template.format()
        return lambda _item, _miss: plain

    def fill(item: WorkItem, miss: Miss) -> str:
        values = {name: miss.why if name == "why" else _shown(getattr(item, name)) for name in names}
        return template.format_map(values)

    return fill


def _shown(value: Any) -> str:
    if value is UNSET:
        return "unknown"
    if isinstance(value, Person):
        return value.name or value.id
    return ", ".join(value) if isinstance(value, tuple) else str(value or "none")


class Plans:
    """The plan for each item: the general one, or another where overrides fit; each combination is built once."""

    def __init__(self, build: Callable[[tuple[int, ...]], Plan], conditions: Iterable[Condition] = ()) -> None:
        self._build = build
        self._matchers = [matcher(condition) for condition in conditions]
        self._plans: dict[tuple[int, ...], Plan] = {(): build(())}
        self._fields = frozenset().union(*(condition.fields for condition in conditions))

    def plan(self, item: WorkItem) -> Plan:
        """The rules for this item."""
        return self.of(tuple(place for place, fits in enumerate(self._matchers) if fits(item) is True))

    def of(self, overrides: tuple[int, ...]) -> Plan:
        """The plan where just these overrides fit."""
        found = self._plans.get(overrides)
        if found is None:
            found = self._plans[overrides] = self._build(overrides)
        return found

    @property
    def general(self) -> Plan:
        """The plan where no override fits."""
        return self._plans[()]

    @property
    def uniform(self) -> bool:
        """Whether one plan serves all items."""
        return not self._matchers

    @property
    def everything(self) -> list[Plan]:
        """A plan for each override alone, and the general one: what may be asked of some item."""
        return [self.general, *(self._build((place,)) for place in range(len(self._matchers)))]

    @property
    def needs(self) -> frozenset[str]:
        """The item fields that any of the plans reads."""
        return self._fields.union(*(plan.needs for plan in self.everything))
