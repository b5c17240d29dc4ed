"""The blocks of an ADF document, read without recursion: a hostile document may be nested as deep as it likes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from outcome_lint.text.blocks import plain
from outcome_lint.text.build import BOLD, END, PLAIN, TITLE_LEVEL, Block, heading, row, split

if TYPE_CHECKING:
    from outcome_lint.text.adf import Node

CARDS = frozenset(("inlineCard", "blockCard", "embedCard"))
_LISTS = frozenset(("bulletList", "orderedList", "taskList", "decisionList"))
_ITEMS = frozenset(("listItem", "taskItem", "blockTaskItem", "decisionItem"))
_CELLS = frozenset(("tableCell", "tableHeader"))
_INLINE = frozenset(("text", "hardBreak", "inlineCard", "mention", "emoji", "date", "status", "placeholder"))
_INLINE |= frozenset(("inlineExtension", "mediaInline"))
_DEEPEST_TABLE = 3


class _Place(NamedTuple):
    """Where a node stands: list depth, whether it opens its item, what its text counts as, and tables around it."""

    depth: int = 0
    opens: bool = False
    kind: str = "paragraph"
    tables: int = 0


def card_url(node: Node) -> str:
    """Where a card points, "" where it does not say."""
    attrs = node.attrs
    if attrs is None:
        return ""
    data = attrs.data if isinstance(attrs.data, dict) else {}
    return _text(attrs.url) or _text(data.get("url")) or _text(data.get("name"))


def read(node: Node, tables: int = 0) -> list[Block]:
    """The blocks of the document in order."""
    out: list[Block] = []
    stack: list[tuple[Node | None, _Place]] = [(node, _Place(tables=tables))]
    while stack:
        each, place = stack.pop()
        if each is None:
            out.append(END)
        elif each.type in _INLINE:
            _emit(out, inline([each]), place)
        elif each.type == "heading" and place.kind == "paragraph" and not place.depth:
            level = each.attrs.level if each.attrs else 1
            title = heading(inline(each.content or []), int(level) if isinstance(level, (int, float)) else 1)
            out += [title] if title.text else []
        elif each.type == "rule":
            out.append(Block("rule", ""))
        elif each.type == "tableRow" and place.tables < _DEEPEST_TABLE:
            out += _row(each, place)
        elif not each.content:
            _emit(out, _leaf(each), place)
        else:
            _descend(each, place, out, stack)
    return out


def _descend(each: Node, place: _Place, out: list[Block], stack: list[tuple[Node | None, _Place]]) -> None:
    """Put a container's children on the stack, runs of inline nodes as one paragraph."""
    title = _text(each.attrs.title) if each.attrs else ""
    if title and each.type in ("expand", "nestedExpand"):
        out.append(heading(title, TITLE_LEVEL))
        stack.append((None, place))
    if each.type in _LISTS:
        place = place._replace(depth=place.depth + 1, opens=False)
    elif each.type in _ITEMS:
        place = place._replace(opens=True)
    elif each.type in ("blockquote", "codeBlock"):
        place = place._replace(kind="quote" if each.type == "blockquote" else "code")
    children = each.content or []
    if all(child.type in _INLINE for child in children):
        _emit(out, inline(children), place)
        return
    followers = place._replace(opens=False)
    pushed = [(child, place if i == 0 else followers) for i, child in enumerate(children)]
    stack.extend(reversed(pushed))


def _emit(out: list[Block], marked: str, place: _Place) -> None:
    if marked:
        item = place.opens and place.kind == "paragraph"
        if place.kind == "paragraph":
            out += split(marked, "item" if item else "paragraph", place.depth)
        else:
            out += [Block(place.kind, text) for text in (plain(split(marked)),) if text]


def _row(each: Node, place: _Place) -> list[Block]:
    """A table row; a cell with headings inside is layout, so its row is read as ordinary blocks."""
    cells = [child for child in each.content or [] if child.type in _CELLS]
    inner = [read(cell, place.tables + 1) for cell in cells]
    if any(block.kind == "heading" for found in inner for block in found):
        return [block for found in inner for block in found]
    made = row([plain(found) for found in inner], header=all(cell.type == "tableHeader" for cell in cells))
    return [made] if made.text and place.kind == "paragraph" else [Block(place.kind, made.text)] if made.text else []


def inline(nodes: list[Node]) -> str:
    """The text of inline nodes, bold runs marked."""
    return "".join(_marked(node) for node in nodes)


def _marked(node: Node) -> str:
    if node.type == "text":
        text = node.text or ""
        if node.marks and text.strip() and any(mark.type == "strong" for mark in node.marks):
            return f"{BOLD}{text}{PLAIN}"
        return text
    return _leaf(node)


def _leaf(node: Node) -> str:
    """What stands for a node without children."""
    found = _LEAVES.get(node.type)
    return found(node) if found else node.text or ""


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _attr(*names: str, otherwise: str = "") -> Callable[[Node], str]:
    """A leaf's text: the first of these attributes that is filled."""

    def read_attr(node: Node) -> str:
        found = (_text(getattr(node.attrs, name)).strip() for name in names) if node.attrs else iter(())
        return next(filter(None, found), otherwise)

    return read_attr


def _mention(node: Node) -> str:
    name = _attr("text", "id", otherwise="somebody")(node)
    return name if name.startswith("@") else f"@{name}"


def _date(node: Node) -> str:
    stamp = node.attrs.timestamp if node.attrs else None
    try:
        return datetime.fromtimestamp(int(stamp) / 1000, UTC).date().isoformat() if stamp is not None else ""
    except (ValueError, TypeError, OverflowError, OSError):
        return _text(stamp)


def _extension(node: Node) -> str:
    return _attr("text")(node) or "[extension]"


_LEAVES: dict[str, Callable[[Node], str]] = {
    "hardBreak": lambda node: "\n",
    "mention": _mention,
    "date": _date,
    "emoji": _attr("text", "shortName"),
    "status": _attr("text"),
    "placeholder": lambda node: "",
    "media": _attr("alt", otherwise="[media]"),
    "mediaInline": _attr("alt", otherwise="[media]"),
    "extension": _extension,
    "bodiedExtension": _extension,
    "inlineExtension": _extension,
    "syncBlock": lambda node: "[synced block]",
    "bodiedSyncBlock": lambda node: "",
} | dict.fromkeys(CARDS, lambda node: card_url(node) or "[card]")
