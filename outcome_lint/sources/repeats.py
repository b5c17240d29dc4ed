"""Keys that an object names twice: JSON allows it, decoders take the last one, and the ratio would be an accident."""

from __future__ import annotations

import json
from typing import Any


def suspicious(data: bytes | memoryview, keys: tuple[bytes, ...], records: int) -> bool:
    """Whether one of the (quoted) keys occurs more often than once a record: a cheap look that may be mistaken."""
    text = bytes(data)
    return any(text.count(key) > records for key in keys)


def repeated(data: memoryview, keys: tuple[bytes, ...]) -> list[str]:
    """Those of the (quoted) keys that an object of the value names twice."""
    names = {key.decode().strip('"') for key in keys}
    found: dict[str, None] = {}

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for name, value in pairs:
            if name in table and name in names:
                found[name] = None
            table[name] = value
        return table

    try:
        json.loads(bytes(data), object_pairs_hook=look)
    except (ValueError, RecursionError):
        return []
    return list(found)
