"""Markdown read line by line, in linear time: for what is too long or too deep for a parser of the whole."""

from __future__ import annotations

import re

from outcome_lint.text.build import BOLD, PLAIN, Block, heading, row, split
from outcome_lint.text.clean import tidy
from outcome_lint.text.html import html_inline, without_comments

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_QUOTE = re.compile(r" {0,3}>[>\s]*")
_ITEM = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+(?:\[[ xX]?\](?:[ \t]+|$))?")
_STRONG = re.compile(r"(?:\*\*|__)(?=\S)([^*_\n]{1,400}?)(?:\*\*|__)")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,400}>")
_LINK = re.compile(r"!?\[([^\[\]\n]{1,400})\]\([^()\s]{1,2000}\)")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*$")


def read(source: str) -> list[Block]:
    """The blocks of the source, nesting ignored but for the first level."""
    lines = _Lines()
    for line in without_comments(source).split("\n"):
        if not lines.fenced(line):
            lines.take(line)
    lines.flush()
    return lines.out


class _Lines:
    """Gathers the lines of a paragraph or list item until it ends, and knows whether a fence is open."""

    def __init__(self) -> None:
        self.out: list[Block] = []
        self.waiting: list[str] = []
        self.item = False
        self.fence = ""

    def flush(self) -> None:
        """End the paragraph or item at hand."""
        if self.waiting:
            self.out += split("\n".join(self.waiting), "item" if self.item else "paragraph", int(self.item))
            self.waiting.clear()

    def add(self, block: Block) -> None:
        """Put a block of its own after what came before."""
        self.flush()
        self.out += [block] if block.text else []

    def fenced(self, line: str) -> bool:
        """Whether the line is a fence or inside one."""
        edge = _FENCE.match(line)
        if not (edge or self.fence):
            return False
        if edge and (not self.fence or (edge[1].startswith(self.fence) and not line[edge.end() :].strip())):
            self.flush()
            self.fence = "" if self.fence else edge[1]
        else:
            self.add(Block("code", tidy(line)))
        return True

    def take(self, line: str) -> None:
        """Take in a line outside fences."""
        if not line.strip():
            self.flush()
            self.item = False
        elif found := _QUOTE.match(line):
            self.add(Block("quote", tidy(line[found.end() :])))
        elif found := _HEADING.match(line):
            self.add(heading(_inline(line[found.end() :].rstrip("# \t")), len(found[1])))
        elif line.lstrip().startswith("|"):
            self.flush()
            _table_line(line, self.out)
        elif found := _ITEM.match(line):
            self.flush()
            self.item = True
            self.waiting.append(_inline(line[found.end() :]))
        else:
            self.waiting.append(_inline(line.strip()))


def _table_line(line: str, out: list[Block]) -> None:
    if _DELIMITER.match(line):
        if out and out[-1].kind == "row":
            out[-1] = out[-1]._replace(header=True)
        return
    made = row([_inline(cell) for cell in line.strip().strip("|").split("|")])
    out += [made] if made.text else []


def _inline(line: str) -> str:
    line = _LINK.sub(r"\1", line) if "](" in line else line
    line = _TAG.sub(lambda tag: html_inline(tag[0]), line) if "<" in line else line
    return _STRONG.sub(rf"{BOLD}\1{PLAIN}", line)
