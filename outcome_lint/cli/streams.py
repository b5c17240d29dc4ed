"""Streams: what the terminal can do, where reports go, how progress is shown."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, BinaryIO

from outcome_lint.errors import UsageError

_QUIET_FOR = 1.0  # seconds before progress is worth a line
_EVERY = 0.2


def standard_input() -> BinaryIO:
    """The bytes of standard input; none where it is closed."""
    return sys.stdin.buffer if sys.stdin is not None else io.BytesIO()


def wants_color(stream: IO[str] | None, environment: Mapping[str, str]) -> bool:
    """By the conventions of NO_COLOR and FORCE_COLOR (no-color.org), else whether a person looks."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return _watched(stream) and environment.get("TERM") != "dumb"


def wants_links(stream: IO[str] | None, environment: Mapping[str, str]) -> bool:
    """Whether OSC 8 links may be written: FORCE_HYPERLINK decides, else whether a person looks."""
    forced = environment.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    return _watched(stream) and environment.get("TERM") not in ("dumb", "linux")


def _watched(stream: IO[str] | None) -> bool:
    return stream is not None and stream.isatty()


def width(environment: Mapping[str, str]) -> int:
    """Columns of the terminal, 100 where there is none."""
    columns = environment.get("COLUMNS", "")
    return int(columns) if columns.isdigit() and int(columns) else shutil.get_terminal_size((100, 24)).columns


def write_out(pieces: Iterable[str]) -> None:
    """To standard output, as UTF-8 or with what its encoding can't say replaced. Raises UsageError.

    A reader that has seen enough (`| head`) is no error: the exit code stays what the data says.
    """
    out = sys.stdout
    if out is None:
        raise UsageError("standard output is closed")
    if hasattr(out, "reconfigure"):
        out.reconfigure(errors="replace", newline="\n")
    try:
        for piece in pieces:
            out.write(piece)
        out.flush()
    except BrokenPipeError:
        _silence(out)
    except OSError as error:
        _silence(out)
        raise UsageError(f"standard output can't be written: {error.strerror}") from None


def _silence(out: IO[str]) -> None:
    """What is still buffered goes nowhere, so that the interpreter does not stumble over it on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def write_file(path: Path, pieces: Iterable[str | bytes]) -> None:
    """A whole file or none: written beside its place, then moved there. Raises UsageError."""
    path = path.resolve() if path.is_symlink() else path
    try:
        if path.exists() and not path.is_file():
            _write_device(path, pieces)
        else:
            _write_whole(path, pieces)
    except OSError as error:
        hint = "name a folder that you may write to" if isinstance(error, PermissionError) else ""
        raise UsageError(f"{path} can't be written: {error.strerror}", hint) from None


def _write_device(path: Path, pieces: Iterable[str | bytes]) -> None:
    """Into what can't be replaced, such as /dev/stderr or a named pipe."""
    with path.open("wb") as file:
        file.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)


def _write_whole(path: Path, pieces: Iterable[str | bytes]) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a handle, not a path
            file.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


class Progress:
    """A line on standard error that shows a long read is alive; nothing where nobody looks."""

    def __init__(self, stream: IO[str], *, wanted: bool) -> None:
        self._stream = stream
        self._wanted = wanted and stream.isatty()
        self._start = self._last = time.monotonic()
        self._shown = False

    def __call__(self, size: int, items: int, total: int = 0) -> None:
        """Told by the sources: bytes read, items delivered, and how many there will be."""
        now = time.monotonic()
        if self._wanted and now - self._start > _QUIET_FOR and now - self._last > _EVERY:
            self._last, self._shown = now, True
            rate = items / (now - self._start)
            self._stream.write(f"\r\033[K{_so_far(size, items, total, rate)} · {rate:,.0f} items/s")
            self._stream.flush()

    def clear(self) -> None:
        """Leave no trace."""
        if self._shown:
            self._stream.write("\r\033[K")
            self._stream.flush()


def _so_far(size: int, items: int, total: int, rate: float) -> str:
    """`1,200 items · 34 MB` of a file; `1,200 of 10,000 items · 7 s left` of what is fetched."""
    if not total:
        return f"{items:,} items · {size / 1e6:,.0f} MB"
    left = f" · {(total - items) / rate:,.0f} s left" if rate else ""
    return f"{items:,} of {total:,} items{left}"
