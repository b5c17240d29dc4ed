"""What can go wrong, as one tree.

OutcomeLintError          5  exit code of its own class, and a hint that says what to do
├── UsageError            2  a wrong argument, file name or option value
│   └── ConfigError       2  one or more mistakes in a configuration, rule, profile or baseline file
├── IncompleteError       3  the data could not be read whole
└── NothingMatchedError   4  nothing to lint
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple


class OutcomeLintError(Exception):
    """The root: `exit_code` for the process, `hint` for the person."""

    exit_code: ClassVar[int] = 5

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(OutcomeLintError):
    """The command line asks for something that can't be done."""

    exit_code = 2


class Mistake(NamedTuple):
    """One mistake in a file that a person wrote; `line` and `column` count from 1, 0 where unknown."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class ConfigError(UsageError):
    """All mistakes of a file at once, each with its place."""

    def __init__(self, mistakes: list[Mistake], hint: str = "") -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes), hint)
        self.mistakes = mistakes


class IncompleteError(OutcomeLintError):
    """Data that we know of could not be read, so no figure can be honest."""

    exit_code = 3


class NothingMatchedError(OutcomeLintError):
    """The sources hold no work item in scope."""

    exit_code = 4
