"""What the event that started a workflow is about: a pull request and the items it names, or one issue."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

_ROBOTS = ("dependabot", "renovate", "snyk-bot", "pre-commit-ci", "github-actions")


class PullRequest(Struct, frozen=True):
    """The words in which a pull request may name work items; a robot's names none worth asking about."""

    number: int
    branch: str = ""
    title: str = ""
    body: str = ""
    by_robot: bool = False


class Event(Struct, frozen=True):
    """`pull_request` and `issue` are None where it is about none."""

    name: str
    repository: str
    pull_request: PullRequest | None = None
    issue: int | None = None


def read_event(environ: Mapping[str, str]) -> Event:
    """Of GITHUB_EVENT_NAME and the file that GITHUB_EVENT_PATH names; a file that can't be read tells nothing."""
    try:
        sent = msgspec.json.decode(Path(environ.get("GITHUB_EVENT_PATH", "")).read_bytes())
    except (OSError, msgspec.DecodeError):
        sent = {}
    sent = sent if isinstance(sent, dict) else {}
    pull, issue = sent.get("pull_request"), sent.get("issue")
    return Event(
        environ.get("GITHUB_EVENT_NAME", ""),
        environ.get("GITHUB_REPOSITORY", ""),
        _pull_request(pull) if isinstance(pull, dict) else None,
        _issue(issue) if isinstance(issue, dict) else None,
    )


def _issue(sent: dict[str, Any]) -> int | None:
    number = sent.get("number")
    return number if isinstance(number, int) and "pull_request" not in sent else None


def _pull_request(sent: dict[str, Any]) -> PullRequest:
    user = sent.get("user") or {}
    login = str(user.get("login") or "")
    robot = user.get("type") == "Bot" or login.removesuffix("[bot]").casefold() in _ROBOTS or login.endswith("[bot]")
    return PullRequest(
        int(sent.get("number") or 0),
        str((sent.get("head") or {}).get("ref") or ""),
        str(sent.get("title") or ""),
        str(sent.get("body") or ""),
        robot,
    )
