"""Wires the rooms together for one run: configuration, rules, sources, linter, scorecard."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from outcome_lint import _data, yamlfile
from outcome_lint.checks import Surroundings
from outcome_lint.cli import places
from outcome_lint.cli.catalogue import day, read_catalogue
from outcome_lint.cli.doubts import reported
from outcome_lint.cli.echoes import elsewhere, prompts, with_hollow
from outcome_lint.cli.folders import cache_folder
from outcome_lint.cli.parts import Job, lint_in_parts
from outcome_lint.cli.streams import Progress
from outcome_lint.config import Forms, Found, Resolver, Selection, find, plans, read, read_forms, shown
from outcome_lint.errors import ConfigError, UsageError
from outcome_lint.language import Vocabulary
from outcome_lint.linter import Exemptions, FailOn, Judged, Task, evaluate, excluder, lint
from outcome_lint.linter.baseline import Baseline, compared, read_baseline
from outcome_lint.model import Confidence, Note, Run, Severity, WorkItem
from outcome_lint.rulebook import Rulebook, load
from outcome_lint.sources import ALL_FIELDS, Intake, Mapping, Reach, Spec
from outcome_lint.sources import read as read_sources
from outcome_lint.trackers import listed

T = TypeVar("T")

# No figure is broken down by anything else: not by people, and not by what each item has for itself.
_DIMENSIONS = (
    "team", "project", "level", "work_kind", "type", "status", "status_category", "resolution", "source", "parent",
)  # fmt: skip
_PEOPLE = ("owner", "assignee", "reporter", "creator")
_VOCABULARY = ("beneficiary", "measure", "systems", "products")
_PLURAL = re.compile(r"^(issue|item|pull request|duplicate)s")
_SINGULAR = r"\1"


class Wishes(Struct, frozen=True, kw_only=True):
    """What the command line asks for; None leaves the word to the configuration."""

    sources: tuple[str, ...] = ()
    demo: bool = False
    config: Path | None = None
    no_config: bool = False
    profile: tuple[str, ...] = ()
    rules: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: str | None = None
    min_confidence: str | None = None
    fail_on: FailOn | None = None
    max_ffr: float | None = None
    since: date | None = None
    baseline: Path | None = None
    no_baseline: bool = False
    ratchet: bool = False
    allow_empty: bool = False
    jobs: int | None = None
    group_by: tuple[str, ...] = ()
    progress: bool = False
    only: tuple[str, ...] = ()
    no_cache: bool = False
    resume: bool = False
    remember: bool = False


class Session:
    """One run's wiring; the parts are made when they are asked for, so a mistake is told before any data is read."""

    def __init__(self, wishes: Wishes, stdin: BinaryIO | None = None) -> None:
        self.wishes = wishes
        self.found = self._find()
        self.rulebook = self._load()
        self.resolver = Resolver(self.rulebook, self.found, _data.rules_dir() / "profiles")
        self.progress = Progress(sys.stderr, wanted=wishes.progress)
        self.intake = Intake(self.progress)
        self.today = datetime.now(tz=UTC).date()
        self._stdin = stdin

    @cached_property
    def _forms(self) -> Forms:
        """The issue templates beside the configuration, and those of the repositories to be read."""
        if self.wishes.demo:
            return Forms()
        here = Forms() if self.wishes.no_config else read_forms(self.found.folder)
        live = self.wishes.sources or self.found.config.sources
        return here.joined(elsewhere(self.specs, self.reach)) if live else here

    @cached_property
    def templates(self) -> frozenset[str]:
        """The prompts of forms, whose text says nothing if it is left unchanged."""
        return prompts(listed(self.found.config.templates), self._forms)

    def _find(self) -> Found:
        if self.wishes.config is not None:
            if not self.wishes.config.is_file():
                raise UsageError(f"there is no configuration file {self.wishes.config}")
            return read(self.wishes.config)
        if self.wishes.no_config:
            return read(None)
        return read(_data.demo_dir() / "outcome-lint.yml" if self.wishes.demo else find(Path.cwd()))

    def _load(self) -> Rulebook:
        names = listed(self.found.config.rules_dir)
        folders = [self.found.folder / name for name in names]
        absent = [name for name, folder in zip(names, folders, strict=True) if not folder.exists()]
        if absent:
            raise ConfigError([self.found.mistake(("rules-dir",), f"there is no folder {name!r}") for name in absent])
        return load([*folders, *self.wishes.rules], trusted=[_data.rules_dir()])

    @property
    def mapping(self) -> Mapping:
        """Where the values of an item come from, and which of them only hold the place."""
        return with_hollow(self.plain_mapping, self.templates)

    @property
    def plain_mapping(self) -> Mapping:
        """Where the values of an item come from."""
        config = self.found.config
        merged = Mapping.default().merged(
            {name: listed(names) for name, names in config.fields.items()},
            {name: listed(names) for name, names in config.levels.items()},
            {name: listed(names) for name, names in config.work_kinds.items()},
        )
        return merged.only_levels(config.scope.levels)

    @property
    def specs(self) -> tuple[Spec, ...]:
        """The sources: of the command line, of the demo, or of the configuration. Raises UsageError for none."""
        if self.wishes.demo:
            return places.demo()
        if self.wishes.sources:
            return places.named(self.wishes.sources, self.found)
        return places.configured(self.found)

    @cached_property
    def reach(self) -> Reach:
        """How live sources are reached; one for the whole run, whose waits they share."""
        cache = None if self.wishes.no_cache else cache_folder(os.environ)
        return replace(Reach.of_process(cache=cache, resume=self.wishes.resume), only=self.wishes.only)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What the figures are grouped by."""
        return self.wishes.group_by or tuple(name.replace("-", "_") for name in listed(self.found.config.group_by))

    @property
    def profile(self) -> tuple[str, ...] | None:
        """The profile that the command line asks for."""
        return self.wishes.profile or None

    @property
    def _asked(self) -> frozenset[str]:
        """The fields that decide what is in scope."""
        return frozenset({"resolution", "status", "labels", *(["updated"] if self.wishes.since else [])})

    def items(self, needs: frozenset[str] = ALL_FIELDS, confirm: frozenset[str] = frozenset()) -> Iterator[WorkItem]:
        """The items of all sources; the intake is whole when they are used up.

        Where a field of `confirm` is empty, a live source is read a second time.
        """
        reach = replace(self.reach, confirm=confirm)
        return read_sources(self.specs, self.mapping, needs, self.intake, self._stdin, reach)

    def prepare(self) -> tuple[Task, Baseline | None]:
        """All that the linter needs, before any data is read. Raises ConfigError with every mistake."""
        config = self.found.config
        selection = Selection(
            self.wishes.select,
            self.wishes.ignore,
            Severity(self.wishes.min_severity or config.min_severity),
        )
        self._check_dimensions()
        self._check_ignores()
        self._check_vocabulary()
        baseline = self._collected(self._baseline)
        catalogue = self._collected(self._catalogue)
        made = plans(self.resolver, self.profile, selection)
        vocabulary = Vocabulary.of({name: listed(words) for name, words in config.vocabulary.items()})
        task = Task(
            made,
            Exemptions(self._ignores(), baseline.entries if baseline else (), self.today, self.rulebook.words),
            Surroundings(self.today, vocabulary, self.templates, catalogue),
            excluder(config.scope.exclude, self.wishes.since),
            self.dimensions,
            Confidence(self.wishes.min_confidence or config.min_confidence),
            self.wishes.remember,
        )
        return task, baseline

    @cached_property
    def active(self) -> frozenset[str]:
        """The rules in force for some item. Raises ConfigError."""
        task, _ = self.prepare()
        return frozenset(name for plan in task.plans.everything for name in plan.names)

    def _collected(self, read_it: Callable[[], T]) -> T | None:
        """What it returns; its mistakes are told with the others."""
        try:
            return read_it()
        except ConfigError as error:
            self.resolver.mistakes += error.mistakes
            return None

    def _baseline(self) -> Baseline | None:
        """The baseline in force."""
        if self.wishes.no_baseline:
            return None
        if self.wishes.baseline is not None:
            return read_baseline(self.wishes.baseline)
        configured = self.found.config.baseline
        return read_baseline(Path(shown(self.found.path(configured)))) if configured else None

    def _check_dimensions(self) -> None:
        own = {name for name in self.found.config.fields if name not in WorkItem.__struct_fields__}
        for name in self.dimensions:
            if name in _DIMENSIONS or name in own:
                continue
            message = f"figures can't be grouped by {name!r}"
            hint = yamlfile.nearest(name, [*_DIMENSIONS, *sorted(own)])
            if name in _PEOPLE:
                hint = "the ratio says something about a system, never about a person"
            if self.wishes.group_by:
                raise UsageError(f"--group-by: {message}", hint)
            self.resolver.mistakes.append(self.found.mistake(("group-by",), message, hint))

    def _check_vocabulary(self) -> None:
        for name in self.found.config.vocabulary:
            if name not in _VOCABULARY:
                hint = yamlfile.nearest(name, _VOCABULARY)
                self.resolver.mistakes.append(
                    self.found.mistake(("vocabulary", name), f"there is no vocabulary {name!r}", hint)
                )

    def _ignores(self) -> list[Any]:
        """The ignores, with codes turned into names."""
        rules = {ignore.rule: self.rulebook.get(ignore.rule) for ignore in self.found.config.ignore}
        return [
            msgspec.structs.replace(ignore, rule=rule.name if (rule := rules[ignore.rule]) else "ALL")
            for ignore in self.found.config.ignore
        ]

    def _check_ignores(self) -> None:
        mistakes = []
        for place, ignore in enumerate(self.found.config.ignore):
            where: yamlfile.Where = ("ignore", place)
            if not ignore.reason.strip():
                mistakes.append(
                    self.found.mistake((*where, "reason"), "an ignore needs a reason", "say why, and until when")
                )
            if ignore.rule.upper() != "ALL" and self.rulebook.get(ignore.rule) is None:
                hint = yamlfile.nearest(ignore.rule, [rule.name for rule in self.rulebook.rules])
                mistakes.append(self.found.mistake((*where, "rule"), f"there is no rule {ignore.rule!r}", hint))
            if ignore.expires and day(ignore.expires) is None:
                hint = "write YYYY-MM-DD"
                mistakes.append(self.found.mistake((*where, "expires"), f"{ignore.expires!r} is not a date", hint))
        self.resolver.mistakes += mistakes

    def _catalogue(self) -> dict[str, Any] | None:
        """The OKR catalogue, where there is one."""
        name = self.found.config.okr_catalogue
        return read_catalogue(self.found.path(name)) if name else None

    def run(self) -> Run:
        """Read, judge, count."""
        task, baseline = self.prepare()
        if self.wishes.ratchet and (baseline is None or baseline.ffr is None):
            raise UsageError(
                "--ratchet needs a baseline that holds a ratio", "make one: `outcome-lint baseline create`"
            )
        gc.collect()
        gc.disable()  # the items make no cycles, and looking for some would cost a fifth of the time
        try:
            judged = self._judge(task)
        finally:
            gc.enable()
            self.progress.clear()
        return self._told(judged, baseline, task)

    @property
    def _whole(self) -> bool:
        """Whether all items are judged by all rules."""
        return self.wishes.since is None and not self.wishes.select

    def _judge(self, task: Task) -> Judged:
        needs = task.needs | self._asked
        whole = self._whole
        engine = lint_in_parts(Job(self.specs, self.mapping, needs, self.intake), task, self.wishes.jobs)
        if engine is not None:
            return engine.finish(whole=whole)
        task.exemptions.forget()
        return lint(self.items(needs, reported(task, self.rulebook)), task, lambda: whole and not self.intake.problems)

    def _told(self, judged: Judged, baseline: Baseline | None, task: Task) -> Run:
        complete = not self.intake.problems
        active = {name for plan in task.plans.everything for name in plan.names}
        gate = self.found.config.gate
        fail_on: FailOn = self.wishes.fail_on or gate.fail_on
        max_ffr = gate.max_ffr if self.wishes.max_ffr is None else self.wishes.max_ffr
        ratio = judged.card.ffr if complete else None
        before = baseline.ffr if baseline and self.wishes.ratchet else None
        return Run(
            profile=self.resolver.profile_name(self.profile),
            complete=complete,
            items=judged.items,
            generated=datetime.now(tz=UTC).isoformat(timespec="seconds"),
            gate=evaluate(fail_on, judged.by_severity, ratio, max_ffr, before, allow_empty=self.wishes.allow_empty),
            findings=judged.findings,
            by_rule=judged.by_rule,
            by_severity=judged.by_severity,
            scorecard=judged.card if complete else None,
            abstentions=judged.abstentions,
            ignored=judged.ignored,
            problems=tuple(self.intake.problems),
            notes=(*self.intake.notes, *self._forms.notes, *self._skipped(), *self._advice(max_ffr)),
            states=judged.states,
            since=compared(baseline, judged.ignored, active) if baseline and complete and self._whole else None,
        )

    def _skipped(self) -> list[Note]:
        skipped = sorted(self.intake.skipped.items())
        return [Note(f"{counted(what, count)} not looked at") for what, count in skipped]

    def _advice(self, max_ffr: float | None) -> list[Note]:
        if max_ffr is None:
            return []
        words = "a limit for the Feature Factory Ratio makes it a target; watch for outcomes that are written to pass"
        return [Note(words, "warning")]


def counted(what: str, count: int) -> str:
    """`3 issues of type Bug`, and `1 issue of type Bug`."""
    return f"1 {_PLURAL.sub(_SINGULAR, what)}" if count == 1 else f"{count:,} {what}"
