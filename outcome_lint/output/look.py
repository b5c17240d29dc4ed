"""How a report should look: decided at the front door, so that the formats stay pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Grouping = Literal["team", "project", "level", "rule", "item"]


class Anchor(Struct, frozen=True):
    """The place in the repository that findings are pinned to, as work items are in no file of it.

    `path` is relative to the root of the repository and has slashes; `line` counts from 1.
    """

    path: str = "outcome-lint.yml"
    line: int = 1


class RuleHelp(Struct, frozen=True):
    """What a page about findings says of their rule."""

    asks: str
    question: str
    why: str
    fix: str
    section: str = "own"


class Look(Struct, frozen=True, kw_only=True):
    """What the reader's screen can do, and how much the reader wants to see.

    `width` counts terminal cells; `limit` is the number of items shown a group, 0 for all; `annotations` of a kind are
    at most ten. `rules` are known by name.
    """

    width: int = 80
    color: bool = False
    links: bool = False
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False
    group: Grouping = "team"
    limit: int = 5
    annotations: int = 10
    anchor: Anchor = Anchor()
    rules: Mapping[str, RuleHelp] = {}
