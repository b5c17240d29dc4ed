"""Code Quality findings as GitLab's merge requests show them, pinned to one file, since items are in none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import json

from outcome_lint.model import Finding, Run, Severity
from outcome_lint.output import figures
from outcome_lint.output.ci import MOST, Names, broken, words, worst
from outcome_lint.output.look import Anchor, Look

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(run: Run, look: Look) -> Iterator[str]:
    """A list of the worst findings, one a line, before them what could not be read, after them what was left out."""
    names = Names()
    yield "[\n"
    comma = ""
    for entry in _entries(run, look.anchor, names):
        yield comma + json.encode(entry).decode()
        comma = ",\n"
    yield "\n]\n" if comma else "]\n"


def _entries(run: Run, anchor: Anchor, names: Names) -> Iterator[dict[str, Any]]:
    if not run.complete:
        text = "; ".join((figures.NO_RATIO, *map(broken, run.problems[:5])))
        yield _entry("incomplete-scan", text, "blocker", "incomplete-scan", anchor)
    for finding in worst(run):
        yield _finding(finding, names.name(finding), anchor)
    if len(run.findings) > MOST:
        text = f"{figures.many(len(run.findings) - MOST, 'more finding')}, milder than these, left out"
        yield _entry("findings-left-out", text, "info", "findings-left-out", anchor)


def _finding(finding: Finding, name: str, anchor: Anchor) -> dict[str, Any]:
    text = words(finding).replace("\n", " · ")
    return _entry(finding.rule, text, _SEVERITIES[finding.severity], name, anchor)


def _entry(rule: str, text: str, severity: str, fingerprint: str, anchor: Anchor) -> dict[str, Any]:
    return {
        "description": text,
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": anchor.path, "lines": {"begin": anchor.line}},
    }
