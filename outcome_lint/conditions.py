"""Which items a rule, an override or an exclusion speaks of: `when:` in the files."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from msgspec import UNSET, Struct

if TYPE_CHECKING:
    from collections.abc import Callable

    from outcome_lint.model import WorkItem

Values = str | tuple[str, ...] | None


class Condition(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A value or a list of values a key, compared without case; all keys given must fit."""

    level: Values = None
    type: Values = None
    status: Values = None
    status_category: Values = None
    resolution: Values = None
    work_kind: Values = None
    label: Values = None
    project: Values = None
    team: Values = None

    @property
    def fields(self) -> frozenset[str]:
        """The item fields it looks at."""
        return frozenset(name for name, _ in _wanted(self))


def _wanted(condition: Condition) -> list[tuple[str, frozenset[str]]]:
    result = []
    for name in condition.__struct_fields__:
        values = getattr(condition, name)
        if values is not None:
            values = (values,) if isinstance(values, str) else values
            result.append(("labels" if name == "label" else name, frozenset(value.casefold() for value in values)))
    return result


def matcher(condition: Condition) -> Callable[[WorkItem], str | bool]:
    """True where the item fits, False where not, or the name of the field that would have to be known."""
    wanted = _wanted(condition)
    if len(wanted) == 1 and wanted[0][0] != "labels":
        return _single(*wanted[0])

    def match(item: WorkItem) -> str | bool:
        doubt: str | bool = True
        for name, values in wanted:
            value: Any = getattr(item, name)
            if value is UNSET:
                doubt = name
            elif isinstance(value, tuple):
                if not any(each.casefold() in values for each in value):
                    return False
            elif value is None or value.casefold() not in values:
                return False
        return doubt

    return match


def _single(name: str, values: frozenset[str]) -> Callable[[WorkItem], str | bool]:
    """The same for one field of one value: what nearly every rule asks."""
    read = attrgetter(name)

    def match(item: WorkItem) -> str | bool:
        value: Any = read(item)
        if value is UNSET:
            return name
        return value is not None and (value in values or value.casefold() in values)

    return match
