"""The closed set of check kinds: pure functions over one item, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from outcome_lint.checks import fields, links, people, words
from outcome_lint.checks.logic import every, negation, some
from outcome_lint.checks.subject import Abstain, Miss, Subject, Surroundings, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    Judge = Callable[[Subject], Verdict]

__all__ = [
    "KINDS",
    "WHOLE_PORTFOLIO",
    "Abstain",
    "Exemptions",
    "Kind",
    "Miss",
    "Subject",
    "Surroundings",
    "Verdict",
    "compile_check",
]


class Exemptions(Struct, frozen=True, forbid_unknown_fields=True):
    """The ignores and baseline entries themselves: `current` (not past their date) or `used` (still matching)."""

    are: Literal["current", "used"]


class Kind(Struct, frozen=True):
    """A kind of check: what it asks, the shape of its options, and how to make a judge of them."""

    asks: str
    options: Any
    build: Callable[[Any], Judge] | None  # None: the linter itself answers, as no single item can
    whole_portfolio: bool = False


KINDS: dict[str, Kind] = {
    "filled": Kind("the field has content", fields.Field, fields.filled),
    "meaningful": Kind("the text is no placeholder", fields.Field, words.meaningful),
    "says": Kind("the text says a part of meaning", words.Says, words.says),
    "differs": Kind("two texts don't say the same", words.Differs, words.differs),
    "contains": Kind("the text has one of the words", fields.Words, fields.contains),
    "lacks": Kind("the text has none of the words", fields.Words, fields.lacks),
    "matches": Kind("the pattern is found in the text", fields.Pattern, fields.matches),
    "lacks-pattern": Kind("the pattern is not found in the text", fields.Pattern, fields.lacks),
    "length": Kind("the text is as long as asked", fields.Length, fields.length),
    "one-of": Kind("the field has one of the values", fields.OneOf, fields.one_of),
    "date": Kind("the date lies in the time asked for", fields.When, fields.when),
    "account": Kind("the account is active, or a person's", people.Account, people.account),
    "tied": Kind("the item or an ancestor is tied to a goal", links.Tied, links.tied, whole_portfolio=True),
    "listed": Kind("the tie is in the OKR catalogue, open and current", links.Listed, links.listed),
    "anchored": Kind("the parent states an outcome", links.Anchored, links.anchored, whole_portfolio=True),
    "repeated": Kind("few items say the same", links.Repeated, links.repeated, whole_portfolio=True),
    "exemptions": Kind("the ignores are current, or used", Exemptions, None),
}

WHOLE_PORTFOLIO = frozenset(name for name, kind in KINDS.items() if kind.whole_portfolio)

_COMBINE = {"all": every, "any": some}


def compile_check(tree: dict[str, Any], decode: Callable[[str, Any], Any]) -> Judge:
    """The judge of a check as a rule file writes it: one kind with its options, or `all`, `any`, `not` over such.

    `decode(kind, raw options)` gives the typed options. Raises ValueError where options make no sense.
    """
    (kind, options), *_ = tree.items()
    if kind in _COMBINE:
        return _COMBINE[kind]([compile_check(branch, decode) for branch in options])
    if kind == "not":
        return negation(compile_check(options, decode))
    build = KINDS[kind].build
    if build is None:
        return lambda _: None
    return build(decode(kind, options))
