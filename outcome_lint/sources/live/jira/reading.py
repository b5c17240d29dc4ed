"""How the issues of one site become items: what is asked of Jira first, and what their emptiness is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from msgspec import UNSET
from msgspec.structs import replace

from outcome_lint.model import WorkItem
from outcome_lint.sources.errors import RecordError
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.jira import JiraTable
from outcome_lint.sources.jira_links import OkrRule
from outcome_lint.sources.jira_site import Site
from outcome_lint.sources.live.jira import catalogue, parents, query
from outcome_lint.sources.live.jira.applicability import Applicability
from outcome_lint.sources.live.jira.links import Leads, properties_of
from outcome_lint.sources.request import Request
from outcome_lint.sources.scan import BAD
from outcome_lint.sources.trace import Trace
from outcome_lint.trackers import JiraSource

if TYPE_CHECKING:
    from outcome_lint.sources.live.jira.client import Jira

_UNASKED = frozenset({"team", "work_kind"})
"""Nobody reports their absence unless a rule in force does, so no request is spent on them."""


class Reading:
    """`see` each issue of the scan, `settle` once, then ask for its `item`; `close` when all are read.

    Raises UsageError for types or fields that are not there.
    """

    def __init__(
        self, client: Jira, source: JiraSource, request: Request, *, confirm: frozenset[str] = frozenset()
    ) -> None:
        self.mapping, _, intake = request
        mapping = self.mapping
        self._client = client
        self._intake = intake
        self._request = request
        self.name = client.base
        self.types = query.type_ids(client, mapping)
        self.known = catalogue.catalogue(client)
        catalogue.check(self.known, mapping, intake)
        self.names = self.known.names(mapping)
        self.properties = properties_of(source)
        cloud = client.flavour == "cloud"
        self._site = Site(
            browse=f"{client.base}/browse/",
            markup="plain" if cloud else "wiki",
            okr=OkrRule.of(source.okr_links),
            properties=self.properties if cloud else (),
            leads=Leads(client, intake),
        )
        self.trace = Trace(self.name, "jira live", intake)
        self.trace.columns.update(
            {f"{name} ({ident})": None for ident, name in self.names.items() if ident.startswith("customfield_")}
        )
        self.table = JiraTable(request, self.names, self.trace, self._site)
        catalogue.namesakes(self.table.looked_at, self.names, intake)
        asked = {
            field: idents for field, idents in self.table.looked_at.items() if field not in _UNASKED or field in confirm
        }
        homes = {ident: field.project for ident, field in self.known.fields.items()}
        self.applicability = Applicability(asked, self.table.asked, homes)
        self.where = query.where(source, self.types)
        self._parent = self.table.asked.get("parent") if cloud else None
        self._parentless: dict[str, None] = {}
        self._settled: set[str] = set()
        self._hidden: frozenset[str] = frozenset()

    @property
    def fields(self) -> list[str]:
        """The ids of the fields to ask for."""
        return list(self.table.asked)

    def see(self, raw: bytes) -> None:
        """An issue of the scan, as Jira sent it: what it proves of its project and type."""
        found = _decoded(self.table, raw)
        if found is None:
            return
        issue = found[1]
        if (type_ := issue.fields.issuetype) and type_.id in self.types.levels:
            self.applicability.see(issue)
            self._see_parent(issue)

    def _see_parent(self, issue: Any) -> None:
        if self._parent is not None and getattr(issue.fields, self._parent) in (None, UNSET):
            self._parentless[issue.id] = None

    def settle(self, *, scanned: bool = True) -> None:
        """Ask Jira what the issues could not prove; `scanned` are those of the query."""
        self.applicability.settle(self._client, self._intake)
        asked = [ident for ident in self._parentless if ident not in self._settled]
        new = parents.hidden(self._client, self.where if scanned else "", asked)
        self._hidden |= new
        self._settled.update(asked)
        self._parentless.clear()
        if new:
            self._intake.note("parent: some items have a parent that this account can't see; it is unknown")

    def item(self, raw: bytes) -> WorkItem | None:
        """The work item; None for a level out of scope (counted), or for what can't be read (a problem)."""
        return self._item(self.table, raw, self._intake)

    def rehearse(self, *, any_level: bool = False) -> Callable[[bytes], WorkItem | None]:
        """As `item`, without leaving a trace: to know beforehand what an issue will be."""
        silent = Intake()
        request = Request(self._request.mapping, self._request.needs, silent)
        site = replace(self._site, any_level=any_level)
        table = JiraTable(request, self.names, Trace(self.name, "jira live", silent), site)
        return lambda raw: self._item(table, raw, silent)

    def context(self, raws: Iterable[bytes]) -> Iterator[WorkItem]:
        """Issues outside of the scan, of whatever level: they say something of others."""
        silent = Intake()
        request = Request(self._request.mapping, self._request.needs, silent)
        table = JiraTable(
            request, self.names, Trace(self.name, "jira live", silent), replace(self._site, any_level=True)
        )
        kept = list(raws)
        self.learn(kept)
        for raw in kept:
            if (item := self._item(table, raw, self._intake)) is not None:
                yield replace(item, context=True)

    def learn(self, raws: Iterable[bytes]) -> None:
        """What issues outside of the scan prove, and what Jira says where they prove nothing."""
        for raw in raws:
            if (found := _decoded(self.table, raw)) is not None:
                self.applicability.see(found[1])
                self._see_parent(found[1])
        self.settle(scanned=False)

    def close(self) -> None:
        """Say which fields were taken, and which were not there."""
        self.trace.close(self._request.needs)

    def _item(self, table: JiraTable, raw: bytes, intake: Intake) -> WorkItem | None:
        found = _decoded(table, raw)
        if found is None:
            intake.problem(self.name, self.name, "Jira sent an issue that can't be read")
            return None
        used, issue = found
        self.applicability.mask(issue)
        try:
            item = used.item(issue)
            return replace(item, parent=UNSET) if item and not item.parent and issue.id in self._hidden else item
        except RecordError as error:
            intake.problem(self.name, f"{self.name}/browse/{issue.key}", str(error), error.hint)
        except BAD as error:
            intake.problem(self.name, f"{self.name}/browse/{issue.key}", f"the issue can't be read: {error}")
        return None


def _decoded(table: JiraTable, raw: bytes) -> tuple[JiraTable, Any] | None:
    """The issue, and the table that took it: a looser one where the first is too strict."""
    try:
        return table, table.decode(raw)
    except BAD:
        pass
    loose = table.loosened()
    try:
        return loose, loose.decode(raw)
    except BAD:
        return None
