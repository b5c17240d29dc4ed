"""What was fetched before costs nothing to ask for again, and is never believed unasked."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from outcome_lint.sources.live.github.etags import Answer, Etags
from outcome_lint.sources.live.reach import Reach
from tests.fakes.github import Server
from tests.sources.live.fetches import Clock
from tests.sources.live.github_fetches import Fetch

KEPT = Answer('W/"1"', "", "[]")


def statuses(fetch: Fetch) -> set[int]:
    return {each.status for each in fetch.requests}


def file_of(folder: Path) -> Path:
    [path] = folder.iterdir()
    return path


def test_the_second_time_nothing_is_sent_again(github: Server, tmp_path: Path) -> None:
    first, second = Fetch(github, cache=tmp_path), Fetch(github, cache=tmp_path)
    assert statuses(first) == {200}
    assert statuses(second) == {304}
    assert second.items == first.items


def test_what_changed_is_sent(github: Server, tmp_path: Path) -> None:
    Fetch(github, cache=tmp_path)
    github.host.org("acme").repositories["roadmap"].issues[5].change(title="Renamed")
    again = Fetch(github, cache=tmp_path)
    assert again.item("#5").title == "Renamed"
    assert statuses(again) == {200, 304}


def test_the_links_of_a_page_are_kept_with_it(github: Server, tmp_path: Path) -> None:
    roadmap = github.host.org("acme").repositories["roadmap"]
    for number in range(100, 350):
        roadmap.issue("More", labels=["epic"], number=number)
    first, second = Fetch(github, cache=tmp_path), Fetch(github, cache=tmp_path)
    assert len(second.items) == len(first.items) == 259
    assert statuses(second) == {304}


def test_without_a_cache_nothing_is_kept(github: Server, tmp_path: Path) -> None:
    Fetch(github, cache=None)
    assert not list(tmp_path.iterdir())


def test_each_account_has_a_cache_of_its_own(github: Server, tmp_path: Path) -> None:
    Fetch(github, cache=tmp_path)
    assert statuses(Fetch(github, cache=tmp_path, token="fine-eva")) == {200}  # noqa: S106
    assert len(list(tmp_path.iterdir())) == 2


def test_only_the_owner_may_read_it(github: Server, tmp_path: Path) -> None:
    Fetch(github, cache=tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert file_of(tmp_path / "new").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("how", ["noise", "empty", "cut", "rows"])
def test_a_broken_cache_does_no_harm(github: Server, tmp_path: Path, how: str) -> None:
    first = Fetch(github, cache=tmp_path)
    path = file_of(tmp_path)
    if how == "noise":
        path.write_bytes(b"\x00noise" * 5000)
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE answers SET body = x'00'")
        connection.close()
    assert Fetch(github, cache=tmp_path).items == first.items
    assert statuses(Fetch(github, cache=tmp_path)) <= {200, 304}


def test_a_folder_that_cannot_be_written_is_done_without(github: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert Fetch(github, cache=tmp_path / "file").whole


def test_a_file_in_use_is_neither_waited_for_long_nor_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("outcome_lint.sources.live.github.etags._BUSY", 0.0)
    etags = Etags.of(Reach(cache=tmp_path), "api", "me")
    etags.put("/x", None, KEPT)
    other = sqlite3.connect(file_of(tmp_path), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert Etags.of(Reach(cache=tmp_path), "api", "me").get("/x", None) is None
    other.execute("ROLLBACK")
    other.close()
    assert etags.get("/x", None) == KEPT
    etags.close()


def test_two_at_a_time_share_it(tmp_path: Path) -> None:
    one, two = (Etags.of(Reach(cache=tmp_path), "api", "me") for _ in range(2))
    for number in range(50):
        one.put(f"/one/{number}", None, KEPT)
        two.put(f"/two/{number}", {"page": "2"}, KEPT)
    assert all(two.get(f"/one/{number}", None) == KEPT for number in range(50))
    assert all(one.get(f"/two/{number}", {"page": "2"}) == KEPT for number in range(50))
    assert one.get("/two/1", None) is None
    one.close()
    two.close()


def test_what_nobody_asks_for_is_dropped_after_a_month(tmp_path: Path) -> None:
    clock = Clock()
    reach = Reach(cache=tmp_path, clock=clock)
    etags = Etags.of(reach, "api", "me")
    etags.put("/old", None, KEPT)
    etags.put("/used", None, KEPT)
    etags.close()
    clock.now += 20 * 86_400
    later = Etags.of(reach, "api", "me")
    later.touch("/used", None)
    later.close()
    clock.now += 20 * 86_400
    last = Etags.of(reach, "api", "me")
    assert last.get("/old", None) is None
    assert last.get("/used", None) == KEPT
    last.close()
    assert last.get("/used", None) is None


def test_an_answer_without_a_tag_is_not_kept(tmp_path: Path) -> None:
    etags = Etags.of(Reach(cache=tmp_path), "api", "me")
    etags.put("/x", None, Answer("", "", "[]"))
    assert etags.get("/x", None) is None
    etags.close()
