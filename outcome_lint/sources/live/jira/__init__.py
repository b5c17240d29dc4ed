"""Jira over its API, Cloud and Data Center."""
