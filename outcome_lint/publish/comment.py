"""One comment of ours under an issue: written, brought up to date, and taken away when there is nothing left to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outcome_lint.model import Run
from outcome_lint.output.comment import comment
from outcome_lint.output.look import Look
from outcome_lint.publish.client import Published, attempt, viewer

if TYPE_CHECKING:
    from github import Github

MARK = "<!-- outcome-lint -->"
LONGEST = 65_536
_WHAT = "the comment was left as it is"


def publish_comment(client: Github, repository: str, number: int, run: Run, look: Look) -> Published:
    """Asks under the issue what `run`, which read this one issue, found in it; an incomplete run changes nothing."""
    if not run.complete:
        return Published(done=False, notice=f"{_WHAT}: the issue could not be read whole")
    return upsert_comment(client, repository, number, comment(run, look))


def upsert_comment(client: Github, repository: str, number: int, body: str | None, mark: str = MARK) -> Published:
    """The issue has our one comment with this body afterwards, or none for None; the same body is not written again.

    Ours is a comment that begins with our mark and that the account of the token wrote: a quoted mark is nobody's.
    """
    return attempt(_WHAT, "issues", lambda: _upsert(client, repository, number, body, mark))


def _upsert(client: Github, repository: str, number: int, body: str | None, mark: str) -> Published:
    home = client.get_repo(repository).url  # where it is now: a write is not redirected
    mine = _mine(client, f"{home}/issues/{number}/comments", mark)
    text = None if body is None else f"{mark}\n{body}"
    for old in mine if text is None else mine[1:]:
        client.requester.requestJsonAndCheck("DELETE", f"{home}/issues/comments/{old['id']}")
    if text is None:
        return Published(done=True)
    if len(text) > LONGEST:
        return Published(done=False, notice=f"{_WHAT}: it would be longer than GitHub takes")
    if not mine:
        return _told(client, "POST", f"{home}/issues/{number}/comments", text)
    if _lines(mine[0]["body"]) == _lines(text):
        return Published(done=True, url=mine[0]["html_url"])
    return _told(client, "PATCH", f"{home}/issues/comments/{mine[0]['id']}", text)


def _told(client: Github, method: str, url: str, text: str) -> Published:
    _, data = client.requester.requestJsonAndCheck(method, url, input={"body": text})
    if not isinstance(data, dict) or not data.get("id"):
        return Published(done=False, notice=f"{_WHAT}: GitHub redirected it")
    return Published(done=True, url=data.get("html_url", ""))


def _mine(client: Github, url: str, mark: str) -> list[dict[str, Any]]:
    """Our comments, oldest first. Who we are is asked only where there is something to tell apart."""
    marked: list[dict[str, Any]] = []
    page: int | None = 1
    while page:
        headers, rows = client.requester.requestJsonAndCheck("GET", url, parameters={"per_page": 100, "page": page})
        marked += [row for row in rows if (row.get("body") or "").startswith(mark)]
        page = page + 1 if 'rel="next"' in headers.get("link", "") else None
    if not marked:
        return []
    login = viewer(client)
    return [row for row in marked if (row.get("user") or {}).get("login") == login]


def _lines(text: str) -> list[str]:
    """GitHub may give line breaks back as its pages write them."""
    return text.strip().splitlines()
