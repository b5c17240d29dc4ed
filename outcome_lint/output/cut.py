"""Fits a report into a place that takes only so many bytes: whole sections or none, and a word on what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from outcome_lint.output.figures import count, many

_NAMED = 5
_TOLD = 1000  # bytes for the word on what is missing
_HEAD = re.compile(r"#+ |> |\| ?")


def within(sections: Iterable[str], most: int) -> str:
    """The sections of a Markdown report that fit into `most` bytes of UTF-8, a blank line between them.

    They come in the order of their weight. One too large leaves its place to smaller ones, and is named at the end.
    """
    kept: list[str] = []
    left: list[str] = []
    room = most - _TOLD
    for section in sections:
        size = len(section.encode()) + 1
        if size <= room:
            kept.append(section)
            room -= size
        else:
            left.append(_name(section))
    return "\n".join([*kept, *([_told(left, most)] if left else [])])


def _told(left: list[str], most: int) -> str:
    more = f" and {many(len(left) - _NAMED, 'more section')}" if len(left) > _NAMED else ""
    names = ", ".join(f"“{name}”" for name in left[:_NAMED])
    return f"> Left out, as this page takes no more than {count(most)} bytes: {names}{more}.\n"


def _name(section: str) -> str:
    """What stands first in its first line, short enough: it is escaped already, so it is left out rather than cut."""
    line = _HEAD.sub("", section.partition("\n")[0], count=1).partition(" |")[0].strip()
    return line if len(line.encode()) <= _TOLD // _NAMED - 50 else "a section with a long name"
