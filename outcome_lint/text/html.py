"""HTML that stands in Markdown: summaries are titles, comments nothing, and of other tags the content counts."""

from __future__ import annotations

import re
from html import unescape

from outcome_lint.text.build import BOLD, END, PLAIN, TITLE_LEVEL, Block, heading, row, split

_COMMENT = re.compile(r"<!--|-->")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,20})((?:\s[^<>]{0,2000})?)/?>|<[!?][^<>]{0,2000}>")
_TITLES = {"summary": TITLE_LEVEL} | {f"h{level}": level for level in range(1, 7)}
_BREAKS = frozenset(
    ["br", "p", "div", "ul", "ol", "table", "tr", "details", "blockquote", "pre", "hr", "section", "dl"]
)
_MODES = {"li": "item", "td": "cell", "th": "cell"}
_GAP = re.compile(r"\n[ \t]*\n")
_HIDDEN = frozenset(("script", "style", "template"))
_ADDRESS = re.compile(r"""(?:alt|src)\s*=\s*["']?([^"'>\s][^"'>]{0,500})""", re.IGNORECASE)


def without_comments(source: str) -> str:
    """The source without `<!-- … -->`; one that is never closed hides the rest, as it does on GitHub."""
    out: list[str] = []
    hidden_from, at = -1, 0
    for found in _COMMENT.finditer(source):
        if hidden_from < 0 and found[0] == "<!--":
            out.append(source[at : found.start()])
            hidden_from = found.start()
        elif hidden_from >= 0 and found[0] == "-->":
            hidden_from, at = -1, found.end()
    return "".join(out) + ("" if hidden_from >= 0 else source[at:])


def html_inline(tag: str) -> str:
    """What a single tag amounts to inside a paragraph."""
    found = _TAG.fullmatch(tag)
    if not found or not found[2]:
        return ""
    name = found[2].lower()
    if name in ("b", "strong"):
        return PLAIN if found[1] else BOLD
    if name == "img":
        address = _ADDRESS.search(found[3])
        return address[1].strip() if address else "[image]"
    return "\n" if name in _BREAKS or name in _TITLES or name in _MODES else ""


def html_blocks(source: str, level: int = 0) -> list[Block]:
    """The blocks of an HTML passage; an unknown tag goes, its content stays."""
    source = without_comments(source)
    passage, at = _Passage(level), 0
    for found in _TAG.finditer(source):
        passage.add(source[at : found.start()])
        at = found.end()
        passage.tag((found[2] or "").lower(), found[0], closing=bool(found[1]))
    passage.add(source[at:])
    passage.row()
    return passage.out


class _Passage:
    """Gathers text between tags; `mode` is what that text will be: paragraph, item, cell, hidden, or a heading."""

    def __init__(self, level: int) -> None:
        self.out: list[Block] = []
        self.level = level
        self.mode = "paragraph"
        self.cells: list[str] = []
        self.heads = 0
        self.waiting: list[str] = []

    def add(self, source: str) -> None:
        """Take in text."""
        self.waiting.append(unescape(source))

    def tag(self, name: str, source: str, *, closing: bool) -> None:
        """Take in a tag."""
        if name in _TITLES or name in _HIDDEN or name in ("li", "td", "th"):
            self.flush()
            self.heads += name == "th" and not closing
            self.mode = "paragraph" if closing else _MODES.get(name, name)
        elif name in ("tr", "table", "details") or (name in ("ul", "ol") and self.mode == "item"):
            self.row()
            self.mode = "paragraph"
            if name == "details" and closing:
                self.out.append(END)
        else:
            self.waiting.append("\n\n" if name in _BREAKS and name != "br" else html_inline(source))

    def row(self) -> None:
        """End the text and the table row at hand."""
        self.flush()
        if self.cells and (made := row(self.cells, header=self.heads == len(self.cells))).text:
            self.out.append(made)
        self.cells, self.heads = [], 0

    def flush(self) -> None:
        """End the text at hand."""
        marked = "".join(self.waiting)
        self.waiting.clear()
        if self.mode == "cell":
            self.cells.append(marked)
        elif self.mode in _TITLES:
            self.out += [made] if (made := heading(marked, _TITLES[self.mode])).text else []
        elif self.mode == "item":
            self.out += split(marked.strip(), "item", self.level + 1)
        elif self.mode == "paragraph":
            for part in _GAP.split(marked):
                self.out += split(part.strip("\n"), "paragraph", self.level)
