"""Where the values of one input came from, so that the reader can say which names it took and which it missed."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from outcome_lint.sources.intake import Intake

REMEDY = {
    "jira": "name the field in outcome-lint.yml (fields: {{{field}: …}}), or export with expand=names",
    "jira live": "name the field in outcome-lint.yml (fields: {{{field}: …}})",
    "csv": "name the column in outcome-lint.yml (fields: {{{field}: …}}), or export all fields",
}
MAX_SHOWN = 12


class Mark(Struct):
    """What became of one name of a field: `certain` when the input names it, `present` once a record has it."""

    label: str
    ids: tuple[str, ...] = ()
    certain: bool = False
    present: bool = False
    absent: Counter[str] = {}  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.absent = Counter()

    def __str__(self) -> str:
        ids = [ident for ident in self.ids if ident != self.label]
        return f'"{self.label}"' + (f" ({', '.join(ids)})" if ids else "")


class Trace:
    """Collects while one input is read; `close` turns it into notes."""

    def __init__(self, name: str, flavour: str, intake: Intake) -> None:
        self.name = name
        self.flavour = flavour
        self.intake = intake
        self.totals: dict[str, int] = {}
        self.columns: dict[str, None] = {}
        self._marks: dict[tuple[str, str, tuple[str, ...]], Mark] = {}
        self._sections: dict[str, dict[str, None]] = {}
        self.borne: set[str] = set()

    def mark(self, field: str, label: str, ids: tuple[str, ...] = (), *, certain: bool = False) -> Mark:
        """The one mark of a field's name in this input."""
        return self._marks.setdefault((field, label, ids), Mark(label, ids, certain))

    def count(self, project: str) -> None:
        """One more item of a project."""
        self.totals[project] = self.totals.get(project, 0) + 1

    def section(self, field: str, title: str) -> None:
        """A section of a body answered the field."""
        titles = self._sections.setdefault(field, {})
        if len(titles) < MAX_SHOWN:
            titles[title] = None

    def taken(self, field: str) -> list[str]:
        """The names that answered a field: of columns and fields, then of sections."""
        named = [mark.label for (owner, _, _), mark in self._marks.items() if owner == field and mark.present]
        return named + [f'section "{title}"' for title in self._sections.get(field, ())]

    def close(self, fields: frozenset[str]) -> None:
        """Say what was taken, what was missing everywhere, and what never occurred."""
        if not self.totals:
            return
        for field in sorted(fields):
            self._tell(field, [mark for (owner, _, _), mark in self._marks.items() if owner == field])

    def _tell(self, field: str, marks: list[Mark]) -> None:
        taken = [str(mark) for mark in marks if mark.present]
        if field in self._sections:
            titles = ", ".join(f'"{title}"' for title in self._sections[field])
            taken.append(f"the body's section {titles}")
        if taken:
            self.intake.tell(f"{field}: read from {', '.join(taken)} in {{where}}", self.name)
        for mark in marks:
            if not mark.present and mark.label.startswith("customfield_"):
                text = f"{field}: no record of {{where}} has {mark.label}; is the id right, and readable?"
                self.intake.tell(text, self.name, "warning")
            elif mark.present or mark.certain:
                lacking = sorted(project for project, count in mark.absent.items() if count == self.totals.get(project))
                if lacking:
                    where = ", ".join(lacking[:MAX_SHOWN]) + (" …" if len(lacking) > MAX_SHOWN else "")
                    text = f"{field}: {mark} is not readable or not applicable in {where} ({{where}})"
                    self.intake.tell(text, self.name)
        if field == "outcome" and self.flavour in REMEDY and not any(mark.present or mark.certain for mark in marks):
            self._missed(field, by_body=bool(taken))

    def _missed(self, field: str, *, by_body: bool) -> None:
        shown = list(self.columns)
        seen = ", ".join(shown[:MAX_SHOWN]) + (f" and {len(shown) - MAX_SHOWN} more" if len(shown) > MAX_SHOWN else "")
        what = "column" if self.flavour == "csv" else "custom field"
        rest = "elsewhere it is unknown" if by_body else "it is unknown for every item"
        self.intake.tell(
            f"{{where}} has no {what} that we know as {field}, so {rest}; {what}s seen: {seen or 'none'}; "
            + REMEDY[self.flavour].format(field=field),
            self.name,
            "warning",
        )
