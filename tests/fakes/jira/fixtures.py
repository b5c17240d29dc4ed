"""For a conftest: `from tests.fakes.jira.fixtures import cloud, contract, datacenter, jira`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.fakes.jira import contract as contracts
from tests.fakes.jira.server import Server, serve
from tests.fakes.jira.site import Site
from tests.fakes.jira.small import small


@pytest.fixture
def contract() -> Iterator[contracts.Contract | None]:
    """What was asked and answered must be as documented; None where the documents are not at hand."""
    if not contracts.present():
        yield None
        return
    found = contracts.Contract()
    yield found
    assert not found.violations, "\n".join(found.violations)


@pytest.fixture
def jira(contract: contracts.Contract | None) -> Iterator[Callable[..., Server]]:
    """Starts a Jira with a site, faults and so on, held to the contract if it is Cloud, until the test ends."""
    servers: list[Server] = []
    with ExitStack() as running:

        def start(site: Site, **how: Any) -> Server:
            check = contract.check if contract and site.is_cloud else None
            server = running.enter_context(serve(site, check=check, **how))
            servers.append(server)
            return server

        yield start
    assert not [crash for server in servers for crash in server.crashes]


@pytest.fixture
def cloud(jira: Callable[..., Server]) -> Server:
    """The small site as Cloud."""
    return jira(small())


@pytest.fixture
def datacenter(jira: Callable[..., Server]) -> Server:
    """The small site as Data Center."""
    return jira(small("datacenter"))
