"""How live sources are reached: whose secrets, how much patience, where answers are kept."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct, field


class Waits:
    """How long a run has waited so far; threads that wait at the same time wait once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spent = 0.0
        self._until = 0.0

    def take(self, now: float, until: float, budget: float) -> float | None:
        """Book a wait; where it would break the budget nothing is booked, and what is left is returned (seconds)."""
        with self._lock:
            more = max(0.0, until - max(now, self._until))
            if self._spent + more > budget:
                return max(0.0, budget - self._spent)
            self._spent += more
            self._until = max(self._until, until)
        return None


class Reach(Struct, frozen=True, kw_only=True):
    """The environment of live reads, handed in so that tests own the clock and nobody reads `os.environ` on the sly.

    `confirm` names the item fields whose emptiness a rule in force reports: they are read twice before believed.
    """

    environ: Mapping[str, str] = {}
    cache: Path | None = None  # folder of the caches; None: nothing is kept after the run
    resume: bool = False  # go on with an interrupted scan instead of asking anew what there is
    confirm: frozenset[str] = frozenset()
    only: tuple[str, ...] = ()  # keys of the items that somebody wants to see; empty: all
    budget: float = 600.0  # seconds that the whole run may spend waiting for servers that ask to be left alone
    waits: Waits = field(default_factory=Waits)
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def __repr__(self) -> str:
        """Without the environment: it holds secrets."""
        return f"Reach(cache={self.cache}, confirm={sorted(self.confirm)}, budget={self.budget})"

    @classmethod
    def of_process(cls, *, cache: Path | None = None, resume: bool = False) -> Reach:
        """With this process's own environment."""
        return cls(environ=os.environ, cache=cache, resume=resume)
