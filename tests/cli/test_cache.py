"""Where caches are kept, and what a live source has to make sure of."""

from __future__ import annotations

from pathlib import Path

import pytest

from outcome_lint.cli.doubts import reported
from outcome_lint.cli.folders import cache_folder
from outcome_lint.cli.session import Session, Wishes
from outcome_lint.cli.streams import Progress


@pytest.mark.parametrize(
    ("environ", "platform", "folder"),
    [
        ({"HOME": "/home/eva"}, "linux", "/home/eva/.cache/outcome-lint"),
        ({"HOME": "/home/eva", "XDG_CACHE_HOME": "/var/eva"}, "linux", "/var/eva/outcome-lint"),
        ({"HOME": "/home/eva", "XDG_CACHE_HOME": "here"}, "linux", None),
        ({"HOME": "/Users/eva"}, "darwin", "/Users/eva/Library/Caches/outcome-lint"),
        ({"LOCALAPPDATA": "C:/Users/eva/Local"}, "win32", "C:/Users/eva/Local/outcome-lint/Cache"),
        ({}, "win32", None),
        ({}, "linux", None),
    ],
)
def test_the_cache_is_where_the_system_keeps_such_things(
    environ: dict[str, str], platform: str, folder: str | None
) -> None:
    found = cache_folder(environ, platform)
    assert (found.as_posix() if found else None) == folder


def doubts(profile: str, *select: str) -> frozenset[str]:
    session = Session(Wishes(no_config=True, profile=(profile,), select=select))
    return reported(session.prepare()[0], session.rulebook)


def test_what_a_rule_in_force_reports_as_empty_is_read_twice() -> None:
    assert doubts("crawl@1") == {"outcome", "owner"}
    assert {"okr", "parent", "actual_outcome"} <= doubts("run@1")


def test_the_outcome_is_always_counted_and_so_always_read_twice() -> None:
    assert doubts("run@1", "orphan-epic") == {"outcome", "parent"}


class Terminal:
    """Keeps what is written to it."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        """Nothing to do."""


def test_progress_of_a_fetch_tells_how_much_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.0, 4.0])
    monkeypatch.setattr("outcome_lint.cli.streams.time.monotonic", lambda: next(times))
    terminal = Terminal()
    Progress(terminal, wanted=True)(0, 2000, 10_000)  # type: ignore[arg-type]
    assert "2,000 of 10,000 items · 16 s left · 500 items/s" in terminal.text


def test_no_cache_means_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert Session(Wishes(no_config=True)).reach.cache == tmp_path / "outcome-lint"
    assert Session(Wishes(no_config=True, no_cache=True)).reach.cache is None
    assert Session(Wishes(no_config=True, resume=True)).reach.resume
