"""What the formats for CI systems share: the worst findings, each in plain words and with a name that stays."""

from __future__ import annotations

from hashlib import sha256
from heapq import nsmallest

from outcome_lint.model import Finding, Problem, Run, Severity
from outcome_lint.output.escape import link_target, terminal

# GitHub rejects a SARIF file of more results, and no page of a CI system is read that far.
MOST = 25_000
_LONGEST = {"title": 300, "message": 700, "question": 500, "url": 1000}


def worst(run: Run, most: int = MOST) -> list[Finding]:
    """At most so many findings, the worst and surest first, otherwise in the order of the run."""
    return nsmallest(most, run.findings, key=lambda finding: (finding.severity.rank, finding.confidence.rank))


def worst_of(run: Run, severity: Severity, most: int) -> list[Finding]:
    """The same of one severity."""
    alike = (finding for finding in run.findings if finding.severity is severity)
    return nsmallest(most, alike, key=lambda finding: finding.confidence.rank)


def clip(text: str, most: int) -> str:
    """The text on one harmless line, its end cut off where it has more characters."""
    line = terminal(text).strip()
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def subject(finding: Finding) -> str:
    """`PAY-12 Its title`."""
    return clip(f"{finding.item.key} {finding.item.title}", _LONGEST["title"])


def words(finding: Finding) -> str:
    """Which item, what was found, what to ask, and where to open it: a line each, under 2,600 characters."""
    url = link_target(finding.item.url)
    lines = (
        f"{subject(finding)}: {clip(finding.message, _LONGEST['message'])}",
        clip(finding.question, _LONGEST["question"]),
        url if len(url) <= _LONGEST["url"] else "",
    )
    return "\n".join(filter(None, lines))


def broken(problem: Problem) -> str:
    """What could not be read, and what to do about it."""
    hint = f" ({problem.hint})" if problem.hint else ""
    return clip(f"{problem.place}: {problem.message}{hint}", _LONGEST["message"])


class Names:
    """Names of findings that are the same in every run and differ within one, whatever a title or message becomes."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def name(self, finding: Finding) -> str:
        """Made from the rule and the item's address, its key where it has none."""
        text = f"{finding.rule}\0{finding.item.url or finding.item.key}"
        number = self._seen[text] = self._seen.get(text, 0) + 1
        return sha256((text if number == 1 else f"{text}\0{number}").encode(errors="replace")).hexdigest()[:32]
