"""`outcome-lint doctor`: whether the sources can be read, and mean what people think."""

from __future__ import annotations

import os
import sys
from typing import Any

import click
import msgspec

from outcome_lint.cli import options, streams
from outcome_lint.cli.session import Session
from outcome_lint.output.doctor import render
from outcome_lint.output.look import Look
from outcome_lint.sources import ALL_FIELDS, Intake
from outcome_lint.sources.live.health import examine
from outcome_lint.sources.request import Request

_SCHEMA = "outcome-lint/doctor-1"


@click.command("doctor")
@options.sources
@click.option("-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(format_: str, **values: Any) -> int:
    """Examine each source: can it be reached and who asks, what may be read, which fields were found, one item.

    Exit codes: 0 fine, 2 something is set wrongly, 3 unreachable or refused.
    """
    session = Session(options.wishes(values))
    mapping, stdin = session.plain_mapping, streams.standard_input()
    found = [examine(spec, Request(mapping, ALL_FIELDS, Intake()), session.reach, stdin) for spec in session.specs]
    if format_ == "json":
        streams.write_out(
            [msgspec.json.format(msgspec.json.encode({"schema": _SCHEMA, "sources": found})).decode(), "\n"]
        )
    else:
        color, links = streams.wants_color(sys.stdout, os.environ), streams.wants_links(sys.stdout, os.environ)
        streams.write_out(render(found, Look(width=streams.width(os.environ), color=color, links=links)))
    return max((health.exit_code for health in found), default=0)
