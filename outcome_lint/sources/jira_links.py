"""Ties to an OKR outside of fields: links between issues, web links, and issue properties."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from outcome_lint.sources.jira_values import said
from outcome_lint.sources.matching import normal
from outcome_lint.trackers import Names, OkrLinks

_OKR = re.compile(r"\b(?:okrs?|objectives?|goals?|key[ -]?results?|krs?)\b", re.IGNORECASE)
_SIDES = (("inwardIssue", "inward"), ("outwardIssue", "outward"))


class OkrRule(Struct, frozen=True):
    """Which links mean an OKR, by normal names; where both are given, a link has to be of both.

    Without any, the words OKR, objective, goal or key result decide, in the link's type or the other issue's.
    """

    link_types: frozenset[str] = frozenset()
    target_types: frozenset[str] = frozenset()

    @classmethod
    def of(cls, links: OkrLinks) -> OkrRule:
        """Of the configuration."""
        return cls(_normals(links.link_types), _normals(links.target_types))

    def means(self, ways: list[str], target: str) -> bool:
        """Of the names of a link's type and of its way, and of the other issue's type."""
        if not self.link_types and not self.target_types:
            return any(_OKR.search(name) for name in (*ways, target))
        typed = not self.link_types or any(normal(name) in self.link_types for name in ways)
        return typed and (not self.target_types or normal(target) in self.target_types)


def _normals(names: Names) -> frozenset[str]:
    return frozenset(normal(name) for name in ((names,) if isinstance(names, str) else names))


def linked(links: Any, rule: OkrRule) -> str | None:
    """The other issues of links that mean an OKR: `"OBJ-3 Fastest checkout"`."""
    found: dict[str, None] = {}
    for link in links if isinstance(links, list) else ():
        kind = _object(link, "type")
        for side, way in _SIDES:
            other = _object(link, side)
            if not other:
                continue
            fields = _object(other, "fields")
            ways = [name for name in (kind.get("name"), kind.get(way)) if isinstance(name, str)]
            if rule.means(ways, str(_object(fields, "issuetype").get("name") or "")):
                found[" ".join(str(part) for part in (other.get("key"), fields.get("summary")) if part)] = None
    return ", ".join(found) or None


def weblinked(links: Any, rule: OkrRule) -> str | None:
    """The titles or addresses of web links that mean an OKR.

    Their relationship stands for the link's type and their application for the target's; without a rule for these,
    title and address may say it, too.
    """
    found: dict[str, None] = {}
    for link in links if isinstance(links, list) else ():
        page = _object(link, "object")
        words = [str(page.get(name) or "") for name in ("title", "url")]
        relationship = str(link.get("relationship") or "") if isinstance(link, dict) else ""
        told = [relationship] if rule.link_types else [relationship, *words]
        if any(words) and rule.means(told, str(_object(link, "application").get("name") or "")):
            found[words[0] or words[1]] = None
    return ", ".join(found) or None


def kept(properties: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """What the named issue properties say; each holds text, an address, or an object with one."""
    texts = (_property(properties.get(name)) for name in names)
    return ", ".join(dict.fromkeys(text for text in texts if text)) or None


def _property(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(text for each in value if (text := _property(each))) or None
    if isinstance(value, dict):
        return said(value) or next((text for name in ("url", "link", "href") if (text := said(value.get(name)))), None)
    return said(value) if isinstance(value, str) else None


def _object(holder: Any, name: str) -> dict[str, Any]:
    value = holder.get(name) if isinstance(holder, dict) else None
    return value if isinstance(value, dict) else {}
