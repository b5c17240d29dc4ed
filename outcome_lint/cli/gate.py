"""`outcome-lint gate`: where a portfolio and its teams stand between crawl, walk and run."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import click

from outcome_lint import _data
from outcome_lint.cli import options, streams
from outcome_lint.cli.history import newest
from outcome_lint.cli.memory import open_history
from outcome_lint.cli.session import Session
from outcome_lint.conditions import matcher
from outcome_lint.config import Found, builtin_gates, builtin_profiles
from outcome_lint.errors import UsageError
from outcome_lint.history import STAGES, Gates, Position, Stage, TeamStage, standings
from outcome_lint.model import WorkItem
from outcome_lint.output import standing
from outcome_lint.trackers import listed


@click.command("gate")
@options.history
@options.configured
@click.option("--stage", type=click.Choice(STAGES), help="Where we stand; default: what the configuration says.")
@click.option("--run", type=click.IntRange(1), metavar="RUN", help="A run of the portfolio; default: the newest one.")
@click.option(
    "-f", "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Format."
)
def command(stage: Stage | None, run: int | None, **values: Any) -> int:
    """Tell whether the history speaks for proceeding to the next stage, for staying, or for stopping.

    Crawl asks: can the data be read, do people fill it in? Walk: does coverage hold, and do the owners answer? Run: are
    outcomes tied and reviewed? The exit code is 0 whatever the answer: a gate is a conversation, not a check.
    """
    session = Session(options.wishes(values))
    with open_history(values) as history:
        this = history.run(run) if run else newest(history)
        gates = gates_of(session.found, this.profile, stage)
        overall, teams = standings(history, history.runs(like=this), gates, datetime.now(tz=UTC))
    if values["format_"] == "json":
        streams.write_out(standing.json(this.number, overall, teams))
    else:
        streams.write_out(standing.text(overall, teams))
    return 0


def gates_of(found: Found, profile: str, stage: Stage | None) -> Gates:
    """What each stage asks, and who stands where; `profile` is the run's.

    Raises UsageError where a stage can't be told from it.
    """
    asked = builtin_gates(_data.rules_dir() / "profiles")
    own = found.config.stages
    criteria = {name: getattr(own, name).over(asked[name]) for name in STAGES}
    at = stage or own.at or _stage(profile.split(" + "))
    if at is None:
        raise UsageError(f"the profile {profile} does not tell a stage", "say --stage, or `stages: {at: walk}`")

    def team(name: str) -> Position:
        told = own.teams.get(name, TeamStage())
        return Position(told.at or stage or _overridden(found, name) or at, told.stop or own.stop)

    return Gates(criteria, Position(at, own.stop), team)


def _overridden(found: Found, team: str) -> Stage | None:
    """The stage of the last override that is about that team alone."""
    item = WorkItem(key="", team=team)
    for override in reversed(found.config.overrides):
        if override.profile is not None and matcher(override.when)(item) is True:
            return _stage(listed(override.profile))
    return None


def _stage(profiles: Iterable[str]) -> Stage | None:
    """The stage of the last of the profiles that is a built-in one."""
    builtin = builtin_profiles(_data.rules_dir() / "profiles")
    known = {name for each in builtin for name in (each, each.partition("@")[0])}
    names = [name.partition("@")[0] for name in profiles if name in known]
    return next((stage for stage in STAGES if names and stage == names[-1]), None)
