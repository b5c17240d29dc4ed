"""Trying again: how often, when, and for how long at most. Knows no tracker, only failures that may pass."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Literal, NamedTuple, TypeVar

from outcome_lint.errors import IncompleteError
from outcome_lint.sources.live.reach import Reach

T = TypeVar("T")
Whom = Literal["call", "endpoint", "all"]

TRIES = 6
LONGEST = 60.0  # seconds of one wait that no server asked for
_FIRST = 0.5
_MINUTE = 60
_LONG = 90  # seconds above which people think in minutes
_PASSING = frozenset({
    HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT,
})  # fmt: skip
KEPT = "what was fetched is kept: run it again later, with --resume to go on where it stopped"
LATER = "run it again later"


class PassingError(Exception):
    """A failure that may pass. `after` is what the server asks for, in seconds; `whom` it asks to wait.

    A `limited` one says when to come back, so it is believed until the budget is spent; `lost`: no server was there.
    """

    def __init__(
        self, what: str, after: float | None = None, whom: Whom = "call", *, limited: bool = False, lost: bool = False
    ) -> None:
        super().__init__(what)
        self.after = after
        self.whom = whom
        self.limited = limited
        self.lost = lost


class Reply(NamedTuple):
    """What a server sent; the names of `headers` are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: str


class UnavailableError(IncompleteError):
    """It failed each time; `lost` where no server was there at all."""

    def __init__(self, message: str, hint: str = "", *, lost: bool = False) -> None:
        super().__init__(message, hint)
        self.lost = lost


def retry_after(value: str | None, now: float) -> float | None:
    """Seconds from `now` (a time stamp) of a Retry-After header: seconds, also broken ones, or an HTTP date."""
    text = (value or "").strip()
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None


def passing(status: int, headers: Mapping[str, str], whose: str, now: float) -> PassingError | None:
    """The failure that an answer means, where it may pass: limits, and servers in trouble.

    Jira says with `RateLimit-Reason` whom a limit concerns; GitHub limits by 403, too, and resets at a time stamp.
    """
    after = retry_after(headers.get("retry-after"), now)
    spent = headers.get("x-ratelimit-remaining") == "0"
    if status == HTTPStatus.TOO_MANY_REQUESTS or (status == HTTPStatus.FORBIDDEN and (spent or after is not None)):
        stamp = headers.get("x-ratelimit-reset", "")
        if after is None and spent and stamp.isdigit():
            after = max(0.0, int(stamp) - now)
        kind = headers.get("ratelimit-reason", "")
        whom: Whom = "endpoint" if "burst" in kind or not kind else "all"
        what = f"{whose} limits how much may be asked" + (f" ({kind})" if kind else "")
        return PassingError(what, after, whom, limited=True)
    if status in _PASSING:
        phrase = f"{status} {HTTPStatus(status).phrase}"
        return PassingError(f"{whose} answers with {phrase}", after, limited=after is not None)
    return None


class Patience:
    """Repeats calls until they succeed or it is no use; threads share what they learn.

    Waits that overlap count once for the budget, which all sources of a run share by their `Reach`.
    """

    def __init__(self, reach: Reach, whose: str = "GitHub") -> None:
        self._reach = reach
        self._whose = whose
        self._then = LATER if reach.cache is None else KEPT
        self._lock = threading.Lock()
        self._paused: dict[str, float] = {}

    def call(self, attempt: Callable[[], T], endpoint: str, *, tries: int = TRIES) -> T:
        """What the attempt returns. Raises UnavailableError after that many failures.

        IncompleteError comes at once where a wait would be longer than what is left of the budget.
        """
        failed = 0
        while True:
            self._hold(endpoint)
            try:
                return attempt()
            except PassingError as error:
                failure = PassingError(str(error), error.after, error.whom, limited=error.limited, lost=error.lost)
            failed += 1
            if failed >= tries and not failure.limited:
                break
            self._after(failure, failed, endpoint)
        times = f" ({failed} times)" if failed > 1 else ""
        raise UnavailableError(f"{failure}{times}", self._then, lost=failure.lost)

    def rest(self, seconds: float, why: str) -> None:
        """Leave the server alone for a while, unasked. Raises IncompleteError where the budget is spent."""
        self._wait(self._reach.clock() + seconds, why, asked=False)

    def ask(self, endpoint: str, once: Callable[[], Reply]) -> Reply:
        """The first reply that is no passing failure; a lost connection is one. Raises as `call`."""

        def attempt() -> Reply:
            lost = ""
            try:
                reply = once()
            except OSError as error:  # as are those of requests
                lost = type(error).__name__
            if lost:
                raise PassingError(f"{self._whose} can't be reached ({lost})", lost=True)
            failure = passing(reply.status, reply.headers, self._whose, self._reach.clock())
            if failure is not None:
                raise failure
            return reply

        return self.call(attempt, endpoint)

    def _after(self, failure: PassingError, failed: int, endpoint: str) -> None:
        """Wait, or have everybody wait whom the failure concerns."""
        spread = 0.5 + self._reach.chance()
        if failure.after is None:
            delay = min(LONGEST, _FIRST * 2 ** min(failed, 10)) * spread
        else:
            delay = failure.after + 0.1 * spread
        until = self._reach.clock() + delay
        if failure.whom == "call":
            self._wait(until, str(failure), asked=failure.after is not None)
            return
        place = endpoint if failure.whom == "endpoint" else ""
        with self._lock:
            self._paused[place] = max(until, self._paused.get(place, 0.0))

    def _hold(self, endpoint: str) -> None:
        """Wait as long as the endpoint is to be left alone."""
        while True:
            with self._lock:
                until = max(self._paused.get(endpoint, 0.0), self._paused.get("", 0.0))
            if until <= self._reach.clock():
                return
            self._wait(until, f"{self._whose} limits how much may be asked", asked=True)

    def _wait(self, until: float, why: str, *, asked: bool) -> None:
        reach = self._reach
        now = reach.clock()
        left = reach.waits.take(now, until, reach.budget)
        if left is not None:
            whom = f"{self._whose} asks to wait {spell(until - now)}" if asked else "this goes on for too long"
            raise IncompleteError(f"{why}: {whom}, and this run may wait {spell(left)} more", self._then)
        if until > now:
            reach.sleep(until - now)


def spell(seconds: float) -> str:
    """`40 seconds`, `30 minutes`."""
    number, unit = (seconds / _MINUTE, "minute") if seconds >= _LONG else (seconds, "second")
    whole = round(number)
    return f"{whole} {unit}" if whole == 1 else f"{whole} {unit}s"
