"""Pages of issues, as far as fetching has to understand them: the issues themselves stay the bytes that Jira sent."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Raw, Struct

from outcome_lint.sources.live.jira.store import Row


class _Dated(Struct, frozen=True, gc=False):
    updated: str | None = None


class Head(Struct, gc=False):
    """What tells one issue from another."""

    id: str
    key: str = ""
    fields: _Dated = _Dated()


class IdPage(Struct, gc=False):
    """A page of ids; on Data Center with `total` and what the server made of startAt and maxResults."""

    issues: list[Head]
    nextPageToken: str | None = None
    warnings: list[Any] | None = None
    total: int = -1
    maxResults: int = 0


class IssuePage(Struct, gc=False):
    """A page of issues, of any search or of bulkfetch."""

    issues: list[Raw]
    issueErrors: list[Any] | None = None
    warnings: list[Any] | None = None
    total: int = -1
    maxResults: int = 0

    def rows(self) -> list[Row]:
        """The issues, ready to be kept."""
        return [Row(int(top.id), top.key, top.fields.updated or "", bytes(raw)) for raw in self.issues
                for top in [head(raw)]]  # fmt: skip

    def errors(self) -> dict[int, str]:
        """Ids that bulkfetch could not fetch, and why."""
        found = {}
        for error in self.issueErrors or ():
            if isinstance(error, dict) and str(error.get("id", "")).isdigit():
                found[int(error["id"])] = str(error.get("errorMessage") or "no reason given")
        return found


id_page = msgspec.json.Decoder(IdPage).decode
issue_page = msgspec.json.Decoder(IssuePage).decode
head = msgspec.json.Decoder(Head).decode


def warned(page: IdPage | IssuePage) -> list[str]:
    """What Jira warns of: an argument list that was cut, a result that was truncated."""
    return [
        str(each.get("message") or each.get("type")) if isinstance(each, dict) else str(each)
        for each in page.warnings or ()
    ]
