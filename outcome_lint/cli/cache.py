"""`outcome-lint cache`: what live sources left on this machine, and the way to be rid of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from outcome_lint.cli import streams
from outcome_lint.cli.app import tell
from outcome_lint.cli.folders import cache_folder
from outcome_lint.errors import UsageError

_ENDS = (".db", ".db-wal", ".db-shm", ".db-journal")


@click.group("cache")
def command() -> None:
    """Show or clear what was fetched from trackers.

    The cache makes the next run ask for changes only. It holds issues as the tracker sent them, readable by you alone,
    and is believed for 24 hours. `--no-cache` does without.
    """


@command.command("show")
def show() -> int:
    """Name the files of the cache, their sizes and ages."""
    folder = _folder()
    files = [path for path in _files(folder) if path.suffix == ".db"]
    if not files:
        streams.write_out([f"The cache is empty: {folder}\n"])
        return 0
    streams.write_out([f"{folder}\n", *map(_row, files)])
    return 0


@command.command("clear")
def clear() -> int:
    """Remove the files of the cache, and nothing else."""
    folder, count, size = _folder(), 0, 0
    for path in _files(folder):
        try:
            size += path.stat().st_size
            path.unlink()
        except OSError as error:
            raise UsageError(f"{path} can't be removed: {error.strerror}") from None
        count += path.suffix == ".db"
    files = "1 file" if count == 1 else f"{count} files"
    tell(f"removed {files}, {size / 1e6:,.1f} MB, from {folder}" if count else f"there was nothing in {folder}")
    return 0


def _folder() -> Path:
    folder = cache_folder(os.environ)
    if folder is None:
        raise UsageError("this user has no folder for caches", "set XDG_CACHE_HOME to one, as an absolute path")
    return folder


def _files(folder: Path) -> Iterator[Path]:
    """Ours, by their names."""
    if folder.is_dir():
        yield from sorted(
            path
            for path in folder.iterdir()
            if path.name.startswith(("jira-", "github-")) and path.name.endswith(_ENDS) and path.is_file()
        )


def _row(path: Path) -> str:
    state = path.stat()
    written = datetime.fromtimestamp(state.st_mtime, UTC).strftime("%Y-%m-%d %H:%M UTC")
    return f"  {path.name}  {state.st_size / 1e6:8,.1f} MB  {written}\n"
