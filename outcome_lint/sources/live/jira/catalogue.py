"""The fields of a site: what they are called, what they really are, and whether those that were named exist."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec import Struct

from outcome_lint.errors import UsageError
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.jira_fields import LEAD, resolve
from outcome_lint.sources.jira_standard import standard_name
from outcome_lint.sources.live.jira.query import Scope, every
from outcome_lint.sources.mapping import SPECIAL, Mapping
from outcome_lint.sources.matching import by_normal, normal

if TYPE_CHECKING:
    from outcome_lint.sources.live.jira.client import Jira

_NEAREST = 3
_NAMED = 5


class _Schema(Struct, frozen=True):
    type: str | None = None
    custom: str | None = None


class Field(Struct, frozen=True):
    """As Jira lists it; `scope` names the project of a team-managed field."""

    id: str
    name: str = ""
    schema: _Schema | None = None
    scope: Scope | None = None

    @property
    def custom(self) -> str:
        """Its type, such as `…customfieldtypes:textarea`; "" for a field that every Jira has."""
        return (self.schema.custom if self.schema else None) or ""

    @property
    def project(self) -> str | None:
        """The id of the only project that has this field; None where it is everybody's."""
        return self.scope.project.id if self.scope and self.scope.project else None


class Catalogue(Struct, frozen=True):
    """All fields that the account can see, by id."""

    fields: dict[str, Field]

    def names(self, mapping: Mapping) -> dict[str, str]:
        """Id → name, for a table. Fields that come with Jira bear their English name, unless theirs is configured."""
        spoken = {normal(name) for field in mapping.configured for name in mapping.fields.get(field, ())}
        return {
            ident: field.name if normal(field.name) in spoken else standard_name(field.custom) or field.name
            for ident, field in self.fields.items()
        }


def catalogue(client: Jira) -> Catalogue:
    """What `GET field` lists: a field that the account can't see is simply not there."""
    fields = client.read(every(Field), "field")
    return Catalogue({field.id: field for field in fields})


def check(known: Catalogue, mapping: Mapping, intake: Intake) -> None:
    """Raises UsageError naming every configured id that is not there, and every field of which no name is.

    A name that is not there beside one that is becomes a warning: a list may serve several trackers.
    """
    names = known.names(mapping)
    table = by_normal(names)
    idents = frozenset(names)
    wrong: list[str] = []
    for field in sorted(mapping.configured & mapping.fields.keys()):
        said = mapping.fields[field]
        missing = [name for name in said if not _is_there(name, table, idents)]
        fatal = missing if len(missing) == len(said) else [name for name in missing if normal(name).startswith(_ID)]
        wrong += [f"fields.{field}: {_unknown(name, names)}" for name in fatal]
        for name in missing:
            if name not in fatal:
                intake.warn(f"{field}: {_unknown(name, names)}; its other names are used")
    if wrong:
        hint = "correct it in outcome-lint.yml; `outcome-lint doctor` lists the fields that this account can see"
        raise UsageError("\n".join(wrong), hint)


_ID = "customfield"


def _is_there(name: str, table: dict[str, list[str]], idents: frozenset[str]) -> bool:
    return name in SPECIAL or normal(name) == LEAD or resolve(name, table, idents) is not None


def _unknown(name: str, names: dict[str, str]) -> str:
    near = nearest(name, names)
    also = f"; the nearest are {near}" if near else ""
    return f'Jira shows this account no field "{name}": a typing error, deleted, or hidden{also}'


def nearest(name: str, names: dict[str, str]) -> str:
    """The fields whose names are most like this one."""
    table = by_normal(names)
    close = get_close_matches(normal(name), table, n=_NEAREST, cutoff=0.5)
    return ", ".join(f'"{names[ident]}" ({ident})' for found in close for ident in table[found][:1])


def namesakes(looked_at: dict[str, list[str]], names: dict[str, str], intake: Intake) -> None:
    """Say where several fields of one name are read: either may be filled."""
    for field, idents in looked_at.items():
        alike: dict[str, list[str]] = {}
        for ident in dict.fromkeys(idents):
            alike.setdefault(normal(names.get(ident, ident)), []).append(ident)
        for same in alike.values():
            if len(same) > 1:
                shown = ", ".join(same[:_NAMED]) + (f" and {len(same) - _NAMED} more" if len(same) > _NAMED else "")
                title = names.get(same[0], same[0])
                intake.note(
                    f'{field}: {len(same)} fields are called "{title}" ({shown}); any one that is filled counts'
                )
