"""Writes a first configuration: the template, with what a tracker suggested in the place of its examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from outcome_lint.output.escape import terminal
from outcome_lint.starter import Candidate, Choice, Starter

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*")
_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
_OTHERS = 6


def write(template: str, starter: Starter) -> str:
    """The text of an outcome-lint.yml."""
    for key, lines in (
        ("fields", list(_fields(starter))),
        ("levels", list(_levels(starter))),
        ("sources", list(_sources(starter))),
    ):
        template = _instead(template, key, lines)
    return template


def _instead(template: str, key: str, lines: list[str]) -> str:
    """The block of comments that begins with the key, replaced; where there is none, the lines come last."""
    block = re.compile(rf"^# {key}:\n(?:#   .*\n?)*", re.MULTILINE)
    text = "\n".join(lines) + "\n"
    if not block.search(template):
        return f"{template.rstrip()}\n\n{text}"
    return block.sub(lambda _: text, template, count=1)


def _fields(starter: Starter) -> Iterator[str]:
    yield "fields:"
    for choice in starter.fields:
        if choice.chosen:
            yield f"  {choice.field}: {_list([*(each.name for each in choice.chosen), *choice.also])}"
        else:
            yield f"  # {choice.field}: nothing here looks like it"
        if choice.others:
            yield f"  # others here: {', '.join(_shown(each) for each in choice.others[:_OTHERS])}"
    if not any(choice.chosen for choice in starter.fields):
        yield "  {}"


def _levels(starter: Starter) -> Iterator[str]:
    if not starter.levels:
        yield "# levels:"
        yield "#   epic: [Epic]"
        return
    yield "levels:"
    for level, types in starter.levels.items():
        yield f"  {level}: {_list(list(types))}"


def _sources(starter: Starter) -> Iterator[str]:
    yield "sources:"
    for kind, entry in starter.source.items():
        yield f"  - {kind}:"
        for key, value in entry.items():
            yield f"      {key}: {_value(value)}"
    yield from (f"      # {terminal(note)}" for note in starter.notes)


def told(starter: Starter) -> Iterator[str]:
    """The choices and their alternatives, a line each."""
    yield starter.who
    for level, types in starter.levels.items():
        yield f"{level}: {', '.join(types)}"
    for choice in starter.fields:
        chosen = ", ".join([*map(_shown, choice.chosen), *(choice.also if choice.chosen else ())])
        others = f"; others: {', '.join(map(_shown, choice.others[:_OTHERS]))}" if choice.others else ""
        yield f"{choice.field}: {chosen or 'nothing here looks like it'}{others}{'' if chosen else _by_default(choice)}"
    yield from starter.notes


def _by_default(choice: Choice) -> str:
    """Where it is looked for all the same."""
    if "body" not in choice.also:
        return ""
    return "; sections of the body are looked at" + (", then the assignee" if "assignee" in choice.also else "")


def _shown(candidate: Candidate) -> str:
    return terminal(candidate.name + (f" ({candidate.why})" if candidate.why else ""))


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_list(list(names))}' for key, names in value.items())}}}"
    return _list(list(value)) if isinstance(value, list | tuple) else scalar(value)


def _list(names: list[Any]) -> str:
    return scalar(names[0]) if len(names) == 1 else f"[{', '.join(map(scalar, names))}]"


def scalar(value: Any) -> str:
    """A value as YAML, in quotes unless it is plain words."""
    if isinstance(value, bool | int):
        return str(value).lower()
    text = str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10_000).strip()
