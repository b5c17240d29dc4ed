"""`outcome-lint baseline`: adopt the linter today, and fail only on what is new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import msgspec

from outcome_lint.cli import options, streams
from outcome_lint.cli.app import tell
from outcome_lint.cli.session import Session
from outcome_lint.errors import IncompleteError, UsageError
from outcome_lint.linter.baseline import SCHEMA, Baseline, Entry, baseline_lines, read_baseline
from outcome_lint.model import Run

DEFAULT = Path(".outcome-lint-baseline.json")
_HOUSEKEEPING = ("expired-ignore", "unused-ignore")


@click.group("baseline")
def command() -> None:
    """Set aside what is there today, rule by item. The headline ratio stays what it is."""


def _options(function: Callable[..., Any]) -> Callable[..., Any]:
    where = click.option(
        "--file", "file", type=click.Path(path_type=Path), default=DEFAULT, show_default=True, help="The baseline file."
    )
    return options.sources(options.rules(where(function)))


@command.command("create")
@_options
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def create(**values: Any) -> int:
    """Write a new baseline with every finding of today."""
    path: Path = values["file"]
    if path.exists() and not values["force"]:
        raise UsageError(f"{path} is there already", "`baseline update` adds to it, --force replaces it")
    run = _run(values)
    _write(path, run, _entries(run))
    return 0


@command.command("update")
@_options
def update(**values: Any) -> int:
    """Add today's findings to the baseline, and drop those that are gone."""
    old = read_baseline(values["file"])
    run = _run(values)
    entries = _entries(run)
    _write(values["file"], run, entries)
    tell(f"{len(entries - set(old.rows)):,} added, {len(set(old.rows) - entries):,} dropped")
    return 0


@command.command("prune")
@_options
def prune(**values: Any) -> int:
    """Drop entries that nothing needs any more; add none."""
    old = read_baseline(values["file"])
    run = _run(values)
    kept = set(old.rows) & _entries(run)
    _write(values["file"], run, kept)
    tell(f"{len(set(old.rows)) - len(kept):,} dropped")
    return 0


def _run(values: dict[str, Any]) -> Run:
    wishes = msgspec.structs.replace(options.wishes(values), no_baseline=True)
    run = Session(wishes, streams.standard_input()).run()
    if not run.complete:
        problem = run.problems[0]
        raise IncompleteError(f"{problem.place}: {problem.message}; the baseline was left as it is", problem.hint)
    return run


def _entries(run: Run) -> set[Entry]:
    return {Entry(each.rule, each.item.key) for each in run.findings if each.rule not in _HOUSEKEEPING}


def _write(path: Path, run: Run, entries: set[Entry]) -> None:
    ratio = run.scorecard.ffr if run.scorecard else None
    streams.write_file(path, baseline_lines(Baseline(SCHEMA, run.generated, ratio, tuple(entries))))
    tell(f"{len(entries):,} findings set aside in {path}")
