"""Where Jira is and who asks, from the environment; and the doors that a token may open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from outcome_lint.errors import UsageError
from outcome_lint.sources.live.jira.answers import LoginError
from outcome_lint.sources.live.jira.wire import Secret
from outcome_lint.trackers import JiraSource

GATEWAY_ENV = "OUTCOME_LINT_JIRA_GATEWAY"
_GATEWAY = "https://api.atlassian.com"
_CLOUD = re.compile(r"https://[\w-]+\.(?:atlassian\.net|jira\.com)$", re.IGNORECASE)
_PAGE = re.compile(r"/(?:browse|secure|rest|projects|issues|plugins|jira/(?:software|core|your-work|for-you))(?:/.*)?$")


class Door(Struct, frozen=True):
    """An address of the API, and what to show there."""

    server: str
    secret: Secret


class Credentials(Struct, frozen=True):
    """`url` is the address that people use; `advice` says where to look when it is wrong."""

    url: str
    token: str
    user: str
    source: JiraSource
    gateway: str

    @classmethod
    def of(cls, source: JiraSource, environ: Mapping[str, str]) -> Credentials:
        """Raises UsageError that names the variable which is not set."""
        url = source.url or environ.get(source.url_env, "").strip()
        token, user = environ.get(source.token_env, "").strip(), environ.get(source.email_env, "").strip()
        if not url:
            raise UsageError(
                f"the address of Jira is not known: {source.url_env} is not set",
                f"export {source.url_env}=https://your-site.atlassian.net, or write url: in outcome-lint.yml",
            )
        if not re.fullmatch(r"https?://[^\s@/]+(/[^\s@]*)?", url):
            raise UsageError(
                f"{source.url_env if not source.url else 'url'} holds no address of a Jira",
                "write https://your-site.atlassian.net, without a user or a token in it",
            )
        if not token:
            raise UsageError(
                f"there is no token for Jira: {source.token_env} is not set",
                f"export {source.token_env}=… with an API token (Cloud) or a personal access token (Data Center)",
            )
        if not user and source.auth == "basic":
            raise UsageError(
                f"auth: basic needs an account: {source.email_env} is not set",
                f"export {source.email_env}=… with the e-mail (Cloud) or user name (Data Center) of the token",
            )
        gateway = environ.get(GATEWAY_ENV, "").strip().rstrip("/") or _GATEWAY
        return cls(_site(url), token, user, source, gateway)

    def __repr__(self) -> str:
        """Without the token."""
        return f"Credentials({self.url})"

    @property
    def advice(self) -> str:
        """Where to look when the address is wrong."""
        where = "url: in outcome-lint.yml" if self.source.url else self.source.url_env
        return f"look at {where}, and whether this machine may go there (VPN, proxy, HTTPS_PROXY)"

    @property
    def basic(self) -> Secret:
        """User and token."""
        return Secret(self.token, self.user)

    @property
    def bearer(self) -> Secret:
        """The token alone."""
        return Secret(self.token)

    @property
    def anyhow(self) -> Secret:
        """What is there, for a question that needs neither."""
        return self.basic if self.user else self.bearer

    def doors(self, cloud_id: Callable[[], str]) -> Iterator[Door]:
        """The doors to try, most likely first; `cloud_id` asks the site, and is only called when it is needed."""
        auth, site = self.source.auth, self.url
        if "/ex/jira/" in site:
            yield Door(site, self.bearer if auth == "bearer" else self.anyhow)
            return
        cloud = bool(_CLOUD.match(site)) or bool(self.source.cloud_id)
        if auth == "scoped":
            yield from self._behind(self.anyhow, self.source.cloud_id or cloud_id())
            return
        if auth == "bearer" or not self.user:
            if not cloud:
                yield Door(site, self.bearer)
            yield from self._behind(self.bearer, self.source.cloud_id or cloud_id())
            return
        yield Door(site, self.basic)
        if auth == "auto":
            if ident := self.source.cloud_id or cloud_id():
                yield from self._behind(self.basic, ident)
            else:
                yield Door(site, self.bearer)

    def _behind(self, secret: Secret, cloud_id: str) -> Iterator[Door]:
        """The gateway's door to a site of Cloud."""
        if cloud_id:
            yield Door(f"{self.gateway}/ex/jira/{cloud_id}", secret)

    def explained(self, error: LoginError) -> LoginError:
        """With what to do about it."""
        if not self.user and _CLOUD.match(self.url) and self.source.auth == "auto":
            error.hint = f"an API token of Jira Cloud belongs to an e-mail: export {self.source.email_env}=…"
        else:
            account = f" with {self.source.email_env}" if self.user else ""
            error.hint = f"{error.hint} ({self.source.token_env}{account})"
        return error


def _site(url: str) -> str:
    """The address itself, of any page of it that a person may have copied."""
    bare = url.partition("?")[0].partition("#")[0].rstrip("/")
    origin = re.match(r"https?://[^/]+", bare)
    if origin and _CLOUD.match(origin[0]):
        return origin[0]
    return _PAGE.sub("", bare)
