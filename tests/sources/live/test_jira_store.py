"""The cache: the next run asks for changes, and never believes what it should not."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outcome_lint.sources import ALL_FIELDS
from tests.fakes.jira import Server
from tests.fakes.jira.big import big
from tests.fakes.jira.faults import Fault, failing, then
from tests.fakes.jira.small import FULL, NOW, OUTCOME, READER, TOKEN, issue, small
from tests.sources.live.fetches import START, Clock, Fetch

Start = Callable[..., Server]
DAY = 24 * 3600


def edited(key: str, **changes: Any) -> Fault:
    return then(lambda store: store.edit(key, **changes))


def later(server: Server, clock: Clock, seconds: float) -> None:
    clock.now += seconds
    server.store.clock = (server.store.clock or NOW) + timedelta(seconds=seconds)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("flavour", ["cloud", "datacenter"])
def test_a_second_run_gives_the_same_items_for_few_requests(jira: Start, tmp_path: Path, flavour: str) -> None:
    server = jira(small(flavour))
    first = Fetch(server, cache=tmp_path, confirm="outcome parent")
    again = Fetch(server, cache=tmp_path, confirm="outcome parent")
    assert again.items == first.items
    assert len(again.requests) <= 6
    assert again.count("issue/bulkfetch") == 0


def test_beside_one_for_a_hundred_issues_few_requests_are_made(jira: Start, tmp_path: Path) -> None:
    server = jira(big(1000))
    wanted: dict[str, Any] = {"needs": frozenset({"outcome", "owner", "okr"}), "jql": "issuetype = Epic"}
    first = Fetch(server, cache=tmp_path, **wanted)
    assert (len(first.items), first.count("issue/bulkfetch")) == (1000, 10)
    assert len(first.requests) - 10 <= 8
    assert len(Fetch(server, cache=tmp_path, **wanted).requests) <= 5


def test_what_changed_is_fetched_alone(cloud: Server, tmp_path: Path) -> None:
    clock = Clock()
    Fetch(cloud, cache=tmp_path, clock=clock)
    later(cloud, clock, 3600)
    cloud.store.edit("PAY-3", **{OUTCOME: "Invoices leave 2 days earlier"})
    cloud.store.add(issue(50, "WEB-50", **{OUTCOME: "New"}))
    again = Fetch(cloud, cache=tmp_path, clock=clock)
    assert again.item("PAY-3").outcome == "Invoices leave 2 days earlier"
    assert "WEB-50" in again.keys
    assert cloud.asked_for("issue/bulkfetch")[-1].body["issueIdsOrKeys"] == ["10003", "10050"]
    assert [call.body["jql"] for call in again.requests if '>= "-70m"' in str(call.body)]


def test_what_was_deleted_or_moved_leaves(cloud: Server, tmp_path: Path) -> None:
    query = "project = PAY"
    Fetch(cloud, cache=tmp_path, jql=query)
    cloud.store.delete("PAY-3")
    cloud.store.move("PAY-4", "WEB-40")
    again = Fetch(cloud, cache=tmp_path, jql=query)
    assert again.keys == ["PAY-1", "PAY-2", "PAY-7"]


def test_the_time_zone_and_clock_of_the_server_do_not_matter(cloud: Server, tmp_path: Path) -> None:
    clock = Clock(now=1_000_000_000.0)
    Fetch(cloud, cache=tmp_path, clock=clock)
    later(cloud, clock, 600)
    cloud.store.edit("PAY-3", **{OUTCOME: "Changed"})
    later(cloud, clock, 600)
    assert Fetch(cloud, cache=tmp_path, clock=clock).item("PAY-3").outcome == "Changed"


def test_nothing_is_believed_for_longer_than_a_day(cloud: Server, tmp_path: Path) -> None:
    clock = Clock()
    Fetch(cloud, cache=tmp_path, clock=clock)
    cloud.store.edit("PAY-3", touch=False, **{OUTCOME: "Changed without a trace"})
    later(cloud, clock, DAY - 60)
    assert Fetch(cloud, cache=tmp_path, clock=clock).item("PAY-3").outcome is None
    later(cloud, clock, 120)
    again = Fetch(cloud, cache=tmp_path, clock=clock)
    assert again.item("PAY-3").outcome == "Changed without a trace"
    assert again.count("serverInfo") == 0 or again.count("issue/bulkfetch") == 1


def test_a_clock_that_went_back_is_not_trusted(cloud: Server, tmp_path: Path) -> None:
    Fetch(cloud, cache=tmp_path, clock=Clock(2_000_000_000.0))
    cloud.store.edit("PAY-3", touch=False, **{OUTCOME: "Changed"})
    assert Fetch(cloud, cache=tmp_path, clock=Clock()).item("PAY-3").outcome == "Changed"


def test_other_fields_are_fetched_anew(cloud: Server, tmp_path: Path) -> None:
    Fetch(cloud, cache=tmp_path, needs=frozenset({"outcome"}))
    again = Fetch(cloud, cache=tmp_path, needs=ALL_FIELDS)
    assert again.item("PAY-1").okr == "O1 KR2"
    remapped = Fetch(cloud, cache=tmp_path, fields={"outcome": ("Actual Outcome",)})
    assert remapped.item("PAY-7").outcome == "Partners see them 90 minutes earlier"


def test_each_account_and_query_has_a_cache_of_its_own(cloud: Server, tmp_path: Path) -> None:
    Fetch(cloud, cache=tmp_path)
    assert Fetch(cloud, cache=tmp_path, account=READER).count("issue/bulkfetch") == 1
    assert Fetch(cloud, cache=tmp_path, jql="project = PAY").count("issue/bulkfetch") == 1
    assert Fetch(cloud, cache=tmp_path, projects="PAY").count("issue/bulkfetch") == 1
    assert len(files(tmp_path)) == 4


def test_what_nobody_asked_for_in_a_week_is_removed(cloud: Server, tmp_path: Path) -> None:
    Fetch(cloud, cache=tmp_path, projects="WEB")
    [old] = files(tmp_path)
    (tmp_path / "notes.db").write_text("somebody's", encoding="utf-8")
    for path in files(tmp_path):
        os.utime(path, (START - 8 * DAY, START - 8 * DAY))
    Fetch(cloud, cache=tmp_path)
    assert old not in files(tmp_path)
    assert len(files(tmp_path)) == 2


def test_one_key_leaves_no_cache(cloud: Server, tmp_path: Path) -> None:
    Fetch(cloud, cache=tmp_path, only=("PAY-1",))
    assert not files(tmp_path)


def test_without_a_cache_nothing_is_written(cloud: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(Fetch(cloud).items) == 10
    assert not files(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_the_cache_is_for_its_owner_only(cloud: Server, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "outcome-lint"
    Fetch(cloud, cache=folder)
    [path] = files(folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_no_secret_is_in_the_cache(cloud: Server, tmp_path: Path) -> None:
    Fetch(cloud, cache=tmp_path)
    content = b"".join(path.read_bytes() for path in files(tmp_path))
    assert TOKEN.encode() not in content
    assert FULL.name.encode() not in content


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_broken_cache_is_thrown_away(cloud: Server, tmp_path: Path, content: bytes) -> None:
    Fetch(cloud, cache=tmp_path)
    [path] = files(tmp_path)
    path.write_bytes(content)
    again = Fetch(cloud, cache=tmp_path)
    assert (again.code, len(again.items), again.problems) == (0, 10, [])
    assert Fetch(cloud, cache=tmp_path).count("issue/bulkfetch") == 0


def test_a_cut_cache_is_thrown_away(jira: Start, tmp_path: Path) -> None:
    server = jira(big(500))
    Fetch(server, cache=tmp_path)
    [path] = files(tmp_path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    again = Fetch(server, cache=tmp_path)
    assert (again.code, len(again.items)) == (0, 525)


def test_the_database_of_somebody_else_is_replaced(cloud: Server, tmp_path: Path) -> None:
    Fetch(cloud, cache=tmp_path)
    [path] = files(tmp_path)
    path.unlink()
    with sqlite3.connect(path) as foreign:
        foreign.execute("CREATE TABLE issue (name TEXT)")
    foreign.close()
    again = Fetch(cloud, cache=tmp_path)
    assert len(again.items) == 10
    assert any("made anew" in note.text for note in again.intake.notes)


def test_a_damaged_row_is_fetched_again(cloud: Server, tmp_path: Path) -> None:
    Fetch(cloud, cache=tmp_path)
    [path] = files(tmp_path)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE issue SET raw = x'00ff' WHERE id = 10002")
    db.close()
    again = Fetch(cloud, cache=tmp_path)
    assert again.item("PAY-2").outcome
    assert len(again.items) == 10
    assert cloud.asked_for("issue/bulkfetch")[-1].body["issueIdsOrKeys"] == ["10002"]


def test_a_folder_that_can_not_be_written_is_done_without(cloud: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    fetch = Fetch(cloud, cache=tmp_path / "file")
    assert len(fetch.items) == 10
    assert any("--no-cache does without" in note.text for note in fetch.intake.notes)


def test_two_runs_at_once_do_not_disturb_each_other(cloud: Server, tmp_path: Path) -> None:
    """The second one starts while the first one holds the cache."""
    others: list[Fetch] = []

    def meanwhile(_: Any) -> None:
        if not others:
            others.append(Fetch(cloud, cache=tmp_path))

    cloud.script.faults.append(then(lambda store: _apart(meanwhile, store), on="bulkfetch", nth=(1,)))
    first = Fetch(cloud, cache=tmp_path)
    [second] = others
    assert (len(first.items), len(second.items)) == (10, 10)
    assert any("another run is using the cache" in note.text for note in second.intake.notes)


def _apart(work: Callable[[Any], None], store: Any) -> None:
    """In a thread of its own, to its end: the server itself goes on answering."""
    thread = threading.Thread(target=work, args=(store,))
    thread.start()
    thread.join()


def interrupted(server: Server, folder: Path) -> Fetch:
    server.script.faults.append(failing(503, after="1800", on="bulkfetch", nth=(4,)))
    fetch = Fetch(server, cache=folder, workers=1)
    assert fetch.code == 3
    server.script.faults.clear()
    return fetch


def test_what_an_interrupted_scan_has_fetched_is_used(jira: Start, tmp_path: Path) -> None:
    server = jira(big(700))
    interrupted(server, tmp_path)
    again = Fetch(server, cache=tmp_path)
    assert len(again.items) == 735
    assert again.count("issue/bulkfetch") == 5


def test_resume_asks_for_the_rest_only(jira: Start, tmp_path: Path) -> None:
    server = jira(big(700))
    interrupted(server, tmp_path)
    again = Fetch(server, cache=tmp_path, resume=True)
    assert again.items == Fetch(server).items
    lists = [call for call in again.requests if call.path.endswith("search/jql") and "EMPTY" not in str(call.body)]
    assert not lists
    assert again.count("issue/bulkfetch") == 5


def test_a_scan_without_interruption_can_not_be_resumed(cloud: Server, tmp_path: Path) -> None:
    fetch = Fetch(cloud, cache=tmp_path, resume=True)
    assert len(fetch.items) == 10
    assert any("no interrupted scan to go on with" in note.text for note in fetch.intake.notes)


def test_a_change_between_interruption_and_next_run_is_seen(jira: Start, tmp_path: Path) -> None:
    server = jira(big(300))
    clock = Clock(server.store.now().timestamp())
    server.script.faults.append(failing(503, after="1800", on="bulkfetch", nth=(3,)))
    first = Fetch(server, cache=tmp_path, workers=1, clock=clock)
    assert first.code == 3
    server.script.faults.clear()
    key = server.store.by_id[min(server.store.by_id)].key
    server.store.edit(key, **{OUTCOME: "Changed meanwhile"})
    assert Fetch(server, cache=tmp_path, clock=clock).item(key).outcome == "Changed meanwhile"
