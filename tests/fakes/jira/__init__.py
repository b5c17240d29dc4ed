"""A scripted Jira for tests and benchmarks: `with serve(small()) as server: server.url`."""

from tests.fakes.jira.server import Server, serve
from tests.fakes.jira.site import (
    Account,
    Context,
    Field,
    Issue,
    IssueType,
    Limits,
    Link,
    LinkType,
    Project,
    Site,
    Status,
    User,
)

__all__ = [
    "Account", "Context", "Field", "Issue", "IssueType", "Limits", "Link", "LinkType", "Project", "Server", "Site",
    "Status", "User", "serve",
]  # fmt: skip
