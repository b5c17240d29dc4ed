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
    out: list[Block] = []
    paragraph: list[str] = []
    item, fence = False, ""

    def flush() -> None:
        if paragraph:
            out.extend(split("\n".join(paragraph), "item" if item else "paragraph", int(item)))
            paragraph.clear()

    def aside(kind: str, text: str) -> None:
        if text := tidy(text):
            out.append(Block(kind, text))

    for line in without_comments(source).split("\n"):
        opened = _FENCE.match(line)
        if fence or opened:
            flush()
            if opened and (not fence or (opened[1].startswith(fence) and not line[opened.end() :].strip())):
                fence = "" if fence else opened[1]
            else:
                aside("code", line)
        elif quoted := _QUOTE.match(line):
            flush()
            aside("quote", line[quoted.end() :])
        elif titled := _HEADING.match(line):
            flush()
            made = heading(_inline(line[titled.end() :].rstrip("# \t")), len(titled[1]))
            out.extend([made] if made.text else [])
        elif line.lstrip().startswith("|"):
            flush()
            _table_line(line, out)
        elif listed := _ITEM.match(line):
            flush()
            item = True
            paragraph.append(_inline(line[listed.end() :]))
        elif line.strip():
            paragraph.append(_inline(line.strip()))
        else:
            flush()
            item = False
    flush()
    return out


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
