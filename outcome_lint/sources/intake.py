"""The mutable ledger of one read: what a reader of the figures should know about the data itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Literal

from outcome_lint.model import Note, Problem

Progress = Callable[[int, int, int], None]
"""Told now and then: bytes read, items delivered, and how many there will be (0 where that is not known)."""

MAX_PROBLEMS = 50
"""Problems named one by one for each input; the rest is counted in one last problem."""

MAX_DUPLICATES = 5


class Intake:
    """Notes, problems, and counts of what was skipped; filled while `read` is consumed, whole only afterwards."""

    def __init__(self, progress: Progress | None = None) -> None:
        self.notes: list[Note] = []
        self.problems: list[Problem] = []
        self.skipped: Counter[str] = Counter()
        self.records = 0
        self.items = 0
        self.bytes = 0
        self.progress = progress
        self._told: set[str] = set()
        self._per_input: Counter[str] = Counter()
        self._duplicates: list[str] = []
        self._pending: dict[tuple[str, Literal["info", "warning"]], list[str]] = {}

    def note(self, text: str, level: Literal["info", "warning"] = "info") -> None:
        """Say it once, however often it is met."""
        if text not in self._told:
            self._told.add(text)
            self.notes.append(Note(text, level))

    def tell(self, text: str, source: str, level: Literal["info", "warning"] = "info") -> None:
        """Say the same of several inputs once, when all are read; {where} in the text stands for their names."""
        self._pending.setdefault((text, level), []).append(source)

    def warn(self, text: str) -> None:
        """A note that people should see without asking."""
        self.note(text, "warning")

    def problem(self, source: str, place: str, message: str, hint: str = "") -> None:
        """Something of `source` could not be read; a flood of them is cut short, never the count."""
        self._per_input[source] += 1
        if self._per_input[source] <= MAX_PROBLEMS:
            self.problems.append(Problem(place, message, hint))

    def duplicate(self, key: str) -> None:
        """A key that was delivered before; the first one won."""
        self.skipped["duplicates"] += 1
        if len(self._duplicates) < MAX_DUPLICATES:
            self._duplicates.append(key)

    def advance(self, size: int) -> None:
        """Count the bytes and tell whoever watches."""
        self.bytes += size
        if self.progress is not None:
            self.progress(self.bytes, self.items, 0)

    def fetched(self, done: int, total: int) -> None:
        """Tell whoever watches how far a live read is."""
        if self.progress is not None:
            self.progress(self.bytes, done, total)

    def close(self) -> None:
        """Write what only the whole read can tell."""
        for (text, level), sources in self._pending.items():
            others = f" and {len(sources) - 1} more inputs" if len(sources) > 1 else ""
            self.note(text.replace("{where}", sources[0] + others), level)
        self._pending.clear()
        for source, count in self._per_input.items():
            if count > MAX_PROBLEMS:
                more = count - MAX_PROBLEMS
                self.problems.append(Problem(source, f"{more} more records of this input could not be read"))
        self._per_input.clear()
        if self._duplicates:
            count = self.skipped["duplicates"]
            names = ", ".join(self._duplicates) + (" …" if count > len(self._duplicates) else "")
            times = "1 item occurs" if count == 1 else f"{count} items occur"
            self.warn(f"{times} more than once in the sources; the first one was taken: {names}")
            self._duplicates = []
