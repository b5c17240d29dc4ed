"""What a run means for whoever asked: the exit code, the same in every format."""

from __future__ import annotations

from outcome_lint.errors import IncompleteError, NothingMatchedError
from outcome_lint.model import Run


def exit_code(run: Run, *, allow_empty: bool = False, exit_zero: bool = False) -> int:
    """3 for half a scan, 4 for nothing to lint, 1 for a gate that does not hold, else 0."""
    if not run.complete:
        return IncompleteError.exit_code
    if run.items == 0 and not allow_empty:
        return NothingMatchedError.exit_code
    return 0 if run.gate.passed or exit_zero else 1
