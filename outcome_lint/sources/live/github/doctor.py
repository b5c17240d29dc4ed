"""Examines one GitHub: the way there, who we are there, what we may, what is found, and how an item looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from outcome_lint.errors import IncompleteError, OutcomeLintError
from outcome_lint.health import FieldFound, Health, Part, Place, Step
from outcome_lint.model import WorkItem
from outcome_lint.sources.github_fields import Marks
from outcome_lint.sources.github_values import Rankings
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live.github import advice, permissions
from outcome_lint.sources.live.github.client import Github
from outcome_lint.sources.live.github.connect import address_of, connect
from outcome_lint.sources.live.github.projects import Project, Projects
from outcome_lint.sources.live.github.reading import Reading
from outcome_lint.sources.live.github.selection import check
from outcome_lint.sources.live.github.shapes import Repository
from outcome_lint.sources.live.github.walking import repositories
from outcome_lint.sources.live.health import failed, sample
from outcome_lint.sources.live.reach import Reach
from outcome_lint.sources.live.way import told
from outcome_lint.sources.request import Request
from outcome_lint.trackers import GithubSource, listed

_SHOWN = ("outcome", "actual_outcome", "owner", "okr", "team", "parent")
_FEW_LEFT = 100  # requests


def examine(source: GithubSource, request: Request, reach: Reach) -> Health:
    """Its health; whatever fails is a step, and ends the steps that need it."""
    name = ", ".join(listed(source.repo)) or f"project/{source.project}"
    try:
        check(source)
        address = address_of(source, reach)
    except OutcomeLintError as error:
        return Health(name, "github", (failed("source", error),))
    steps = [told(reach, address, bundle=source.ca_bundle)]
    try:
        client = connect(source, reach)
    except OutcomeLintError as error:
        return Health(name, "github", (*steps, failed("account", error)))
    try:
        return _Examination(client, source, request, steps).health(name)
    finally:
        client.close()


class _Examination:
    """The steps that need a connection."""

    def __init__(self, client: Github, source: GithubSource, request: Request, steps: list[Step]) -> None:
        self._client = client
        self._source = source
        self._request = Request(request.mapping, request.needs, Intake())
        self._steps = steps
        self._places: list[Repository] = []
        self._project: Project | None = None
        self._fields: tuple[FieldFound, ...] = ()
        self._sample: tuple[Part, ...] = ()

    def health(self, name: str) -> Health:
        """All steps, as far as they can be made."""
        if not self._try("account", self._account):
            return Health(name, "github", tuple(self._steps))
        sound = all([self._try("repositories", self._repositories), self._try("project", self._find_project)])
        if self._places or self._project:
            self._try("permissions", self._permissions)
        self._try("types", self._marks)
        if sound:
            self._try("items", self._items)
        return Health(name, "github", tuple(self._steps), self._fields, self._sample)

    def _try(self, name: str, step: Callable[[], object]) -> bool:
        before = len(self._steps)
        try:
            step()
        except OutcomeLintError as error:
            self._steps.append(failed(name, error))
        return not any(step.state in ("wrong", "unreachable") for step in self._steps[before:])

    def _add(self, name: str, text: str, *, fine: bool = True, hint: str = "") -> None:
        self._steps.append(Step(name, "fine" if fine else "note", text, hint))

    def _account(self) -> None:
        self._add("account", f"{permissions.account(self._client)} at {self._client.api}")
        if "core" not in self._client.limits:
            self._add("limit", "this server limits nobody")
            return
        left, most = self._client.limits["core"]
        hint = "" if left > _FEW_LEFT else "a token of its own, or an App, may ask more often"
        self._add("limit", f"{left:,} of {most:,} requests left in this hour", fine=left > _FEW_LEFT, hint=hint)

    def _repositories(self) -> None:
        for name in listed(self._source.repo):
            owner, _, rest = name.partition("/")
            if rest == "*":
                found = list(repositories(self._client, owner, self._request.intake))
                self._places += found
                self._add("repositories", f"{len(found)} of {owner} that have issues", fine=bool(found))
                continue
            repository = self._client.repository(name)
            self._places.append(repository)
            seen = f"{repository.full_name}, {'private' if repository.private else 'public'}"
            if not repository.has_issues:
                raise IncompleteError(f"issues are switched off in {repository.full_name}", "take it out of sources:")
            same = repository.full_name.casefold() == name.casefold()
            self._add("repositories", seen if same else f"{seen}, formerly {name}", fine=same,
                      hint="" if same else "write the new name")  # fmt: skip

    def _find_project(self) -> None:
        if self._source.project:
            projects, rankings = Projects(self._client), Rankings(self._request.mapping)
            selecting = tuple(self._source.select.project_field)
            self._project = projects.find(self._source.project, rankings, selecting)
            self._add(
                "project", f"{self._project.title}, {self._project.url}; fields: {advice.few(self._project.seen)}"
            )

    def _permissions(self) -> None:
        self._steps.append(permissions.looked_at(self._client, self._places, with_project=bool(self._project)))

    def _marks(self) -> None:
        """Types and labels, the ones that mean a level first."""
        marks = Marks(self._request.mapping.level_names())
        for owner in dict.fromkeys(each.owner.login for each in self._places if each.owner.type == "Organization"):
            types = advice.types_of(self._client, owner)
            found = [(name, marks.level(name, (), "", ())) for name in types]
            if found:
                self._add("types", f"issue types of {owner}: {_by_level(found)}")
        for place in self._places[:3]:
            labels = advice.labels_of(self._client, place)
            found = [(name, marks.level(None, (name,), "", ())) for name in labels]
            self._add("labels", f"labels of {place.full_name}: {_by_level(found)}")

    def _items(self) -> None:
        reading = Reading(self._source, self._request, self._client)
        count, best = 0, None
        for item in reading.items():
            count += not item.context
            best = _better(best, item)
        intake = self._request.intake
        read = f" among {intake.records:,} read" if intake.records > count else ""
        self._add("items", f"{count:,} in scope{read}", fine=bool(count))
        self._steps += [Step("items", "unreachable", f"{each.place}: {each.message}", each.hint) for each in
                        intake.problems]  # fmt: skip
        self._steps += [Step("note", "note", each.text) for each in intake.notes if each.level == "warning"]
        self._fields = tuple(self._found(reading))
        self._sample = sample(best) if best else ()

    def _found(self, reading: Reading) -> Iterator[FieldFound]:
        """Fields that are looked at, filled in or not, then sections that answered."""
        rankings, mapping = Rankings(self._request.mapping), self._request.mapping
        for field in (*_SHOWN, *sorted(mapping.configured - set(_SHOWN))):
            column = rankings.column(field)
            names = [name for name in reading.offered() if column.exact(name) is not None]
            yield FieldFound(field, tuple(Place(name) for name in dict.fromkeys([*names, *reading.taken(field)])))


def _better(best: WorkItem | None, item: WorkItem) -> WorkItem | None:
    """An item to show: one with an outcome, if there is any."""
    if item.context:
        return best
    return item if best is None or (item.outcome and not best.outcome) else best


def _by_level(found: list[tuple[str, str | None]]) -> str:
    marked = [f"{name} ({level})" for name, level in found if level]
    return advice.few([*marked, *(name for name, level in found if not level)])
