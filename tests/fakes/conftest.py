"""The fixtures of the fakes, for their own tests."""

from __future__ import annotations

from tests.fakes.jira.fixtures import cloud, contract, datacenter, jira

__all__ = ["cloud", "contract", "datacenter", "jira"]
