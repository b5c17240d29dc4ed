"""Jira over its API, Cloud and Data Center: complete, or a problem says what is not."""

from outcome_lint.sources.live.jira.fetching import read

__all__ = ["read"]
