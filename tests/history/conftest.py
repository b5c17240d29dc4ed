"""Each test of the store runs on SQLite, and on a PostgreSQL server of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from outcome_lint.history import History

INSTALL = "needs PostgreSQL (on Debian: apt-get install postgresql) and psycopg (pip install outcome-lint[history])"


def _programs() -> Path | None:
    """The folder of initdb, which Debian keeps off the PATH."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return folders[-1] if folders else None


def _unprivileged() -> dict[str, int]:
    """PostgreSQL refuses to run as root."""
    if os.getuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid}


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The URL of a throw-away server on a socket in its own folder: no port, no password."""
    programs = _programs()
    if programs is None or find_spec("psycopg") is None:
        if os.environ.get("CI") == "true":
            pytest.fail(INSTALL)
        pytest.skip(INSTALL)
    someone = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        if someone:
            os.chown(folder, someone["user"], someone["group"])

        def call(program: str, *arguments: str) -> None:
            command = [str(programs / program), "-D", str(folder / "data"), *arguments]
            subprocess.run(
                command, check=True, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **someone
            )

        call("initdb", "--auth=trust", "--username=tester", "--encoding=UTF8", "--no-sync", "--locale=C")
        call("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", f"-F -k {folder} -c listen_addresses=''")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            call("pg_ctl", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql(cluster: str) -> str:
    """The URL of an empty database."""
    import psycopg

    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty history may be."""
    if request.param == "sqlite":
        return str(tmp_path / "h.db")
    url: str = request.getfixturevalue("postgresql")
    return url


@pytest.fixture
def history(where: str) -> Iterator[History]:
    with History(where, create=True) as opened:
        yield opened
