"""How a report should look: decided at the front door, so that the formats stay pure."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Grouping = Literal["team", "project", "level", "rule", "item"]


class Look(Struct, frozen=True, kw_only=True):
    """What the reader's screen can do, and how much the reader wants to see.

    `width` counts terminal cells; `limit` is the number of items shown a group, 0 for all.
    """

    width: int = 80
    color: bool = False
    links: bool = False
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False
    group: Grouping = "team"
    limit: int = 5
