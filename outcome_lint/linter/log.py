"""Keeps what a run has found, or still has to look at, without keeping it all in memory."""

from __future__ import annotations

import tempfile
import weakref
from typing import IO, TYPE_CHECKING, Generic, TypeVar

import msgspec

from outcome_lint.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_IN_MEMORY = 8 << 20  # bytes; a portfolio of a few thousand items never touches the disk
_BATCH = 2048
_CHUNK = 1 << 18


T = TypeVar("T")
Written = tuple[IO[bytes], int]  # a flushed log's file, and how many values are in it


class Log(Generic[T]):
    """Values as JSON lines in temporary files without a name; can be read any number of times."""

    def __init__(self, kind: type[T], file: IO[bytes] | None = None) -> None:
        self._kind = kind
        self._files: list[IO[bytes]] = [_spool() if file is None else file]
        weakref.finalize(self, _close, self._files)
        self._batch: list[T] = []
        self._count = 0
        self._encode = msgspec.json.Encoder().encode_lines

    def append(self, value: T) -> None:
        """Keep it."""
        self._batch.append(value)
        self._count += 1
        if len(self._batch) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is still to be written."""
        if self._batch:
            self._files[-1].seek(0, 2)
            self._files[-1].write(self._encode(self._batch))
            self._batch.clear()

    def absorb(self, file: IO[bytes], count: int) -> None:
        """Add the values in a file that another process has written; mine after that come behind them."""
        self.flush()
        self._files += [file, _spool()]
        self._count += count

    def written(self) -> Written:
        """My file, flushed, for another log to absorb."""
        self.flush()
        return self._files[0], self._count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        decoder = msgspec.json.Decoder(self._kind)
        for chunk in self.encoded():
            yield from decoder.decode_lines(chunk)

    def encoded(self) -> Iterator[bytes]:
        """Chunks of whole JSON lines, each about 256 KB."""
        self.flush()
        for file in self._files:
            position = 0
            while True:
                file.seek(position)
                chunk = file.read(_CHUNK)
                if len(chunk) == _CHUNK:
                    chunk += file.readline()
                if not chunk:
                    break
                position += len(chunk)
                yield chunk


class FindingLog(Log[Finding]):
    """The findings of a run, encoded once for whichever format reads them."""

    def __init__(self, file: IO[bytes] | None = None) -> None:
        super().__init__(Finding, file)


def _spool() -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)


def _close(files: list[IO[bytes]]) -> None:
    for file in files:
        file.close()
