"""Runs the examples of a rule: they are its tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import msgspec

from outcome_lint import yamlfile
from outcome_lint.checks import Surroundings
from outcome_lint.linter.engine import Judged, Task, lint
from outcome_lint.linter.exemptions import Exemptions, Ignore
from outcome_lint.linter.plan import Plan, Plans, activate
from outcome_lint.model import Severity, WorkItem
from outcome_lint.rulebook import Rule, Rulebook

_CONTEXT = frozenset({"items", "today", "catalogue", "ignore"})
_TODAY = "2026-06-01"
_EXPECTED = {"bad": "found", "good": "passed", "unknown": "abstained"}


class Failure(NamedTuple):
    """An example that did not do what its side promises; `place` is such as `bad[2]`."""

    rule: str
    place: str
    message: str


def prove(rule: Rule, rulebook: Rulebook) -> Iterator[Failure]:
    """The examples that fail; nothing when the rule does what it says."""
    for side, expected in _EXPECTED.items():
        for number, example in enumerate(getattr(rule.examples, side), 1):
            try:
                result = _outcome(rule, rulebook, example)
            except (ValueError, msgspec.ValidationError) as error:
                yield Failure(rule.name, f"{side}[{number}]", str(error))
                continue
            if result != expected:
                yield Failure(rule.name, f"{side}[{number}]", f"should be {expected}, was {result}: {_short(example)}")


def _outcome(rule: Rule, rulebook: Rulebook, example: dict[str, Any]) -> str:
    """What became of the example's first item."""
    context = {name: example[name] for name in _CONTEXT & example.keys()}
    rows = context.get("items") or [{name: value for name, value in example.items() if name not in _CONTEXT}]
    items = [_item(row, number) for number, row in enumerate(rows, 1)]
    ignores = [msgspec.convert(entry, Ignore) for entry in context.get("ignore", ())]
    active = [rule, *(found for ignore in ignores if (found := rulebook.get(ignore.rule)))]
    plan = Plan(tuple(activate(each, Severity.ERROR, each.options) for each in active))
    today = date.fromisoformat(context.get("today", _TODAY))
    catalogue = {entry["id"].casefold(): entry for entry in context["catalogue"]} if "catalogue" in context else None
    task = Task(
        Plans(lambda _: plan),
        Exemptions(ignores, (), today),
        Surroundings(today, catalogue=catalogue),
        lambda _: None,
        (),
    )
    return _seen(lint(items, task), rule.name, items[0].key)


def _seen(judged: Judged, rule: str, key: str) -> str:
    if any(finding.rule == rule and finding.item.key == key for finding in judged.findings):
        return "found"
    return "abstained" if any(each.rule == rule and key in each.items for each in judged.abstentions) else "passed"


def _item(row: dict[str, Any], number: int) -> WorkItem:
    for name in row:
        if name not in WorkItem.__struct_fields__:
            raise ValueError(f"an item has no field {name!r}; {yamlfile.nearest(name, WorkItem.__struct_fields__)}")
    item = {"key": f"EX-{number}", **row}
    return msgspec.convert({name: None if value == "" else value for name, value in item.items()}, WorkItem)


def _short(example: dict[str, Any]) -> str:
    text = msgspec.json.encode(example).decode()
    return text if len(text) < 160 else text[:157] + "…"  # noqa: PLR2004
