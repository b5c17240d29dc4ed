"""Finds the configuration file, reads it, and remembers where each value came from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from outcome_lint import yamlfile
from outcome_lint.config.shape import Config
from outcome_lint.errors import ConfigError, Mistake

NAMES = ("outcome-lint.yml", "outcome-lint.yaml", ".outcome-lint.yml", ".outcome-lint.yaml", ".github/outcome-lint.yml")
_TABLE = "outcome-lint"


class Found(NamedTuple):
    """A configuration, the folder that its paths are relative to, and the document behind it (None: defaults only)."""

    config: Config
    folder: Path
    document: yamlfile.Document | None

    def place(self, *where: str | int) -> str:
        """file:line of a key, or "" where the file does not state it."""
        if self.document is None:
            return ""
        value = self.document.value
        for part in where:
            if not isinstance(value, dict) or part not in value:
                return ""
            value = value[part]
        return f"{self.document.path}:{self.document.place(where)[0]}"

    def path(self, name: str) -> Path:
        """A file that the configuration names, relative to its folder."""
        return self.folder / name

    def mistake(self, where: yamlfile.Where, message: str, hint: str = "") -> Mistake:
        """A mistake in the configuration file."""
        if self.document is None:
            return Mistake("configuration", 0, 0, message, hint)
        return self.document.mistake(where, message, hint)


def find(start: Path) -> Path | None:
    """The nearest configuration file from the folder up to the root of its repository."""
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return folder / name
        if (folder / "pyproject.toml").is_file() and _table(folder / "pyproject.toml") is not None:
            return folder / "pyproject.toml"
        if (folder / ".git").exists():
            return None
    return None


def read(path: Path | None) -> Found:
    """The configuration of a file, or the defaults. Raises ConfigError with all its mistakes."""
    if path is None:
        return Found(Config(), Path(), None)
    folder = path.parent.parent if path.parent.name == ".github" else path.parent
    name = shown(path)
    if path.name == "pyproject.toml":
        document = yamlfile.Document(name, _table(path) or {}, _places(path.read_text("utf-8")))
    else:
        document = yamlfile.read(path, name)
        if document.value is None:  # a file of comments
            document = document._replace(value={})
    return Found(yamlfile.convert(document, Config, config_schema), folder, document)


def _table(path: Path) -> Any:
    try:
        return tomllib.loads(path.read_text("utf-8")).get("tool", {}).get(_TABLE)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([Mistake(shown(path), 0, 0, f"can't be read: {error}")]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Mistake(shown(path), 0, 0, f"not TOML: {error}")]) from None


def _places(text: str) -> dict[yamlfile.Where, tuple[int, int]]:
    """Where the tables and keys of ours stand in a TOML text; those inside of a value have its place."""
    places: dict[yamlfile.Where, tuple[int, int]] = {}
    table: yamlfile.Where | None = None
    for number, line in enumerate(text.splitlines(), 1):
        place = number, len(line) - len(line.lstrip()) + 1
        if header := _HEADER.match(line):
            table = _below(tuple(_PART.findall(header[2])))
            if table and header[1] == "[[":
                table = (*table, sum(1 for where in places if where[:-1] == table and isinstance(where[-1], int)))
            if table is not None:
                places[table] = place
        elif table is not None and (key := _KEY.match(line)):
            places[(*table, *(part.strip("\"'") for part in _PART.findall(key[1])))] = place
    return places


_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")


def _below(parts: yamlfile.Where) -> yamlfile.Where | None:
    """The keys below our own table, or None for the tables of others."""
    return tuple(str(part).strip("\"'") for part in parts[2:]) if parts[:2] == ("tool", _TABLE) else None


def shown(path: Path) -> str:
    """The shortest name of a file for a person who stands in the working folder."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def config_schema() -> dict[str, Any]:
    """The JSON Schema of a configuration file, for editors and for telling all mistakes at once."""
    (root,), components = msgspec.json.schema_components((Config,), ref_template="#/$defs/{name}")
    definition = components.pop(root["$ref"].rpartition("/")[2])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:outcome-lint:config-1",
        **definition,
        "title": "outcome-lint.yml",
        "$defs": dict(sorted(components.items())),
    }
