"""The Action in a real runner of workflows: `act` on this machine, against our own GitHub on 127.0.0.1."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECKOUT = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683"  # act itself stands in for it


def runner() -> str:
    """Where act is. Skips locally, and fails in CI, where it is not installed."""
    found = shutil.which("act", path=str(Path(sys.executable).parent)) or shutil.which("act")
    if found is None:
        message = "act is not installed: pip install --require-hashes -r requirements/dev.txt"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return found


@dataclass
class Step:
    """What a step said: its decoded workflow commands, its outputs, its summary, its log, and how it ended."""

    commands: list[dict[str, Any]] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    log: list[str] = field(default_factory=list)
    result: str = ""

    def annotations(self, kind: str) -> list[str]:
        return [
            f"{said['kvPairs'].get('title', '')}: {said['arg']}" for said in self.commands if said["command"] == kind
        ]


@dataclass
class Acted:
    """A run of a workflow, by the ids of its steps."""

    steps: dict[str, Step]
    raw: str
    passed: bool

    def step(self, name: str) -> Step:
        assert name in self.steps, f"no step {name!r} among {list(self.steps)}:\n{self.raw[-3000:]}"
        return self.steps[name]


def repository(folder: Path, workflow: str, **files: str) -> Path:
    """A Git repository that holds this tree, with one workflow and other files."""
    return committed(tree(folder), **{".github/workflows/e2e.yml": workflow, **files})


def tree(folder: Path) -> Path:
    """A copy of what the Action needs of this tree."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.split("\n")  # fmt: skip
    for name in names:
        if name.startswith(("outcome_lint/", "rules/", "requirements/", "examples/demo/", "tools/")) or name in (
            "action.yml", "pyproject.toml", "README.md", "LICENSE",
        ):  # fmt: skip
            if not (ROOT / name).is_file():
                continue
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def committed(folder: Path, **files: str) -> Path:
    """A Git repository of the folder and these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    git = ["git", "-c", "user.email=a@example.org", "-c", "user.name=a", "-c", "init.defaultBranch=main"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run([*git, *command], cwd=folder, check=True, capture_output=True)
    return folder


def act(  # noqa: PLR0913 - all that a run is made of
    folder: Path,
    event: str,
    api: str,
    *,
    payload: dict[str, Any] | None = None,
    token: str = "pat-eva",  # noqa: S107
    workflow: str = "e2e.yml",
    options: Sequence[str] = (),
    pip: bool = False,
    **environment: str,
) -> Acted:
    """Run the workflow for the event; `options` are more of act's own. Installs by uv, or by `pip` as many do."""
    scratch = folder.parent / f"{folder.name}-act"
    scratch.mkdir(exist_ok=True)
    (scratch / "event.json").write_text(json.dumps(payload or {}), "utf-8")
    given = {"GITHUB_API_URL": api, "GITHUB_REPOSITORY": "acme/roadmap", **environment}
    command = [
        runner(), event, "-P", "ubuntu-latest=-self-hosted", "-W", f".github/workflows/{workflow}", "--json", *options,
        "-e", str(scratch / "event.json"), "-s", f"GITHUB_TOKEN={token}", "--no-cache-server", "--rm",
        "--container-daemon-socket", "-", "--action-cache-path", str(scratch / "cache"),
        *(part for name, value in given.items() for part in ("--env", f"{name}={value}")),
    ]  # fmt: skip
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "RUNNER_", "ACTIONS_"))
    }
    done = subprocess.run(
        command, cwd=folder, env={**kept, **_installing(pip=pip), "HOME": str(scratch), "NO_COLOR": "1"},
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=300,
    )  # fmt: skip
    return Acted(_steps(done.stdout), done.stdout + done.stderr, done.returncode == 0)


def _installing(*, pip: bool) -> dict[str, str]:
    """What was downloaded for one run is there for the next."""
    kept = {"PIP_CACHE_DIR": str(Path.home() / ".cache/pip"), "UV_CACHE_DIR": str(Path.home() / ".cache/uv")}
    path = os.environ.get("PATH", "")
    return kept if pip else {**kept, "PATH": os.pathsep.join([path, str(Path(sys.executable).parent)])}


def _steps(log: str) -> dict[str, Step]:
    """By the ids that the workflow gives them, with all that happens inside of an action."""
    steps: dict[str, Step] = {}
    for line in log.splitlines():
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if "stepID" not in said or said.get("stage") != "Main":
            continue
        step = steps.setdefault(said["stepID"][0], Step())
        step.log.append(str(said.get("msg", "")))
        match said.get("command"):
            case None:
                pass
            case "set-output":
                step.outputs[said["name"]] = said["arg"]
            case "summary":
                step.summary += said["content"] if "content" in said else said["msg"]
            case _:
                step.commands.append(said)
        if "stepResult" in said:
            step.result = said["stepResult"]
    return steps
