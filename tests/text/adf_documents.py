"""Documents drawn from the ADF schema itself: whatever it allows may come."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

SCHEMA = Path(__file__).parents[2].parent / "shared" / "contracts" / "adf.schema.json"
MISSING = "the ADF schema is not in shared/contracts/ beside the repository"
_DEEP, _MOST_ITEMS = 7, 3
# Nodes that are content without holding a text.
TELLING = set(
    "blockCard date embedCard emoji extension bodiedExtension inlineCard inlineExtension media mediaGroup mediaInline"
    " mediaSingle mention status syncBlock bodiedSyncBlock".split()
)

Json = dict[str, Any]


@cache
def schema() -> Json:
    found: Json = json.loads(SCHEMA.read_bytes())
    return found


def resolved(part: Json) -> Json:
    """Without references and allOf at its top: each part of an allOf narrows the first, which may be closed to more."""
    if "$ref" in part:
        return resolved(schema()["definitions"][part["$ref"].rpartition("/")[2]])
    if "allOf" in part:
        base, *others = map(resolved, part["allOf"])
        merged = dict(base)
        for each in others:
            added = each.get("properties", {})
            if base.get("additionalProperties") is False:
                added = {name: added[name] for name in added if name in base["properties"]}
            merged["properties"] = merged["properties"] | added
            merged["required"] = [*merged.get("required", ()), *each.get("required", ())]
        return merged
    return part


@cache
def _heights() -> dict[str, float]:
    """How deep a document must at least go below each definition."""
    heights = dict.fromkeys(schema()["definitions"], math.inf)
    for _ in heights:
        heights |= {name: height(part, heights) for name, part in schema()["definitions"].items()}
    return heights


def height(part: Json, known: dict[str, float]) -> float:
    if "$ref" in part:
        return known[part["$ref"].rpartition("/")[2]]
    if "allOf" in part:
        return max(height(each, known) for each in part["allOf"])
    if "anyOf" in part:
        return min(height(each, known) for each in part["anyOf"])
    if part.get("type") == "object":
        required = part.get("required", ())
        return 1 + max((height(part["properties"][name], known) for name in required), default=0)
    if part.get("type") == "array" and part.get("minItems"):
        items = part["items"] if isinstance(part["items"], list) else [part["items"]]
        return max(height(each, known) for each in items[: part["minItems"]])
    return 0


class _Drawing:
    """`void`: texts are blank, and nothing tells without a text. After `size` objects it comes to an end."""

    def __init__(self, draw: Any, *, void: bool, size: int) -> None:
        self._draw, self._void, self._left = draw, void, size

    def value(self, part: Json, depth: int, name: str = "") -> Any:
        if "anyOf" in part:
            return self.value(self._choice(part["anyOf"], depth), depth, name)
        part = resolved(part)
        if "anyOf" in part:
            return self.value(part, depth, name)
        if "enum" in part:
            return self._draw(st.sampled_from(part["enum"]))
        draw = {"object": self._object, "array": self._array}.get(part.get("type", ""))
        return draw(part, depth, name) if draw else self._draw(self._scalar(part, name))

    def _ending(self, depth: int) -> bool:
        return depth >= _DEEP or self._left < 0

    def _choice(self, options: list[Json], depth: int) -> Json:
        allowed = [each for each in options if not (self._void and _kind(each) in TELLING)]
        if self._ending(depth):
            lowest = min(height(each, _heights()) for each in allowed)
            allowed = [each for each in allowed if height(each, _heights()) == lowest]
        likely = [each for each in allowed if _kind(each) in {"text", "paragraph"}]
        return self._draw(st.sampled_from(likely + allowed))  # type: ignore[no-any-return]

    def _object(self, part: Json, depth: int, _: str) -> Json:
        self._left -= 1
        required = set(part.get("required", ()))
        return {
            name: self.value(each, depth + 1, name)
            for name, each in part.get("properties", {}).items()
            if name in required or name == "content" or self._draw(st.booleans())
        }

    def _array(self, part: Json, depth: int, name: str) -> list[Any]:
        least, items = part.get("minItems", 0), part.get("items")
        if not items:
            return []
        most = min(part.get("maxItems", _MOST_ITEMS), max(_MOST_ITEMS, least))
        if self._ending(depth):
            most = least
        if isinstance(items, list):
            return [self.value(each, depth, name) for each in items[: self._draw(st.integers(least, len(items)))]]
        if self._void and least == 0 and _kind(items) in TELLING:
            return []
        count = self._draw(st.sampled_from([1, 2, most, 0]))
        return [self.value(items, depth, name) for _ in range(max(least, min(count, most)))]

    def _scalar(self, part: Json, name: str) -> st.SearchStrategy[Any]:
        kind = part.get("type")
        if kind == "boolean":
            return st.booleans()
        if kind == "number":
            return st.integers(math.ceil(part.get("minimum", 0)), math.floor(part.get("maximum", 10**13)))
        if kind != "string":
            return st.sampled_from([None, {}, {"url": "https://x.example/data"}, "x", 7])
        if "pattern" in part:
            return st.from_regex(part["pattern"].replace("$", r"\Z")).filter(
                lambda each: re.search(part["pattern"], each)
            )
        if name == "text" and part.get("minLength"):
            return st.just(" \u200b") if self._void else st.integers(0, 10**9).map("word{}x".format)
        if name in {"href", "url"}:
            return st.integers(0, 99).map("https://x.example/{}".format)
        return st.text(max_size=6, min_size=part.get("minLength", 0))


def _kind(part: Json) -> str:
    """The node type that a part of the schema describes."""
    types = resolved(part).get("properties", {}).get("type", {}).get("enum", [""])
    return str(types[0])


def blocks(*, void: bool = False) -> list[str]:
    """The names of what may stand at the top of a document."""
    names = [
        each["$ref"].rpartition("/")[2]
        for each in schema()["definitions"]["doc_node"]["properties"]["content"]["items"]["anyOf"]
    ]
    return [name for name in names if not (void and _kind(schema()["definitions"][name]) in TELLING)]


@st.composite
def documents(draw: Any, block: str, *, void: bool = False, size: int = 60) -> Json:
    """Documents that begin with a block of that name."""
    drawing = _Drawing(draw, void=void, size=size)
    first = drawing.value(schema()["definitions"][block], 1)
    found: Json = drawing.value(schema(), 0)
    return found | {"content": [first, *found["content"]]}


def nodes(found: Any) -> list[Json]:
    """Every node of a document, marks left out."""
    if isinstance(found, list):
        return [node for each in found for node in nodes(each)]
    return [found, *nodes(found.get("content", []))]
