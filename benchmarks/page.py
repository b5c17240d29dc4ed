"""docs/benchmarks.md: a section for each script that measures, and their tables."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

from pairs import Spread

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
HEAD = "| what | min | median | max | budget | |\n|---|--:|--:|--:|--:|---|"
_MARKER = "<!-- Written by `benchmarks/{}"
_SECTION = re.compile(r"(?=^<!-- Written by )", re.MULTILINE)


class Row(NamedTuple):
    """A line of the table: what was measured, what it gave, and what it may be."""

    what: str
    found: Spread
    budget: float | None = None
    unit: str = ""

    def __str__(self) -> str:
        figures = " | ".join(f"{value:.2f}" if not self.unit else f"{value:.0f}" for value in self.found)
        if self.budget is None:
            return f"| {self.what} | {figures} | | |"
        verdict = "ok" if self.found.median <= self.budget else "**over**"
        budget = f"{self.budget:.3g}{self.unit.rstrip()}"
        return f"| {self.what} | {figures} | {budget} | {verdict} |"


def tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def write(script: str, text: str) -> None:
    """Replace the section of one script, or add it; the others stay as they are."""
    marker = _MARKER.format(script)
    mine = f"{marker} --write`; do not edit. -->\n{text}"
    before = PAGE.read_text("utf-8") if PAGE.exists() else ""
    sections = [section.rstrip("\n") + "\n" for section in _SECTION.split(before) if section.strip()]
    if not any(section.startswith(marker) for section in sections):
        sections.append("")
    written = [mine if section.startswith(marker) or not section else section for section in sections]
    PAGE.write_text("\n".join(written), encoding="utf-8")
