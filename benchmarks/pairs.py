"""Commands run in turn, A B A B …, and their ratios pair by pair: machines drift by tens of per cent within minutes.

The process that measures must stay small: a child's peak memory starts at that of the process that spawned it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

Commands = Mapping[str, list[str]]
_UNIT = 1 << 20 if sys.platform == "darwin" else 1 << 10  # what ru_maxrss counts in, to MiB
# What somebody exported for their own work must not decide what is measured.
_CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "OUTCOME_LINT"))}


class Cost(NamedTuple):
    """One run: seconds, and MiB."""

    wall: float
    peak: float


class Spread(NamedTuple):
    """What several runs gave."""

    least: float
    median: float
    most: float


def measure(command: list[str]) -> Cost:
    """One run without its output. Exits where the command fails."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_CLEAN
    ) as child:
        assert child.stderr is not None
        error = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    check(command, child.returncode, error)
    return Cost(wall, usage.ru_maxrss / _UNIT)


def output(command: list[str]) -> bytes:
    """What one run prints. Exits where the command fails."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, env=_CLEAN)
    check(command, done.returncode, done.stderr)
    return done.stdout


def check(command: list[str], code: int, error: bytes) -> None:
    if code not in (0, 1):  # a linter exits with 1 when it finds something
        sys.exit(f"{' '.join(command)} exited with {code}: {error.decode(errors='replace')[-500:]}")


def in_turn(commands: Commands, rounds: int, tell: Callable[[str], None]) -> dict[str, list[Cost]]:
    """The costs of each command in every round; each should have run once before, to warm the caches."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(1, rounds + 1):
        for name, command in commands.items():
            tell(f"round {number} of {rounds}: {name}")
            costs[name].append(measure(command))
    return costs


def ratios(above: Iterable[Cost], below: Iterable[Cost]) -> Spread:
    """Wall time, pair by pair."""
    return spread(a.wall / b.wall for a, b in zip(above, below, strict=True))


def fastest(costs: Iterable[list[Cost]]) -> list[Cost]:
    """The runs of whichever has the lowest median."""
    return min(costs, key=lambda runs: statistics.median(run.wall for run in runs))


def spread(values: Iterable[float]) -> Spread:
    ordered = sorted(values)
    return Spread(ordered[0], statistics.median(ordered), ordered[-1])
