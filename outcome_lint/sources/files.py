"""Opens what the command line names, finds out what it is, and reads it with the reader that fits."""

from __future__ import annotations

import codecs
import mmap
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from outcome_lint.errors import UsageError
from outcome_lint.model import WorkItem
from outcome_lint.sources import detect, kinds, lines, scan
from outcome_lint.sources.live import Reach, read_live
from outcome_lint.sources.pages import Ledger
from outcome_lint.sources.parts import FilePart, PartStream
from outcome_lint.sources.records import KNOWN, Records
from outcome_lint.sources.request import Request
from outcome_lint.trackers import Tracker

STDIN = "standard input"


def read_all(
    specs: Sequence[str | FilePart | Tracker], request: Request, stdin: BinaryIO | None, reach: Reach
) -> Iterator[WorkItem]:
    """The items of all inputs, each key once; those of no scan are handed on as they come."""
    seen: set[str] = set()
    intake = request.intake
    ledger = Ledger(intake)
    for spec in specs:
        items = (
            _read_one(spec, request, ledger, stdin, alone=len(specs) == 1)
            if isinstance(spec, str | FilePart)
            else read_live(spec, request, reach)
        )
        for item in items:
            if item.context:
                yield item
                continue
            if item.key in seen:
                intake.duplicate(item.key)
                continue
            seen.add(item.key)
            intake.items += 1
            yield item
    ledger.close()
    intake.close()


def _empty(name: str, request: Request, *, alone: bool) -> None:
    """An export with nothing in it; among others it is one that failed, and the portfolio would be too short."""
    if alone:
        request.intake.warn(f"{name} is empty")
    else:
        request.intake.problem(name, name, "the file is empty", "export it again, or leave it out")


def _read_one(
    spec: str | FilePart, request: Request, ledger: Ledger, stdin: BinaryIO | None, *, alone: bool
) -> Iterator[WorkItem]:
    intake = request.intake
    stream: Any
    if isinstance(spec, FilePart):
        stream = PartStream(spec)
        spec = spec.name
    else:
        stream = _open(spec, stdin)
    name = STDIN if spec == "-" else spec
    try:
        head = lines.read_head(stream)
        if not head.strip(b" \t\r\n\xef\xbb\xbf"):
            _empty(name, request, alone=alone)
            return
        found = detect.detect(head)
        if found.kind == "csv":
            from outcome_lint.sources import jira_csv

            yield from jira_csv.read(name, lines.Joined(head, stream, intake.advance), found.encoding, request)
            return
        if found.kind == "html":
            intake.problem(name, f"{name}:1", "this is a web page, not data; a login page looks like that",
                           "fetch it again with a working account")  # fmt: skip
            return
        if found.kind == "unknown":
            raise UsageError(f"{name} is not a format that we read: it looks like {found.looks}", KNOWN)
        records = Records(name, request, ledger)
        if found.kind == "lines":
            yield from lines.read(name, head, stream, records, None if spec == "-" else spec)
        else:
            yield from _documents(name, _view(head, stream, spec, found.encoding), records)
        intake.records += records.seen
        records.close()
    finally:
        if spec != "-":
            stream.close()


def _open(spec: str, stdin: BinaryIO | None) -> BinaryIO:
    if spec == "-":
        return stdin if stdin is not None else sys.stdin.buffer
    try:
        if Path(spec).is_dir():
            raise UsageError(f"{spec} is a directory", f"name the files in it, such as {spec.rstrip('/')}/*.json")
        return Path(spec).open("rb", buffering=0)
    except FileNotFoundError:
        raise UsageError(f"{spec} does not exist", 'give the name of an export, or "-" for standard input') from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{spec} can't be opened: {reason}") from None


def _view(head: bytes, stream: BinaryIO, spec: str, encoding: str) -> memoryview:
    """The whole input as UTF-8: a plain file is mapped, not loaded."""
    if spec != "-" and encoding == "utf-8" and Path(spec).is_file():
        return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
    data = head + stream.read()
    if encoding != "utf-8":
        data = data.decode(encoding, "replace").encode()
    return memoryview(data)


def _documents(name: str, view: memoryview, records: Records) -> Iterator[WorkItem]:
    """Concatenated documents; lists are read element by element as they come."""
    if bytes(view[:3]) == codecs.BOM_UTF8:
        view = view[3:]
    at = scan.space(view, 0)
    while at < len(view):
        place = f"{name}:{lines.line_of(view, at)}" if at else name
        if not at and (page := kinds.only(view)) is not None:
            yield from records.object(view, place, page)
            records.intake.advance(len(view))
            return
        try:
            end = scan.value_end(view, at)
        except scan.BrokenError as error:
            yield from records.salvage(view[at:], place, str(error))
            records.intake.advance(len(view) - at)
            return
        yield from records.value(view[at:end], place)
        records.intake.advance(end - at)
        at = scan.space(view, end)
