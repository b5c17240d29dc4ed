"""Somebody else's idea of a Data Center, jira820: we connect to it, read it whole, and understand what it holds.

No oracle: it answers bad JQL with everything. What it lacks is put in front of it here: searches that are posted,
several fields in one parameter, and types by their ids.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
import requests

from outcome_lint.model import WorkItem
from outcome_lint.sources import ALL_FIELDS, Intake, Mapping
from outcome_lint.sources.live import Reach, read_live
from outcome_lint.sources.request import Request
from outcome_lint.trackers import JiraSource

jira820 = pytest.importorskip("jira820", reason="jira820 is not installed")
SEARCH = "/rest/api/2/search"


def understood(content: bytes) -> dict[str, Any]:
    """A posted search, as parameters that jira820 reads."""
    asked = json.loads(content)
    asked["jql"] = asked["jql"].replace("issuetype in (2)", "issuetype = Epic")
    return {name: ",".join(each) if isinstance(each, list) else each for name, each in asked.items()}


def with_posted_searches(app: Any) -> Any:
    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope.get("path") == SEARCH and scope.get("method") == "POST":
            content, more = b"", True
            while more:
                message = await receive()
                content, more = content + message.get("body", b""), message.get("more_body", False)
            scope = scope | {"method": "GET", "query_string": urlencode(understood(content)).encode()}
        await app(scope, receive, send)

    return answer


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    import uvicorn

    listening = socket.create_server(("127.0.0.1", 0))
    app = with_posted_searches(jira820.make_app())
    config = uvicorn.Config(app, log_level="error", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    running.start()
    while not server.started and running.is_alive():
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    running.join()
    listening.close()


@pytest.fixture(scope="module")
def epics(url: str) -> dict[str, dict[str, Any]]:
    """As it shows them itself."""
    query = {"jql": "issuetype = Epic", "maxResults": "1000"}
    page = requests.get(url + SEARCH, params=query, timeout=10).json()
    return {issue["key"]: issue["fields"] for issue in page["issues"]}


def read(url: str, intake: Intake) -> list[WorkItem]:
    environ = {"JIRA_URL": url, "JIRA_TOKEN": "any"}
    mapping = Mapping.default().only_levels(("initiative", "epic"))
    reach = Reach(environ=environ, sleep=lambda _: None)
    return list(read_live(JiraSource(projects=("JIRA820",)), Request(mapping, ALL_FIELDS, intake), reach))


def test_it_is_read_whole_and_understood(url: str, epics: dict[str, dict[str, Any]]) -> None:
    intake = Intake()
    items = {item.key: item for item in read(url, intake)}
    assert len(epics) > 10
    assert {key: item.title for key, item in items.items()} == {key: each["summary"] for key, each in epics.items()}
    assert {item.level for item in items.values()} == {"epic"}
    assert {item.status for item in items.values()} == {each["status"]["name"] for each in epics.values()}
    assert [str(problem) for problem in intake.problems] == []
