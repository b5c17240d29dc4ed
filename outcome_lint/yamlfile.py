"""Reads the YAML that people write, with the place of every value, and tells all its mistakes at once.

Only plain data: no tags, no anchors (so no bombs), no duplicate keys; words such as `off` and dates stay text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec
import yaml

from outcome_lint.errors import ConfigError, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

T = TypeVar("T")
Where = tuple[str | int, ...]

LIMIT = 1_000_000  # characters; nobody writes a larger rule or configuration by hand
DEPTH = 50  # lists and maps inside each other
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})(\.\d{1,17})?(?![\d.])$")


class Document(NamedTuple):
    """A file's plain value, and where each part of it stands (line and column from 1)."""

    path: str
    value: Any
    places: dict[Where, tuple[int, int]]

    def place(self, where: Where) -> tuple[int, int]:
        """The place of that part, or of the nearest part around it."""
        while where and where not in self.places:
            where = where[:-1]
        return self.places.get(where, (1, 1))

    def mistake(self, where: Where, message: str, hint: str = "") -> Mistake:
        """A mistake at that part of the file."""
        return Mistake(self.path, *self.place(where), message, hint)


def read(path: Path, name: str = "") -> Document:
    """The document in a file; `name` is how messages call it. Raises ConfigError."""
    name = name or str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError([Mistake(name, 0, 0, error.strerror or "can't be read")]) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            [Mistake(name, 0, 0, f"byte {error.start} is not UTF-8")], "save the file as UTF-8"
        ) from error
    return parse(text, name)


def parse(text: str, name: str) -> Document:
    """The document in a text. Raises ConfigError."""
    if len(text) > LIMIT:
        raise ConfigError([Mistake(name, 0, 0, f"has {len(text):,} characters; at most {LIMIT:,} are read")])
    builder = _Builder(name, yaml.parse(text, Loader=_LOADER))
    value = None
    try:
        value = builder.document()
    except _TooDeepError:
        pass  # told, and not worth reading on
    except yaml.MarkedYAMLError as error:
        builder.refuse(error.problem_mark or error.context_mark, f"not YAML: {error.problem or error}")
    except yaml.reader.ReaderError as error:
        before = text.partition(chr(error.character))[0]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        builder.mistakes.append(Mistake(name, line, column, f"the character U+{error.character:04X} is not allowed"))
    except (yaml.YAMLError, ValueError) as error:
        builder.refuse(None, f"not YAML: {error}")
    if builder.mistakes:
        raise ConfigError(builder.mistakes)
    return Document(name, value, builder.places)


class _TooDeepError(Exception):
    """Ends the reading of a file that would exhaust whoever walks through its value."""


class _Builder:
    """Turns the parser's events into plain values, collecting places and mistakes.

    Events, not nodes: the parser in C composes nodes by recursion, and a deep file would end the process.
    """

    def __init__(self, name: str, events: Iterator[Any]) -> None:
        self.name = name
        self.places: dict[Where, tuple[int, int]] = {}
        self.mistakes: list[Mistake] = []
        self._events = events

    def document(self) -> Any:
        """The value of the only document; None of an empty text."""
        next(self._events)  # the stream starts
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        value = self._build(next(self._events), ())
        next(self._events)  # the document ends
        following = next(self._events)
        if not isinstance(following, yaml.StreamEndEvent):
            self.refuse(following.start_mark, "a second document starts here", "write one document a file")
        return value

    def _build(self, event: Any, where: Where) -> Any:
        mark = event.start_mark
        self.places.setdefault(where, (mark.line + 1, mark.column + 1))
        if event.anchor is not None:  # an alias, too
            self.refuse(mark, "anchors and aliases are not read here", "write the value out")
        if isinstance(event, yaml.AliasEvent):
            return None
        if event.tag is not None:
            self.refuse(mark, f"the tag {event.tag} is not allowed", "write plain text, numbers, lists and maps")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if len(where) >= DEPTH:
            self.refuse(mark, f"lists and maps are nested more than {DEPTH} deep")
            raise _TooDeepError
        return self._list(where) if isinstance(event, yaml.SequenceStartEvent) else self._map(where)

    def _list(self, where: Where) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            result.append(self._build(event, (*where, len(result))))
        return result

    def _map(self, where: Where) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            mark = event.start_mark
            if isinstance(event, yaml.ScalarEvent):
                key = event.value
                if key in result:
                    self.refuse(mark, f"the key {key!r} stands here twice", "keep one")
            else:
                key = ""
                self.refuse(mark, "a key must be plain text")
            self._build(event, (*where, key))
            self.places[*where, key] = (mark.line + 1, mark.column + 1)
            result[key] = self._build(next(self._events), (*where, key))
        return result

    def refuse(self, mark: Any, message: str, hint: str = "") -> None:
        """A mistake at that mark of the parser; None where it has none."""
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        self.mistakes.append(Mistake(self.name, line, column, message, hint))


def _scalar(event: Any) -> Any:
    value: str = event.value
    if event.style:  # quoted or a block: always text
        return value
    if value in _WORDS:
        return _WORDS[value]
    if number := _NUMBER.match(value):
        return float(value) if number[1] else int(value)
    return value


def convert(document: Document, type_: type[T], schema: Callable[[], dict[str, Any]]) -> T:
    """The document as a typed value.

    Decoding is quick and stops at the first mistake; only then is the schema asked for all of them.
    Raises ConfigError.
    """
    try:
        return msgspec.convert(document.value, type_)
    except msgspec.ValidationError as error:
        mistakes = explain(document, schema()) or [Mistake(document.path, 1, 1, str(error))]
        raise ConfigError(mistakes) from None


def explain(document: Document, schema: dict[str, Any]) -> list[Mistake]:
    """Every place where the document departs from the JSON Schema, in the order of the file."""
    import jsonschema  # slow to import, needed only to explain mistakes

    validator = jsonschema.Draft202012Validator(schema)
    mistakes = [mistake for error in validator.iter_errors(document.value) for mistake in _mistakes(document, error)]
    return sorted(set(mistakes), key=lambda mistake: (mistake.line, mistake.column, mistake.message))


def _mistakes(document: Document, error: Any) -> Iterable[Mistake]:
    where: Where = tuple(error.absolute_path)
    if error.validator in ("anyOf", "oneOf") and error.context:
        yield from _closest(document, error)
    elif error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = list(error.schema.get("properties", ()))
        for key in error.instance:
            if key not in known:
                yield document.mistake((*where, key), f"unknown key {key!r}", nearest(key, known))
    elif error.validator == "enum":
        yield document.mistake(
            where, f"{error.instance!r} is not allowed here", nearest(error.instance, error.validator_value)
        )
    elif error.validator == "type":
        wanted = error.validator_value if isinstance(error.validator_value, str) else " or ".join(error.validator_value)
        yield document.mistake(where, f"expected {_KINDS.get(wanted, wanted)}, found {_found(error.instance)}")
    elif error.validator == "required":
        yield document.mistake(where, error.message.replace(" is a required property", " is missing"))
    elif error.validator == "pattern":
        asked = error.schema.get("description", f"it must match {error.validator_value}")
        yield document.mistake(where, f"{error.instance!r} is not written as asked", asked)
    else:
        yield document.mistake(where, error.message[:200])


_KINDS = {
    "object": "a map",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


def _closest(document: Document, error: Any) -> Iterable[Mistake]:
    """The mistakes against the alternative that the writer most likely meant: the one that fails deepest."""
    branches: dict[int, list[Any]] = {}
    for cause in error.context:
        branches.setdefault(cause.schema_path[0], []).append(cause)
    fitting = [
        causes for causes in branches.values() if not any(len(c.path) == 0 and c.validator == "type" for c in causes)
    ]
    if not fitting:
        kinds = {
            _KINDS.get(str(c.validator_value), str(c.validator_value))
            for b in branches.values()
            for c in b
            if c.validator == "type"
        }
        yield document.mistake(
            tuple(error.absolute_path), f"expected {' or '.join(sorted(kinds))}, found {_found(error.instance)}"
        )
        return
    for cause in max(fitting, key=lambda causes: (min(len(cause.path) for cause in causes), -len(causes))):
        yield from _mistakes(document, cause)


def _found(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a map"
    if isinstance(value, list):
        return "a list"
    return repr(value)[:60]


def nearest(name: object, known: Iterable[object]) -> str:
    """A hint that names the nearest known name, or the known ones where none is near."""
    import difflib

    names = [str(each) for each in known if each is not None]
    close = difflib.get_close_matches(str(name), names, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known here: {', '.join(names)}" if 0 < len(names) <= 40 else ""  # noqa: PLR2004
