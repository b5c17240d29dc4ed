"""What moved between two runs, and whether they may be compared at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from outcome_lint.history.store import History
from outcome_lint.history.values import Change, Deltas, Incomparable, Kind, Recorded, Unlike
from outcome_lint.model import ItemState

_MANY = 3  # items that take on one text at once; two may well share an outcome


def unlike(before: Recorded, after: Recorded) -> Unlike:
    """Why these two can't be compared; nothing where they can."""
    old, new = before.prints, after.prints
    figures = tuple(
        words
        for words, changed in (
            ("the sources changed", old.sources != new.sources),
            ("the scope or the fields changed", old.scope != new.scope),
            ("the way texts are read changed", old.reading != new.reading),
            ("the earlier scan is incomplete", not before.complete),
            ("the later scan is incomplete", not after.complete),
        )
        if changed
    )
    rules: tuple[str, ...] = ()
    if old.rules != new.rules:
        profiles = f" (profile {before.profile}, now {after.profile})" if before.profile != after.profile else ""
        rules = (f"the rules changed{profiles}",)
    return Unlike(figures, rules)


def deltas(history: History, before: Recorded, after: Recorded) -> Deltas | Incomparable:
    """What moved from one run to a later one."""
    reasons = unlike(before, after)
    if reasons.figures:
        return Incomparable(before, after, reasons.figures)
    old, new = history.moved(before, after)
    found = changes(old, new, rules=not reasons.rules)
    return Deltas(before, after, found, copied(found), reasons.rules)


def changes(old: Mapping[str, ItemState], new: Mapping[str, ItemState], *, rules: bool = True) -> tuple[Change, ...]:
    """The items that are not what they were, by key; without `rules`, what those found is left aside."""
    found = (_change(old.get(key), new.get(key), rules=rules) for key in sorted(old.keys() | new.keys()))
    return tuple(change for change in found if change.before != change.after)


def add(states: Mapping[str, ItemState], moved: Iterable[Change]) -> dict[str, ItemState]:
    """The states after the changes."""
    result = dict(states)
    for change in moved:
        if change.after is None:
            result.pop(change.key, None)
        else:
            result[change.key] = change.after
    return result


def _change(before: ItemState | None, after: ItemState | None, *, rules: bool) -> Change:
    if before is None or after is None:
        kinds: set[Kind] = {"new" if before is None else "gone"}
        if after is not None and after.without:
            kinds.add("new-without")
        return Change(before, after, frozenset(kinds))
    kinds = set(_outcome(before, after))
    if before.actual != "present" and after.actual == "present":
        kinds.add("reviewed")
    fixed = tuple(name for name in before.rules if name not in after.rules) if rules else ()
    regressed = tuple(name for name in after.rules if name not in before.rules) if rules else ()
    if fixed:
        kinds.add("fixed")
    if regressed:
        kinds.add("regressed")
    return Change(before, after, frozenset(kinds), fixed, regressed)


def _outcome(before: ItemState, after: ItemState) -> Iterable[Kind]:
    if "unknown" in (before.outcome, after.outcome):
        if before.outcome != "unknown":
            yield "now-unknown"
        elif after.outcome != "unknown":
            yield "now-known"
    elif before.without and not after.without:
        yield "gained"
    elif after.without and not before.without:
        yield "lost"


def copied(moved: Iterable[Change]) -> tuple[tuple[str, ...], ...]:
    """The keys of those that came to their outcome in the same words, the largest flock first."""
    flocks: dict[str, list[str]] = {}
    for change in moved:
        if (
            change.after
            and change.after.outcome == "present"
            and change.after.digest
            and change.kinds & {"gained", "new"}
        ):
            flocks.setdefault(change.after.digest, []).append(change.key)
    large = [tuple(keys) for keys in flocks.values() if len(keys) >= _MANY]
    return tuple(sorted(large, key=lambda keys: (-len(keys), keys)))
