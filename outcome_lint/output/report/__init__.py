"""What a report looks like to a person or a machine: one module a format, each pure."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from outcome_lint.report.values import Report, TodoList

__all__ = ["FORMATS", "TODO_FORMATS", "pages", "todo_page"]

_ROOM = "outcome_lint.output.report"
FORMATS = {
    "text": f"{_ROOM}.text",
    "html": f"{_ROOM}.html",
    "markdown": f"{_ROOM}.markdown",
    "json": f"{_ROOM}.json_",
    "csv": f"{_ROOM}.csv_",
    "badge": f"{_ROOM}.badge",
}
TODO_FORMATS = ("text", "markdown", "json")


def pages(name: str, report: Report) -> list[str]:
    """The report in the format `name`; Markdown may come in several pages."""
    return cast("list[str]", import_module(FORMATS[name]).pages(report))


def todo_page(name: str, todo: TodoList) -> str:
    """An owner's list in one of `TODO_FORMATS`."""
    return cast("str", import_module(FORMATS[name]).todo_page(todo))
