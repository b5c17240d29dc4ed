"""Projects, by GraphQL: REST does not know what their fields hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from msgspec import UNSET, Struct

from outcome_lint.errors import IncompleteError, UsageError
from outcome_lint.sources.github_values import Rankings
from outcome_lint.sources.live.github import documents
from outcome_lint.sources.live.github.client import Github, GraphqlError
from outcome_lint.sources.live.github.shapes import field_value
from outcome_lint.sources.matching import normal

_PAGE = 100
_SMALLEST = 10
_LEVEL_NAMES = frozenset({"type", "level", "issue type", "issue level", "work item type", "item type"})


class Project(Struct, frozen=True):
    """A Project, and those of its fields that the mapping or the selection looks at."""

    id: str
    title: str
    url: str
    fields: tuple[str, ...]
    seen: tuple[str, ...]


class Told(NamedTuple):
    """What GraphQL adds to an issue: the values of Project fields, and its parent (UNSET: the server can't say)."""

    values: list[dict[str, Any]]
    parent: Any


class Projects:
    """Asks; remembers which parts of a question the server does not understand."""

    def __init__(self, client: Github) -> None:
        self._client = client
        self._without: frozenset[str] = frozenset()

    @property
    def without(self) -> frozenset[str]:
        """Parts of the questions that this server does not know."""
        return self._without

    def find(self, where: str, rankings: Rankings, selecting: Sequence[str] = ()) -> Project:
        """The Project `owner/number`. Raises IncompleteError where this token can't see it."""
        owner, _, number = where.partition("/")
        try:
            data = self._client.graphql(documents.FIELDS, {"owner": owner, "number": int(number)})
        except GraphqlError as error:
            raise self._hidden(where, "; ".join(error.messages)) from None
        found = (data.get("repositoryOwner") or {}).get("projectV2")
        if not found:
            raise self._hidden(where, "it does not exist, or the token may not read it")
        names = [field["name"] for field in found["fields"]["nodes"] if field and field.get("name")]
        known = {normal(name) for name in names}
        lost = [name for name in selecting if normal(name) not in known]
        if lost:
            raise UsageError(
                f"the Project {where} has no field {lost[0]!r}", f"its fields: {', '.join(names) or 'none'}"
            )
        wanted = {normal(name) for name in selecting} | _LEVEL_NAMES
        fields = tuple(
            name
            for name in names
            if normal(name) in wanted or any(rankings.column(each).exact(name) is not None for each in rankings.fields)
        )
        return Project(found["id"], found.get("title") or "", found.get("url") or "", fields, tuple(names))

    @staticmethod
    def _hidden(where: str, why: str) -> IncompleteError:
        return IncompleteError(
            f"the Project {where} can't be read: {why}",
            "the GITHUB_TOKEN of a workflow never may: set GITHUB_PROJECT_TOKEN to a token with `read:project`, "
            "or to an App's with the permission Projects: read",
        )

    def items(self, project: Project) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
        """The items of a Project, archived ones too, each with the values of its fields; pages shrink when asked to."""
        size, after, count = _PAGE, None, 0
        while True:
            variables = {"project": project.id, "size": size, "after": after, **_names(project.fields)}
            try:
                data = self._ask(lambda without: documents.items(len(project.fields), without), variables)
            except GraphqlError as error:
                if not error.too_much or size <= _SMALLEST:
                    raise
                size //= 2
                continue
            page = data["node"]["items"]
            for node in page["nodes"]:
                if node is not None:
                    count += 1
                    yield node, values_of(node, project.fields)
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                break
        if count < page["totalCount"]:
            raise IncompleteError(
                f"the Project {project.title!r} has {page['totalCount']} items, of which {count} could be read"
            )

    def tell(self, ids: Sequence[str], project: Project | None) -> dict[str, Told]:
        """By node id: the values in that Project (if one is asked about), and the parents."""
        fields = project.fields if project else ()
        told: dict[str, Told] = {}
        for start in range(0, len(ids), _PAGE):
            variables = {"ids": list(ids[start : start + _PAGE]), **_names(fields)}
            try:
                data = self._ask(lambda without: documents.nodes(len(fields), without), variables)
            except GraphqlError as error:
                if project or error.kinds != {"NOT_FOUND"}:  # without its values in the Project an issue looks empty
                    raise
                data = error.data
            for node in data.get("nodes") or ():
                if node and "id" in node:
                    parent = node.get("parent", UNSET)
                    told[node["id"]] = Told(_values_in(node, project), parent)
        return told

    def _ask(self, document: Any, variables: dict[str, Any]) -> dict[str, Any]:
        """The answer; a question that an older server does not understand is asked again without its younger parts."""
        while True:
            try:
                return self._client.graphql(document(self._without), variables)
            except GraphqlError as error:
                lacking = documents.lacking(error.messages) - self._without
                if not lacking:
                    raise
                self._without |= lacking


def _names(fields: Sequence[str]) -> dict[str, str]:
    return {f"f{number}": name for number, name in enumerate(fields)}


def values_of(node: dict[str, Any], fields: Sequence[str]) -> list[dict[str, Any]]:
    """The values as entries of `issue_field_values`, an empty one as null."""
    return [
        {"issue_field_name": name, "value": field_value(node.get(f"f{number}"))} for number, name in enumerate(fields)
    ]


def _values_in(node: dict[str, Any], project: Project | None) -> list[dict[str, Any]]:
    if project is None:
        return []
    items = node["projectItems"]
    mine = next((item for item in items["nodes"] if item and item["project"]["id"] == project.id), None)
    if mine is None and items["pageInfo"]["hasNextPage"]:
        raise IncompleteError(f"an issue is in more than 20 Projects; {project.title!r} may be one that was not read")
    return values_of(mine, project.fields) if mine else []
