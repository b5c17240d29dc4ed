from __future__ import annotations

import tempfile
import tracemalloc
from collections.abc import Iterator

import msgspec

from outcome_lint.linter import FindingLog
from outcome_lint.model import Confidence, Evidence, Finding, ItemRef, Severity, WorkItem
from tests.helpers import found, item, lint


def finding(number: int, text: str = "é\n🚂") -> Finding:
    evidence = Evidence("outcome", text, 0, len(text))
    return Finding("r", "X1", Severity.ERROR, Confidence.HIGH, ItemRef(f"A-{number}"), "m", "q?", evidence)


def filled(numbers: range, text: str = "é\n🚂") -> FindingLog:
    log = FindingLog()
    for number in numbers:
        log.append(finding(number, text))
    return log


def test_an_empty_log():
    log = FindingLog()
    assert (len(log), list(log), list(log.encoded())) == (0, [], [])


def test_ten_thousand_findings_iterate_twice_and_encode_the_same():
    log = filled(range(10_000))
    expected = [finding(number) for number in range(10_000)]
    assert len(log) == 10_000
    assert list(log) == list(log) == expected
    assert b"".join(log.encoded()) == b"".join(log.encoded()) == msgspec.json.Encoder().encode_lines(expected)


def test_chunks_are_whole_lines_of_moderate_size():
    chunks = list(filled(range(10_000)).encoded())
    assert len(chunks) > 1
    assert all(chunk.endswith(b"\n") and len(chunk) < 1 << 19 for chunk in chunks)


def test_a_finding_larger_than_a_chunk():
    log = filled(range(3), "x" * 600_000)
    assert list(log) == [finding(number, "x" * 600_000) for number in range(3)]


def test_reading_and_writing_may_take_turns():
    log = filled(range(3))
    one, other = iter(log), iter(log)
    assert next(one) == next(other) == finding(0)
    log.append(finding(3))
    assert len(list(log)) == len(log) == 4


def test_findings_of_another_process_come_in_between():
    log = filled(range(2))
    with tempfile.TemporaryFile() as file:
        theirs = FindingLog(file)
        theirs.append(finding(2))
        theirs.flush()
        log.absorb(file, len(theirs))
        log.append(finding(3))
        assert [each.item.key for each in log] == ["A-0", "A-1", "A-2", "A-3"]
        assert len(log) == 4


def many(count: int) -> Iterator[WorkItem]:
    for number in range(count):
        yield item(f"A-{number}", title=f"Title {number}", outcome=None, description="x" * 2000)


def test_items_do_not_pile_up():
    tracemalloc.start()
    try:
        judged = lint(many(50_000), "missing-outcome")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(judged.findings) == judged.items == judged.card.ffr.without == 50_000
    assert peak < 40_000_000  # 50,000 items would be 120 MB
    assert len(found(judged)) == 50_000
