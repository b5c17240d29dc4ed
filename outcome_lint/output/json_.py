"""The whole result as one JSON document (`outcome-lint/result-1`), one finding a line."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_lint.model import Run
from outcome_lint.output.look import Look
from outcome_lint.output.result import members, summary


def render(run: Run, _look: Look) -> Iterator[str]:
    """Findings pass through as the bytes they are kept in: nothing is decoded, and only a chunk is held."""
    yield "{\n" + ",\n".join(members(summary(run))) + ',\n"findings": [\n'
    comma = ""
    for chunk in run.findings.encoded():
        if chunk:
            yield comma + chunk[:-1].replace(b"\n", b",\n").decode()
            comma = ",\n"
    yield "\n]\n}\n" if comma else "]\n}\n"
