"""A Jira that answers: every answer is judged, what may pass is tried again, and the rest is said in words."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from outcome_lint.errors import IncompleteError, UsageError
from outcome_lint.sources.live import crew
from outcome_lint.sources.live.jira.answers import LoginError, Refused, ScopeError, StrangerError, judge
from outcome_lint.sources.live.jira.credentials import Credentials
from outcome_lint.sources.live.jira.wire import Secret, Wire
from outcome_lint.sources.live.patience import TRIES, PassingError, Patience, UnavailableError
from outcome_lint.sources.live.reach import Reach
from outcome_lint.trackers import JiraSource

__all__ = ["Jira", "Refused", "connect"]

T = TypeVar("T")
Flavour = Literal["cloud", "datacenter"]
Parameter = str | int | bool | Sequence[str]
_VERSIONS = {"cloud": "3", "datacenter": "2"}
_IDENT = re.compile(r"/(?:[A-Z][A-Z0-9_]*-)?\d+(?=/|$)")
_LASTING = re.compile(r"projects/fields|issue/createmeta/|issue/[^/]+/editmeta")
_FIRST_TRIES = 3
_SCOPES = {"myself": "read:jira-user"}
_WORK = "read:jira-work"


class Me(Struct):
    """The account that asks, of either flavour."""

    accountId: str = ""
    name: str = ""
    key: str = ""
    displayName: str = ""
    timeZone: str = ""


class _ServerInfo(Struct):
    baseUrl: str = ""


class Jira:
    """One account's way to one Jira, for any number of threads."""

    def __init__(self, wire: Wire, patience: Patience, clock: Callable[[], float]) -> None:
        self.flavour: Flavour = "cloud"
        self.account = self.name = ""
        self.time_zone = ""
        self.lasting: dict[str, bytes] = {}
        self._begun: dict[str, Callable[[], bytes]] = {}
        self._wire = wire
        self._patience = patience
        self._clock = clock
        self._base = ""
        self._lock = threading.Lock()
        self._version = "2"

    @property
    def api(self) -> str:
        """The address of the API, without a slash at its end."""
        return f"{self._wire.server}/rest/api/{self._version}"

    @property
    def base(self) -> str:
        """The address that people use, without a slash at its end; asked for when it is first needed."""
        with self._lock:
            if not self._base:
                self._base = msgspec.json.decode(self.get("serverInfo"), type=_ServerInfo).baseUrl.rstrip("/")
            return self._base

    @base.setter
    def base(self, known: str) -> None:
        self._base = known

    def get(self, path: str, *, tries: int = TRIES, **params: Parameter) -> bytes:
        """The body of GET, whole JSON; `path` is relative to the API, or begins with a slash.

        What tells where fields apply is taken from `lasting`, once it is known.
        Raises Refused for what Jira will not do, UnavailableError after that many tries, IncompleteError where the
        budget for waiting is spent.
        """
        asked = {name: _said(value) for name, value in params.items()}
        if not _LASTING.match(path):
            return self._ask("GET", path, asked, None, tries, bytes)
        place = f"{path} {sorted(asked.items())}"
        if place not in self.lasting:
            self.lasting[place] = self._ask("GET", path, asked, None, tries, bytes)
        return self.lasting[place]

    def begin(self, *paths: str) -> None:
        """Ask for these at once: `get` will find them answered, or raise what went wrong."""
        for path in paths:
            self._begun[path] = crew.soon(lambda path=path: self._ask("GET", path, {}, None, TRIES, bytes))  # type: ignore[misc]

    def post(self, path: str, body: dict[str, object], *, tries: int = TRIES) -> bytes:
        """The same of a POST that only reads."""
        return self._ask("POST", path, {}, msgspec.json.encode(body), tries, bytes)

    def read(
        self, decode: Callable[[bytes], T], path: str, body: dict[str, object] | None = None, *,
        tries: int = TRIES, **params: Parameter,
    ) -> T:  # fmt: skip
        """What `decode` makes of the answer, to POST where there is a body; another shape is asked again."""
        asked = None if body is None else msgspec.json.encode(body)
        said = {name: _said(value) for name, value in params.items()}
        return self._ask("GET" if body is None else "POST", path, said, asked, tries, decode)

    def rest(self, seconds: float) -> None:
        """Leave Jira alone for a while."""
        self._patience.rest(seconds, "Jira needs a rest")

    def greet(self) -> None:
        """Ask who we are, which tells the flavour, too. Raises as `get`."""
        try:
            me = msgspec.json.decode(self.get("myself", tries=_FIRST_TRIES), type=Me)
        except msgspec.ValidationError:
            me = Me()
        self.account = me.accountId or me.key or me.name
        if not self.account:
            raise StrangerError(200, "", f"{self._wire.server} answers, but not as a Jira does")
        self.flavour = "cloud" if me.accountId else "datacenter"
        self.name, self.time_zone = me.displayName or me.name, me.timeZone
        self._version = _VERSIONS[self.flavour]

    def cloud_id(self) -> str:
        """Of a site of Cloud; "" for every other."""
        try:
            known = msgspec.json.decode(self.get("/_edge/tenant_info", tries=_FIRST_TRIES))
        except (Refused, UnavailableError):
            return ""
        return str(known.get("cloudId") or "") if isinstance(known, dict) else ""

    def lacking(self) -> tuple[str, ...]:
        """The scopes that the token lacks, of those that reading needs."""
        found: dict[str, None] = {}
        for path in ("myself", "field"):
            try:
                self.get(path, tries=_FIRST_TRIES)
            except ScopeError as error:
                found.update(dict.fromkeys(error.scopes or (_SCOPES.get(path, _WORK),)))
            except Refused:
                continue
        return tuple(found)

    def close(self) -> None:
        """Let go of the connections."""
        self._wire.close()

    def _ask(  # noqa: PLR0913, PLR0917 - all that a request is made of
        self, method: str, path: str, params: dict[str, str], body: bytes | None, tries: int,
        decode: Callable[[bytes], T],
    ) -> T:  # fmt: skip
        if method == "GET" and not params and (begun := self._begun.pop(path, None)) is not None:
            try:
                return decode(begun())
            except msgspec.DecodeError:
                pass
        place = path if path.startswith("/") else f"/rest/api/{self._version}/{path}"
        endpoint = f"{method} {_IDENT.sub('/#', place.partition('?')[0])}"

        def attempt() -> T:
            answer = self._wire.send(method, place, params, body)
            found = judge(answer, self._wire.server, self._clock())
            try:
                return decode(found)
            except msgspec.DecodeError:
                pass
            raise PassingError(f"{self._wire.server} answers in another shape than a Jira does")

        scopes: Sequence[str] = ()
        try:
            return self._patience.call(attempt, endpoint, tries=tries)
        except ScopeError as error:
            scopes = error.scopes or (_SCOPES.get(path, _WORK),)
        raise short_of(scopes)


def short_of(scopes: Sequence[str]) -> ScopeError:
    """The error of a token that lacks them."""
    error = ScopeError(401, "", tuple(scopes))
    many = "scope " if len(scopes) == 1 else "scopes "
    error.args = (f"the token lacks the {many}{' and '.join(scopes)}",)
    error.hint = "make one with the scopes read:jira-work and read:jira-user"
    return error


def connect(source: JiraSource, reach: Reach) -> Jira:
    """A Jira that knows us. Raises UsageError for what is set wrongly, IncompleteError where the door stays shut."""
    credentials = Credentials.of(source, reach.environ)
    patience = Patience(reach, "Jira")
    failure: IncompleteError | None = None
    nobody = _at(credentials.url, Secret(), source, patience, reach)
    for door in credentials.doors(nobody.cloud_id):
        jira = _at(door.server, door.secret, source, patience, reach)
        try:
            jira.greet()
        except ScopeError:
            failure = short_of(jira.lacking())
            break
        except LoginError as error:
            failure = failure or credentials.explained(error)
        except (StrangerError, Refused) as error:
            failure = failure or _stranger(credentials, error)
            break
        except UnavailableError as error:
            failure = failure or IncompleteError(str(error), credentials.advice)
            break
        else:
            return jira
        jira.close()
    if isinstance(failure, StrangerError):
        raise UsageError(str(failure), failure.hint)
    raise failure or IncompleteError(f"{credentials.url} can't be reached", credentials.advice)


def _at(server: str, secret: Secret, source: JiraSource, patience: Patience, reach: Reach) -> Jira:
    return Jira(Wire(server, secret, source), patience, reach.clock)


def _stranger(credentials: Credentials, error: Refused) -> Refused:
    if isinstance(error, StrangerError):
        error.hint = error.hint or credentials.advice
        return error
    if error.status == 404:  # noqa: PLR2004 - not found
        return StrangerError(404, "", f"there is no Jira at {credentials.url}", credentials.advice)
    return error


def _said(value: Parameter) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int) else ",".join(value)
