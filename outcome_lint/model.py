"""The values that travel through the house: frozen, slotted, typed, without any I/O.

A field of a `WorkItem` has three states: a value, `None` (the source says that it is empty) or `UNSET` (the source
did not tell us). Only an empty field may ever be called missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Literal, Protocol

from msgspec import UNSET, Struct, UnsetType, field

StatusCategory = Literal["todo", "doing", "done"]
PersonKind = Literal["human", "bot", "team"]
TextState = Literal["present", "missing", "placeholder", "unknown"]
Conclusion = Literal["confirmed", "refuted", "inconclusive", "not measured"]


class Severity(StrEnum):
    """How much a finding matters under the profile in force."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _SEVERITY_RANK[self]


class Confidence(StrEnum):
    """How sure a rule is of its finding."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return _CONFIDENCE_RANK[self]


_SEVERITY_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_CONFIDENCE_RANK = {confidence: rank for rank, confidence in enumerate(Confidence)}


class Person(Struct, frozen=True, gc=False, omit_defaults=True):
    """Somebody to talk to about an item; never somebody to be counted."""

    id: str
    name: str = ""
    active: bool | UnsetType = UNSET
    kind: PersonKind | UnsetType = UNSET


class WorkItem(Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """An epic or an initiative. Times are RFC 3339 with an offset; texts are plain text with paragraphs kept."""

    key: str
    url: str | None | UnsetType = UNSET
    source: str | UnsetType = UNSET
    level: str | UnsetType = UNSET
    type: str | None | UnsetType = UNSET
    title: str | None | UnsetType = UNSET
    status: str | None | UnsetType = UNSET
    status_category: StatusCategory | None | UnsetType = UNSET
    resolution: str | None | UnsetType = UNSET
    project: str | None | UnsetType = UNSET
    team: str | None | UnsetType = UNSET
    work_kind: str | None | UnsetType = UNSET
    labels: tuple[str, ...] | None | UnsetType = UNSET
    owner: Person | None | UnsetType = UNSET
    assignee: Person | None | UnsetType = UNSET
    parent: str | None | UnsetType = UNSET
    outcome: str | None | UnsetType = UNSET
    actual_outcome: str | None | UnsetType = UNSET
    okr: str | None | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    created: str | None | UnsetType = UNSET
    updated: str | None | UnsetType = UNSET
    started: str | None | UnsetType = UNSET
    resolved: str | None | UnsetType = UNSET
    target_date: str | None | UnsetType = UNSET
    extra: dict[str, str | None] = field(default_factory=dict)
    context: bool = False  # read for what it says of others (an ancestor outside the scan): neither judged nor counted


class Evidence(Struct, frozen=True, gc=False, omit_defaults=True):
    """The span that made us say so: character offsets into the plain text of the item's field.

    `excerpt` is the line around the span, for people; the span begins at its character `at`.
    """

    field: str
    text: str
    start: int
    end: int
    excerpt: str = ""
    at: int = 0


class ItemRef(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a finding needs to know of its item: where it is, whose it is, and the owner to talk to."""

    key: str
    url: str | None = None
    title: str = ""
    level: str | None = None
    project: str | None = None
    team: str | None = None
    owner: str | None = None


class Finding(Struct, frozen=True, gc=False, omit_defaults=True):
    """A gap in one item, told as a question."""

    rule: str
    code: str
    severity: Severity
    confidence: Confidence
    item: ItemRef
    message: str
    question: str = ""
    evidence: Evidence | UnsetType = UNSET


class ItemState(Struct, frozen=True, gc=False, array_like=True):
    """What is remembered of an item from run to run; a new field goes to the end, as old rows are read by place.

    No person: `owner` is whether there is one. None is unknown, or for a text that nothing is known or to be said.
    `measured` is asked of a present outcome only. Days are YYYY-MM-DD. `rules` found something in it, also what was
    set aside. `digest` is of the outcome's words: two items with the same one say the same. `points` are what the item
    was estimated at, where `fields:` says which field that is.
    """

    key: str
    outcome: TextState
    owner: bool | None = None
    okr: bool | None = None
    measured: bool | None = None
    actual: TextState = "unknown"
    conclusion: Conclusion | None = None
    status_category: StatusCategory | None = None
    team: str | None = None
    project: str | None = None
    level: str | None = None
    work_kind: str | None = None
    parent: str | None = None
    title: str = ""
    url: str | None = None
    created: str | None = None
    started: str | None = None
    resolved: str | None = None
    rules: tuple[str, ...] = ()
    digest: str = ""
    points: float | None = None

    @property
    def without(self) -> bool:
        """Whether it counts as without an anticipated outcome."""
        return self.outcome in ("missing", "placeholder")


class Abstention(Struct, frozen=True, omit_defaults=True):
    """A rule that kept silent on `count` items, because it could not know; `items` names the first few."""

    rule: str
    code: str
    reason: str
    count: int
    items: tuple[str, ...] = ()


class Exemption(Struct, frozen=True, gc=False, omit_defaults=True):
    """A finding that was set aside, by what (`config`, `label`, `baseline`) and why."""

    rule: str
    code: str
    item: str
    via: Literal["config", "label", "baseline"]
    reason: str = ""
    owner: str = ""
    expires: str = ""


class Problem(Struct, frozen=True, omit_defaults=True):
    """Something that could not be read, which makes the scan incomplete; `place` is file:line or a URL."""

    place: str
    message: str
    hint: str = ""


class Note(Struct, frozen=True, omit_defaults=True):
    """Something a reader of the figures should know."""

    text: str
    level: Literal["info", "warning"] = "info"


class Ratio(Struct, frozen=True):
    """The Feature Factory Ratio with its honest denominator; `percent` is None where `total` is 0.

    `without` = `missing` + `placeholder`; items whose outcome is unknown are in `unknown` and in neither.
    Source: "From Feature Factory to Purpose-Driven Development", P. Clark, April 2025.
    """

    percent: float | None
    without: int
    total: int
    missing: int
    placeholder: int
    unknown: int
    excluded: dict[str, int] = {}


class Coverage(Struct, frozen=True):
    """How many of the items that could be judged have it; `percent` is None where `total` is 0."""

    percent: float | None
    covered: int
    total: int
    unknown: int


class Group(Struct, frozen=True):
    """The figures of one team, project, level … ; `small` groups (under five items) are not to be compared."""

    by: str
    name: str
    ffr: Ratio
    coverage: dict[str, Coverage]
    small: bool


class Scorecard(Struct, frozen=True):
    """The figures of a complete scan. `coverage` keys: outcome, owner, okr, measured, reflected."""

    ffr: Ratio
    coverage: dict[str, Coverage]
    groups: tuple[Group, ...] = ()
    after_exceptions: Ratio | None = None


class Findings(Protocol):
    """All findings of a run, iterable any number of times without holding them all in memory."""

    def __iter__(self) -> Iterator[Finding]: ...
    def __len__(self) -> int: ...
    def encoded(self) -> Iterator[bytes]:
        """The findings as JSON objects, one a line, in chunks of whole lines (each line ends with a newline)."""


class Gate(Struct, frozen=True):
    """What the run was measured against, and whether it holds; `reasons` say why it does not."""

    fail_on: str
    passed: bool
    reasons: tuple[str, ...] = ()
    max_ffr: float | None = None


class Since(Struct, frozen=True):
    """What the baseline held on the day it was made, and how much of it a whole, complete run still found.

    `entries` and `still` count rules by item; `ffr` is None where the baseline holds no ratio.
    """

    created: str
    ffr: Ratio | None
    entries: int
    still: int


class Run(Struct, frozen=True):
    """One run of the linter. `scorecard` is None when the scan is incomplete: no ratio of half a scan."""

    profile: str
    complete: bool
    items: int
    generated: str
    gate: Gate
    findings: Findings
    by_rule: dict[str, int]
    by_severity: dict[str, int]
    scorecard: Scorecard | None = None
    abstentions: tuple[Abstention, ...] = ()
    ignored: tuple[Exemption, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()
    since: Since | None = None
    states: Iterable[ItemState] = ()  # of each item, any number of times, where the run was to remember them
