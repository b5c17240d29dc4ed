"""`outcome-lint test`: a rule's examples are its tests."""

from __future__ import annotations

from pathlib import Path

import click

from outcome_lint import _data
from outcome_lint.cli import options
from outcome_lint.cli.session import Session, Wishes
from outcome_lint.linter.proof import prove
from outcome_lint.output.escape import terminal
from outcome_lint.rulebook import load, rule_files


@click.command("test")
@click.argument("paths", nargs=-1, type=options.EXISTING, metavar="[RULES]...")
@click.option(
    "--rules", "rules", multiple=True, type=options.EXISTING, metavar="DIR", help="Folder of own rules; repeatable."
)
@click.option("-q", "--quiet", is_flag=True, help="Only what fails.")
def command(paths: tuple[Path, ...], rules: tuple[Path, ...], quiet: bool) -> int:
    """Run the examples of rule files or folders; without any, of the configured own rules and the built-in ones.

    A bad example must be found, a good one must pass, and an unknown one must make the rule abstain.
    """
    own = [*paths, *rules]
    if own:
        folders = [path for path in own if rule_files(path)]
        builtin = (
            []
            if any(path.resolve().is_relative_to(_data.rules_dir().resolve()) for path in own)
            else [_data.rules_dir()]
        )
        rulebook = load(folders, trusted=builtin)
        names = {rule.name for rule in load(folders).rules}
        tested = [rule for rule in rulebook.rules if rule.name in names]
    else:
        rulebook = Session(Wishes()).rulebook
        tested = rulebook.rules
    failed = 0
    for rule in tested:
        failures = list(prove(rule, rulebook))
        failed += len(failures)
        examples = rule.examples
        if not failures and not quiet:
            count = len(examples.bad) + len(examples.good) + len(examples.unknown)
            click.echo(f"ok    {rule.code} {rule.name}: {count} examples")
        for failure in failures:
            click.echo(f"FAIL  {rule.code} {rule.name} {failure.place}: {terminal(failure.message)}")
    if failed or not quiet:
        click.echo(f"{len(tested)} rules, {failed} examples failed")
    return 1 if failed else 0
