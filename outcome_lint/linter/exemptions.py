"""What a team has set aside: reasoned ignores, ignore labels, and the baseline of the day it started."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from outcome_lint.model import Exemption

if TYPE_CHECKING:
    from collections.abc import Iterable

LABEL = "outcome-lint:ignore"


class Ignore(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule set aside for one item. A reason is a must; after `expires` (a date) it no longer holds."""

    rule: str
    item: str
    reason: str
    owner: str = ""
    expires: str = ""


class Stale(NamedTuple):
    """An exemption that is expired or unused, and how to say so."""

    item: str
    why: str


class Exemptions:
    """Answers whether a finding is set aside, and remembers which exemption it was."""

    def __init__(
        self,
        ignores: Iterable[Ignore],
        baseline: Iterable[tuple[str, str]],
        today: date,
        known: Iterable[str] = (),
    ) -> None:
        """`known`: the names and codes of all rules, in force or not."""
        self._ignores: dict[tuple[str, str], Ignore] = {}
        self._expired: list[Ignore] = []
        for ignore in ignores:
            if ignore.expires and date.fromisoformat(ignore.expires) < today:
                self._expired.append(ignore)
            else:
                self._ignores[ignore.rule, ignore.item] = ignore
        self._baseline = frozenset(baseline)
        self._known = frozenset(word.casefold() for word in known)
        self._used: set[tuple[str, str]] = set()
        self._labels: dict[tuple[str, str], bool] = {}

    def __bool__(self) -> bool:
        """Whether anything is set aside but by labels."""
        return bool(self._ignores or self._baseline)

    def find(self, rule: str, code: str, key: str, labels: tuple[str, ...]) -> Exemption | None:
        """What sets this finding aside; the configuration speaks first, the baseline last."""
        ignore = self._ignores.get((rule, key)) or self._ignores.get(("ALL", key))
        if ignore is not None:
            self._used.add((ignore.rule, key))
            return Exemption(rule, code, key, "config", ignore.reason, ignore.owner, ignore.expires)
        for label in labels:
            if _covers(label, rule, code):
                self._labels[(key, label)] = True
                return Exemption(rule, code, key, "label", f"label {label}")
        if (rule, key) in self._baseline:
            self._used.add((rule, key))
            return Exemption(rule, code, key, "baseline", "in the baseline")
        return None

    def see(self, key: str, labels: tuple[str, ...]) -> None:
        """Note the ignore labels of an item, so that one that nothing needs can be told."""
        for label in labels:
            if is_mark(label):
                self._labels.setdefault((key, label), False)

    def forget(self) -> None:
        """Begin again: nothing was used yet."""
        self._used.clear()
        self._labels.clear()

    def absorb(self, later: Exemptions) -> None:
        """Add what was used on items that come after mine."""
        self._used |= later._used
        for mark, used in later._labels.items():
            self._labels[mark] = used or self._labels.get(mark, False)

    def expired(self) -> list[Stale]:
        """Ignores past their date."""
        return [Stale(ignore.item, f"{ignore.rule}, ended on {ignore.expires}") for ignore in self._expired]

    def unused(self, active: dict[str, str]) -> list[Stale]:
        """Exemptions that nothing needed, but for those of rules not in force; `active`: the others' codes by name."""
        off = self._known.difference(active, (code.casefold() for code in active.values()))
        stale = [
            Stale(ignore.item, f"an ignore of {ignore.rule}")
            for (rule, key), ignore in self._ignores.items()
            if (rule, key) not in self._used and (rule in active or rule == "ALL")
        ]
        stale += [
            Stale(key, f"the label {label}")
            for (key, label), used in self._labels.items()
            if not used and _suffix(label) not in off
        ]
        stale += [
            Stale(key, f"a baseline entry of {rule}")
            for rule, key in sorted(self._baseline)
            if rule in active and (rule, key) not in self._used
        ]
        return stale


def is_mark(label: str) -> bool:
    """Whether a label sets findings aside."""
    return label[: len(LABEL)].casefold() == LABEL


def _covers(label: str, rule: str, code: str) -> bool:
    """`outcome-lint:ignore` covers all rules; with a rule in its suffix (after - : = or /) only that one."""
    suffix = _suffix(label)
    return is_mark(label) and suffix in ("", "all", rule, code.casefold())


def _suffix(label: str) -> str:
    return label.casefold()[len(LABEL) :].lstrip("-:=/")
