"""One row a figure, a group's figure, or an item that is named: for spreadsheets, guarded against formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from outcome_lint.output import escape
from outcome_lint.report.values import Report, Share, Thing

COLUMNS = (
    *("section", "by", "name", "figure", "percent", "part", "total", "unknown", "points", "detail"),
    *("key", "title", "url", "team", "level"),
)
_NO_SHARE = ("",) * 4
_NO_ITEM = ("",) * 5
_Row = tuple[str, ...]


def pages(report: Report) -> list[str]:
    """One table, its first row the names of the columns."""
    sheet = StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(tuple(map(escape.csv, row)) for row in _rows(report))
    return [sheet.getvalue()]


def _rows(report: Report) -> Iterator[_Row]:
    yield from (("problem", "", each.place, "", *_NO_SHARE, "", each.message, *_NO_ITEM) for each in report.problems)
    yield from _movement(report)
    for figure in report.figures:
        yield ("figure", "", "", figure.name, *_share(figure.now), _number(figure.points), "", *_NO_ITEM)
        if figure.before:
            yield ("figure-before", "", "", figure.name, *_share(figure.before), "", "", *_NO_ITEM)
        for tick in figure.trend:
            share = (_number(tick.percent), str(tick.part), str(tick.total), "")
            yield ("trend", "day", tick.day, figure.name, *share, "", tick.break_before, *_NO_ITEM)
    yield from _groups(report)
    for talk in report.talk:
        yield ("talk", "", "", "", *_NO_SHARE, "", talk.question, *_item(talk.item))
    yield from _reflections(report)
    for each in report.investment:
        shares = (_number(each.percent), _number(each.part), _number(each.total), "")
        yield ("investment", "", each.by, "", *shares, "", "", *_NO_ITEM)
    for branch in report.upstream.branches if report.upstream else ():
        yield (
            "upstream",
            "parent",
            "",
            "gaps",
            *_share(branch.children),
            "",
            branch.outcome or "",
            *_item(branch.parent),
        )
    for chapter in report.checklist:
        for answer in chapter.questions:
            told = answer.evidence or answer.ask
            name = "answer" if answer.evidence else "ask"
            yield ("checklist", str(chapter.number), answer.question, name, *_NO_SHARE, "", told, *_NO_ITEM)


def _movement(report: Report) -> Iterator[_Row]:
    if report.changed is None:
        return
    for team in report.changed.teams:
        for kind, count in team.counts.items():
            yield ("changed", "team", team.team or "", kind, "", str(count), "", "", "", "", *_NO_ITEM)
        for moved in team.moved:
            rules = " ".join((*(f"-{rule}" for rule in moved.fixed), *(f"+{rule}" for rule in moved.regressed)))
            detail = f"{' '.join(moved.kinds)} {rules}".strip()
            yield ("changed-item", "team", team.team or "", "", *_NO_SHARE, "", detail, *_item(moved.item))
    for flock in report.changed.copied:
        for item in flock.items:
            yield ("copied-item", "", "", "", *_NO_SHARE, "", "", *_item(item))


def _groups(report: Report) -> Iterator[_Row]:
    for matrix in report.matrices:
        for row in matrix.rows:
            for name, share in row.shares.items():
                points = _number(row.points) if name == "outcome" else ""
                small = "small" if row.small else ""
                yield ("group", matrix.by, row.name, name, *_share(share), points, small, *_NO_ITEM)


def _reflections(report: Report) -> Iterator[_Row]:
    found = report.reflections
    if found is None:
        return
    yield ("reflections", "", "", "due", "", str(found.due), "", "", "", "", *_NO_ITEM)
    for conclusion, count in found.learned.items():
        yield ("reflections", "", "", conclusion, "", str(count), "", "", "", "", *_NO_ITEM)
    for item in found.due_items:
        yield ("due-item", "", "", "", *_NO_SHARE, "", "", *_item(item))
    for lesson in found.lessons:
        yield ("lesson", "", "", "", *_NO_SHARE, "", lesson.conclusion, *_item(lesson.item))


def _share(share: Share) -> _Row:
    return _number(share.percent), str(share.part), str(share.total), str(share.unknown)


def _number(value: float | None) -> str:
    return "" if value is None else f"{round(value, 4):g}"


def _item(item: Thing) -> _Row:
    return item.key, item.title, item.url or "", item.team or "", item.level or ""
