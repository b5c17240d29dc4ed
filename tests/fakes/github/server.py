"""The scripted GitHub as an HTTP/1.1 server on 127.0.0.1: who calls, what fails, what is counted and recorded."""

from __future__ import annotations

import hashlib
import json
import socket
import struct
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.fakes.github import graphql, router, routes_apps
from tests.fakes.github.access import Account, rate_of
from tests.fakes.github.calls import Answer, Call, Refusal, not_found
from tests.fakes.github.faults import SECONDARY, Fault, Faults
from tests.fakes.github.world import Host

AGENTLESS = b"Request forbidden by administrative rules. Please make sure your request has a User-Agent header"


@dataclass
class Request:
    """One call as it was received; `fault` names what was done to it."""

    number: int
    method: str
    path: str
    query: dict[str, str]
    body: Any
    account: str
    headers: dict[str, str]
    status: int = 0
    fault: str | None = None
    answer: bytes = b""

    @property
    def line(self) -> str:
        asked = "&".join(f"{name}={value}" for name, value in self.query.items())
        return f"{self.method} {self.path}" + (f"?{asked}" if asked else "")


@dataclass(repr=False)
class Server:
    """`latency` in milliseconds is added to every answer; `watch` is told of each call with its answer."""

    host: Host
    faults: Faults = field(default_factory=Faults)
    latency: float = 0.0
    watch: Callable[[Request], None] | None = None
    requests: list[Request] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    stopping: threading.Event = field(default_factory=threading.Event)

    @property
    def api_url(self) -> str:
        return self.host.api_url

    @property
    def graphql_url(self) -> str:
        return self.host.origin + self.host.graphql_path

    def lines(self) -> list[str]:
        """Every call as `GET /path?query`."""
        return [request.line for request in self.requests]


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, server: Server, port: int) -> None:
        self.github = server
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hung up is no news; anything else is a mistake of this server."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serve(
    host: Host, *, port: int = 0, latency: float = 0.0, faults: Faults | None = None, **more: Any
) -> Iterator[Server]:
    """The host on a free port, until the block ends."""
    server = Server(host, faults or Faults(), latency, **more)
    with _Listener(server, port) as listener:
        host.origin = f"http://127.0.0.1:{listener.server_address[1]}"
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopping.set()
            listener.shutdown()
            thread.join()
    assert not server.mistakes, server.mistakes


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Listener

    def log_message(self, *_: Any) -> None:
        pass

    def version_string(self) -> str:
        return "github.com"

    def _serve(self) -> None:
        github = self.server.github
        length = int(self.headers.get("Content-Length") or 0)
        received = self.rfile.read(length) if length else b""
        with github.lock:
            request, answer, fault = self._handled(github, received)
            if github.watch:
                github.watch(request)
        pause = github.latency / 1000 + (fault.seconds if fault else 0)
        if pause:
            github.stopping.wait(pause)
        self._send(answer, fault.kind if fault else "")

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = do_HEAD = _serve  # noqa: N815

    def _handled(self, github: Server, received: bytes) -> tuple[Request, Answer, Fault | None]:
        address = urlsplit(self.path)
        query = dict(parse_qsl(address.query, keep_blank_values=True))
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = _json(received)
        request = Request(len(github.requests) + 1, self.command, address.path, query, body, "", _shown(headers))
        github.requests.append(request)
        fault = github.faults.choose(request.number, request.line)
        request.fault = fault.kind if fault else None
        try:
            answer = _answered(github, request, headers, fault)
        except Exception as mistake:  # noqa: BLE001 - told at the end, and to the caller in a way that nobody retries
            github.mistakes.append(f"{request.line}: {mistake!r}")
            answer = Answer({"message": "the scripted GitHub made a mistake", "trace": traceback.format_exc()}, 418)
        request.status, request.answer = answer.status, answer.encoded()
        answer.body = request.answer
        return request, answer, fault

    def _send(self, answer: Answer, kind: str) -> None:
        if kind == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        data: bytes = answer.body
        self.send_response(answer.status)
        if "Content-Type" not in answer.headers and answer.status != 204:
            self.send_header("Content-Type", "application/json; charset=utf-8")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status not in (204, 304):
            self.send_header("Content-Length", str(len(data)))
        if kind == "truncated":
            data, self.close_connection = data[: len(data) // 2], True
        self.end_headers()
        if self.command != "HEAD" and answer.status not in (204, 304):
            self.wfile.write(data)
        self.wfile.flush()


def _json(received: bytes) -> Any:
    try:
        return json.loads(received) if received else None
    except ValueError:
        return received.decode("utf-8", "replace")


def _shown(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name != "authorization"}


def _answered(github: Server, request: Request, headers: dict[str, str], fault: Fault | None) -> Answer:
    host = github.host
    try:
        account = _caller(host, headers)
    except Refusal as refusal:
        return refusal.answer
    request.account = account.login or account.kind
    if failed := _failed(host, fault):
        return failed
    if "user-agent" not in headers:
        return Answer(AGENTLESS, 403, {"Content-Type": "text/html"})
    prefix = "/api/v3" if host.enterprise else ""
    if not request.path.startswith(prefix) and request.path != host.graphql_path:
        return not_found().answer
    call = Call(host, account, request.method, request.path.removeprefix(prefix), request.query, request.body, headers)
    if request.path == host.graphql_path:
        return graphql.answer(call, fault)
    return _rest(call)


def _rest(call: Call) -> Answer:
    """A call on REST's account: refused when it is used up, free where the caller has the answer already."""
    free = call.path == "/rate_limit" or "rate_limit" not in call.host.features
    budget = rate_of(call.host, call.account, "search" if call.path.startswith("/search/") else "core")
    if not free and not budget.remaining:
        answer = exhausted(call.account)
    else:
        try:
            answer = router.answer(call)
        except Refusal as refusal:
            answer = refusal.answer
        if call.method == "GET" and answer.status == 200:
            answer = _unless_known(call, answer)
        if not free and answer.status != 304:
            budget.used += 1
    if "rate_limit" in call.host.features:
        name = "search" if call.path.startswith("/search/") else "core"
        answer.headers |= limits(budget, name)
    answer.headers |= _about(call)
    return answer


def _unless_known(call: Call, answer: Answer) -> Answer:
    answer.body = answer.encoded()
    tag = f'W/"{hashlib.blake2b(answer.body, digest_size=16).hexdigest()}"'
    answer.headers |= {"ETag": tag, "Cache-Control": "private, max-age=60, s-maxage=60"}
    known = {each.strip() for each in call.headers.get("if-none-match", "").split(",")}
    if tag in known or tag.removeprefix("W/") in known:
        return Answer(None, 304, answer.headers)
    return answer


def limits(budget: Any, name: str) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(budget.limit), "X-RateLimit-Remaining": str(budget.remaining),
        "X-RateLimit-Used": str(budget.used), "X-RateLimit-Reset": str(budget.reset), "X-RateLimit-Resource": name,
    }  # fmt: skip


def exhausted(account: Account) -> Answer:
    whom = "for installation ID 1" if account.is_integration else f"for user {account.login}"
    if account.kind == "anonymous":
        whom = "for 127.0.0.1. (But here's the good news: Authenticated requests get a higher rate limit.)"
    return Refusal(403, f"API rate limit exceeded {whom}").answer


def _about(call: Call) -> dict[str, str]:
    shown = {"X-GitHub-Media-Type": "github.v3; format=json", "X-GitHub-Request-Id": "F00D:CAFE"}
    if call.account.kind == "classic":
        shown |= {"X-OAuth-Scopes": ", ".join(call.account.scopes), "X-Accepted-OAuth-Scopes": "repo"}
    elif call.needed and call.account.kind != "anonymous":
        shown["X-Accepted-GitHub-Permissions"] = call.needed
    if call.host.enterprise:
        shown["X-GitHub-Enterprise-Version"] = call.host.enterprise
    return shown


def _caller(host: Host, headers: dict[str, str]) -> Account:
    """By `Authorization: Bearer …` or `token …`. Raises Refusal."""
    word, _, token = headers.get("authorization", "").partition(" ")
    if not word:
        return host.accounts.anonymous
    if token in host.accounts.by_token and word.lower() in ("bearer", "token"):
        return host.accounts.by_token[token]
    if token.count(".") == 2 and word.lower() == "bearer":
        return routes_apps.account_of(host, token)
    raise Refusal(401, "Bad credentials")


def _failed(host: Host, fault: Fault | None) -> Answer | None:
    """The answer in place of the true one; None where that is to be given."""
    kind = fault.kind if fault else ""
    if fault is None or kind not in ("secondary", "primary", "429", "500", "502", "503", "504", "html"):
        return None
    wait = {} if fault.after is None else {"Retry-After": str(fault.after)}
    left = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "4000", "X-RateLimit-Used": "1000",
            "X-RateLimit-Reset": str(int(host.clock()) + 3000), "X-RateLimit-Resource": "core"}  # fmt: skip
    if kind == "html":
        return Answer(b"<!DOCTYPE html><title>Unicorn! &middot; GitHub</title>", 502, {"Content-Type": "text/html"})
    if kind in ("secondary", "429"):
        answer = Refusal(429 if kind == "429" else 403, SECONDARY).answer
        answer.headers = left | wait
    elif kind == "primary":
        answer = Refusal(403, "API rate limit exceeded for user ID 1.").answer
        spent = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(host.clock()) + fault.reset)}
        answer.headers = left | spent
    else:
        answer = Refusal(int(kind), "Server Error").answer
        answer.headers = wait
    return answer
