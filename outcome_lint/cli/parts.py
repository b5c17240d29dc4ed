"""Lints a large file in several processes at once: the same result as in one, or none at all.

Whatever is out of the ordinary (a problem, a warning, a key that occurs twice) is left to the single process, which
can tell it as a whole. Two processes take 0.6 of the time of one: see docs/benchmarks.md.
"""

from __future__ import annotations

import os
import pickle
import signal
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

from outcome_lint.linter import Engine, FindingLog, Log, Task, Waiting
from outcome_lint.model import ItemState, WorkItem
from outcome_lint.sources import FilePart, Intake, Mapping, Spec, read, split

_MOST = 4  # processes; each holds about 40 MB


class Job(NamedTuple):
    """What is read, and how."""

    specs: tuple[Spec, ...]
    mapping: Mapping
    needs: frozenset[str]
    intake: Intake


class _Child(NamedTuple):
    process: int
    result: IO[bytes]
    findings: IO[bytes]
    waiting: IO[bytes]
    states: IO[bytes]


def lint_in_parts(job: Job, task: Task, jobs: int | None) -> Engine | None:
    """An engine that has seen all of a single large file of lines, or None where one process has to do it.

    `jobs` is None for one process a processor.
    """
    most = min(_MOST, _processors()) if jobs is None else jobs
    only = job.specs[0] if len(job.specs) == 1 else None
    if most < 2 or not isinstance(only, str) or only == "-" or not hasattr(os, "fork"):  # noqa: PLR2004
        return None
    pieces = split(Path(only), most)
    if not pieces:
        return None
    children: list[_Child] = []
    joined = None
    try:
        children.extend(_start(job, task, piece) for piece in pieces[1:])
        mine = _Share(job, Engine(task))
        mine.take(pieces[0])
        joined = _joined(mine, children, job.intake) if mine.plain else None
    finally:
        for child in children:
            _end(child, kept=joined is not None, remembered=task.remember)
    return joined


def _end(child: _Child, *, kept: bool, remembered: bool) -> None:
    """No child outlives the scan, and no file that nobody will read stays open."""
    with suppress(ChildProcessError):  # raised where it has been waited for, and its number may be another's by now
        if os.waitpid(child.process, os.WNOHANG) == (0, 0):
            os.kill(child.process, signal.SIGKILL)
            os.waitpid(child.process, 0)
    child.result.close()
    if not kept:
        child.findings.close()
        child.waiting.close()
    if not kept or not remembered:
        child.states.close()


class _Share:
    """The engine's work on one part of the file."""

    def __init__(self, job: Job, engine: Engine) -> None:
        self._job = job
        self.engine = engine
        self.intake = Intake(job.intake.progress)
        self.keys: list[str] = []

    def take(self, part: FilePart) -> None:
        """Judge the items of that part."""
        job = self._job
        self.engine.take_all(self._noted(read([part], job.mapping, job.needs, self.intake)))

    def _noted(self, items: Iterable[WorkItem]) -> Iterator[WorkItem]:
        keep = self.keys.append
        for item in items:
            keep(item.key)
            yield item

    @property
    def plain(self) -> bool:
        """Nothing in the part has to be told as a whole."""
        intake = self.intake
        warned = any(note.level != "info" for note in intake.notes)
        return not (intake.problems or intake.skipped["duplicates"] or warned)


def _start(job: Job, task: Task, part: FilePart) -> _Child:
    """Fork a child that works on a part and leaves what it counted and found in files."""
    result, findings, waiting, states = (tempfile.TemporaryFile() for _ in range(4))  # noqa: SIM115 - the child's way to answer
    process = os.fork()
    if process:
        return _Child(process, result, findings, waiting, states)
    code = 1
    try:
        kept = Log(ItemState, states)  # by whoever does not remember, nobody else: a log that is gone closes its file
        engine = Engine(task, FindingLog(findings), Log(Waiting, waiting), kept)
        share = _Share(job._replace(intake=Intake()), engine)
        share.take(part)
        if share.plain:
            remembered = [engine.memory.log] if engine.memory is not None else []
            logs: list[Log[Any]] = [engine.log, engine.waiting, *remembered]
            for log in logs:
                log.flush()
            intake = share.intake
            told = (intake.notes, intake.skipped, intake.records, intake.bytes)
            sizes = [len(log) for log in logs]
            pickle.dump((engine.counts, task.exemptions, share.keys, told, sizes), result, pickle.HIGHEST_PROTOCOL)
            for file in (result, findings, waiting, states):
                file.flush()
            code = 0
    finally:
        os._exit(code)


def _joined(mine: _Share, children: list[_Child], intake: Intake) -> Engine | None:
    keys = set(mine.keys)
    total = len(mine.keys)
    shares: list[Any] = []
    for child in children:
        _, status = os.waitpid(child.process, 0)
        if status:
            return None
        child.result.seek(0)
        shares.append(pickle.load(child.result))  # noqa: S301 - written by our own child to a file without a name
    for share, child in zip(shares, children, strict=True):
        counts, exemptions, others, (notes, skipped, records, size), (found, waits, *remembered) = share
        keys.update(others)
        total += len(others)
        states = (child.states, sum(remembered)) if remembered else None
        mine.engine.absorb(counts, exemptions, (child.findings, found), (child.waiting, waits), states)
        mine.intake.notes += [note for note in notes if note not in mine.intake.notes]
        mine.intake.skipped += skipped
        mine.intake.records += records
        mine.intake.bytes += size
    if len(keys) != total:
        return None
    for name in ("notes", "skipped", "records", "bytes"):
        setattr(intake, name, getattr(mine.intake, name))
    intake.items = total
    return mine.engine


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
