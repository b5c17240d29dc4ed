"""The issue forms and templates of a scanned repository, so that an untouched prompt is seen as one."""

from __future__ import annotations

import base64
from typing import NamedTuple
from urllib.parse import quote

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
    """Of the repositories that the source names, else of what their owner offers to all of them.

    One that has none, or that can't be read, is passed over: reading the issues will tell.
    """
    client = connect(source, reach)
    try:
        found: dict[str, Template] = {}
        for repository in _places(source):
            found |= {each.name: each for each in _first(client, repository)}
        return list(found.values())
    finally:
        client.close()


def _places(source: GithubSource) -> list[str]:
    """Repositories; `owner/.github` stands for all of an owner's."""
    named = (source.repo,) if isinstance(source.repo, str) else source.repo
    places = [name.replace("/*", "/.github") for name in named]
    return places or [f"{source.project.partition('/')[0]}/.github"]


def _first(client: Github, repository: str) -> list[Template]:
    """GitHub offers a repository its own templates, or if it has none those of its owner's `.github`."""
    owner = repository.partition("/")[0]
    for place in dict.fromkeys((repository, f"{owner}/.github")):
        if found := _of(client, place):
            return found
    return []


def _of(client: Github, repository: str) -> list[Template]:
    try:
        listed = msgspec.json.decode(client.get(f"/repos/{repository}/contents/{_FOLDER}").body, type=list[_Entry])
    except (RefusedError, msgspec.MsgspecError):
        return []
    files = [entry for entry in listed if _is_template(entry)]
    return [template for entry in files[:_MOST] if (template := _read(client, repository, entry))]


def _is_template(entry: _Entry) -> bool:
    name = entry.name.lower()
    return (
        entry.type == "file"
        and name.endswith((".yml", ".yaml", ".md"))
        and name not in ("config.yml", "config.yaml")
        and entry.size <= _LARGEST
    )


def _read(client: Github, repository: str, entry: _Entry) -> Template | None:
    try:
        answer = client.get(f"/repos/{repository}/contents/{quote(entry.path)}")
        text = base64.b64decode(msgspec.json.decode(answer.body, type=_Entry).content or "").decode("utf-8-sig")
    except (RefusedError, msgspec.MsgspecError, ValueError):
        return None
    return Template(f"{repository}/{entry.path}", text) if 0 < len(text) <= _LARGEST else None
