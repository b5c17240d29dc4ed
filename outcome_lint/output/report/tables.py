"""The tables of a report."""

from __future__ import annotations

from collections.abc import Iterable

from outcome_lint.history import Kind
from outcome_lint.output import figures
from outcome_lint.output.report import words
from outcome_lint.output.report.blocks import Cell, Line, Table
from outcome_lint.report.values import Branch, Changed, Data, Matrix, Row, Share, Weighed

_COLUMNS: dict[Kind, str] = {
    "gained": "Gained",
    "lost": "Lost",
    "new-without": "New without",
    "new": "New",
    "gone": "Gone",
    "reviewed": "Looked back",
    "fixed": "Fewer findings",
    "regressed": "New findings",
}
_SHORT = {"outcome": "Outcome", "owner": "Owner", "okr": "OKR", "measured": "Measure", "reflected": "Reflected"}
_WEIGHTS = {"points": "Points", "children": "Items below them", "elapsed": "Weeks in flight"}
_STATES = {
    "present": "yes",
    "missing": "no",
    "placeholder": "a placeholder",
    "unknown": "unknown",
    None: "not in scope",
}


def movement(changed: Changed) -> Table:
    """A row a team; only the columns in which something moved."""
    kinds = [kind for kind in _COLUMNS if changed.counts.get(kind)]
    rows = tuple(
        Line((Cell(team.team or "no team"), *(Cell(_number(team.counts.get(kind, 0))) for kind in kinds)))
        for team in changed.teams
    )
    head = ("Team", *(_COLUMNS[kind] for kind in kinds))
    return Table("What changed, by team", head, rows, frozenset(range(1, len(head))))


def _number(count: int) -> str:
    return figures.count(count) if count else "·"


def coverage(matrix: Matrix) -> Table:
    """The coverage matrix of one kind of group, in alphabetical order."""
    by = words.dimension(matrix.by)
    names = [name for name in figures.COVERAGE_NAMES if any(name in row.shares for row in matrix.rows)]
    moved = any(row.points is not None for row in matrix.rows)
    head = (by.capitalize(), "Items", *(_title(name) for name in names), *(("Change",) if moved else ()))
    short = (by.capitalize(), "Items", *(_SHORT[name] for name in names), *(("Change",) if moved else ()))
    rows = tuple(_row(row, names, moved=moved) for row in matrix.rows)
    return Table(f"Coverage by {by}", head, rows, frozenset(range(1, len(head))), short)


def _title(name: str) -> str:
    text = figures.COVERAGE_NAMES[name]
    return text[:1].upper() + text[1:]


def _row(row: Row, names: Iterable[str], *, moved: bool) -> Line:
    outcome = row.shares["outcome"]
    cells = [Cell(row.name), Cell(figures.count(outcome.total + outcome.unknown))]
    cells += [_cell(row.shares.get(name), small=row.small, brief=name != "outcome") for name in names]
    if moved:
        cells.append(Cell("–" if row.small else words.signed(row.points) or "n/a"))
    return Line(tuple(cells), row.small)


def _cell(share: Share | None, *, small: bool, brief: bool) -> Cell:
    """The percentage above its counts; of a small group the counts alone."""
    if share is None or not share.total:
        return Cell("n/a")
    some = figures.some_of(share.part, share.total)
    return Cell(some) if small else Cell(figures.percent(share.percent), some, share.percent, brief=brief)


def weights(investment: Iterable[Weighed]) -> Table:
    """The ratio, weighed in each way that the data has."""
    rows = tuple(
        Line(
            (
                Cell(_WEIGHTS[each.by]),
                Cell(figures.percent(each.percent), bar=each.percent),
                Cell(f"{each.part:,.10g} of {each.total:,.10g}"),
                Cell(
                    figures.count(each.items)
                    + (
                        f" ({figures.count(each.unweighed)} without)"
                        if each.unweighed and each.by != "children"
                        else ""
                    )
                ),
            )
        )
        for each in investment
    )
    head = ("Weighed by", "Without an outcome", "Weight", "Items")
    return Table("The ratio, weighed", head, rows, frozenset({1, 2, 3}))


def branches(found: Iterable[Branch]) -> Table:
    """The parents below which several gaps are."""
    rows = tuple(
        Line(
            (
                Cell(f"{each.parent.key} {each.parent.title}".strip(), thing=each.parent),
                Cell(_STATES[each.outcome]),
                Cell(words.counts(each.children)),
            )
        )
        for each in found
    )
    head = ("Parent", "States an outcome", "Without one below it")
    return Table("Gaps by the item they hang from", head, rows, frozenset({2}))


def portfolios(rows: Iterable[Row]) -> Table:
    """Gaps by project, in alphabetical order."""
    lines = []
    for row in rows:
        share = row.shares["outcome"]
        gaps = figures.some_of(share.total - share.part, share.total)
        lines.append(Line((Cell(row.name), Cell(gaps)), row.small))
    return Table("Gaps by portfolio", ("Portfolio", "Without an outcome"), tuple(lines), frozenset({1}))


def fingerprints(data: Data) -> Table:
    """What makes runs comparable."""
    meant = {
        "scope": "which items are looked at, and where their values come from",
        "sources": "which portfolio",
        "reading": "how a text is read",
        "rules": "which rules speak, and with which options",
    }
    rows = tuple(
        Line((Cell(name), Cell(meant.get(name, "")), Cell(value))) for name, value in data.fingerprints.items()
    )
    return Table("Fingerprints: only what is alike is compared", ("Of", "What it stands for", "Fingerprint"), rows)
