"""One finding a line as JSON, then one last line `{"summary": …}`: for `jq`, `grep` and log shippers."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import json

from outcome_lint.model import Run
from outcome_lint.output.look import Look
from outcome_lint.output.result import summary


def render(run: Run, _look: Look) -> Iterator[str]:
    """Findings pass through undecoded; a reader that sees no summary line knows that the stream was cut off."""
    for chunk in run.findings.encoded():
        yield chunk.decode()
    yield json.encode({"summary": summary(run)}).decode() + "\n"
