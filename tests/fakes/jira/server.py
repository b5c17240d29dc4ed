"""The fake on 127.0.0.1: HTTP/1.1 that keeps connections, records what came and went, and breaks by script."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import socket
import ssl
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from tests.fakes.jira import routes
from tests.fakes.jira.faults import Fault, Script
from tests.fakes.jira.http import Answer, Exchange, Request
from tests.fakes.jira.service import Service
from tests.fakes.jira.site import Site
from tests.fakes.jira.store import Store

_WORTH_PACKING = 1000  # bytes
Check = Callable[[Request, Answer, bool], None]


class Server(ThreadingHTTPServer):
    """`requests` is everything received, with its status; `store` the issues, to change them; `script` the faults."""

    request_queue_size = 128
    daemon_threads = False

    def __init__(  # noqa: PLR0913 - what `serve` takes
        self,
        site: Site,
        *,
        faults: Sequence[Fault] = (),
        latency: float = 0,
        port: int = 0,
        check: Check | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.origin = f"{'https' if tls else 'http'}://127.0.0.1:{self.server_port}"
        self.site, self.script = site, Script(faults)
        self.service = Service(site, self.origin)
        self.latency, self.check = latency, check
        self.requests: list[Exchange] = []
        self.bytes_sent = self.connections = 0
        self.stopping = threading.Event()
        self._numbers = itertools.count(1)
        self._connections: set[socket.socket] = set()

    @property
    def store(self) -> Store:
        return self.service.store

    @property
    def crashes(self) -> list[Exception]:
        return self.service.crashes

    @property
    def url(self) -> str:
        """The site's address, as its users type it."""
        return self.origin + self.site.context_path

    @property
    def gateway_url(self) -> str:
        """What https://api.atlassian.com/ex/jira/{cloudId} is to the real one."""
        return f"{self.origin}/ex/jira/{self.site.cloud_id}"

    def asked_for(self, route: str) -> list[Exchange]:
        """What was recorded of a route, "search/jql" for example."""
        return [each for each in self.requests if each.path.endswith(f"/{route}")]

    def number(self) -> int:
        return next(self._numbers)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections += 1
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, *_: Any) -> None:
        """Connections break, by script or as clients leave; anything else is a mistake of the fake."""
        error = sys.exception()
        if isinstance(error, Exception) and not isinstance(error, OSError):
            self.crashes.append(error)

    def stop(self) -> None:
        """Ends what is running: connections first, so that no thread waits for a client."""
        self.stopping.set()
        self.shutdown()
        for connection in list(self._connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    server: Server

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        request = self._request()
        faults = self.server.script.hitting(request)
        delay = self.server.latency + sum(fault.seconds for fault in faults)
        if delay:
            self.server.stopping.wait(delay)
        answer, account = self.server.service.answer(request, faults)
        wire = next((fault.wire for fault in faults if fault.wire), "")
        self._record(request, answer, account, faults)
        self._send(answer, wire)

    def _request(self) -> Request:
        url = urlsplit(self.path)
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = None
        if content:
            with contextlib.suppress(msgspec.DecodeError):
                body = msgspec.json.decode(content)
        return Request(
            number=self.server.number(),
            method=self.command,
            path=url.path,
            query=parse_qs(url.query, keep_blank_values=True),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=body,
            **routes.api_of(url.path, self.server.site.context_path),
        )

    def _record(self, request: Request, answer: Answer, account: str | None, faults: Sequence[Fault]) -> None:
        exact = not any(fault.answer or fault.change for fault in faults)
        if self.server.check:
            self.server.check(request, answer, exact)
        exchange = Exchange(
            number=request.number,
            method=request.method,
            path=request.path,
            query=request.query,
            body=request.body,
            headers=request.headers,
            account=account,
            status=answer.status,
            fault=", ".join(fault.name for fault in faults),
            answer=answer.document if self.server.check else None,
        )
        self.server.requests.append(exchange)

    def _send(self, answer: Answer, wire: str) -> None:
        if wire == "reset":
            return self._break()
        body = answer.document if isinstance(answer.document, bytes) else msgspec.json.encode(answer.document)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        if len(body) > _WORTH_PACKING and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 1)
            self.send_header("Content-Encoding", "gzip")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        sent = body[: len(body) // 2] if wire else body
        self.wfile.write(sent)
        self.wfile.flush()
        self.server.bytes_sent += len(sent)
        if wire == "cut":
            return self._break()
        self.close_connection = self.close_connection or bool(wire)
        return None

    def _break(self) -> None:
        """With a reset, not an orderly end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()


@contextlib.contextmanager
def serve(  # noqa: PLR0913 - all that a server is made of
    site: Site,
    *,
    faults: Sequence[Fault] = (),
    latency: float = 0,
    port: int = 0,
    check: Check | None = None,
    tls: ssl.SSLContext | None = None,
) -> Iterator[Server]:
    """`latency` in seconds a request. `check` is told of every request and answer, see `contract`."""
    server = Server(site, faults=faults, latency=latency, port=port, check=check, tls=tls)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="jira", daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()
