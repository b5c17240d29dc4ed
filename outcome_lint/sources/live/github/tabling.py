"""Issues through the table that builds work items; what is wrong with one is a problem of the intake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from outcome_lint.model import WorkItem
from outcome_lint.sources.errors import RecordError
from outcome_lint.sources.github import GithubTable
from outcome_lint.sources.github_issue import Issue
from outcome_lint.sources.intake import Intake


def tabled(issues: Iterable[Issue], table: GithubTable, intake: Intake) -> Iterator[WorkItem]:
    """The work items; issues of no level are counted."""
    for issue in issues:
        try:
            item = table.item(issue)
        except RecordError as error:
            intake.problem("github", f"github:{issue.html_url or issue.number}", str(error), error.hint)
            continue
        if item is not None:
            yield item
