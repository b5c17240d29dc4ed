"""The job summary: the page that people open when a job has run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from outcome_lint.model import Run
from outcome_lint.output.cut import within
from outcome_lint.output.look import Look
from outcome_lint.output.markdown import sections
from outcome_lint.publish.client import Published

# Over 1 MiB the runner drops the whole summary of a step (actions/runner); others may have written to the file.
_LIMIT, MOST, _LEAST = 1 << 20, 900_000, 4_000
_MARGIN = 1_000


def write_summary(run: Run, look: Look, environment: Mapping[str, str]) -> Published:
    """The Markdown report of a run."""
    return append_summary(sections(run, look), environment)


def append_summary(told: Iterable[str], environment: Mapping[str, str]) -> Published:
    """Sections of Markdown, as far as there is room, behind what stands in the file that GITHUB_STEP_SUMMARY names."""
    name = environment.get("GITHUB_STEP_SUMMARY")
    if not name:
        return Published(done=False, notice="no job summary was written: GITHUB_STEP_SUMMARY is not set")
    path = Path(name)
    try:
        room = min(MOST, _LIMIT - _MARGIN - (path.stat().st_size if path.exists() else 0))
        if room < _LEAST:
            return Published(done=False, notice="no job summary was written: its file is full already")
        with path.open("ab") as file:
            file.write(f"\n{within(told, room)}".encode(errors="replace"))
    except OSError as error:
        return Published(done=False, notice=f"no job summary was written: {error.strerror}")
    return Published(done=True)
