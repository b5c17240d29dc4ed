from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from outcome_lint.errors import UsageError
from outcome_lint.publish import chat_of, send
from outcome_lint.publish.webhook import VARIABLE

SECRET = "T000/B000/very-secret"  # noqa: S105 - a made-up one


class Hook(BaseHTTPRequestHandler):
    answer = 200
    seen: list[tuple[str, Any]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).seen.append((self.path, json.loads(body)))
        self.send_response(self.answer)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def hook() -> Iterator[type[Hook]]:
    class Own(Hook):
        seen: list[tuple[str, Any]] = []  # noqa: RUF012 - one list a test
        address = ""

    server = HTTPServer(("127.0.0.1", 0), Own)
    Own.address = f"http://127.0.0.1:{server.server_port}/{SECRET}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Own
    server.shutdown()
    server.server_close()


def test_it_is_sent_once(hook: type[Any]):
    assert send({VARIABLE: hook.address}, {"text": "hello"}).done
    assert hook.seen == [(f"/{SECRET}", {"text": "hello"})]


@pytest.mark.parametrize("answer", [301, 302, 307, 400, 404, 500])
def test_what_went_wrong_is_told_without_the_address(hook: type[Any], answer: int):
    hook.answer = answer
    found = send({VARIABLE: hook.address}, {})
    assert not found.done
    assert str(answer) in found.notice
    assert SECRET not in str(found)
    assert len(hook.seen) == 1


def test_no_answer_is_told_without_the_address():
    found = send({VARIABLE: f"http://127.0.0.1:9/{SECRET}"}, {})
    assert not found.done
    assert "did not answer" in found.notice
    assert SECRET not in str(found)


@pytest.mark.parametrize(
    ("address", "chat"),
    [
        (f"https://hooks.slack.com/services/{SECRET}", "slack"),
        (f"https://hooks.slack.com.evil.example/{SECRET}", "teams"),
        (f"https://prod-1.westeurope.logic.azure.com/{SECRET}", "teams"),
    ],
)
def test_the_host_tells_the_chat_unless_it_is_said(address: str, chat: str):
    assert chat_of({VARIABLE: address}) == chat
    assert chat_of({VARIABLE: address}, "slack") == "slack"


@pytest.mark.parametrize(
    "address", ["", f"http://hooks.slack.com/{SECRET}", f"ftp://x/{SECRET}", SECRET, f"https://[x/{SECRET}"]
)
def test_an_address_that_others_could_read_is_refused_and_not_told(address: str):
    with pytest.raises(UsageError) as caught:
        chat_of({VARIABLE: address})
    assert SECRET not in f"{caught.value} {caught.value.hint}"
