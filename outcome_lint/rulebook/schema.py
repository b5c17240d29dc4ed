"""The JSON Schema of a rule file, made from the very values that are decoded."""

from __future__ import annotations

from typing import Any

import msgspec

from outcome_lint.checks import KINDS
from outcome_lint.rulebook.rule import Rule


def rule_schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, for editors and for telling all mistakes at once."""
    options = [kind.options for kind in KINDS.values()]
    (root, *refs), components = msgspec.json.schema_components((Rule, *options), ref_template="#/$defs/{name}")
    definition = components.pop(root["$ref"].rpartition("/")[2])
    check = {"$ref": "#/$defs/Check"}
    several = {"type": "array", "items": check, "minItems": 1}
    kinds: dict[str, Any] = {"all": several, "any": several, "not": check}
    for (name, kind), ref in zip(KINDS.items(), refs, strict=True):
        kinds[name] = {"anyOf": [{"type": "string"}, ref], "description": f"Must be true: {kind.asks}."}
    components["Check"] = {
        "type": "object",
        "description": "What must be true of an item: one kind of check with its options.",
        "properties": kinds,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    definition["properties"]["check"] = check
    for name in {kind.options.__name__ for kind in KINDS.values()}:
        properties = components[name]["properties"]
        properties.update({name: _or_option(shape) for name, shape in properties.items()})
    for key, words in _KEYS.items():
        definition["properties"][key] = {"description": words, **definition["properties"][key]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:outcome-lint:rule-1",
        **definition,
        "title": "A rule of outcome-lint",
        "$defs": dict(sorted(components.items())),
    }


def _or_option(shape: dict[str, Any]) -> dict[str, Any]:
    """That shape, or the name of one of the rule's options in its place."""
    if shape.get("type") == "string" and "enum" not in shape:
        return shape
    default = {"default": shape["default"]} if "default" in shape else {}
    return {"anyOf": [shape, {"type": "string", "pattern": r"^\$"}], **default}


_KEYS = {
    "name": "Its name, in kebab-case; the primary identifier.",
    "code": "A short permanent alias: capitals and a number, such as AC101.",
    "asks": "What it asks of an item, as a question.",
    "message": "What a finding says after the item's key; {why} and item fields in braces are filled in.",
    "question": "The question that a finding ends in.",
    "why": "Why it matters.",
    "fix": "How to mend a finding.",
    "severity": "error, warning or info, or a map of profile to severity.",
    "when": "The items that it is about; all, if left out.",
    "options": "Values that a configuration may change; the check refers to one as $name.",
    "examples": "Items that it must find wanting (bad), must pass (good), and can't judge (unknown): its tests.",
}
