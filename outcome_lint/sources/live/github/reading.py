"""From what GitHub answers to work items: one walk through the issues, then what only GraphQL tells, then ancestors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from outcome_lint.errors import IncompleteError
from outcome_lint.model import WorkItem
from outcome_lint.sources.errors import RecordError
from outcome_lint.sources.github import GithubTable
from outcome_lint.sources.github_issue import Issue, repository_of
from outcome_lint.sources.github_values import Rankings
from outcome_lint.sources.live.github.ancestors import ancestors, nearest
from outcome_lint.sources.live.github.client import Github, GraphqlError, RefusedError
from outcome_lint.sources.live.github.projects import Project, Projects, Told
from outcome_lint.sources.live.github.selection import Listing, is_whole, listed, listings
from outcome_lint.sources.live.github.shapes import Found, Repository, as_issue, draft_as_issue, with_values
from outcome_lint.sources.matching import normal
from outcome_lint.sources.request import Request
from outcome_lint.sources.scan import BAD
from outcome_lint.trackers import GithubSource

_BATCH = 100
_MOST_FOUND = 1000  # what a search shows at most
_COSTLY = 50  # pages after which a narrower selection is worth a word


class Reading:
    """One read of one source."""

    def __init__(self, source: GithubSource, request: Request, client: Github) -> None:
        self._source = source
        self._request = request
        self._intake = request.intake
        self._client = client
        self._projects = Projects(client)
        self._rankings = Rankings(request.mapping)
        self._links = not request.needs.isdisjoint({"okr", "parent"})
        levels = list(request.mapping.levels)
        self._fallback = None if is_whole(source.select) else levels[-1]
        self._keys: set[str] = set()
        self._parents: dict[str, None] = {}

    def items(self, only: Sequence[str] = ()) -> Iterator[WorkItem]:
        """All of them, or the `only` ones by their keys; what can't be read is a problem of the intake."""
        if only:
            yield from self._honest("issues", self._above(only))
        elif self._source.project and (not self._source.repo or self._source.select.project_field):
            yield from self._honest(self._source.project, self._of_project())
        else:
            for name in self._repositories():
                yield from self._honest(name, self._of_repository(name))
        if self._links:
            table = self._table("ancestors", fallback="ancestor")
            missing = [key for key in self._parents if key not in self._keys]
            yield from ancestors(self._client, self._projects, table, missing, self._intake)

    def _honest(self, name: str, items: Iterator[WorkItem]) -> Iterator[WorkItem]:
        """The items, and a problem where they end too soon."""
        place = f"github:{name}"
        try:
            for item in items:
                self._keys.add(item.key)
                if item.parent:
                    self._parents[item.parent] = None
                yield item
        except IncompleteError as error:
            self._intake.problem(place, place, str(error), error.hint)
        except BAD as error:
            self._intake.problem(place, place, f"GitHub sent what nobody can read: {error}")

    def _above(self, keys: Sequence[str]) -> Iterator[WorkItem]:
        """The items of these keys, and for a key of a task or story the nearest epic that it hangs from."""
        tables: dict[str, GithubTable] = {}
        for key in keys:
            found = nearest(self._client, self._projects, key, lambda issue: self._asked(issue, tables))
            if found is not None:
                yield from self._built([found], self._asked(found, tables))

    def _asked(self, issue: Issue, tables: dict[str, GithubTable]) -> GithubTable:
        name = repository_of(issue) or ""
        return tables.setdefault(name, self._table(name))

    def _repositories(self) -> Iterator[str]:
        for name in listed(self._source.repo):
            owner, _, rest = name.partition("/")
            if rest != "*":
                yield name
                continue
            try:
                yield from self._all_of(owner)
            except IncompleteError as error:
                self._intake.problem(f"github:{name}", f"github:{name}", str(error), error.hint)

    def _all_of(self, owner: str) -> Iterator[str]:
        try:
            pages = list(self._client.pages(f"/orgs/{owner}/repos", {"per_page": "100", "type": "all"}))
        except RefusedError as error:
            if error.status != 404:  # noqa: PLR2004 - a person, not an organisation
                raise
            pages = list(self._client.pages(f"/users/{owner}/repos", {"per_page": "100"}))
        for page in pages:
            for repository in msgspec.json.decode(page.body, type=list[Repository]):
                if repository.archived:
                    self._intake.skipped["archived repositories"] += 1
                elif repository.has_issues:
                    yield repository.full_name

    def _table(self, name: str, fallback: str | None = None) -> GithubTable:
        return GithubTable(f"github:{name}", self._request, fallback=fallback or self._fallback)

    def _of_repository(self, name: str) -> Iterator[WorkItem]:
        repository = self._client.repository(name)
        if repository.full_name.casefold() != name.casefold():
            self._intake.note(f"{name} is now called {repository.full_name}")
        if not repository.has_issues:
            raise IncompleteError(f"issues are switched off in {repository.full_name}", "take it out of sources:")
        table = self._table(repository.full_name)
        project = self._projects.find(self._source.project, self._rankings) if self._source.project else None
        seen: set[int] = set()
        for listing in listings(self._source.select, self._source.state, repository.full_name):
            kept = (issue for issue in self._walk(listing, repository.full_name) if listing.keeps(issue))
            for batch in _batches(kept, seen, table, every=project is not None):
                yield from self._built(self._completed(batch, project), table)
        table.close()

    def _walk(self, listing: Listing, repository: str) -> Iterator[Issue]:
        if listing.query:
            yield from self._search(listing.query)
            return
        for number, page in enumerate(self._client.pages(f"/repos/{repository}/issues", listing.parameters), 1):
            if number == 1 and page.last:
                self._afford(page.last, repository)
            issues = msgspec.json.decode(page.body, type=list[Issue])
            self._intake.records += len(issues)
            self._intake.advance(len(page.body))
            yield from issues

    def _afford(self, pages: int, repository: str) -> None:
        """Half a scan has no ratio, so it is not begun where the rate limit will cut it short."""
        left = self._client.remaining
        if left is not None and left < pages - 1:
            raise IncompleteError(
                f"{repository} has {pages} pages of issues, and {self._client.who} may send {left} more requests",
                "wait for the limit to be reset, use another token, or narrow it: select: {type: [Epic]}",
            )
        if pages > _COSTLY and self._fallback is None:
            self._intake.note(
                f"{repository}: {pages} pages of issues are read to find the epics among them; "
                "`select: {type: [Epic]}` or `{label: [epic]}` would ask for these only"
            )

    def _search(self, query: str) -> Iterator[Issue]:
        count = 0
        for page in self._client.pages("/search/issues", {"q": query, "per_page": "100", "sort": "created"}):
            found = msgspec.json.decode(page.body, type=Found)
            if found.incomplete_results:
                raise IncompleteError(f"GitHub could not finish the search {query!r}: incomplete_results")
            if found.total_count > _MOST_FOUND:
                raise IncompleteError(
                    f"the search {query!r} finds {found.total_count} issues, of which GitHub shows {_MOST_FOUND}",
                    "narrow it, or select by type or label instead",
                )
            count += len(found.items)
            self._intake.records += len(found.items)
            self._intake.advance(len(page.body))
            yield from found.items
        if count < found.total_count:
            raise IncompleteError(f"the search {query!r} finds {found.total_count} issues, but only {count} came")

    def _completed(self, batch: list[Issue], project: Project | None) -> list[Issue]:
        """The issues with their parents, where the list did not tell them, and with the values of the Project."""
        unknown = self._links and any(issue.parent_issue_url is UNSET for issue in batch)
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
            with_values(issue, said.values, said.parent if issue.parent_issue_url is UNSET else UNSET)
        return batch

    def _built(self, issues: Iterable[Issue], table: GithubTable) -> Iterator[WorkItem]:
        for issue in issues:
            try:
                item = table.item(issue)
            except RecordError as error:
                place = f"github:{issue.html_url or issue.number}"
                self._intake.problem("github", place, str(error), error.hint)
                continue
            if item is not None:
                yield item

    def _of_project(self) -> Iterator[WorkItem]:
        where, select = self._source.project, self._source.select
        project = self._projects.find(where, self._rankings, tuple(select.project_field))
        table = self._table(f"project/{where}")
        repositories = {name.casefold() for name in listed(self._source.repo)}
        hidden = 0
        for node, values in self._projects.items(project):
            self._intake.records += 1
            content = node.get("content")
            if node.get("isArchived"):
                self._intake.skipped["archived items of the Project"] += 1
            elif node.get("type") == "PULL_REQUEST":
                self._intake.skipped["pull requests"] += 1
            elif not content or "title" not in content:
                hidden += 1
            elif _selected(values, select.project_field) and _in(content, repositories):
                yield from self._one(content, values, project, table)
        table.close()
        if hidden:
            what = "1 item" if hidden == 1 else f"{hidden} items"
            raise IncompleteError(
                f"{what} of the Project {where} can't be seen with {self._client.who}",
                "give it read access to their repositories, or take them out of the Project",
            )

    def _one(
        self, content: dict[str, Any], values: list[dict[str, Any]], project: Project, table: GithubTable
    ) -> Iterator[WorkItem]:
        if content["__typename"] == "DraftIssue":
            # a draft stands in its Project as an issue stands in its repository
            where = f"{self._client.web}/repos/{self._source.project}"
            issue = replace(draft_as_issue(content, values, project.url), repository_url=where)
            key = f"{self._source.project}/draft/{content['id']}"
            yield from (replace(item, key=key) for item in self._built([issue], table))
            return
        if (content["labels"].get("pageInfo") or {}).get("hasNextPage"):
            raise IncompleteError(f"{content.get('url')} has more than 100 labels, which can't be read at once")
        yield from self._built([as_issue(content, values, self._client.web)], table)


def _batches(issues: Iterable[Issue], seen: set[int], table: GithubTable, *, every: bool) -> Iterator[list[Issue]]:
    """The issues in hundreds, each once; those without a mark go to the table at once, to be counted."""
    batch: list[Issue] = []
    for issue in issues:
        if issue.number in seen:
            continue
        seen.add(issue.number)
        if not (table.wants(issue) or (every and issue.pull_request is UNSET)):
            table.item(issue)
            continue
        batch.append(issue)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _selected(values: list[dict[str, Any]], wanted: dict[str, Any]) -> bool:
    if not wanted:
        return True
    said = {normal(value["issue_field_name"]): normal(str(value["value"] or "")) for value in values}
    return any(said.get(normal(field)) in {normal(name) for name in listed(names)} for field, names in wanted.items())


def _in(content: dict[str, Any], repositories: set[str]) -> bool:
    name = (content.get("repository") or {}).get("nameWithOwner", "")
    return not repositories or name.casefold() in repositories
