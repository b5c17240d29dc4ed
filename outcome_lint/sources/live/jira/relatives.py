"""Fetches single issues by their keys: as whole and as surely as those of the scan, but without a store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live import crew
from outcome_lint.sources.live.jira.answered import head, issue_page
from outcome_lint.sources.live.jira.client import Refused
from outcome_lint.sources.live.patience import UnavailableError

if TYPE_CHECKING:
    from outcome_lint.sources.live.jira.client import Jira

_BULK, _RECONCILED = 100, 50  # what Cloud takes at a time
_ROUNDS = 3  # of asking for what was named as failed, or not named at all


class Relatives:
    """`fetch` by keys. What the account can't see is left out; what fails to come is a problem of the intake."""

    def __init__(
        self, client: Jira, fields: list[str], properties: Sequence[str], workers: int, intake: Intake
    ) -> None:
        self._client = client
        self._fields = fields
        self._properties = list(properties) if client.flavour == "cloud" else []
        self._workers = workers
        self._intake = intake

    def fetch(self, keys: Sequence[str]) -> list[bytes]:
        """Data Center's search may hide a Parent Link that the issue itself tells, so each is asked for alone there."""
        if self._client.flavour == "datacenter":
            return [raw for raw in crew.in_order(self._single, keys, self._workers) if raw]
        return [raw for found in crew.in_order(self._bulk, _pieces(keys, _BULK), self._workers) for raw in found]

    def again(self, raws: list[bytes], doubtful: Callable[[bytes], bool]) -> list[bytes]:
        """The same, with the doubtful ones read a second time, and left out where that fails.

        Cloud's bulkfetch may leave a value empty that failed to load; a search with `failFast` says so.
        """
        if self._client.flavour == "datacenter":
            return raws
        known = {head(raw).id: raw for raw in raws}
        doubts = [ident for ident, raw in known.items() if doubtful(raw)]
        for ident in doubts:
            del known[ident]
        for found in crew.in_order(self._confirmed, _pieces(doubts, _RECONCILED), self._workers):
            known |= {head(raw).id: raw for raw in found}
        return list(known.values())

    def _bulk(self, keys: Sequence[str]) -> list[bytes]:
        found: dict[str, bytes] = {}
        left, errors = list(keys), dict[int, str]()
        for attempt in range(_ROUNDS):
            body: dict[str, object] = {"issueIdsOrKeys": left, "fields": self._fields}
            if self._properties:
                body["properties"] = self._properties
            try:
                page = self._client.read(issue_page, "issue/bulkfetch", body)
            except Refused:
                return list(found.values())
            except UnavailableError as error:
                self._failed(keys, error)
                return list(found.values())
            found |= {head(raw).key: bytes(raw) for raw in page.issues}
            errors = page.errors()
            left = [key for key in left if key not in found]
            if not left or (attempt and not errors):
                break
        for why in errors.values():
            self._problem(", ".join(left), why)
        return list(found.values())

    def _single(self, key: str) -> bytes:
        try:
            return self._client.get(f"issue/{quote(key)}", fields=self._fields)
        except Refused:
            return b""
        except UnavailableError as error:
            self._failed([key], error)
            return b""

    def _confirmed(self, idents: Sequence[str]) -> list[bytes]:
        asked: dict[str, Any] = {"fields": self._fields, "maxResults": len(idents), "reconcileIssues": list(idents)}
        if self._properties:
            asked["properties"] = self._properties
        jql = f"id in ({', '.join(idents)})"
        try:
            page = self._client.read(issue_page, "search/jql", jql=jql, failFast=True, **asked)
        except (Refused, UnavailableError) as error:
            if getattr(error, "lost", False):
                raise
            if len(idents) == 1:
                return []
            half = len(idents) // 2
            return self._confirmed(idents[:half]) + self._confirmed(idents[half:])
        return [bytes(raw) for raw in page.issues]

    def _failed(self, keys: Sequence[str], error: UnavailableError) -> None:
        if error.lost:
            raise error
        self._problem(", ".join(keys), str(error))

    def _problem(self, keys: str, why: str) -> None:
        base = self._client.base
        self._intake.problem(base, base, f"parents of items could not be read ({keys}): {why}", "run it again")


def _pieces(names: Sequence[str], size: int) -> list[Sequence[str]]:
    return [names[start : start + size] for start in range(0, len(names), size)]
