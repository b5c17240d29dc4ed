"""Reads `rules/**/*.yml`, one file a rule, and compiles each to a closure over its check."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from outcome_lint import yamlfile
from outcome_lint.errors import ConfigError, Mistake
from outcome_lint.rulebook.compiling import Compiled, compile_rule
from outcome_lint.rulebook.mistakes import mistakes
from outcome_lint.rulebook.rule import SECTIONS, Examples, Rule
from outcome_lint.rulebook.schema import rule_schema

__all__ = [
    "SECTIONS",
    "Compiled",
    "Examples",
    "Rule",
    "Rulebook",
    "compile_rule",
    "load",
    "read_rule",
    "rule_files",
    "rule_schema",
]


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
    wrong: list[Mistake] = []
    files = {
        path.resolve(): (path, proven)  # a folder may be named twice
        for proven, several in ((False, folders), (True, trusted))
        for folder in several
        for path in rule_files(folder)
    }
    for path, proven in sorted(files.values(), key=lambda file: not file[1]):
        try:
            rule = read_rule(path, proven=proven)
            wrong += _clashes(path, rule, rules)
            rules[rule.name] = rules[rule.code] = rule
        except ConfigError as error:
            wrong += error.mistakes
    if wrong:
        raise ConfigError(wrong)
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
        told = list(mistakes(document))
        if told:
            schema = rule_schema()
            schema["properties"]["check"] = {}  # told already, in better words
            raise ConfigError(sorted({*told, *yamlfile.explain(document, schema)}))
    return yamlfile.convert(document, Rule, rule_schema)
