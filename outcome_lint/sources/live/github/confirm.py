"""Asks REST a second time for parents that GraphQL calls null: it says so of hidden ones, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from outcome_lint.model import WorkItem
from outcome_lint.sources.github_issue import Issue, parent_of, tells_parent
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live.github.client import Github

_MOST = 200  # requests


def with_sure_parents(
    client: Github, items: Iterable[WorkItem], intake: Intake, *, all_of_them: bool
) -> Iterator[WorkItem]:
    """The items; where no parent is known, it is made sure of, or else unknown.

    Unless `all_of_them` matter, those that state an OKR of their own are left as they are.
    """
    asked = 0
    for item in items:
        repository, _, number = item.key.partition("#")
        if not number or item.parent is not None or (item.okr and not all_of_them):
            yield item
            continue
        asked += 1
        if asked > _MOST:
            intake.warn(f"parents of more than {_MOST} items would have to be asked for: those of the rest are unknown")
            yield replace(item, parent=UNSET)
            continue
        issue = msgspec.json.decode(client.get(f"/repos/{repository}/issues/{number}").body, type=Issue)
        yield replace(item, parent=parent_of(issue) if tells_parent(issue) else UNSET)
