"""The tables of the Action's inputs and outputs, made from action.yml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from outcome_lint import yamlfile


def action_tables(path: Path) -> str:
    """One table of the inputs with their defaults, and one of the outputs, in the order of the file."""
    action = yamlfile.read(path).value
    inputs = [
        f"| `{name}` | {_default(each)} | {_words(each['description'])} |" for name, each in action["inputs"].items()
    ]
    outputs = [f"| `{name}` | {_words(each['description'])} |" for name, each in action["outputs"].items()]
    lines = ["| input | default | what it is |", "|---|---|---|", *inputs]
    lines += ["", "| output | what it is |", "|---|---|", *outputs]
    return "\n".join(lines)


def _default(given: Mapping[str, str]) -> str:
    if given.get("required"):
        return "must be given"
    default = str(given.get("default") or "")
    return f"`{default}`" if default else ""


def _words(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
