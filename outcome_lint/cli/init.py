"""`outcome-lint init`: a commented configuration to start from."""

from __future__ import annotations

from pathlib import Path

import click

from outcome_lint import _data
from outcome_lint.cli import streams
from outcome_lint.cli.app import tell
from outcome_lint.errors import UsageError


@click.command("init")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), default=Path("outcome-lint.yml"))
@click.option(
    "--profile",
    type=click.Choice(["crawl@1", "walk@1", "run@1"]),
    default="crawl@1",
    show_default=True,
    help="Where to start.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def command(path: Path, profile: str, force: bool) -> int:
    """Write a commented outcome-lint.yml. Start at crawl: outcomes first, OKRs later."""
    if path.exists() and not force:
        raise UsageError(f"{path} is there already", "--force replaces it")
    starter = (_data.templates_dir() / "outcome-lint.yml").read_text("utf-8")
    streams.write_file(path, [starter.replace("profile: crawl@1", f"profile: {profile}")])
    tell(f"{path} written; next: `outcome-lint check EXPORT`, and `outcome-lint config show`")
    return 0
