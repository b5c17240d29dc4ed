"""What is wrong with a rule file, in words of its own: the check, the message, the examples, the severities."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from string import Formatter
from typing import Any

from outcome_lint import yamlfile
from outcome_lint.checks import KINDS
from outcome_lint.checks.subject import ITEM_FIELDS
from outcome_lint.errors import Mistake
from outcome_lint.rulebook.compiling import fill, typed_options
from outcome_lint.rulebook.rule import COMBINING

_MESSAGE_NAMES = ITEM_FIELDS | {"why"}
_PROFILE = re.compile(r"[\w-]+@\d+")
_ALIKE = 0.85  # how near a field's name must be to a known one to be taken for a slip of the pen


def mistakes(document: yamlfile.Document) -> Iterable[Mistake]:
    """The mistakes that a schema can't tell, or not as well."""
    rule = document.value
    if "check" in rule:
        yield from _check_mistakes(document, rule["check"], ("check",), rule.get("options"))
    yield from _message_mistakes(document, rule.get("message"))
    examples = rule.get("examples")
    if isinstance(examples, dict):
        for side in ("bad", "good"):
            if not examples.get(side):
                yield document.mistake(("examples",), f"examples.{side} is empty", "a rule's examples are its tests")
    if isinstance(rule.get("severity"), dict):
        for profile in rule["severity"]:
            if not _PROFILE.fullmatch(profile):
                yield document.mistake(("severity", profile), f"{profile!r} is no profile", f"write {profile}@1")


def _check_mistakes(document: yamlfile.Document, tree: Any, where: yamlfile.Where, settings: Any) -> Iterable[Mistake]:
    if not isinstance(tree, dict) or len(tree) != 1:
        yield document.mistake(
            where, "a check is a map with one kind in it", f"kinds: {', '.join([*COMBINING, 'not', *KINDS])}"
        )
        return
    (kind, options), *_ = tree.items()
    here = (*where, kind)
    if kind in COMBINING:
        if not isinstance(options, list) or not options:
            yield document.mistake(here, f"`{kind}` takes a list of checks")
            return
        for index, branch in enumerate(options):
            yield from _check_mistakes(document, branch, (*here, index), settings)
    elif kind == "not":
        yield from _check_mistakes(document, options, here, settings)
    elif kind not in KINDS:
        yield document.mistake(
            here, f"unknown kind of check {kind!r}", yamlfile.nearest(kind, [*COMBINING, "not", *KINDS])
        )
    else:
        yield from _option_mistakes(document, kind, fill(options, settings if isinstance(settings, dict) else {}), here)


def _option_mistakes(document: yamlfile.Document, kind: str, options: Any, here: yamlfile.Where) -> Iterable[Mistake]:
    try:
        typed = typed_options(kind, options)
        build = KINDS[kind].build
        if build is not None:
            build(typed)
        for name in _slips(typed):
            yield document.mistake(here, f"unknown field {name!r}", yamlfile.nearest(name, sorted(ITEM_FIELDS)))
    except ValueError as error:
        yield document.mistake(
            here, f"{kind}: {error}", f"it takes: {', '.join(KINDS[kind].options.__struct_encode_fields__)}"
        )


def _slips(typed: Any) -> Iterable[str]:
    """Field names that are nearly, but not quite, those of an item."""
    for key in ("field", "other"):
        value = getattr(typed, key, ())
        for name in (value,) if isinstance(value, str) else value:
            if name not in ITEM_FIELDS and difflib.get_close_matches(name, ITEM_FIELDS, n=1, cutoff=_ALIKE):
                yield name


def _message_mistakes(document: yamlfile.Document, message: Any) -> Iterable[Mistake]:
    """Names that the message uses but an item does not have, and formats, which names can't be given."""
    if not isinstance(message, str):
        return
    try:
        parts = {name: shape or turned for _, name, shape, turned in Formatter().parse(message) if name is not None}
    except ValueError as error:
        yield document.mistake(("message",), f"{error}", "write {{ for a brace")
        return
    for name in sorted(name for name, format_ in parts.items() if format_):
        yield document.mistake(("message",), f"{{{name}}} can't be given a format", f"write {{{name}}} alone")
    for name in sorted(parts.keys() - _MESSAGE_NAMES):
        hint = yamlfile.nearest(name, sorted(_MESSAGE_NAMES))
        yield document.mistake(("message",), f"unknown name {{{name}}}", hint)
