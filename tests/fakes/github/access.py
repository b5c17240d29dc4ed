"""Tokens, what they may do, and how often they may ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fakes.github.projects import Project
    from tests.fakes.github.world import Host, Repository

WINDOWS = {"core": 3600, "graphql": 3600, "search": 60}
LIMITS = {"core": 5000, "graphql": 5000, "search": 30}
NOTHING, READ, WRITE = 0, 1, 2
LEVELS = {"none": NOTHING, "read": READ, "write": WRITE, "admin": WRITE}


@dataclass
class Budget:
    """A resource's calls in its window; `reset` is in seconds since 1970."""

    limit: int
    window: int
    used: int = 0
    reset: int = 0

    def turn(self, now: float) -> None:
        if now >= self.reset:
            self.used, self.reset = 0, int(now) + self.window

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)


@dataclass(eq=False)
class Account:
    """Who asks. `kind`: anonymous, classic (by `scopes`), fine (a fine-grained token), actions, app, installation.

    `permissions` are those of fine-grained and installation tokens; `repositories` (full names) limits them, None
    stands for all of the owner's.
    """

    kind: str
    login: str
    token: str = ""
    scopes: tuple[str, ...] = ()
    permissions: dict[str, str] = field(default_factory=dict)
    owner: str | None = None
    repositories: frozenset[str] | None = None
    app_id: int | None = None
    budgets: dict[str, Budget] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.budgets = self.budgets or {name: Budget(LIMITS[name], WINDOWS[name]) for name in LIMITS}

    @property
    def is_integration(self) -> bool:
        return self.kind in ("actions", "installation", "app")

    def limit(self, resource: str, calls: int) -> Account:
        self.budgets[resource].limit = calls
        return self

    def may(self, need: str, level: int, repository: Repository) -> bool:
        """Whether a permission such as `issues` reaches `level` in the repository. Anybody may read what is public."""
        if level == READ and not repository.private:
            return True
        if self.kind == "anonymous":
            return False
        if self.kind == "classic":
            return "repo" in self.scopes or (not repository.private and "public_repo" in self.scopes)
        if not self.reaches(repository):
            return False
        return need == "metadata" or LEVELS[self.permissions.get(need, "none")] >= level

    def reaches(self, repository: Repository) -> bool:
        """Whether the token was made for it, under whatever name."""
        if self.kind == "app":
            return False
        if self.owner is not None and self.owner.casefold() != repository.owner.login.casefold():
            return False
        return self.repositories is None or bool(self.repositories & repository.names)

    def sees(self, repository: Repository) -> bool:
        """What a token does not see does not exist for it: 404."""
        if repository.readers is not None and self.login.casefold() not in repository.readers:
            return False
        if not repository.private:
            return True
        if self.kind == "classic":
            return "repo" in self.scopes
        return self.kind != "anonymous" and self.reaches(repository)

    def sees_project(self, project: Project) -> bool:
        """GITHUB_TOKEN never does."""
        if project.readers is not None and self.login.casefold() not in project.readers:
            return False
        if self.kind == "classic":
            return True  # scopes are asked before, and fail otherwise
        needs = "organization_projects" if project.owner.type == "Organization" else "projects"
        return self.kind in ("fine", "installation") and self.permissions.get(needs, "none") != "none"

    def is_member(self, login: str) -> bool:
        return self.owner is None or self.owner.casefold() == login.casefold()


@dataclass
class Accounts:
    """By token. Without one a caller is anonymous; an unknown one is refused."""

    by_token: dict[str, Account] = field(default_factory=dict)
    apps: dict[int, App] = field(default_factory=dict)
    anonymous: Account = field(default_factory=lambda: Account("anonymous", "").limit("core", 60).limit("search", 10))

    def classic(self, token: str, login: str, *scopes: str) -> Account:
        return self.add(Account("classic", login, token, scopes or ("repo", "read:org", "read:project")))

    def fine(self, token: str, login: str, owner: str, **permissions: str) -> Account:
        return self.add(Account("fine", login, token, permissions=permissions, owner=owner))

    def actions(self, token: str, repository: str, **permissions: str) -> Account:
        """GITHUB_TOKEN of a workflow in `repository`: 1,000 calls an hour, and no projects whatever is granted."""
        account = Account(
            "actions", "github-actions[bot]", token, permissions=permissions, owner=repository.partition("/")[0],
            repositories=frozenset({repository.casefold()}),
        )  # fmt: skip
        return self.add(account.limit("core", 1000).limit("graphql", 1000))

    def app(self, app_id: int, slug: str, owner: str, **permissions: str) -> App:
        """A GitHub App, with one installation for all repositories of `owner`."""
        app = self.apps[app_id] = App(app_id, slug, {app_id + 1: Installation(app_id + 1, owner, permissions)})
        return app

    def add(self, account: Account) -> Account:
        self.by_token[account.token] = account
        return account


@dataclass
class Installation:
    id: int
    owner: str
    permissions: dict[str, str]
    tokens: int = 0


@dataclass
class App:
    id: int
    slug: str
    installations: dict[int, Installation]


def rate_of(host: Host, account: Account, resource: str) -> Budget:
    budget = account.budgets[resource]
    budget.turn(host.clock())
    return budget
