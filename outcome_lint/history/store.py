"""The history itself: what is recorded, and what is read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Self

import msgspec

from outcome_lint.errors import UsageError
from outcome_lint.history.database import Database, connect
from outcome_lint.history.packing import Counter, at, moment, pack_card, packed, unpack_card, unpacked
from outcome_lint.history.tables import lock, settle
from outcome_lint.history.values import Prints, Recorded
from outcome_lint.model import ItemState

States = dict[str, ItemState]

_RUN = """SELECT run, moment, complete, profile, reading, rules, version, items, problems, by_rule, figures,
    scope, sources FROM ol_run JOIN ol_series ON ol_series.series = ol_run.series"""
_AT = "SELECT 1 FROM ol_run WHERE series = :series AND moment = :moment"
_FIRST = "SELECT MIN(moment) FROM ol_run WHERE series = :series AND moment >= :moment AND complete = 1"
_LAST = "SELECT MAX(moment) FROM ol_run WHERE series = :series AND complete = 1"
_COUNTS = dict[str, int]
# The newest change of each item up to a moment.
_NEWEST = """SELECT item, state FROM ol_change AS c WHERE series = :series AND moment =
    (SELECT MAX(moment) FROM ol_change AS d WHERE d.series = c.series AND d.item = c.item AND d.moment <= :moment)"""
_OF_THESE = " AND item IN (SELECT item FROM ol_change WHERE series = :series AND moment > :after AND moment <= :until)"


class History:
    """A history in a file or a database. Runs of one scope and the same sources are a series, ordered by time."""

    def __init__(self, where: str, *, create: bool = False) -> None:
        """`where` is a path or an SQLAlchemy URL. Raises UsageError."""
        self._database: Database = connect(where, create=create)
        self.name = self._database.name
        try:
            settle(self._database)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._database.writing():
            lock(self._database)
            yield

    def record(self, run: Recorded, states: Iterable[ItemState] = ()) -> Recorded:
        """Keep the run, and each state (of a key only one) that is not the one before; told with its figures.

        Of an incomplete run no state is kept: what was not read has not changed. A run of an earlier time than the
        newest takes its place in time. `excluded` of the run's own scorecard is kept, its figures are counted anew.
        """
        with self._writing():
            series = self._series(run.prints)
            free = self._free(series, moment(run.at))
            number = self._one("SELECT COALESCE(MAX(run), 0) + 1 FROM ol_run")
            counter = Counter()
            if run.complete:
                self._place(series, free, counter.count(states))
            card = counter.card(run.card.ffr.excluded if run.card else {}) if run.complete else None
            items = counter.items if run.complete else run.items
            kept = msgspec.structs.replace(run, at=at(free), number=number, items=items, card=card)
            self._insert(kept, series)
        return kept

    def runs(self, like: Recorded | None = None) -> tuple[Recorded, ...]:
        """All runs, the oldest first; `like` another: those of its series, whatever their rules and reading."""
        with self._database.reading():
            if like is None:
                rows = list(self._database.rows(f"{_RUN} ORDER BY moment, run"))
            else:
                where = "WHERE scope = :scope AND sources = :sources ORDER BY moment"
                prints = like.prints
                rows = list(self._database.rows(f"{_RUN} {where}", scope=prints.scope, sources=prints.sources))
        return tuple(_recorded(*row) for row in rows)

    def run(self, number: int) -> Recorded:
        """The run of that number. Raises UsageError where there is none."""
        with self._database.reading():
            for row in self._database.rows(f"{_RUN} WHERE run = :run", run=number):
                return _recorded(*row)
        raise UsageError(f"there is no run {number} in the history {self.name}", "`outcome-lint history list`")

    def states(self, run: Recorded) -> States:
        """The state of each item that was in scope then, by key; for an incomplete run those of the one before."""
        with self._database.reading():
            series = self._known(run.prints)
            rows = self._database.rows(_NEWEST, series=series, moment=moment(run.at))
            return {key: unpacked(state) for key, state in rows if state is not None}

    def holds(self, run: Recorded) -> bool:
        """Whether there is a run of the same series and moment."""
        with self._database.reading():
            series = self._known(run.prints)
            return bool(self._one(_AT, series=series, moment=moment(run.at)))

    def changed(self, run: Recorded) -> Iterator[tuple[str, ItemState | None]]:
        """What was recorded with that run, by key; None of an item that was gone."""
        sql = "SELECT item, state FROM ol_change WHERE series = :series AND moment = :moment"
        with self._database.reading():
            rows = sorted(self._database.rows(sql, series=self._known(run.prints), moment=moment(run.at)))
        for key, state in rows:
            yield key, None if state is None else unpacked(state)

    def prune(self, before: datetime) -> int:
        """Forget the runs before that time, of each series but its newest complete one; their number.

        What is kept stays what it is: the states of the first kept run are told whole.
        """
        forgotten = 0
        with self._writing():
            for (series,) in list(self._database.rows("SELECT series FROM ol_series ORDER BY series")):
                newest = self._one(_LAST, series=series)
                kept = moment(before) if newest is None else min(moment(before), newest)
                first = self._one(_FIRST, series=series, moment=kept)
                old = {"series": series, "moment": kept}
                forgotten += self._one("SELECT COUNT(*) FROM ol_run WHERE series = :series AND moment < :moment", **old)
                self._database.run("DELETE FROM ol_run WHERE series = :series AND moment < :moment", **old)
                if first is not None:
                    states = self._packed(series, first)
                    upto = {"series": series, "moment": first}
                    self._database.run("DELETE FROM ol_change WHERE series = :series AND moment <= :moment", **upto)
                    self._write(series, first, {}, map(unpacked, states.values()), None)
        self._database.shrink()
        return forgotten

    def moved(self, before: Recorded, after: Recorded) -> tuple[States, States]:
        """The states then and now of those items alone that something was recorded of since. Both of one series."""
        span = {"after": moment(before.at), "until": moment(after.at)}
        with self._database.reading():
            series = self._known(after.prints)
            old, new = (
                {
                    key: unpacked(state)
                    for key, state in self._database.rows(_NEWEST + _OF_THESE, series=series, moment=when, **span)
                    if state is not None
                }
                for when in span.values()
            )
        return old, new

    def _one(self, sql: str, **values: Any) -> Any:
        """The first value of the first row; None where there is none."""
        return next((row[0] for row in list(self._database.rows(sql, **values))), None)

    def _known(self, prints: Prints) -> int | None:
        sql = "SELECT series FROM ol_series WHERE scope = :scope AND sources = :sources"
        found: int | None = self._one(sql, scope=prints.scope, sources=prints.sources)
        return found

    def _series(self, prints: Prints) -> int:
        found = self._known(prints)
        if found is None:
            found = int(self._one("SELECT COALESCE(MAX(series), 0) + 1 FROM ol_series"))
            insert = "INSERT INTO ol_series VALUES (:series, :scope, :sources)"
            self._database.run(insert, series=found, scope=prints.scope, sources=prints.sources)
        return found

    def _free(self, series: int, wanted: int) -> int:
        """That moment or, where it is taken, the next one: two runs of one second are two runs."""
        while self._one(_AT, series=series, moment=wanted):
            wanted += 1
        return wanted

    def _packed(self, series: int, until: int) -> dict[str, str]:
        rows = self._database.rows(_NEWEST, series=series, moment=until)
        return {key: state for key, state in rows if state is not None}

    def _place(self, series: int, when: int, states: Iterable[ItemState]) -> None:
        """Write what is not as before; what comes after stays what it is, told from here on."""
        later = self._one(_FIRST, series=series, moment=when + 1)
        after = None if later is None else self._packed(series, later)
        now: dict[str, str] | None = {} if after is not None else None
        self._write(series, when, self._packed(series, when), states, now)
        if after is not None and now is not None:
            self._database.run(
                "DELETE FROM ol_change WHERE series = :series AND moment = :moment", series=series, moment=later
            )
            self._write(series, later, now, map(unpacked, after.values()), None)

    def _write(
        self, series: int, when: int, before: dict[str, str], states: Iterable[ItemState], now: dict[str, str] | None
    ) -> None:
        """`before` is used up; `now` receives all states."""
        insert = "INSERT INTO ol_change VALUES (:series, :item, :moment, :state)"

        def changes() -> Iterator[dict[str, Any]]:
            for state in states:
                text = packed(state)
                if now is not None:
                    now[state.key] = text
                if before.pop(state.key, None) != text:
                    yield {"series": series, "item": state.key, "moment": when, "state": text}
            for key in before:
                yield {"series": series, "item": key, "moment": when, "state": None}

        self._database.many(insert, changes())

    def _insert(self, run: Recorded, series: int) -> None:
        self._database.run(
            "INSERT INTO ol_run VALUES (:run, :series, :moment, :complete, :profile, :reading, :rules, :version,"
            " :items, :problems, :by_rule, :figures)",
            run=run.number,
            series=series,
            moment=moment(run.at),
            complete=int(run.complete),
            profile=run.profile,
            reading=run.prints.reading,
            rules=run.prints.rules,
            version=run.version,
            items=run.items,
            problems=run.problems,
            by_rule=msgspec.json.encode(run.by_rule).decode(),
            figures=pack_card(run.card) if run.card else "",
        )


def _recorded(  # noqa: PLR0913, PLR0917 - the columns of a row
    run: int,
    when: int,
    complete: int,
    profile: str,
    reading: str,
    rules: str,
    version: str,
    items: int,
    problems: int,
    by_rule: str,
    figures: str,
    scope: str,
    sources: str,
) -> Recorded:
    return Recorded(
        at(when),
        profile,
        Prints(scope, sources, reading, rules),
        bool(complete),
        items,
        msgspec.json.decode(by_rule, type=_COUNTS),
        problems,
        version,
        unpack_card(figures) if figures else None,
        run,
    )
