"""The line formats: concise and csv."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from outcome_lint.model import Finding, Run
from outcome_lint.output import Look, render
from outcome_lint.output.concise import _line
from outcome_lint.output.csv_ import COLUMNS


@given(text=st.text())
def test_one_finding_is_one_line(text: str, make_finding: Callable[..., Finding]):
    found = make_finding("PAY-12", "missing-outcome", message=text)
    line = _line(replace(found, item=replace(found.item, key=text, url=f"https://x/{text}")))
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line


def test_concise_says_all_and_sums_up(runs: dict[str, Run], show: Callable[..., str]):
    lines = show("concise", runs["rich"]).splitlines()
    assert lines[2] == (
        "PAY-12: error missing-outcome (OL101) The anticipated outcome is empty. [https://acme.example/browse/PAY-12]"
    )
    assert "Feature Factory Ratio 37.5 % · 12 of 32 items" in lines[-1]
    assert show("concise", runs["rich"], quiet=True).splitlines() == lines[-1:]


def test_csv_has_a_row_a_finding(runs: dict[str, Run], show: Callable[..., str]):
    rows = list(csv.DictReader(StringIO(show("csv", runs["rich"]), newline="")))
    assert len(rows) == len(runs["rich"].findings)
    assert list(rows[0]) == list(COLUMNS)
    (title,) = {row["title"] for row in rows if row["key"] == "WEB-9"}
    assert title == '\'=HYPERLINK("http://evil","click")\nsecond line\nthird'


def test_csv_comes_in_pieces(make_run: Callable[..., Run], make_finding: Callable[..., Finding]):
    run = make_run((make_finding("PAY-12", "missing-outcome"),) * 2500)
    pieces = list(render("csv", run, Look()))
    assert len(pieces) == 3
    assert "".join(pieces).count("\n") == 2501
