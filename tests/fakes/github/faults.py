"""What goes wrong, and when: at certain calls, or at a share of all that a seed decides."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

SECONDARY = (
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. "
    "If you reach out to GitHub Support for help, please include the request ID."
)
KINDS = frozenset(
    """secondary primary 429 500 502 503 504 reset truncated slow html rate-limited resource-limits partial
    something-went-wrong""".split()
)
ANY = ("502", "503", "reset", "truncated", "429")


@dataclass
class Fault:
    """`kind` (one of KINDS) for the calls whose "METHOD /path?query" matches `where`; of these the ones in `at`
    (counted from 1), or all; at most `times`.

    `after`: Retry-After in seconds, none where None. `reset`: seconds until a primary limit ends. `seconds`: how slow.
    `above`: only GraphQL pages larger than that hit resource limits.
    """

    kind: str
    where: str = ""
    at: Iterable[int] = ()
    times: int | None = None
    after: int | None = None
    reset: int = 1
    seconds: float = 0.0
    above: int = 0
    seen: int = 0
    struck: int = 0
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        assert self.kind in KINDS, f"no fault is called {self.kind}"
        self.pattern, self.at = re.compile(self.where), frozenset(self.at)

    def strikes(self, call: str) -> bool:
        if not self.pattern.search(call):
            return False
        self.seen += 1
        if (self.at and self.seen not in self.at) or (self.times is not None and self.struck >= self.times):
            return False
        self.struck += 1
        return True


@dataclass
class Faults:
    """Those that were asked for, else by chance: `percent` of all calls, the same ones for the same `seed`."""

    planned: list[Fault] = field(default_factory=list)
    percent: float = 0.0
    seed: int = 0
    kinds: tuple[str, ...] = ANY

    def add(self, kind: str, where: str = "", **how: object) -> Fault:
        fault = Fault(kind, where, **how)  # type: ignore[arg-type]
        self.planned.append(fault)
        return fault

    def choose(self, number: int, call: str) -> Fault | None:
        for fault in self.planned:
            if fault.strikes(call):
                return fault
        if self.percent:
            dice = random.Random(f"{self.seed}:{number}")
            if dice.random() * 100 < self.percent:
                return Fault(dice.choice(self.kinds), after=0)
        return None
