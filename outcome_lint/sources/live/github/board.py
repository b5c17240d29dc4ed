"""The items of a Project: cheap pages of all of them, and more about those that are epics or initiatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from msgspec.structs import replace

from outcome_lint.errors import IncompleteError
from outcome_lint.model import WorkItem
from outcome_lint.sources.github import GithubTable
from outcome_lint.sources.github_issue import Issue, repository_of
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live.github.client import Github
from outcome_lint.sources.live.github.fields import IssueFields
from outcome_lint.sources.live.github.projects import Project, Projects
from outcome_lint.sources.live.github.selection import chosen, is_whole
from outcome_lint.sources.live.github.shapes import as_issue, draft_as_issue, with_details, with_hidden
from outcome_lint.sources.live.github.tabling import tabled
from outcome_lint.sources.matching import normal
from outcome_lint.trackers import GithubSource, Selecting, listed

_BATCH = 100


class Card(NamedTuple):
    """An item of the Project: the issue or draft, and the key of a draft, which has no number."""

    issue: Issue
    draft: str = ""


class Board:
    """Reads one Project for one source."""

    def __init__(
        self, source: GithubSource, client: Github, projects: Projects, fields: IssueFields, intake: Intake
    ) -> None:
        self._source = source
        self._projects = projects
        self._fields = fields
        self._intake = intake
        self._api = client.web
        self._who = client.who
        self._hidden = 0

    def items(self, project: Project, table: GithubTable) -> Iterator[WorkItem]:
        """The work items. Raises IncompleteError at the end for items that can't be seen."""
        for batch in _batches(self._wanted(project, table)):
            for card in self._with_details(batch):
                built = tabled([card.issue], table, self._intake)
                yield from (replace(item, key=card.draft) for item in built) if card.draft else built
        table.close()
        if self._hidden:
            what = "1 item" if self._hidden == 1 else f"{self._hidden} items"
            raise IncompleteError(
                f"{what} of the Project {self._source.project} can't be seen with {self._who}",
                "give it read access to their repositories, or take them out of the Project",
            )

    def _wanted(self, project: Project, table: GithubTable) -> Iterator[Card]:
        for batch in _batches(self._cards(project)):
            yield from (card for card in self._with_levels(batch, table) if self._known(card, table))

    def _known(self, card: Card, table: GithubTable) -> bool:
        """Whether it is an epic or initiative; others are counted."""
        if table.wants(card.issue):
            return True
        table.item(card.issue)
        return False

    def _cards(self, project: Project) -> Iterator[Card]:
        """What the selection leaves of the Project; the rest is counted."""
        repositories = {name.casefold() for name in listed(self._source.repo)}
        skipped = self._intake.skipped
        for node, values in self._projects.items(project):
            self._intake.records += 1
            content = node.get("content")
            if node.get("isArchived"):
                skipped["archived items of the Project"] += 1
            elif node.get("type") == "PULL_REQUEST":
                skipped["pull requests"] += 1
            elif not content or "title" not in content:
                self._hidden += not repositories  # of repositories that can be read, as these can, nothing is hidden
            elif _in(content, repositories):
                card = self._card(content, values, project)
                if self._selected(card, values):
                    yield card

    def _card(self, content: dict[str, Any], values: list[dict[str, Any]], project: Project) -> Card:
        if content["__typename"] == "DraftIssue":
            # a draft stands in its Project as an issue stands in its repository
            where = f"{self._api}/repos/{self._source.project}"
            issue = replace(draft_as_issue(content, values, project.url), repository_url=where)
            return Card(issue, f"{self._source.project}/draft/{content['id']}")
        if (content["labels"].get("pageInfo") or {}).get("hasNextPage"):
            raise IncompleteError(f"{content.get('url')} has more than 100 labels, which can't be read at once")
        return Card(as_issue(content, values, self._api))

    def _selected(self, card: Card, values: list[dict[str, Any]]) -> bool:
        state = (card.issue.state or "").lower()
        if self._source.state not in ("all", state):
            return False
        select = self._source.select
        return is_whole(select) or holds(values, select) or (not self._source.repo and chosen(card.issue, select))

    def _with_levels(self, cards: list[Card], table: GithubTable) -> list[Card]:
        """With the values of issue fields, where these may be what marks an epic."""
        doubtful = [
            card
            for card in cards
            if not card.draft and not table.wants(card.issue) and self._fields.tell_level(_owner(card))
        ]
        if doubtful:
            told = self._projects.details([card.issue.node_id for card in doubtful], fields=True)
            for card in doubtful:
                with_details(card.issue, told.get(card.issue.node_id, {}))
        return cards

    def _with_details(self, cards: list[Card]) -> list[Card]:
        """With the assignees, and the values of issue fields."""
        fields = any(not card.draft and self._fields.matter(_owner(card)) for card in cards)
        told = self._projects.details([card.issue.node_id for card in cards], people=True, fields=fields)
        for card in cards:
            node = told.get(card.issue.node_id)
            if node is None:
                raise IncompleteError(f"{card.issue.html_url} was in the Project, and could not be read a moment later")
            with_details(card.issue, node)
            if not card.draft:
                with_hidden(card.issue, self._fields.hidden(_owner(card)))
        return cards


def _batches(cards: Iterable[Card]) -> Iterator[list[Card]]:
    batch: list[Card] = []
    for card in cards:
        batch.append(card)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _owner(card: Card) -> str:
    return (repository_of(card.issue) or "").partition("/")[0]


def holds(values: list[dict[str, Any]], select: Selecting) -> bool:
    """Whether one of the selected fields of the Project has one of the selected values."""
    said = {normal(value["issue_field_name"]): normal(str(value.get("value") or "")) for value in values}
    return any(
        said.get(normal(field)) in {normal(name) for name in listed(names)}
        for field, names in select.project_field.items()
    )


def _in(content: dict[str, Any], repositories: set[str]) -> bool:
    """By name, or all of an owner's."""
    name = (content.get("repository") or {}).get("nameWithOwner", "").casefold()
    return not repositories or name in repositories or f"{name.partition('/')[0]}/*" in repositories
