"""Spans of styled text laid out in terminal cells: wide characters count two, and a line never grows past its width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct
from rich.cells import chop_cells

from outcome_lint.output.escape import link_target, terminal
from outcome_lint.output.look import Look
from outcome_lint.output.measure import width_of

NARROW, WIDE, PROSE = 40, 120, 92
# Scripts written without spaces may break between any two characters, but not before closing punctuation.
_CJK = (
    "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
_WIDE = re.compile(f"[{_CJK}]")
_PART = re.compile(f" +|[{_CJK}][、。，．！？：；）」』】〉》]*|[^ {_CJK}]+")
_STYLES = {
    "bold": "1",
    "dim": "2",
    "question": "3;36",
    "name": "1;36",
    "error": "1;31",
    "warning": "33",
    "info": "94",
    "good": "32",
    "missing": "31",
    "placeholder": "33",
}


class Span(NamedTuple):
    """Some text in one style; `link` is an address that it opens."""

    text: str
    style: str = ""
    link: str = ""

    def saying(self, text: str) -> Span:
        """Other text in the same style; `_replace` takes thrice the time."""
        return Span(text, self.style, self.link)


def safe(text: str, style: str = "", link: str | None = None) -> Span:
    """A span of text from outside, made harmless."""
    return Span(terminal(text), style, link_target(link))


def cells_of(spans: Iterable[Span]) -> int:
    """Width of the spans on one line."""
    return sum(width_of(span.text) for span in spans)


class Ink(Struct, frozen=True):
    """Turns spans into lines for one screen: it alone writes escape sequences."""

    width: int
    color: bool
    links: bool

    @property
    def prose(self) -> int:
        """Width of running text: longer lines tire the eye."""
        return min(self.width, PROSE)

    def line(self, *spans: Span) -> str:
        """One line as it is; the caller has seen to its width."""
        row = list(spans)
        while row and not row[-1].text.strip(" "):
            row.pop()
        row[-1:] = [span.saying(span.text.rstrip(" ")) for span in row[-1:]]
        return "".join(map(self._paint, row)) + "\n"

    def flow(self, spans: Iterable[Span], first: str = "", rest: str = "", width: int = 0) -> Iterator[str]:
        """The spans wrapped at spaces, with `first` before the first line and `rest` before the others."""
        width = width or self.width
        indent = first
        for row in _wrap(spans, width - width_of(first), width - width_of(rest)):
            yield self.line(Span(indent), *row)
            indent = rest

    def rule(self, left: list[Span], right: list[Span]) -> Iterator[str]:
        """A heading with a line drawn to what stands at its right; on two lines where there is no room."""
        beside = [Span(" "), *right] if right else []
        line = "─" * (self.width - cells_of(left) - cells_of(beside) - 1)
        if line:
            yield self.line(*left, Span(f" {line}", "dim"), *beside)
        else:
            yield from self.flow(left)
            yield from self.flow(right, "  ", "  ")

    def _paint(self, span: Span) -> str:
        text = span.text
        if self.color and span.style and text.strip():
            text = f"\x1b[{_STYLES[span.style]}m{text}\x1b[0m"
        if self.links and span.link:
            text = f"\x1b]8;;{span.link}\x1b\\{text}\x1b]8;;\x1b\\"
        return text


def ink_for(look: Look) -> Ink:
    """Pens for the reader's screen; a very wide screen is not filled to its edge."""
    return Ink(max(NARROW, min(look.width, WIDE)), look.color, look.links)


def _wrap(spans: Iterable[Span], first: int, rest: int) -> Iterator[list[Span]]:
    row = [span for span in spans if span.text]
    text = "".join(span.text for span in row)
    if width_of(text) <= first and "  " not in text and text[:1] != " ":
        if row:
            yield row
        return
    spans, row, room = row, [], first
    for space, word in _words(spans, rest):
        size = cells_of(word) + space
        if row and size > room:
            yield _merge(row)
            row, room, size = [], rest, cells_of(word)
        if row and space:
            row.append(row[-1].saying(" ") if row[-1][1:] == word[0][1:] else Span(" "))
        row += word
        room -= size
    if row:
        yield _merge(row)


def _words(spans: Iterable[Span], widest: int) -> Iterator[tuple[int, list[Span]]]:
    """What must stay together on a line, each with the number of spaces (0 or 1) before it."""
    word: list[Span] = []
    space = 0
    for span in spans:
        for part in _PART.findall(span.text):
            if word and (part[0] == " " or _WIDE.match(part)):
                yield from _pieces(space, word, widest)
                word, space = [], 0
            if part[0] == " ":
                space = 1
            elif _WIDE.match(part):
                yield space, [span.saying(part)]
                space = 0
            else:
                word.append(span.saying(part))
    if word:
        yield from _pieces(space, word, widest)


def _pieces(space: int, word: list[Span], widest: int) -> Iterator[tuple[int, list[Span]]]:
    """The word, cut where it is wider than a line; no cut before `::`, which would begin a workflow command."""
    if cells_of(word) <= widest:
        yield space, word
        return
    for span in word:
        text = span.text
        while text:
            piece = chop_cells(text, widest)[0]
            while len(piece) > 1 and text[len(piece) :].startswith("::"):
                piece = piece[:-1]
            yield space, [span.saying(piece)]
            text, space = text[len(piece) :], 0


def _merge(row: list[Span]) -> list[Span]:
    """Neighbours of one style as one span: fewer escape sequences, and links that are not cut at each word."""
    merged: list[Span] = []
    for span in row:
        if merged and merged[-1][1:] == span[1:]:
            merged[-1] = span.saying(merged[-1].text + span.text)
        else:
            merged.append(span)
    return merged
