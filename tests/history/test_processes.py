"""Several writers at once lose nothing; one that is killed leaves what was."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from outcome_lint.history import History
from tests.history.helpers import portfolio, record, remembered
from tests.history.writer import STEP, states

WRITER = str(Path(__file__).with_name("writer.py"))
ITEMS = 12_000  # many enough that SQLite has to write pages to the file before the end of the transaction


def start(where: str, name: str, *what: str) -> subprocess.Popen[str]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, WRITER, where, name, *what], **pipes)


def end(process: subprocess.Popen[str]) -> int:
    process.communicate()
    return process.returncode


def step(process: subprocess.Popen[str], times: int) -> None:
    """Let it go on so many thousands of items, and wait until it waits again."""
    assert process.stdin
    assert process.stdout
    for _ in range(times):
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline()


def test_writers_at_once_lose_nothing(where: str):
    """They also make the tables at once, and all record at the same moment."""
    writers = [start(where, name, "6") for name in "abc"]
    assert [end(each) for each in writers] == [0, 0, 0]
    with History(where) as history:
        runs = history.runs()
        assert sorted(each.version for each in runs) == sorted(f"{name}:{n}" for name in "abc" for n in range(6))
        assert sorted(each.number for each in runs) == list(range(1, 19))
        for each in runs:
            name, _, number = each.version.partition(":")
            assert history.states(each) == portfolio(*states(name, int(number)))


@pytest.mark.parametrize("steps", [0, 1, 6, ITEMS // STEP - 1])
def test_a_writer_killed_on_its_way_leaves_what_was(tmp_path: Path, steps: int):
    where = tmp_path / "h.db"
    with History(str(where), create=True) as history:
        record(history, portfolio(A="present"))
        before = remembered(history)
    size = where.stat().st_size
    process = start(str(where), "x", "slow", str(ITEMS))
    assert process.stdout
    process.stdout.readline()
    step(process, steps)
    process.kill()
    end(process)
    assert (where.stat().st_size > size) == (steps > 5)  # a large one has begun to write to the file itself
    with History(str(where)) as history:
        assert remembered(history) == before
        record(history, portfolio(A="missing"))
        assert len(history.runs()) == 2


@pytest.mark.parametrize("attempt", range(6))
def test_a_writer_killed_at_the_end_has_recorded_all_or_nothing(tmp_path: Path, attempt: int):
    where = tmp_path / "h.db"
    with History(str(where), create=True) as history:
        record(history, portfolio(A="present"))
    process = start(str(where), "x", "slow", str(STEP * (attempt + 1)))
    assert process.stdout
    assert process.stdin
    process.stdout.readline()
    step(process, attempt)
    process.stdin.write("\n")  # the last items, and the commit
    process.stdin.flush()
    process.kill()
    end(process)
    with History(str(where)) as history:
        items = [len(history.states(each)) for each in history.runs()]
    assert items in ([1], [1, STEP * (attempt + 1)])


def test_a_killed_writer_does_not_keep_others_waiting(where: str):
    process = start(where, "x", "slow", str(STEP))
    assert process.stdout
    process.stdout.readline()
    process.kill()
    end(process)
    with History(where) as history:
        record(history, portfolio(A="present"))
        assert len(history.runs()) == 1


def test_a_reader_sees_one_moment_while_another_writes(where: str):
    with History(where, create=True) as history:
        record(history, portfolio(A="present"))
        process = start(where, "x", "slow", str(STEP))
        assert process.stdout
        process.stdout.readline()
        assert [len(history.states(each)) for each in history.runs()] == [1]
        step(process, 1)
        assert end(process) == 0
        assert [len(history.states(each)) for each in history.runs()] == [1, STEP]
