"""What the page on other CI systems shows: each file holds to its system's schema, each command works."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.helpers import Cli, cli

__all__ = ["cli"]
PAGE = (Path(__file__).resolve().parents[2] / "docs/other-ci.md").read_text("utf-8")
SCHEMAS = {"GitLab": "gitlab-ci", "Azure DevOps": "azure-pipelines", "CircleCI": "circle-ci"}
SYSTEMS = [*SCHEMAS, "Jenkins", "Plain cron"]


def shown(system: str, language: str = r"\w+") -> str:
    """The snippets under the heading of a system."""
    part = PAGE.partition(f"## {system}\n")[2].partition("\n## ")[0]
    return "\n".join(re.findall(rf"^```(?:{language})\n(.*?)^```$", part, re.DOTALL | re.MULTILINE))


def command(system: str) -> list[str]:
    (found,) = re.findall(r"outcome-lint ((?:check|report) .+)", shown(system))
    return shlex.split(found)


@pytest.mark.parametrize(("system", "schema"), SCHEMAS.items())
def test_each_file_is_one_that_the_system_takes(tmp_path: Path, system: str, schema: str) -> None:
    path = tmp_path / "ci.yml"
    path.write_text(shown(system, "yml"), "utf-8")
    told = subprocess.run(
        [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--regex-variant",
            "python",
            "--builtin-schema",
            f"vendor.{schema}",
            str(path),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_command_writes_what_the_system_keeps(cli: Cli, system: str) -> None:
    (cli.folder / "results").mkdir()
    words = ["--demo" if word == "jira:PAY" else word for word in command(system)]
    assert cli(*words).code in {0, 1}
    written = [word.partition("=")[2] for word in words if "=" in word]
    assert written
    for path in written:
        assert (cli.folder / path).stat().st_size
