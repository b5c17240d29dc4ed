"""Asks through PyGithub: raw pages instead of its objects, and our own patience instead of its retries.

What PyGithub does with redirects, throttles and lazy attributes, and why it is called so here, was measured:
a redirect drops the query (so the canonical repository is asked for first), and each lazy attribute costs a request.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from outcome_lint.errors import IncompleteError
from outcome_lint.sources.live.github.etags import Answer, Etags
from outcome_lint.sources.live.github.limits import passing, troubles
from outcome_lint.sources.live.github.refusals import app_refused, refused
from outcome_lint.sources.live.github.shapes import Repository
from outcome_lint.sources.live.patience import PassingError, Patience, Reply
from outcome_lint.sources.live.reach import Reach
from outcome_lint.sources.scan import BAD

if TYPE_CHECKING:
    from github import Requester

_NOT_MODIFIED = 304
_BAD_REQUEST = 400


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
        self.limits: dict[str, tuple[int, int]] = {}
        self.headers: Mapping[str, str] = {}
        self.requests = 0

    @property
    def remaining(self) -> int | None:
        """How many more REST calls may be made; None where there is no limit, or nobody said."""
        return self.limits.get("core", (None, None))[0]

    def close(self) -> None:
        """Let go of connections and files."""
        self._requester.close()
        self._etags.close()

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
            self._etags.touch(url, parameters)
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
                raise IncompleteError(f"the pages of {_path(url)} lead in a circle")
            if not following.startswith(re.match(r"https?://[^/]+", self.api)[0] + "/"):  # type: ignore[index]
                raise _elsewhere(self.api, url)
            seen.add(following)
            url, query = following, None

    def graphql(self, document: str, variables: dict[str, Any]) -> dict[str, Any]:
        """The data of an answer without errors. Raises GraphqlError, RefusedError, or IncompleteError."""
        reply = self._send("POST", self._requester.graphql_url, None, {}, {"query": document, "variables": variables})
        self._check(reply, "GraphQL")
        sent = self._decoded(reply.body, "GraphQL")
        if sent.get("errors"):
            errors = troubles(reply.body)
            kinds = frozenset(name for error in errors for name in error.kinds)
            raise GraphqlError([error.message or "" for error in errors], kinds, sent.get("data"))
        data = sent.get("data")
        if not isinstance(data, dict):
            raise IncompleteError("GitHub's GraphQL sent an answer without data")
        return data

    def _send(
        self, verb: str, url: str, parameters: dict[str, str] | None, headers: dict[str, str], body: Any = None
    ) -> Reply:
        from github import GithubException
        from requests import RequestException

        def once() -> Reply:
            self.requests += 1
            try:
                status, answered, text = self._requester.requestJson(verb, url, parameters, dict(headers), body)
            except RequestException as error:
                raise PassingError(f"{self.api} does not answer ({type(error).__name__})") from None
            except (RuntimeError, AssertionError):  # as PyGithub says that an address is another server's
                raise _elsewhere(self.api, url) from None
            except GithubException as error:  # of a GitHub App that asks for its token
                raise app_refused(error, self.api) from None
            reply = Reply(status, {name.lower(): str(value) for name, value in answered.items()}, text)
            if failure := passing(reply, self._clock(), graphql=endpoint == "graphql"):
                raise failure
            return reply

        endpoint = _endpoint(url)
        reply = self._patience.call(once, endpoint)
        self.headers = reply.headers
        remaining, limit = (reply.headers.get(f"x-ratelimit-{name}", "") for name in ("remaining", "limit"))
        if remaining.isdigit() and limit.isdigit():
            resource = reply.headers.get("x-ratelimit-resource") or ("core" if endpoint == "rest" else endpoint)
            self.limits[resource] = int(remaining), int(limit)
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
        raise refused(reply, _path(url), self.who)


def _endpoint(url: str) -> str:
    """Pauses hold for all of the API: GitHub limits an account, not an address."""
    return "search" if "/search/" in url else "graphql" if url.endswith("/graphql") else "rest"


def _links(header: str) -> dict[str, str]:
    from requests.utils import parse_header_links

    return {link["rel"]: link["url"] for link in parse_header_links(header) if "rel" in link} if header else {}


def _elsewhere(api: str, url: str) -> IncompleteError:
    """A token is for one server, and is not sent on to another."""
    return IncompleteError(
        f"{api} sends {_path(url)} on to another server",
        "set api-url: or GITHUB_API_URL to the address that the server itself uses",
    )


def _path(url: str) -> str:
    """Without the server and the query, for people."""
    return re.sub(r"^https?://[^/]+(/api/v3)?", "", url).partition("?")[0] or url


def _parameter(url: str, name: str) -> str:
    from urllib.parse import parse_qs, urlsplit

    return parse_qs(urlsplit(url).query).get(name, [""])[0]
