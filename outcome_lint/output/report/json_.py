"""The report as it is, for machines: `outcome-lint/report-1`, whose schema is published."""

from __future__ import annotations

import msgspec

from outcome_lint.report.values import Report, TodoList


def pages(report: Report) -> list[str]:
    """One document."""
    return [_document(report)]


def todo_page(todo: TodoList) -> str:
    """One document."""
    return _document(todo)


def _document(value: Report | TodoList) -> str:
    return msgspec.json.format(msgspec.json.encode(value)).decode() + "\n"
