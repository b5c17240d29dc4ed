"""Who asks, through which door, in which version of the API: decides what is seen and how addresses are built."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from msgspec import Struct

from tests.fakes.jira.site import Account, Field, Issue, Project, Site


class Viewer(Struct, frozen=True):
    """`account` is None for the anonymous; `root` is the address of the API in `self` links, without a slash."""

    site: Site
    account: Account | None
    api: str
    root: str

    @property
    def base(self) -> str:
        return f"{self.root}/rest/api/{self.api}"

    @property
    def adf(self) -> bool:
        return self.api == "3"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.account.user.time_zone if self.account else "UTC")

    def browses(self, project: Project) -> bool:
        if self.account is None:
            return project.public
        return self.account.browse is None or project.key in self.account.browse

    def may(self, permission: str, project: str | None) -> bool:
        """Permissions by Jira's names; without a project: in any."""
        if self.account is None:
            return permission == "BROWSE_PROJECTS" and any(
                each.public for each in self.site.projects if project in {None, each.key}
            )
        sets = {
            "BROWSE_PROJECTS": self.account.browse,
            "CREATE_ISSUES": self.account.create,
            "EDIT_ISSUES": self.account.edit,
        }
        if permission not in sets:
            return False
        allowed = sets[permission]
        return allowed is None or (bool(allowed) if project is None else project in allowed)

    def projects(self) -> list[Project]:
        return [each for each in self.site.projects if self.browses(each)]

    def searched(self) -> frozenset[str]:
        """The keys of the projects whose issues are found."""
        return frozenset(each.key for each in self.projects() if not each.archived)

    def sees(self, issue: Issue, projects: frozenset[str]) -> bool:
        if issue.project not in projects:
            return False
        return issue.security is None or (self.account is not None and issue.security in self.account.security)

    def fields(self) -> list[Field]:
        """Fields "used in at least one project that the user can browse", except those hidden from it."""
        projects = self.projects()
        hidden = self.account.hidden_fields if self.account else frozenset()
        types = [each.id for each in self.site.types]
        return [
            field
            for field in self.site.fields
            if field.id not in hidden
            and (
                field.custom is None
                or any(field.applies(project.key, type_) for project in projects for type_ in types)
            )
        ]
