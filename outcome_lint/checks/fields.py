"""Checks of plain fields: is it filled, does it match, how long is it, when was it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import UNSET, Meta, Struct

from outcome_lint.checks.subject import MISSING, NOT_APPLICABLE, Abstain, Miss, Subject, Verdict, day, getter, unknown
from outcome_lint.model import Confidence, Person

if TYPE_CHECKING:
    from collections.abc import Callable

    Judge = Callable[[Subject], Verdict]


class Field(Struct, frozen=True, forbid_unknown_fields=True):
    """A field by its name: one of a work item's, or one that the configuration adds."""

    field: str


Some = Annotated[tuple[Annotated[str, Meta(min_length=1)], ...], Meta(min_length=1)]


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Words or phrases in a field, compared whole and without case."""

    field: str
    words: Some


class Pattern(Struct, frozen=True, forbid_unknown_fields=True):
    """A regular expression (RE2: no look-around, no back-reference) searched in a field."""

    field: str
    pattern: str


class Length(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How long a field's text may be, bounds included."""

    field: str
    min_words: int = 0
    max_words: int | None = None
    min_characters: int = 0
    max_characters: int | None = None


class OneOf(Struct, frozen=True, forbid_unknown_fields=True):
    """The values that a field may have, compared without case."""

    field: str
    values: Some


class When(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """When a field's date may be: around today in days, or between two dates; `field` may be a list to try in order."""

    field: str | tuple[str, ...]
    within_days: int | None = None
    older_than_days: int | None = None
    after: str | None = None
    before: str | None = None


def filled(options: Field) -> Judge:
    """The field has content."""
    read, doubt = getter(options.field), unknown(options.field)

    def judge(subject: Subject) -> Verdict:
        value = read(subject.item)
        if value is UNSET:
            return doubt
        return MISSING if value is None or value in ("", ()) else None

    return judge


def on_text(name: str, look: Callable[[Subject, str], Verdict]) -> Judge:
    """A check of a field's text: unknown where the field is, not applicable where it is empty."""
    read, doubt = getter(name), unknown(name)

    def judge(subject: Subject) -> Verdict:
        value = read(subject.item)
        if value is UNSET:
            return doubt
        if not value:
            return NOT_APPLICABLE
        return look(subject, value if isinstance(value, str) else _as_text(value))

    return judge


def _as_text(value: Any) -> str:
    if isinstance(value, Person):
        return value.name or value.id
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def contains(options: Words) -> Judge:
    """The text has one of the words."""
    search = word_pattern(options.words).search
    return on_text(options.field, lambda _, text: None if search(text) else MISSING)


def lacks(options: Words | Pattern) -> Judge:
    """The text has none of the words, or no match of the pattern; the first one found is the evidence."""
    search = compile_pattern(options.pattern) if isinstance(options, Pattern) else word_pattern(options.words).search

    def look(_: Subject, text: str) -> Verdict:
        found = search(text)
        if not found:
            return None
        return Miss(Confidence.HIGH, f"says “{found.group()}”", options.field, found.start(), found.end())

    return on_text(options.field, look)


def matches(options: Pattern) -> Judge:
    """The pattern is found in the text."""
    search = compile_pattern(options.pattern)
    return on_text(options.field, lambda _, text: None if search(text) else MISSING)


def word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words as whole words; longer ones first."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE)


def compile_pattern(pattern: str) -> Callable[[str], Any]:
    """The search function of a team's own pattern; RE2 runs in linear time, so no pattern can hang a scan.

    Raises ValueError with RE2's own words.
    """
    import re2  # only rules with a pattern need it

    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    try:
        search: Callable[[str], Any] = re2.compile(pattern, options).search
    except re2.error as error:
        detail = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
        raise ValueError(
            f"pattern {pattern!r}: {detail} (patterns are RE2: no look-around or back-reference)"
        ) from None
    return search


def length(options: Length) -> Judge:
    """The text is as long as asked."""
    most_words = options.max_words if options.max_words is not None else float("inf")
    most_characters = options.max_characters if options.max_characters is not None else float("inf")

    def look(_: Subject, text: str) -> Verdict:
        words = len(text.split())
        if options.min_words <= words <= most_words and options.min_characters <= len(text) <= most_characters:
            return None
        return Miss(Confidence.HIGH, f"has {words} words, {len(text)} characters", options.field, 0, len(text))

    return on_text(options.field, look)


def one_of(options: OneOf) -> Judge:
    """The field has one of the values; a list of labels needs one of them."""
    wanted = frozenset(value.casefold() for value in options.values)
    read, doubt = getter(options.field), unknown(options.field)

    def judge(subject: Subject) -> Verdict:
        value = read(subject.item)
        if value is UNSET:
            return doubt
        values = value if isinstance(value, tuple) else (_as_text(value),) if value is not None else ()
        return None if any(each.casefold() in wanted for each in values) else MISSING

    return judge


def when(options: When) -> Judge:
    """The first filled one of the fields lies in the time asked for."""
    names = (options.field,) if isinstance(options.field, str) else options.field
    readers = [(name, getter(name)) for name in names]
    after, before = _bound(options.after), _bound(options.before)

    def judge(subject: Subject) -> Verdict:
        doubt: Abstain = NOT_APPLICABLE
        for name, read in readers:
            value = read(subject.item)
            if value is UNSET:
                doubt = unknown(name)
                continue
            if not value:
                continue
            at = day(value) if isinstance(value, str) else None
            if at is None:
                return Abstain(f"{name.replace('_', ' ')} is not a date")
            age = (subject.surroundings.today - at) // timedelta(days=1)
            inside = (
                (options.within_days is None or age <= options.within_days)
                and (options.older_than_days is None or age > options.older_than_days)
                and (after is None or at > after)
                and (before is None or at < before)
            )
            return None if inside else Miss(Confidence.HIGH, f"{abs(age)} days {'ago' if age >= 0 else 'ahead'}", name)
        return doubt

    return judge


def _bound(value: str | None) -> Any:
    if value is None:
        return None
    bound = day(value)
    if bound is None:
        raise ValueError(f"{value!r} is not a date; write YYYY-MM-DD")
    return bound
