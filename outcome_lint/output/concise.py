"""One finding a line, for `grep`, editors and logs, then one line that sums up."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_lint.model import Finding, Run
from outcome_lint.output import figures
from outcome_lint.output.escape import link_target, terminal
from outcome_lint.output.look import Look


def render(run: Run, look: Look) -> Iterator[str]:
    """`KEY: severity rule-name (CODE) message [url]`; `quiet` keeps the last line only."""
    if not look.quiet:
        yield from map(_line, run.findings)
    yield total(run)


def _line(finding: Finding) -> str:
    item, url = finding.item, link_target(finding.item.url)
    text = f"{item.key}: {finding.severity} {finding.rule} ({finding.code}) {finding.message}"
    return terminal(f"{text} [{url}]" if url else text) + "\n"


def total(run: Run) -> str:
    """The whole run on one line."""
    whole = run.complete and run.scorecard is not None
    ratio = f"{figures.NAME} {figures.headline(run.scorecard.ffr)}" if whole and run.scorecard else figures.NO_RATIO
    reasons = f" ({'; '.join(run.gate.reasons)})" if run.gate.reasons else ""
    words = f"{figures.many(run.items, 'item')}, {figures.totals(run)} · {ratio} · {figures.verdict(run.gate)}{reasons}"
    return terminal(words) + "\n"
