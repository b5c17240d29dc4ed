"""One record a line, in large chunks: only a chunk that the decoder refuses is read line by line.

256 KB was fastest: `facts/performance.md` part 4.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from msgspec import UNSET

from outcome_lint.model import WorkItem
from outcome_lint.sources import scan
from outcome_lint.sources.errors import RecordError
from outcome_lint.sources.records import Records

CHUNK = 1 << 18
_LONGEST_FIRST_LINE = 64 << 20


def read_head(stream: BinaryIO) -> bytes:
    """The first chunk, and more where its first line is longer than that."""
    parts = [_fill(stream, CHUNK)]
    size = len(parts[0])
    while size < _LONGEST_FIRST_LINE and parts[-1] and b"\n" not in parts[-1].lstrip(b"\r\n \t"):
        parts.append(_fill(stream, max(CHUNK, size)))
        size += len(parts[-1])
    return b"".join(parts)


def _fill(stream: BinaryIO, size: int) -> bytes:
    parts = []
    while size > 0:
        part = stream.read(size)
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class Joined(io.RawIOBase):
    """The head that was already read, and the rest of the stream behind it."""

    def __init__(self, head: bytes, stream: BinaryIO, advance: Callable[[int], None]) -> None:
        super().__init__()
        self._head = head
        self._stream = stream
        self._advance = advance

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes."""
        data = self._head[: len(buffer)] if self._head else self._stream.read(len(buffer))
        self._head = self._head[len(buffer) :] if self._head else b""
        buffer[: len(data)] = data
        self._advance(len(data))
        return len(data)


def line_of(view: memoryview | bytes, at: int) -> int:
    """The line, counted from 1, that byte `at` stands on."""
    return 1 + sum(bytes(view[start : min(start + CHUNK, at)]).count(b"\n") for start in range(0, at, CHUNK))


class _Lines:
    """Tells the line of a chunk only when somebody asks: counting them all costs as much as a third of decoding."""

    def __init__(self, path: str | None) -> None:
        self._path = Path(path) if path is not None and Path(path).is_file() else None
        self._at = 0
        self._line = 0

    def before(self, offset: int, records: int) -> int:
        """How many lines end before a byte of the input; on a pipe, as many as there were records."""
        if self._path is None:
            return records
        with self._path.open("rb") as stream:
            stream.seek(self._at)
            while self._at < offset:
                part = stream.read(min(CHUNK, offset - self._at))
                if not part:
                    break
                self._at += len(part)
                self._line += part.count(b"\n")
        return self._line


def read(name: str, head: bytes, stream: BinaryIO, records: Records, path: str | None) -> Iterator[WorkItem]:
    """The items of an input with one record a line."""
    counter = _Lines(path)
    offset = 0
    buffer = bytearray(max(CHUNK, len(head) + 1))
    buffer[: len(head)] = head
    filled, ended = len(head), False
    while filled or not ended:
        end = buffer.rfind(b"\n", 0, filled) + 1
        if end == 0 and not ended:
            if filled == len(buffer):
                buffer.extend(bytes(len(buffer)))
            view = memoryview(buffer)
            size = stream.readinto(view[filled:]) or 0  # type: ignore[attr-defined]
            view.release()
            filled += size
            ended = not size
            continue
        end = end or filled
        with memoryview(buffer) as view:
            start = 3 if offset == 0 and buffer.startswith(b"\xef\xbb\xbf") else 0
            yield from _chunk(name, view[start:end], records, offset, counter)
        records.intake.advance(end)
        rest = filled - end
        buffer[:rest] = buffer[end:filled]
        offset += end
        filled = rest
        if len(buffer) > CHUNK and filled < CHUNK:
            del buffer[CHUNK:]
        if not ended:
            with memoryview(buffer) as view:
                size = stream.readinto(view[filled:]) or 0  # type: ignore[attr-defined]
            filled += size
            ended = not size


def _chunk(name: str, view: memoryview, records: Records, offset: int, counter: _Lines) -> Iterator[WorkItem]:
    table, names = records.fast, records.fast_names
    done = 0
    if table is not None:
        try:
            batch = table.decode_lines(view)
        except scan.BAD:
            batch = []
        if table.hand_written and records.odd(table, view, batch):
            batch = []
        build = table.item
        named = bool(batch) and hasattr(batch[0], "names")
        for record in batch:
            if named and record.names is not UNSET and record.names != names:
                break
            try:
                item = build(record)
            except (RecordError, *scan.BAD):
                break
            done += 1
            if item is not None:
                yield item
        records.seen += done
        if batch and done == len(batch):
            return
    yield from _slowly(name, view, records, done, counter.before(offset, records.seen - done))


def _slowly(name: str, view: memoryview, records: Records, done: int, line: int) -> Iterator[WorkItem]:
    """Value by value, from the one after the first `done`; a broken line costs nothing but itself."""
    for number, text in enumerate(bytes(view).split(b"\n"), line + 1):
        place = f"{name}:{number}"
        whole = memoryview(text)
        try:
            values = list(scan.documents(whole))
        except scan.BrokenError as error:
            hint = (
                "save the export as UTF-8 without zero bytes"
                if b"\x00" in text
                else "export it again, or repair the line"
            )
            records.problem(place, f"the line {error}", hint)
            records.seen += 1
            done = max(done - 1, 0)
            continue
        for value in islice(values, min(done, len(values)), None):
            yield from records.value(value, place)
        done = max(done - len(values), 0)
