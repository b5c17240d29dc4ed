"""`outcome-lint init`: a commented configuration to start from, filled in by the tracker that it is for."""

from __future__ import annotations

from pathlib import Path

import click

from outcome_lint import _data
from outcome_lint.cli import streams
from outcome_lint.cli.app import tell
from outcome_lint.config import read
from outcome_lint.errors import UsageError
from outcome_lint.starter import Starter


@click.command("init")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), default=Path("outcome-lint.yml"))
@click.option(
    "--profile",
    type=click.Choice(["crawl@1", "walk@1", "run@1"]),
    default="crawl@1",
    show_default=True,
    help="Where to start.",
)
@click.option("--jira", metavar="URL", help="Ask this Jira which levels and fields it has; see JIRA_TOKEN.")
@click.option("--projects", metavar="KEY,KEY", help="Only these projects of it.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def command(path: Path, profile: str, jira: str | None, projects: str | None, force: bool) -> int:
    """Write a commented outcome-lint.yml. Start at crawl: outcomes first, OKRs later.

    With --jira, levels and fields are those that the tracker has; what was chosen, and what else there is, is told.
    """
    if path.exists() and not force:
        raise UsageError(f"{path} is there already", "--force replaces it")
    if projects and not jira:
        raise UsageError("--projects needs --jira", "such as --jira https://your-site.atlassian.net --projects PAY,WEB")
    starter = _of_jira(jira, projects or "") if jira else None
    text = (_data.templates_dir() / "outcome-lint.yml").read_text("utf-8")
    streams.write_file(path, [_filled(text.replace("profile: crawl@1", f"profile: {profile}"), starter)])
    read(path)  # tells what is wrong with it
    if starter is None:
        tell(f"{path} written; next: `outcome-lint check EXPORT`, and `outcome-lint config show`")
    else:
        tell(f"{path} written; next: `outcome-lint doctor`, then `outcome-lint check`")
    return 0


def _of_jira(url: str, projects: str) -> Starter:
    from outcome_lint.sources import Reach
    from outcome_lint.sources.live.jira.setup import suggest
    from outcome_lint.trackers import JiraSource

    keys = tuple(key.strip().upper() for key in projects.split(",") if key.strip())
    return suggest(JiraSource(url=url.strip().rstrip("/"), projects=keys), Reach.of_process())


def _filled(template: str, starter: Starter | None) -> str:
    """The template, and the choices told on standard error."""
    from outcome_lint.output import starter as output

    if starter is None:
        return template
    for line in output.told(starter):
        tell(line)
    return output.write(template, starter)
