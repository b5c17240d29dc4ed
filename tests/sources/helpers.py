"""Write an input, read it, look at what came out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from outcome_lint.model import WorkItem
from outcome_lint.sources import ALL_FIELDS, Intake, Mapping, read


class Sources:
    """Reads texts, bytes and objects as if they were files; `intake` is that of the last read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.intake = Intake()

    def write(self, content: str | bytes | Any, name: str = "in.json") -> str:
        path = self.folder / name
        if isinstance(content, str):
            content = content.encode()
        path.write_bytes(content if isinstance(content, bytes) else msgspec.json.encode(content))
        return str(path)

    def items(
        self,
        *contents: str | bytes | Any,
        fields: dict[str, tuple[str, ...]] | None = None,
        needs: frozenset[str] = ALL_FIELDS,
        names: Sequence[str] = (),
    ) -> list[WorkItem]:
        paths = [self.write(each, names[n] if names else f"in{n}.json") for n, each in enumerate(contents)]
        return self.read(*paths, fields=fields, needs=needs)

    def read(
        self,
        *specs: str,
        fields: dict[str, tuple[str, ...]] | None = None,
        needs: frozenset[str] = ALL_FIELDS,
        mapping: Mapping | None = None,
        stdin: bytes = b"",
    ) -> list[WorkItem]:
        self.intake = Intake()
        mapping = (mapping or Mapping.default()).merged(fields=fields or {})
        return list(read(specs, mapping, needs, self.intake, io.BytesIO(stdin)))

    @property
    def notes(self) -> list[str]:
        return [note.text.replace(f"{self.folder}/", "") for note in self.intake.notes]

    @property
    def warnings(self) -> list[str]:
        return [note.text.replace(f"{self.folder}/", "") for note in self.intake.notes if note.level == "warning"]

    @property
    def problems(self) -> list[str]:
        return [f"{each.place}: {each.message}".replace(f"{self.folder}/", "") for each in self.intake.problems]
