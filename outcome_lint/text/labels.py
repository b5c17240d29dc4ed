"""Where a line of a paragraph or list item begins a section: `**Goal:** …`, a bold line, `Goal: …`, `Goal - …`, GOAL.

Nothing here knows which names matter. A line taken for a title by mistake costs little, since what is not closed by a
colon stays in the text of the section around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from outcome_lint.text.clean import title

BOLD, PLAIN = "\x02", "\x03"
LINE_RANK, LABEL_RANK, PLAIN_RANK = 80, 81, 82
_HEADING_RANK = 10


class Label(NamedTuple):
    """The name, what follows it on its line, its rank, and whether a colon or the like closed it."""

    title: str
    rest: str
    rank: int
    closed: bool


_NUMBER = r"(?:\d{1,2}[.)][ \t]*)?"
_SIGNS = r"(?::[a-z0-9_+-]{2,40}:[ \t]*){0,3}"
_BOLD_LABEL = re.compile(
    rf"{_SIGNS}[^\w\x02\x03]{{0,8}}{_NUMBER}\x02([^\x02\x03]{{1,100}})\x03[ \t]*([:：]|(?:[-–—→=]|[-=]>)(?=\s)|$)?"
)
_LINE_LABEL = re.compile(
    rf"{_SIGNS}[^\w\x02\x03]{{0,4}}{_NUMBER}"
    r"([^\W\d_][^:：.!?;,()\x02\x03]{0,39}(?:\([^()\x02\x03\n]{1,60}\)[ \t]?)?\??)(?::(?=\s|$)|：)"
)
_DASHED = re.compile(
    r"[^\w\x02\x03]{0,4}([^\W\d_][^:：.!?;,()=>→–—\x02\x03]{0,29}?)[ \t]+(?:-{1,2}|[–—→=]|[-=]>)[ \t]+(?=\S)"
)
_ASKED = re.compile(r"[^\w\x02\x03]{0,4}([^\W\d_][^\W_]*(?: [^\W_]+){0,7}[?？])\s+(?=\S)")
_FRAMED = re.compile(r"[ \t]*[【［]([^【】［］\n\x02\x03]{1,40})[】］][ \t]*")
_MARKED = re.compile(r"[ \t]*[■◆◇●○▼▶□★☆◎]+[ \t]*([^\n\x02\x03:：。、]{1,30})$")
_GLUED = re.compile(r"(#{2,6})(?=[^\W\d_])([^\n\x02\x03]{1,60})$")
_FIGURE = re.compile(r"\d(?![.)])|%")
_TITLE_WORDS = 6
_ENOUGH = 2


def possible(marked: str) -> bool:
    """Whether a label may be there at all; most paragraphs say no at once."""
    return any(sign in marked for sign in _MARKS) or _is_bare(marked.partition("\n")[0])


_MARKS = (BOLD, ":", "：", "?", "？", "##", " - ", " – ", " — ", " = ", "->", "=>", "→", " -- ", *"【［■◆◇●○▼▶□★☆◎")


def labels(lines: Sequence[str], kind: str) -> list[Label | None]:
    """For each line of a paragraph or item the label that it starts with, if it does so beyond doubt."""
    found = [_label(line, kind) for line in lines]
    dashed = [(i, match) for i, line in enumerate(lines) if not found[i] and (match := _DASHED.match(line))]
    dashed = [(i, match) for i, match in dashed if len(match[1].split()) <= 3]  # noqa: PLR2004  (a name, no clause)
    if len(dashed) >= (1 if kind == "item" else _ENOUGH):
        for i, match in dashed:
            found[i] = Label(title(match[1]), lines[i][match.end() :], PLAIN_RANK, closed=True)
    if found and not found[0] and kind == "paragraph" and _is_bare(lines[0]):
        loud = lines[0].isupper()
        for i, line in enumerate(lines if loud else lines[:1]):
            if i == 0 or (not found[i] and line.isupper() and _is_bare(line)):
                found[i] = Label(title(line), "", PLAIN_RANK, closed=False)
    return [each if each and each.title else None for each in found]


def _label(line: str, kind: str) -> Label | None:
    if found := _BOLD_LABEL.match(line):
        words, after, rest = found[1].strip(), found[2], line[found.end() :]
        closed = words.endswith((":", "：")) or bool(after) or (words.endswith(("?", "？")) and bool(rest.strip()))
        if closed or (after is not None and _is_heading(words)):
            return Label(title(words), rest, LABEL_RANK if closed else LINE_RANK, closed)
        if kind == "item" and rest[:1] != "" and _is_heading(words) and found[0].endswith((" ", "\t")):
            return Label(title(words), rest, LABEL_RANK, closed=True)
    elif found := _LINE_LABEL.match(line):
        words = found[1].strip()
        if len(words.partition("(")[0].split()) <= (6 if not words[0].islower() else 3):
            return Label(title(words), line[found.end() :], PLAIN_RANK, closed=True)
    elif found := _ASKED.match(line):
        return Label(title(found[1]), line[found.end() :], PLAIN_RANK, closed=True)
    elif found := _GLUED.match(line):
        return Label(title(found[2]), "", _HEADING_RANK * len(found[1]), closed=True)
    elif found := _FRAMED.match(line):
        return Label(title(found[1]), line[found.end() :], LABEL_RANK, closed=True)
    elif found := _MARKED.match(line):
        return Label(title(found[1]), "", LINE_RANK, closed=False)
    return None


def _is_heading(words: str) -> bool:
    """Whether a bold line reads as a title: short and without figures, or a prompt."""
    if words.endswith("?"):
        return True
    return len(words.split()) <= _TITLE_WORDS and words[-1] not in ".!;," and not _FIGURE.search(words)


_BARE_LENGTH = 40
_BARE_WORDS, _ASKING_WORDS = 3, 9
_BARE = re.compile(r"[^\W\d_](?:[^\W\d_]|[ /&'’-])*")


def _is_bare(line: str) -> bool:
    """A line without any mark that may be a title: `Outcome`, `EXPECTED RESULTS`, `What do we want to achieve?`."""
    if len(line) > 2 * _BARE_LENGTH or line.rstrip()[-1:] in ".!;,:":
        return False
    words = title(line)
    if not words or words[0].islower():
        return False
    if line.rstrip().endswith(("?", "？")):
        return len(words.split()) <= _ASKING_WORDS
    return len(words) <= _BARE_LENGTH and len(words.split()) <= _BARE_WORDS and bool(_BARE.fullmatch(words))
