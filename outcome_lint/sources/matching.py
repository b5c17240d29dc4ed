"""When two names are the same name: case, punctuation, emoji, numbering and accents of writing don't count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

_NOT_WORD = re.compile(r"[\W_]+")
_LEAD = re.compile(r"^\s*(?:[\[(][^\])]{0,20}[\])]\s*|\(?(?:\d{1,2}|[a-z])[.)]\s+)+", re.IGNORECASE)
_BREAK = re.compile(r"\s*(?:[:：?？(（\[|/&+–—,]|\s-\s|\b(?:and|und|et|y|e|en|i)\b)")


@lru_cache(maxsize=8192)
def normal(name: str) -> str:
    """`"🎯 Anticipated-Outcome:"` → `"anticipated outcome"`."""
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


class Ranking:
    """Names by how strongly they mean a field: 0 is the strongest. A name that ends in … stands for its beginnings."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        self._exact: dict[str, int] = {}
        self._heads: list[tuple[str, int]] = []
        for rank, name in enumerate(self.names):
            key = normal(name)
            if not key:
                continue
            self._exact.setdefault(key, rank)
            if name.endswith("…") or " " in key:
                self._heads.append((key + " ", rank))

    def exact(self, name: str) -> int | None:
        """The rank of a column or field that has one of the names."""
        return self._exact.get(normal(name))

    def heading(self, title: str) -> int | None:
        """The rank of a heading: exact first, then its head (`"Outcome: what changes?"`, `"1. Outcome & impact"`)."""
        title = title.strip()
        found = self._exact.get(normal(title))
        if found is None:
            title = _LEAD.sub("", title)
            found = self._exact.get(normal(title))
        if found is None:
            text = normal(title) + " "
            found = min((rank for head, rank in self._heads if text.startswith(head)), default=None)
        if found is None:
            start = re.match(r"[\W_]*", title)
            body = title[start.end() :] if start else title
            cut = _BREAK.search(body)
            if cut is not None and cut.start():
                found = self._exact.get(normal(body[: cut.start()]))
        return found


def by_normal(names: Mapping[str, str]) -> dict[str, list[str]]:
    """Normal name → all ids that carry it, of a Jira `names` object (id → name): names are not unique in Jira."""
    table: dict[str, list[str]] = {}
    for ident, name in names.items():
        table.setdefault(normal(name), []).append(ident)
    return table
