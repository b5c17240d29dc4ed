"""Whether an empty field means "nobody filled it in": only where the field is proved to apply to project and type.

Proofs, cheapest first: an item of the same project and type holds a value; `projects/fields` (experimental, Cloud);
`createmeta` and `editmeta`, where absence may be a lack of permission and so proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import UNSET, Raw, Struct

from outcome_lint.sources import jira_values as values
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live.jira import offered

if TYPE_CHECKING:
    from outcome_lint.sources.live.jira.client import Jira

_CUSTOM = "customfield_"
_SHOWN = 12


class Pair(Struct, frozen=True):
    """A project and an issue type, as Jira is asked about them."""

    project: str  # id
    type: str  # id
    key: str  # of the project, as people say it


class Seen(Struct):
    """What the issues of a pair hold, by id of the field: a value somewhere, something that says nothing, or nothing.

    `sample` is the key of one of them.
    """

    sample: str
    count: int = 0
    filled: set[str] = set()
    empty: set[str] = set()

    def __post_init__(self) -> None:
        self.filled, self.empty = set(), set()


class Verdict(Struct, frozen=True):
    """What to make of the fields of a pair's issues before they are read."""

    unknown: tuple[str, ...] = ()  # attributes of fields that may not apply: empty there is unknown
    absent: tuple[str, ...] = ()  # attributes of fields that no issue of the pair has, where another one applies


class Applicability:
    """`see` every decoded issue, then `settle`, then `mask` each before it becomes an item.

    `looked_at` and `attributes` are those of a `JiraTable`; `homes` tells the only project of a team-managed field.
    """

    def __init__(
        self, looked_at: Mapping[str, Iterable[str]], attributes: Mapping[str, str], homes: Mapping[str, str | None]
    ) -> None:
        self._fields = {field: tuple(dict.fromkeys(idents)) for field, idents in looked_at.items()}
        self._attributes = attributes
        self._homes = homes
        custom = {ident for idents in self._fields.values() for ident in idents if ident.startswith(_CUSTOM)}
        self._custom = tuple((ident, attributes[ident]) for ident in sorted(custom))
        self.seen: dict[Pair, Seen] = {}
        self._proved: dict[Pair, frozenset[str]] = {}
        self._verdicts: dict[Pair, Verdict] = {}

    def see(self, issue: Any) -> None:
        """Remember what the issue proves."""
        pair = pair_of(issue)
        if pair is None:
            return
        seen = self.seen.get(pair)
        if seen is None:
            seen = self.seen[pair] = Seen(issue.key)
        seen.count += 1
        fields, filled, empty = issue.fields, seen.filled, seen.empty
        for ident, attribute in self._custom:
            if ident in filled:
                continue
            value = getattr(fields, attribute)
            if value is UNSET:
                continue
            if value is not None and _says(value):
                filled.add(ident)
                self._verdicts.pop(pair, None)
            else:
                empty.add(ident)

    def settle(self, client: Jira, intake: Intake) -> None:
        """Ask Jira where the issues seen since the last time prove nothing, and say what stays open."""
        open_ = self.open()
        proved = offered.proofs(client, {pair: (idents, self.seen[pair].sample) for pair, idents in open_.items()})
        new = [pair for pair in self.seen if pair not in self._proved]
        self._proved |= {pair: proved.get(pair, frozenset()) for pair in new}
        self._tell(new, intake)

    def open(self) -> dict[Pair, frozenset[str]]:
        """The fields of each pair that are empty there throughout, and that alone can tell an item's field."""
        found: dict[Pair, frozenset[str]] = {}
        for pair, seen in self.seen.items():
            if pair in self._proved:
                continue
            idents: set[str] = set()
            for candidates in self._fields.values():
                if not _applies(candidates, seen.filled):
                    idents |= {ident for ident in candidates if ident in seen.empty and self._at_home(ident, pair)}
            if idents:
                found[pair] = frozenset(idents)
        return found

    def _at_home(self, ident: str, pair: Pair) -> bool:
        return self._homes.get(ident) in (None, pair.project)

    def unproved(self, pair: Pair) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Item fields of which no tracker field is known to apply to the pair, and their ids."""
        known = self.seen[pair].filled | self._proved.get(pair, frozenset())
        for field, idents in self._fields.items():
            if not _applies(idents, known):
                yield field, idents

    def _verdict(self, pair: Pair) -> Verdict:
        seen = self.seen[pair]
        doubted = {ident for _, idents in self.unproved(pair) for ident in idents}
        known = {ident for ident, _ in self._custom} - doubted
        return Verdict(
            tuple(self._attributes[ident] for ident in sorted(doubted - seen.filled)),
            tuple(self._attributes[ident] for ident in sorted(known - seen.filled - seen.empty)),
        )

    def mask(self, issue: Any) -> None:
        """Make unknown what is not proved to be empty, and empty what can't be filled in beside what can."""
        pair = pair_of(issue)
        fields = issue.fields
        if pair is None or pair not in self.seen:
            _doubt(fields, (attribute for _, attribute in self._custom))
            return
        verdict = self._verdicts.get(pair)
        if verdict is None:
            verdict = self._verdicts[pair] = self._verdict(pair)
        _doubt(fields, verdict.unknown)
        for attribute in verdict.absent:
            if getattr(fields, attribute) is UNSET:
                setattr(fields, attribute, None)

    def _tell(self, pairs: Iterable[Pair], intake: Intake) -> None:
        """One note by item field, of all projects where it is not known whether its emptiness means anything."""
        where: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
        for pair in pairs:
            for field, idents in self.unproved(pair):
                if self.seen[pair].empty.isdisjoint(idents):
                    continue  # no issue has it: the reader's own note says so
                where.setdefault((field, idents), {})[pair.key] = None
        for (field, idents), projects in where.items():
            shown = sorted(projects)
            more = f" and {len(shown) - _SHOWN} more projects" if len(shown) > _SHOWN else ""
            intake.warn(
                f"{field}: {', '.join(idents[:_SHOWN])} is empty everywhere in {', '.join(shown[:_SHOWN])}{more}, and "
                f"Jira does not say that it can be filled in there, so it is unknown, not missing; put the field on "
                f"the screens of these projects, name the one that they use under fields: {{{field}: …}}, or give the "
                f'account "Create issues" there, so that Jira tells'
            )


def pair_of(issue: Any) -> Pair | None:
    """Project and type of a decoded issue; None where the answer does not tell them."""
    project, type_ = issue.fields.project, issue.fields.issuetype
    if not project or not type_:
        return None
    return Pair(project.id, type_.id, project.key)


def _applies(idents: Iterable[str], proved: Iterable[str]) -> bool:
    """Fields that every Jira has apply everywhere."""
    return any(not ident.startswith(_CUSTOM) or ident in proved for ident in idents)


def _says(value: Any) -> bool:
    return values.text_of(values.loosened(value) if isinstance(value, Raw) else value, "plain") is not None


def _doubt(fields: Any, attributes: Iterable[str]) -> None:
    """Make unknown what says nothing."""
    for attribute in attributes:
        value = getattr(fields, attribute)
        if value is None or (value is not UNSET and not _says(value)):
            setattr(fields, attribute, UNSET)
