"""The issues as they change: tests edit, move and delete them between requests, and may hold the search index back."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from tests.fakes.jira.site import Issue, Site


class Store:
    """Two views of the issues: the truth, and what the search index knows of it until it is reconciled."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.lock = threading.RLock()
        self.version = 0
        self.clock = site.now  # a test may move it
        self.by_id = {issue.id: issue for issue in sorted(site.issues, key=lambda issue: issue.id)}
        self._ids = {key: issue.id for issue in site.issues for key in (*issue.former_keys, issue.key)}
        self._stale: dict[int, Issue | None] = {}

    def now(self) -> datetime:
        return self.clock or datetime.now(UTC)

    def find(self, name: str) -> Issue | None:
        """An issue by its id or key, or a key that it had before it moved."""
        ident = int(name) if name.isdecimal() else self._ids.get(name.upper())
        return None if ident is None else self.by_id.get(ident)

    def get(self, name: str) -> Issue:
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        return found

    def indexed(self, reconciled: Iterable[int] = ()) -> Iterable[Issue]:
        """What a search goes through, in ascending id; reconciled issues are seen as they are."""
        if not self._stale:
            return self.by_id.values()
        stale = {ident: seen for ident, seen in self._stale.items() if ident not in set(reconciled)}
        ids = sorted(self.by_id.keys() | stale.keys())
        seen = (stale[ident] if ident in stale else self.by_id[ident] for ident in ids)
        return [issue for issue in seen if issue is not None]

    def add(self, issue: Issue, *, lag: bool = False) -> None:
        with self.lock:
            self._forget(issue.id, None, lag=lag)
            self.by_id = dict(sorted({**self.by_id, issue.id: issue}.items()))
            self._ids[issue.key] = issue.id

    def edit(self, name: str, *, lag: bool = False, touch: bool = True, **changes: Any) -> None:
        """Attributes by their name, anything else is a field; `lag`: the index still holds the old state."""
        with self.lock:
            old = self.get(name)
            own = {key: value for key, value in changes.items() if key in Issue.__struct_fields__}
            fields = old.fields | {key: value for key, value in changes.items() if key not in own}
            updated = int(self.now().timestamp() * 1000) if touch else old.updated
            self._forget(old.id, old, lag=lag)
            self.by_id[old.id] = replace(old, **({"fields": fields, "updated": updated} | own))

    def delete(self, name: str, *, lag: bool = False) -> None:
        with self.lock:
            old = self.get(name)
            self._forget(old.id, old, lag=lag)
            del self.by_id[old.id]

    def move(self, name: str, key: str, *, lag: bool = False) -> None:
        """Gives the issue a new key, perhaps of another project; the old one keeps leading to it."""
        with self.lock:
            old = self.get(name)
            self._ids[key] = old.id
            former = (*old.former_keys, old.key)
            self.edit(name, lag=lag, key=key, project=key.rpartition("-")[0], former_keys=former)

    def reindex(self) -> None:
        """The index catches up."""
        with self.lock:
            self._stale.clear()
            self.version += 1

    def _forget(self, ident: int, old: Issue | None, *, lag: bool) -> None:
        self.version += 1
        if lag:
            self._stale.setdefault(ident, old)
        else:
            self._stale.pop(ident, None)
