"""The one list about a person: what an owner, asking for it, may want to look at. It holds no figure."""

from __future__ import annotations

from outcome_lint.model import Finding, Run
from outcome_lint.report.values import Thing, Todo, TodoList


def todo(run: Run, owner: str) -> TodoList:
    """The findings of the items of that owner, item by item; the name is compared without regard to case."""
    wanted = owner.casefold()
    found: dict[str, list[Finding]] = {}
    for finding in run.findings:
        if (finding.item.owner or "").casefold() == wanted:
            found.setdefault(finding.item.key, []).append(finding)
    items = (_todo(findings) for findings in found.values())
    return TodoList(owner, run.generated, run.complete, tuple(sorted(items, key=lambda each: each.item.key)))


def _todo(findings: list[Finding]) -> Todo:
    item = findings[0].item
    worst = sorted(findings, key=lambda finding: (finding.severity.rank, finding.code))
    asks = tuple((each.rule, each.severity.value, each.message, each.question) for each in worst)
    return Todo(Thing(item.key, item.title, item.url, item.team, item.level), asks)
