"""Speed and memory beside what a user would run instead, in one run and as ratios only: `make bench`.

The portfolio is made once for each size, in the system's temporary folder. `--write` refreshes docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from memory import peak
from pairs import Commands, Spread, fastest, in_turn, output, ratios, spread

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
WHOLE, QUICK = 100_000, 10_000
ROOM = 2 << 30  # free bytes that the default size asks for
STARTS = 15
TOOL = [str(Path(sys.executable).with_name("outcome-lint"))]
FORMS = ("auto", "struct", "json")
MARKER = "<!-- Written by `benchmarks/run.py --write`; do not edit. -->\n"
ABOUT = """
# Speed and memory

Wall time of outcome-lint divided by that of something else on the same file, each pair run back to back; whole
processes, warm page cache. *Floor* is a typed decode (msgspec) of the needed fields of the same file and nothing else;
*DuckDB* is the fastest of three ways to state six of the rules in SQL; *Python* is `python -c pass` of the same
interpreter. Memory is that of all its processes together. `make bench` measures it again.
"""


class Row(NamedTuple):
    """A line of the table: what was measured, what it gave, and what it may be."""

    what: str
    found: Spread
    budget: float | None = None
    unit: str = ""

    def __str__(self) -> str:
        figures = " | ".join(f"{value:.2f}" if not self.unit else f"{value:.0f}" for value in self.found)
        if self.budget is None:
            return f"| {self.what} | {figures} | | |"
        verdict = "ok" if self.found.median <= self.budget else "**over**"
        return f"| {self.what} | {figures} | {self.budget:g}{self.unit} | {verdict} |"


def tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def portfolio(items: int) -> Path:
    """The file with that many items, made if it isn't there yet or if what makes it has changed."""
    maker = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in ("portfolio.py", "shapes.py", "words.py")))
    folder = Path(tempfile.gettempdir()) / f"outcome-lint-bench-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{items}-{maker.hexdigest()[:12]}.jsonl"
    if not path.exists():
        tell(f"making {items:,} issues in {path}")
        for stale in folder.glob(f"{items}-*"):
            stale.unlink()
        part = path.with_suffix(f".{os.getpid()}.part")
        subprocess.run([sys.executable, str(HERE / "portfolio.py"), str(items), str(part)], check=True)
        part.rename(path)
    return path


def scans(path: Path) -> Commands:
    """The scans of one file, what is divided by each other side by side."""
    lint = [*TOOL, "check", "--no-progress", "-c", str(HERE / "outcome-lint.yml"), "-f", "json", str(path), "--profile"]
    sql = {f"DuckDB {form}": [sys.executable, str(HERE / "duckdb_sql.py"), str(path), form] for form in FORMS}
    floor = [sys.executable, str(HERE / "floor.py"), str(path)]
    return {
        "run@1": [*lint, "run@1"],
        "floor": floor,
        "crawl@1": [*lint, "crawl@1"],
        **sql,
        "run@1, one process": [*lint, "run@1", "--jobs", "1"],
        "crawl@1, one process": [*lint, "crawl@1", "--jobs", "1"],
    }


def counted(command: list[str]) -> tuple[int, int]:
    """The items that a scan counts, and those without an outcome."""
    found = json.loads(output(command))
    rules = found.get("by_rule")
    return found["items"], found["missing"] if rules is None else rules["missing-outcome"]


def agree(commands: Commands) -> None:
    """Nothing is worth measuring that counts something else. Exits where the counts differ; warms every cache."""
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # the results are large
        counts = dict(zip(commands, apart.map(counted, commands.values()), strict=True))
    if len(set(counts.values())) > 1:
        sys.exit(f"items, and those without an outcome, differ: {counts}")


def scan_rows(path: Path, rounds: int) -> Iterator[Row]:
    commands = scans(path)
    tell("warm-up, and whether all count the same")
    agree({name: command for name, command in commands.items() if name != "floor"})
    took = in_turn(commands, rounds, tell)
    floor, sql = took["floor"], fastest(took[f"DuckDB {form}"] for form in FORMS)
    for profile, budget in (("crawl@1", 2.0), ("run@1", 8.0)):
        what = f"`check --profile {profile} -f json`"
        yield Row(f"{what} ÷ floor", ratios(took[profile], floor), budget)
        yield Row("the same with `--jobs 1`", ratios(took[f"{profile}, one process"], floor))
    yield Row("`check --profile crawl@1 -f json` ÷ DuckDB", ratios(took["crawl@1"], sql), 0.6)
    yield Row("the same with `--jobs 1`", ratios(took["crawl@1, one process"], sql))
    for profile in ("crawl@1", "run@1"):
        tell(f"memory: {profile}")
        yield Row(f"peak memory, {profile}", spread(peak(commands[profile]) for _ in range(rounds)), 150, " MiB")


def start_rows() -> Iterator[Row]:
    bare = [sys.executable, "-c", "pass"]
    for option, budget in (("--version", 1.5), ("--help", 5.0)):
        took = in_turn({option: [*TOOL, option], "bare": bare}, 1 + STARTS, lambda _: None)
        yield Row(f"`outcome-lint {option}` ÷ Python", ratios(took[option][1:], took["bare"][1:]), budget)


def page(path: Path, items: int, rounds: int, rows: list[Row]) -> str:
    where = f"CPython {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    what = f"{items:,} issues, {path.stat().st_size / 1e6:,.0f} MB; {rounds} pairs of scans, {STARTS} of starts"
    peers = ", ".join(f"{name} {version(name)}" for name in ("msgspec", "duckdb"))
    head = "| what | min | median | max | budget | |\n|---|--:|--:|--:|--:|---|"
    return "\n".join([MARKER + ABOUT, head, *map(str, rows), "", f"{what}; {where}; {peers}.\n"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--items", type=int, help=f"size of the portfolio; default {WHOLE:,}, or {QUICK:,} on a full disk"
    )
    parser.add_argument("--pairs", type=int, default=3, help="pairs of scans")
    parser.add_argument("--write", action="store_true", help=f"write the table to {PAGE.relative_to(HERE.parent)}, too")
    options = parser.parse_args()
    roomy = shutil.disk_usage(tempfile.gettempdir()).free >= ROOM
    items = options.items or (WHOLE if roomy else QUICK)
    path = portfolio(items)
    text = page(path, items, options.pairs, [*scan_rows(path, options.pairs), *start_rows()])
    print(text.removeprefix(MARKER), end="")
    if options.write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
