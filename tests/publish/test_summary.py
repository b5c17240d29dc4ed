from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from outcome_lint.model import Problem, Ratio, Run, Since
from outcome_lint.output import Look
from outcome_lint.output.cut import within
from outcome_lint.publish import write_summary
from outcome_lint.publish.summary import MOST

MIB = 1 << 20


def written(environment: dict[str, str]) -> str:
    return Path(environment["GITHUB_STEP_SUMMARY"]).read_text("utf-8")


def test_the_report_is_appended(environment: dict[str, str], make_run: Callable[..., Run]):
    Path(environment["GITHUB_STEP_SUMMARY"]).write_text("# Before\n", "utf-8")
    assert write_summary(make_run(12), Look(), environment).done
    text = written(environment)
    assert text.startswith("# Before\n\n## Feature Factory Ratio: 30.0 %\n\n`███████████████░")
    for words in (
        "**12 of 40 items",
        "Gate not passed",
        "A ratio is for awareness",
        "| By team |",
        "What are we hoping",
    ):
        assert words in text


def test_a_hostile_title_is_text(environment: dict[str, str], make_run: Callable[..., Run]):
    write_summary(make_run(3), Look(), environment)
    text = written(environment)
    assert "@everyone" not in text
    assert not [line for line in text.splitlines() if line.lstrip().startswith("::")]
    rendered = MarkdownIt("commonmark").enable("table").render(text)
    assert "<script" not in rendered
    assert ": :error::x%0A&lt;script&gt;alert(1)&lt;/script&gt;|@\u200beveryone" in rendered


def test_what_changed_since_the_baseline(environment: dict[str, str], make_run: Callable[..., Run]):
    since = Since("2026-09-01T00:00:00+00:00", Ratio(45.0, 18, 40, 18, 0, 0), 20, 17)
    write_summary(make_run(12, since=since), Look(), environment)
    text = written(environment)
    assert "### Since the baseline of 2026-09-01\n" in text
    assert "45.0 % (18 of 40) then, 30.0 % (12 of 40) now" in text
    assert "3 of its 20 findings are found no more" in text
    assert "12 findings are not in it" in text


def test_a_long_report_is_cut_between_sections_and_says_so(environment: dict[str, str], make_run: Callable[..., Run]):
    run = make_run(40)
    group = run.scorecard.groups[0]
    groups = tuple(replace(group, by="team", name=f"Team 🌙 {number}") for number in range(20_000))
    write_summary(replace(run, scorecard=replace(run.scorecard, groups=groups)), Look(), environment)
    text = written(environment)
    assert len(text.encode()) <= MOST
    assert text.rstrip().endswith("bytes: “By team”.")
    assert "What are we hoping to achieve?" in text


def test_however_much_is_broken_the_first_of_it_is_named(environment: dict[str, str], make_run: Callable[..., Run]):
    problems = tuple(Problem(f"export.csv:{number}", "broken") for number in range(30_000))
    write_summary(make_run(3, complete=False, scorecard=None, problems=problems), Look(), environment)
    assert "**export.csv:99**: broken\n- … and 29,900 more problems\n" in written(environment)


def test_there_is_never_more_than_the_runner_takes(environment: dict[str, str], make_run: Callable[..., Run]):
    path = Path(environment["GITHUB_STEP_SUMMARY"])
    path.write_bytes(b"x" * (MIB - 8000))
    assert write_summary(make_run(40), Look(limit=0), environment).done
    assert "Left out" in written(environment)
    assert path.stat().st_size < MIB
    path.write_bytes(b"x" * (MIB - 3000))
    assert "full" in write_summary(make_run(40), Look(), environment).notice
    assert path.stat().st_size == MIB - 3000


def test_without_a_runner_there_is_a_notice(make_run: Callable[..., Run], tmp_path: Path):
    assert "not set" in write_summary(make_run(1), Look(), {}).notice
    assert "directory" in write_summary(make_run(1), Look(), {"GITHUB_STEP_SUMMARY": str(tmp_path)}).notice


@pytest.mark.parametrize("most", [1200, 1300, 2400])
def test_a_section_that_is_too_large_leaves_its_place_to_smaller_ones(most: int):
    large, small = f"### Large\n\n{'€' * most}\n", "### Small\n\nx\n"
    text = within([large, small], most)
    assert text.startswith(small)
    assert f"no more than {most:,} bytes: “Large”." in text


@given(st.lists(st.text(max_size=300), max_size=30), st.integers(1100, 3000))
def test_what_fits_is_whole_and_nothing_is_larger_than_the_place(sections: list[str], most: int):
    parts = [f"## {number}\n{text}\n" for number, text in enumerate(sections)]
    text = within(parts, most)
    assert len(text.encode(errors="replace")) <= most
    assert all(part in text or f"“{number}”" in text or "more section" in text for number, part in enumerate(parts))
