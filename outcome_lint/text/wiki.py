"""Jira's wiki markup, as Data Center and the v2 API give it.

Only what Jira's renderer takes for markup is stripped: a phrase mark has a non-word character outside and no space
inside, so that `snake_case`, `- 5 % * 3` and `[EPIC]` come through. Source: Jira's "Text Formatting Notation Help".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from outcome_lint.text import blocks
from outcome_lint.text.build import END, TITLE_LEVEL, Block, Section, bare, heading, row, split
from outcome_lint.text.clean import tidy
from outcome_lint.text.wiki_inline import inline

_MARKUP = re.compile(r"[*_+^~{}|\[\]!\\#?\n]")
_START = re.compile(r"\s*(?:h[1-6]\.|bq\.)")
_MACRO = re.compile(r"(?<!\\)\{(code|noformat|quote|panel|expand)(?::([^{}\n]{0,1000}))?\}")
_HEADING = re.compile(r"[ \t]*h([1-6])\.[ \t]+")
_ITEM = re.compile(r"[ \t]*([*#-]{1,40})[ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]*-{4,5}[ \t]*$")
_TITLE = re.compile(r"(?:^|\|)\s*title\s*=\s*([^|]*)")
_CELL_EDGE = re.compile(r"(\|\|?|\[|\])")
_ASIDE = {"code": "code", "noformat": "code", "quote": "quote"}


def plain(source: str) -> str:
    """The text as a reader sees it; a source without markup comes through as it is."""
    if "-" not in source and not _MARKUP.search(source) and not _START.match(source):
        return tidy(source)
    return blocks.plain(read(source))


def sections(source: str) -> list[Section]:
    """The titles of the text and what stands under each."""
    return blocks.sections(read(source))


class _Piece(NamedTuple):
    """A stretch of the source between macros: its kind, and its text or title."""

    kind: str
    source: str


def read(source: str) -> list[Block]:
    """The blocks of the source in order."""
    out: list[Block] = []
    for piece in _pieces(source.replace("\r\n", "\n").replace("\r", "\n")):
        if piece.kind == "title":
            made = heading(inline(piece.source), TITLE_LEVEL)
            out += [made] if made.text else []
        elif piece.kind == "end":
            out.append(END)
        elif piece.kind == "code":
            out += [Block("code", text)] if (text := tidy(piece.source)) else []
        elif piece.kind == "quote":
            out += [Block("quote", text)] if (text := blocks.plain(_lines(piece.source))) else []
        else:
            out += _lines(piece.source)
    return out


def _pieces(source: str) -> list[_Piece]:
    """The source cut at its macros.

    `{code}`, `{noformat}` and `{quote}` hold up to their like, and one that is never closed holds nothing.
    """
    macros = list(_MACRO.finditer(source))
    last = {found[1]: i for i, found in enumerate(macros)}
    out: list[_Piece] = []
    titled: list[str] = []
    at, inside = 0, ""
    for i, found in enumerate(macros):
        name = found[1]
        if inside and name != inside:
            continue
        if not inside and name in _ASIDE and last[name] == i:
            continue
        out.append(_Piece(_ASIDE.get(inside, ""), source[at : found.start()]))
        at = found.end()
        if name in _ASIDE:
            inside = "" if inside else name
        elif title := _title(name, found[2] or ""):
            out.append(_Piece("title", title))
            titled.append(name)
        elif titled and titled[-1] == name:
            out.append(_Piece("end", ""))
            titled.pop()
    out.append(_Piece("", source[at:]))
    return out


def _title(macro: str, options: str) -> str:
    found = _TITLE.search(options)
    if found:
        return found[1].strip()
    return options.strip() if macro == "expand" and "=" not in options else ""


class _Lines:
    """Gathers the lines of a paragraph or list item until it ends."""

    def __init__(self) -> None:
        self.out: list[Block] = []
        self.waiting: list[str] = []
        self.depth = 0

    def flush(self) -> None:
        """End the paragraph or item at hand."""
        if self.waiting:
            text = inline("\n".join(self.waiting))
            self.out += split(text, "item" if self.depth else "paragraph", self.depth)
        self.waiting.clear()
        self.depth = 0

    def add(self, block: Block) -> None:
        """Put a block of its own after what came before."""
        self.flush()
        if block.text or block.kind == "rule":
            self.out.append(block)


def _lines(source: str) -> list[Block]:
    """The blocks of lines without block macros."""
    to = _Lines()
    for line in source.split("\n"):
        if not line.strip():
            to.flush()
        elif found := _HEADING.match(line):
            to.add(heading(inline(line[found.end() :]), int(found[1])))
        elif line.lstrip().startswith("bq. "):
            to.add(Block("quote", bare(inline(line.lstrip()[4:]))))
        elif _RULE.match(line):
            to.add(Block("rule", ""))
        elif line.lstrip().startswith("|") and line.count("|") > 1:
            to.add(_row(line.strip()))
        elif found := _ITEM.match(line):
            to.flush()
            to.depth = len(found[1])
            to.waiting.append(line[found.end() :])
        else:
            to.waiting.append(line)
    to.flush()
    return to.out


def _row(line: str) -> Block:
    """`||head||head||` or `|cell|cell|`; a bar inside a link does not part cells."""
    cells: list[list[str]] = []
    heads = linked = 0
    for part in _CELL_EDGE.split(line):
        if part[:1] == "|" and not linked:
            cells.append([])
            heads += part == "||"
        elif cells:
            linked += (part == "[") - (part == "]" and linked > 0)
            cells[-1].append(part)
    if not "".join(cells[-1]).strip():
        heads -= line.endswith("||")
        cells.pop()
    return row([inline("".join(cell)) for cell in cells], header=heads == len(cells))
