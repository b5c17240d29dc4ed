"""Runs a rulebook over work items; applies ignores and the baseline; keeps count."""

from outcome_lint.linter.counts import Waiting
from outcome_lint.linter.engine import Engine, Judged, Task, lint
from outcome_lint.linter.exemptions import Exemptions, Ignore
from outcome_lint.linter.gate import FailOn, evaluate
from outcome_lint.linter.log import FindingLog, Log
from outcome_lint.linter.plan import Active, Plan, Plans, activate
from outcome_lint.linter.scope import Exclude, excluder

__all__ = [
    "Active",
    "Engine",
    "Exclude",
    "Exemptions",
    "FailOn",
    "FindingLog",
    "Ignore",
    "Judged",
    "Log",
    "Plan",
    "Plans",
    "Task",
    "Waiting",
    "activate",
    "evaluate",
    "excluder",
    "lint",
]
