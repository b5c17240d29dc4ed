"""Which rules are in force under a configuration, with which severity and options, and where each was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from outcome_lint import yamlfile
from outcome_lint.config.find import Found, shown
from outcome_lint.config.shape import Profile, RuleSetting
from outcome_lint.errors import ConfigError, Mistake, UsageError
from outcome_lint.history import Criteria
from outcome_lint.linter import Plan, Plans, activate
from outcome_lint.model import Severity
from outcome_lint.rulebook import Rule, Rulebook, compile_rule
from outcome_lint.trackers import Names, listed

_OFF = "off"


class Setting(Struct, frozen=True):
    """A rule under a configuration; `severity` is None where it is off."""

    severity: Severity | None
    options: dict[str, Any]
    origin: str


Settings = dict[str, Setting]


class Selection(Struct, frozen=True):
    """What the command line says of rules: only these, not those, none milder than."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: Severity = Severity.INFO


class _Naming(NamedTuple):
    """Who names a profile: the folder that its path is relative to, and how to blame the right line."""

    folder: Path
    mistake: Callable[[str, str], Mistake]
    above: tuple[Path, ...] = ()


@cache
def _shipped(folder: Path) -> tuple[Profile, ...]:
    """The profiles that ship with the package, the newest version of each last."""
    profiles = [yamlfile.convert(yamlfile.read(path), Profile, _profile_schema) for path in folder.glob("*.yml")]
    return tuple(sorted(profiles, key=lambda profile: _version(profile.name)))


def builtin_profiles(folder: Path) -> tuple[str, ...]:
    """Their names."""
    return tuple(profile.name for profile in _shipped(folder))


def builtin_gates(folder: Path) -> dict[str, Criteria]:
    """What each stage asks before the next one, by the newest version of its profile."""
    return {profile.name.partition("@")[0]: profile.gate for profile in _shipped(folder)}


def _version(name: str) -> tuple[str, int]:
    stage, _, number = name.partition("@")
    return stage, int(number)


class Resolver:
    """Works out settings; collects mistakes, and `check` raises them all at once."""

    def __init__(self, rulebook: Rulebook, found: Found, profiles_dir: Path) -> None:
        self.rulebook = rulebook
        self.found = found
        self._builtins = builtin_profiles(profiles_dir)
        self.mistakes: list[Mistake] = []

    def settings(self, profile: Names | None = None, overrides: tuple[int, ...] = ()) -> Settings:
        """The setting of every rule under a profile (default: the configured one) and the fitting overrides."""
        config = self.found.config
        result: Settings = {rule.name: Setting(None, rule.options, "default") for rule in self.rulebook.rules}
        if profile is None:
            self._apply_profile(result, config.profile, self._configured(("profile",)))
        else:
            self._apply_profile(result, profile, _Naming(Path(), lambda *words: Mistake("--profile", 0, 0, *words)))
        self._apply(result, config.rules, ("rules",))
        for place in overrides:
            override = config.overrides[place]
            where: yamlfile.Where = ("overrides", place)
            if override.profile is not None:
                self._apply_profile(result, override.profile, self._configured((*where, "profile")))
                self._apply(result, config.rules, ("rules",))
            self._apply(result, override.rules, (*where, "rules"))
        return result

    def check(self) -> None:
        """Raise ConfigError if anything was wrong."""
        if self.mistakes:
            raise ConfigError(sorted(set(self.mistakes)))

    def profile_name(self, profile: Names | None = None) -> str:
        """What to call the profile in reports."""
        return " + ".join(
            self._builtin(name) or Path(name).stem
            for name in listed(self.found.config.profile if profile is None else profile)
        )

    def _configured(self, where: yamlfile.Where) -> _Naming:
        return _Naming(self.found.folder, lambda *words: self.found.mistake(where, *words))

    def _apply_profile(self, result: Settings, profile: Names, naming: _Naming) -> None:
        for name in listed(profile):
            builtin = self._builtin(name)
            path = naming.folder / name
            if builtin:
                for rule in self.rulebook.rules:
                    result[rule.name] = Setting(rule.severity_in(builtin), rule.options, f"profile {builtin}")
            elif path.resolve() in naming.above:
                self.mistakes.append(naming.mistake(f"the profile {name!r} extends itself", ""))
            elif path.is_file():
                self._apply_file(result, path, naming)
            else:
                hint = yamlfile.nearest(name, self.profiles())
                self.mistakes.append(naming.mistake(f"there is no profile {name!r}", hint))

    def _apply_file(self, result: Settings, path: Path, naming: _Naming) -> None:
        try:
            document = yamlfile.read(path, shown(path))
            parsed = yamlfile.convert(document, Profile, _profile_schema)
        except ConfigError as error:
            self.mistakes += error.mistakes
            return
        if parsed.gate != Criteria():
            hint = "write it under `stages:` in the configuration"
            self.mistakes.append(document.mistake(("gate",), "what a gate asks belongs to the built-in profiles", hint))
        above = (*naming.above, path.resolve())
        inner = _Naming(path.parent, lambda *words: document.mistake(("extends",), *words), above)
        self._apply_profile(result, parsed.extends, inner)
        self._apply(result, parsed.rules, ("rules",), document)

    def profiles(self) -> list[str]:
        """The built-in profiles, by name and version."""
        return list(self._builtins)

    def _builtin(self, name: str) -> str | None:
        """`walk@1`, or `walk` for its newest version."""
        fitting = [known for known in self._builtins if name in (known, known.partition("@")[0])]
        return fitting[-1] if fitting else None

    def _apply(
        self,
        result: Settings,
        rules: Mapping[str, RuleSetting],
        where: yamlfile.Where,
        document: yamlfile.Document | None = None,
    ) -> None:
        for name, setting in rules.items():
            here = (*where, name)
            picked = self.rulebook.pick(name)
            if not picked:
                hint = yamlfile.nearest(name, [rule.name for rule in self.rulebook.rules])
                self._mistake(document, here, f"there is no rule {name!r}", hint)
            for rule in picked:
                result[rule.name] = self._set(rule, result[rule.name], setting, here, document)

    def _set(
        self, rule: Rule, old: Setting, setting: RuleSetting, here: yamlfile.Where, document: yamlfile.Document | None
    ) -> Setting:
        words = {"severity": setting} if isinstance(setting, str) else dict(setting)
        severity = words.pop("severity", None)
        known = [*Severity, _OFF]
        if severity is not None and severity not in known:
            where = here if isinstance(setting, str) else (*here, "severity")
            self._mistake(document, where, f"{severity!r} is no severity", yamlfile.nearest(severity, known))
            severity = None
        words = {name: value for name, value in words.items() if self._fits(rule, name, value, here, document)}
        options = {**old.options, **words}
        if words:
            try:
                compile_rule(rule, options)
            except ValueError as error:
                self._mistake(document, here, f"{rule.name} can't work with these options: {error}")
        effective = old.severity if severity is None else None if severity == _OFF else Severity(severity)
        if severity is None and old.severity is None and words:
            effective = None  # options alone don't switch a rule on
        return Setting(effective, options, self._origin(document, here))

    def _fits(
        self, rule: Rule, option: str, value: Any, here: yamlfile.Where, document: yamlfile.Document | None
    ) -> bool:
        where = (*here, option)
        if option not in rule.options:
            hint = yamlfile.nearest(option, ["severity", *rule.options])
            self._mistake(document, where, f"{rule.name} has no option {option!r}", hint)
            return False
        if type(value) is not type(rule.options[option]):
            kind = "a whole number" if isinstance(rule.options[option], int) else "text"
            self._mistake(document, where, f"{option} takes {kind}, not {value!r}")
            return False
        return True

    def _origin(self, document: yamlfile.Document | None, here: yamlfile.Where) -> str:
        document = document or self.found.document
        return (
            f"{document.path}:{document.place(here)[0]}"
            if document and document.places
            else document.path
            if document
            else ""
        )

    def _mistake(self, document: yamlfile.Document | None, here: yamlfile.Where, message: str, hint: str = "") -> None:
        self.mistakes.append(
            document.mistake(here, message, hint) if document else self.found.mistake(here, message, hint)
        )


def plans(resolver: Resolver, profile: Names | None, selection: Selection) -> Plans:
    """The plans of a run: overrides of the configuration included. Raises ConfigError or UsageError."""
    config = resolver.found.config
    wanted = _picked(resolver.rulebook, selection.select, "--select")
    unwanted = _picked(resolver.rulebook, selection.ignore, "--ignore")
    for place in range(len(config.overrides)):
        resolver.settings(profile, (place,))  # mistakes of all overrides are told at once, whether they fit or not
    resolver.settings(profile)
    resolver.check()

    def build(overrides: tuple[int, ...]) -> Plan:
        settings = resolver.settings(profile, overrides)
        active = []
        for rule in resolver.rulebook.rules:
            setting = settings[rule.name]
            severity = setting.severity
            if wanted is not None:
                severity = (severity or _loudest(rule)) if rule.name in wanted else None
            if severity is None or rule.name in (unwanted or ()) or severity.rank > selection.min_severity.rank:
                continue
            active.append(activate(rule, severity, setting.options))
        return Plan(tuple(active), overrides)

    return Plans(build, tuple(override.when for override in config.overrides))


def _loudest(rule: Rule) -> Severity:
    severities: Iterable[Severity] = rule.severity.values() if isinstance(rule.severity, dict) else [rule.severity]
    return min(severities, key=lambda severity: severity.rank)


def _picked(rulebook: Rulebook, words: tuple[str, ...], flag: str) -> frozenset[str] | None:
    """The names of the rules that the words of a flag stand for; None where the flag was not given."""
    if not words:
        return None
    names: set[str] = set()
    for word in (part.strip() for each in words for part in each.split(",")):
        picked = rulebook.pick(word)
        if not picked:
            hint = yamlfile.nearest(word, rulebook.names) or "`outcome-lint rule` lists them"
            raise UsageError(f"{flag}: there is no rule or section {word!r}", hint)
        names |= {rule.name for rule in picked}
    return frozenset(names)


def _profile_schema() -> dict[str, Any]:
    import msgspec

    return msgspec.json.schema(Profile)
