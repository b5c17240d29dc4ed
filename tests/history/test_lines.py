from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outcome_lint.errors import UsageError
from outcome_lint.history import History
from outcome_lint.history.lines import exported, load
from tests.history.helpers import PORTFOLIOS, Portfolio, fresh, portfolio, record, remembered, run, state, unlike

RUN = (
    b'{"type":"run","at":"2026-06-01T09:30:00Z","profile":"p","prints":{"scope":"s","sources":"o","reading":"r",'
    b'"rules":"u"},"complete":true,"items":1,"by_rule":{},"problems":0,"version":"0.1.0","excluded":{}}'
)
HEAD = b'{"type":"history","schema":"outcome-lint/history-1"}'


def lines(history: History) -> list[bytes]:
    return [line.encode() for line in exported(history)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(PORTFOLIOS, st.booleans(), st.sampled_from(["one", "two"])), max_size=5))
def test_what_is_exported_and_imported_is_what_was(weeks: list[tuple[Portfolio, bool, str]]):
    with fresh() as one, fresh() as other:
        for week, (states, complete, sources) in enumerate(weeks):
            one.record(run(week, complete=complete, prints=unlike(sources=sources)), states.values())
        assert load(other, lines(one), "x") == (len(weeks), 0)
        assert remembered(other) == remembered(one)
        assert lines(other) == lines(one)
        assert load(other, lines(one), "x") == (0, len(weeks))


def test_two_histories_are_joined_in_time():
    weeks = [portfolio(A="missing"), portfolio(A="present", B="missing"), portfolio(B="present")]
    with fresh() as even, fresh() as odd, fresh() as whole:
        record(whole, *weeks)
        for history, several in ((even, (0, 2)), (odd, (1,))):
            for week in several:
                history.record(run(week), weeks[week].values())
        load(even, lines(odd), "x")
        assert remembered(even) == remembered(whole)


def test_an_export_has_no_person_and_says_what_it_is(history: History):
    record(history, portfolio(state("A", "missing", owner=True)))
    head, first, item = lines(history)
    assert head == HEAD + b"\n"
    assert b'"at":"2026-06-01T09:30:00Z"' in first
    assert item.startswith(b'{"type":"item","key":"A","state":{"outcome":"missing","owner":true,"okr":null,')


@pytest.mark.parametrize(
    ("written", "line", "words"),
    [
        ([b"key,summary"], 1, "JSON is malformed"),
        ([b"\xff"], 1, "JSON is malformed"),
        ([b'{"type":"history","schema":"outcome-lint/history-9"}'], 1, "Invalid enum value"),
        ([RUN], 1, "does not belong here"),
        ([HEAD, HEAD], 2, "does not belong here"),
        ([HEAD, b'{"type":"item","key":"A","state":null}'], 2, "does not belong here"),
        ([HEAD, RUN.replace(b"00Z", b"00")], 2, "timezone"),
        ([HEAD, RUN, b'{"type":"item","key":"A","state":{"outcome":"missing","person":"Eva"}}'], 3, "no 'person'"),
        ([HEAD, RUN, b'{"type":"item","key":"A","state":{"owner":true}}'], 3, "without `outcome`"),
        ([HEAD, RUN, b'{"type":"item","key":"A","state":{"outcome":"nonsense"}}'], 3, "Invalid enum value"),
    ],
)
def test_what_is_no_export_is_told_by_its_line(history: History, written: list[bytes], line: int, words: str):
    with pytest.raises(UsageError, match=f"x:{line}: .*{words}"):
        load(history, written, "x")
