"""Where the files that ship with the package are: beside it in the repository, inside it once installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def rules_dir() -> Path:
    """The built-in rules and profiles."""
    return _first(_PACKAGE / "rules", _PACKAGE.parent / "rules")


def demo_dir() -> Path:
    """The exports of the demo portfolio."""
    return _first(_PACKAGE / "demo", _PACKAGE.parent / "examples" / "demo")


def templates_dir() -> Path:
    """Files that we write for a user to start from."""
    return _PACKAGE / "templates"


def _first(installed: Path, in_repository: Path) -> Path:
    return installed if installed.is_dir() else in_repository
