"""Finds the values in a run of JSON text without building them: concatenated documents, elements of an array.

The decoder itself tells where a value ends ("trailing characters (byte N)"), so this runs at its speed and nothing
but the value at hand is ever in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec import Raw

BAD = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What a decoder raises for input that is not what it should be."""

_skip = msgspec.json.Decoder(Raw).decode
_AT = re.compile(r"\(byte (\d+)\)$")
_SPACE = re.compile(rb"\s*")
_FIRST_KEY = re.compile(rb'\{\s*("(?:[^"\\]|\\.){1,80}")')
MAX_RESYNC = 2000


class BrokenError(ValueError):
    """The text stops being JSON at byte `at`."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


def reason(error: BaseException) -> str:
    """What is wrong, in words that fit behind a place."""
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    if isinstance(error, UnicodeDecodeError):
        return "is not UTF-8"
    text = str(error)
    if isinstance(error, msgspec.ValidationError):
        return f"has a value of the wrong type: {text[:1].lower()}{text[1:]}"
    if "truncated" in text:
        return "ends in the middle of a value"
    return "is not valid JSON: " + _AT.sub("", text.removeprefix("JSON is malformed: ")).strip()


def space(view: memoryview, at: int) -> int:
    """The first byte from `at` on that is no white space."""
    found = _SPACE.match(view, at)
    return found.end() if found else at


def value_end(view: memoryview, at: int) -> int:
    """Where the value that starts at `at` ends. Raises BrokenError."""
    try:
        _skip(view[at:])
    except msgspec.DecodeError as error:
        text = str(error)
        found = _AT.search(text)
        offset = int(found[1]) if found else 0
        if "trailing characters" in text and offset > 1:
            return at + offset - 1  # the decoder names the byte behind the first strange one
        raise BrokenError(reason(error), at + offset) from None
    except RecursionError as error:
        raise BrokenError(reason(error), at) from None
    return len(view)


def documents(view: memoryview) -> Iterator[memoryview]:
    """The concatenated values. Raises BrokenError."""
    at = space(view, 0)
    while at < len(view):
        end = value_end(view, at)
        yield view[at:end]
        at = space(view, end)


def elements(view: memoryview, at: int) -> Iterator[tuple[int, int] | BrokenError]:
    """Where the elements of the array that starts at `at` are, and what of it is broken.

    The last pair is where the array ends, twice. A broken element is stepped over where the next one can be recognised.
    """
    anchor: re.Pattern[bytes] | None = None
    at = space(view, at + 1)
    if byte(view, at) == "]":
        yield at + 1, at + 1
        return
    while True:
        try:
            end, after, mark = _element(view, at)
        except BrokenError as error:
            yield error
            following = _resync(view, at, anchor or _anchor(view, at))
            if following is None:
                yield len(view), len(view)
                return
            at = following
            continue
        anchor = anchor or _anchor(view, at)
        yield at, end
        if mark == "]":
            yield after + 1, after + 1
            return
        at = space(view, after + 1)


def _element(view: memoryview, at: int) -> tuple[int, int, str]:
    """Where an element ends, and where the comma or bracket behind it stands. Raises BrokenError."""
    end = value_end(view, at)
    after = space(view, end)
    mark = byte(view, after)
    if mark not in {",", "]"}:
        what = "is not valid JSON: expected ',' or ']'" if mark else "ends in the middle of a list"
        raise BrokenError(what, after)
    return end, after, mark


def byte(view: memoryview, at: int) -> str:
    """The character at a place, "" behind the end."""
    return chr(view[at]) if at < len(view) else ""


def _anchor(view: memoryview, at: int) -> re.Pattern[bytes] | None:
    found = _FIRST_KEY.match(view, at)
    return re.compile(rb"[,\[]\s*(\{\s*" + re.escape(found[1]) + rb"\s*:)") if found else None


def _resync(view: memoryview, at: int, anchor: re.Pattern[bytes] | None) -> int | None:
    """The next place where a whole element begins that opens like the others."""
    if anchor is None:
        return None
    for _ in range(MAX_RESYNC):
        found = anchor.search(view, at + 1)
        if found is None:
            return None
        at = found.start(1)
        try:
            end = space(view, value_end(view, at))
        except BrokenError:
            continue
        if byte(view, end) in {",", "]"}:
            return at
    return None
