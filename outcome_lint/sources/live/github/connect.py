"""Whom to ask, and as whom: tokens and Apps of the environment. No secret leaves this module but into PyGithub."""

from __future__ import annotations

import hashlib
import logging
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from outcome_lint.errors import UsageError
from outcome_lint.sources.live.github.client import Github
from outcome_lint.sources.live.github.etags import Etags
from outcome_lint.sources.live.github.refusals import NOBODY, app_refused
from outcome_lint.sources.live.patience import PassingError, Patience
from outcome_lint.sources.live.reach import Reach
from outcome_lint.trackers import GithubApp, GithubSource

if TYPE_CHECKING:
    from github import Auth

PUBLIC = "https://api.github.com"
_TIMEOUT = 30
_NOT_FOUND = 404
_ADDRESS = re.compile(r"https?://[^\s@/]+(/[^\s@]*)?")


class _Who(NamedTuple):
    """An account: how it proves itself, how people call it, and what tells its cache from others'."""

    auth: Auth.Auth | None
    name: str
    account: str


def connect(source: GithubSource, reach: Reach) -> Github:
    """With the token or App of the environment; without one, as anybody (public repositories, 60 requests an hour).

    Raises UsageError for what the environment or the source says wrongly.
    """
    import github

    logging.getLogger("github").handlers.clear()  # its import writes to standard error
    api = address_of(source, reach)
    who = _as_app(source, source.app, reach, api) if source.app else _by_token(source, reach)
    client = github.Github(auth=who.auth, **_how(source, api))
    account = hashlib.blake2b(who.account.encode(), digest_size=8).hexdigest()
    return Github(client.requester, reach, Etags.of(reach, api, account), api, who.name)


def address_of(source: GithubSource, reach: Reach) -> str:
    """Of the API. Raises UsageError, without repeating what may hold a secret."""
    api = (source.api_url or reach.environ.get("GITHUB_API_URL", "").strip() or PUBLIC).rstrip("/")
    if not _ADDRESS.fullmatch(api):
        raise UsageError(
            "GITHUB_API_URL is not the address of a GitHub",
            "write https://api.github.com or https://ghe.example/api/v3, without a user or a token in it",
        )
    return api


def _how(source: GithubSource, api: str) -> dict[str, Any]:
    return {
        "base_url": api, "timeout": _TIMEOUT, "verify": source.ca_bundle or True, "retry": None,
        "seconds_between_requests": 0, "seconds_between_writes": 0,
    }  # fmt: skip


def _by_token(source: GithubSource, reach: Reach) -> _Who:
    """Projects have a token of their own where one is set: that of a workflow may never read them."""
    import github

    names = (source.project_token_env, source.token_env) if source.project else (source.token_env,)
    for name in names:
        if secret := reach.environ.get(name, "").strip():
            if not (secret.isascii() and secret.isprintable() and " " not in secret):
                raise UsageError(f"{name} holds characters that no token has", "was more than the token copied?")
            return _Who(github.Auth.Token(secret), f"the token of {name}", secret)
    return _Who(None, f"{NOBODY} ({source.token_env} is not set)", "")


def _as_app(source: GithubSource, app: GithubApp, reach: Reach, api: str) -> _Who:
    import github
    from jwt import PyJWTError as JWTError
    from requests import RequestException

    ident, key = (reach.environ.get(name, "").strip() for name in (app.id_env, app.key_env))
    if not ident or not key:
        missing = app.key_env if ident else app.id_env
        raise UsageError(f"the environment variable {missing} is not set", "a GitHub App needs its id and private key")
    signed = github.Auth.AppAuth(ident, key.replace("\\n", "\n"))
    installation = reach.environ.get(app.installation_env, "").strip()

    def installed() -> int:
        try:
            return int(installation) if installation else _installation(signed, source, api)
        except github.GithubException as error:
            raise app_refused(error, api) from None
        except RequestException as error:
            raise PassingError(f"{api} does not answer ({type(error).__name__})") from None
        except (ValueError, TypeError, JWTError) as error:
            raise UsageError(
                f"the App of {app.id_env} can't be used: {type(error).__name__}",
                f"{app.key_env} has to hold the whole PEM file, and {app.installation_env} a number if anything",
            ) from None

    number = Patience(reach, "GitHub").call(installed, "app")
    auth = signed.get_installation_auth(number, requester=github.Github(auth=signed, **_how(source, api)).requester)
    return _Who(auth, f"the GitHub App of {app.id_env}", f"app {ident} {number}")


def _installation(signed: Auth.AppAuth, source: GithubSource, api: str) -> int:
    import github

    integration = github.GithubIntegration(auth=signed, **_how(source, api))
    names = (source.repo,) if isinstance(source.repo, str) else source.repo
    owner, _, name = (names[0] if names else source.project).partition("/")
    if names and name != "*":
        return integration.get_repo_installation(owner, name).id
    try:
        return integration.get_org_installation(owner).id
    except github.GithubException as error:
        if error.status != _NOT_FOUND:
            raise
        return integration.get_user_installation(owner).id
