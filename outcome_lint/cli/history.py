"""`outcome-lint history`: look at what was remembered, move it, and forget what is old."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import click
import msgspec

from outcome_lint.cli import options, streams
from outcome_lint.cli.app import tell
from outcome_lint.cli.memory import open_history
from outcome_lint.errors import UsageError
from outcome_lint.history import History, Recorded, deltas
from outcome_lint.history.lines import exported, load
from outcome_lint.output import remembered
from outcome_lint.output.figures import many

_FORMATS = click.Choice(["text", "json"])
_as = click.option("-f", "--format", "format_", type=_FORMATS, default="text", show_default=True, help="Format.")


@click.group("history")
def command() -> None:
    """Remembered runs: their figures, and what moved between them. `check --history FILE` records one."""


@command.command("list")
@options.history
@options.configured
@_as
def list_(**values: Any) -> int:
    """List the runs, the oldest first."""
    with open_history(values) as history:
        runs = history.runs()
    if values["format_"] == "json":
        streams.write_out(_json([_summary(run) for run in runs]))
    else:
        streams.write_out(remembered.listed(runs))
    return 0


@command.command("show")
@click.argument("run", type=click.IntRange(1), required=False)
@click.option("--compare", type=click.IntRange(1), metavar="RUN", help="Run to compare with; default: the one before.")
@options.history
@options.configured
@_as
def show(run: int | None, compare: int | None, **values: Any) -> int:
    """Show a run, by default the newest, and what moved since the one before."""
    with open_history(values) as history:
        this = history.run(run) if run else newest(history)
        other = history.run(compare) if compare else _before(history, this)
        if other is not None and other.at > this.at:
            raise UsageError(f"run {other.number} is later than run {this.number}", "compare with an earlier one")
        moved = deltas(history, other, this) if other else None
    if values["format_"] == "json":
        streams.write_out(_json({"run": this, "since": moved}))
    else:
        streams.write_out(remembered.shown(this, moved))
    return 0


def newest(history: History) -> Recorded:
    """The newest run. Raises UsageError for an empty history."""
    runs = history.runs()
    if not runs:
        raise UsageError(f"the history {history.name} is empty", "record a run: `outcome-lint check --history FILE`")
    return runs[-1]


def _before(history: History, run: Recorded) -> Recorded | None:
    """The complete run before it in its series."""
    earlier = [each for each in history.runs(like=run) if each.at < run.at and each.complete]
    return earlier[-1] if earlier else None


def _summary(run: Recorded) -> dict[str, Any]:
    """Without the groups, which `show` tells."""
    card = run.card
    figures = {"ffr": card.ffr, "coverage": card.coverage} if card else None
    return {**msgspec.structs.asdict(run), "card": figures}


def _json(value: Any) -> list[str]:
    return [msgspec.json.format(msgspec.json.encode(value)).decode(), "\n"]


@command.command("export")
@options.history
@options.configured
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File; default: standard output.")
def export(output: Path | None, **values: Any) -> int:
    """Write the history as JSON Lines, to be imported elsewhere."""
    with open_history(values) as history:
        if output is None:
            streams.write_out(exported(history))
        else:
            streams.write_file(output, exported(history))
    return 0


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@options.history
@options.configured
def import_(file: Path, **values: Any) -> int:
    """Add the runs of an exported history (`-` for standard input); those that are there already are left alone."""
    with open_history(values, create=True) as history:
        if str(file) == "-":
            added, there = load(history, streams.standard_input(), "standard input")
        else:
            try:
                with file.open("rb") as lines:
                    added, there = load(history, lines, str(file))
            except OSError as error:
                raise UsageError(f"{file} can't be read: {error.strerror}") from None
    tell(f"{many(added, 'run')} added, {there:,} there already")
    return 0


@command.command("prune")
@click.option("--before", type=options.Day(), required=True, metavar="YYYY-MM-DD", help="Forget the runs before it.")
@options.history
@options.configured
def prune(before: date, **values: Any) -> int:
    """Forget old runs. The newest complete run of each portfolio is kept, whatever its age."""
    with open_history(values) as history:
        forgotten = history.prune(datetime.combine(before, time(), UTC))
    tell(f"{many(forgotten, 'run')} forgotten")
    return 0
