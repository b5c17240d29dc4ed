"""One scan of a Jira: what it asks for, where it keeps it, and how it says what it could not get."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from typing import TypeVar

from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live import crew
from outcome_lint.sources.live.jira.client import Jira
from outcome_lint.sources.live.jira.store import Store

T = TypeVar("T")
_LOOK = 100  # issues at a time
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
        see: Callable[[bytes], None],
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
        self._see = see
        self._seen: list[int] = []

    def problem(
        self, place: str, message: str, hint: str = "run it again; if it stays so, ask an administrator"
    ) -> None:
        """Something of this Jira could not be read: the scan is incomplete."""
        self.intake.problem(self.jira.base, place, message, hint)

    def expect(self, total: int, done: int) -> None:
        """How many issues there are, and how many of them are here already."""
        self.total, self.done = total, done
        self.intake.fetched(done, total)

    def look(self, idents: Sequence[int]) -> None:
        """See those of the issues that are here and come next in this order, while others are on their way."""
        ahead = list(idents[len(self._seen) : len(self._seen) + _LOOK])
        if ahead and ahead[-1] in self.store:
            for ident, _, raw in self.store.issues(ahead):
                if raw is None:
                    return
                self._see(raw)
                self._seen.append(ident)

    def unseen(self, idents: Sequence[int]) -> list[int]:
        """What is left of them: all, where others were seen than those."""
        seen = set(self._seen)
        return [ident for ident in idents if ident not in seen]

    def progress(self, more: int) -> None:
        """So many issues more are here."""
        self.done += more
        self.intake.fetched(self.done, max(self.total, self.done))

    def each(self, work: Callable[[T], R], pile: Iterable[T], hands: int = 16) -> Iterator[R]:
        """The work on all of the pile, by the workers of the source, or fewer."""
        hands = min(hands, self.workers, len(pile) if isinstance(pile, Sized) else hands)
        if hands > 1:
            yield from crew.each(work, pile, hands)
        else:
            yield from map(work, pile)


def pieces(idents: Sequence[int], size: int) -> list[Sequence[int]]:
    """In order, at most so many each."""
    return [idents[start : start + size] for start in range(0, len(idents), size)]
