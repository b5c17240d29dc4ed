"""What a report says, without a word on how it looks: plain values, the same for every format."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from outcome_lint.history import Kind
from outcome_lint.model import Abstention, Conclusion, Problem, TextState

SCHEMA: Literal["outcome-lint/report-1"] = "outcome-lint/report-1"
Audience = Literal["leaders", "team"]
PeriodKind = Literal["week", "month", "quarter", "since"]
Direction = Literal["up", "down", "same"]


class Period(Struct, frozen=True):
    """The days a report is about: `end` is its last one. `name` is for machines, such as 2026-W47."""

    kind: PeriodKind
    name: str
    title: str
    start: str
    end: str
    timezone: str


class Thing(Struct, frozen=True):
    """A work item as it is named in a report."""

    key: str
    title: str = ""
    url: str | None = None
    team: str | None = None
    level: str | None = None


class Share(Struct, frozen=True):
    """A part of those that could be judged; `percent` is None where `total` is 0."""

    percent: float | None
    part: int
    total: int
    unknown: int = 0


class Compared(Struct, frozen=True):
    """The run that this one is compared with; `reasons` say why it can't be."""

    run: int
    at: str
    profile: str
    reasons: tuple[str, ...] = ()


class Moved(Struct, frozen=True):
    """An item that is not what it was, and the rules that found less or more in it."""

    item: Thing
    kinds: tuple[Kind, ...]
    fixed: tuple[str, ...] = ()
    regressed: tuple[str, ...] = ()


class TeamMoves(Struct, frozen=True):
    """What moved in a team; None for items of no team."""

    team: str | None
    counts: dict[Kind, int]
    moved: tuple[Moved, ...] = ()


class Copied(Struct, frozen=True):
    """Items that came to their outcome in the same words at once: a jump that is no movement."""

    count: int
    items: tuple[Thing, ...]


class Changed(Struct, frozen=True):
    """What moved since the run compared with. `rules_unlike`: why what rules found is not told."""

    counts: dict[Kind, int]
    teams: tuple[TeamMoves, ...]
    copied: tuple[Copied, ...] = ()
    rules_unlike: tuple[str, ...] = ()


class Tick(Struct, frozen=True):
    """A figure on one day; `break_before` says why it can't be compared with the tick before it."""

    day: str
    run: int
    percent: float | None
    part: int
    total: int
    break_before: str = ""


class Figure(Struct, frozen=True):
    """A headline figure; `points` is the difference to `before` in percentage points."""

    name: str
    now: Share
    before: Share | None = None
    points: float | None = None
    direction: Direction | None = None
    trend: tuple[Tick, ...] = ()


class Row(Struct, frozen=True):
    """A group's shares by the name of their figure; a `small` group is not to be compared."""

    name: str
    small: bool
    shares: dict[str, Share]
    points: float | None = None


class Matrix(Struct, frozen=True):
    """The groups of one kind in alphabetical order; `points` of a row is what its first share moved."""

    by: str
    rows: tuple[Row, ...]


class Talk(Struct, frozen=True):
    """A conversation to have: `why` this item, what to ask, and the owner to talk to about it."""

    item: Thing
    why: tuple[str, ...]
    question: str
    owner: str | None = None


class Lesson(Struct, frozen=True):
    """What an item taught; `new` since the run compared with."""

    item: Thing
    conclusion: Conclusion
    new: bool = False


class Reflections(Struct, frozen=True):
    """Items done: who still owes themselves a look back, and what the others learned.

    `fresh` were done too recently to be asked; `said` tell what happened without a conclusion.
    """

    due: int
    fresh: int
    said: int
    learned: dict[str, int]
    due_items: tuple[Thing, ...] = ()
    lessons: tuple[Lesson, ...] = ()


class Weighed(Struct, frozen=True):
    """The ratio with each item counted by its weight; `items` had one, `unweighed` had none that we know."""

    by: Literal["points", "children", "elapsed"]
    percent: float | None
    part: float
    total: float
    items: int
    unweighed: int


class Branch(Struct, frozen=True):
    """The items below one parent; `outcome` is the parent's own, None where it is not in scope."""

    parent: Thing
    outcome: TextState | None
    children: Share


class Upstream(Struct, frozen=True):
    """Where gaps begin. `inherited` of the gaps hang from a parent without an outcome itself."""

    inherited: Share
    unparented: int
    branches: tuple[Branch, ...]
    portfolios: tuple[Row, ...]


class Question(Struct, frozen=True):
    """A question of the checklist: its evidence, or None where data can't answer and one has to `ask`."""

    question: str
    evidence: str | None
    ask: str


class Chapter(Struct, frozen=True):
    """A section of the Leader's Checklist."""

    number: int
    title: str
    questions: tuple[Question, ...]


class Data(Struct, frozen=True):
    """What the figures are made of. `runs` of the history are of this portfolio, `incomplete` of them without figures.

    The fingerprints are of scope, sources, reading and rules: only what is alike is compared.
    """

    items: int
    unknown: int
    excluded: dict[str, int]
    set_aside: dict[str, int]
    abstentions: tuple[Abstention, ...]
    notes: tuple[str, ...]
    fingerprints: dict[str, str]
    run: int
    runs: int
    incomplete: int
    first: str | None
    strangers: int


class Report(Struct, frozen=True, kw_only=True):
    """One report. Of an incomplete run there is only what broke: no figure of half a scan."""

    schema: Literal["outcome-lint/report-1"]
    version: str
    generated: str
    complete: bool
    audience: Audience
    profile: str
    period: Period
    compared: Compared | None = None
    warnings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    changed: Changed | None = None
    figures: tuple[Figure, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    talk: tuple[Talk, ...] = ()
    reflections: Reflections | None = None
    investment: tuple[Weighed, ...] = ()
    upstream: Upstream | None = None
    checklist: tuple[Chapter, ...] = ()
    data: Data
    caution: str


class Todo(Struct, frozen=True):
    """Findings of one item, for its owner: rule, severity, message and question of each."""

    item: Thing
    asks: tuple[tuple[str, str, str, str], ...]


class TodoList(Struct, frozen=True):
    """What one owner may want to look at; a list of their own, never a figure."""

    owner: str
    generated: str
    complete: bool
    items: tuple[Todo, ...]
