"""The reference of configuration keys, made from the JSON Schema of the configuration."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from outcome_lint.config import config_schema

KINDS = {"object": "map", "array": "list", "string": "text", "null": "nothing", "boolean": "true or false"}
HEAD = """# Configuration keys

Every key of `outcome-lint.yml`; all of them are optional. [Configuration](configuration.md) explains them,
`outcome-lint config show` prints the values in force and where each came from, and the JSON Schema for editors is
`outcome_lint/schemas/config-1.schema.json` (or `outcome-lint config schema`).
"""


def config_page() -> str:
    """One table for the file, and one for each kind of entry in it."""
    schema = config_schema()
    parts = schema["$defs"]
    lines = [HEAD, *_table(schema, parts)]
    for name, part in parts.items():
        if "properties" in part:
            lines += ["", f"## {name}", "", part.get("description", ""), "", *_table(part, parts)]
    return "\n".join(lines) + "\n"


def _table(schema: dict[str, Any], parts: dict[str, Any]) -> Iterator[str]:
    yield "| key | takes | default | what it is |"
    yield "|---|---|---|---|"
    for key, value in schema["properties"].items():
        part = parts.get(value.get("$ref", "").rpartition("/")[2], {})
        default = "" if value.get("default") is None else f"`{json.dumps(value['default'], ensure_ascii=False)}`"
        if "properties" in part:
            default = ""  # told in its own table
        if key in schema.get("required", ()):
            default = "must be given"
        about = value.get("description") or part.get("description", "")
        yield f"| `{key}` | {_takes(value)} | {default} | {about.replace('|', '&#124;')} |"


def _takes(value: dict[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return "error, warning or info" if name == "Severity" else f"[{name}](#{name.lower()})"
    if "enum" in value:
        return ", ".join(map(str, value["enum"]))
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_takes(each) for each in value["anyOf"] if each.get("type") != "null"))
    if value.get("type") == "array":
        return f"list of {_takes(value['items'])}"
    if isinstance(value.get("additionalProperties"), dict):
        return f"map of {_takes(value['additionalProperties'])}"
    return KINDS.get(value.get("type", ""), value.get("type", "anything"))
