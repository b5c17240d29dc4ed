"""The one module that touches the private parts of the `jira` library: requests out, answers in, nothing judged."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from msgspec import Struct

from outcome_lint.sources.live.patience import PassingError
from outcome_lint.trackers import JiraSource

_NOWHERE = "can't be reached"
_TIMEOUT = (10, 120)  # seconds to connect, and between two bytes


class Secret(Struct, frozen=True):
    """What opens the door: a token alone is a bearer, with a user it is basic authentication; without one, nobody."""

    token: str = ""
    user: str = ""

    @property
    def basic(self) -> str:
        """As it stands in a header of basic authentication."""
        return b64encode(f"{self.user}:{self.token}".encode()).decode() if self.user else ""

    def __repr__(self) -> str:
        """Without what it is."""
        return "Secret(…)"


class Answer(Struct, frozen=True):
    """What came back; the names of `headers` ignore case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Wire:
    """A connection to one address, for any number of threads up to the workers of the source."""

    def __init__(self, server: str, secret: Secret, source: JiraSource) -> None:
        from jira import JIRA
        from requests.adapters import HTTPAdapter

        options: dict[str, Any] = {"verify": source.ca_bundle or True}
        if certificate := (source.client_cert,) if isinstance(source.client_cert, str) else source.client_cert:
            options["client_cert"] = certificate[0] if len(certificate) == 1 else certificate
        self._words = tuple(word.encode() for word in (secret.token, secret.basic) if word)
        self.server = server
        self._jira = JIRA(
            server,
            options=options,
            basic_auth=(secret.user, secret.token) if secret.user else None,
            token_auth=None if secret.user else secret.token or None,
            proxies={"http": source.proxy, "https": source.proxy} if source.proxy else None,
            max_retries=0,
            timeout=_TIMEOUT,
            get_server_info=False,
            logging=False,
        )
        if not secret.token:
            self._jira._session.auth = _nobody  # noqa: SLF001 - without any, ~/.netrc would be read
        size = source.workers + 1
        for scheme in ("https://", "http://"):
            self._jira._session.mount(scheme, HTTPAdapter(pool_maxsize=size, pool_block=True))  # noqa: SLF001

    def send(self, method: str, path: str, params: Mapping[str, str], body: bytes | None) -> Answer:
        """The answer, whatever it says. Raises PassingError where none arrived whole.

        No redirect is followed: it would take the token elsewhere, or `~/.netrc` into the talk.
        """
        from requests import RequestException, Session

        session, response, failure = self._jira._session, None, ""  # noqa: SLF001
        try:
            response = Session.request(  # past the library's own, which repeats and judges
                session, method, self.server + path, params=dict(params), data=body, timeout=_TIMEOUT,
                verify=session.verify, allow_redirects=False,
            )  # fmt: skip
        except (RequestException, OSError) as error:
            failure = _reason(error)
        if response is None:
            raise PassingError(f"{self.server} {failure}", lost=failure.startswith(_NOWHERE))
        content = response.content
        if response.status_code != HTTPStatus.OK:
            for word in self._words:
                content = content.replace(word, b"(a secret)")
        return Answer(response.status_code, response.headers, content)

    def close(self) -> None:
        """Let go of the connections."""
        self._jira.close()  # type: ignore[no-untyped-call]


def _nobody(request: Any) -> Any:
    return request


def _reason(error: Exception) -> str:
    """What went wrong on the way, in a few words; the exception itself holds the request and its secrets."""
    from requests import exceptions as kinds

    words = str(error)
    if isinstance(error, kinds.SSLError):
        return "has a certificate that is not trusted (ca-bundle: names a file of those that are)"
    if isinstance(error, kinds.ProxyError):
        return f"{_NOWHERE}: the proxy does not let us through"
    if isinstance(error, kinds.ConnectTimeout):
        return f"{_NOWHERE}: it does not answer"
    if isinstance(error, kinds.Timeout):
        return "does not answer in time"
    if isinstance(error, kinds.ChunkedEncodingError | kinds.ContentDecodingError) or "IncompleteRead" in words:
        return "broke off its answer"
    if "NameResolution" in words or "getaddrinfo" in words:
        return f"{_NOWHERE}: there is no such host"
    if "refused" in words:
        return f"{_NOWHERE}: nothing listens there"
    if isinstance(error, kinds.ConnectionError):
        return "closed the connection"
    return f"can't be asked ({type(error).__name__})"
