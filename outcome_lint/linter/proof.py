"""Runs the examples of a rule: they are its tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, NamedTuple

import msgspec
from msgspec import Meta, Struct

from outcome_lint import yamlfile
from outcome_lint.checks import Surroundings
from outcome_lint.linter.engine import Judged, Task, lint
from outcome_lint.linter.exemptions import Exemptions, Ignore
from outcome_lint.linter.plan import Plan, Plans, activate
from outcome_lint.model import Severity, WorkItem
from outcome_lint.rulebook import Rule, Rulebook

_EXPECTED = {"bad": "found", "good": "passed", "unknown": "abstained"}


class _Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of the OKR catalogue."""

    id: str
    name: str = ""
    status: str = ""
    end: str = ""


class _Context(Struct, frozen=True):
    """What an example may say beside the fields of its item, or in their place."""

    items: Annotated[tuple[dict[str, Any], ...], Meta(min_length=1)] | None = None
    today: date = date(2026, 6, 1)
    catalogue: tuple[_Entry, ...] | None = None
    ignore: tuple[Ignore, ...] = ()


_CONTEXT = frozenset(_Context.__struct_fields__)


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
    context = msgspec.convert({name: example[name] for name in _CONTEXT & example.keys()}, _Context)
    rows = context.items or [{name: value for name, value in example.items() if name not in _CONTEXT}]
    items = [_item(row, number) for number, row in enumerate(rows, 1)]
    active = [rule, *(found for ignore in context.ignore if (found := rulebook.get(ignore.rule)))]
    plan = Plan(tuple(activate(each, Severity.ERROR, each.options) for each in active))
    entries = context.catalogue
    catalogue = None if entries is None else {each.id.casefold(): msgspec.to_builtins(each) for each in entries}
    task = Task(
        Plans(lambda _: plan),
        Exemptions(context.ignore, (), context.today),
        Surroundings(context.today, catalogue=catalogue),
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
