"""A message to the incoming webhook of a chat. Whoever knows its address may write there, so nobody gets to see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from outcome_lint.errors import UsageError
from outcome_lint.output.report.chat import Chat
from outcome_lint.publish.client import Published

VARIABLE = "OUTCOME_LINT_WEBHOOK_URL"
_WHAT = "no message was sent"
_TIMEOUT = 30
_HERE = ("127.0.0.1", "localhost")
_GOOD = range(200, 300)


def chat_of(environment: Mapping[str, str], said: Chat | None = None) -> Chat:
    """Which chat the address is of, unless it is said. Raises UsageError for no address, or none to trust."""
    url = environment.get(VARIABLE, "").strip()
    if not url:
        raise UsageError(f"the environment variable {VARIABLE} is not set", "it holds the address of the webhook")
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        host, parts = "", urlsplit("")
    if not host or (parts.scheme != "https" and host not in _HERE):
        raise UsageError(f"{VARIABLE} holds no https address", "copy it from the chat once more")
    return said or ("slack" if host == "slack.com" or host.endswith(".slack.com") else "teams")


def send(environment: Mapping[str, str], payload: dict[str, Any]) -> Published:
    """Once, and without following a redirect; what went wrong is told without the address."""
    import requests

    try:
        answer = requests.post(environment[VARIABLE].strip(), json=payload, timeout=_TIMEOUT, allow_redirects=False)
    except requests.RequestException as error:
        return Published(done=False, notice=f"{_WHAT}: the webhook did not answer ({type(error).__name__})")
    if answer.status_code not in _GOOD:
        return Published(done=False, notice=f"{_WHAT}: the webhook answered {answer.status_code}")
    return Published(done=True)
