"""The outputs of a step, for the steps and jobs after it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from outcome_lint.model import Run, Severity
from outcome_lint.output.concise import total
from outcome_lint.publish.client import Published

_NAME = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)


def outputs_of(run: Run) -> dict[str, str]:
    """Figures as plain numbers; an empty ratio is one that can't be told, since the scan is incomplete or empty."""
    ratio = run.scorecard.ffr if run.complete and run.scorecard else None
    return {
        "complete": str(run.complete).lower(),
        "passed": str(run.gate.passed).lower(),
        "items": str(run.items),
        "findings": str(sum(run.by_severity.values())),
        "errors": str(run.by_severity.get(Severity.ERROR, 0)),
        "warnings": str(run.by_severity.get(Severity.WARNING, 0)),
        "feature-factory-ratio": "" if ratio is None or ratio.percent is None else f"{ratio.percent:.2f}",
        "without-outcome": "" if ratio is None else str(ratio.without),
        "judged": "" if ratio is None else str(ratio.total),
        "summary": total(run).rstrip("\n"),
    }


def write_outputs(values: Mapping[str, str], environment: Mapping[str, str]) -> Published:
    """All values behind what stands in the file that GITHUB_OUTPUT names. Raises ValueError for a name that is none.

    A value ends at a delimiter drawn for it alone, so that nothing in it can set another output.
    """
    wrong = [name for name in values if not _NAME.fullmatch(name)]
    if wrong:
        raise ValueError(f"not names of outputs: {wrong}")
    path = environment.get("GITHUB_OUTPUT")
    if not path:
        return Published(done=False, notice="no outputs were written: GITHUB_OUTPUT is not set")
    text = "".join(_entry(name, value) for name, value in values.items())
    try:
        with Path(path).open("ab") as file:
            file.write(text.encode(errors="replace"))
    except OSError as error:
        return Published(done=False, notice=f"no outputs were written: {error.strerror}")
    return Published(done=True)


def _entry(name: str, value: str) -> str:
    end = f"end-{secrets.token_hex(16)}"
    return f"{name}<<{end}\n{value}\n{end}\n"
