"""What a table raises for one record; the reader of the input makes a Problem of it."""

from __future__ import annotations


class RecordError(ValueError):
    """A record that can't become a work item; its hint says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
