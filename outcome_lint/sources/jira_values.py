"""What one Jira field value says, whatever its type: text, a person, a date, a parent's key, or nothing.

The empty forms are those of `facts/jira.md` 7.5; 0 and false are values.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import UNSET, Raw, Struct

from outcome_lint.model import Person, PersonKind
from outcome_lint.sources.times import rfc3339
from outcome_lint.text import adf, tidy, wiki

Markup = Literal["wiki", "plain"]
"""How strings are written: wiki markup in v2 and Data Center, plain in v3, whose rich texts are documents."""


class User(Struct, gc=False):
    """A person as Jira sends one: Cloud has accountId, Data Center name and key; e-mail addresses are never read."""

    accountId: str | None = None
    accountType: str | None = None
    name: str | None = None
    key: str | None = None
    displayName: str | None = None
    active: bool | None = None


class Thing(adf.Node, frozen=True, gc=False):
    """Any object a field can hold: a document (the attributes of its base), an option, a user, a team, a parent."""

    value: Any = None
    child: Any = None
    name: Any = None
    title: Any = None
    displayName: Any = None
    accountId: Any = None
    accountType: Any = None
    active: Any = None
    key: Any = None
    id: Any = None
    summary: Any = None
    data: Any = None
    hasEpicLinkFieldDependency: Any = None


ANY = Thing | str | int | float | bool | list[Any] | None
"""The type of a field of which we don't know the type."""

_ATTRIBUTES = tuple(name for name in Thing.__struct_fields__ if name not in adf.Node.__struct_fields__)
_KINDS: dict[str | None, PersonKind] = {"app": "bot", "atlassian": "human", "customer": "human"}
_decode_thing = msgspec.json.Decoder(ANY).decode
_decode_any = msgspec.json.Decoder().decode
_people: dict[str | None, tuple[User, Person]] = {}
_MOST_PEOPLE = 10_000


def loosened(raw: Raw) -> Any:
    """The decoded value of a field that a typed decoder refuses, as far as it goes."""
    try:
        return _decode_thing(raw)
    except (msgspec.DecodeError, RecursionError):
        return _decode_any(raw)


def text_of(value: Any, markup: Markup) -> str | None:
    """The plain text of a value of any type; None where it is empty."""
    if value is None:
        return None
    if type(value) is Thing and value.type == "doc":
        return adf.plain(value, content_only=True) or None
    return said(value, markup)


def said(value: Any, markup: Markup = "plain") -> str | None:
    """As `text_of`, for the rarer types too."""
    match value:
        case None:
            return None
        case str():
            plain = wiki.plain(value) if markup == "wiki" else tidy(value)
            return plain if plain and plain != "{}" else None
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{value:g}" if isinstance(value, float) else str(value)
        case list():
            parts = [text for each in value if (text := said(each, markup))]
            return ", ".join(parts) or None
        case dict() if value.get("type") == "doc":
            return adf.plain(adf.from_obj(value), content_only=True) or None
        case dict():
            return _named_by(thing(value))
        case Thing():
            if value.type == "doc" or value.content:
                return adf.plain(value, content_only=True) or None
            return _named_by(value)
    return None


def thing(value: dict[str, Any]) -> Thing:
    """The attributes that say something, from a decoded object."""
    return Thing(**{name: value[name] for name in _ATTRIBUTES if name in value})


def _named_by(value: Thing) -> str | None:
    if value.hasEpicLinkFieldDependency is not None and not value.data:
        return None  # an unset Parent Link where the licence does not cover it
    if isinstance(value.data, dict):
        return said(value.data)
    names = (
        value.displayName,
        value.value,
        value.name,
        value.title,
        value.summary,
        value.key,
        value.id,
        value.accountId,
    )
    head = next((text for name in names if (text := said(name)) is not None), None)
    child = said(value.child)
    return f"{head} › {child}" if head and child else head or child


def someone(value: Any) -> Person | None:
    """The first person, group or team that a value names."""
    match value:
        case list():
            return next((found for each in value if (found := someone(each)) is not None), None)
        case str():
            return named(value)
        case dict() if value.get("type") != "doc":
            return someone(thing(value))
        case Thing() if value.accountId or value.displayName:
            return person(_user(value))
        case Thing() if value.type != "doc" and value.value is None:
            name = said(value) or ""
            return Person(_string(value.id) or name, name, kind="team") if name else None
        case dict() | Thing():
            return named(said(value) or "")
    return None


def _user(value: Thing) -> User:
    return User(
        accountId=_string(value.accountId),
        accountType=_string(value.accountType),
        name=_string(value.name),
        key=_string(value.key),
        displayName=_string(value.displayName),
        active=value.active if isinstance(value.active, bool) else None,
    )


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def person(user: User) -> Person | None:
    """None for a user object that names nobody. The same account is the same object."""
    known = _people.get(user.accountId)
    if known is not None and known[0] == user:
        return known[1]
    ident = user.accountId or user.key or user.name or user.displayName
    if not ident or ident.isspace():
        return None
    active = UNSET if user.active is None else user.active
    found = Person(ident, user.displayName or user.name or "", active, _KINDS.get(user.accountType, UNSET))
    if user.accountId and len(_people) < _MOST_PEOPLE:
        _people[user.accountId] = (user, found)
    return found


def named(text: str) -> Person | None:
    """A person of whom we only have a written name; `@org/team` is a team, `[bot]` a bot."""
    name = " ".join(tidy(text).split())
    if not name:
        return None
    bare = name.removeprefix("@")
    if name.startswith("@") and "/" in bare:
        return Person(bare, bare, kind="team")
    if bare.endswith("[bot]"):
        return Person(bare, bare, kind="bot")
    return Person(bare, bare)


def date_of(value: Any, _markup: Markup = "plain") -> str | None:
    """RFC 3339, or the text itself where it is no date that we know."""
    text = said(value)
    return None if text is None else rfc3339(text) or text


def parent_of(value: Any, _markup: Markup = "plain") -> str | None:
    """The key in `parent`, an Epic Link string, or a Parent Link (string, `{data: {key}}`, or the licence object)."""
    if isinstance(value, Thing):
        data = value.data
        value = data.get("key") if isinstance(data, dict) else value.key
    elif isinstance(value, dict):
        value = thing(value).key
    return (value.strip() or None) if isinstance(value, str) else None
