"""Reads `rules/**/*.yml`, one file a rule, and compiles each to a closure over its check."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta, Struct

from outcome_lint import yamlfile
from outcome_lint.checks import KINDS, compile_check
from outcome_lint.checks.subject import ITEM_FIELDS, NOT_APPLICABLE, Abstain, Subject, Verdict
from outcome_lint.conditions import Condition, matcher
from outcome_lint.errors import ConfigError, Mistake
from outcome_lint.model import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    Judge = Callable[[Subject], Verdict]

SECTIONS = {
    "intent": "1 · Intent before execution",
    "strategy": "2 · Strategic connection",
    "team": "3 · Team-level awareness",
    "ownership": "4 · Product-owner empowerment",
    "debt": "5 · Technical debt with purpose",
    "reflection": "6 · Measurement and reflection",
    "housekeeping": "9 · The linter's own housekeeping",
}
_COMBINING = ("all", "any")
_MESSAGE_NAMES = ITEM_FIELDS | {"why"}


class Examples(Struct, frozen=True, forbid_unknown_fields=True):
    """Items that the rule must find wanting, must pass, and must abstain on: its tests and its documentation."""

    bad: tuple[dict[str, Any], ...]
    good: tuple[dict[str, Any], ...]
    unknown: tuple[dict[str, Any], ...] = ()


class Rule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule as its file states it; `check` is what must be true."""

    name: Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
    code: Annotated[str, Meta(pattern="^[A-Z]+[0-9]+$")]
    asks: str
    check: dict[str, Any]
    message: str
    question: str
    why: str
    fix: str
    examples: Examples
    section: str = "own"
    severity: Severity | dict[str, Severity] = Severity.WARNING
    when: Condition = Condition()
    options: dict[str, int | str] = {}
    since: str = ""
    source: str = ""

    def severity_in(self, profile: str) -> Severity | None:
        """Its severity under a built-in profile; None where the profile leaves it off."""
        return self.severity if isinstance(self.severity, Severity) else self.severity.get(profile)


class Compiled(Struct, frozen=True):
    """A rule ready to judge: the item fields that it reads, and the kinds of check that it uses."""

    rule: Rule
    judge: Any  # Callable[[Subject], Verdict]
    needs: frozenset[str]
    kinds: frozenset[str]


class Rulebook:
    """The rules by name and by code."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = sorted(rules, key=lambda rule: (rule.section == "own", rule.code))
        self._known = {rule.name: rule for rule in self.rules} | {rule.code: rule for rule in self.rules}

    def get(self, name: str) -> Rule | None:
        """The rule of that name or code."""
        return self._known.get(name) or self._known.get(name.upper())

    def pick(self, word: str) -> list[Rule]:
        """The rules that a name, a code, the start of a code, a section or ALL stands for; empty for none."""
        rule = self.get(word)
        if rule:
            return [rule]
        if word.upper() == "ALL":
            return self.rules
        return [r for r in self.rules if word in (r.section, r.section.split("-")[0])] or [
            r for r in self.rules if word[:2].upper() == "OL" and r.code.startswith(word.upper())
        ]

    @property
    def words(self) -> list[str]:
        """The names of all rules, and their codes."""
        return [rule.name for rule in self.rules] + [rule.code for rule in self.rules]

    @property
    def names(self) -> list[str]:
        """Everything that `pick` knows by its full name."""
        return [*self.words, *SECTIONS, "ALL"]


def load(folders: Iterable[Path], *, trusted: Iterable[Path] = ()) -> Rulebook:
    """All rules below the folders; those of `trusted` folders (ours, proven by our tests) are read without proof.

    Raises ConfigError with every mistake of every file.
    """
    rules: dict[str, Rule] = {}
    mistakes: list[Mistake] = []
    files = {
        path.resolve(): (path, proven)  # a folder may be named twice
        for proven, several in ((False, folders), (True, trusted))
        for folder in several
        for path in rule_files(folder)
    }
    for path, proven in sorted(files.values(), key=lambda file: not file[1]):
        try:
            rule = read_rule(path, proven=proven)
            mistakes += _clashes(path, rule, rules)
            rules[rule.name] = rules[rule.code] = rule
        except ConfigError as error:
            mistakes += error.mistakes
    if mistakes:
        raise ConfigError(mistakes)
    return Rulebook(set_of(rules.values()))


def _clashes(path: Path, rule: Rule, rules: dict[str, Rule]) -> list[Mistake]:
    """What the rule is called, where that already means something else to `pick`."""
    return [
        yamlfile.read(path).mistake((key,), f"the {key} {value!r} is taken", "choose another one")
        for key, value in (("name", rule.name), ("code", rule.code))
        if value in rules or value in SECTIONS or value.upper() == "ALL"
    ]


def set_of(rules: Iterable[Rule]) -> list[Rule]:
    """Each rule once."""
    return list({rule.name: rule for rule in rules}.values())


def rule_files(folder: Path) -> list[Path]:
    """The rule files below a folder (or the file itself), profiles left out, in a fixed order."""
    if folder.is_file():
        return [folder]
    if not folder.is_dir():
        raise ConfigError([Mistake(str(folder), 0, 0, "there is no such folder or file of rules")])
    return sorted(path for path in folder.rglob("*.y*ml") if "profiles" not in path.relative_to(folder).parts)


def read_rule(path: Path, *, proven: bool = False) -> Rule:
    """The rule in a file. Raises ConfigError with all its mistakes."""
    document = yamlfile.read(path)
    if isinstance(document.value, dict) and not proven:
        mistakes = list(
            _check_mistakes(document, document.value.get("check"), ("check",), document.value.get("options"))
        )
        mistakes += _other_mistakes(document)
        if mistakes:
            schema = rule_schema()
            schema["properties"]["check"] = {}  # told above, in better words
            raise ConfigError(sorted({*mistakes, *yamlfile.explain(document, schema)}))
    return yamlfile.convert(document, Rule, rule_schema)


def rule_schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, for editors and for telling all mistakes at once."""
    options = [kind.options for kind in KINDS.values()]
    (root, *refs), components = msgspec.json.schema_components((Rule, *options), ref_template="#/$defs/{name}")
    definition = components.pop(root["$ref"].rpartition("/")[2])
    check = {"$ref": "#/$defs/Check"}
    several = {"type": "array", "items": check, "minItems": 1}
    kinds: dict[str, Any] = {"all": several, "any": several, "not": check}
    for (name, kind), ref in zip(KINDS.items(), refs, strict=True):
        kinds[name] = {"anyOf": [{"type": "string"}, ref], "description": f"Must be true: {kind.asks}."}
    components["Check"] = {
        "type": "object",
        "description": "What must be true of an item: one kind of check with its options.",
        "properties": kinds,
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    definition["properties"]["check"] = check
    for name in {kind.options.__name__ for kind in KINDS.values()}:
        properties = components[name]["properties"]
        properties.update({name: _or_option(shape) for name, shape in properties.items()})
    for key, words in _KEYS.items():
        definition["properties"][key] = {"description": words, **definition["properties"][key]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:outcome-lint:rule-1",
        **definition,
        "title": "A rule of outcome-lint",
        "$defs": dict(sorted(components.items())),
    }


def _or_option(shape: dict[str, Any]) -> dict[str, Any]:
    """That shape, or the name of one of the rule's options in its place."""
    if shape.get("type") == "string" and "enum" not in shape:
        return shape
    default = {"default": shape["default"]} if "default" in shape else {}
    return {"anyOf": [shape, {"type": "string", "pattern": r"^\$"}], **default}


_KEYS = {
    "name": "Its name, in kebab-case; the primary identifier.",
    "code": "A short permanent alias: capitals and a number, such as AC101.",
    "asks": "What it asks of an item, as a question.",
    "message": "What a finding says after the item's key; {why} and item fields in braces are filled in.",
    "question": "The question that a finding ends in.",
    "why": "Why it matters.",
    "fix": "How to mend a finding.",
    "severity": "error, warning or info, or a map of profile to severity.",
    "when": "The items that it is about; all, if left out.",
    "options": "Values that a configuration may change; the check refers to one as $name.",
    "examples": "Items that it must find wanting (bad), must pass (good), and can't judge (unknown): its tests.",
}


def compile_rule(rule: Rule, options: dict[str, Any] | None = None) -> Compiled:
    """The rule with its options set. Raises ValueError where an option makes no sense."""
    settings = {**rule.options, **(options or {})}
    tree = _fill(rule.check, settings)
    judge = compile_check(tree, _typed)
    needs, kinds = _needs(tree)
    if rule.when.fields:
        judge = _guarded(judge, rule.when)
    words = {name for _, name, _, _ in Formatter().parse(rule.message) if name}
    return Compiled(rule, judge, needs | rule.when.fields | (words & ITEM_FIELDS), kinds)


def _guarded(judge: Judge, when: Condition) -> Judge:
    match = matcher(when)

    def guarded(subject: Subject) -> Verdict:
        fits = match(subject.item)
        if fits is True:
            return judge(subject)
        return Abstain(f"{str(fits).replace('_', ' ')} unknown") if fits else NOT_APPLICABLE

    return guarded


def _fill(tree: Any, settings: dict[str, Any]) -> Any:
    """The check with `$option` replaced by the option's value."""
    if isinstance(tree, dict):
        return {key: _fill(value, settings) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_fill(value, settings) for value in tree]
    if isinstance(tree, str) and tree.startswith("$") and tree[1:] in settings:
        return settings[tree[1:]]
    return tree


def _typed(kind: str, options: Any) -> Any:
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
    if kind in _COMBINING or kind == "not":
        parts = [_needs(each) for each in (options if kind in _COMBINING else [options])]
        return frozenset().union(*(fields for fields, _ in parts)), frozenset().union(*(kinds for _, kinds in parts))
    typed = _typed(kind, options)
    fields = {"outcome", "okr", "parent"} if KINDS[kind].whole_portfolio else set()
    for name in ("field", "other"):
        value = getattr(typed, name, ())
        fields |= {value} if isinstance(value, str) else set(value)
    return frozenset(fields), frozenset((kind,))


def _check_mistakes(document: yamlfile.Document, tree: Any, where: yamlfile.Where, settings: Any) -> Iterable[Mistake]:
    if not isinstance(tree, dict) or len(tree) != 1:
        yield document.mistake(
            where, "a check is a map with one kind in it", f"kinds: {', '.join([*_COMBINING, 'not', *KINDS])}"
        )
        return
    (kind, options), *_ = tree.items()
    here = (*where, kind)
    if kind in _COMBINING:
        if not isinstance(options, list) or not options:
            yield document.mistake(here, f"`{kind}` takes a list of checks")
            return
        for index, branch in enumerate(options):
            yield from _check_mistakes(document, branch, (*here, index), settings)
    elif kind == "not":
        yield from _check_mistakes(document, options, here, settings)
    elif kind not in KINDS:
        yield document.mistake(
            here, f"unknown kind of check {kind!r}", yamlfile.nearest(kind, [*_COMBINING, "not", *KINDS])
        )
    else:
        yield from _option_mistakes(
            document, kind, _fill(options, settings if isinstance(settings, dict) else {}), here
        )


def _option_mistakes(document: yamlfile.Document, kind: str, options: Any, here: yamlfile.Where) -> Iterable[Mistake]:
    try:
        typed = _typed(kind, options)
        build = KINDS[kind].build
        if build is not None:
            build(typed)
    except ValueError as error:
        yield document.mistake(
            here, f"{kind}: {error}", f"it takes: {', '.join(KINDS[kind].options.__struct_encode_fields__)}"
        )


def _other_mistakes(document: yamlfile.Document) -> Iterable[Mistake]:
    """Names that the message uses but an item does not have, and examples without a side."""
    message = document.value.get("message")
    if isinstance(message, str):
        try:
            parts = {name: shape or turned for _, name, shape, turned in Formatter().parse(message) if name is not None}
        except ValueError as error:
            yield document.mistake(("message",), f"{error}", "write {{ for a brace")
            return
        for name in sorted(name for name, format_ in parts.items() if format_):
            yield document.mistake(("message",), f"{{{name}}} can't be given a format", f"write {{{name}}} alone")
        for name in sorted(parts.keys() - _MESSAGE_NAMES):
            yield document.mistake(
                ("message",), f"unknown name {{{name}}}", yamlfile.nearest(name, sorted(_MESSAGE_NAMES))
            )
    examples = document.value.get("examples")
    if isinstance(examples, dict):
        for side in ("bad", "good"):
            if not examples.get(side):
                yield document.mistake(("examples",), f"examples.{side} is empty", "a rule's examples are its tests")
