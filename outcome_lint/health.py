"""What `outcome-lint doctor` finds out about one source, as values that any tracker can fill and any output show."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

State = Literal["fine", "note", "wrong", "unreachable"]
"""`wrong` is for the user to set right; `unreachable` is a server, network or account that refuses."""

_CODES: dict[State, int] = {"fine": 0, "note": 0, "wrong": 2, "unreachable": 3}


class Step(Struct, frozen=True, omit_defaults=True):
    """One thing that was looked at, such as "account" or "permissions"; `hint` says what to do."""

    name: str
    state: State
    text: str
    hint: str = ""


class Place(Struct, frozen=True, omit_defaults=True):
    """A field of the tracker by the name that people know; several fields may have one name."""

    name: str
    ids: tuple[str, ...] = ()


class FieldFound(Struct, frozen=True, omit_defaults=True):
    """Where an item's field is read from, and where that was found to apply.

    `applies` and `unproved` name projects and types, such as "PAY Epic"; in the latter, empty means unknown.
    """

    field: str
    places: tuple[Place, ...] = ()
    applies: tuple[str, ...] = ()
    unproved: tuple[str, ...] = ()


class Part(Struct, frozen=True, omit_defaults=True):
    """A part of the sample item as the linter sees it, at most a few hundred characters of it."""

    name: str
    state: Literal["value", "empty", "unknown"]
    text: str = ""


class Health(Struct, frozen=True, omit_defaults=True):
    """All that is known of one source. `sample` shows one item of it, part by part."""

    source: str
    kind: Literal["jira", "github", "file"]
    steps: tuple[Step, ...] = ()
    fields: tuple[FieldFound, ...] = ()
    sample: tuple[Part, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 fine, 2 set wrongly, 3 unreachable or refused."""
        return max((_CODES[step.state] for step in self.steps), default=0)
