"""Options that several commands share, and how they become wishes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from outcome_lint.cli.session import Wishes

F = TypeVar("F", bound=Callable[..., Any])

EXISTING = click.Path(path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d"])


def apply(function: F, options: list[Callable[[F], F]]) -> F:
    """The function with the options, shown in this order."""
    for option in reversed(options):
        function = option(function)
    return function


def sources(function: F) -> F:
    """SOURCE… and what is read how."""
    return apply(
        function,
        [
            click.argument("sources", nargs=-1, metavar="[SOURCE]..."),
            click.option("--demo", is_flag=True, help="Use the demo portfolio that comes with outcome-lint."),
            *configuration(),
            click.option(
                "--progress/--no-progress", default=True, help="Show progress of long reads on standard error."
            ),
        ],
    )


def configuration() -> list[Callable[[F], F]]:
    """Which configuration file."""
    return [
        click.option(
            "-c", "--config", type=EXISTING, help="Configuration file; default: the nearest outcome-lint.yml."
        ),
        click.option("--no-config", is_flag=True, help="Use no configuration file."),
    ]


def rules(function: F) -> F:
    """Which rules are in force."""
    return apply(
        function,
        [
            click.option(
                "--profile", multiple=True, help="crawl@1, walk@1, run@1 or a profile file; repeat to extend."
            ),
            click.option(
                "--rules", "rules", multiple=True, type=EXISTING, metavar="DIR", help="Folder of own rules; repeatable."
            ),
            click.option(
                "--select", multiple=True, metavar="RULE", help="Only these rules: NAME, CODE, OL1, section or ALL."
            ),
            click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules."),
            click.option("--min-severity", type=click.Choice(["error", "warning", "info"]), help="Nothing milder."),
            click.option("--min-confidence", type=click.Choice(["high", "medium", "low"]), help="Nothing less sure."),
        ],
    )


def scope(function: F) -> F:
    """What is judged against what."""
    return apply(
        function,
        [
            click.option("--since", type=DAY, help="Only items changed since this day (YYYY-MM-DD)."),
            click.option("--baseline", type=EXISTING, help="Fail only on what is not in this baseline."),
            click.option("--no-baseline", is_flag=True, help="Use no baseline."),
            click.option("--ratchet", is_flag=True, help="Fail if the ratio is worse than the baseline's."),
            click.option(
                "--group-by", multiple=True, metavar="FIELD", help="team, project, level, work_kind or any field."
            ),
        ],
    )


def wishes(values: dict[str, Any]) -> Wishes:
    """The values of the options as wishes; options that are not about a run are left out."""
    known = {name: value for name, value in values.items() if name in Wishes.__struct_fields__}
    since = known.get("since")
    if isinstance(since, datetime):
        known["since"] = date(since.year, since.month, since.day)
    group_by = tuple(name.strip() for names in known.get("group_by", ()) for name in names.split(",") if name.strip())
    return Wishes(**{**known, "group_by": group_by})
