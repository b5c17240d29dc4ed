"""The sentences of a report: numbers with their counts, movements in words, days as people say them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from outcome_lint.history import Kind
from outcome_lint.output import figures
from outcome_lint.report.calendar import told
from outcome_lint.report.values import Compared, Figure, Report, Share, Tick, TodoList

TITLE = "Outcome coverage"
NOT_ANSWERABLE = "Not answerable from data."
_BARS = "▁▂▃▄▅▆▇█"
_ALL = 100.0
DIMENSION_NAMES = {"team": "team", "project": "project", "level": "level", "work_kind": "work kind"}


def dimension(by: str) -> str:
    """`work kind`."""
    return DIMENSION_NAMES.get(by, by.replace("_", " "))


def label(figure: Figure) -> str:
    """The figure's name, in words."""
    if figure.name == "ffr":
        return figures.NAME
    words = figures.COVERAGE_NAMES.get(figure.name, figure.name)
    return words[:1].upper() + words[1:]


def counts(share: Share) -> str:
    """`23 of 64 · 1 unknown`."""
    some = figures.some_of(share.part, share.total) if share.total else "nothing to judge"
    return some + (f" · {figures.count(share.unknown)} unknown" if share.unknown else "")


def whole(share: Share) -> str:
    """`64.1 % (41 of 64)`."""
    if not share.total:
        return "n/a"
    return f"{figures.percent(share.percent)} ({figures.some_of(share.part, share.total)})"


def points(value: float) -> str:
    """`3.1 points`; `less than 0.1 points` for what would be rounded away."""
    return f"{abs(value):.1f} {'point' if f'{abs(value):.1f}' == '1.0' else 'points'}"


def signed(value: float | None) -> str:
    """`+3.1`, `−0.4`, `0.0`; empty for what can't be told."""
    if value is None:
        return ""
    shown = f"{abs(value):.1f}"
    return shown if shown == "0.0" else f"{'+' if value > 0 else '−'}{shown}"


def change(figure: Figure, compared: Compared | None) -> str:
    """How the figure moved since the run compared with, with the counts of then."""
    if figure.before is None or compared is None:
        return ""
    then, since = whole(figure.before), short(compared.at)
    if figure.points is None or figure.direction is None:
        return f"{then} on {since}"
    if figure.direction == "same":
        return f"● unchanged from {then} on {since}"
    arrow, word = ("▲", "up") if figure.direction == "up" else ("▼", "down")
    return f"{arrow} {points(figure.points)} {word} from {then} on {since}"


def trend(ticks: Sequence[Tick]) -> str:
    """The trend line in words, for who can't or doesn't want to see it."""
    known = [tick for tick in ticks if tick.percent is not None]
    if len(known) < 2:  # noqa: PLR2004 - one tick is no trend
        return ""
    first, last = known[0], known[-1]
    low, high = (extreme(known, key=lambda tick: tick.percent or 0.0) for extreme in (min, max))
    begin, end = (f"{figures.percent(tick.percent)} on {short(tick.day)}" for tick in (first, last))
    told = [f"From {begin} to {end}"]
    if low.percent != high.percent:
        told.append(f"lowest {figures.percent(low.percent)}, highest {figures.percent(high.percent)}")
    gaps = _weeks(first.day, last.day) - len(known)
    if gaps > 0:
        told.append(f"{figures.many(gaps, 'week')} without figures")
    breaks = sum(bool(tick.break_before) for tick in known)
    if breaks:
        told.append(f"{figures.many(breaks, 'break')}, as what was measured changed")
    return "; ".join(told)


def _weeks(first: str, last: str) -> int:
    """From the week of one day to that of the other, both counted."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return ((end - timedelta(days=end.weekday())) - (begin - timedelta(days=begin.weekday()))).days // 7 + 1


def sparkline(ticks: Sequence[Tick]) -> str:
    """Bars from 0 to 100 %; a gap where two neighbours can't be compared."""
    line = ""
    for tick in ticks:
        line += " " if tick.break_before else ""
        if tick.percent is not None:
            line += _BARS[min(len(_BARS) - 1, int(tick.percent / _ALL * len(_BARS)))]
    return line if len(line) > 1 else ""


_MOVED: dict[Kind, tuple[str, str]] = {
    "gained": ("gained an outcome", "gained an outcome"),
    "lost": ("lost its outcome", "lost theirs"),
    "new-without": ("came without an outcome", "came without an outcome"),
    "new": ("came", "came"),
    "gone": ("is gone", "are gone"),
    "reviewed": ("says what happened", "say what happened"),
    "fixed": ("has fewer findings", "have fewer findings"),
    "regressed": ("has new findings", "have new findings"),
    "now-known": ("can be judged now", "can be judged now"),
    "now-unknown": ("can’t be judged any more", "can’t be judged any more"),
}


def moved(found: Mapping[Kind, int]) -> str:
    """`2 gained an outcome, 1 came without an outcome`."""
    return ", ".join(
        f"{figures.count(found[kind])} {told[found[kind] > 1]}" for kind, told in _MOVED.items() if found.get(kind)
    )


def move(kind: Kind) -> str:
    """What one item did."""
    return _MOVED[kind][0]


def day(when: str) -> str:
    """`21 November 2026` of a time or a day."""
    return told(date.fromisoformat(when[:10]))


def short(when: str) -> str:
    """`21 Nov 2026`."""
    found = date.fromisoformat(when[:10])
    return f"{found.day} {found:%b %Y}"


def clock(when: str, timezone: str) -> str:
    """`21 November 2026, 09:30 (Europe/Amsterdam)`."""
    return f"{day(when)}, {datetime.fromisoformat(when):%H:%M} ({timezone})"


def about(report: Report) -> str:
    """What the report is about, on one line."""
    return f"{report.period.title} · as of {clock(report.generated, report.period.timezone)}"


def basis(report: Report) -> str:
    """What was read, and what it is compared with."""
    parts = [figures.many(report.data.items, "item"), f"profile {report.profile}"]
    if report.compared and not report.compared.reasons:
        parts.append(f"compared with run {report.compared.run} of {day(report.compared.at)}")
    return " · ".join(parts)


def todo_title(todo: TodoList) -> str:
    """The list's name."""
    return f"To do: {todo.owner}"


TODO_INTRO = (
    "Items that name you as their owner, each with what to ask. It is a list for you, not a measure of you: an item is "
    "done when it says what it is for, or why it can't yet."
)
