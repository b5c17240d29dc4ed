"""How many issues a query has, without reading any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from outcome_lint.sources.live.jira.client import Jira


class _Count(Struct):
    count: int


class _Total(Struct):
    total: int


_count = msgspec.json.Decoder(_Count).decode
_total = msgspec.json.Decoder(_Total).decode


def counted(client: Jira, where: str) -> int:
    """Cloud's estimate, Data Center's own number. Raises Refused for a query that Jira doesn't understand."""
    if client.flavour == "cloud":
        return client.read(_count, "search/approximate-count", {"jql": where}).count
    return client.read(_total, "search", {"jql": where, "maxResults": 0}).total
