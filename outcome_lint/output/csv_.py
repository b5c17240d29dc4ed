"""To be written within the hour."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_lint.model import Run
from outcome_lint.output.look import Look


def render(run: Run, look: Look) -> Iterator[str]:
    yield f"{run.items} items, {len(run.findings)} findings\n"
