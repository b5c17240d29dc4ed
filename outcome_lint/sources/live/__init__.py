"""Trackers read over the network, complete or honest about it."""

from __future__ import annotations

from collections.abc import Iterator

from outcome_lint.model import WorkItem
from outcome_lint.sources.live.reach import Reach
from outcome_lint.sources.request import Request
from outcome_lint.trackers import JiraSource, Tracker

__all__ = ["Reach", "read_live"]


def read_live(source: Tracker, request: Request, reach: Reach) -> Iterator[WorkItem]:
    """The work items of a tracker, and as context the ancestors outside the query that OKRs may come from.

    What could not be read becomes a problem of the intake. Raises UsageError for what is set wrongly and
    IncompleteError where nothing at all can be read.
    """
    if isinstance(source, JiraSource):
        from outcome_lint.sources.live import jira

        return jira.read(source, request, reach)
    from outcome_lint.sources.live import github

    return github.read(source, request, reach)
