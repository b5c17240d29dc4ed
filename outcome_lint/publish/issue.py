"""One issue a period: made the first time, brought up to date after that, with comments for what it can't hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from outcome_lint.publish.client import Published, attempt, viewer
from outcome_lint.publish.comment import upsert_comment

if TYPE_CHECKING:
    from github import Github

_WHAT = "the report's issue was left as it is"
_SEARCHED = 3  # pages of a hundred: the label may have been taken away


class Told(Struct, frozen=True):
    """What the issue of a period says; `label` is how people find such issues."""

    period: str
    title: str
    pages: tuple[str, ...]
    label: str


def publish_issue(client: Github, repository: str, told: Told) -> Published:
    """The repository has one issue of ours about the period afterwards, which says this; others are left alone.

    Ours is an issue that begins with our mark and that the account of the token wrote. What is there is not written.
    """
    return attempt(_WHAT, "issues", lambda: _upsert(client, repository, told))


def mark(period: str, page: int = 1) -> str:
    """Hidden in the issue, and in the comment with each further page."""
    return f"<!-- outcome-lint report {period}{f' page {page}' if page > 1 else ''} -->"


def _upsert(client: Github, repository: str, told: Told) -> Published:
    home = client.get_repo(repository).url  # where it is now: a write is not redirected
    wanted: dict[str, Any] = {"title": told.title, "body": f"{mark(told.period)}\n{told.pages[0]}"}
    found = _found(client, home, told)
    if found is None:
        found = _sent(client, "POST", f"{home}/issues", {**wanted, "labels": [told.label]})
    elif (found["title"], _lines(found["body"])) != (told.title, _lines(wanted["body"])):
        found = _sent(client, "PATCH", f"{home}/issues/{found['number']}", wanted)
    if found is None:
        return Published(done=False, notice=f"{_WHAT}: GitHub redirected it")
    return _further(client, repository, told, found)


def _further(client: Github, repository: str, told: Told, issue: dict[str, Any]) -> Published:
    """A comment a page; the one after the last is taken away, for a report that has become shorter."""
    url, more = issue["html_url"], told.pages[1:]
    wanted: list[str | None] = [*more, None] if issue.get("comments") or more else []
    for number, page in enumerate(wanted, 2):
        done = upsert_comment(client, repository, issue["number"], page, mark(told.period, number))
        if not done.done:
            return Published(done=False, notice=done.notice, url=url)
    return Published(done=True, url=url)


def _sent(client: Github, method: str, url: str, fields: dict[str, Any]) -> dict[str, Any] | None:
    """The issue as it is now; None where a redirect swallowed the write."""
    _, data = client.requester.requestJsonAndCheck(method, url, input=fields)
    return data if isinstance(data, dict) and data.get("number") else None


def _found(client: Github, home: str, told: Told) -> dict[str, Any] | None:
    """The oldest issue of ours about the period: among those with the label, then among the newest of all."""
    for parameters in ({"labels": told.label}, {}):
        marked = [
            row for row in _listed(client, home, parameters) if (row.get("body") or "").startswith(mark(told.period))
        ]
        mine = viewer(client) if marked else ""
        ours = [row for row in marked if (row.get("user") or {}).get("login") == mine]
        if ours:
            return min(ours, key=lambda row: row["number"])
    return None


def _listed(client: Github, home: str, parameters: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for page in range(1, _SEARCHED + 1):
        asked = {"state": "all", "per_page": 100, "page": page, **parameters}
        headers, rows = client.requester.requestJsonAndCheck("GET", f"{home}/issues", parameters=asked)
        yield from rows
        if 'rel="next"' not in headers.get("link", ""):
            return


def _lines(text: str | None) -> list[str]:
    """GitHub may give line breaks back as its pages write them."""
    return (text or "").strip().splitlines()
