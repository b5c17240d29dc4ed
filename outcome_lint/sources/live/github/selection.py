"""Which issues a repository is asked for: as much as possible is left to the server, the rest is sorted out here."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import UNSET, Struct

from outcome_lint.errors import IncompleteError, UsageError
from outcome_lint.sources.github_issue import Issue, is_pull, labels_of, type_of
from outcome_lint.trackers import GithubSource, Names, Selecting, listed


class Listing(Struct, frozen=True):
    """One walk through pages: its parameters, or a search; what it brings is kept when `keeps` says so."""

    parameters: dict[str, str] = {}
    query: str = ""
    keeps: Callable[[Issue], bool] = lambda _issue: True


def check(source: GithubSource) -> None:
    """Raises UsageError for a source that names nothing, or a selection that can't be made there."""
    select = source.select
    if not (source.repo or source.project):
        raise UsageError("a GitHub source names nothing", "write repo: owner/repo, or project: ORG/7")
    if select.project_field and not source.project:
        raise UsageError("select: project-field: needs the Project", "write project: ORG/7 beside it")
    if select.query and not source.repo:
        raise UsageError("select: query: searches a repository", "write repo: owner/repo beside it")


def listings(select: Selecting, state: str, repository: str) -> list[Listing]:
    """The walks whose union is the selection; of an empty selection, one walk through everything.

    A title's beginning and sub-issues can't be asked for, so they need all issues; a comma between labels means AND,
    so each has a walk of its own. A server that does not know a parameter sends everything: so all is looked at again.
    """
    common = {"state": state, "per_page": "100", "sort": "created", "direction": "asc"}
    if is_whole(select):
        return [Listing(common)]
    found: list[Listing] = []
    if select.query:
        narrowed = "" if state == "all" else f" state:{state}"
        found.append(Listing(query=f"repo:{repository} is:issue{narrowed} {select.query}"))
    if select.title_prefix or select.sub_issues:
        return [*found, Listing(common, keeps=lambda issue: chosen(issue, select))]
    one_by_one = [({"type": name}, Selecting(type=name)) for name in listed(select.type)]
    one_by_one += [({"labels": name}, Selecting(label=name)) for name in listed(select.label)]
    return found + [Listing({**common, **more}, keeps=_keeper(part)) for more, part in one_by_one]


def _keeper(part: Selecting) -> Callable[[Issue], bool]:
    return lambda issue: chosen(issue, part)


def chosen(issue: Issue, select: Selecting) -> bool:
    """Whether an issue is in the selection, as far as it tells itself.

    Raises IncompleteError where the server has no such thing as is selected by.
    """
    labels = {name.casefold() for name in labels_of(issue) or ()}
    title = (issue.title or "").lstrip().casefold()
    if not labels.isdisjoint(_folded(select.label)):
        return True
    if any(title.startswith(prefix) for prefix in _folded(select.title_prefix)):
        return True
    if is_pull(issue) or not issue.number:
        return False
    return _typed(issue, select) or _divided(issue, select)


def _typed(issue: Issue, select: Selecting) -> bool:
    if select.type and issue.type is UNSET:
        raise IncompleteError("this GitHub has no issue types", "select by label instead: select: {label: [epic]}")
    return (type_of(issue) or "").casefold() in _folded(select.type)


def _divided(issue: Issue, select: Selecting) -> bool:
    if select.sub_issues and issue.sub_issues_summary is UNSET:
        raise IncompleteError("this GitHub does not tell of sub-issues", "select by label or type instead")
    return select.sub_issues and bool(issue.sub_issues_summary and issue.sub_issues_summary.total)


def is_whole(select: Selecting) -> bool:
    """Whether nothing is selected, so that the marks of the levels decide."""
    return not any(getattr(select, name) for name in select.__struct_fields__)


def _folded(names: Names) -> set[str]:
    return {name.casefold() for name in listed(names)}
