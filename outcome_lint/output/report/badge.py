"""A badge for a page: the share of outcomes stated, with its counts, in one colour, as a ratio is no traffic light."""

from __future__ import annotations

from outcome_lint.output import figures
from outcome_lint.output.measure import width_of
from outcome_lint.output.report.templates import environment
from outcome_lint.report.values import Report

_CELL, _PADDING = 6.6, 12.0


def pages(report: Report) -> list[str]:
    """One SVG image, which says in its title what it shows."""
    left, right = "outcomes stated", _value(report)
    widths = [round(width_of(text) * _CELL + _PADDING) for text in (left, right)]
    return [environment().get_template("badge.svg").render(left=left, right=right, widths=widths)]


def _value(report: Report) -> str:
    ratio = next((each.now for each in report.figures if each.name == "ffr"), None)
    if ratio is None:
        return "incomplete scan"
    if ratio.percent is None:
        return "n/a"
    return f"{figures.percent(100 - ratio.percent)} · {figures.some_of(ratio.total - ratio.part, ratio.total)}"
