"""Which answers of GitHub may be better later, and when. Source: GitHub's page "Rate limits for the REST API"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from outcome_lint.sources.live.patience import PassingError, retry_after

_FORBIDDEN, _TOO_MANY, _TIMEOUT, _SERVER = 403, 429, 408, 500
_A_WHILE = 60.0  # what GitHub asks for where a secondary limit does not say


class Reply(NamedTuple):
    """An answer: status, headers in lower case, text."""

    status: int
    headers: Mapping[str, str]
    body: str


def passing(reply: Reply, now: float) -> PassingError | None:
    """The failure that a retry may cure, with what the server asks for; None for an answer that is final."""
    status, headers = reply.status, reply.headers
    asked = retry_after(headers.get("retry-after"), now)
    if status >= _SERVER or status == _TIMEOUT:
        return PassingError(f"GitHub answers {status}", asked)
    spent = headers.get("x-ratelimit-remaining") == "0"
    if '"RATE_LIMITED"' in reply.body[:2000] or (status in (_FORBIDDEN, _TOO_MANY) and spent):
        reset = headers.get("x-ratelimit-reset", "")
        after = asked if asked is not None else max(0.0, float(reset) - now) if reset.isdigit() else _A_WHILE
        return PassingError("GitHub's rate limit is used up", after, "all", limited=True)
    if status == _TOO_MANY or (status == _FORBIDDEN and (asked is not None or "rate limit" in reply.body[:2000])):
        said = asked is not None
        return PassingError("GitHub asks for a pause", asked if said else _A_WHILE, "all", limited=said)
    return None
