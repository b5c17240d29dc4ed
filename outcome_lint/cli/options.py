"""Options that several commands share, and how they become wishes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from outcome_lint.cli.session import Wishes

F = TypeVar("F", bound=Callable[..., Any])

EXISTING = click.Path(path_type=Path)


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day, such as 2026-09-01."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as YYYY-MM-DD", param, ctx)


def option(*names: str, **more: Any) -> Callable[[F], F]:
    """A click option that the environment can set, too: OUTCOME_LINT_FAIL_ON for `--fail-on`, for every command."""
    longest = max(names, key=len).partition("/")[0]
    return click.option(*names, envvar=f"OUTCOME_LINT_{longest.lstrip('-').replace('-', '_').upper()}", **more)


def apply(function: F, options: Sequence[Callable[[F], F]]) -> F:
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
            option("--no-cache", is_flag=True, help="Keep nothing of live sources, and use nothing that was kept."),
            option(
                "--resume", is_flag=True, help="Go on with a fetch that was interrupted; the list of items is kept."
            ),
            option("--progress/--no-progress", default=True, help="Show progress of long reads on standard error."),
        ],
    )


def configured(function: F) -> F:
    """The same, for a command that reads no data."""
    return apply(function, configuration())


def configuration() -> list[Callable[[Any], Any]]:
    """Which configuration file."""
    return [
        option("-c", "--config", type=EXISTING, help="Configuration file; default: the nearest outcome-lint.yml."),
        option("--no-config", is_flag=True, help="Use no configuration file."),
    ]


def rule_names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """What a shell offers where a rule is asked for: names, and codes to whoever begins with one."""
    from outcome_lint import _data
    from outcome_lint.rulebook import load

    book = load([], trusted=[_data.rules_dir()])
    known = [rule.name for rule in book.rules] + [rule.code for rule in book.rules if begun[:1].isupper()]
    return [name for name in known if name.startswith(begun)]


def profile_names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """What a shell offers where a profile is asked for."""
    from outcome_lint import _data
    from outcome_lint.config import builtin_profiles

    return [name for name in builtin_profiles(_data.rules_dir() / "profiles") if name.startswith(begun)]


def rules(function: F) -> F:
    """Which rules are in force."""
    return apply(
        function,
        [
            option(
                "--profile",
                multiple=True,
                shell_complete=profile_names,
                help="crawl@1, walk@1, run@1 or a profile file; repeat to extend.",
            ),
            option(
                "--rules", "rules", multiple=True, type=EXISTING, metavar="DIR", help="Folder of own rules; repeatable."
            ),
            option(
                "--select",
                multiple=True,
                metavar="RULE",
                shell_complete=rule_names,
                help="Only these rules: NAME, CODE, OL1, section or ALL.",
            ),
            option("--ignore", multiple=True, metavar="RULE", shell_complete=rule_names, help="Not these rules."),
            option("--min-severity", type=click.Choice(["error", "warning", "info"]), help="Nothing milder."),
            option("--min-confidence", type=click.Choice(["high", "medium", "low"]), help="Nothing less sure."),
        ],
    )


def scope(function: F) -> F:
    """What is judged against what."""
    return apply(
        function,
        [
            option("--since", type=Day(), metavar="YYYY-MM-DD", help="Only items changed since this day."),
            option("--baseline", type=EXISTING, help="Fail only on what is not in this baseline."),
            option("--no-baseline", is_flag=True, help="Use no baseline."),
            option("--ratchet", is_flag=True, help="Fail if the ratio is worse than the baseline's."),
            option(
                "--group-by",
                multiple=True,
                metavar="FIELD",
                help="team, project, level, work_kind or a field of your own.",
            ),
        ],
    )


def jobs(function: F) -> F:
    """How many processes."""
    words = "Processes for a file of 64 MB or more with one record a line; default: one a processor, at most 4."
    return apply(function, [option("--jobs", type=click.IntRange(1, 64), metavar="N", help=words)])


def history(function: F) -> F:
    """Where runs are remembered."""
    words = "File or SQLAlchemy URL of the history; default: .outcome-lint/history.db beside the configuration."
    return apply(function, [option("--history", metavar="FILE", help=words)])


def gate(function: F) -> F:
    """When a run fails."""
    return apply(
        function,
        [
            option(
                "--fail-on",
                type=click.Choice(["error", "warning", "info", "never"]),
                help="Fail on findings this bad or worse.",
            ),
            option(
                "--max-ffr",
                type=click.FloatRange(0, 100),
                metavar="PCT",
                help="Fail if the ratio is above this many percent.",
            ),
        ],
    )


def wishes(values: dict[str, Any]) -> Wishes:
    """The values of the options as wishes; options that are not about a run are left out."""
    known = {name: value for name, value in values.items() if name in Wishes.__struct_fields__}
    words = (name.strip() for names in known.get("group_by", ()) for name in names.split(","))
    return Wishes(**{**known, "group_by": tuple(word.replace("-", "_") for word in words if word)})
