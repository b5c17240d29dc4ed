"""The issue forms and templates of a scanned repository, so that an untouched prompt is seen as one."""

from __future__ import annotations

import base64
from typing import NamedTuple

import msgspec
from msgspec import Struct

from outcome_lint.sources.live.github.client import Github
from outcome_lint.sources.live.github.connect import connect
from outcome_lint.sources.live.github.refusals import RefusedError
from outcome_lint.sources.live.reach import Reach
from outcome_lint.trackers import GithubSource

_FOLDER = ".github/ISSUE_TEMPLATE"
_MOST = 30
_LARGEST = 100_000


class Template(NamedTuple):
    """A file of `.github/ISSUE_TEMPLATE`, with the repository before its name."""

    name: str
    text: str


class _Entry(Struct):
    name: str = ""
    path: str = ""
    type: str = ""
    size: int = 0
    content: str | None = None


def templates(source: GithubSource, reach: Reach) -> list[Template]:
    """Of the repositories that the source names one by one; a repository without any, or unreadable, has none."""
    named = (source.repo,) if isinstance(source.repo, str) else source.repo
    wanted = [name for name in named if not name.endswith("/*")]
    if not wanted:
        return []
    client = connect(source, reach)
    return [template for name in wanted for template in _of(client, name)]


def _of(client: Github, repository: str) -> list[Template]:
    try:
        full_name = client.repository(repository).full_name
        listed = msgspec.json.decode(client.get(f"/repos/{full_name}/contents/{_FOLDER}").body, type=list[_Entry])
    except (RefusedError, msgspec.MsgspecError):
        return []
    files = [
        entry
        for entry in listed
        if entry.type == "file"
        and entry.name.lower().endswith((".yml", ".yaml", ".md"))
        and entry.name.lower() not in ("config.yml", "config.yaml")
        and entry.size <= _LARGEST
    ]
    found = []
    for entry in files[:_MOST]:
        try:
            answer = client.get(f"/repos/{full_name}/contents/{entry.path}")
            content = msgspec.json.decode(answer.body, type=_Entry).content or ""
            found.append(Template(f"{full_name}/{entry.path}", base64.b64decode(content).decode("utf-8-sig")))
        except (RefusedError, msgspec.MsgspecError, ValueError):
            continue
    return found
