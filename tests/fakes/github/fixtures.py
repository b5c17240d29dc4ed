"""The scripted GitHub as fixtures: `from tests.fakes.github.fixtures import github_server` in a conftest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.fakes.github import contract
from tests.fakes.github.builders import small_org
from tests.fakes.github.server import Server, serve
from tests.fakes.github.world import Host

Start = Callable[..., Server]


@pytest.fixture
def github_server() -> Iterator[Start]:
    """Starts servers, `github_server(host, latency=…)`, that live until the test ends. Every call and answer of a path
    that the published description has is checked by it, where that is there; what breaks it fails the test.
    """
    known = contract.load()
    with ExitStack() as stack:

        def start(host: Host | None = None, **how: Any) -> Server:
            watch = known.watch if known else None
            return stack.enter_context(serve(host or small_org(), watch=watch, **how))

        yield start
    assert known is None or not known.violations, "\n".join(known.violations)


@pytest.fixture
def github(github_server: Start) -> Server:
    """The small organisation on github.com."""
    return github_server()
