"""One scan of a Jira: what it asks for, where it keeps it, and how it says what it could not get."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live import crew
from outcome_lint.sources.live.jira.client import Jira
from outcome_lint.sources.live.jira.store import Store

T = TypeVar("T")
R = TypeVar("R")


class Scan:
    """`where` is the query without an order; `fields` are asked of every issue, `properties` beside them."""

    def __init__(  # noqa: PLR0913 - all that a scan is made of
        self,
        *,
        jira: Jira,
        store: Store,
        intake: Intake,
        where: str,
        fields: tuple[str, ...],
        properties: tuple[str, ...],
        workers: int,
        now: float,
    ) -> None:
        self.jira = jira
        self.store = store
        self.intake = intake
        self.where = where
        self.fields = fields
        self.properties = properties
        self.workers = workers
        self.now = now
        self.total = self.done = 0

    def problem(
        self, place: str, message: str, hint: str = "run it again; if it stays so, ask an administrator"
    ) -> None:
        """Something of this Jira could not be read: the scan is incomplete."""
        self.intake.problem(self.jira.base, place, message, hint)

    def expect(self, total: int, done: int) -> None:
        """How many issues there are, and how many of them are here already."""
        self.total, self.done = total, done
        self.intake.fetched(done, total)

    def progress(self, more: int) -> None:
        """So many issues more are here."""
        self.done += more
        self.intake.fetched(self.done, max(self.total, self.done))

    def each(self, work: Callable[[T], R], pile: Sequence[T], hands: int = 16) -> Iterator[R]:
        """The work on all of the pile, by the workers of the source, or fewer."""
        hands = min(hands, self.workers, len(pile))
        if hands > 1:
            yield from crew.each(work, pile, hands)
        else:
            yield from map(work, pile)


def pieces(idents: Sequence[int], size: int) -> list[Sequence[int]]:
    """In order, at most so many each."""
    return [idents[start : start + size] for start in range(0, len(idents), size)]
