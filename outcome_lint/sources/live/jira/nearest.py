"""From the key that somebody names to the epic it is about: a story is asked about by what stands above it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from outcome_lint.sources.jira_values import loosened, parent_of
from outcome_lint.sources.live.jira.client import Refused

if TYPE_CHECKING:
    from outcome_lint.sources.live.jira.client import Jira

_NOT_FOUND = 404
_LEVELS = 5


def nearest(client: Jira, key: str, types: Collection[str], links: Sequence[str]) -> str | None:
    """The key, or that of the first issue above it whose type is one of the ids; None for a key that is not there.

    `links` are the ids of the fields that may name a parent. Raises Refused for anything but "not found".
    """
    for _ in range(_LEVELS):
        fields = _fields(client, key, links)
        if fields is None:
            return None
        type_ = fields.get("issuetype") or {}
        if str(type_.get("id")) in types:
            return key
        sent = (fields.get(name) for name in ("parent", *links))
        above = next((found for each in sent if each and (found := parent_of(_thing(each)))), None)
        if above is None:
            return None
        key = above
    return None


def _fields(client: Jira, key: str, links: Sequence[str]) -> dict[str, Any] | None:
    try:
        raw = client.get(f"issue/{key}", fields=",".join(dict.fromkeys(["issuetype", "parent", *links])))
    except Refused as error:
        if error.status != _NOT_FOUND:
            raise
        return None
    fields: dict[str, Any] = msgspec.json.decode(raw).get("fields") or {}
    return fields


def _thing(value: Any) -> Any:
    return loosened(msgspec.Raw(msgspec.json.encode(value)))
