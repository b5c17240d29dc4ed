"""What one Jira field value says, whatever its type: text, a person, a date, a parent's key, or nothing.

The empty forms are those of `facts/jira.md` 7.5; 0 and false are values. Values come as `Raw` JSON, so that a field
of an unforeseen type never costs us the record.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Raw, Struct

from outcome_lint.model import Person, PersonKind
from outcome_lint.sources.times import rfc3339
from outcome_lint.text import adf, tidy, wiki

_NULL = Raw(b"null")
_LICENCE_KEYS = frozenset({"hasEpicLinkFieldDependency", "showField", "nonEditableReason"})
_decode_node = msgspec.json.Decoder(adf.Node).decode
_decode_any = msgspec.json.Decoder().decode


class User(Struct, gc=False):
    """A person as Jira sends one: Cloud has accountId, Data Center name and key; e-mail addresses are never read."""

    accountId: str | None = None
    accountType: str | None = None
    name: str | None = None
    key: str | None = None
    displayName: str | None = None
    active: bool | None = None


_KINDS: dict[str | None, PersonKind] = {"app": "bot", "atlassian": "human", "customer": "human"}


def text_of(raw: Raw, is_wiki: bool) -> str | None:
    """The plain text of a value of any type; None where it is empty."""
    if raw == _NULL:
        return None
    if memoryview(raw)[0] == 0x7B:
        try:
            node = _decode_node(raw)
        except (msgspec.DecodeError, RecursionError):
            return said(_decode_any(raw), is_wiki)
        if node.type == "doc" or node.content:
            return adf.plain(node, content_only=True) or None
    return said(_decode_any(raw), is_wiki)


def said(value: Any, is_wiki: bool = False) -> str | None:
    """The text of a decoded value."""
    match value:
        case None:
            return None
        case str():
            text = wiki.plain(value) if is_wiki else tidy(value)
            return text if text and text != "{}" else None
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{value:g}" if isinstance(value, float) else str(value)
        case list():
            parts = [text for each in value if (text := said(each, is_wiki))]
            return ", ".join(parts) or None
        case dict():
            return _said_by_object(value)
    return None


def _said_by_object(value: dict[str, Any]) -> str | None:
    if value.get("type") == "doc" or isinstance(value.get("content"), list):
        return adf.plain(adf.from_obj(value), content_only=True) or None
    if _LICENCE_KEYS & value.keys() and not value.get("data"):
        return None
    if isinstance(value.get("data"), dict):
        return _said_by_object(value["data"])
    head = None
    for name in ("displayName", "value", "name", "title", "summary", "key", "id", "accountId"):
        if (head := said(value.get(name))) is not None:
            break
    child = said(value.get("child"))
    return f"{head} › {child}" if head and child else head or child


def person_of(raw: Raw) -> Person | None:
    """The first person, group or team that the value names."""
    if raw == _NULL:
        return None
    return someone(_decode_any(raw))


def someone(value: Any) -> Person | None:
    """A person from a decoded value: user, group or team object, plain name, or a list of such."""
    match value:
        case list():
            return next((person for each in value if (person := someone(each)) is not None), None)
        case str():
            return named(value)
        case dict():
            if "accountId" in value or "displayName" in value:
                active = value.get("active")
                fields = {name: value[name] for name in _USER_KEYS if isinstance(value.get(name), str)}
                return person(User(**fields, active=active if isinstance(active, bool) else None))
            if value.get("type") == "doc":
                return named(adf.plain(adf.from_obj(value), content_only=True))
            name = said(value)
            return Person(said(value.get("id")) or name, name, kind="team") if name and "value" not in value else named(name or "")
    return None


_USER_KEYS = ("accountId", "accountType", "name", "key", "displayName")


def person(user: User) -> Person | None:
    """None for a user object that names nobody."""
    ident = user.accountId or user.key or user.name or user.displayName
    if not ident or not ident.strip():
        return None
    kind = _KINDS.get(user.accountType, msgspec.UNSET)
    return Person(ident, user.displayName or user.name or "", msgspec.UNSET if user.active is None else user.active, kind)


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


def date_of(raw: Raw) -> str | None:
    """RFC 3339, or the text itself where it is no date that we know."""
    text = text_of(raw, False)
    return None if text is None else rfc3339(text) or text


def parent_of(raw: Raw) -> str | None:
    """The key in `parent`, an Epic Link string, or a Parent Link (string, `{data: {key}}`, or the licence object)."""
    if raw == _NULL:
        return None
    value = _decode_any(raw)
    if isinstance(value, dict):
        data = value.get("data")
        value = (data if isinstance(data, dict) else value).get("key")
    return (value.strip() or None) if isinstance(value, str) else None
