"""A GitHub over the network: issues of repositories, and items of a Project."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_lint.model import WorkItem
from outcome_lint.sources.live.github.connect import connect
from outcome_lint.sources.live.github.reading import Reading
from outcome_lint.sources.live.github.selection import check
from outcome_lint.sources.live.github.templates import Template, templates
from outcome_lint.sources.live.reach import Reach
from outcome_lint.sources.request import Request
from outcome_lint.trackers import GithubSource

__all__ = ["Template", "read", "templates"]


def read(source: GithubSource, request: Request, reach: Reach) -> Iterator[WorkItem]:
    """The epics and initiatives of the source, then as context the ancestors that they hang from.

    Raises UsageError for what the source or the environment says wrongly.
    """
    check(source)
    client = connect(source, reach)
    try:
        yield from Reading(source, request, client, reach.confirm).items(reach.only)
    finally:
        client.close()
