"""What a tracker suggests for a first configuration, as values that any tracker can fill."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Candidate(Struct, frozen=True):
    """A name in the tracker, and what speaks for it, such as "filled in 8 of 10"."""

    name: str
    why: str = ""


class Choice(Struct, frozen=True):
    """Where a field of an item is read from; `also` are ways of reading that need no field, tried after the chosen."""

    field: str
    chosen: tuple[Candidate, ...] = ()
    also: tuple[str, ...] = ()
    others: tuple[Candidate, ...] = ()


class Starter(Struct, frozen=True):
    """An entry of `sources:`, levels by type, and fields. `notes` are for the person who will edit the file.

    `types` are the issue types that an issue form may set.
    """

    who: str
    source: dict[str, Any]
    levels: dict[str, tuple[str, ...]]
    fields: tuple[Choice, ...]
    notes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
