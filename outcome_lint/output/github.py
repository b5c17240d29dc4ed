"""Workflow commands: the worst findings as annotations of a GitHub Actions run, on no file, since items are in none."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_lint.model import Run, Severity
from outcome_lint.output import figures
from outcome_lint.output.ci import broken, clip, words, worst_of
from outcome_lint.output.concise import total
from outcome_lint.output.escape import command_data, command_property
from outcome_lint.output.look import Look

# The runner shows ten of a kind for each step, and cuts a message at 4,096 characters (actions/runner).
BUDGET = 10
_NAMED = 5
_REASON = 500
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(run: Run, look: Look) -> Iterator[str]:
    """What broke and what failed first, then findings, then a line for the log; `quiet` leaves the findings out.

    Each line is a command of ours or escaped text, so there is nothing left for `::stop-commands::` to hold back.
    """
    verdict = list(_verdict(run))
    most = min(BUDGET, look.annotations)
    yield from verdict
    for severity in Severity if not look.quiet else ():
        yield from _annotations(run, severity, most - len(verdict) * (severity is Severity.ERROR))
    yield total(run)


def _verdict(run: Run) -> Iterator[str]:
    """An error for an incomplete scan, and one for a gate that does not hold."""
    if not run.complete:
        more = len(run.problems) - _NAMED
        lines = [*map(broken, run.problems[:_NAMED]), *([figures.many(more, "more problem")] if more > 0 else [])]
        yield _command("error", figures.NO_RATIO, "\n".join(lines) or "the data is incomplete")
    if not run.gate.passed:
        reasons = [clip(reason, _REASON) for reason in run.gate.reasons[:_NAMED]]
        yield _command("error", figures.verdict(run.gate), "\n".join(reasons) or figures.totals(run))


def _annotations(run: Run, severity: Severity, room: int) -> Iterator[str]:
    """As many as there is room for; where they are too many, the last says how many more."""
    found = run.by_severity.get(severity, 0)
    shown = found if found <= room else max(0, room - 1)
    command = _COMMANDS[severity]
    for finding in worst_of(run, severity, shown):
        yield _command(command, f"{finding.rule} ({finding.code})", words(finding))
    if found > shown and room > 0:
        more = figures.severities({severity: found - shown}).replace(" ", " more ", 1)
        yield _command(command, more, f"{more}: see the job summary")


def _command(name: str, title: str, message: str) -> str:
    return f"::{name} title={command_property(clip(title, 200))}::{command_data(message)}\n"
