"""Pages of issues: lists and searches of a repository, each whole or an error."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from outcome_lint.errors import IncompleteError, UsageError
from outcome_lint.sources.github_issue import Issue, repository_of
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live.github.client import Github
from outcome_lint.sources.live.github.refusals import RefusedError
from outcome_lint.sources.live.github.selection import Listing
from outcome_lint.sources.live.github.shapes import Found, Repository

_MOST_FOUND = 1000  # what a search shows at most
_COSTLY = 50  # pages after which a narrower selection is worth a word
_NOT_FOUND = 404


def walk(client: Github, listing: Listing, repository: str, intake: Intake) -> Iterator[Issue]:
    """The issues of a listing, those that it does not keep left out. Raises IncompleteError."""
    issues = _search(client, listing.query, repository, intake) if listing.query else None
    if issues is None:
        issues = _list(client, listing, repository, intake)
    return (issue for issue in issues if listing.keeps(issue))


def repositories(client: Github, owner: str, intake: Intake) -> Iterator[Repository]:
    """All of an owner's that have issues, but archived ones."""
    try:
        pages = list(client.pages(f"/orgs/{owner}/repos", {"per_page": "100", "type": "all"}))
    except RefusedError as error:
        if error.status != _NOT_FOUND:  # a person, not an organisation
            raise
        pages = list(client.pages(f"/users/{owner}/repos", {"per_page": "100"}))
    for page in pages:
        for repository in msgspec.json.decode(page.body, type=list[Repository]):
            if repository.archived:
                intake.skipped["archived repositories"] += 1
            elif repository.has_issues:
                yield repository


def _list(client: Github, listing: Listing, repository: str, intake: Intake) -> Iterator[Issue]:
    for number, page in enumerate(client.pages(f"/repos/{repository}/issues", listing.parameters), 1):
        if number == 1 and page.last:
            _afford(client, page.last, repository)
        if page.last and page.last > _COSTLY and not {"type", "labels"} & listing.parameters.keys():
            intake.note(
                f"{repository}: {page.last} pages of issues are read to find the epics among them; "
                "`select: {type: [Epic]}` or `{label: [epic]}` would ask for these only"
            )
        issues = msgspec.json.decode(page.body, type=list[Issue])
        intake.records += len(issues)
        intake.advance(len(page.body))
        yield from issues


def _afford(client: Github, pages: int, repository: str) -> None:
    """Half a scan has no ratio, so it is not begun where the rate limit will cut it short."""
    left = client.remaining
    if left is not None and left < pages - 1:
        raise IncompleteError(
            f"{repository} has {pages} pages of issues, and {client.who} may send {left} more requests",
            "wait for the limit to be reset, use another token, or narrow it: select: {type: [Epic]}",
        )


def _search(client: Github, query: str, repository: str, intake: Intake) -> Iterator[Issue]:
    count, total = 0, 0
    for page in client.pages("/search/issues", {"q": query, "per_page": "100", "sort": "created", "order": "asc"}):
        found = msgspec.json.decode(page.body, type=Found)
        total = found.total_count
        if found.incomplete_results:
            raise IncompleteError(f"GitHub could not finish the search {query!r}: incomplete_results")
        if total > _MOST_FOUND:
            raise IncompleteError(
                f"the search {query!r} finds {total:,} issues, of which GitHub shows {_MOST_FOUND:,}",
                "narrow it, or select by type or label instead",
            )
        intake.records += len(found.items)
        intake.advance(len(page.body))
        for issue in found.items:
            count += 1
            if (repository_of(issue) or "").casefold() != repository.casefold():
                raise UsageError(f"the search {query!r} leads out of {repository}", "put brackets around an OR")
            yield issue
    if count < total:
        raise IncompleteError(f"the search {query!r} finds {total} issues, but only {count} came")
