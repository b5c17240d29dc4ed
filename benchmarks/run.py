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

from memory import peak
from page import HEAD, PAGE, Row, tell, write
from pairs import fastest, output, ratio, seconds, spread

HERE = Path(__file__).parent
WHOLE, QUICK = 100_000, 10_000
ROOM = 2 << 30  # free bytes that the default size asks for
STARTS = 15
TOOL = [str(Path(sys.executable).with_name("outcome-lint"))]
FORMS = ("auto", "struct", "json")
ABOUT = """
# Speed and memory

Wall time of outcome-lint divided by that of something else on the same file, each pair run back to back; whole
processes, warm page cache. *Floor* is a typed decode (msgspec) of the needed fields of the same file and nothing else;
*DuckDB* is the fastest of three ways to state six of the rules in SQL; *Python* is `python -c pass` of the same
interpreter. Memory is that of all its processes together. `make bench` measures it again.
"""


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


def check_command(path: Path, profile: str, *options: str) -> list[str]:
    config = str(HERE / "outcome-lint.yml")
    return [*TOOL, "check", "--no-progress", "-c", config, "--profile", profile, "-f", "json", str(path), *options]


def counted(command: list[str]) -> tuple[int, int]:
    """The items that a scan counts, and those without an outcome."""
    found = json.loads(output(command))
    rules = found.get("by_rule")
    return found["items"], found["missing"] if rules is None else rules["missing-outcome"]


def agree(commands: list[list[str]]) -> None:
    """Nothing is worth measuring that counts something else. Exits where the counts differ; warms every cache."""
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:  # the results are large
        counts = list(apart.map(counted, commands))
    if len(set(counts)) > 1:
        sys.exit(f"items, and those without an outcome, differ: {counts}")


def scan_rows(path: Path, pairs: int) -> Iterator[Row]:
    floor = [sys.executable, str(HERE / "floor.py"), str(path)]
    crawl, run = check_command(path, "crawl@1"), check_command(path, "run@1")
    forms = [[sys.executable, str(HERE / "duckdb_sql.py"), str(path), form] for form in FORMS]
    tell("do all count the same?")
    agree([crawl, run, *forms])
    tell("which form of SQL is the fastest?")
    sql = fastest(forms)
    alone = ("--jobs", "1")
    for what, above, below, budget in (
        ("`check --profile crawl@1 -f json` ÷ floor", crawl, floor, 2.0),
        ("the same with `--jobs 1`", [*crawl, *alone], floor, None),
        ("`check --profile crawl@1 -f json` ÷ DuckDB", crawl, sql, 0.6),
        ("the same with `--jobs 1`", [*crawl, *alone], sql, None),
        ("`check --profile run@1 -f json` ÷ floor", run, floor, 8.0),
        ("the same with `--jobs 1`", [*run, *alone], floor, None),
    ):
        tell(what)
        yield Row(what, ratio(above, below, pairs), budget)
    for what, command in (("peak memory, crawl@1", crawl), ("peak memory, run@1", run)):
        tell(what)
        yield Row(what, spread([peak(command)]), 150, " MiB")


def start_rows() -> Iterator[Row]:
    bare = [sys.executable, "-c", "pass"]
    for option, budget in (("--version", 1.5), ("--help", 5.0)):
        command = [*TOOL, option]
        seconds(command)
        yield Row(f"`outcome-lint {option}` ÷ Python", ratio(command, bare, STARTS), budget)


def page(path: Path, items: int, rounds: int, rows: list[Row]) -> str:
    where = f"CPython {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    what = f"{items:,} issues, {path.stat().st_size / 1e6:,.0f} MB; {rounds} pairs of scans, {STARTS} of starts"
    peers = ", ".join(f"{name} {version(name)}" for name in ("msgspec", "duckdb"))
    return "\n".join([ABOUT, HEAD, *map(str, rows), "", f"{what}; {where}; {peers}.\n"])


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
    print(text, end="")
    if options.write:
        write(Path(__file__).name, text)


if __name__ == "__main__":
    main()
