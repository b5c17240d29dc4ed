"""Where a live source is, as the configuration and the command line say it; `sources/live` goes there.

Secrets never stand here, only the names of the environment variables that hold them.
"""

from __future__ import annotations

import re
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from outcome_lint.errors import UsageError

Names = str | tuple[str, ...]
Variable = Annotated[str, Meta(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")]
Address = Annotated[str, Meta(pattern=r"^(https?://[^\s@]+)?$")]  # without an account: that would be a secret in a file

_PROJECT_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\s*,\s*[A-Za-z][A-Za-z0-9_]*)*")
_PROJECT = re.compile(r"project/([\w.-]+)/(\d+)")
_REPOSITORY = re.compile(r"[\w.-]+/(?:[\w.-]+|\*)")


class OkrLinks(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Which issue links tie an item to an OKR; where both are given, a link has to be of both."""

    link_types: Annotated[Names, Meta(description="Names of link types, or of one of their ways.")] = ()
    target_types: Annotated[Names, Meta(description="Issue types of the other end.")] = ()


class JiraSource(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A Jira, and which of its issues to read. Levels in scope are asked for by themselves: the JQL need not."""

    url: Annotated[Address, Meta(description="Address people know it by; default: the variable of url-env.")] = ""
    jql: Annotated[str, Meta(description="Issues to read.")] = ""
    projects: Annotated[Names, Meta(description="Keys of projects to read, instead of JQL or to narrow it.")] = ()
    cloud_id: Annotated[str, Meta(description="For a scoped token; default: asked of the site when needed.")] = ""
    auth: Annotated[
        str, Meta(pattern="^(auto|basic|bearer|scoped)$", description="How the token is used; auto finds out.")
    ] = "auto"
    url_env: Annotated[Variable, Meta(description="Variable with the address.")] = "JIRA_URL"
    email_env: Annotated[Variable, Meta(description="Variable with the e-mail or user name.")] = "JIRA_EMAIL"
    token_env: Annotated[Variable, Meta(description="Variable with the token or password.")] = "JIRA_TOKEN"
    ca_bundle: Annotated[str, Meta(description="File of certificates to trust.")] = ""
    client_cert: Annotated[Names, Meta(description="Client certificate: a file, or certificate and key.")] = ()
    proxy: Annotated[Address, Meta(description="Proxy; default: the usual variables, such as HTTPS_PROXY.")] = ""
    okr_links: Annotated[OkrLinks, Meta(description="Issue links that mean an OKR.")] = OkrLinks()
    remote_links: Annotated[bool, Meta(description="Look for OKRs in web links, too: a request for each item.")] = False
    properties: Annotated[Names, Meta(description="Issue properties that hold an OKR link, at most five.")] = ()
    workers: Annotated[int, Meta(ge=1, le=16, description="Requests at a time.")] = 14


class Selecting(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Which issues are epics and initiatives; any one will do. Without any, the marks of `levels:` decide."""

    type: Annotated[Names, Meta(description="Issue types.")] = ()
    label: Annotated[Names, Meta(description="Labels.")] = ()
    title_prefix: Annotated[Names, Meta(description="Beginnings of the title, such as '[Epic]'.")] = ()
    sub_issues: Annotated[bool, Meta(description="Issues that have sub-issues.")] = False
    project_field: Annotated[
        dict[str, Names], Meta(description="Field of the Project: values that mean an epic or initiative.")
    ] = {}
    query: Annotated[str, Meta(description="A search, as in the search box of GitHub.")] = ""


class GithubApp(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A GitHub App to act as; the variables hold its id, its private key (PEM) and perhaps its installation."""

    id_env: Annotated[Variable, Meta(description="Variable with the app's id.")] = "GITHUB_APP_ID"
    key_env: Annotated[Variable, Meta(description="Variable with its private key.")] = "GITHUB_APP_PRIVATE_KEY"
    installation_env: Annotated[Variable, Meta(description="Variable with the installation's id; else found.")] = (
        "GITHUB_APP_INSTALLATION_ID"
    )


class GithubSource(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A GitHub, and which of its issues to read."""

    repo: Annotated[Names, Meta(description="owner/repo, several of them, or owner/* for all.")] = ()
    project: Annotated[
        Annotated[str, Meta(pattern=r"^([\w.-]+/\d+)?$")], Meta(description="Project: its owner and number, acme/7.")
    ] = ""
    select: Annotated[Selecting, Meta(description="Which issues are epics and initiatives.")] = Selecting()
    state: Annotated[
        Annotated[str, Meta(pattern="^(open|closed|all)$")], Meta(description="open, closed or all issues.")
    ] = "all"
    api_url: Annotated[Address, Meta(description="Address of the API; default: GITHUB_API_URL, or github.com's.")] = ""
    token_env: Annotated[Variable, Meta(description="Variable with the token.")] = "GITHUB_TOKEN"
    project_token_env: Annotated[Variable, Meta(description="Variable with a token that may read Projects.")] = (
        "GITHUB_PROJECT_TOKEN"
    )
    app: Annotated[GithubApp | None, Meta(description="Act as a GitHub App instead of by a token.")] = None
    ca_bundle: Annotated[str, Meta(description="File of certificates to trust.")] = ""


Tracker = JiraSource | GithubSource


def jira(words: str, base: JiraSource | None = None) -> JiraSource:
    """Of `jira:ABC`, `jira:ABC,DEF` or `jira:project = ABC AND …`; how to connect is taken from `base`.

    Raises UsageError for a source that names nothing.
    """
    said = words.strip()
    if not said:
        raise UsageError("jira: needs a project or JQL", "such as jira:ABC, or jira:'project = ABC AND labels = bet'")
    connection = replace(base or JiraSource(), jql="", projects=())
    if _PROJECT_KEY.fullmatch(said):
        return replace(connection, projects=tuple(key.strip().upper() for key in said.split(",")))
    return replace(connection, jql=said)


def github(words: str, base: GithubSource | None = None) -> GithubSource:
    """Of `github:owner/repo`, `github:org/*` or `github:project/ORG/NUMBER`; the rest is taken from `base`.

    A repository keeps the Project of the base: without its fields an epic may look empty. Raises UsageError for
    anything else.
    """
    said = words.strip()
    connection = base or GithubSource()
    if found := _PROJECT.fullmatch(said):
        return replace(connection, repo=(), project=f"{found[1]}/{found[2]}")
    if _REPOSITORY.fullmatch(said):
        return replace(connection, repo=(said,))
    raise UsageError(
        f"github:{said} is no repository or Project", "write github:owner/repo, github:org/*, or github:project/ORG/7"
    )


def listed(names: Names) -> tuple[str, ...]:
    """One name or many, as many."""
    return (names,) if isinstance(names, str) else tuple(names)
