"""GitHub's Markdown: CommonMark with tables, check boxes, and the HTML that people put between.

A line break inside a paragraph stays one, as GitHub shows it in issues. Source: the GFM spec, and issue forms, whose
answers stand under `### <label>`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from outcome_lint.text import blocks, linewise
from outcome_lint.text.build import BOLD, PLAIN, Block, Section, bare, heading, row, split
from outcome_lint.text.clean import tidy
from outcome_lint.text.html import html_blocks, html_inline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LARGEST = 200_000
_DEEPEST = 60
_NESTING = 4 * _DEEPEST
_MOST_BRACKETS = 3_000
_TOO_DEEP = re.compile(rf"^(?:[ \t]*(?:>|[-*+][ \t]|\d+[.)][ \t])){{{_DEEPEST}}}|[\[(*_<]{{{_DEEPEST}}}", re.MULTILINE)
_BOX = re.compile(r"\[[ xX]?\](?:\s+|$)")
_SETEXT_WORDS = 6
_TOP_RANK = 10
_SIGNS = {
    "softbreak": "\n",
    "hardbreak": "\n",
    "strong_open": BOLD,
    "strong_close": PLAIN,
    "em_open": "",
    "em_close": "",
}
_SIGNS |= {"s_open": "", "s_close": ""}


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable(["table", "strikethrough"])


def plain(source: str) -> str:
    """The text as a reader sees it, quotes and code included, comments not."""
    return blocks.plain(read(source))


def sections(source: str) -> list[Section]:
    """The titles of the text and what stands under each."""
    return blocks.sections(read(source))


def read(source: str) -> list[Block]:
    """The blocks of the source.

    A text that the parser would take long for (it is quadratic in open brackets) is read line by line.
    """
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if len(source) > _LARGEST or source.count("[") > _MOST_BRACKETS or _TOO_DEEP.search(source):
        return linewise.read(source)
    try:
        tokens = _parser().parse(source)
    except RecursionError:
        return linewise.read(source)
    if max((token.level for token in tokens), default=0) > _NESTING - 4:  # it drops what is deeper
        return linewise.read(source)
    return _Reader().read(tokens)


class _Reader:
    """Walks the flat tokens and keeps what surrounds the current one."""

    def __init__(self) -> None:
        self.out: list[Block] = []
        self.quotes = 0
        self.depth = 0
        self.opens = False
        self.cells: list[str] = []
        self.header = False
        self.heading: Token | None = None
        self.in_table = False

    def read(self, tokens: Sequence[Token]) -> list[Block]:
        """The blocks of a document's tokens."""
        for token in tokens:
            self._take(token)
        return self.out

    def _take(self, token: Token) -> None:
        if token.nesting:
            self._turn(token)
            return
        match token.type:
            case "inline":
                self._inline(token)
            case "fence" | "code_block":
                self._aside("code", token.content)
            case "html_block":
                self._html(token.content)
            case "hr":
                self.out.append(Block("rule", ""))

    def _turn(self, token: Token) -> None:
        """Open or close a container."""
        opening = token.nesting == 1
        match token.type.rpartition("_")[0]:
            case "blockquote":
                self.quotes += token.nesting
            case "bullet_list" | "ordered_list":
                self.depth += token.nesting
                self.opens = False
            case "list_item":
                self.opens = opening
            case "heading":
                self.heading = token if opening else None
            case "thead":
                self.header = opening
            case "tr":
                self._row(token.nesting)

    def _row(self, nesting: int) -> None:
        self.in_table = nesting == 1
        if nesting == -1:
            made = row(self.cells, header=self.header)
            if self.quotes:
                self._aside("quote", made.text)
            elif made.text:
                self.out.append(made)
        self.cells = []

    def _inline(self, token: Token) -> None:
        marked = inline(token.children or [])
        if self.in_table:
            self.cells.append(marked)
        elif self.quotes:
            self._aside("quote", bare(marked))
        elif self.heading and not self.depth and _is_title(self.heading, marked, self.out):
            made = heading(marked, int(self.heading.tag[1:]))
            self.out += [made] if made.text else []
        else:
            marked = _BOX.sub("", marked, count=1) if self.opens and _BOX.match(marked) else marked
            self.out += split(marked, "item" if self.opens else "paragraph", self.depth)
            self.opens = False

    def _html(self, source: str) -> None:
        found = html_blocks(source, self.depth)
        if self.quotes:
            self._aside("quote", blocks.plain(found))
        else:
            self.out += found

    def _aside(self, kind: str, text: str) -> None:
        text = tidy(text)
        if text:
            self.out.append(Block(kind, text, self.depth))


def _is_title(token: Token, marked: str, before: Sequence[Block]) -> bool:
    """A text underlined by dashes may be an answer above a rule: it is a title if short and not right under one."""
    if token.markup != "-":
        return True
    if before and before[-1].kind == "heading" and before[-1].rank > _TOP_RANK:
        return False
    words = bare(marked)
    return "\n" not in words and len(words.split()) <= _SETEXT_WORDS and not any(c.isdigit() or c == "%" for c in words)


def inline(tokens: Sequence[Token]) -> str:
    """The text of inline tokens, bold runs marked; a link or image without a text gives its address."""
    out: list[str] = []
    links: list[tuple[str, int]] = []
    for token in tokens:
        if token.type == "link_open":
            links.append((str(token.attrs.get("href", "")), len(out)))
        elif token.type == "link_close":
            href, start = links.pop()
            out += [] if "".join(out[start:]).strip() else [href]
        elif token.type == "html_inline":
            out.append(html_inline(token.content))
        elif token.type == "image":
            out.append(inline(token.children or []).strip() or str(token.attrs.get("src", "")))
        else:
            out.append(_SIGNS.get(token.type, token.content))
    return "".join(out)
