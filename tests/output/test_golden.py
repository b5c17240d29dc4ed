"""What each format looks like, kept in files to be looked at: UPDATE_GOLDEN=1 rewrites them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from outcome_lint.model import Run
from outcome_lint.output import FORMATS

LOOKS: dict[str, dict[str, Any]] = {
    "40": {"width": 40, "limit": 2},
    "80": {},
    "140": {"width": 140},
    "color": {"color": True, "links": True},
    "verbose": {"verbose": True, "statistics": True, "limit": 0},
    "quiet": {"quiet": True},
    "by-rule": {"group": "rule", "limit": 2},
    "by-item": {"group": "item", "limit": 3},
}
SUFFIX = {"markdown": "md"}


@pytest.mark.parametrize("kind", ["rich", "incomplete", "empty", "good"])
@pytest.mark.parametrize("name", FORMATS)
def test_each_format_of_each_run(
    name: str, kind: str, runs: dict[str, Run], show: Callable[..., str], same_as_golden: Callable[[str, str], None]
) -> None:
    same_as_golden(f"{kind}.{SUFFIX.get(name, name)}", show(name, runs[kind]))


@pytest.mark.parametrize(
    ("name", "look"),
    [("text", look) for look in LOOKS] + [("markdown", look) for look in ("verbose", "quiet", "by-rule")],
)
def test_each_look_of_the_rich_run(
    name: str, look: str, runs: dict[str, Run], show: Callable[..., str], same_as_golden: Callable[[str, str], None]
) -> None:
    same_as_golden(f"rich-{look}.{SUFFIX.get(name, name)}", show(name, runs["rich"], **LOOKS[look]))
