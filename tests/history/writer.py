"""A process that records runs: what the tests of many writers, and of killed ones, start.

`writer.py WHERE NAME RUNS`: so many runs, each of states of its own.
`writer.py WHERE NAME slow ITEMS`: one run of many items; tells each thousand, and waits for a line before the next.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from outcome_lint.history import History
from outcome_lint.model import ItemState
from tests.history.helpers import run

STEP = 1000


def states(name: str, number: int) -> Iterator[ItemState]:
    """What that writer records in that run: no two are alike."""
    for item in range(20):
        if (item + number) % 5:
            yield ItemState(f"A-{item}", "missing", title=f"{name} {number if item % 2 else 0}")


def slowly(items: int) -> Iterator[ItemState]:
    for number in range(items):
        if number % STEP == 0:
            print(number, flush=True)
            if not sys.stdin.readline():
                raise SystemExit
        yield ItemState(f"A-{number}", "missing", title="x" * 300)


def main(where: str, name: str, runs: str, items: str = "") -> None:
    with History(where, create=True) as history:
        if runs == "slow":
            history.record(run(1, version=name), slowly(int(items)))
            print("done", flush=True)
            return
        for number in range(int(runs)):
            history.record(run(0, version=f"{name}:{number}"), states(name, number))


if __name__ == "__main__":
    main(*sys.argv[1:])
