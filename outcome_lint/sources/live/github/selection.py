"""Which issues a repository is asked for: as much as possible is left to the server, the rest is sorted out here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from outcome_lint.sources.github_fields import Label, Type
from outcome_lint.sources.github_issue import Issue
from outcome_lint.trackers import Names, Selecting


class Listing(Struct, frozen=True):
    """One walk through pages: its parameters, or a search; what it brings is kept when `keeps` says so."""

    parameters: dict[str, str] = {}
    query: str = ""
    keeps: Callable[[Issue], bool] = lambda _issue: True


def listed(names: Names) -> tuple[str, ...]:
    """One name or many, as many."""
    return (names,) if isinstance(names, str) else tuple(names)


def listings(select: Selecting, state: str, repository: str) -> list[Listing]:
    """The walks whose union is the selection; of an empty selection, one walk through everything.

    A title's beginning and sub-issues can't be asked for, so they need all issues; a comma between labels means AND,
    so each has a walk of its own.
    """
    common = {"state": state, "per_page": "100", "sort": "created", "direction": "asc"}
    found: list[Listing] = []
    if select.query:
        found.append(Listing(query=f"repo:{repository} is:issue {select.query}"))
    if select.title_prefix or select.sub_issues:
        return [*found, Listing(common, keeps=lambda issue: chosen(issue, select))]
    found += [Listing({**common, "type": name}) for name in listed(select.type)]
    found += [Listing({**common, "labels": name}) for name in listed(select.label)]
    return found or ([] if select.project_field else [Listing(common)])


def chosen(issue: Issue, select: Selecting) -> bool:
    """Whether an issue is in the selection, as far as REST tells."""
    type_: Any = issue.type.name if isinstance(issue.type, Type) else issue.type
    labels = {_name(label).casefold() for label in issue.labels or ()}
    title = (issue.title or "").lstrip().casefold()
    return (
        bool(type_ and type_.casefold() in _folded(select.type))
        or not labels.isdisjoint(_folded(select.label))
        or any(title.startswith(prefix) for prefix in _folded(select.title_prefix))
        or (select.sub_issues and bool(issue.sub_issues_summary and issue.sub_issues_summary.total))
    )


def is_whole(select: Selecting) -> bool:
    """Whether nothing is selected, so that the marks of the levels decide."""
    return select == Selecting()


def _folded(names: Names) -> set[str]:
    return {name.casefold() for name in listed(names)}


def _name(label: Label | str) -> str:
    return (label if isinstance(label, str) else label.name) or ""
