"""What only a process of its own can show: start, streams that end early, signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.helpers import DEMO_FILES, item

ROOT = Path(__file__).parents[2]
QUIET = {name: value for name, value in os.environ.items() if not name.startswith(("OUTCOME_LINT_", "PYTHON"))}
ENVIRONMENT = QUIET | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
TOOL = (sys.executable, "-m", "outcome_lint")


def tool(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    more = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE} | more
    return subprocess.run(
        (*TOOL, *arguments), env=ENVIRONMENT, stderr=subprocess.PIPE, text=True, timeout=30, check=False, **more
    )


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_the_version_needs_no_library(flag: str) -> None:
    code = f"import sys; sys.argv = ['x', '{flag}']\nfrom outcome_lint.cli import main\n"
    code += "try: main()\nexcept SystemExit: pass\n"
    code += "print(sorted(sys.modules.keys() & {'click', 'msgspec', 'yaml', 'rich', 'jsonschema'}))"
    run = subprocess.run((sys.executable, "-c", code), env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[1:] == ["[]"]
    assert run.stdout.startswith("outcome-lint ")


def test_help_imports_no_command() -> None:
    run = subprocess.run(
        (sys.executable, "-X", "importtime", "-m", "outcome_lint", "--help"),
        env=ENVIRONMENT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "check" in run.stdout
    assert not [name for name in ("msgspec", "yaml", "outcome_lint.sources") if f" {name}\n" in run.stderr]


@pytest.mark.parametrize("arguments", [("check", "-f", "json"), ("check",), ("snapshot",)])
def test_a_reader_who_has_seen_enough_changes_no_verdict(arguments: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        run = tool(*arguments, *DEMO_FILES, stdout=closed)
    assert run.stderr == ""
    assert run.returncode == (1 if "check" in arguments else 0)


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.is_char_device():
        pytest.skip("no /dev/full here")
    with full.open("wb") as stream:
        run = tool("check", *DEMO_FILES, stdout=stream)
    assert run.returncode == 2
    assert run.stderr == "outcome-lint: standard output can't be written: No space left on device\n"
    assert tool("check", *DEMO_FILES, "-o", f"json={full}").returncode == 2
    assert full.is_char_device()
    assert not list(tmp_path.iterdir())


def test_closed_streams() -> None:
    for redirection, code in ((">&-", 2), ("<&-", 4)):
        run = subprocess.run(
            ("sh", "-c", f'"$0" -m outcome_lint check - {redirection}', sys.executable),
            env=ENVIRONMENT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert run.returncode == code
        assert "internal error" not in run.stderr


@pytest.fixture
def _heard_ctrl_c() -> Iterator[None]:
    """A run in the background of a shell ignores it, and so would all that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_heard_ctrl_c")
def test_ctrl_c_while_waiting_for_input() -> None:
    process = subprocess.Popen(
        (*TOOL, "check", "-", "-f", "json"), env=ENVIRONMENT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin
    process.stdin.write(item() + "\n" + item("A-2") + "\n")
    process.stdin.flush()
    time.sleep(1)  # until it waits for more
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert (out, err.strip()) in (("", "outcome-lint: interrupted"), ("", ""))  # or still importing
    assert process.returncode == 130


def test_a_named_pipe_is_a_source_like_any_other(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(("sh", "-c", f"cat > {pipe}"), stdin=subprocess.PIPE, text=True) as writer:
        assert writer.stdin
        writer.stdin.write(item() + "\n")
        writer.stdin.close()
        run = tool("check", str(pipe))
        writer.kill()  # it would wait for a reader for ever
    assert run.returncode == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    run = tool("check", *DEMO_FILES, "-o", f"json={tmp_path}/x.json")
    assert run.returncode == 2
    assert "may write" in run.stderr
