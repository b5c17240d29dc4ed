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

_FORM = Path(".github/ISSUE_TEMPLATE/epic.yml")


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
@click.option("--github", metavar="OWNER/REPO", help="Ask this GitHub, likewise; also ORG/* and project/ORG/7.")
@click.option("--project", metavar="ORG/NUMBER", help="With --github OWNER/REPO: its Project, for the fields there.")
@click.option("--issue-form", is_flag=True, help="Write .github/ISSUE_TEMPLATE/epic.yml, too, if there is none.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def command(path: Path, profile: str, force: bool, issue_form: bool, **asked: str | None) -> int:
    """Write a commented outcome-lint.yml. Start at crawl: outcomes first, OKRs later.

    With --jira or --github, levels and fields are those that the tracker has; what was chosen, and what else there is,
    is told.
    """
    if path.exists() and not force:
        raise UsageError(f"{path} is there already", "--force replaces it")
    starter = _starter(**asked)
    text = (_data.templates_dir() / "outcome-lint.yml").read_text("utf-8")
    streams.write_file(path, [_filled(text.replace("profile: crawl@1", f"profile: {profile}"), starter)])
    read(path)  # tells what is wrong with it
    _form(path.parent / _FORM, starter, wanted=issue_form, proposed=bool(asked["github"]))
    if starter is None:
        tell(f"{path} written; next: `outcome-lint check EXPORT`, and `outcome-lint config show`")
    else:
        tell(f"{path} written; next: `outcome-lint doctor`, then `outcome-lint check`")
    return 0


def _starter(jira: str | None, projects: str | None, github: str | None, project: str | None) -> Starter | None:
    """What the tracker suggests; None where none is asked."""
    if jira and github:
        raise UsageError("--jira and --github are for one tracker", "write one; `sources:` may name more later")
    if projects and not jira:
        raise UsageError("--projects needs --jira", "such as --jira https://your-site.atlassian.net --projects PAY,WEB")
    if project and not github:
        raise UsageError("--project needs --github", "such as --github acme/roadmap --project acme/7")
    if jira:
        return _of_jira(jira, projects or "")
    return _of_github(github, project or "") if github else None


def _of_github(where: str, project: str) -> Starter:
    from msgspec.structs import replace

    from outcome_lint import trackers
    from outcome_lint.sources import Reach
    from outcome_lint.sources.live.github.setup import suggest

    source = trackers.github(where)
    if project:
        named = trackers.github(f"project/{project}").project
        if not named:
            raise UsageError(f"--project {project}: not ORG/NUMBER", "such as acme/7")
        source = replace(source, project=named)
    return suggest(source, Reach.of_process())


def _form(path: Path, starter: Starter | None, *, wanted: bool, proposed: bool) -> None:
    """Write the issue form, never over another; or say that there is one to be had."""
    if not wanted:
        if proposed and not path.exists():
            tell(f"--issue-form would write {path}, which asks for the anticipated outcome of an epic")
        return
    if path.exists():
        tell(f"{path} is there already, and stays as it is")
        return
    from outcome_lint.output.starter import scalar

    path.parent.mkdir(parents=True, exist_ok=True)
    select = starter.source.get("github", {}).get("select", {}) if starter else {}
    text = (_data.templates_dir() / "epic-form.yml").read_text("utf-8")
    label = next((name for name in select.get("label", ()) if "epic" in name.casefold()), "epic")
    mark = "type: Epic" if starter and "Epic" in starter.types else f"labels: [{scalar(label)}]"
    streams.write_file(path, [text.replace("labels: [epic]", mark)])
    tell(f"{path} written: what its fields ask, unanswered, is never taken for an outcome")


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
