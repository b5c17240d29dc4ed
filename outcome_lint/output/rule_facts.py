"""What the pages of a rule say, whatever they are written in: made from the rule file's plain values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import UNSET, Struct

PROFILES = ("crawl", "walk", "run")
SIDES = {"bad": ("✗", "Found wanting"), "good": ("✓", "Passes"), "unknown": ("?", "Can't be judged")}
LABEL = "outcome-lint:ignore-"
EMPTY, UNKNOWN = "(empty)", "(unknown)"
JUDGED_FIRST = "Of these items, the first one is judged:"
OUTCOME = "Anticipated outcome"
_TEXTS = {"outcome": OUTCOME, "actual_outcome": "Actual outcome", "success_criteria": "Success criteria"}
_NAMES = {"okr": "OKR link", "title": "title", "outcome": "anticipated outcome"}
_OF_TEXT = ("says", "meaningful", "differs", "contains", "lacks", "matches", "lacks-pattern", "length", "repeated")
_DEFAULTS = {"says": "outcome", "repeated": "outcome", "tied": "okr", "listed": "okr", "anchored": "parent"}
_DOUBTS = {
    "tied": "an ancestor was not read",
    "anchored": "the parent was not read",
    "listed": "no OKR catalogue is configured",
    "account": "the source says too little of the account",
}
_CLOCK = re.compile(r"(?<=\d{4}-\d\d-\d\d)T\d\d:\d\d:[\d:.+Z-]+$")  # an example's day says enough
_CODE = re.compile(r"(`[^`\n]+`)")


class Shown(Struct, frozen=True):
    """An example to be shown: its title, its texts by label (None: empty), its other fields, its surroundings.

    An example of several items has a table of them instead of fields.
    """

    title: str
    texts: tuple[tuple[str, str | None], ...]
    fields: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


def title_of(page: dict[str, Any]) -> str:
    """`missing-outcome (OL101)`."""
    return f"{page['name']} ({page['code']})"


def severities(page: dict[str, Any]) -> dict[str, str]:
    """Severity by profile, `off` where the profile leaves it off; one severity of an own rule holds in all."""
    severity = page["severity"]
    if isinstance(severity, str):
        return dict.fromkeys(PROFILES, severity)
    named = {name.partition("@")[0]: value for name, value in severity.items()}
    return {**dict.fromkeys(PROFILES, "off"), **named}


def facts(page: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a reader looks up: which items it is about, what can be set, when it keeps silent."""
    yield "Applies to", _scope(page)
    if page.get("options"):
        yield "Options", ", ".join(f"{name}: {value}" for name, value in page["options"].items())
    yield "Abstains", _doubts(page)
    yield "Section", page.get("section") or "own"
    if page.get("since"):
        yield "Since", page["since"]


def options_snippet(page: dict[str, Any]) -> list[str]:
    """The lines of a configuration that set the rule's options; none where it has none."""
    if not page.get("options"):
        return []
    return [
        "rules:",
        f"  {page['name']}: {{{', '.join(f'{name}: {value}' for name, value in page['options'].items())}}}",
    ]


def ignore_snippet(page: dict[str, Any]) -> list[str]:
    """The lines of a configuration that set one finding aside."""
    return ["ignore:", f"  - {{rule: {page['name']}, item: PAY-12, reason: say why, expires: 2027-01-31}}"]


def examples(page: dict[str, Any], side: str) -> list[Shown]:
    """The examples of a side, ready to be shown."""
    return [_shown(example) for example in page["examples"].get(side) or ()]


def prose(text: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is code between backticks."""
    return [(part, part[0] == "`") for part in _CODE.split(" ".join(text.split())) if part]


def about_items(page: dict[str, Any]) -> bool:
    """Whether it judges items, and not the exceptions to other rules, which can't be set aside themselves."""
    return all(kind != "exemptions" for kind, _, _ in _walk(page["check"]))


def _scope(page: dict[str, Any]) -> str:
    if not about_items(page):
        return "every ignore and baseline entry"
    wanted = {name: value for name, value in (page.get("when") or {}).items() if value}
    values = (f"{name.replace('-', ' ')} {_either(value)}" for name, value in wanted.items())
    scope = f"items of {', '.join(values)}" if wanted else "every item in scope"
    asked = _asked(page["check"])
    return f"{scope}, once something stands in its {asked}" if asked else scope


def _either(value: Any) -> str:
    return value if isinstance(value, str) else " or ".join(value)


def _asked(check: dict[str, Any]) -> str:
    """The text that must be there for a text rule to ask something of it."""
    parts = list(_walk(check))
    if any(kind not in _OF_TEXT for kind, _, _ in parts):
        return ""
    return " and ".join(dict.fromkeys(_name(name) for _, names, _ in parts for name in names[:1]))


def _doubts(page: dict[str, Any]) -> str:
    """When the rule can't know, as the fields and kinds of its check tell."""
    fields: dict[str, None] = dict.fromkeys(
        name.replace("-", "_") for name, value in (page.get("when") or {}).items() if value
    )
    extra = []
    for kind, names, options in _walk(page["check"]):
        if kind == "exemptions":
            used = isinstance(options, dict) and options.get("are") == "used"
            return "when only part of the portfolio was read" if used else "never"
        fields |= dict.fromkeys(names)
        extra += [_DOUBTS[kind]] if kind in _DOUBTS else []
    unknown = f"where unknown: {', '.join(map(_name, fields))}" if fields else ""
    return "; ".join(filter(None, [unknown, *dict.fromkeys(extra)])) or "never"


def _walk(check: dict[str, Any]) -> Iterator[tuple[str, list[str], Any]]:
    """Each kind in a check, with the fields that it reads and its options."""
    for kind, options in check.items():
        if kind in ("all", "any", "not"):
            for branch in options if isinstance(options, list) else [options]:
                yield from _walk(branch)
        else:
            yield kind, _fields(kind, options), options


def _fields(kind: str, options: Any) -> list[str]:
    given = {"field": options} if isinstance(options, str) else options
    fields = given.get("field", _DEFAULTS.get(kind, ()))
    names = [fields] if isinstance(fields, str) else list(fields)
    return names + ([given["from"]] if "from" in given else [])


def _name(field: str) -> str:
    return _NAMES.get(field, field.replace("_", " "))


def _shown(example: dict[str, Any]) -> Shown:
    around = _surroundings(example)
    if "items" in example:
        rows = [{**row.pop("extra", {}), **row} for row in map(dict, example["items"])]
        return Shown("", (), (), ((JUDGED_FIRST, _table(rows)), *around))
    fields = {**example, **example.get("extra", {})}
    title = str(fields.pop("title", None) or fields.pop("key", ""))
    texts = tuple((label, _text(fields.pop(name))) for name, label in _TEXTS.items() if name in fields)
    context = ("extra", "items", "catalogue", "ignore")
    rest = tuple((_name(name), _value(value)) for name, value in fields.items() if name not in context)
    return Shown(title, texts, rest, around)


def _surroundings(example: dict[str, Any]) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    named = {"catalogue": "OKR catalogue:", "ignore": "Ignores in the configuration:"}
    return tuple((label, _table(example[name])) for name, label in named.items() if name in example)


def _table(rows: list[dict[str, Any]]) -> tuple[tuple[str, ...], ...]:
    """The rows under a heading of every field that one of them has."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return (tuple(map(_name, columns)), *(tuple(_value(row.get(name, UNSET)) for name in columns) for row in rows))


def _text(value: Any) -> str | None:
    return str(value) if value else None


def _value(value: Any) -> str:
    if value is UNSET:
        return UNKNOWN
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict) and "id" in value:
        rest = {name: each for name, each in value.items() if name not in ("id", "name")}
        return f"{value.get('name') or value['id']}{f' ({_value(rest)})' if rest else ''}"
    if isinstance(value, dict):
        return ", ".join(f"{_name(name)} {_value(each)}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_value, value))
    return _CLOCK.sub("", str(value))
