"""What the sections of a report are built from, so that all formats for people say the same in the same order."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from outcome_lint.report.values import Figure, Thing

Tone = Literal["", "quiet", "warning"]


class Say(Struct, frozen=True):
    """A paragraph."""

    text: str
    tone: Tone = ""


class Cell(Struct, frozen=True):
    """One cell; `detail` stands below its text, or in brackets, and alone where there is little room (`brief`).

    `bar` is how much of it is filled, in percent.
    """

    text: str
    detail: str = ""
    bar: float | None = None
    thing: Thing | None = None
    brief: bool = False

    @property
    def whole(self) -> str:
        """All of it on one line."""
        return f"{self.text} ({self.detail})" if self.detail else self.text


class Line(Struct, frozen=True):
    """A row of a table, whose first cell names it; a `muted` one is not to be compared."""

    cells: tuple[Cell, ...]
    muted: bool = False


class Table(Struct, frozen=True):
    """The columns of `numbers` (by their place) are set to the right."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Line, ...]
    numbers: frozenset[int] = frozenset()
    short_head: tuple[str, ...] = ()


class Entry(Struct, frozen=True):
    """Something to know about one item, and what to ask about it."""

    thing: Thing | None
    text: str = ""
    question: str = ""
    whom: str = ""
    mark: str = ""


class Entries(Struct, frozen=True):
    """A list; `title` is a heading below the section's. `more` items are not shown."""

    title: str
    entries: tuple[Entry, ...]
    more: int = 0
    numbered: bool = False


class Card(Struct, frozen=True):
    """A headline figure with its counts, its movement, and its trend in words."""

    figure: Figure
    label: str
    value: str
    counts: str
    change: str
    trend: str


class Cards(Struct, frozen=True):
    """At most five."""

    cards: tuple[Card, ...]


class Pie(Struct, frozen=True):
    """How a whole is made up; the words are ours, never a tracker's."""

    title: str
    parts: dict[str, int]


class Reply(Struct, frozen=True):
    """One question of the checklist; no evidence means that one has to ask."""

    question: str
    evidence: str | None
    ask: str


class Replies(Struct, frozen=True):
    """A chapter of the checklist."""

    title: str
    replies: tuple[Reply, ...]


Block: TypeAlias = Say | Table | Entries | Cards | Pie | Replies


class Section(Struct, frozen=True):
    """A heading, a name for links, and what stands below it."""

    name: str
    title: str
    blocks: tuple[Block, ...]
