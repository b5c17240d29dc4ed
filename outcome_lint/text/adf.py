"""Atlassian Document Format, as Jira Cloud's v3 answers hold it.

The node types are those of `@atlaskit/adf-schema`'s full.json; what is not known is read for its text and children.
`plain` is on the hot path of a scan, hence its short cuts for the shapes that most fields have.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from outcome_lint.text import adf_blocks, blocks
from outcome_lint.text.blocks import Section
from outcome_lint.text.clean import tidy

_T = TypeVar("_T")
_FLAT_LISTS = ("bulletList", "orderedList")


class Attrs(Struct, frozen=True, gc=False):
    """The attributes that carry content, of whatever type the sender gave them."""

    text: Any = None
    url: Any = None
    href: Any = None
    level: Any = None
    timestamp: Any = None
    shortName: Any = None
    alt: Any = None
    title: Any = None
    id: Any = None
    data: Any = None
    extensionKey: Any = None


class Mark(Struct, frozen=True, gc=False):
    """A text's format, such as strong or link."""

    type: str = ""
    attrs: Attrs | None = None


class Node(Struct, frozen=True, gc=False):
    """A node of a document; a decode target that takes what Jira sends: unknown keys, no content, null content."""

    type: str = ""
    text: str | None = None
    content: list[Node] | None = None
    attrs: Attrs | None = None
    marks: list[Mark] | None = None


def from_obj(obj: Any) -> Node:
    """The node that a decoded JSON object stands for, however deep or damaged it is."""
    try:
        return msgspec.convert(obj, Node)
    except (msgspec.ValidationError, RecursionError):
        return _salvage(obj)


def plain(node: Node, *, content_only: bool = False) -> str:
    """The document's text; with `content_only`, "" for a document that has nothing but headings and rules."""
    content = node.content
    if not content:
        return tidy(node.text) if node.text else _slow(node, content_only=content_only)
    if len(content) == 1:
        block = content[0]
        if block.type == "paragraph":
            inner = block.content
            if not inner:
                return ""
            if len(inner) == 1:
                only = inner[0]
                if only.type == "text":
                    return tidy(only.text or "")
    text = _simple(content)
    return _slow(node, content_only=content_only) if text is None else text


def _simple(content: list[Node]) -> str | None:
    """The text of paragraphs and flat lists that hold texts and line breaks only; None for any other document."""
    out = ""
    listed = False
    for block in content:
        kind = block.type
        if kind == "paragraph":
            text = _line(block.content) if block.content else ""
            after = "\n\n"
        elif kind in _FLAT_LISTS:
            text = _items(block.content or [])
            after = "\n" if listed else "\n\n"
        else:
            return None
        if text is None:
            return None
        if text:
            out += after + text if out else text
            listed = kind != "paragraph"
    return out


def _items(items: list[Node]) -> str | None:
    lines = []
    for item in items:
        inner = item.content
        if not inner or len(inner) != 1 or inner[0].type != "paragraph":
            return None
        text = _line(inner[0].content or [])
        if text is None:
            return None
        if text:
            lines.append("- " + text)
    return "\n".join(lines)


def _line(content: list[Node]) -> str | None:
    text = ""
    for node in content:
        kind = node.type
        if kind == "text":
            text += node.text or ""
        elif kind == "hardBreak":
            text += "\n"
        else:
            return None
    return tidy(text)


def _slow(node: Node, *, content_only: bool) -> str:
    found = adf_blocks.read(node)
    return "" if content_only and not blocks.has_content(found) else blocks.plain(found)


def sections(node: Node) -> list[Section]:
    """The document's sections; titles of expands count as headings."""
    return blocks.sections(adf_blocks.read(node))


def has_content(node: Node) -> bool:
    """Whether there is more than headings, rules, placeholders and empty paragraphs.

    Cards, mentions, dates and media are content without a text.
    """
    return bool(plain(node, content_only=True))


def links(node: Node) -> list[str]:
    """Every address that the document points to, by link or card, in order and once."""
    found: dict[str, None] = {}
    for each in walk(node):
        for mark in each.marks or ():
            if mark.type == "link" and mark.attrs and mark.attrs.href and isinstance(mark.attrs.href, str):
                found[mark.attrs.href] = None
        if each.type in adf_blocks.CARDS and (url := adf_blocks.card_url(each)):
            found[url] = None
    return list(found)


def walk(node: Node) -> Iterator[Node]:
    """Every node in document order."""
    stack = [node]
    while stack:
        each = stack.pop()
        yield each
        if each.content:
            stack.extend(reversed(each.content))


def _salvage(obj: Any) -> Node:
    """A node from an object that the decoder refuses: children of the wrong type are left out, the rest is kept."""
    root: list[Node] = []
    stack = [(obj, root)]
    while stack:
        each, siblings = stack.pop()
        if not isinstance(each, dict):
            continue
        children: list[Node] = []
        kind, text, content = each.get("type"), each.get("text"), each.get("content")
        siblings.append(
            Node(
                type=kind if isinstance(kind, str) else "",
                text=text if isinstance(text, str) else None,
                content=children,
                attrs=_converted(each.get("attrs"), Attrs),
                marks=[mark for raw in _listed(each.get("marks")) if (mark := _converted(raw, Mark))],
            )
        )
        stack.extend((child, children) for child in reversed(_listed(content)))
    return root[0] if root else Node()


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _converted(raw: Any, target: type[_T]) -> _T | None:
    try:
        return msgspec.convert(raw, target)
    except (msgspec.ValidationError, RecursionError):
        return None
