"""A scripted GitHub on 127.0.0.1, for tests, benchmarks and the Action's end-to-end runs.

`with serve(small_org()) as github:` gives `github.api_url`, `github.requests`, `github.faults`; the world that it shows
is `github.host`. `python -m tests.fakes.github` runs it as a process of its own.
"""

from __future__ import annotations

from tests.fakes.github.access import Account
from tests.fakes.github.builders import big_repository, small_org
from tests.fakes.github.faults import Fault, Faults
from tests.fakes.github.projects import Draft, Item, Project, ProjectField
from tests.fakes.github.server import Request, Server, serve
from tests.fakes.github.world import Host, Issue, IssueField, Org, Repository, User

__all__ = [
    "Account", "Draft", "Fault", "Faults", "Host", "Issue", "IssueField", "Item", "Org", "Project", "ProjectField",
    "Repository", "Request", "Server", "User", "big_repository", "serve", "small_org",
]  # fmt: skip
