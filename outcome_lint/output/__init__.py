"""What a run looks like to a person or a machine: one module a format, each pure.

`stream.writelines(render("text", run, Look(width=100, color=True)))` writes a report.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import cast

from outcome_lint.model import Run
from outcome_lint.output.look import Anchor, Grouping, Look, RuleHelp

__all__ = ["FORMATS", "Anchor", "Grouping", "Look", "RuleHelp", "render"]

FORMATS: dict[str, str] = {
    "text": "outcome_lint.output.text",
    "concise": "outcome_lint.output.concise",
    "json": "outcome_lint.output.json_",
    "jsonl": "outcome_lint.output.jsonl",
    "markdown": "outcome_lint.output.markdown",
    "csv": "outcome_lint.output.csv_",
    "github": "outcome_lint.output.github",
    "sarif": "outcome_lint.output.sarif",
    "junit": "outcome_lint.output.junit",
    "gitlab": "outcome_lint.output.gitlab",
}


def render(name: str, run: Run, look: Look) -> Iterator[str]:
    """The report in the format `name`, in pieces to be written in order; `KeyError` for a name not in `FORMATS`.

    Only the one format's module is imported, so that a machine's report does not pay for a person's.
    """
    return cast("Iterator[str]", import_module(FORMATS[name]).render(run, look))
