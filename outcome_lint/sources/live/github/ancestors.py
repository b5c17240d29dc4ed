"""The parents of the items, and theirs, where they are outside the selection: an OKR may stand there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from outcome_lint.model import WorkItem
from outcome_lint.sources.errors import RecordError
from outcome_lint.sources.github import GithubTable
from outcome_lint.sources.github_issue import Issue, is_pull, parent_of, tells_parent
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live.github.client import Github, GraphqlError
from outcome_lint.sources.live.github.projects import Projects
from outcome_lint.sources.live.github.refusals import RefusedError
from outcome_lint.sources.live.github.shapes import with_values
from outcome_lint.sources.scan import BAD

_LEVELS = 10
_MOST = 300  # requests


def ancestors(
    client: Github, projects: Projects, table: GithubTable, keys: list[str], intake: Intake
) -> Iterator[WorkItem]:
    """As context. One that can't be read leaves what hangs from it unknown, and says so once."""
    seen: set[str] = set()
    hidden = 0
    for _ in range(_LEVELS):
        found: list[WorkItem] = []
        for key in keys:
            if key in seen or len(seen) >= _MOST:
                continue
            seen.add(key)
            item = _ancestor(client, projects, table, key)
            if item is None:
                hidden += 1
            else:
                found.append(item)
        yield from found
        keys = [item.parent for item in found if item.parent]
        if not keys:
            break
    if hidden:
        what = "1 parent" if hidden == 1 else f"{hidden} parents"
        intake.note(f"{what} of issues can't be read with this token: whether they are tied to an OKR is unknown")
    if len(seen) >= _MOST:
        intake.warn(f"only {_MOST} parents outside the selection were read: what hangs from others is unknown")


def nearest(client: Github, projects: Projects, key: str, wanted: Callable[[Issue], bool]) -> Issue | None:
    """The issue of that key, or the first one above it that is wanted; None for neither.

    Raises RefusedError for an issue that can't be read.
    """
    for _ in range(_LEVELS):
        issue = _issue(client, projects, key)
        if wanted(issue):
            return issue
        parent = parent_of(issue)
        if parent is None:
            return None
        key = parent
    return None


def _issue(client: Github, projects: Projects, key: str) -> Issue:
    repository, _, number = key.partition("#")
    issue = msgspec.json.decode(client.get(f"/repos/{repository}/issues/{number}").body, type=Issue)
    if issue.node_id and not tells_parent(issue) and not is_pull(issue):
        told = projects.tell([issue.node_id], None).get(issue.node_id)
        with_values(issue, [], told.parent if told else UNSET)
    return issue


def _ancestor(client: Github, projects: Projects, table: GithubTable, key: str) -> WorkItem | None:
    try:
        item = table.item(_issue(client, projects, key))
    except (RefusedError, GraphqlError, RecordError, *BAD):
        return None
    return replace(item, key=key, context=True) if item else None
