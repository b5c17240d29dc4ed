"""What an issue says about a field: in its issue fields, and in the sections of its body."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import msgspec
from msgspec import UNSET, Raw, UnsetType

from outcome_lint.model import Person
from outcome_lint.sources import jira_values
from outcome_lint.sources.github_fields import Text, User, person
from outcome_lint.sources.mapping import SPECIAL, Mapping
from outcome_lint.sources.matching import Ranking, normal
from outcome_lint.sources.names import TIERS
from outcome_lint.sources.sections import is_blank, pick
from outcome_lint.sources.trace import Trace
from outcome_lint.text import markdown, tidy
from outcome_lint.text.blocks import Section

LEVEL_FIELDS = frozenset({"type", "level", "issue type", "issue level", "work item type", "item type"})
"""Names of fields that tell the level."""

_MENTION = re.compile(r"(?<![\w/@])@([A-Za-z0-9][A-Za-z0-9-]*(?:/[\w.-]+)?(?:\[bot\])?)")
_REFERENCE = re.compile(
    r"https?://[^\s/]+/([\w.-]+/[\w.-]+)/issues/(\d+)|(?<![\w/])([\w.-]+/[\w.-]+)#(\d+)|(?<!\w)(?:#|GH-)(\d+)\b"
)
_OUTCOMES = ("outcome", "actual_outcome")


class Rankings:
    """For each field of a mapping the names of issue fields and of sections, strongest first."""

    def __init__(self, mapping: Mapping) -> None:
        self.fields = mapping.fields
        self.hollow = mapping.hollow_for
        self._columns: dict[str, Ranking] = {}
        self._headings: dict[str, Ranking] = {}
        for field in {*mapping.fields, *mapping.headings}:
            names = [name for name in mapping.fields.get(field, ()) if name not in SPECIAL]
            self._columns[field] = Ranking(names)
            only_places = field in mapping.configured and not names and "body" not in mapping.fields[field]
            self._headings[field] = Ranking(()) if only_places else Ranking((*names, *mapping.headings.get(field, ())))

    def column(self, field: str) -> Ranking:
        """Of issue fields."""
        return self._columns.get(field) or Ranking(())

    def takes(self, name: str) -> bool:
        """Whether an issue field or a Project's field of that name is looked at."""
        return any(self.column(field).exact(name) is not None for field in self.fields)

    def heading(self, field: str) -> Ranking:
        """Of sections; it knows the names of `column` and the weak ones."""
        return self._headings.get(field) or Ranking(())

    def others(self, field: str) -> list[Ranking]:
        """The columns of the outcomes that are not this one."""
        return [self.column(other) for other in _OUTCOMES if other != field]


class IssueValues:
    """The issue fields (name → value) and sections of one issue, parsed when first asked for."""

    def __init__(self, fields: list[Raw] | None | UnsetType, body: Text, rankings: Rankings, trace: Trace) -> None:
        self._body = body
        self._rankings = rankings
        self._trace = trace
        entries = [msgspec.json.decode(raw) for raw in fields or ()] if fields else []
        self._fields = _filled(entries)
        self._withheld = {normal(name) for entry in entries if (name := _withheld(entry))}

    @cached_property
    def _sections(self) -> list[Section]:
        return markdown.sections(self._body) if self._body else []

    def level_words(self) -> list[str]:
        """The values of issue fields that may tell the level."""
        return [value for name, value in self._fields.items() if value and normal(name) in LEVEL_FIELDS]

    def text(self, field: str) -> Text:
        """The value, None where body and fields are silent, UNSET where the body was not sent."""
        found = self._find(field)
        if found:
            return found
        return UNSET if self._body is UNSET or self._is_withheld(field) else None

    def _is_withheld(self, field: str) -> bool:
        """Whether a field that would tell it can't be read by this account."""
        return bool(self._withheld) and any(
            self._rankings.column(field).exact(name) is not None for name in self._withheld
        )

    def stated(self, field: str) -> Text:
        """As `text`, but UNSET where nothing even bears the field's name."""
        found = self._find(field)
        return UNSET if found is None and self._is_withheld(field) else found

    def _find(self, field: str) -> Text:
        column = self._rankings.column(field)
        named = [(rank, name) for name in self._fields if (rank := column.exact(name)) is not None]
        prefix = ""
        for _, name in sorted(named):
            self._trace.borne.add(field)
            if value := self._fields[name]:
                self._trace.mark(field, name).present = True
                prefix = TIERS.get(normal(name), "") if field == "okr" else ""
                return f"{prefix}: {value}" if prefix else value
        if field not in self._trace.borne and any(column.heading(each.title) is not None for each in self._sections):
            self._trace.borne.add(field)
        heading = self._rankings.heading(field)
        found = pick(self._sections, heading, self._rankings.others(field), self._rankings.hollow(field))
        if found is not None:
            self._trace.section(field, found.title)
            prefix = TIERS.get(normal(found.title), "") if field == "okr" else ""
            return f"{prefix}: {found.text}" if prefix else found.text
        bears = named or any(heading.heading(section.title) is not None for section in self._sections)
        return None if bears else UNSET

    @staticmethod
    def owner(written: str, assignees: list[User]) -> Person | None:
        """Whom a written owner means: the first `@login` (an assignee by its account), else the first line."""
        mention = _MENTION.search(written)
        if mention is None:
            return jira_values.named(written.split("\n", maxsplit=1)[0])
        login = mention[1]
        same = next((user for user in assignees if user.login and user.login.casefold() == login.casefold()), None)
        return person(same) if same else jira_values.named("@" + login)


def _filled(entries: list[Any]) -> dict[str, str | None]:
    """The first value under each name: what one place leaves empty, another may fill."""
    found: dict[str, str | None] = {}
    for entry in entries:
        for name, value in _named_value(entry):
            found[name] = found.get(name) or value
    return found


def _withheld(entry: Any) -> str | None:
    """The name of an entry whose value this account may not read, or nobody here understands."""
    return entry.get("issue_field_name") if isinstance(entry, dict) and entry.get("unreadable") is True else None


def _named_value(entry: Any) -> list[tuple[str, str | None]]:
    """Name and text of an entry of `issue_field_values`; of a select field `value` may be the number of the option."""
    if not isinstance(entry, dict) or _withheld(entry):
        return []
    field = entry.get("field")
    name = (
        entry.get("issue_field_name") or (field.get("name") if isinstance(field, dict) else None) or entry.get("name")
    )
    if not isinstance(name, str):
        return []
    value = entry.get("single_select_option") or entry.get("multi_select_options")
    if not value:
        value = entry.get("value")
    text = jira_values.said(value)
    return [(name, None if text is None or is_blank(text) else tidy(text))]


def parent_in(text: str, repository: str) -> str | None:
    """The first reference: an issue's address, `owner/repo#7`, or `#456` of the same repository."""
    found = _REFERENCE.search(text)
    if found is None:
        return None
    if found[5]:
        return f"{repository}#{found[5]}"
    return f"{found[1] or found[3]}#{found[2] or found[4]}"
