"""Where this machine keeps what may be thrown away."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

_NAME = "outcome-lint"


def cache_folder(environ: Mapping[str, str], platform: str = sys.platform) -> Path | None:
    """The user's folder for our caches, by the habits of the system; None where there is no home."""
    if given := environ.get("XDG_CACHE_HOME", ""):
        return Path(given) / _NAME if Path(given).is_absolute() else None
    if platform == "win32":
        local = environ.get("LOCALAPPDATA", "")
        return Path(local) / _NAME / "Cache" if local else None
    home = environ.get("HOME", "")
    if not home:
        return None
    return Path(home, "Library", "Caches", _NAME) if platform == "darwin" else Path(home, ".cache", _NAME)
