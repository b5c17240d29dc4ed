"""The tables, and how those of an older version become those of this one."""

from __future__ import annotations

from outcome_lint.errors import UsageError
from outcome_lint.history.database import Database

# One entry a version: the statements that lead to it from the one before. What was released is never changed.
# Moments are microseconds since 1970 in UTC: one number to order runs by, whatever the database.
VERSIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE ol_meta (name VARCHAR(50) PRIMARY KEY, number BIGINT NOT NULL)",
        "INSERT INTO ol_meta VALUES ('version', 1)",
        "INSERT INTO ol_meta VALUES ('writes', 0)",
        """CREATE TABLE ol_series (
            series INTEGER PRIMARY KEY, scope VARCHAR(64) NOT NULL, sources VARCHAR(64) NOT NULL
        )""",
        """CREATE TABLE ol_run (
            run INTEGER PRIMARY KEY, series INTEGER NOT NULL, moment BIGINT NOT NULL, complete INTEGER NOT NULL,
            profile VARCHAR(500) NOT NULL, reading VARCHAR(64) NOT NULL, rules VARCHAR(64) NOT NULL,
            version VARCHAR(64) NOT NULL, items INTEGER NOT NULL, problems INTEGER NOT NULL,
            by_rule TEXT NOT NULL, figures TEXT NOT NULL
        )""",
        "CREATE UNIQUE INDEX ol_run_moment ON ol_run (series, moment)",
        """CREATE TABLE ol_change (
            series INTEGER NOT NULL, item VARCHAR(500) NOT NULL, moment BIGINT NOT NULL, state TEXT,
            PRIMARY KEY (series, item, moment)
        )""",
        "CREATE INDEX ol_change_moment ON ol_change (series, moment)",
    ),
)


def settle(database: Database, versions: tuple[tuple[str, ...], ...] = VERSIONS) -> None:
    """Make the tables, or bring them to the newest version. Raises UsageError for those of a newer outcome-lint."""
    if _version(database) == len(versions):
        return
    try:
        _upgrade(database, versions)
    except UsageError:  # another runner may have been faster
        if _version(database) != len(versions):
            raise


def _upgrade(database: Database, versions: tuple[tuple[str, ...], ...]) -> None:
    with database.writing():
        if database.has("ol_meta"):
            lock(database)
        now = _found(database)
        if now > len(versions):
            hint = "upgrade outcome-lint, or name another history"
            raise UsageError(f"the history {database.name} was written by a newer outcome-lint", hint)
        for statements in versions[now:]:
            for statement in statements:
                database.run(statement)
        database.run("UPDATE ol_meta SET number = :now WHERE name = 'version'", now=len(versions))


def _version(database: Database) -> int:
    with database.reading():
        return _found(database)


def _found(database: Database) -> int:
    if not database.has("ol_meta"):
        return 0
    ((version,),) = database.rows("SELECT number FROM ol_meta WHERE name = 'version'")
    return int(version)


def lock(database: Database) -> None:
    """Wait for whoever else writes: the first statement of every writing transaction."""
    database.run("UPDATE ol_meta SET number = number + 1 WHERE name = 'writes'")
