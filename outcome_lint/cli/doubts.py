"""Which empty fields somebody will report, so that a live source makes sure of them first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from outcome_lint.linter import Task
from outcome_lint.rulebook import Rulebook

_ALWAYS = frozenset({"outcome"})
"""The Feature Factory Ratio counts it whatever rules are in force."""

_REPORTING = ("filled", "tied")


def reported(task: Task, rulebook: Rulebook) -> frozenset[str]:
    """The item fields whose emptiness a rule in force reports."""
    names = {name for plan in task.plans.everything for name in plan.names}
    rules = (rule for rule in rulebook.rules if rule.name in names)
    return _ALWAYS.union(*(frozenset(_fields(rule.check)) for rule in rules))


def _fields(tree: Any) -> Iterator[str]:
    """The fields of the checks that miss something, at any depth."""
    if isinstance(tree, list):
        for each in tree:
            yield from _fields(each)
    elif isinstance(tree, dict):
        for kind, options in tree.items():
            if kind in _REPORTING:
                yield options["field"] if isinstance(options, dict) else str(options)
            else:
                yield from _fields(options)
