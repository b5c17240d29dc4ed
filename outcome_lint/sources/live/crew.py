"""Several hands for one pile of work."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 2  # results that may wait for the taker, for each hand
_LOOK = 0.5  # seconds between two looks whether anybody still wants the result


def each(work: Callable[[T], R], pile: Iterable[T], hands: int) -> Iterator[R]:
    """What the work makes of each, as it comes. Raises what the work raises, and then nobody goes on."""
    crew = _Crew(work, pile, hands)
    crew.start()
    try:
        yield from crew.results()
    finally:
        crew.stopped.set()


def in_order(work: Callable[[T], R], pile: Iterable[T], hands: int) -> list[R]:
    """The same for a pile that is small enough to hold, in its order."""
    numbered = each(lambda task: (task[0], work(task[1])), enumerate(pile), hands)
    return [result for _, result in sorted(numbered, key=lambda found: found[0])]


def soon(work: Callable[[], T]) -> Callable[[], T]:
    """Begins the work, and gives a way to wait for what it returns or raises."""
    crew = _Crew(lambda task: task(), [work], 1)
    crew.start()
    return lambda: next(crew.results())


class _Crew(Generic[T, R]):
    """The hands are daemons: an interrupted run does not wait for an answer that is still on its way."""

    def __init__(self, work: Callable[[T], R], pile: Iterable[T], hands: int) -> None:
        self._work = work
        self._left = iter(pile)
        self._lock = threading.Lock()
        self._done: queue.Queue[tuple[tuple[R] | None, BaseException | None]] = queue.Queue(hands * _AHEAD)
        self._hands = hands
        self.stopped = threading.Event()

    def start(self) -> None:
        """Put all hands to work."""
        for _ in range(self._hands):
            threading.Thread(target=self._run, daemon=True).start()

    def results(self) -> Iterator[R]:
        """Until all hands are idle."""
        busy = self._hands
        while busy:
            result, error = self._done.get()
            if error is not None:
                raise error
            if result is None:
                busy -= 1
            else:
                yield result[0]

    def _run(self) -> None:
        try:
            while not self.stopped.is_set() and (task := self._next()) is not None:
                self._deliver((self._work(task[0]),), None)
        except BaseException as error:  # noqa: BLE001 - raised again, by whoever takes the results
            self._deliver(None, error)
        else:
            self._deliver(None, None)

    def _next(self) -> tuple[T] | None:
        with self._lock:
            for task in self._left:
                return (task,)
        return None

    def _deliver(self, result: tuple[R] | None, error: BaseException | None) -> None:
        while not self.stopped.is_set():
            try:
                self._done.put((result, error), timeout=_LOOK)
            except queue.Full:
                continue
            return
