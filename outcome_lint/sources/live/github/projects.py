"""Projects, by GraphQL: REST does not know what their fields hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec import UNSET, Struct

from outcome_lint.errors import IncompleteError, UsageError
from outcome_lint.sources.github_values import LEVEL_FIELDS, Rankings
from outcome_lint.sources.live.github import documents
from outcome_lint.sources.live.github.client import Github, GraphqlError
from outcome_lint.sources.live.github.shapes import own_values, project_value
from outcome_lint.sources.matching import normal

_PAGE = 100
_SMALLEST = 10

Document = Callable[[frozenset[str]], str]


class Field(NamedTuple):
    """A field of a Project; its type decides what has to be asked."""

    name: str
    kind: str


class Project(Struct, frozen=True):
    """A Project; `fields` are those that the mapping or the selection looks at."""

    id: str
    title: str
    url: str
    fields: tuple[Field, ...]
    all: tuple[Field, ...]

    @property
    def seen(self) -> tuple[str, ...]:
        """The names of all its fields."""
        return tuple(field.name for field in self.all)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The types of the fields."""
        return tuple(field.kind for field in self.fields)


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
        if found["fields"]["pageInfo"]["hasNextPage"]:
            raise IncompleteError(f"the Project {where} has more than 100 fields, which can't be read at once")
        known = [Field(each["name"], each["dataType"]) for each in found["fields"]["nodes"] if each and "name" in each]
        lost = [name for name in selecting if normal(name) not in {normal(each.name) for each in known}]
        if lost:
            names = ", ".join(each.name for each in known) or "none"
            raise UsageError(f"the Project {where} has no field {lost[0]!r}", f"its fields: {names}")
        wanted = {normal(name) for name in selecting} | LEVEL_FIELDS
        fields = tuple(each for each in known if normal(each.name) in wanted or rankings.takes(each.name))
        return Project(found["id"], found.get("title") or "", found.get("url") or "", fields, tuple(known))

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
                data = self._ask(lambda without: documents.items(project.kinds, without), variables)
            except GraphqlError as error:
                if not error.too_much or size <= _SMALLEST:
                    raise
                size //= 2
                continue
            page = (data.get("node") or {}).get("items")
            if not page:
                raise IncompleteError(f"the Project {project.title!r} was there, and could not be read a moment later")
            if after is None:
                self._afford(data.get("rateLimit"), page["totalCount"], size)
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

    def _afford(self, limit: dict[str, Any] | None, count: int, size: int) -> None:
        """Half a Project has no ratio, so it is not begun where the rate limit will cut it short."""
        points = (limit or {}).get("cost", 0) * (-(-count // size) - 1)
        if limit and limit["remaining"] < points:
            raise IncompleteError(
                f"the Project has {count:,} items, which cost {points} points of GraphQL's rate limit, "
                f"and {limit['remaining']} are left until {limit['resetAt']}",
                "run it again after that, or use another token",
            )

    def tell(self, ids: Sequence[str], project: Project | None) -> dict[str, Told]:
        """By node id: the values in that Project (if one is asked about), and the parents."""
        fields = project.fields if project else ()
        kinds = project.kinds if project else ()
        nodes = self._nodes(
            ids, lambda without: documents.nodes(kinds, without), _names(fields), partly=project is None
        )  # without its values in the Project an issue looks empty
        return {node["id"]: Told(_values_in(node, project), node.get("parent", UNSET)) for node in nodes}

    def details(self, ids: Sequence[str], *, people: bool = False, fields: bool = False) -> dict[str, dict[str, Any]]:
        """By node id: `assignees`, and the values of issue fields under `values`, each where it was asked for."""
        nodes = self._nodes(ids, lambda without: documents.details(without, people=people, fields=fields), {})
        return {node["id"]: node | {"values": own_values(node.get("issueFieldValues"))} for node in nodes}

    def _nodes(
        self, ids: Sequence[str], document: Document, variables: dict[str, str], *, partly: bool = False
    ) -> Iterator[dict[str, Any]]:
        """The nodes of these ids; pages shrink when asked to. With `partly`, those that are hidden are left out."""
        size, start = _PAGE, 0
        while start < len(ids):
            some = list(ids[start : start + size])
            try:
                data = self._ask(document, {"ids": some, **variables})
            except GraphqlError as error:
                if error.too_much and size > _SMALLEST:
                    size //= 2
                    continue
                if not partly or error.kinds != {"NOT_FOUND"}:
                    raise
                data = error.data
            yield from (node for node in data.get("nodes") or () if node and "id" in node)
            start += size

    def _ask(self, document: Document, variables: dict[str, Any]) -> dict[str, Any]:
        """The answer; a question that an older server does not understand is asked again without its younger parts."""
        while True:
            try:
                return self._client.graphql(document(self._without), variables)
            except GraphqlError as error:
                lacking = documents.lacking(error.messages) - self._without
                if not lacking:
                    raise
                self._without |= lacking


def _names(fields: Sequence[Field]) -> dict[str, str]:
    return {f"f{number}": field.name for number, field in enumerate(fields)}


def values_of(node: dict[str, Any], fields: Sequence[Field]) -> list[dict[str, Any]]:
    """The values as entries of `issue_field_values`, an empty one as null."""
    return [project_value(field.name, node.get(f"f{number}")) for number, field in enumerate(fields)]


def _values_in(node: dict[str, Any], project: Project | None) -> list[dict[str, Any]]:
    if project is None:
        return []
    items = node["projectItems"]
    mine = next((item for item in items["nodes"] if item and item["project"]["id"] == project.id), None)
    if mine is None and items["pageInfo"]["hasNextPage"]:
        raise IncompleteError(f"an issue is in more than 20 Projects; {project.title!r} may be one that was not read")
    return values_of(mine, project.fields) if mine else []
