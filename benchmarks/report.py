"""The report beside the lint alone, with a history of 104 weekly runs, and how that history grows: `make bench-report`.

The weeks before today are made from today's states, of which one in a hundred is as it was before, each week another
one; each is recorded as any run is. `--write` refreshes its section of docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from memory import peak
from msgspec.structs import replace
from page import HEAD, Row, tell, write
from pairs import ratio, seconds, spread
from run import HERE, TOOL, WHOLE, portfolio

from outcome_lint.cli.memory import recorded
from outcome_lint.cli.session import Session, Wishes
from outcome_lint.history import History, Recorded
from outcome_lint.model import ItemState

WEEKS = 104
CHURN = 100  # one item in so many moves in a week
PROFILE = "walk@1"
CONFIG = HERE / "outcome-lint.yml"
ABOUT = """
## The report

Wall time of `report` divided by that of `check` on the same file: {items:,} issues, and a history of {weeks} weekly
runs in which one item in {churn} moves each week. `report` lints, remembers the run, compares it and writes the page.
`make bench-report` measures it again.
"""


def today(path: Path) -> tuple[Recorded, list[ItemState]]:
    session = Session(Wishes(sources=(str(path),), config=CONFIG, profile=(PROFILE,), remember=True))
    run = session.run()
    return recorded(session, run), list(run.states)


def before(states: list[ItemState], week: int) -> Iterator[ItemState]:
    """As it was so many weeks ago: each item has a week or two in which it stated no outcome and had no owner."""
    for place, state in enumerate(states):
        moved = random.Random(place).randrange(CHURN * 2)
        yield replace(state, outcome="missing", digest="", owner=False) if moved in (week, week + 1) else state


def remember(path: Path, where: Path, weeks: int) -> list[int]:
    """The size of the file after each run."""
    this, states = today(path)
    sizes = []
    with History(str(where), create=True) as history:
        for week in range(weeks, 0, -1):
            if week % 10 == 0:
                tell(f"{week} weeks to go")
            past = replace(this, at=this.at - timedelta(weeks=week))
            history.record(past, before(states, week))
            sizes.append(where.stat().st_size)
    return sizes


def rows(path: Path, folder: Path, weeks: int, pairs: int) -> Iterator[Row]:
    where = folder / "history.db"
    tell(f"recording {weeks} runs")
    sizes = remember(path, where, weeks)
    shared = ["--no-progress", "-c", str(CONFIG), "--profile", PROFILE, str(path)]
    lint = [*TOOL, "check", "-f", "json", *shared]
    report = [*TOOL, "report", "-f", "html", "--history", str(where), *shared]
    for command in (lint, report):
        seconds(command)
    tell("report and lint")
    yield Row("`report -f html` ÷ `check -f json`", ratio(report, lint, pairs), 3.0)
    yield Row("`report -f html --no-record` ÷ `check -f json`", ratio([*report, "--no-record"], lint, 1))
    yield Row("`report -f html --for team` ÷ `check -f json`", ratio([*report, "--for", "team"], lint, 1))
    yield Row("peak memory of `report`, MiB", spread([peak(report)]), None, " MiB")
    yield Row("size of the history after the first run, MB", spread([sizes[0] / 1e6]), None, " MB")
    growth = [(after - first) / 1e3 for first, after in pairwise(sizes)]
    yield Row("its growth a week, KB", spread(growth), None, " KB")
    yield Row(f"its size after {weeks} runs, MB", spread([sizes[-1] / 1e6]), None, " MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=WHOLE)
    parser.add_argument("--weeks", type=int, default=WEEKS)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help="write the section of docs/benchmarks.md, too")
    options = parser.parse_args()
    path = portfolio(options.items)
    with tempfile.TemporaryDirectory() as folder:
        found = list(rows(path, Path(folder), options.weeks, options.pairs))
    where = f"CPython {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    about = ABOUT.format(items=options.items, weeks=options.weeks, churn=CHURN)
    text = "\n".join(
        [about, HEAD, *map(str, found), "", f"{options.pairs} pairs; {where}; pygal {version('pygal')}.\n"]
    )
    print(text, end="")
    if options.write:
        write(Path(__file__).name, text)


if __name__ == "__main__":
    main()
