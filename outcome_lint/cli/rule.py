"""`outcome-lint rule`: what a rule asks, why, how to mend it, and its examples."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from outcome_lint.cli import options, streams
from outcome_lint.cli.session import Session, Wishes
from outcome_lint.errors import UsageError
from outcome_lint.output.rules import rule_page, rule_table, rule_text
from outcome_lint.yamlfile import nearest


@click.command("rule")
@click.argument("name", required=False, metavar="[NAME|CODE]", shell_complete=options.rule_names)
@click.option("--all", "all_", is_flag=True, help="Every rule, whole.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="Format of the page.",
)
@click.option(
    "--rules", "rules", multiple=True, type=options.EXISTING, metavar="DIR", help="Folder of own rules; repeatable."
)
def command(name: str | None, all_: bool, format_: str, rules: tuple[Path, ...]) -> int:
    """Explain one rule, or list all of them."""
    rulebook = Session(Wishes(rules=rules)).rulebook
    picked = rulebook.pick(name) if name else rulebook.rules
    if not picked:
        raise UsageError(f"there is no rule {name!r}", nearest(name, [rule.name for rule in rulebook.rules]))
    pages: list[Any] = [msgspec.to_builtins(rule) for rule in picked]
    if format_ == "json":
        text = msgspec.json.format(msgspec.json.encode(pages[0] if name and len(pages) == 1 else pages)).decode() + "\n"
    elif format_ == "markdown":
        text = "\n".join(rule_page(page) for page in pages)
    elif name or all_:
        color = streams.wants_color(sys.stdout, os.environ)
        text = "\n".join(rule_text(page, streams.width(os.environ), color=color) for page in pages)
    else:
        text = rule_table(pages, streams.width(os.environ))
    streams.write_out([text])
    return 0
