"""Cuts a large file with one record a line into parts that can be read apart."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

LEAST = 32 << 20  # bytes a part: below that a second process costs more than it saves


class FilePart(NamedTuple):
    """A range of the bytes of a file, beginning and ending with a line; a source like the file itself."""

    name: str
    start: int
    end: int


def split(path: Path, most: int) -> list[FilePart]:
    """At most so many parts of a large file with one record a line; empty where it is better read whole."""
    from outcome_lint.sources import detect, lines  # only a large file needs the readers this early

    try:
        size = path.stat().st_size
        count = min(most, size // LEAST)
        if count < 2 or not path.is_file():  # noqa: PLR2004 - one part is the whole
            return []
        with path.open("rb", buffering=0) as file:
            if detect.detect(lines.read_head(file)).kind != "lines":
                return []
            cuts = [0]
            for number in range(1, count):
                file.seek(max(cuts[-1], size * number // count))
                cuts.append(file.tell() + len(_rest_of_line(file)))
    except OSError:
        return []
    return [FilePart(str(path), *cut) for cut in zip(cuts, [*cuts[1:], size], strict=True)]


def _rest_of_line(file: io.FileIO) -> bytes:
    rest = b""
    while chunk := file.read(1 << 16):
        end = chunk.find(b"\n") + 1
        rest += chunk[:end] if end else chunk
        if end:
            break
    return rest


class PartStream(io.RawIOBase):
    """A part of a file, read like a file of its own."""

    def __init__(self, part: FilePart) -> None:
        super().__init__()
        self._file = Path(part.name).open("rb", buffering=0)  # noqa: SIM115 - closed with the stream
        self._file.seek(part.start)
        self._left = part.end - part.start

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes of the range."""
        with memoryview(buffer) as view:
            size = self._file.readinto(view[: self._left]) or 0
        self._left -= size
        return size

    def close(self) -> None:
        """The file, too."""
        self._file.close()
        super().close()
