"""Which answers of GitHub may be better later, and when. Source: GitHub's page "Rate limits for the REST API"."""

from __future__ import annotations

import msgspec
from msgspec import Raw, Struct

from outcome_lint.sources.live.patience import PassingError, Reply, retry_after

_FORBIDDEN, _TOO_MANY, _TIMEOUT, _SERVER = 403, 429, 408, 500
_A_WHILE = 60.0  # what GitHub asks for where a secondary limit does not say
_LIMITS = frozenset({"RATE_LIMIT", "RATE_LIMITED", "graphql_rate_limit"})
_PASSING = frozenset({"SERVICE_UNAVAILABLE", "INTERNAL", "LOADING"})


class Trouble(Struct):
    """An entry of GraphQL's `errors`."""

    message: str | None = None
    type: str | None = None
    code: str | None = None
    extensions: dict[str, Raw] | None = None

    @property
    def kinds(self) -> set[str]:
        """All that GitHub calls it: it has written the same in several places over the years."""
        code = (self.extensions or {}).get("code")
        said = msgspec.json.decode(code) if code is not None else None
        return {name for name in (self.type, self.code, said) if isinstance(name, str)}


class _Troubles(Struct):
    errors: list[Trouble] | None = None


def troubles(body: str) -> list[Trouble]:
    """The errors of a GraphQL answer; none where it is no answer of GraphQL."""
    try:
        return msgspec.json.decode(body, type=_Troubles).errors or []
    except (msgspec.DecodeError, RecursionError):
        return []


def passing(reply: Reply, now: float, *, graphql: bool = False) -> PassingError | None:
    """The failure that a retry may cure, with what the server asks for; None for an answer that is final."""
    status, headers = reply.status, reply.headers
    asked = retry_after(headers.get("retry-after"), now)
    if status >= _SERVER or status == _TIMEOUT:
        return PassingError(f"GitHub answers {status}", asked, limited=asked is not None)
    kinds = {name for error in troubles(reply.body) for name in error.kinds} if graphql else set()
    spent = headers.get("x-ratelimit-remaining") == "0"
    if kinds & _LIMITS or (status in (_FORBIDDEN, _TOO_MANY) and spent):
        return PassingError("GitHub's rate limit is used up", _until_reset(reply, asked, now), "all", limited=True)
    if status == _TOO_MANY or (status == _FORBIDDEN and (asked is not None or "rate limit" in reply.body[:2000])):
        after = _A_WHILE if asked is None else asked
        return PassingError("GitHub asks for a pause", after, "all", limited=asked is not None)
    if kinds & _PASSING:
        return PassingError("GitHub's GraphQL could not load all of it")
    return None


def _until_reset(reply: Reply, asked: float | None, now: float) -> float:
    """Seconds: what is asked for, else until the hour of the limit is over."""
    reset = reply.headers.get("x-ratelimit-reset", "")
    if asked is None and reset.isdigit() and reply.headers.get("x-ratelimit-remaining") == "0":
        return max(0.0, float(reset) - now)
    return _A_WHILE if asked is None else asked
