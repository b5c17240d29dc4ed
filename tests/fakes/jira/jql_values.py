"""What a field of JQL is on an issue: values to compare with, and which operands mean them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from tests.fakes.jira.jql import JqlError
from tests.fakes.jira.render import Renderer
from tests.fakes.jira.site import EPIC_LINK, PARENT_LINK, Field, Issue, User
from tests.fakes.jira.system_fields import CLAUSES, number_of

NO_VALUE = "The value '{value}' does not exist for the field '{field}'."
NO_ID = "A value with ID '{value}' does not exist for the field '{field}'."
NO_ISSUE = "An issue with key '{value}' does not exist for field '{field}'."
_WORDS = re.compile(r"\w+")


class Value(Struct, frozen=True):
    """`of` gives the values on an issue, none where it is empty; `known` what an operand means, nothing if unknown."""

    kind: str
    of: Callable[[Issue], tuple[Any, ...]]
    known: Callable[[str], tuple[Any, ...]] | None = None
    unknown: str = NO_VALUE  # a number gets NO_ID where an issue is meant
    applies: Callable[[Issue], bool] = lambda _: True
    sort: Callable[[Issue], Any] | None = None
    given: Callable[[Issue], Any] | None = None  # the field itself, where having text is not the same as being filled

    def filled(self, issue: Issue) -> bool:
        return bool(self.given(issue) if self.given else self.of(issue))

    def sort_key(self, issue: Issue) -> Any:
        if self.sort:
            return self.sort(issue)
        found = self.of(issue)
        return (not found, found)


def resolve(renderer: Renderer, name: str) -> list[Value]:
    """The fields of that name which the viewer sees. Raises JqlError."""
    own = _system(renderer, name.lower())
    found = [own] if own else [_custom(renderer, field) for field in _named(renderer, name.lower())]
    if not found:
        raise JqlError(f"Field '{name}' does not exist or you do not have permission to view it.")
    return found


def said(text: str) -> set[str]:
    return set(_WORDS.findall(text.lower()))


def parts(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in said(text)}


def _named(renderer: Renderer, name: str) -> list[Field]:
    return [
        field
        for field in renderer.fields.values()
        if field.custom and name in {field.name.lower(), f"cf[{number_of(field)}]"}
    ]


def _system(renderer: Renderer, name: str) -> Value | None:
    """Fields that every Jira has; those that are not listed for the viewer don't exist for it."""
    ident = next((ident for ident, clauses in CLAUSES.items() if name in map(str.lower, clauses)), None)
    if name in {"id", "key", "issuekey", "issue"}:
        return _issues(renderer, lambda issue: (issue.id,), by_key=name != "id")
    if name == "text":
        return Value("text", lambda issue: (issue.summary, *_texts(issue.fields.values())))
    if name == "statuscategory":
        return _category(renderer)
    if ident not in renderer.fields:
        return None
    return _SYSTEM[ident](renderer) if ident in _SYSTEM else _custom(renderer, renderer.fields[ident])


def _issues(renderer: Renderer, of: Callable[[Issue], tuple[int, ...]], *, by_key: bool = False) -> Value:
    def known(operand: str) -> tuple[int, ...]:
        found = renderer.store.find(operand)
        return (found.id,) if found and renderer.visible(found) else ()

    def by_number(issue: Issue) -> tuple[str, int]:
        project, _, number = issue.key.rpartition("-")
        return project, int(number)

    sort = by_number if by_key else lambda issue: issue.id
    return Value("issue", of, known, NO_ISSUE, sort=sort)


def _parent(renderer: Renderer, levels: Callable[[int], bool]) -> Value:
    def of(issue: Issue) -> tuple[int, ...]:
        parent = renderer.store.find(issue.parent) if issue.parent and levels(renderer.level(issue)) else None
        return (parent.id,) if parent else ()

    return _issues(renderer, of)


def _project(renderer: Renderer) -> Value:
    projects = renderer.viewer.projects()

    def known(operand: str) -> tuple[str, ...]:
        meant = operand.lower()
        return tuple(each.key for each in projects if meant in {each.key.lower(), each.name.lower(), str(each.id)})

    return Value("set", lambda issue: (issue.project,), known)


def _type(renderer: Renderer) -> Value:
    keys = {each.key for each in renderer.viewer.projects()}
    types = [each for each in renderer.site.types if each.project is None or each.project in keys]

    def known(operand: str) -> tuple[str, ...]:
        return tuple(each.id for each in types if operand.lower() in {each.id, each.name.lower()})

    return Value("set", lambda issue: (issue.type,), known)


def _status(renderer: Renderer) -> Value:
    statuses = renderer.site.statuses

    def known(operand: str) -> tuple[str, ...]:
        return tuple(each.id for each in statuses if operand.lower() in {each.id, each.name.lower()})

    return Value("set", lambda issue: (issue.status,), known)


def _category(renderer: Renderer) -> Value:
    categories = {each.id: each.category for each in renderer.site.statuses}
    names = {"to do": "new", "in progress": "indeterminate"} | {each: each for each in categories.values()}

    def known(operand: str) -> tuple[str, ...]:
        return (names[operand.lower()],) if operand.lower() in names else ()

    return Value("set", lambda issue: (categories[issue.status],), known)


def _resolution(_: Renderer) -> Value:
    def of(issue: Issue) -> tuple[str, ...]:
        found = issue.fields.get("resolution")
        return (found["name"].lower(),) if found else ("unresolved",)

    return Value("set", of)


_SYSTEM: dict[str, Callable[[Renderer], Value]] = {
    "project": _project,
    "issuetype": _type,
    "status": _status,
    "resolution": _resolution,
    "summary": lambda _: Value("text", lambda issue: (issue.summary,)),
    "created": lambda _: Value("date", lambda issue: (issue.created,)),
    "updated": lambda _: Value("date", lambda issue: (issue.updated,)),
    "parent": lambda renderer: _parent(renderer, lambda _: True),
}


def _custom(renderer: Renderer, field: Field) -> Value:
    if field.custom == EPIC_LINK:
        return _parent(renderer, lambda level: level < 1)
    if field.custom == PARENT_LINK:
        return _parent(renderer, lambda level: level >= 1)

    def applies(issue: Issue) -> bool:
        return field.applies(issue.project, issue.type)

    def of(issue: Issue) -> tuple[Any, ...]:
        value = issue.fields.get(field.id)
        if value is None or not applies(issue):
            return ()
        return tuple(read(value))

    kind, read = _reading(renderer, field)
    return Value(kind, of, applies=applies, given=lambda issue: applies(issue) and issue.fields.get(field.id))


def _reading(renderer: Renderer, field: Field) -> tuple[str, Callable[[Any], Iterable[Any]]]:
    if field.type in {"date", "datetime"}:
        zone = renderer.viewer.zone
        return "date", lambda value: [int(datetime.fromisoformat(value).replace(tzinfo=zone).timestamp() * 1000)]
    if field.type == "number":
        return "number", lambda value: [float(value)]
    if field.type == "string":
        return "text", lambda value: _texts([value])
    return "set", _names


def _texts(values: Iterable[Any]) -> Iterable[str]:
    """Every text in values of any shape; ADF keeps its own under `text`."""
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, msgspec.Raw):
            yield from _texts([msgspec.json.decode(value)])
        elif isinstance(value, dict):
            yield from _texts(each for key, each in value.items() if key in {"text", "content", "value"})
        elif isinstance(value, list):
            yield from _texts(value)


def _names(value: Any) -> Iterable[str]:
    """Everything that an option, user, component or label may be called."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, User):
            yield from (each.account.lower(), each.login.lower(), each.name.lower())
        elif isinstance(each, dict):
            yield from (str(each[key]).lower() for key in ("id", "value", "name") if key in each)
        else:
            yield str(each).lower()
