"""The connection that writes go through, and what to say of one that failed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from outcome_lint import __version__
from outcome_lint.errors import UsageError

if TYPE_CHECKING:
    from github import Github

API = "https://api.github.com"
# A request that creates something is not sent again: its answer may be lost, and what it made be there.
_AGAIN = frozenset({"GET", "PATCH", "DELETE"})
_FORBIDDEN, _UNFINDABLE, _SERVER = 403, 404, 500


class Published(Struct, frozen=True):
    """What became of it: `url` is where to look at it, `notice` says why it was not done."""

    done: bool
    notice: str = ""
    url: str = ""


def connect(environment: Mapping[str, str], token_name: str = "GITHUB_TOKEN") -> Github:  # noqa: S107 - a name
    """A client for writes, slow on purpose (a second between two), with the token in the variable of that name.

    GITHUB_API_URL says which GitHub. Raises UsageError where the variable is empty.
    """
    from github import Auth, Github, GithubRetry

    token = environment.get(token_name, "").strip()
    if not token:
        raise UsageError(
            f"the environment variable {token_name} holds no token", "env: GITHUB_TOKEN: ${{ github.token }}"
        )
    logging.getLogger("github").handlers.clear()  # PyGithub would write to standard error
    retry = GithubRetry(
        total=3,
        backoff_factor=1,
        status_forcelist=[429, *range(500, 600)],
        allowed_methods=_AGAIN,
        max_rate_limit_wait=60,
    )
    return Github(
        auth=Auth.Token(token),
        base_url=(environment.get("GITHUB_API_URL") or API).rstrip("/"),
        user_agent=f"outcome-lint/{__version__}",
        per_page=100,
        retry=retry,
    )


def viewer(client: Github) -> str:
    """The account of the token; GET /user is closed to GITHUB_TOKEN."""
    _, answer = client.requester.graphql_query("query { viewer { login } }", {})
    login: str = answer["data"]["viewer"]["login"]
    return login


def head_sha(environment: Mapping[str, str]) -> str:
    """The commit to speak about: of a pull request its head, as GITHUB_SHA is a merge that nobody pushed."""
    sha = environment.get("GITHUB_SHA", "")
    try:
        event = msgspec.json.decode(Path(environment["GITHUB_EVENT_PATH"]).read_bytes())
        head = event["pull_request"]["head"]["sha"]
    except (KeyError, TypeError, OSError, msgspec.DecodeError):
        return sha
    return head if isinstance(head, str) and head else sha


def attempt(what: str, permission: str, act: Callable[[], Published]) -> Published:
    """What `act` did, or a notice about why GitHub would not let it; `what` completes “… was not …”."""
    from github import GithubException
    from requests import RequestException

    try:
        return act()
    except GithubException as error:
        return Published(done=False, notice=f"{what}: {_why(error.status, error.data, permission)}")
    except RequestException as error:
        return Published(done=False, notice=f"{what}: GitHub did not answer ({type(error).__name__})")


def _why(status: int, data: Any, permission: str) -> str:
    said = data.get("message") if isinstance(data, dict) else None
    reason = f"{status} {said}" if isinstance(said, str) and said else f"GitHub answered {status}"
    if status in (_FORBIDDEN, _UNFINDABLE):
        reason += f"; the job needs `permissions: {permission}: write`, which pull requests from forks don't get"
    return reason + "; it may be there all the same" * (status >= _SERVER)
