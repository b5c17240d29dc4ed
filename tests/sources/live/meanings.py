"""Read a few issues of the fake by the rules of `Reading`, without the machinery that fetches thousands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from outcome_lint.model import WorkItem
from outcome_lint.sources import ALL_FIELDS, Intake, Mapping
from outcome_lint.sources.live.jira.ancestors import Above
from outcome_lint.sources.live.jira.client import Jira, connect
from outcome_lint.sources.live.jira.links import with_links
from outcome_lint.sources.live.jira.reading import Reading
from outcome_lint.sources.live.reach import Reach
from outcome_lint.sources.request import Request
from outcome_lint.trackers import JiraSource
from tests.fakes.jira import Account, Server
from tests.fakes.jira.small import FULL, PAT

NEVER = {"sleep": lambda _: None}


def environ(server: Server, account: Account | None = None) -> dict[str, str]:
    who = account or (FULL if server.site.is_cloud else PAT)
    mail = {} if who.kind in {"oauth", "pat"} else {"JIRA_EMAIL": who.name}
    return {"JIRA_URL": server.url, "JIRA_TOKEN": who.secret, **mail}


def client(server: Server, account: Account | None = None, **source: Any) -> Jira:
    return connect(JiraSource(**source), Reach(environ=environ(server, account), **NEVER))


class Scan:
    """`item("PAY-1")` of the issues that were read; `notes` and `warnings` of the whole."""

    def __init__(  # noqa: PLR0913 - all that a scan is made of
        self,
        server: Server,
        *keys: str,
        account: Account | None = None,
        needs: frozenset[str] = ALL_FIELDS,
        fields: dict[str, tuple[str, ...]] | None = None,
        levels: tuple[str, ...] = ("initiative", "epic"),
        confirm: frozenset[str] = frozenset(),
        **source: Any,
    ) -> None:
        self.server, self.intake = server, Intake()
        self.source = JiraSource(**source)
        self.client = client(server, account, **source)
        mapping = Mapping.default().merged(fields=fields or {}).only_levels(levels)
        self.reading = Reading(self.client, self.source, Request(mapping, needs, self.intake))
        self.above = Above(self.client, self.reading, 2, self.intake, confirm)
        raws = list(self._raws(keys or [each.key for each in server.site.issues]))
        for raw in raws:
            self.reading.see(raw)
        self.reading.settle()
        read = (item for raw in raws if (item := self.reading.item(raw)) is not None)
        linked = with_links(self.client, self.source, self.above.passing(read), self.intake)
        self.items = {item.key: item for item in linked}

    def item(self, key: str) -> WorkItem:
        return self.items[key]

    def ancestors(self) -> dict[str, WorkItem]:
        return {item.key: item for item in self.above.climb()}

    def close(self) -> Scan:
        self.reading.close()
        self.intake.close()
        return self

    @property
    def notes(self) -> list[str]:
        return [note.text.replace(self.server.site.base_url, "JIRA") for note in self.intake.notes]

    @property
    def warnings(self) -> list[str]:
        return [note.text for note in self.intake.notes if note.level == "warning"]

    def _raws(self, keys: Iterable[str]) -> Iterator[bytes]:
        if self.client.flavour == "cloud":
            body = {"issueIdsOrKeys": list(keys), "fields": self.reading.fields}
            if self.reading.properties:
                body["properties"] = list(self.reading.properties)
            page = msgspec.json.decode(self.client.post("issue/bulkfetch", body), type=dict[str, Any])
            yield from (msgspec.json.encode(issue) for issue in page["issues"])
        else:
            for key in keys:
                if key != "WEB-4":
                    yield self.client.get(f"issue/{quote(key)}", fields=self.reading.fields)
