"""Where the values of a work item come from: names of fields, columns and headings, levels and kinds of work."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from outcome_lint.sources import names
from outcome_lint.sources.matching import normal
from outcome_lint.sources.sections import Hollow

SPECIAL = frozenset({"assignee", "reporter", "issuelinks", "labels", "components", "parent", "body", "milestone"})


class Mapping(Struct, frozen=True):
    """`fields`: WorkItem field (or any other name, for `extra`) → tracker names or ids, any one filled counts.

    `headings` ranks the names of a body's sections, strongest first; it also knows names too weak for a column.
    `hollow` tells a section that says nothing, so that the next one is looked at.
    `beyond` has the names of levels that are known and not wanted.
    """

    fields: dict[str, tuple[str, ...]]
    levels: dict[str, tuple[str, ...]]
    work_kinds: dict[str, tuple[str, ...]]
    headings: dict[str, tuple[str, ...]]
    configured: frozenset[str] = frozenset()
    hollow: Hollow | None = None
    beyond: frozenset[str] = frozenset()

    @classmethod
    def default(cls) -> Mapping:
        """What a newcomer gets: the synonyms of `names`, levels initiative and epic."""
        return _default()

    def merged(
        self,
        fields: MappingABC[str, tuple[str, ...]] | None = None,
        levels: MappingABC[str, tuple[str, ...]] | None = None,
        work_kinds: MappingABC[str, tuple[str, ...]] | None = None,
    ) -> Mapping:
        """A configured field, level or kind replaces the whole default list of that field, level or kind."""
        return replace(
            self,
            fields={**self.fields, **(fields or {})},
            levels={**self.levels, **(levels or {})},
            work_kinds={**self.work_kinds, **(work_kinds or {})},
            configured=self.configured | frozenset(fields or ()),
        )

    def only_levels(self, wanted: tuple[str, ...]) -> Mapping:
        """The same mapping for some levels only; an unknown level is called by its own name."""
        levels = {level: self.levels.get(level, (level,)) for level in wanted}
        kept = replace(self, levels=levels)
        return replace(kept, beyond=self.beyond | (self.level_names().keys() - kept.level_names().keys()))

    def with_hollow(self, hollow: Hollow) -> Mapping:
        """The same mapping with somebody who knows placeholders."""
        return replace(self, hollow=hollow)

    def hollow_for(self, field: str) -> Hollow | None:
        """Who tells hollow sections of a field; a bare `#12` is no outcome, and a fine link to an OKR."""
        return self.hollow if field in ("outcome", "actual_outcome", "success_criteria") else None

    def level_names(self) -> dict[str, str]:
        """Normal name of a type, label or tag → level."""
        return {normal(name): level for level, known in self.levels.items() for name in (*known, level)}

    def level_of(self, type_: str | None, hierarchy: int | None) -> str | None:
        """A type named in the mapping has that level; else Cloud's hierarchy tells: 1 is an epic, 2 an initiative."""
        level = self.level_names().get(normal(type_ or ""))
        if level is None and hierarchy is not None and hierarchy > 0:
            level = "initiative" if hierarchy > 1 else "epic"
        return level if level in self.levels else None

    def kind_names(self) -> dict[str, str]:
        """Normal name of a type, label or option → kind of work."""
        return {normal(name): kind for kind, known in self.work_kinds.items() for name in (*known, kind)}


@cache
def _default() -> Mapping:
    headings = {
        name: tuple(known for known in (*names.STRONG.get(name, ()), *names.WEAK.get(name, ())))
        for name in {*names.STRONG, *names.WEAK}
    }
    fields = {name: (*known, *names.PLACES.get(name, ())) for name, known in names.STRONG.items()}
    return Mapping(fields, dict(names.LEVELS), dict(names.WORK_KINDS), headings)
