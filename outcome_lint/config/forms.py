"""The prompts of a repository's own issue forms and templates.

Source: GitHub's syntax for issue forms: `body:` is a list of elements with `attributes` label, description,
placeholder and value; those of type `markdown` are shown and never submitted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from outcome_lint import yamlfile
from outcome_lint.config.find import shown
from outcome_lint.errors import ConfigError
from outcome_lint.model import Note

_FOLDER, _SINGLE = Path(".github/ISSUE_TEMPLATE"), Path(".github/ISSUE_TEMPLATE.md")
_SPOKEN = ("label", "description", "placeholder", "value")
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n.*?^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_MOST = 200  # files
_LARGEST = 100_000  # bytes


class Forms(NamedTuple):
    """The prompts of forms, the Markdown of template pages without front matter, and what is to be said of both."""

    prompts: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def joined(self, other: Forms) -> Forms:
        """Both."""
        return Forms(self.prompts + other.prompts, self.pages + other.pages, self.notes + other.notes)


def read_forms(start: Path) -> Forms:
    """What stands in `.github` of the folder, else of its repository's root. A file that can't be read is a warning."""
    for root in _roots(start):
        if paths := _files(root):
            return _read(paths)
    return Forms()


def forms_of(files: Iterable[tuple[str, str]], where: str) -> Forms:
    """Of templates that were read elsewhere: names and texts."""
    return _gathered([(name, partial(_given, text)) for name, text in files], where)


def _given(text: str) -> str:
    return text


def _roots(start: Path) -> Iterator[Path]:
    start = start.resolve()
    yield start
    root = next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start)
    if root != start:
        yield root


def _files(root: Path) -> list[Path]:
    folder = root / _FOLDER
    inside = (
        [path for path in folder.iterdir() if path.suffix.lower() in (".yml", ".yaml", ".md")]
        if folder.is_dir()
        else []
    )
    single = root / _SINGLE
    paths = [path for path in (*sorted(inside), single) if path.is_file() and path.stem.lower() != "config"]
    return paths[:_MOST]


def _read(paths: list[Path]) -> Forms:
    return _gathered([(shown(path), partial(_text, path)) for path in paths], shown(paths[0].parent))


def _gathered(files: list[tuple[str, Callable[[], str]]], where: str) -> Forms:
    prompts: list[str] = []
    pages: list[str] = []
    notes: list[Note] = []
    for name, text in files:
        try:
            if name.lower().endswith(".md"):
                pages.append(_FRONT_MATTER.sub("", text(), count=1))
            else:
                prompts += _prompts(yamlfile.parse(text(), name).value)
        except ConfigError as error:
            notes.append(_warning(name, error.mistakes[0].message if error.mistakes else str(error)))
        except (OSError, ValueError) as error:
            notes.append(_warning(name, str(error)))
    said = len(files) - len(notes)
    if said:
        forms = "1 issue template" if said == 1 else f"{said} issue templates"
        notes.insert(0, Note(f"{forms} in {where}: what an item repeats of it counts as a placeholder"))
    return Forms(tuple(prompts), tuple(pages), tuple(notes))


def _warning(name: str, why: str) -> Note:
    return Note(f"{name} is not read as an issue template: {why}", "warning")


def _text(path: Path) -> str:
    if path.stat().st_size > _LARGEST:
        raise ValueError(f"it is larger than {_LARGEST:,} bytes")
    return path.read_bytes().decode("utf-8-sig")


def _prompts(form: Any) -> Iterator[str]:
    body = form.get("body") if isinstance(form, dict) else None
    if not isinstance(body, list):
        raise ValueError("it has no list `body`")  # noqa: TRY004  (of a file, not of a caller)
    for element in body:
        attributes = element.get("attributes") if isinstance(element, dict) else None
        if isinstance(attributes, dict) and element.get("type") != "markdown":
            yield from (said for name in _SPOKEN if isinstance(said := attributes.get(name), str) and said.strip())
