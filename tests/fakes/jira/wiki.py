"""Documents in the other markup: a string as ADF, and ADF as the wiki text that v2 and Data Center show."""

from __future__ import annotations

from typing import Any

_MARKS = {"strong": "*", "em": "_", "strike": "-", "underline": "+"}


def document(text: str) -> dict[str, Any]:
    """One paragraph a blank line."""
    paragraphs = [part for part in text.split("\n\n") if part]
    content = [{"type": "paragraph", "content": [{"type": "text", "text": each}]} for each in paragraphs]
    return {"type": "doc", "version": 1, "content": content}


def wiki(node: dict[str, Any]) -> str:
    return "\n\n".join(_block(each) for each in node.get("content") or ())


def _block(node: dict[str, Any]) -> str:
    kind, content = node.get("type"), node.get("content") or []
    if kind == "heading":
        return f"h{node['attrs']['level']}. {_line(content)}"
    if kind in {"bulletList", "orderedList"}:
        mark = "*" if kind == "bulletList" else "#"
        return "\n".join(f"{mark} {wiki(item)}" for item in content)
    if kind == "rule":
        return "----"
    if kind in {"blockCard", "embedCard"}:
        return _inline(node)
    if content and "content" in content[0]:
        return wiki(node)
    return _line(content)


def _line(nodes: list[dict[str, Any]]) -> str:
    return "".join(map(_inline, nodes))


def _inline(node: dict[str, Any]) -> str:
    attrs = node.get("attrs") or {}
    if node["type"] == "hardBreak":
        return "\n"
    if "text" not in node:
        return f"[{attrs['url']}|smart-card]" if "url" in attrs else str(attrs.get("text", ""))
    text = str(node["text"])
    for mark in node.get("marks", ()):
        if mark["type"] == "link":
            text = f"[{text}|{mark['attrs']['href']}]"
        elif mark["type"] in _MARKS:
            text = f"{_MARKS[mark['type']]}{text}{_MARKS[mark['type']]}"
    return text
