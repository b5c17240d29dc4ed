"""The HTML that stands in Markdown: summaries are titles, comments nothing, and of other tags the content counts."""

from __future__ import annotations

import re
from html import unescape

from outcome_lint.text import blocks
from outcome_lint.text.blocks import BOLD, PLAIN, TITLE_RANK, Block, heading, split

_COMMENT = re.compile(r"<!--|-->")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,20})((?:\s[^<>]{0,2000})?)/?>|<[!?][^<>]{0,2000}>")
_TITLES = {"summary": TITLE_RANK} | {f"h{level}": level for level in range(1, 7)}
_BREAKS = frozenset(["br", "p", "div", "ul", "ol", "table", "tr", "details", "blockquote", "pre", "hr", "section", "dl"])
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
    if name in ("td", "th"):
        return " "
    return "\n" if name in _BREAKS or name in _TITLES or name == "li" else ""


def html_blocks(source: str, level: int = 0) -> list[Block]:
    """The blocks of an HTML passage; an unknown tag goes, its content stays."""
    out: list[Block] = []
    pending: list[str] = []
    rank, item, hidden, at = 0, False, False, 0
    source = without_comments(source)

    def flush() -> None:
        marked = unescape("".join(pending))
        pending.clear()
        if hidden:
            return
        if rank:
            out.extend([made] if (made := heading(marked, rank)).text else [])
        elif item:
            out.extend(split(marked, "item", level + 1))
        else:
            for part in re.split(r"\n[ \t]*\n", marked):
                out.extend(split(part, "paragraph", level))

    for found in _TAG.finditer(source):
        pending.append(source[at : found.start()])
        at = found.end()
        name, closing = (found[2] or "").lower(), bool(found[1])
        if name in _TITLES or name == "li" or name in _HIDDEN or (item and name in ("ul", "ol")):
            flush()
            rank = _TITLES.get(name, 0) if not closing else 0
            item = name == "li" and not closing
            hidden = name in _HIDDEN and not closing
        else:
            pending.append("\n\n" if name in _BREAKS and name != "br" else html_inline(found[0]))
    pending.append(source[at:])
    flush()
    return [block for block in out if blocks.bare(block.text)]
