"""The few things that the history asks of a database, of SQLite in a file or of any other behind SQLAlchemy.

SQL is written once: what both understand, with `:name` for a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from outcome_lint.errors import UsageError

Row = tuple[Any, ...]
_WAIT = 60  # seconds until another writer must have finished
_BATCH = 1000


class Database(Protocol):
    """One connection. `name` may be shown to anybody: it holds no secret."""

    name: str

    def has(self, table: str) -> bool:
        """Whether there is such a table."""

    def rows(self, sql: str, **values: Any) -> Iterator[Row]:
        """What a query answers, row by row."""

    def run(self, sql: str, **values: Any) -> None:
        """One statement that answers nothing."""

    def many(self, sql: str, rows: Iterable[dict[str, Any]]) -> None:
        """One statement with each of the rows."""

    def writing(self) -> AbstractContextManager[None]:
        """All or nothing, and nobody else writes meanwhile. Raises UsageError."""

    def reading(self) -> AbstractContextManager[None]:
        """One moment of the database, whoever writes meanwhile. Raises UsageError."""

    def shrink(self) -> None:
        """Give back the room of what was deleted, where that is ours to do."""

    def close(self) -> None:
        """Let go of it."""


def connect(where: str, *, create: bool) -> Database:
    """A file's path, or an SQLAlchemy URL. Raises UsageError, for a file that is not there only without `create`."""
    return Shared(where) if "://" in where else File(Path(where), create=create)


class File:
    """SQLite. The rollback journal keeps it one file that may be copied, and whole after a crash at any point."""

    def __init__(self, path: Path, *, create: bool) -> None:
        import sqlite3

        self.name = str(path)
        self._error = sqlite3.Error
        if not create and not path.is_file():
            raise UsageError(f"there is no history {path}", "record one: `outcome-lint check --history FILE`")
        with self._telling():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
            try:
                for pragma in ("journal_mode = DELETE", "synchronous = FULL", "temp_store = MEMORY"):
                    self._connection.execute(f"PRAGMA {pragma}").fetchall()
            except sqlite3.Error:
                self._connection.close()
                raise

    def has(self, table: str) -> bool:
        return bool(list(self.rows("SELECT 1 FROM sqlite_master WHERE name = :table", table=table)))

    def rows(self, sql: str, **values: Any) -> Iterator[Row]:
        yield from self._connection.execute(sql, values)

    def run(self, sql: str, **values: Any) -> None:
        self._connection.execute(sql, values)

    def many(self, sql: str, rows: Iterable[dict[str, Any]]) -> None:
        self._connection.executemany(sql, rows)

    def writing(self) -> AbstractContextManager[None]:
        return self._transaction("BEGIN IMMEDIATE")

    def reading(self) -> AbstractContextManager[None]:
        return self._transaction("BEGIN")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with self._telling():
            self._connection.execute(begin)
            try:
                yield
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (self._error, OSError) as error:
            raise UsageError(f"the history {self.name} can't be used: {error}", "name another file") from None

    def shrink(self) -> None:
        with suppress(self._error):  # while somebody reads, it has to wait for the next time
            self._connection.execute("VACUUM")

    def close(self) -> None:
        self._connection.close()


class Shared:
    """Any database of SQLAlchemy. Whoever writes holds the lock of one row, which every database has."""

    def __init__(self, url: str) -> None:
        try:
            import sqlalchemy
            from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
        except ModuleNotFoundError:
            hint = "install it: `pip install 'outcome-lint[history]'`"
            raise UsageError("a history behind a URL needs SQLAlchemy", hint) from None
        self._text, self._inspect = sqlalchemy.text, sqlalchemy.inspect
        self._error = SQLAlchemyError
        self.name = url.partition("://")[0] + "://…"
        try:
            parsed = sqlalchemy.make_url(url)
            if parsed.drivername == "postgresql":
                parsed = parsed.set(drivername="postgresql+psycopg")
            self.name = f"{parsed.get_backend_name()}://{parsed.host or ''}/{parsed.database or ''}"
            self._engine = sqlalchemy.create_engine(parsed, poolclass=sqlalchemy.NullPool, hide_parameters=True)
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            words = (
                "its driver is not installed" if isinstance(error, ModuleNotFoundError) else "it is no SQLAlchemy URL"
            )
            hint = "such as postgresql://user@host/database; `pip install 'outcome-lint[history]'`"
            raise UsageError(f"the history {self.name} can't be used: {words}", hint) from None
        with self._telling():
            self._connection = self._engine.connect()
            driver: Any = self._connection.connection.dbapi_connection
            self._levels = self._engine.dialect.get_isolation_level_values(driver)
            self._connection.rollback()

    def has(self, table: str) -> bool:
        return bool(self._inspect(self._connection).has_table(table))

    def rows(self, sql: str, **values: Any) -> Iterator[Row]:
        yield from map(tuple, self._connection.execute(self._text(sql), values))

    def run(self, sql: str, **values: Any) -> None:
        self._connection.execute(self._text(sql), values)

    def many(self, sql: str, rows: Iterable[dict[str, Any]]) -> None:
        statement, batch = self._text(sql), list[dict[str, Any]]()
        for row in rows:
            batch.append(row)
            if len(batch) == _BATCH:
                self._connection.execute(statement, batch)
                batch.clear()
        if batch:
            self._connection.execute(statement, batch)

    def writing(self) -> AbstractContextManager[None]:
        return self._transaction("READ COMMITTED")

    def reading(self) -> AbstractContextManager[None]:
        return self._transaction("REPEATABLE READ")

    @contextmanager
    def _transaction(self, level: str) -> Iterator[None]:
        with self._telling():
            if level in self._levels:
                self._connection.execution_options(isolation_level=level)
            with self._connection.begin():
                yield

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Without SQLAlchemy's own words, which hold statements."""
        try:
            yield
        except self._error as error:
            words = str(getattr(error, "orig", None) or type(error).__name__).strip()
            raise UsageError(f"the history {self.name} can't be used: {words}") from None

    def shrink(self) -> None:
        """A server does so by itself."""

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()
