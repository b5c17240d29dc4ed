"""What people talk about on Monday: a run and its history, made into one value that every format tells alike."""

from outcome_lint.report.calendar import period, since
from outcome_lint.report.choose import nearest, previous, referred, ticks
from outcome_lint.report.compose import Material, compose
from outcome_lint.report.todo import todo
from outcome_lint.report.values import Audience, Period, PeriodKind, Report, TodoList

__all__ = [
    "Audience",
    "Material",
    "Period",
    "PeriodKind",
    "Report",
    "TodoList",
    "compose",
    "nearest",
    "period",
    "previous",
    "referred",
    "since",
    "ticks",
    "todo",
]
