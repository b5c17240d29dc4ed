"""The one module that touches PyGithub: raw pages instead of its objects, and our own patience instead of its retries.

What PyGithub does with redirects, throttles and lazy attributes, and why it is called so here, was measured:
a redirect drops the query (so the canonical repository is asked for first), and each lazy attribute costs a request.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from outcome_lint.errors import IncompleteError, UsageError
from outcome_lint.sources.live.github.etags import Answer, Etags
from outcome_lint.sources.live.github.limits import Reply, passing
from outcome_lint.sources.live.github.shapes import Repository
from outcome_lint.sources.live.patience import PassingError, Patience
from outcome_lint.sources.live.reach import Reach
from outcome_lint.sources.scan import BAD
from outcome_lint.trackers import GithubApp, GithubSource

if TYPE_CHECKING:
    from github import Auth, Requester

PUBLIC = "https://api.github.com"
_TIMEOUT = 30
_NOT_MODIFIED = 304
_GONE = 410
_FORBIDDEN = 403
_UNAUTHORIZED = 401
_NOT_FOUND = 404
_BAD_REQUEST = 400


class RefusedError(IncompleteError):
    """GitHub's final no to one request: its status, and its own words."""

    def __init__(self, status: int, words: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.status = status
        self.words = words


class GraphqlError(IncompleteError):
    """The `errors` of a GraphQL answer."""

    def __init__(self, messages: list[str], kinds: frozenset[str], data: dict[str, Any] | None) -> None:
        super().__init__(f"GitHub's GraphQL says: {'; '.join(messages) or 'an error without words'}")
        self.messages = messages
        self.kinds = kinds
        self.data = data or {}

    @property
    def too_much(self) -> bool:
        """A smaller page may pass."""
        words = " ".join(self.messages).casefold()
        return "RESOURCE_LIMITS_EXCEEDED" in self.kinds or "resource limit" in words or "timeout" in words


class Page(NamedTuple):
    """A page of a walk: its body, and how many pages there are where the server says so."""

    body: str
    last: int | None


class Github:
    """Asks one GitHub as one account; not for several threads at once, as PyGithub is not either."""

    def __init__(self, requester: Requester.Requester, reach: Reach, etags: Etags, api: str, who: str) -> None:
        self._requester = requester
        self._patience = Patience(reach, "GitHub")
        self._clock = reach.clock
        self._etags = etags
        self.api = api
        self.who = who
        self.remaining: int | None = None
        self.scopes = ""
        self.requests = 0

    @property
    def web(self) -> str:
        """The scheme and host of the API, for addresses that only we read."""
        return self.api.rstrip("/")

    def repository(self, name: str) -> Repository:
        """By its canonical name. Raises RefusedError."""
        answer = self.get(f"/repos/{name}")
        return msgspec.json.decode(answer.body, type=Repository)

    def get(self, url: str, parameters: dict[str, str] | None = None) -> Answer:
        """A path below the API, or a link that it gave. Raises RefusedError, or IncompleteError."""
        kept = self._etags.get(url, parameters)
        headers = {"If-None-Match": kept.etag} if kept else {}
        reply = self._send("GET", url, parameters, headers)
        if reply.status == _NOT_MODIFIED and kept:
            return kept
        self._check(reply, url)
        answer = Answer(reply.headers.get("etag", ""), reply.headers.get("link", ""), reply.body)
        self._etags.put(url, parameters, answer)
        return answer

    def pages(self, url: str, parameters: dict[str, str]) -> Iterator[Page]:
        """All pages of a list, by their `next` links. Raises IncompleteError where a link leads in a circle."""
        seen: set[str] = set()
        query: dict[str, str] | None = parameters
        while True:
            answer = self.get(url, query)
            links = _links(answer.link)
            last = links.get("last")
            yield Page(answer.body, int(found) if last and (found := _parameter(last, "page")).isdigit() else None)
            following = links.get("next")
            if following is None:
                return
            if following in seen:
                raise IncompleteError(f"the pages of {url} lead in a circle")
            seen.add(following)
            url, query = following, None

    def graphql(self, document: str, variables: dict[str, Any]) -> dict[str, Any]:
        """The data of an answer without errors. Raises GraphqlError, RefusedError, or IncompleteError."""
        reply = self._send("POST", self._requester.graphql_url, None, {}, {"query": document, "variables": variables})
        self._check(reply, "graphql")
        sent = self._decoded(reply.body, "graphql")
        errors = sent.get("errors") or ()
        if errors:
            messages = [str(error.get("message", "")) for error in errors if isinstance(error, dict)]
            kinds = frozenset(
                str(error.get("type") or (error.get("extensions") or {}).get("code") or "")
                for error in errors
                if isinstance(error, dict)
            )
            raise GraphqlError(messages, kinds, sent.get("data"))
        data = sent.get("data")
        if not isinstance(data, dict):
            raise IncompleteError("GitHub's GraphQL sent an answer without data")
        return data

    def _send(
        self, verb: str, url: str, parameters: dict[str, str] | None, headers: dict[str, str], body: Any = None
    ) -> Reply:
        from requests import RequestException

        def once() -> Reply:
            self.requests += 1
            try:
                status, answered, text = self._requester.requestJson(verb, url, parameters, dict(headers), body)
            except RequestException as error:
                raise PassingError(f"{self.api} does not answer ({type(error).__name__})") from None
            except RuntimeError:
                raise IncompleteError(f"{self.api} sends {url} on to another server", "set api-url:") from None
            reply = Reply(status, {name.lower(): str(value) for name, value in answered.items()}, text)
            if failure := passing(reply, self._clock()):
                raise failure
            return reply

        reply = self._patience.call(once, _endpoint(url))
        remaining = reply.headers.get("x-ratelimit-remaining", "")
        self.remaining = int(remaining) if remaining.isdigit() else self.remaining
        self.scopes = reply.headers.get("x-oauth-scopes", self.scopes)
        return reply

    @staticmethod
    def _decoded(body: str, url: str) -> dict[str, Any]:
        try:
            sent = msgspec.json.decode(body)
        except BAD:
            sent = None
        if not isinstance(sent, dict):
            raise IncompleteError(f"the answer to {url} is not JSON; is the address of the API right?")
        return sent

    def _check(self, reply: Reply, url: str) -> None:
        if reply.status < _BAD_REQUEST and reply.body.lstrip()[:1] in ("{", "["):
            return
        if reply.status < _BAD_REQUEST:
            raise IncompleteError(
                f"{self.api} answers {url} with something that is not JSON; is it a GitHub?",
                "set GITHUB_API_URL or api-url: to the address of its API, such as https://ghe.example/api/v3",
            )
        words = _words(reply.body)
        message, hint = _explained(reply, words, url, self.who)
        raise RefusedError(reply.status, words, message, hint)


def connect(source: GithubSource, reach: Reach) -> Github:
    """With the token or App of the environment; without one, as anybody (public repositories, 60 requests an hour)."""
    import github

    logging.getLogger("github").handlers.clear()  # its import writes to standard error
    api = (source.api_url or reach.environ.get("GITHUB_API_URL", "") or PUBLIC).rstrip("/")
    secret = reach.environ.get(source.token_env, "").strip()
    auth: Auth.Auth | None = github.Auth.Token(secret) if secret else None
    who = f"the token of {source.token_env}" if secret else f"nobody ({source.token_env} is not set)"
    if source.project and (other := reach.environ.get(source.project_token_env, "").strip()):
        secret, who = other, f"the token of {source.project_token_env}"
        auth = github.Auth.Token(other)
    if source.app is not None:
        auth = _as_app(source, source.app, reach, api)
        who = f"the GitHub App of {source.app.id_env}"
    client = github.Github(
        auth=auth,
        base_url=api,
        timeout=_TIMEOUT,
        verify=source.ca_bundle or True,
        retry=None,
        seconds_between_requests=0,
        seconds_between_writes=0,
    )
    account = hashlib.blake2b(secret.encode(), digest_size=8).hexdigest()
    return Github(client.requester, reach, Etags.of(reach, api, account), api, who)


def _as_app(source: GithubSource, app: GithubApp, reach: Reach, api: str) -> Auth.Auth:
    import github

    ident, key = (reach.environ.get(name, "").strip() for name in (app.id_env, app.key_env))
    if not ident or not key:
        missing = app.key_env if ident else app.id_env
        raise UsageError(f"the environment variable {missing} is not set", "a GitHub App needs its id and private key")
    try:
        signed = github.Auth.AppAuth(ident, key.replace("\\n", "\n"))
        installation = reach.environ.get(app.installation_env, "").strip()
        number = int(installation) if installation else _installation(signed, source, api)
        return signed.get_installation_auth(number, requester=github.Github(auth=signed, base_url=api).requester)
    except github.GithubException as error:
        words = error.data.get("message", "") if isinstance(error.data, dict) else ""
        raise IncompleteError(f"GitHub does not let the App in: {error.status} {words}".rstrip()) from None
    except (ValueError, TypeError) as error:
        raise UsageError(
            f"the private key in {app.key_env} can't be used: {type(error).__name__}", "it has to be the whole PEM file"
        ) from None


def _installation(signed: Auth.AppAuth, source: GithubSource, api: str) -> int:
    import github

    integration = github.GithubIntegration(auth=signed, base_url=api)
    names = (source.repo,) if isinstance(source.repo, str) else source.repo
    if names and not names[0].endswith("/*"):
        owner, _, name = names[0].partition("/")
        return integration.get_repo_installation(owner, name).id
    owner = (names[0] if names else source.project).partition("/")[0]
    return integration.get_org_installation(owner).id


def _explained(reply: Reply, words: str, url: str, who: str) -> tuple[str, str]:
    status = reply.status
    if status == _UNAUTHORIZED:
        return f"GitHub does not accept {who}: {words or 'bad credentials'}", "it may have expired; make a new one"
    if status == _FORBIDDEN:
        accepted = reply.headers.get("x-accepted-github-permissions", "")
        needed = f"it asks for: {accepted}" if accepted else "give the token `issues: read` (and `metadata: read`)"
        return f"GitHub refuses {url} to {who}: {words}", needed
    if status == _NOT_FOUND:
        return (
            f"GitHub knows no {url}, or hides it from {who}",
            "is the name right, and may the token read that repository?",
        )
    if status == _GONE:
        return f"{url} is gone: {words}", "issues may be switched off in that repository"
    return f"GitHub answers {url} with {status}: {words}", ""


def _words(body: str) -> str:
    try:
        sent = msgspec.json.decode(body)
    except BAD:
        return ""
    return str(sent.get("message") or "") if isinstance(sent, dict) else ""


def _endpoint(url: str) -> str:
    """Pauses hold for all of the API: GitHub limits an account, not an address."""
    return "search" if "/search/" in url else "graphql" if url.endswith("/graphql") else "rest"


def _links(header: str) -> dict[str, str]:
    from requests.utils import parse_header_links

    return {link["rel"]: link["url"] for link in parse_header_links(header) if "rel" in link} if header else {}


def _parameter(url: str, name: str) -> str:
    from urllib.parse import parse_qs, urlsplit

    return parse_qs(urlsplit(url).query).get(name, [""])[0]
