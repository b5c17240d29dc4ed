"""A Jira of each flavour, a GitHub, and one of any make."""

from __future__ import annotations

from tests.fakes.github.fixtures import github, github_server
from tests.fakes.jira.fixtures import cloud, contract, datacenter, jira

__all__ = ["cloud", "contract", "datacenter", "github", "github_server", "jira"]
