"""Commands run in turn, A B A B …, and their ratios pair by pair: machines drift by tens of per cent within minutes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable
from typing import NamedTuple

# What somebody exported for their own work must not decide what is measured.
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "OUTCOME_LINT"))}


class Spread(NamedTuple):
    """What several runs gave."""

    least: float
    median: float
    most: float


def seconds(command: list[str]) -> float:
    """Wall time of one run, its output thrown away. Exits where the command fails."""
    start = time.perf_counter()
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, env=CLEAN
    )
    wall = time.perf_counter() - start
    check(command, done.returncode, done.stderr)
    return wall


def output(command: list[str]) -> bytes:
    """What one run prints. Exits where the command fails."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, env=CLEAN)
    check(command, done.returncode, done.stderr)
    return done.stdout


def check(command: list[str], code: int, error: bytes) -> None:
    if code not in (0, 1):  # a linter exits with 1 when it finds something
        sys.exit(f"{' '.join(command)} exited with {code}: {error.decode(errors='replace')[-500:]}")


def ratio(above: list[str], below: list[str], pairs: int) -> Spread:
    """Seconds of the one divided by those of the other, pair by pair; both should have run before (warm caches)."""
    return spread(seconds(above) / seconds(below) for _ in range(pairs))


def fastest(commands: Iterable[list[str]]) -> list[str]:
    """The quickest of them in the better of two runs."""
    return min(commands, key=lambda command: min(seconds(command), seconds(command)))


def spread(values: Iterable[float]) -> Spread:
    ordered = sorted(values)
    return Spread(ordered[0], statistics.median(ordered), ordered[-1])
