"""A scripted Jira for tests and benchmarks: `with serve(small()) as server: server.url`.

`small` and `big` build sites, and hold the accounts to log in with; `server.store` changes issues as a test goes on;
`faults` breaks requests by script; `server.requests` is all that was asked. The fixtures hold Cloud to its contract.
"""

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
