"""`outcome-lint test`: a rule's examples are its tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from outcome_lint import _data
from outcome_lint.cli import options, streams
from outcome_lint.cli.session import Session, Wishes
from outcome_lint.linter.proof import Failure, prove
from outcome_lint.output.escape import terminal
from outcome_lint.rulebook import Rule, load, rule_files


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
    failures = {rule.name: list(prove(rule, rulebook)) for rule in tested}
    streams.write_out(_lines(tested, failures, quiet=quiet))
    return 1 if any(failures.values()) else 0


def _lines(tested: list[Rule], failures: dict[str, list[Failure]], *, quiet: bool) -> Iterator[str]:
    for rule in tested:
        failed = failures[rule.name]
        if not failed and not quiet:
            count = sum(len(side) for side in (rule.examples.bad, rule.examples.good, rule.examples.unknown))
            yield f"ok    {rule.code} {rule.name}: {count} examples\n"
        for failure in failed:
            yield f"FAIL  {rule.code} {rule.name} {failure.place}: {terminal(failure.message)}\n"
    if any(failures.values()) or not quiet:
        yield f"{len(tested)} rules, {sum(map(len, failures.values()))} examples failed\n"
