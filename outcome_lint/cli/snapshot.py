"""`outcome-lint snapshot`: work items in the native form, to be linted again offline."""

from __future__ import annotations

import tempfile
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

    All of them or none: half a portfolio must not look like one to whoever reads it next.
    """
    session = Session(options.wishes(values), streams.standard_input())
    output: Path | None = values["output"]
    if output is None:
        with tempfile.TemporaryFile() as spool:
            spool.writelines(_lines(session))
            spool.seek(0)
            streams.write_out(line.decode() for line in spool)
        return 0
    streams.write_file(output, _lines(session))
    tell(f"{session.intake.items:,} work items written to {output}")
    return 0


def _lines(session: Session) -> Iterator[bytes]:
    """Raises IncompleteError or NothingMatchedError at the end, when it is known."""
    encode = msgspec.json.Encoder().encode
    for item in session.items():
        yield encode(item) + b"\n"
    for note in session.intake.notes:
        if note.level == "warning":
            tell(note.text)
    if session.intake.problems:
        problem = session.intake.problems[0]
        raise IncompleteError(f"{problem.place}: {problem.message}; nothing was written", problem.hint)
    if not session.intake.items:
        raise NothingMatchedError(
            "no epic or initiative in scope; nothing was written", "levels: in outcome-lint.yml says what counts"
        )
