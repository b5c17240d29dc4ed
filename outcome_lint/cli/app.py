"""The group of commands, each imported only when called, and the one place where errors become exit codes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from outcome_lint import __version__
from outcome_lint.errors import OutcomeLintError, UsageError

INTERRUPTED = 130

# name: (module, short help); the help stands here so that `--help` need not import the commands
COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("check", "Lint epics and initiatives, and compute the Feature Factory Ratio."),
    "explain": ("explain", "Show how an outcome is read, and what to ask."),
    "rule": ("rule", "Explain a rule, or list them all."),
    "test": ("prove", "Run the examples of rules, ours or yours."),
    "snapshot": ("snapshot", "Write work items to a file that can be linted again."),
    "baseline": ("baseline", "Set aside what is there today, to fail only on what is new."),
    "report": ("report", "Report what moved, where purpose is missing, and whom to talk to."),
    "history": ("history", "List, show, export, import or prune remembered runs."),
    "gate": ("gate", "Tell where teams stand between crawl, walk and run."),
    "config": ("configure", "Show, validate or describe the configuration."),
    "doctor": ("doctor", "Examine the sources: reachable, permitted, which fields, how an item looks."),
    "init": ("init", "Write a commented configuration to start from."),
    "action": ("action", ""),  # without words: action.yml calls it, people don't
    "cache": ("cache", "Show or clear what was fetched from trackers."),
    "completion": ("completion", "Print the completion script of a shell."),
}


class Commands(click.Group):
    """Commands by name, imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"outcome_lint.cli.{COMMANDS[cmd_name][0]}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Commands: {', '.join(COMMANDS)}."
            raise click.UsageError(f"there is no command {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items() if words])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="outcome-lint %(version)s")
def app() -> None:
    """Lint the purpose of a portfolio: its epics and initiatives should say what they are for.

    Start with `outcome-lint check --demo`, then `outcome-lint check export.csv`.

    What an option says can also stand in the environment: OUTCOME_LINT_FAIL_ON for --fail-on. Flags win over the
    environment, and the environment over outcome-lint.yml.

    Exit codes: 0 fine, 1 findings or ratio over the limit, 2 usage or configuration, 3 data incomplete, 4 nothing
    matched, 5 internal error, 130 interrupted.
    """


def run(arguments: Sequence[str]) -> int:
    """Run a command line; the exit code. Every error ends here, in words and without a traceback."""
    try:
        result: Any = app.main(args=list(arguments), prog_name="outcome-lint", standalone_mode=False)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return UsageError.exit_code
    except click.ClickException as error:
        tell(_said(error), _see(error))
        return UsageError.exit_code
    except (click.Abort, KeyboardInterrupt):
        tell("interrupted")
        return INTERRUPTED
    except OutcomeLintError as error:
        tell(str(error), error.hint)
        return error.exit_code
    except Exception as error:  # noqa: BLE001 - a bug of ours must still end in a clear message
        return _bug(error)
    return result if isinstance(result, int) else 0


def _said(error: click.ClickException) -> str:
    """Click's words in our manner, with the variable that a bad value came from."""
    words = error.format_message().rstrip(".")
    if isinstance(error, click.BadParameter) and error.ctx and isinstance(error.param, click.Option):
        source = error.ctx.get_parameter_source(error.param.name or "")
        if source is click.core.ParameterSource.ENVIRONMENT:
            words += f" (from the environment variable {error.param.envvar})"
    return words[:1].lower() + words[1:]


def _see(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"see `{context.command_path if context else 'outcome-lint'} --help`"


def tell(message: str, hint: str = "") -> None:
    """Say something to the person at the terminal; control characters of untrusted text are made harmless."""
    from outcome_lint.output.escape import terminal

    for line in message.splitlines() or [""]:
        click.echo(f"outcome-lint: {terminal(line)}", err=True)
    if hint:
        click.echo(f"  hint: {terminal(hint)}", err=True)


def _bug(error: Exception) -> int:
    """An internal error: what to paste into a report, with places of our code and no data of theirs."""
    import platform
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rpartition('outcome_lint')[2]}:{frame.lineno} in {frame.name}" for frame in frames[-6:]]
    tell(f"internal error: {type(error).__name__}. This is a bug of outcome-lint, not of your data; please report:")
    click.echo(f"  outcome-lint {__version__}, Python {platform.python_version()}, {platform.system()}", err=True)
    for place in places:
        click.echo(f"  {place}", err=True)
    if os.environ.get("OUTCOME_LINT_TRACEBACK"):
        traceback.print_exception(error)
    return OutcomeLintError.exit_code
