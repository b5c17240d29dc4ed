"""Use the tool as a person does: in a folder of one's own, in process, with both streams and the exit code."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from outcome_lint.cli.app import run

GOOD = "Support answers customers within 2 h instead of 2 days by the end of Q3"
DEMO = Path(__file__).parents[2] / "examples" / "demo"
DEMO_FILES = [str(DEMO / name) for name in ("github-issues.json", "jira-cloud.json", "jira-export.csv")]
QUIET_ENVIRONMENT = ("NO_COLOR", "FORCE_COLOR", "FORCE_HYPERLINK", "COLUMNS", "OUTCOME_LINT_TRACEBACK")


class Result(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def findings(self) -> list[str]:
        """`KEY rule` of every finding of a JSON result."""
        return [f"{each['item']['key']} {each['rule']}" for each in self.json["findings"]]

    @property
    def ratio(self) -> tuple[int, int]:
        figure = self.json["scorecard"]["ffr"]
        return figure["without"], figure["total"]


class Cli:
    """`cli("check", "items.jsonl")` in the folder; `write` puts files there, and the environment is set by name."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        monkeypatch.chdir(folder)
        for name in (*QUIET_ENVIRONMENT, *(name for name in os.environ if name.startswith("OUTCOME_LINT_"))):
            monkeypatch.delenv(name, raising=False)

    def __call__(self, *arguments: str, stdin: str | bytes = b"", **environment: str) -> Result:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        with self._monkeypatch.context() as here:
            here.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
            for name, value in environment.items():
                here.setenv(name, value)
            code = run(arguments)
        out, err = self._capsys.readouterr()
        assert "Traceback" not in out + err
        return Result(code, out, err)

    def write(self, name: str, *lines: str | bytes) -> str:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\n".join(line.encode() if isinstance(line, str) else line for line in lines) + b"\n")
        return name

    def read(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    (tmp_path / ".git").mkdir()  # no configuration above it is ours
    return Cli(tmp_path, capsys, monkeypatch)


def item(key: str = "A-1", **fields: Any) -> str:
    """A line of a snapshot: an epic with a good outcome and an owner, unless told otherwise."""
    known = {"key": key, "level": "epic", "title": f"Title {key}", "project": key.partition("-")[0], "outcome": GOOD}
    return msgspec.json.encode(known | {"owner": {"id": "u1", "name": "Eva", "active": True}} | fields).decode()


def issue(key: str = "A-1", type_: str = "Epic", outcome: str | None = GOOD, **fields: Any) -> dict[str, Any]:
    """An issue of Jira Cloud."""
    known = {"summary": f"Title {key}", "issuetype": {"name": type_}, "status": {"name": "Doing"}}
    project = {"key": key.partition("-")[0]}
    return {"id": "1", "key": key, "fields": known | {"project": project, "customfield_1": outcome} | fields}


def page(*issues: Any, **more: Any) -> str:
    return json.dumps({"issues": issues, "names": {"customfield_1": "Anticipated Outcome"}, **more})


__all__ = ["DEMO", "DEMO_FILES", "GOOD", "Cli", "Result", "cli", "issue", "item", "page"]
