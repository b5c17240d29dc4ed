"""A bad day changes nothing, byte for byte, or the scan says that it is incomplete. Through the front door."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from outcome_lint.cli.app import run
from outcome_lint.sources import Reach
from tests.fakes.jira import Server
from tests.fakes.jira.big import big
from tests.fakes.jira.faults import failing, limited, mixture, omitted
from tests.fakes.jira.small import TOKEN, small
from tests.sources.live.fetches import Clock
from tests.sources.live.meanings import environ

Start = Callable[..., Server]
_GENERATED = re.compile(r'"generated": ?"[^"]*"')


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Clock:
    """Of the process's own reach, so that no test sleeps; with the cache in a folder of the test."""
    clock = Clock()

    def of_process(*, cache: Path | None = None, resume: bool = False) -> Reach:
        return Reach(environ=os.environ, cache=cache, resume=resume, clock=clock, sleep=clock.sleep, chance=lambda: 0.5)

    monkeypatch.setattr(Reach, "of_process", of_process)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return clock


class Front:
    """`outcome-lint …` against a server; the code, and what was printed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self._patch, self._caught = monkeypatch, capfd

    def __call__(self, server: Server, *words: str) -> tuple[int, str, str]:
        for name, value in environ(server).items():
            self._patch.setenv(name, value)
        code = run([words[0], "--no-config", "--no-progress", *words[1:]])
        out, err = self._caught.readouterr()
        return code, _GENERATED.sub("", out), err


@pytest.fixture
def front(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], clock: Clock) -> Front:  # noqa: ARG001
    return Front(monkeypatch, capfd)


CHECK = ("check", "jira:issuetype in (Epic, Initiative)", "--profile", "run@1", "--no-cache", "-f", "json")


@pytest.mark.parametrize("flavour", ["cloud", "datacenter"])
def test_a_scan_through_faults_finds_the_same(jira: Start, front: Front, flavour: str) -> None:
    site = big(800, flavour)  # type: ignore[arg-type]
    code, expected, _ = front(jira(site), *CHECK)
    assert code == 1
    assert '"findings"' in expected
    hit = 0
    for percent, seed in ((5, 1), (5, 2), (5, 3), (25, 4), (25, 5)):
        server = jira(site, faults=mixture(percent, seed))
        code, found, _ = front(server, *CHECK)
        hit += sum(bool(each.fault) for each in server.requests)
        assert code == 3 or found == expected, f"{percent} % with seed {seed}"
    assert hit > 10


def test_an_incomplete_scan_has_a_code_of_its_own_and_no_ratio(jira: Start, front: Front) -> None:
    code, out, err = front(jira(small(), faults=[omitted("PAY-4", on="bulkfetch")]), *CHECK)
    assert code == 3
    assert '"scorecard": null' in out
    assert "issue 10004" in err
    assert "the data is incomplete (1 problem), so there is no ratio" in err


def test_an_interruption_ends_with_its_code_and_loses_nothing(
    jira: Start, front: Front, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    check = tuple(word for word in CHECK if word != "--no-cache")
    server = jira(big(3000), faults=[limited("5", on="bulkfetch", nth=(30,))])  # of 32

    def stop(_: float) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(clock, "sleep", stop)
        code, out, err = front(server, *check)
    assert (code, out) == (130, "")
    assert "interrupted" in err
    code, out, _ = front(server, *check, "--resume")
    assert code == 1
    again = server.asked_for("myself")[-1].number
    assert len([call for call in server.asked_for("issue/bulkfetch") if call.number > again]) <= 2 + 14
    assert out == front(jira(big(3000)), *CHECK)[1]


def test_a_snapshot_of_half_a_scan_is_not_written(jira: Start, front: Front, tmp_path: Path) -> None:
    server = jira(small(), faults=[failing(503, after="3600", on="bulkfetch")])
    code, _, err = front(server, "snapshot", "jira:PAY", "-o", str(tmp_path / "items.jsonl"))
    assert code == 3
    assert "Jira asks to wait 60 minutes" in err
    assert list(tmp_path.glob("*.jsonl*")) == []


def test_a_snapshot_holds_no_secret(cloud: Server, front: Front, tmp_path: Path) -> None:
    code, _, err = front(cloud, "snapshot", "jira:PAY", "-o", str(tmp_path / "items.jsonl"))
    assert (code, "5 work items" in err) == (0, True)
    assert TOKEN not in (tmp_path / "items.jsonl").read_text("utf-8")


def test_explain_asks_for_its_item_alone(cloud: Server, front: Front) -> None:
    code, out, _ = front(cloud, "explain", "PAY-2", "jira:PAY,WEB,LAB")
    assert code == 0
    assert "40 s less" in out
    assert next(call.body["issueIdsOrKeys"] for call in cloud.asked_for("issue/bulkfetch")) == ["10002"]
    code, _, err = front(cloud, "explain", "PAY-77", "jira:PAY")
    assert (code, "no work item PAY-77" in err) == (4, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [(("jira:nonsense ===== (",), 2), (("jira:summary ~ unheardof",), 4), (("jira:NOPE",), 2)],
)
def test_queries_end_with_the_right_code(cloud: Server, front: Front, words: Any, code: int) -> None:
    found, out, err = front(cloud, "check", *words)
    assert (found, bool(err)) == (code, True), out


def test_the_cache_is_shown_and_cleared(cloud: Server, front: Front, capfd: pytest.CaptureFixture[str]) -> None:
    front(cloud, "check", "jira:PAY")
    assert run(["cache", "show"]) == 0
    assert "jira-" in capfd.readouterr().out
    assert run(["cache", "clear"]) == 0
    assert "removed 1 file" in capfd.readouterr().err
    assert run(["cache", "show"]) == 0
    assert "The cache is empty" in capfd.readouterr().out
    assert run(["cache", "clear"]) == 0
    assert "there was nothing" in capfd.readouterr().err
