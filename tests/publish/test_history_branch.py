from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from github import Github

from outcome_lint.history import History, Recorded
from outcome_lint.publish import Branch, Published, read_history, write_run
from outcome_lint.publish.history_branch import FILE, TRIES
from tests.fakes.github import Host, Server
from tests.fakes.github.faults import Fault
from tests.fakes.github.git import Git
from tests.fakes.github.server import Request
from tests.history.helpers import portfolio, remembered, run

NAME = "outcome-history"
TOKEN = "ghs_writer"  # noqa: S105 - not a secret
COMMIT = "POST /repos/acme/demo/git/commits"
STATES = tuple(portfolio(A="present", B="missing").values())


@pytest.fixture
def git(host: Host) -> Git:
    """Of acme/demo, with something on its main branch, and a token that may write it."""
    host.accounts.actions(TOKEN, "acme/demo", contents="write")
    git = host.find("acme", "demo").git
    git.put("main", "README.md", b"# Demo", "first")
    return git


@pytest.fixture
def branch(git: Git, client: Callable[..., Github]) -> Callable[..., Branch]:
    assert git.refs
    return lambda token=TOKEN, name=NAME: Branch(client(token), "acme/demo", name)


def write(branch: Branch, week: float = 0, **fields: object) -> Published:
    done = run(week, **fields)
    return write_run(branch, done, STATES if done.complete else ())


def read(branch: Branch, folder: Path) -> list[Recorded]:
    where = str(folder / "history.db")
    done = read_history(branch, where)
    assert done.done, done.notice
    with History(where) as history:
        return [each for each, _ in remembered(history)]


def commits(git: Git) -> list[str]:
    """Of the branch, the newest first."""
    found = [git.refs[f"heads/{NAME}"]]
    while parents := git.commits[found[-1]].parents:
        found += parents
    return found


def test_the_first_run_makes_a_branch_without_a_past(git: Git, branch: Callable[..., Branch], tmp_path: Path):
    assert write(branch()).done
    assert len(commits(git)) == 1
    assert list(git.snapshot(NAME)) == [FILE]
    assert list(git.snapshot("main")) == ["README.md"]
    where = str(tmp_path / "history.db")
    read_history(branch(), where)
    with History(where) as history:
        assert set(history.states(history.runs()[0])) == {"A", "B"}


def test_no_branch_is_an_empty_history(branch: Callable[..., Branch], tmp_path: Path):
    assert read(branch(), tmp_path) == []


def test_each_run_is_one_commit_on_top(git: Git, branch: Callable[..., Branch], tmp_path: Path):
    for week in range(3):
        assert write(branch(), week).done
    assert len(commits(git)) == 3
    assert [each.at for each in read(branch(), tmp_path)] == [run(week).at for week in range(3)]


def test_an_incomplete_run_is_remembered_as_such(branch: Callable[..., Branch], tmp_path: Path):
    write(branch())
    write(branch(), 1, complete=False, problems=2)
    assert [each.complete for each in read(branch(), tmp_path)] == [True, False]


def test_other_files_of_the_branch_stay(git: Git, branch: Callable[..., Branch]):
    git.put(NAME, "README.md", b"The memory of outcome-lint", "why this is here")
    assert write(branch()).done
    assert set(git.snapshot(NAME)) == {FILE, "README.md"}


def after(server: Server, call: str, act: Callable[[], object], times: int = 1) -> None:
    """Does `act` after the first requests that begin so were answered."""
    left = iter(range(times))

    def watch(request: Request) -> None:
        if request.line.startswith(call) and next(left, None) is not None:
            act()

    server.watch = watch


def test_who_is_overtaken_adds_to_what_the_other_wrote(
    server: Server, git: Git, branch: Callable[..., Branch], tmp_path: Path
):
    write(branch(), 0)
    overtaken = git.refs[f"heads/{NAME}"]
    write(branch(), 1)
    faster = git.refs[f"heads/{NAME}"]
    git.refs[f"heads/{NAME}"] = overtaken
    after(server, COMMIT, lambda: git.refs.update({f"heads/{NAME}": faster}))
    assert write(branch(), 2).done
    assert [each.at for each in read(branch(), tmp_path)] == [run(week).at for week in range(3)]
    assert len(commits(git)) == 3
    assert all(not each.body.get("force") for each in server.requests if each.method == "PATCH")


def test_two_first_runs_at_once_end_in_one_branch(
    server: Server, git: Git, branch: Callable[..., Branch], tmp_path: Path
):
    write(branch(), 0)
    faster = git.refs.pop(f"heads/{NAME}")
    after(server, COMMIT, lambda: git.refs.update({f"heads/{NAME}": faster}))
    assert write(branch(), 1).done
    assert len(read(branch(), tmp_path)) == 2


def test_writers_at_once_lose_nothing_even_of_one_moment(branch: Callable[..., Branch], tmp_path: Path):
    start = threading.Barrier(4)
    done: list[Published] = []

    def writer(number: int) -> None:
        mine = branch()
        start.wait()
        done.append(write(mine, 0, items=2, problems=number))

    threads = [threading.Thread(target=writer, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(each.done for each in done), done
    assert sorted(each.problems for each in read(branch(), tmp_path)) == [0, 1, 2, 3]


def test_who_is_always_overtaken_gives_up_with_a_notice(server: Server, git: Git, branch: Callable[..., Branch]):
    git.put(NAME, "other", b"0", "x")
    count = iter(range(100))
    after(server, COMMIT, lambda: git.put(NAME, "other", str(next(count)).encode(), "x"), times=100)
    done = write(branch())
    assert (done.done, f"{TRIES} times" in done.notice) == (False, True)
    assert FILE not in git.snapshot(NAME)


def test_a_lost_answer_is_no_second_run(server: Server, branch: Callable[..., Branch], tmp_path: Path):
    write(branch(), 0)
    server.faults.planned.append(Fault("reset", "PATCH", times=1))
    assert not write(branch(), 1).done
    assert [each.at for each in read(branch(), tmp_path)] == [run(0).at, run(1).at]


def test_a_token_that_may_not_is_a_notice(git: Git, branch: Callable[..., Branch]):
    done = write(branch("ghs_secret"))
    assert not done.done
    assert "permissions: contents: write" in done.notice
    assert f"heads/{NAME}" not in git.refs


def test_the_default_branch_is_left_alone(git: Git, branch: Callable[..., Branch]):
    before = git.refs["heads/main"]
    done = write(branch(name="main"))
    assert "main is the default branch" in done.notice
    assert git.refs["heads/main"] == before


def test_what_is_no_history_is_not_replaced(git: Git, branch: Callable[..., Branch], tmp_path: Path):
    git.put(NAME, FILE, b"<<<<<<< HEAD\n", "a merge by hand")
    before = git.refs[f"heads/{NAME}"]
    for done in (write(branch()), read_history(branch(), str(tmp_path / "h.db"))):
        assert f"{NAME}:{FILE}:1: not a line of an exported history" in done.notice
    assert git.refs[f"heads/{NAME}"] == before


def test_a_refusal_that_is_no_race_is_told_at_once(
    server: Server, branch: Callable[..., Branch], monkeypatch: pytest.MonkeyPatch
):
    write(branch())
    monkeypatch.setattr(Git, "descends", lambda *_: False)  # as a rule that protects the branch would
    done = write(branch(), 1)
    assert not done.done
    assert "422" in done.notice
    assert sum(each.method == "PATCH" for each in server.requests) == 1
