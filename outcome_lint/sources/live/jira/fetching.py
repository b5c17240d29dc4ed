"""The whole way of a live read: connect, ask what there is, fetch it into the store, confirm, and hand out items."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from msgspec import UNSET
from msgspec.structs import replace

from outcome_lint.errors import IncompleteError, UsageError
from outcome_lint.model import WorkItem
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live.jira import ancestors, cloud, datacenter, links, query
from outcome_lint.sources.live.jira.client import Jira, Refused, connect
from outcome_lint.sources.live.jira.confirm import confirm
from outcome_lint.sources.live.jira.nearest import nearest
from outcome_lint.sources.live.jira.reading import Reading
from outcome_lint.sources.live.jira.scan import Scan
from outcome_lint.sources.live.jira.store import Store
from outcome_lint.sources.live.reach import Reach
from outcome_lint.sources.request import Request
from outcome_lint.trackers import JiraSource

_BAD_REQUEST = 400
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*-\d+")


def read(source: JiraSource, request: Request, reach: Reach) -> Iterator[WorkItem]:
    """The work items of the source by their ids, then as context what stands above them.

    Raises UsageError for what is set wrongly, and IncompleteError where Jira can't be read at all.
    """
    import sqlite3

    jira = connect(source, reach)
    try:
        folder = None if reach.only else reach.cache
        store = Store.open(folder, _whose(jira, source, request), reach.clock(), request.intake)
        try:
            yield from _Read(jira, store, source, request, reach).items()
        finally:
            store.close()
    except sqlite3.Error as error:
        raise IncompleteError(f"the cache can't be used: {error}", "try again with --no-cache") from None
    finally:
        jira.close()


def _whose(jira: Jira, source: JiraSource, request: Request) -> str:
    """Who asks whom for what: what one account sees is not for another."""
    levels = sorted(request.mapping.levels.items())
    return f"{jira.api} {jira.account} {query.listed(source.projects)} {source.jql} {levels}"


class _Read:
    """One read, from the first question to the last item."""

    def __init__(self, jira: Jira, store: Store, source: JiraSource, request: Request, reach: Reach) -> None:
        self._jira, self._store, self._source, self._reach = jira, store, source, reach
        self._intake, self._needs = request.intake, request.needs
        if store.begun() is not None:
            jira.base, jira.lasting = store.fact("base"), store.answers()
            jira.begin("issuetype", "field")
        else:
            jira.begin("serverInfo", "issuetype", "field")
        self._reading = reading = Reading(jira, source, request, confirm=reach.confirm)
        wanted = self._wanted()
        self._nothing = bool(reach.only) and not wanted
        self._scan = Scan(
            jira=jira,
            store=store,
            intake=request.intake,
            where=query.where(source, reading.types) + (f" AND key in ({', '.join(wanted)})" if wanted else ""),
            fields=tuple(sorted({*reading.fields, "updated"})),
            properties=reading.properties if jira.flavour == "cloud" else (),
            workers=source.workers,
            now=reach.clock(),
            see=reading.see,
        )
        asked = f"{jira.flavour} {self._scan.fields} {self._scan.properties}"
        store.asked = hashlib.blake2b(asked.encode(), digest_size=12).hexdigest()
        store.remember(base=jira.base)

    def items(self) -> Iterator[WorkItem]:
        """In the order of their ids, whatever came first."""
        idents = self._fetched()
        self._see(idents)
        doubted = self._confirmed(idents)
        self._reading.settle()
        self._store.keep(self._jira.lasting)
        items = self._built(idents, doubted)
        items = links.with_links(self._jira, self._source, items, self._intake)
        if ancestors.needed(self._needs):
            above = ancestors.Above(self._jira, self._reading, self._source.workers, self._intake, self._reach.confirm)
            yield from above.passing(items)
            yield from above.climb()
        else:
            yield from items
        self._reading.close()

    def _wanted(self) -> list[str]:
        """What the keys that somebody names are about; those that are not here are left to other sources."""
        reading = self._reading
        links = reading.table.looked_at.get("parent", ())
        named = [key.upper() for key in self._reach.only if _KEY.fullmatch(key)]
        found = [nearest(self._jira, key, reading.types.levels, links) for key in named]
        return list(dict.fromkeys(key for key in found if key))

    def _fetched(self) -> list[int]:
        if self._nothing:
            return []
        try:
            if self._reach.resume:
                if self._store.interrupted():
                    return self._completed(self._store.listed())
                self._intake.note("there is no interrupted scan to go on with, so Jira was asked anew")
            return cloud.fetch(self._scan) if self._jira.flavour == "cloud" else datacenter.fetch(self._scan)
        except Refused as error:
            if error.status != _BAD_REQUEST:
                raise
            words = error.words
        raise UsageError(f"Jira does not understand the query: {words}", f"it was asked for: {self._scan.where}")

    def _completed(self, idents: list[int]) -> list[int]:
        """Those of the ids that are in the store, once what it lacks was fetched."""
        cloudy = self._jira.flavour == "cloud"
        return cloud.complete(self._scan, idents) if cloudy else datacenter.complete(self._scan, idents)

    def _see(self, idents: list[int]) -> None:
        """What the issues prove; those that the cache can't give back are fetched again."""
        broken = []
        for ident, _, raw in self._store.issues(self._scan.unseen(idents)):
            if raw is None:
                self._store.drop(ident)
                broken.append(ident)
            else:
                self._reading.see(raw)
        if broken:
            self._completed(idents)
            for _, _, raw in self._store.issues(broken):
                if raw is not None:
                    self._reading.see(raw)

    def _confirmed(self, idents: list[int]) -> set[int]:
        """Read twice what would be missing; the ids of which that failed."""
        fields = self._reach.confirm
        if self._jira.flavour == "datacenter":
            fields &= {"parent"} if self._parent_link() else frozenset()
        if not fields:
            return set()
        self._reading.applicability.settle(self._jira, Intake())
        before, rehearsed = self._store.confirmed(), self._reading.rehearse()
        doubtful = [
            ident
            for ident, _, raw in self._store.issues(idents)
            if ident not in before and raw is not None and (item := rehearsed(raw)) is not None and _lacks(item, fields)
        ]
        failed = confirm(self._scan, doubtful)
        for _, _, raw in self._store.issues([ident for ident in doubtful if ident not in failed]):
            if raw is not None:
                self._reading.see(raw)
        return failed

    def _parent_link(self) -> bool:
        """Whether a Parent Link is looked at: the only parent that a search of Data Center is known to hide."""
        names = self._reading.names
        return any(names.get(ident) == "Parent Link" for ident in self._reading.table.looked_at.get("parent", ()))

    def _built(self, idents: list[int], doubted: set[int]) -> Iterator[WorkItem]:
        for ident, key, raw in self._store.issues(idents):
            self._intake.records += 1
            item = self._reading.item(raw) if raw is not None else None
            if item is None:
                continue
            if ident in doubted:
                self._scan.problem(
                    f"{self._jira.base}/browse/{key}",
                    "the issue could not be read a second time, so what looks empty there may not be",
                )
                item = replace(item, **dict.fromkeys(_lacks(item, self._reach.confirm), UNSET))
            yield item


def _lacks(item: WorkItem, fields: frozenset[str]) -> list[str]:
    """Those of the fields that are empty."""
    return [name for name in fields if getattr(item, name, UNSET) is None]
