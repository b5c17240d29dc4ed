"""One row a finding for spreadsheets, guarded against titles that would be run as formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from msgspec import UNSET

from outcome_lint.model import Finding, Run
from outcome_lint.output import escape
from outcome_lint.output.look import Look

COLUMNS = (
    "rule", "code", "severity", "confidence", "key", "url", "title", "level", "project", "team", "owner",
    "message", "question", "evidence",
)  # fmt: skip
_CHUNK = 1000


def render(run: Run, _look: Look) -> Iterator[str]:
    """Rows in pieces of a thousand; line breaks inside a cell are kept, in quotes."""
    sheet = StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, finding in enumerate(run.findings, 1):
        writer.writerow(map(escape.csv, _row(finding)))
        if not number % _CHUNK:
            yield sheet.getvalue()
            sheet.seek(0)
            sheet.truncate()
    yield sheet.getvalue()


def _row(finding: Finding) -> tuple[str, ...]:
    item = finding.item
    return (
        finding.rule,
        finding.code,
        finding.severity,
        finding.confidence,
        item.key,
        item.url or "",
        item.title,
        item.level or "",
        item.project or "",
        item.team or "",
        item.owner or "",
        finding.message,
        finding.question,
        "" if finding.evidence is UNSET else finding.evidence.text,
    )
