"""`outcome-lint check`: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from outcome_lint.cli import options, streams
from outcome_lint.cli.app import tell
from outcome_lint.cli.looks import looks
from outcome_lint.cli.memory import attempt, place, remember
from outcome_lint.cli.session import Session, counted
from outcome_lint.cli.verdict import exit_code
from outcome_lint.errors import UsageError
from outcome_lint.model import Run
from outcome_lint.output import FORMATS, render
from outcome_lint.sources import Intake

_NAMED = 5  # problems named on standard error where the report does not name them


@click.command("check")
@options.sources
@options.rules
@options.scope
@options.jobs
@options.gate
@options.option("--history", metavar="FILE", help="Record the run in this history, a file or an SQLAlchemy URL.")
@options.option("--exit-zero", is_flag=True, help="Exit with 0 instead of 1; other codes stay.")
@options.option("--allow-empty", is_flag=True, help="Exit with 0 where there is nothing to lint.")
@options.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="Format of standard output.",
)
@click.option("-o", "--output", multiple=True, metavar="FORMAT=PATH", help="Write a report to a file, too; repeatable.")
@options.option(
    "--anchor",
    metavar="PATH[:LINE]",
    help="File that sarif and gitlab pin findings to; default: the configuration file.",
)
@options.option(
    "--limit", type=click.IntRange(0), default=5, show_default=True, help="Items shown a group in text; 0 for all."
)
@options.option("--statistics", is_flag=True, help="Count findings by rule.")
@options.option("-q", "--quiet", is_flag=True, help="Only the headline and the verdict.")
@options.option("-v", "--verbose", is_flag=True, help="All notes: which field was taken from where, what was skipped.")
def command(**values: Any) -> int:
    """Lint epics and initiatives, and compute the Feature Factory Ratio.

    SOURCE is a tracker, such as jira:PAY or github:owner/repo, or a file, recognised by its content (`-` for standard
    input): Jira JSON (Cloud or Data Center), Jira CSV, GitHub issues as JSON, or a snapshot. Several are read as one
    portfolio; without any, those of the configuration are read.
    """
    reports = _reports(values["output"], values["sources"])
    session = Session(replace(options.wishes(values), remember=bool(values["history"])), streams.standard_input())
    where = place(session.found, values["history"]) if values["history"] else None
    screen, paper = looks(values, session)
    with attempt(session, where):
        run = session.run()
    for name, path in reports:
        streams.write_file(path, render(name, run, paper))
    streams.write_out(render(values["format_"], run, screen))
    if where and (run.items or not run.complete or values["allow_empty"]):
        recorded = remember(session, run, where)
        if not values["quiet"]:
            tell(f"recorded as run {recorded.number}" + ("" if run.complete else ", incomplete"))
    return _verdict(run, session.intake, values)


def _reports(outputs: tuple[str, ...], sources: tuple[str, ...]) -> list[tuple[str, Path]]:
    """FORMAT=PATH pairs. Raises UsageError before any data is read."""
    taken = {Path(source).resolve() for source in sources if source != "-"}
    reports = []
    for output in outputs:
        name, equals, path = output.partition("=")
        if not equals or name not in FORMATS or not path:
            hint = f"formats: {', '.join(FORMATS)}; such as json=report.json"
            raise UsageError(f"--output {output}: not FORMAT=PATH", hint)
        if path == "-":
            raise UsageError(f"--output {output}: standard output is what --format is for", f"--format {name}")
        if not Path(path).resolve().parent.is_dir():
            raise UsageError(f"--output {output}: there is no folder {Path(path).parent}", "make it first")
        if Path(path).is_dir():
            raise UsageError(
                f"--output {output}: {path} is a folder", f"name a file in it, such as {name}={path}/report"
            )
        if Path(path).resolve() in taken:
            raise UsageError(f"--output {output}: {path} is read or written already", "name another file")
        taken.add(Path(path).resolve())
        reports.append((name, Path(path)))
    return reports


def _verdict(run: Run, intake: Intake, values: dict[str, Any]) -> int:
    """The exit code; what a person has to know about it goes to standard error."""
    told = values["format_"] in ("text", "markdown") and not values["quiet"]  # by the report itself
    if not told:
        for note in intake.notes:
            if note.level == "warning":
                tell(note.text)
        for problem in run.problems[:_NAMED]:
            tell(f"{problem.place}: {problem.message}", problem.hint)
    if not run.complete:
        count = len(run.problems)
        what = "1 problem" if count == 1 else f"{count} problems"
        tell(f"the data is incomplete ({what}), so there is no ratio")
    elif run.items == 0 and not values["allow_empty"]:
        skipped = ", ".join(counted(what, count) for what, count in sorted(intake.skipped.items()))
        hint = "levels: and scope: in outcome-lint.yml say what counts; --allow-empty accepts none"
        tell("no epic or initiative in scope" + (f", only {skipped}" if skipped else ""), hint)
    return exit_code(run, allow_empty=values["allow_empty"], exit_zero=values["exit_zero"])
