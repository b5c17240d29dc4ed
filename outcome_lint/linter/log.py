"""Keeps the findings of a run without keeping them all in memory."""

from __future__ import annotations

import tempfile
import weakref
from typing import TYPE_CHECKING

import msgspec

from outcome_lint.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_MEMORY = 8 << 20  # bytes; a portfolio of a few thousand items never touches the disk
_BATCH = 2048
_CHUNK = 1 << 18


class FindingLog:
    """Findings as JSON lines in a temporary file without a name, encoded once for whichever format reads them."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - lives as long as the run
        weakref.finalize(self, self._file.close)
        self._batch: list[Finding] = []
        self._count = 0
        self._encode = msgspec.json.Encoder().encode_lines

    def append(self, finding: Finding) -> None:
        """Keep it."""
        self._batch.append(finding)
        self._count += 1
        if len(self._batch) >= _BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._batch:
            self._file.seek(0, 2)
            self._file.write(self._encode(self._batch))
            self._batch.clear()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Finding]:
        decoder = msgspec.json.Decoder(Finding)
        for chunk in self.encoded():
            yield from decoder.decode_lines(chunk)

    def encoded(self) -> Iterator[bytes]:
        """Chunks of whole JSON lines, each about 256 KB."""
        self._flush()
        position = 0
        while True:
            self._file.seek(position)
            chunk = self._file.read(_CHUNK)
            if len(chunk) == _CHUNK:
                chunk += self._file.readline()
            if not chunk:
                return
            position += len(chunk)
            yield chunk
