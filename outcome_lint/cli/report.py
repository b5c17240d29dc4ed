"""`outcome-lint report`: what moved since last time, where purpose is missing, which conversations to have."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from outcome_lint.cli import options, streams
from outcome_lint.cli.app import tell
from outcome_lint.cli.delivery import asked_for, deliver, delivering
from outcome_lint.cli.reporting import Asked, kept_at, make_report, prepared, zone_of
from outcome_lint.cli.session import Session
from outcome_lint.cli.verdict import exit_code
from outcome_lint.errors import UsageError
from outcome_lint.model import Run
from outcome_lint.output.report import FORMATS, TODO_FORMATS, pages, todo_page
from outcome_lint.report import Report, todo

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PROBLEMS = 5


@click.command("report")
@options.sources
@options.rules
@options.jobs
@options.history
@click.option("--no-record", is_flag=True, help="Read the history, but do not remember this run.")
@click.option(
    "--period",
    type=click.Choice(["week", "month", "quarter"]),
    default="week",
    show_default=True,
    help="What the report tells of; in its first half a period still tells of the one before it.",
)
@click.option("--since", type=options.Day(), metavar="YYYY-MM-DD", help="Tell what moved since this day instead.")
@click.option("--compare", metavar="REF", help="Compare with: previous, the number of a run, or a day.")
@click.option(
    "--for", "audience", type=click.Choice(["leaders", "team"]), default="leaders", show_default=True,
    help="Leaders read systems and movement, a team reads the items, too.",
)  # fmt: skip
@click.option("--owner", metavar="NAME", help="Only a to-do list for this owner, or `me` (OUTCOME_LINT_ME says who).")
@options.option("--timezone", default="UTC", show_default=True, metavar="ZONE", help="Such as Europe/Amsterdam.")
@options.option(
    "--fiscal-year-start", type=click.Choice(_MONTHS), default="jan", show_default=True, help="For quarters."
)
@click.option(
    "-f", "--format", "format_", type=click.Choice(list(FORMATS)), default="text", show_default=True,
    help="Format of standard output.",
)  # fmt: skip
@click.option("-o", "--output", multiple=True, metavar="FORMAT=PATH", help="Write a report to a file, too; repeatable.")
@delivering
@click.option("--allow-empty", is_flag=True, help="Exit with 0 where there is nothing in scope.")
def command(**values: Any) -> int:
    """Report what moved since last time, where purpose is missing, and which conversations to have.

    Earlier runs come from the history, where there is one; this run is added to it. A first report says that it is one,
    and is still useful. No figure is about a person: `--owner` writes a list for the one who asks, and nothing else.
    """
    files = _files(values["output"], values["owner"])
    wanted = asked_for(values, os.environ)
    asked = _asked(values)
    zone_of(asked.zone)
    values.pop("since")  # of a run it would mean the items that changed since
    session = prepared(Session(options.wishes(values), streams.standard_input()))
    if values["owner"]:
        return _todo(session, _whom(values["owner"]), values["format_"], files)
    where = kept_at(session, values["history"])
    if asked.compare and where is None:
        raise UsageError("--compare needs a history", "name one: --history FILE")
    run = session.run()
    empty = run.complete and not run.items and not values["allow_empty"]
    made = make_report(session, run, None if empty else where, asked)
    for name, path in files:
        write(name, path, made)
    streams.write_out(pages(values["format_"], made))
    arrived = empty or deliver(made, wanted)
    return _verdict(run, allow_empty=values["allow_empty"]) or (0 if arrived else UsageError.exit_code)


def _asked(values: dict[str, Any]) -> Asked:
    """The wishes about the report. Raises UsageError for two that contradict each other."""
    if values["since"] and values["compare"]:
        raise UsageError("--since and --compare both say what to compare with", "give one of them")
    return Asked(
        kind=values["period"],
        since=values["since"],
        compare=values["compare"],
        audience=values["audience"],
        zone=values["timezone"],
        fiscal_year_start=_MONTHS.index(values["fiscal_year_start"]) + 1,
        record=not values["no_record"],
    )


def _files(outputs: tuple[str, ...], owner: str | None) -> list[tuple[str, Path]]:
    """FORMAT=PATH pairs. Raises UsageError before any data is read."""
    formats = TODO_FORMATS if owner else tuple(FORMATS)
    found = []
    for output in outputs:
        name, _, path = output.partition("=")
        if name not in formats or not path:
            raise UsageError(f"--output {output}: not FORMAT=PATH", f"formats: {', '.join(formats)}")
        if not Path(path).resolve().parent.is_dir() or Path(path).is_dir():
            raise UsageError(f"--output {output}: {path} is no file in a folder that is there", "make the folder first")
        found.append((name, Path(path)))
    return found


def write(name: str, path: Path, report: Report) -> None:
    """A file; further pages of a long one go beside it, numbered from 2."""
    for number, page in enumerate(pages(name, report), 1):
        streams.write_file(path if number == 1 else path.with_stem(f"{path.stem}-{number}"), [page])


def _whom(owner: str) -> str:
    """The owner's name. Raises UsageError where nobody said who `me` is."""
    if owner != "me":
        return owner
    name = os.environ.get("OUTCOME_LINT_ME", "").strip()
    if not name:
        raise UsageError("--owner me: who is that?", "OUTCOME_LINT_ME says your name, as the tracker writes it")
    return name


def _todo(session: Session, owner: str, format_: str, files: list[tuple[str, Path]]) -> int:
    if format_ not in TODO_FORMATS:
        raise UsageError(f"--owner: there is no list as {format_}", f"formats: {', '.join(TODO_FORMATS)}")
    run = session.run()
    made = todo(run, owner)
    for name, path in files:
        streams.write_file(path, [todo_page(name, made)])
    streams.write_out([todo_page(format_, made)])
    return _verdict(run, allow_empty=True)


def _verdict(run: Run, *, allow_empty: bool) -> int:
    """A report has no gate: 0, but 3 for half a scan and 4 for nothing to tell of."""
    for problem in run.problems[:_PROBLEMS]:
        tell(f"{problem.place}: {problem.message}", problem.hint)
    if not run.complete:
        tell("the data is incomplete, so the report has no figures")
    elif not run.items and not allow_empty:
        tell("no epic or initiative in scope", "levels: and scope: in outcome-lint.yml say what counts")
    return exit_code(run, allow_empty=allow_empty, exit_zero=True)
