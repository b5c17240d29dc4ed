"""`outcome-lint completion`: what makes a shell complete our commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from outcome_lint.cli import streams
from outcome_lint.cli.app import app


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the completion script; such as `eval "$(outcome-lint completion bash)"` in ~/.bashrc."""
    found = get_completion_class(shell)
    assert found is not None  # noqa: S101 - the choices above are click's own
    streams.write_out([found(app, {}, "outcome-lint", "_OUTCOME_LINT_COMPLETE").source(), "\n"])
    return 0
