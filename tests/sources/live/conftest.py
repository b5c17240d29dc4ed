"""A Jira of each flavour, and one of any make."""

from __future__ import annotations

from tests.fakes.jira.fixtures import cloud, contract, datacenter, jira

__all__ = ["cloud", "contract", "datacenter", "jira"]
