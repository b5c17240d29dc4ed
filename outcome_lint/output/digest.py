"""Findings in groups for people to read, holding no more of them than will be shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct, json

from outcome_lint.model import Finding, ItemRef, Run, Severity
from outcome_lint.output.look import Grouping, Look

# An item's tally is one integer, errors above warnings above infos: it sorts by what is worst, and 100,000 are cheap.
_WEIGHT = {Severity.ERROR: 1 << 40, Severity.WARNING: 1 << 20, Severity.INFO: 1}
_MASK = (1 << 20) - 1


class Entry(Struct, frozen=True):
    """One item that is shown, with all its findings in the group, worst first."""

    item: ItemRef
    findings: tuple[Finding, ...]


class Section(Struct, frozen=True):
    """One group: how many items have findings, which are shown, and how many are not. `name` is None for no value."""

    name: str | None
    items: int
    by_severity: dict[str, int]
    entries: tuple[Entry, ...]
    small: bool = False

    @property
    def hidden(self) -> int:
        """Items that are not shown."""
        return self.items - len(self.entries)


class RuleFacts(Struct, frozen=True):
    """What the findings of a rule have in common; the question is that of its first finding."""

    code: str
    question: str


class Digest(Struct, frozen=True):
    """Sections, those with most errors first, and the rules that were seen."""

    sections: tuple[Section, ...]
    rules: dict[str, RuleFacts]


class _Place(Struct, gc=False):
    key: str
    level: str | None = None
    project: str | None = None
    team: str | None = None


class _Glimpse(Struct, gc=False):
    """The few members of a finding that grouping needs: the rest is not even decoded."""

    rule: str
    code: str
    severity: Severity
    item: _Place
    question: str = ""


Tallies: TypeAlias = dict[str | None, dict[str, int]]


def digest(run: Run, look: Look) -> Digest:
    """Two passes over the findings: one counts, one picks up those of the `look.limit` worst items of each group."""
    tallies: Tallies = {}
    rules: dict[str, RuleFacts] = {}
    for seen in _glimpses(run):
        if seen.rule not in rules:
            rules[seen.rule] = RuleFacts(seen.code, seen.question)
        group = tallies.setdefault(_group(seen.rule, seen.item, look.group), {})
        group[seen.item.key] = group.get(seen.item.key, 0) + _WEIGHT[seen.severity]
    chosen = {name: _worst(group, look.limit) for name, group in tallies.items()}
    picked = _pick(run, look.group, chosen, sum(_size(t) for group in chosen.values() for t in group.values()))
    small = _small(run, look.group)
    sections = [
        Section(name, len(group), _by_severity(group), _entries(picked[name], chosen[name]), name in small)
        for name, group in tallies.items()
    ]
    return Digest(tuple(sorted(sections, key=_worst_first)), rules)


def _glimpses(run: Run) -> Iterator[_Glimpse]:
    decoder = json.Decoder(_Glimpse)
    for chunk in run.findings.encoded():
        yield from decoder.decode_lines(chunk)


def _group(rule: str, item: _Place | ItemRef, by: Grouping) -> str | None:
    match by:
        case "team":
            return item.team
        case "project":
            return item.project
        case "level":
            return item.level
        case "rule":
            return rule
        case "item":
            return None


def _worst(group: dict[str, int], limit: int) -> dict[str, int]:
    if not limit or len(group) <= limit:
        return group
    return dict(sorted(group.items(), key=lambda pair: -pair[1])[:limit])


def _pick(run: Run, by: Grouping, chosen: Tallies, wanted: int) -> dict[str | None, dict[str, list[Finding]]]:
    picked: dict[str | None, dict[str, list[Finding]]] = {name: {} for name in chosen}
    if not wanted:
        return picked
    for finding in run.findings:
        name = _group(finding.rule, finding.item, by)
        if finding.item.key in chosen[name]:
            picked[name].setdefault(finding.item.key, []).append(finding)
            wanted -= 1
            if not wanted:
                break
    return picked


def _entries(picked: dict[str, list[Finding]], tallies: dict[str, int]) -> tuple[Entry, ...]:
    entries = [
        Entry(findings[0].item, tuple(sorted(findings, key=lambda f: f.severity.rank))) for findings in picked.values()
    ]
    return tuple(sorted(entries, key=lambda entry: -tallies[entry.item.key]))


def _small(run: Run, by: Grouping) -> set[str | None]:
    return {group.name for group in run.scorecard.groups if group.by == by and group.small} if run.scorecard else set()


def _counts(tally: int) -> tuple[int, int, int]:
    return tally >> 40, tally >> 20 & _MASK, tally & _MASK


def _size(tally: int) -> int:
    return sum(_counts(tally))


def _by_severity(group: dict[str, int]) -> dict[str, int]:
    columns = zip(*map(_counts, group.values()), strict=True)
    return {severity.value: sum(column) for severity, column in zip(Severity, columns, strict=True)}


def _worst_first(section: Section) -> tuple[int, int, bool, str]:
    """Most errors, then most warnings; equals by name, those without a name last."""
    by = section.by_severity
    return -by[Severity.ERROR], -by[Severity.WARNING], section.name is None, section.name or ""
