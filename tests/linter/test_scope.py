from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from outcome_lint.linter import Exclude, excluder
from tests.helpers import item


def reason(exclude: dict[str, tuple[str, ...]], since: date | None = None, **fields: Any) -> str | None:
    return excluder(Exclude(**exclude), since)(item(**fields))


@pytest.mark.parametrize("spelled", ["Won't Do", "WON'T DO", "won’t do", "Won't_Do"])
def test_a_resolution_status_or_label_in_any_spelling_is_told_as_configured(spelled: str):
    for key, field, value in (
        ("resolution",) * 2 + (spelled,),
        ("status",) * 2 + (spelled,),
        ("label", "labels", (spelled,)),
    ):
        assert reason({key: ("Won't Do",)}, **{field: value}) == f"{key} Won't Do"


@pytest.mark.parametrize("fields", [{}, {"resolution": None, "status": None, "labels": None}, {"labels": ()}])
def test_what_is_unknown_or_empty_leaves_nothing_out(fields: dict[str, Any]):
    assert reason({"resolution": ("Duplicate",), "status": ("Done",), "label": ("x",)}, **fields) is None


def test_nothing_is_excluded_by_nothing():
    assert reason({}, resolution="Duplicate", status="Done", labels=("x",), updated="1990-01-01") is None


@pytest.mark.parametrize(
    ("updated", "out"),
    [("2026-04-30T23:59:59Z", True), ("2026-05-01T00:00:00Z", False), ("2026-05-01", False), ("2027-01-01", False)],
)
def test_since_a_day_that_is_included(updated: str, out: bool):  # noqa: FBT001
    assert (reason({}, date(2026, 5, 1), updated=updated) == "not changed since 2026-05-01") == out
    assert reason({}, date(2026, 5, 1)) is None
