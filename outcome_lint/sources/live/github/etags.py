"""Answers that GitHub has given before: one that has not changed costs nothing of the rate limit to ask for again."""

from __future__ import annotations

import hashlib
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from outcome_lint.sources.live.reach import Reach

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_SCHEMA = """CREATE TABLE IF NOT EXISTS answers
    (url TEXT PRIMARY KEY, etag TEXT, link TEXT, body BLOB, used REAL) WITHOUT ROWID"""
_BUSY = 5.0  # seconds to wait for another process
_KEPT = 30 * 86_400.0  # seconds that an answer is kept which nobody asks for


class Answer(NamedTuple):
    """A body, its ETag, and the links to the pages around it."""

    etag: str
    link: str
    body: str


class Etags:
    """A folder's answers of one account at one API; without a file, it remembers nothing."""

    def __init__(self, connection: sqlite3.Connection | None, now: float = 0.0) -> None:
        self._connection = connection
        self._now = now

    @classmethod
    def of(cls, reach: Reach, api: str, account: str) -> Etags:
        """In the cache of the reach, for the owner's eyes only; a file that can't be used is done without."""
        if reach.cache is None:
            return cls(None)
        import sqlite3

        name = hashlib.blake2b(f"{api} {account}".encode(), digest_size=12).hexdigest()
        path = reach.cache / f"github-{name}.db"
        with suppress(OSError, sqlite3.Error):
            reach.cache.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                return cls(_opened(path, reach.clock()), reach.clock())
            except sqlite3.OperationalError:  # in use by others, or no room: not to be thrown away
                return cls(None)
            except sqlite3.DatabaseError:
                path.unlink()
                return cls(_opened(path, reach.clock()), reach.clock())
        return cls(None)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get(self, url: str, parameters: dict[str, str] | None) -> Answer | None:
        """What was answered before."""
        if self._connection is None:
            return None
        import sqlite3

        with suppress(sqlite3.Error, zlib.error, UnicodeDecodeError, TypeError):
            sql = "SELECT etag, link, body FROM answers WHERE url = ?"
            row = self._connection.execute(sql, (_key(url, parameters),)).fetchone()
            if row:
                return Answer(row[0], row[1], zlib.decompress(row[2]).decode())
        return None

    def put(self, url: str, parameters: dict[str, str] | None, answer: Answer) -> None:
        """Remember it, if it can be asked about again."""
        if self._connection is None or not answer.etag:
            return
        import sqlite3

        with suppress(sqlite3.Error):
            row = (_key(url, parameters), answer.etag, answer.link, zlib.compress(answer.body.encode(), 1), self._now)
            self._connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)", row)

    def touch(self, url: str, parameters: dict[str, str] | None) -> None:
        """It was asked for, and has not changed."""
        if self._connection is None:
            return
        import sqlite3

        with suppress(sqlite3.Error):
            row = (self._now, _key(url, parameters), self._now - 86_400)
            self._connection.execute("UPDATE answers SET used = ? WHERE url = ? AND used < ?", row)


def _opened(path: Path, now: float) -> sqlite3.Connection:
    """Raises sqlite3.Error for a file that is none of ours."""
    import sqlite3

    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=_BUSY, isolation_level=None)
    try:
        connection.execute(_SCHEMA)
        connection.execute("DELETE FROM answers WHERE used < ?", (now - _KEPT,))
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _key(url: str, parameters: dict[str, str] | None) -> str:
    return f"{url}?{urlencode(parameters)}" if parameters else url
