"""When two names are the same name: case, punctuation, emoji, numbering and accents of writing don't count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from outcome_lint.sources.headings import AROUND, FILLERS, PREPOSITIONS, RELATIVES, VETO, VETO_WHOLE
from outcome_lint.sources.names import STRONG

_NOT_WORD = re.compile(r"[\W_]+")
_LEAD = re.compile(
    r"^\s*(?:[\[(][^\])]{0,20}[\])]\s*|\(?(?:\d{1,2}|[a-z])[.)]\s+|\d{1,2}(?:\.\d{1,2})*\s+(?=[^\W\d_]))+",
    re.IGNORECASE,
)
_PART = re.compile(r"\s*[/|&+,、・／]\s*|\s*\b(?:and|und|et|y|e|en|i|och|og|ja|a)\b\s*|(?<=\w)と(?=\w)")
_ASIDE = re.compile(r"\s*[(（\[［]([^)）\]］]*)[)）\]］]?")
_AFTER = re.compile(r"\s*(?:[:：?？|–—]|\s-\s|->|→).*$", re.DOTALL)
_LONGEST = 120
_REMEMBERED = 4096


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
        self._known: dict[str, int | None] = {}
        for rank, name in enumerate(self.names):
            key = normal(name)
            if not key:
                continue
            self._exact.setdefault(key, rank)
            if " " in key:
                self._heads.append((key if name.endswith("…") else key + " ", rank))
            elif name.endswith("…"):
                self._heads.append((key + " ", rank))
        own = {word for key in self._exact for word in key.split()}
        self._veto, self._veto_whole = VETO - own, VETO_WHOLE - own

    def exact(self, name: str) -> int | None:
        """The rank of a column or field that has one of the names."""
        return self._exact.get(normal(name))

    def heading(self, title: str) -> int | None:
        """The rank of a heading: exact first, then its parts and heart.

        `"Outcome: what changes?"`, `"1. Outcome & impact"`, `"Our expected outcomes"`, `"Goal of this epic"`.
        """
        if title in self._known:
            return self._known[title]
        found = self._exact.get(normal(title))
        if found is None and len(title) <= _LONGEST and normal(title) not in _claimed():
            found = self._inexact(_LEAD.sub("", title.strip()))
        if len(self._known) < _REMEMBERED:
            self._known[title] = found
        return found

    def _inexact(self, title: str) -> int | None:
        text = normal(title)
        if (found := self._exact.get(text)) is not None:
            return found
        words = text.split()
        if not words or not self._veto_whole.isdisjoint(words):
            return None
        aside = " ".join(_ASIDE.findall(title))
        body = _AFTER.sub("", _ASIDE.sub(" ", title).strip())
        if not self._veto.isdisjoint(normal(aside).split()):
            return None
        if (found := self._head(text)) is not None and self._veto.isdisjoint(words):
            return found
        parts = [part for part in map(normal, _PART.split(body)) if part]
        return next((found for part in parts if (found := self._part(part)) is not None), None)

    def _head(self, text: str) -> int | None:
        text += " "
        return min((rank for head, rank in self._heads if text.startswith(head)), default=None)

    def _part(self, text: str) -> int | None:
        """The rank of one of the things that a heading names, without what may stand around it."""
        if (found := self._exact.get(text)) is not None:
            return found
        words = text.split()
        if not self._veto.isdisjoint(words):
            return None
        for at, word in enumerate(words[1:], 1):
            if word in RELATIVES or (word in PREPOSITIONS and all(rest in AROUND for rest in words[at + 1 :])):
                words = words[:at]
                break
        if (found := self._exact.get(" ".join(words))) is not None:
            return found
        heart = [word for word in words if word not in FILLERS and not word.isdigit()]
        return self._exact.get(" ".join(heart))


@cache
def _claimed() -> frozenset[str]:
    """The exact names of all fields: "Key result" is no "result", though a heading may leave the "key" out."""
    return frozenset(normal(name) for known in STRONG.values() for name in known)


def by_normal(names: Mapping[str, str]) -> dict[str, list[str]]:
    """Normal name → all ids that carry it, of a Jira `names` object (id → name): names are not unique in Jira."""
    table: dict[str, list[str]] = {}
    for ident, name in names.items():
        table.setdefault(normal(name), []).append(ident)
    return table
