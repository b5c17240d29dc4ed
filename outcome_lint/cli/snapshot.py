"""`outcome-lint snapshot`: work items in the native form, to be linted again offline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from outcome_lint.cli import options, streams
from outcome_lint.cli.app import tell
from outcome_lint.cli.session import Session
from outcome_lint.errors import IncompleteError, NothingMatchedError


@click.command("snapshot")
@options.sources
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write; default: standard output."
)
def command(**values: Any) -> int:
    """Write the work items of the sources as JSON Lines, one item a line.

    A file is written whole or not at all: half a portfolio must not look like one.
    """
    session = Session(options.wishes(values), streams.standard_input())
    output: Path | None = values["output"]
    if output is None:
        streams.write_out(line.decode() for line in _lines(session))
        return _told(session)
    streams.write_file(output, _whole(session))
    tell(f"{session.intake.items:,} work items written to {output}")
    return 0


def _lines(session: Session) -> Iterator[bytes]:
    encode = msgspec.json.Encoder().encode
    for item in session.items():
        yield encode(item) + b"\n"


def _whole(session: Session) -> Iterator[bytes]:
    yield from _lines(session)
    if session.intake.problems:
        problem = session.intake.problems[0]
        raise IncompleteError(f"{problem.place}: {problem.message}; nothing was written", problem.hint)
    if not session.intake.items:
        raise NothingMatchedError("no epic or initiative in scope; nothing was written")


def _told(session: Session) -> int:
    for problem in session.intake.problems:
        tell(f"{problem.place}: {problem.message}", problem.hint)
    if session.intake.problems:
        return IncompleteError.exit_code
    return 0 if session.intake.items else NothingMatchedError.exit_code
