"""The wheel as a user gets it: built from the sdist, alone in a clean environment, away from the repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import outcome_lint

REPOSITORY = Path(__file__).parents[2]
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "OUTCOME_LINT"))}


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build("sdist", REPOSITORY, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    unpacked = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(unpacked, filter="data")
    return _build("wheel", next(unpacked.iterdir()), tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment that holds the wheel and its runtime requirements, nothing else."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    site = Path(_output(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"))
    _borrow_runtime_requirements(site)
    pip = (sys.executable, "-m", "pip", "--python", python)
    _output(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel)
    return home / "bin"


def test_wheel_holds_every_file_that_the_package_reads(wheel: Path) -> None:
    shipped = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("outcome_lint/")}
    assert shipped == {
        *_tracked("outcome_lint/"),
        *(f"outcome_lint/{name}" for name in _tracked("rules/")),
        *(name.replace("examples/", "outcome_lint/", 1) for name in _tracked("examples/demo/")),
    }
    assert any(name.startswith("outcome_lint/rules/") for name in shipped)
    assert any(name.startswith("outcome_lint/demo/") for name in shipped)


def test_sdist_holds_the_whole_repository(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        packed = {name.split("/", 1)[1] for name in archive.getnames()}
    assert packed - {"PKG-INFO"} == _tracked("")


def test_version_is_the_one_of_the_tree(installed: Path, tmp_path: Path) -> None:
    assert outcome_lint.__version__ in _output(installed / "outcome-lint", "--version", cwd=tmp_path)


def test_package_comes_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    where = "from outcome_lint import _data; print(_data.__file__, _data.rules_dir(), _data.demo_dir())"
    assert all(
        Path(found).is_relative_to(installed.parent)
        for found in _output(installed / "python", "-c", where, cwd=tmp_path).split()
    )


def test_demo_is_linted_and_leaves_no_file_behind(installed: Path, tmp_path: Path) -> None:
    command = (installed / "outcome-lint", "check", "--demo", "--format", "json")
    report = json.loads(_output(*command, cwd=tmp_path, code=1))
    assert report["complete"] is True
    assert report["findings"]
    assert 0 < report["scorecard"]["ffr"]["without"] < report["scorecard"]["ffr"]["total"]
    assert not list(tmp_path.iterdir())


def test_rules_pass_their_own_examples(installed: Path, tmp_path: Path) -> None:
    _output(installed / "outcome-lint", "test", cwd=tmp_path)


def _build(target: str, source: Path, destination: Path) -> Path:
    _output(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", destination, cwd=source)
    return next(destination.iterdir())


def _output(*command: str | Path, cwd: Path | None = None, code: int = 0) -> str:
    done = subprocess.run(
        command, cwd=cwd, env=CLEAN, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, f"{command} ended with {done.returncode}, not {code}\n{done.stdout}\n{done.stderr}"
    return done.stdout.strip()


def _tracked(folder: str) -> set[str]:
    """Files that git knows or would add: what a release is made of."""
    command = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", f"./{folder}")
    listed = _output(*command, cwd=REPOSITORY)
    return {name for name in listed.split("\0") if name and (REPOSITORY / name).is_file()}


def _borrow_runtime_requirements(site: Path) -> None:
    """Link what requirements/runtime.txt names out of this environment, so that no network is needed.

    Nothing else is linked: a library that only the tests need must not hide a missing dependency.
    """
    pinned = re.findall(r"^(\w[^\\\n]*?) *\\?$", (REPOSITORY / "requirements/runtime.txt").read_text(), re.MULTILINE)
    for requirement in map(Requirement, pinned):
        if requirement.marker is None or requirement.marker.evaluate():
            found = distribution(requirement.name)
            roots = {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}
            for root in roots:
                if not (site / root).exists():
                    (site / root).symlink_to(Path(str(found.locate_file(root))).resolve())
