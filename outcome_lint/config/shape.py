"""The shape of `outcome-lint.yml`; the published schema is made from these values, so it can't drift."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from outcome_lint.conditions import Condition
from outcome_lint.history import Criteria, Stages
from outcome_lint.linter import Exclude, FailOn, Ignore
from outcome_lint.model import Severity
from outcome_lint.trackers import GithubSource, JiraSource, Names

RuleSetting = str | dict[str, Any]  # a severity or "off", or a map of severity and options

NOT_WORK = (
    "Won't Do", "Won't Fix", "Wont Do", "Wont Fix", "Duplicate", "Cannot Reproduce", "Declined", "Invalid", "Rejected",
    "Not Planned", "Obsolete", "Abandoned", "Locked",
)  # fmt: skip


class Scope(Struct, frozen=True, forbid_unknown_fields=True):
    """Which items are looked at."""

    levels: Annotated[tuple[str, ...], Meta(description="Levels in scope.")] = ("initiative", "epic")
    exclude: Annotated[Exclude, Meta(description="Items left out, counted beside the ratio.")] = Exclude(
        resolution=NOT_WORK
    )


class GateSetting(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """When a run fails."""

    fail_on: Annotated[FailOn, Meta(description="Findings of this severity or worse fail the run.")] = "error"
    max_ffr: Annotated[
        Annotated[float, Meta(ge=0, le=100)] | None, Meta(description="Highest Feature Factory Ratio in percent.")
    ] = None


class Override(Struct, frozen=True, forbid_unknown_fields=True):
    """Other rules for some items."""

    when: Annotated[Condition, Meta(description="The items it holds for.")]
    profile: Annotated[Names | None, Meta(description="Their profile.")] = None
    rules: Annotated[dict[str, RuleSetting], Meta(description="Severities and options of rules, for them.")] = {}


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """One of: exports to read, a Jira, a GitHub."""

    files: Annotated[
        Names, Meta(description="Exports, relative to the configuration file; `*` stands for any name.")
    ] = ()
    jira: Annotated[JiraSource | None, Meta(description="A Jira, and which of its issues to read.")] = None
    github: Annotated[GithubSource | None, Meta(description="A GitHub, and which of its issues to read.")] = None


class Config(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The configuration; every key is optional."""

    profile: Annotated[Names, Meta(description="crawl@1, walk@1, run@1, a profile file, or a list that extends.")] = (
        "crawl@1"
    )
    fields: Annotated[
        dict[str, Names], Meta(description="Item field: names or ids in the tracker, tried in order.")
    ] = {}
    levels: Annotated[dict[str, Names], Meta(description="Level: issue types, labels or title tags that mean it.")] = {}
    work_kinds: Annotated[
        dict[str, Names], Meta(description="Kind of work: types, labels or options that mean it.")
    ] = {}
    scope: Scope = Scope()
    rules: Annotated[dict[str, RuleSetting], Meta(description="Rule: a severity, off, or a map of options.")] = {}
    rules_dir: Annotated[Names, Meta(description="Folders of own rules, relative to this file.")] = ()
    overrides: Annotated[tuple[Override, ...], Meta(description="Other rules for some items.")] = ()
    vocabulary: Annotated[
        dict[str, Names], Meta(description="Own words: beneficiary, measure, systems, products.")
    ] = {}
    templates: Annotated[
        Names, Meta(description="Prompts of your own forms: text left unchanged is a placeholder.")
    ] = ()
    okr_catalogue: Annotated[str, Meta(description="File of key results: a list of {id, name, status, end}.")] = ""
    ignore: Annotated[tuple[Ignore, ...], Meta(description="Findings set aside, with a reason.")] = ()
    baseline: Annotated[str, Meta(description="Baseline file, relative to this file.")] = ""
    gate: GateSetting = GateSetting()
    history: Annotated[
        str, Meta(description="File or URL of the history; default: .outcome-lint/history.db beside this file.")
    ] = ""
    stages: Stages = Stages()
    group_by: Annotated[
        Names, Meta(description="What the figures are grouped by, the first one for the report too.")
    ] = (
        "team",
        "project",
        "level",
    )
    min_severity: Severity = Severity.INFO
    min_confidence: Annotated[str, Meta(description="high, medium or low.", pattern="^(high|medium|low)$")] = "medium"
    sources: Annotated[tuple[Source, ...], Meta(description="Used when the command line names none.")] = ()


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """A stage of adoption: which rules speak, and how loudly."""

    name: str
    title: str = ""
    asks: str = ""
    about: str = ""
    extends: Names = ()
    gate: Criteria = Criteria()
    rules: dict[str, RuleSetting] = {}
