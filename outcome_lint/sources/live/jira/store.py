"""What was fetched, in a file for its owner's eyes only: the next run asks for what has changed, and nothing is lost.

A file belongs to one account's view of one query. A file that is broken, foreign or in use is done without.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from outcome_lint.sources.intake import Intake

if TYPE_CHECKING:
    import sqlite3

BELIEVED = 24 * 3600.0
"""Seconds: names of people, moves and activity change an issue without a new `updated`."""

_KEPT = 7 * BELIEVED
_MARK = 0x6F6C6A31  # "olj1": our file, of this shape
_AT_A_TIME = 500
_SCHEMA = """
CREATE TABLE issue (
    id INTEGER PRIMARY KEY, key TEXT, updated TEXT, fetched REAL, asked TEXT, confirmed INTEGER, sum INTEGER, raw BLOB
);
CREATE TABLE listed (id INTEGER PRIMARY KEY);
CREATE TABLE answer (place TEXT PRIMARY KEY, at REAL, body BLOB);
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


class Row(NamedTuple):
    """An issue; `raw` is its JSON as Jira sent it. Packing it would save half the room and cost a third of the time."""

    id: int
    key: str
    updated: str
    raw: bytes


class Store:
    """The issues of one scan. `asked` is the fingerprint of the fields: rows of other fields are no use."""

    def __init__(self, connection: sqlite3.Connection, now: float) -> None:
        self._db = connection
        self._now = now
        self.asked = ""

    @classmethod
    def open(cls, folder: Path | None, whose: str, now: float, intake: Intake) -> Store:
        """The file of `whose` in the folder; without a folder one that vanishes with the run."""
        if folder is not None and (found := _in(folder, whose, intake)) is not None:
            _tidy(folder, now)
            return cls(found, now)
        import sqlite3

        connection = sqlite3.connect("", isolation_level=None)
        connection.executescript(_SCHEMA)
        return cls(connection, now)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def fact(self, name: str) -> str:
        """Something remembered about the scan; "" where it is not known."""
        found = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return found[0] if found else ""

    def remember(self, **facts: object) -> None:
        """Facts by name."""
        self._db.executemany("INSERT OR REPLACE INTO fact VALUES (?, ?)", [(n, str(v)) for n, v in facts.items()])

    def answers(self) -> dict[str, bytes]:
        """Answers to other questions that are still believed."""
        since, until = self._now - BELIEVED, self._now
        found = self._db.execute("SELECT place, body FROM answer WHERE at BETWEEN ? AND ?", (since, until))
        return {place: body for place, body in found if body}

    def keep(self, answers: dict[str, bytes]) -> None:
        """Those that are new."""
        self._db.execute("DELETE FROM answer WHERE at NOT BETWEEN ? AND ?", (self._now - BELIEVED, self._now))
        rows = [(place, self._now, body) for place, body in answers.items()]
        self._db.executemany("INSERT OR IGNORE INTO answer VALUES (?, ?, ?)", rows)

    def begun(self) -> float | None:
        """When the last scan began, if it is still believed."""
        text = self.fact("begun")
        return float(text) if text and 0 <= self._now - float(text) <= BELIEVED else None

    def interrupted(self) -> bool:
        """Whether the last scan knew what there is, but did not get all of it."""
        return bool(self.fact("open")) and self.begun() is not None

    def known(self) -> dict[int, str]:
        """`updated` by id, of the issues that are still believed."""
        found = self._db.execute(
            "SELECT id, updated FROM issue WHERE asked = ? AND fetched BETWEEN ? AND ?",
            (self.asked, self._now - BELIEVED, self._now),
        )
        return dict(found)

    def listed(self) -> list[int]:
        """The ids that the scan which was interrupted has found."""
        return [ident for (ident,) in self._db.execute("SELECT id FROM listed ORDER BY id")]

    def begin(self, idents: Iterable[int], stale: Iterable[int]) -> None:
        """A scan that has found these; of what is here, the stale and all others go. In one piece or not at all."""
        db = self._db
        db.execute("BEGIN")
        with _whole(db):
            db.execute("DELETE FROM listed")
            db.executemany("INSERT OR IGNORE INTO listed VALUES (?)", ((ident,) for ident in idents))
            db.execute("DELETE FROM issue WHERE id NOT IN (SELECT id FROM listed)")
            db.executemany("DELETE FROM issue WHERE id = ?", ((ident,) for ident in stale))
            self.remember(begun=self._now, open=1)

    def clear(self) -> None:
        """Forget all issues."""
        self._db.execute("DELETE FROM issue")
        self.finish()

    def __contains__(self, ident: int) -> bool:
        return self._db.execute("SELECT 1 FROM issue WHERE id = ?", (ident,)).fetchone() is not None

    def finish(self) -> None:
        """All that the scan has found is here."""
        self.remember(open="")

    def put(self, rows: Iterable[Row], *, confirmed: bool = False) -> None:
        """Keep them, at once: an interruption loses at most the next ones."""
        db = self._db
        about = (self._now, self.asked, int(confirmed))
        values = [(*each[:3], *about, crc32(each.raw), each.raw) for each in rows]
        db.execute("BEGIN")
        with _whole(db):
            db.executemany("INSERT OR REPLACE INTO issue VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)

    def drop(self, ident: int) -> None:
        """Forget one."""
        self._db.execute("DELETE FROM issue WHERE id = ?", (ident,))

    def confirmed(self) -> frozenset[int]:
        """Those that were read twice."""
        return frozenset(ident for (ident,) in self._db.execute("SELECT id FROM issue WHERE confirmed"))

    def issues(self, idents: list[int]) -> Iterator[tuple[int, str, bytes | None]]:
        """Id, key and JSON of each, in this order; None for one that can't be read."""
        for start in range(0, len(idents), _AT_A_TIME):
            some = idents[start : start + _AT_A_TIME]
            marks = ",".join("?" * len(some))
            query = f"SELECT id, key, sum, raw FROM issue WHERE id IN ({marks})"  # noqa: S608 - only marks
            found = {ident: rest for ident, *rest in self._db.execute(query, some)}
            for ident in some:
                key, check, raw = found.get(ident, ("", 0, None))
                yield ident, key, raw if raw is not None and crc32(raw) == check else None


class _whole:  # noqa: N801 - reads as a word
    """A transaction that was begun: all of it, or nothing."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        """Nothing to do."""

    def __exit__(self, kind: object, *_: object) -> None:
        """Commit, or go back."""
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")


def _in(folder: Path, whose: str, intake: Intake) -> sqlite3.Connection | None:
    """A connection that nobody else has meanwhile; None, and a note why, where there can't be one."""
    import sqlite3

    path = folder / f"jira-{hashlib.blake2b(whose.encode(), digest_size=12).hexdigest()}.db"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        try:
            return _opened(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error):
                raise
            intake.note(f"the cache {path} was broken or not ours; it was made anew")
            _remove(path)
            path.touch(mode=0o600)
            return _opened(path)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            intake.note("another run is using the cache; this one does without")
            return None
        reason = str(error)
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or str(error)
    intake.warn(f"the cache {path} can't be used ({reason}); --no-cache does without")
    return None


def _opened(path: Path) -> sqlite3.Connection:
    """Raises DatabaseError for a file that isn't ours or is broken, OperationalError where it is in use."""
    import sqlite3

    db = sqlite3.connect(path, timeout=1, isolation_level=None)
    try:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("BEGIN EXCLUSIVE")
        mark, tables = db.execute("PRAGMA application_id").fetchone()[0], db.execute(_TABLES).fetchone()[0]
        if mark != _MARK and tables:
            raise sqlite3.DatabaseError("not ours")  # noqa: TRY301
        if not tables:
            for statement in _SCHEMA.split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {_MARK}")
        db.execute("COMMIT")
        if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("broken")  # noqa: TRY301
    except BaseException:
        db.close()
        raise
    return db


def _tidy(folder: Path, now: float) -> None:
    """Nobody needs what nobody has asked for in a week; issues should not lie about for longer."""
    for path in folder.glob("jira-*.db"):
        with suppress(OSError):
            if path.stat().st_mtime < now - _KEPT:
                _remove(path)


_TABLES = "SELECT count(*) FROM sqlite_schema"


def _remove(path: Path) -> None:
    for each in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
        with suppress(FileNotFoundError):
            each.unlink()
