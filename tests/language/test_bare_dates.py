"""A date and nothing else."""

import pytest

from outcome_lint.language import anatomy
from outcome_lint.language.bare_dates import is_date


@pytest.mark.parametrize(
    "text",
    [
        "by december",
        "q3 2026",
        "end of the year",
        "31 12 2026",
        "fy27",
        "eoy",
        "mid march",
        "bis ende märz",
        "antes del 1 de julio",
        "fin 2027",
        "entro giugno",
        "do końca 2027",
        "1st of may",
        "h2",
        "2026",
        "sprint 31",
        "pi 27 1",
        "pi 27.1",
        "iteration 4.2",
        "next quarter",
        "this autumn",
        "30/09",
        "start 01 04 end 30 09",
    ],
)
def test_is_a_date(text: str):
    assert is_date(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "the",
        "end",
        "by",
        "12",
        "by tuesday noon",
        "may users",
        "deckhands",
        "10 20",
        "q5",
        "sprint goal",
        "30/45",
        "next step",
    ],
)
def test_is_no_date(text: str):
    assert not is_date(text.split())


@pytest.mark.parametrize("text", ["H2", "2027", "Q3 2026", "by December", "end of FY27"])
def test_a_bare_date_is_a_placeholder_that_says_by_when(text: str):
    found = anatomy(text)
    assert found.placeholder is not None
    assert found.placeholder.kind == "date"
    assert found.undated is None
