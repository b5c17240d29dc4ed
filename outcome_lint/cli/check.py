"""`outcome-lint check`: the main job."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, get_args

import click

from outcome_lint.cli import options, streams
from outcome_lint.cli.app import tell
from outcome_lint.cli.session import Session
from outcome_lint.errors import IncompleteError, NothingMatchedError, UsageError
from outcome_lint.model import Run
from outcome_lint.output import FORMATS, Grouping, Look, render


@click.command("check")
@options.sources
@options.rules
@options.scope
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info", "never"]), help="Fail on findings this bad or worse."
)
@click.option(
    "--max-ffr", type=click.FloatRange(0, 100), metavar="PCT", help="Fail if the ratio is above this many percent."
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 instead of 1; other codes stay.")
@click.option("--allow-empty", is_flag=True, help="Exit with 0 where there is nothing to lint.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="Format of standard output.",
)
@click.option("-o", "--output", multiple=True, metavar="FORMAT=PATH", help="Write a report to a file, too; repeatable.")
@click.option(
    "--limit", type=click.IntRange(0), default=5, show_default=True, help="Items shown a group in text; 0 for all."
)
@click.option("--statistics", is_flag=True, help="Count findings by rule.")
@click.option("-q", "--quiet", is_flag=True, help="Only the headline and the verdict.")
@click.option("-v", "--verbose", is_flag=True, help="All notes: which field was taken from where, what was skipped.")
def command(**values: Any) -> int:
    """Lint the epics and initiatives of exports, and compute the Feature Factory Ratio.

    SOURCE is a file of any kind that we know, recognised by its content, or `-` for standard input: Jira JSON
    (Cloud or Data Center), Jira CSV, GitHub issues as JSON, or a snapshot. Several are read as one portfolio.
    """
    reports = _reports(values["output"])
    session = Session(options.wishes(values), sys.stdin.buffer)
    run = session.run()
    look = _look(values, session.dimensions[0] if session.dimensions else "team")
    for name, path in reports:
        streams.write_file(path, render(name, run, Look(width=100, group=look.group, statistics=look.statistics)))
    streams.write_out(render(values["format_"], run, look))
    return _verdict(run, values)


def _look(values: dict[str, Any], group: str) -> Look:
    text = values["format_"] == "text"
    return Look(
        width=streams.width(os.environ),
        color=text and streams.wants_color(sys.stdout, os.environ),
        links=text and streams.wants_links(sys.stdout, os.environ),
        quiet=values["quiet"],
        verbose=values["verbose"],
        statistics=values["statistics"],
        group=group if group in get_args(Grouping) else "project",  # type: ignore[arg-type]
        limit=values["limit"],
    )


def _reports(outputs: tuple[str, ...]) -> list[tuple[str, Path]]:
    """FORMAT=PATH pairs. Raises UsageError before any data is read."""
    reports = []
    for output in outputs:
        name, equals, path = output.partition("=")
        if not equals or name not in FORMATS or not path:
            raise UsageError(
                f"--output {output}: not FORMAT=PATH", f"formats: {', '.join(FORMATS)}; such as json=report.json"
            )
        if not Path(path).resolve().parent.is_dir():
            raise UsageError(f"--output {output}: there is no folder {Path(path).parent}")
        reports.append((name, Path(path)))
    return reports


def _verdict(run: Run, values: dict[str, Any]) -> int:
    """The exit code; what a person has to know about it goes to standard error."""
    if not run.complete:
        count = len(run.problems)
        what = "1 problem" if count == 1 else f"{count} problems"
        tell(
            f"the data is incomplete ({what}), so there is no ratio", "" if values["format_"] == "text" else _first(run)
        )
        return IncompleteError.exit_code
    if run.items == 0 and not values["allow_empty"]:
        tell(
            "no epic or initiative in scope",
            "levels: and scope: in outcome-lint.yml say what counts; --allow-empty accepts none",
        )
        return NothingMatchedError.exit_code
    return 0 if run.gate.passed or values["exit_zero"] else 1


def _first(run: Run) -> str:
    problem = run.problems[0]
    return f"{problem.place}: {problem.message}"
