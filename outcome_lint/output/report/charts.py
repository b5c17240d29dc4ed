"""Trend lines as static SVG without script, style or colour of their own: the page gives them its own, light or dark.

pygal draws them where it is installed (the extra `report`); the page says the same in words and numbers in any case.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from outcome_lint.output import figures
from outcome_lint.report.values import Tick

if TYPE_CHECKING:
    from pygal.graph.line import Line

_SVG = "http://www.w3.org/2000/svg"
_LEAST = 2
_KEPT = frozenset(
    {"class", "d", "x", "y", "cx", "cy", "r", "x1", "y1", "x2", "y2", "width", "height", "transform", "viewBox"}
)
_DROPPED = frozenset({"defs", "script", "style", "title", "desc"})
_OVERLAYS = ("text-overlay", "tooltip-overlay", "titles", "legends")


class Size(NamedTuple):
    """In units of the picture; its text is about 12 of them high."""

    width: int
    height: int
    spark: bool = False


WIDE, NARROW, SPARK = Size(760, 240), Size(340, 200), Size(220, 48, spark=True)


def available() -> bool:
    """Whether pictures can be drawn."""
    return find_spec("pygal") is not None


def trend(ticks: Sequence[Tick], size: Size, name: str, title: str, words: str) -> str:
    """One picture with a title and a description for those who don't see it; empty for fewer than two ticks.

    `name` makes the ids of the title and the description unique in the page.
    """
    if sum(tick.percent is not None for tick in ticks) < _LEAST or not available():
        return ""
    root = _cleaned(ET.fromstring(_drawn(ticks, size)))  # noqa: S314 - pygal has written it just now
    root.attrib |= {
        "role": "img",
        "preserveAspectRatio": "xMinYMid",
        "aria-labelledby": f"{name}-title {name}-desc",
        "class": "chart",
    }
    for number, (tag, text) in enumerate((("title", title), ("desc", words))):
        told = ET.Element(f"{{{_SVG}}}{tag}", {"id": f"{name}-{tag}"})
        told.text = text
        root.insert(number, told)
    ET.register_namespace("", _SVG)
    return ET.tostring(root, encoding="unicode")


def _drawn(ticks: Sequence[Tick], size: Size) -> str:
    days, runs = _weeks(ticks), list(_unbroken(ticks))
    chart = _canvas(size, days)
    for run in runs:
        values = {_monday(tick.day): tick.percent for tick in run}
        chart.add("", [values.get(day) for day in days])
    drawn: str = chart.render(is_unicode=True)
    return drawn


def _canvas(size: Size, days: Sequence[date]) -> Line:
    import pygal
    from pygal.style import Style

    _untangle()

    every = max(1, (len(days) - 1) // (4 if size.width > NARROW.width else 2))
    chart = pygal.Line(
        width=size.width,
        height=size.height,
        style=Style(label_font_size=12, major_label_font_size=12, font_family="sans-serif"),
        js=(),
        show_legend=False,
        allow_interruptions=True,
        dots_size=1.5 if size.spark else 2.5,
        range=(0, 100),
        disable_xml_declaration=True,
        margin=2 if size.spark else 8,
        spacing=8,
        show_x_labels=not size.spark,
        show_y_labels=not size.spark,
        show_y_guides=not size.spark,
        show_minor_x_labels=False,
        truncate_label=-1,
        y_labels=[0, 25, 50, 75, 100],
        value_formatter=lambda value: figures.percent(value).replace(".0 %", " %"),
    )
    labels = [f"{day.day} {day:%b}" for day in days]
    chart.x_labels = labels
    chart.x_labels_major = [labels[len(days) - 1 - place] for place in range(0, len(days), every)]
    return chart


def _weeks(ticks: Sequence[Tick]) -> list[date]:
    """Every Monday from the first tick to the last: a week without a run is a gap."""
    day, last = _monday(ticks[0].day), _monday(ticks[-1].day)
    days = [day]
    while day < last:
        day += timedelta(days=7)
        days.append(day)
    return days


def _monday(day: str) -> date:
    found = date.fromisoformat(day)
    return found - timedelta(days=found.weekday())


def _unbroken(ticks: Sequence[Tick]) -> Iterator[list[Tick]]:
    """The stretches within which ticks can be compared."""
    run: list[Tick] = []
    for tick in ticks:
        if tick.break_before and run:
            yield run
            run = []
        run.append(tick)
    yield run


def _cleaned(element: ET.Element) -> ET.Element:
    """What draws, and nothing else."""
    element.attrib = {name: value for name, value in element.attrib.items() if name in _KEPT}
    for child in list(element):
        tag, classes = child.tag.rpartition("}")[2], child.get("class", "")
        if tag in _DROPPED or any(each in classes for each in _OVERLAYS):
            element.remove(child)
        else:
            _cleaned(child)
    return element


def _untangle() -> None:
    """Take pygal's finder of plugins out of the import system again: it answers as finders did before Python 3.4."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "PluginImportFixer"]
