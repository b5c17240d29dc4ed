"""From a rule to a closure over its check."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from outcome_lint.checks import KINDS, compile_check
from outcome_lint.checks.subject import ITEM_FIELDS, NOT_APPLICABLE, Subject, Verdict, unknown
from outcome_lint.conditions import Condition, matcher
from outcome_lint.rulebook.rule import COMBINING, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    Judge = Callable[[Subject], Verdict]


class Compiled(Struct, frozen=True):
    """A rule ready to judge: the item fields that it reads, and the kinds of check that it uses."""

    rule: Rule
    judge: Any  # Callable[[Subject], Verdict]
    needs: frozenset[str]
    kinds: frozenset[str]


def compile_rule(rule: Rule, options: dict[str, Any] | None = None) -> Compiled:
    """The rule with its options set. Raises ValueError where an option makes no sense."""
    settings = {**rule.options, **(options or {})}
    tree = fill(rule.check, settings)
    judge = compile_check(tree, typed_options)
    needs, kinds = _needs(tree)
    if rule.when.fields:
        judge = _guarded(judge, rule.when)
    words = {name for _, name, _, _ in Formatter().parse(rule.message) if name}
    return Compiled(rule, judge, needs | rule.when.fields | (words & ITEM_FIELDS), kinds)


def _guarded(judge: Judge, when: Condition) -> Judge:
    match = matcher(when)
    doubts = {name: unknown(name) for name in when.fields}

    def guarded(subject: Subject) -> Verdict:
        fits = match(subject.item)
        if fits is True:
            return judge(subject)
        return doubts[fits] if isinstance(fits, str) else NOT_APPLICABLE

    return guarded


def fill(tree: Any, settings: dict[str, Any]) -> Any:
    """The check with `$option` replaced by the option's value."""
    if isinstance(tree, dict):
        return {key: fill(value, settings) for key, value in tree.items()}
    if isinstance(tree, list):
        return [fill(value, settings) for value in tree]
    if isinstance(tree, str) and tree.startswith("$") and tree[1:] in settings:
        return settings[tree[1:]]
    return tree


def typed_options(kind: str, options: Any) -> Any:
    """The typed options of a check; a bare word stands for its field."""
    try:
        return msgspec.convert(_spelled_out(kind, options), KINDS[kind].options)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None


def _spelled_out(kind: str, options: Any) -> Any:
    names = KINDS[kind].options.__struct_encode_fields__
    return {"field" if "field" in names else names[0]: options} if isinstance(options, str) else options


def _needs(tree: dict[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """The item fields that a check reads, and the kinds in it."""
    (kind, options), *_ = tree.items()
    if kind in COMBINING or kind == "not":
        parts = [_needs(each) for each in (options if kind in COMBINING else [options])]
        return frozenset().union(*(fields for fields, _ in parts)), frozenset().union(*(kinds for _, kinds in parts))
    typed = typed_options(kind, options)
    fields = {"outcome", "okr", "parent"} if KINDS[kind].whole_portfolio else set()
    for name in ("field", "other"):
        value = getattr(typed, name, ())
        fields |= {value} if isinstance(value, str) else set(value)
    return frozenset(fields), frozenset((kind,))
