"""Checks of the owner's account: never of the owner's work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import UNSET, Struct

from outcome_lint.checks.subject import NOT_APPLICABLE, Abstain, Miss, Subject, Verdict, getter, unknown
from outcome_lint.model import Confidence, Person

if TYPE_CHECKING:
    from collections.abc import Callable

    Judge = Callable[[Subject], Verdict]


class Account(Struct, frozen=True, forbid_unknown_fields=True):
    """What must hold of the account in a person field."""

    field: str
    has: Literal["activity", "human"] = "activity"


def account(options: Account) -> Judge:
    """The account is active, or belongs to a person rather than a bot or a team."""
    read, doubt = getter(options.field), unknown(options.field)
    look = _active if options.has == "activity" else _human

    def judge(subject: Subject) -> Verdict:
        value = read(subject.item)
        if value is UNSET:
            return doubt
        return look(value) if isinstance(value, Person) else NOT_APPLICABLE

    return judge


def _active(person: Person) -> Verdict:
    if person.active is UNSET:
        return Abstain("owner's activity unknown")
    return None if person.active else Miss(Confidence.HIGH, person.name or person.id)


def _human(person: Person) -> Verdict:
    if person.kind is UNSET:
        return Abstain("owner's kind unknown")
    return None if person.kind == "human" else Miss(Confidence.HIGH, f"a {person.kind}")
