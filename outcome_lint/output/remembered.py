"""Remembered runs and what moved between them, as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from outcome_lint.history import Change, Deltas, Incomparable, Kind, Recorded
from outcome_lint.output import figures
from outcome_lint.output.escape import terminal

MOVES: dict[Kind, str] = {
    "gained": "gained an outcome",
    "lost": "lost the outcome",
    "new": "new",
    "new-without": "new without an outcome",
    "gone": "gone",
    "reviewed": "reviewed",
    "fixed": "with fewer findings",
    "regressed": "with new findings",
    "now-known": "can be judged now",
    "now-unknown": "can't be judged any more",
}


def listed(runs: Iterable[Recorded]) -> Iterator[str]:
    """One line a run."""
    rows = [(str(run.number), _when(run), terminal(run.profile), *_figures(run)) for run in runs]
    if not rows:
        yield "The history is empty.\n"
        return
    head = ("run", "time", "profile", "items", figures.NAME)
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head) - 1)]
    for row in (head, *rows):
        cells = [row[0].rjust(widths[0]), row[1].ljust(widths[1]), row[2].ljust(widths[2]), row[3].rjust(widths[3])]
        yield "  ".join((*cells, row[4])).rstrip() + "\n"


def _when(run: Recorded) -> str:
    return f"{run.at:%Y-%m-%d %H:%M} UTC"


def _figures(run: Recorded) -> tuple[str, str]:
    if run.card is None:
        return figures.count(run.items), f"incomplete: {figures.many(run.problems, 'problem')}"
    ffr = run.card.ffr
    unknown = f", {figures.count(ffr.unknown)} unknown" if ffr.unknown else ""
    return figures.count(
        run.items
    ), f"{figures.percent(ffr.percent)} · {figures.some_of(ffr.without, ffr.total)}{unknown}"


def shown(run: Recorded, moved: Deltas | Incomparable | None) -> Iterator[str]:
    """One run with its figures, and what moved since the run that it is compared with."""
    items, headline = _figures(run)
    yield f"Run {run.number} · {_when(run)} · profile {terminal(run.profile)} · {items} items · version {run.version}\n"
    yield f"{figures.NAME}: {headline}\n"
    for name, coverage in figures.coverages(run.card) if run.card else ():
        yield f"  {name:15} {figures.percent(coverage.percent):>8}  {figures.covered(coverage)}".rstrip() + "\n"
    if isinstance(moved, Incomparable):
        yield f"\nNot compared with run {moved.before.number}: {'; '.join(moved.reasons)}.\n"
    elif moved is not None:
        yield from _moved(moved)


def _moved(deltas: Deltas) -> Iterator[str]:
    yield f"\nSince run {deltas.before.number}, {_when(deltas.before)}: {_told(deltas.changes) or 'nothing moved'}\n"
    for reason in deltas.rules_unlike:
        yield f"  Findings are not compared: {terminal(reason)}.\n"
    for keys in deltas.copied:
        named = ", ".join(map(terminal, keys[:5]))
        yield f"  {len(keys)} items came to the same words at once, such as {named}: a copy or a template?\n"
    for team, changes in deltas.by_team().items():
        if told := _told(changes):
            yield f"  {terminal(team or 'no team')}: {told}\n"


def _told(changes: Iterable[Change]) -> str:
    counts = dict.fromkeys(MOVES, 0)
    for change in changes:
        for kind in change.kinds:
            counts[kind] += 1
    return ", ".join(f"{figures.count(counts[kind])} {words}" for kind, words in MOVES.items() if counts[kind])
