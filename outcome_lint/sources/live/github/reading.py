"""From what GitHub answers to work items: one walk through the issues, then what only GraphQL tells, then ancestors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import UNSET

from outcome_lint.errors import IncompleteError
from outcome_lint.model import WorkItem
from outcome_lint.sources.github import GithubTable
from outcome_lint.sources.github_issue import Issue, is_pull, repository_of, tells_parent
from outcome_lint.sources.github_values import Rankings
from outcome_lint.sources.live.github import advice
from outcome_lint.sources.live.github.ancestors import ancestors, nearest
from outcome_lint.sources.live.github.board import Board, holds
from outcome_lint.sources.live.github.client import Github, GraphqlError
from outcome_lint.sources.live.github.confirm import with_sure_parents
from outcome_lint.sources.live.github.fields import IssueFields
from outcome_lint.sources.live.github.projects import Project, Projects, Told
from outcome_lint.sources.live.github.refusals import RefusedError
from outcome_lint.sources.live.github.selection import chosen, is_whole, listings
from outcome_lint.sources.live.github.shapes import Repository, with_hidden, with_values
from outcome_lint.sources.live.github.tabling import tabled
from outcome_lint.sources.live.github.walking import repositories, walk
from outcome_lint.sources.request import Request
from outcome_lint.sources.scan import BAD
from outcome_lint.trackers import GithubSource, listed

_BATCH = 100


class Reading:
    """One read of one source."""

    def __init__(
        self, source: GithubSource, request: Request, client: Github, confirm: frozenset[str] = frozenset()
    ) -> None:
        """`confirm` names the item fields whose emptiness will be reported."""
        self._source = source
        self._confirm = confirm
        self._request = request
        self._intake = request.intake
        self._client = client
        self._projects = Projects(client)
        self._rankings = Rankings(request.mapping)
        self._fields = IssueFields(client, self._rankings)
        self._links = not request.needs.isdisjoint({"okr", "parent"})
        levels = list(request.mapping.levels)
        self._fallback = None if is_whole(source.select) else levels[-1]
        self._keys: set[str] = set()
        self._parents: dict[str, None] = {}
        self._project: Project | None = None
        self._looked_at: list[Repository] = []
        self._tables: list[GithubTable] = []

    def items(self, only: Sequence[str] = ()) -> Iterator[WorkItem]:
        """All of them, or the `only` ones by their keys; what can't be read is a problem of the intake.

        Raises UsageError for names that are spelt wrongly.
        """
        source = self._source
        if only:
            yield from self._honest("issues", self._above(only))
        else:
            if source.project and (not source.repo or source.select.project_field):
                yield from self._honest(source.project, self._of_project())
            if source.repo and listings(source.select, source.state, ""):
                for repository in self._repositories():
                    yield from self._honest(repository, self._of_repository(repository))
            self._advise()
        if self._links:
            table = self._table("ancestors", fallback="ancestor")
            missing = [key for key in self._parents if key not in self._keys]
            above = ancestors(self._client, self._projects, table, missing, self._intake)
            yield from self._honest("parents", above)

    def taken(self, field: str) -> list[str]:
        """The names of fields and sections that answered it so far."""
        return list(dict.fromkeys(name for table in self._tables for name in table.taken(field)))

    def offered(self) -> tuple[str, ...]:
        """Fields of the Project and of the organisations that were read."""
        owners = {each.owner.login for each in self._looked_at} or {self._source.project.partition("/")[0]}
        own = (field.name for owner in sorted(owners - {""}) for field in self._fields.of(owner) or ())
        return tuple(dict.fromkeys([*(self._project.seen if self._project else ()), *own]))

    def _advise(self) -> None:
        """Where nothing was found, or nothing bears a configured name."""
        if self._intake.problems:
            return
        if not any(table.items for table in self._tables):
            advice.nothing_found(self._client, self._looked_at[:3], self._project, self._intake)
            return
        borne = set().union(*(table.borne for table in self._tables))
        advice.unborne(self._request, borne, self.offered())

    def _honest(self, name: str | Repository, items: Iterator[WorkItem]) -> Iterator[WorkItem]:
        """The items that were not there before, and a problem where they end too soon."""
        place = f"github:{name.full_name if isinstance(name, Repository) else name}"
        try:
            for item in items:
                if item.key in self._keys:
                    continue
                self._keys.add(item.key)
                if item.parent:
                    self._parents[item.parent] = None
                yield item
        except IncompleteError as error:
            self._intake.problem(place, place, str(error), error.hint)
        except BAD as error:
            self._intake.problem(place, place, f"GitHub sent what nobody can read: {error}")

    def _above(self, keys: Sequence[str]) -> Iterator[WorkItem]:
        """The items of these keys, and for a key of a task or story the nearest epic that it hangs from.

        Raises IncompleteError where none of them can be read.
        """
        tables: dict[str, GithubTable] = {}
        project = self._find() if self._source.project else None
        refusals: list[RefusedError] = []
        for key in dict.fromkeys(keys):
            try:
                found = nearest(self._client, self._projects, key, lambda issue: self._is_ours(issue, project, tables))
            except RefusedError as error:
                if not error.hidden:
                    raise
                refusals.append(error)
                self._intake.note(f"{key} is not looked at: {error}")
                continue
            if found is not None:
                with_hidden(found, self._fields.hidden((repository_of(found) or "").partition("/")[0]))
                yield from tabled([found], self._asked(found, tables), self._intake)
        if len(refusals) == len(dict.fromkeys(keys)):
            raise refusals[0]

    def _is_ours(self, issue: Issue, project: Project | None, tables: dict[str, GithubTable]) -> bool:
        """Whether an issue, completed, is an epic or initiative of this source."""
        select = self._source.select
        if is_pull(issue):
            return False
        [issue] = self._completed([issue], project)
        if is_whole(select) or select.query:
            name = repository_of(issue) or ""
            marked = tables.setdefault(f"marks of {name}", GithubTable(f"github:{name}", self._request))
            return marked.wants(issue)
        return chosen(issue, select) or (project is not None and holds(self._values(issue, project), select))

    def _values(self, issue: Issue, project: Project) -> list[dict[str, object]]:
        told = self._projects.tell([issue.node_id], project).get(issue.node_id)
        return told.values if told else []

    def _asked(self, issue: Issue, tables: dict[str, GithubTable]) -> GithubTable:
        name = repository_of(issue) or ""
        return tables.setdefault(name, self._table(name))

    def _repositories(self) -> Iterator[Repository]:
        for name in listed(self._source.repo):
            owner, _, rest = name.partition("/")
            place = f"github:{name}"
            try:
                if rest == "*":
                    yield from repositories(self._client, owner, self._intake)
                else:
                    yield self._canonical(name)
            except IncompleteError as error:
                self._intake.problem(place, place, str(error), error.hint)

    def _canonical(self, name: str) -> Repository:
        repository = self._client.repository(name)
        if repository.full_name.casefold() != name.casefold():
            self._intake.note(f"{name} is now called {repository.full_name}")
        if not repository.has_issues:
            raise IncompleteError(f"issues are switched off in {repository.full_name}", "take it out of sources:")
        return repository

    def _table(self, name: str, fallback: str | None = None) -> GithubTable:
        table = GithubTable(f"github:{name}", self._request, fallback=fallback or self._fallback)
        self._tables.append(table)
        return table

    def _find(self) -> Project:
        if self._project is None:
            selecting = tuple(self._source.select.project_field)
            self._project = self._projects.find(self._source.project, self._rankings, selecting)
        return self._project

    def _of_repository(self, repository: Repository) -> Iterator[WorkItem]:
        self._looked_at.append(repository)
        project = self._find() if self._source.project else None
        table = self._table(repository.full_name)
        seen: set[int] = set()
        for listing in listings(self._source.select, self._source.state, repository.full_name):
            issues = walk(self._client, listing, repository.full_name, self._intake)
            for batch in _batches(issues, seen, table, every=project is not None):
                for issue in self._completed(batch, project):
                    with_hidden(issue, self._fields.hidden(repository.owner.login))
                yield from tabled(batch, table, self._intake)
        table.close()

    def _completed(self, batch: list[Issue], project: Project | None) -> list[Issue]:
        """The issues with their parents, where the list did not tell them, and with the values of the Project."""
        unknown = self._links and not all(map(tells_parent, batch))
        if not (project or unknown):
            return batch
        ids = [issue.node_id for issue in batch if issue.node_id]
        try:
            told = self._projects.tell(ids, project)
        except (GraphqlError, RefusedError) as error:
            if project:
                raise
            self._intake.note(f"parents of issues are unknown: {error}")
            return batch
        nobody = Told([], UNSET)
        for issue in batch:
            said = told.get(issue.node_id or "", nobody)
            with_values(issue, said.values, UNSET if tells_parent(issue) else said.parent)
        return batch

    def _of_project(self) -> Iterator[WorkItem]:
        project = self._find()
        table = self._table(f"project/{self._source.project}")
        board = Board(self._source, self._client, self._projects, self._fields, self._intake)
        items = board.items(project, table)
        if not self._confirm.isdisjoint({"okr", "parent"}):
            items = with_sure_parents(self._client, items, self._intake, all_of_them="parent" in self._confirm)
        yield from items


def _batches(issues: Iterable[Issue], seen: set[int], table: GithubTable, *, every: bool) -> Iterator[list[Issue]]:
    """The issues in hundreds, each once; those without a mark go to the table at once, to be counted."""
    batch: list[Issue] = []
    for issue in issues:
        if issue.number in seen:
            continue
        seen.add(issue.number)
        if not (table.wants(issue) or (every and not is_pull(issue))):
            table.item(issue)
            continue
        batch.append(issue)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
