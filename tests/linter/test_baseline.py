from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcome_lint.linter.baseline import SCHEMA, Baseline, Entry, baseline_lines, compared, read_baseline
from outcome_lint.model import Exemption, Ratio, Since
from tests.helpers import mistakes

RATIO = Ratio(37.5, 12, 32, 8, 4, 1, {"label sandbox": 2})
ENTRIES = st.lists(st.builds(Entry, st.text(), st.text()), max_size=5).map(tuple)


def text(*entries: Entry, ratio: Ratio | None = RATIO) -> str:
    return "".join(baseline_lines(Baseline(SCHEMA, "2026-06-01T10:00:00+00:00", ratio, entries)))


def written(folder: Path, content: str) -> Path:
    (folder / "b.json").write_text(content, "utf-8")
    return folder / "b.json"


@pytest.mark.parametrize("ratio", [RATIO, None])
def test_what_is_written_can_be_read(tmp_path: Path, ratio: Ratio | None):
    entries = Entry("missing-outcome", "A-1"), Entry("missing-owner", "A-1")
    baseline = read_baseline(written(tmp_path, text(*entries, ratio=ratio)))
    assert (baseline.ffr, baseline.rows) == (ratio, entries)
    assert list(baseline.entries) == [("missing-outcome", "A-1"), ("missing-owner", "A-1")]


@given(ENTRIES)
def test_any_entry_survives(entries: tuple[Entry, ...]):
    rows = json.loads(text(*entries))["entries"]
    assert [Entry(**row) for row in rows] == sorted(set(entries))


def test_one_entry_a_line_in_order_so_that_a_diff_reads_well():
    one, two = Entry("a", "A-1"), Entry("a", "A-2")
    assert text(two, one, two) == text(one, two)
    assert text(one, two).splitlines()[3:] == ['{"rule":"a","item":"A-1"},', '{"rule":"a","item":"A-2"}', "]}"]
    assert json.loads(text()) == json.loads(text(ratio=RATIO))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "not a baseline: Input data was truncated"),
        ("[]", "not a baseline: Expected `object`, got `array`"),
        ("{}", "not a baseline: Object missing required field `schema`"),
        (text().replace("baseline-1", "baseline-9"), "not a baseline: Invalid enum value"),
        (text(Entry("a", "b")).replace('"item"', '"itme"'), "not a baseline: Object"),
        ("[" * 100_000, "not a baseline: "),
    ],
)
def test_what_is_no_baseline(tmp_path: Path, content: str, said: str):
    (only,) = mistakes(lambda: read_baseline(written(tmp_path, content)))
    assert only.strip().startswith(said)
    assert only.endswith("(make a new one: `outcome-lint baseline create`)")


def test_a_baseline_that_is_not_there(tmp_path: Path):
    (only,) = mistakes(lambda: read_baseline(tmp_path / "nowhere.json"))
    assert only == " the baseline can't be read: No such file or directory (make one: `outcome-lint baseline create`)"


def test_bytes_that_are_no_text(tmp_path: Path):
    (tmp_path / "b.json").write_bytes(b'{"schema": "\xff\xfe"}')
    assert len(mistakes(lambda: read_baseline(tmp_path / "b.json"))) == 1


def test_a_rule_that_is_off_has_not_lost_its_findings():
    entries = tuple(Entry(rule, item) for rule in ("missing-outcome", "missing-owner") for item in ("A-1", "A-2"))
    baseline = Baseline(SCHEMA, "2026-06-01T10:00:00+00:00", RATIO, entries)
    ignored = [
        Exemption("missing-outcome", "OL101", "A-1", "baseline"),
        Exemption("missing-outcome", "OL101", "A-9", "config"),
    ]
    assert compared(baseline, ignored, {"missing-outcome"}) == Since(baseline.created, RATIO, entries=2, still=1)
