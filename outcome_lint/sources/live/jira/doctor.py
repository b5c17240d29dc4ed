"""Examines one Jira: the way there, who we are there, what we may, what is found, and how an item looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from outcome_lint.errors import OutcomeLintError, UsageError
from outcome_lint.health import FieldFound, Health, Part, Place, Step
from outcome_lint.sources.intake import Intake
from outcome_lint.sources.live.health import failed, sample
from outcome_lint.sources.live.jira import catalogue, permissions, query
from outcome_lint.sources.live.jira.answered import issue_page
from outcome_lint.sources.live.jira.applicability import Pair
from outcome_lint.sources.live.jira.client import Jira, Refused, connect
from outcome_lint.sources.live.jira.counting import counted
from outcome_lint.sources.live.jira.reading import Reading
from outcome_lint.sources.live.reach import Reach
from outcome_lint.sources.live.way import told
from outcome_lint.sources.request import Request
from outcome_lint.trackers import JiraSource

_LOOKED_AT = 100  # issues
_SHOWN = ("outcome", "actual_outcome", "owner", "okr", "team", "parent")
_NAMED = 12
_BAD_REQUEST = 400


def examine(source: JiraSource, request: Request, reach: Reach) -> Health:
    """Its health; whatever fails is a step, and ends the steps that need it."""
    name = source.url or reach.environ.get(source.url_env, "") or "jira"
    steps = [way(source, reach, name)]
    try:
        client = connect(source, reach)
    except OutcomeLintError as error:
        return Health(name, "jira", (*steps, failed("account", error)))
    try:
        return _Examination(client, source, request, steps).health(name)
    finally:
        client.close()


class _Examination:
    """The steps that need a connection."""

    def __init__(self, client: Jira, source: JiraSource, request: Request, steps: list[Step]) -> None:
        self._client = client
        self._source = source
        self._request = replace_intake(request)
        self._steps = steps
        self._fields: tuple[FieldFound, ...] = ()
        self._sample: tuple[Part, ...] = ()

    def health(self, name: str) -> Health:
        """All steps, as far as they can be made."""
        if not self._try("account", self._account):
            return Health(name, "jira", tuple(self._steps))
        self._try("permissions", lambda: self._steps.append(permissions.looked_at(self._client, self._source)))
        sound = self._try("types", self._types)
        sound &= self._try("fields", self._names)
        if sound:
            self._try("items", self._items)
        self._steps += [
            Step("note", "note", each.text) for each in self._request.intake.notes if each.level == "warning"
        ]
        return Health(name, "jira", tuple(self._steps), self._fields, self._sample)

    def _try(self, name: str, step: Callable[[], object]) -> bool:
        try:
            step()
        except OutcomeLintError as error:
            self._steps.append(failed(name, error))
            return False
        return True

    def _account(self) -> None:
        client = self._client
        flavour = "Jira Cloud" if client.flavour == "cloud" else "Jira Data Center"
        self._steps.append(Step("account", "fine", f"{client.name or client.account} at {flavour}, {client.base}"))

    def _types(self) -> None:
        types = query.type_ids(self._client, self._request.mapping)
        found = dict.fromkeys(f"{each.name} ({types.levels[each.id]})" for each in types.wanted)
        self._steps.append(Step("types", "fine", shortened(list(found))))

    def _names(self) -> None:
        catalogue.check(catalogue.catalogue(self._client), self._request.mapping, Intake())

    def _items(self) -> None:
        reading = Reading(self._client, self._source, self._request)
        try:
            count, about = self._count(reading)
        except Refused as error:
            if error.status != _BAD_REQUEST:
                raise
            raise UsageError(f"Jira does not understand the query: {error.words}", f"asked: {reading.where}") from None
        hint = "" if count else "does the query hold for epics and initiatives, and may this account see them?"
        self._steps.append(Step("items", "fine" if count else "note", f"{about}{count:,} in scope", hint))
        raws = self._some(reading) if count else []
        for raw in raws:
            reading.see(raw)
        reading.settle()
        self._fields = tuple(found_fields(reading))
        outcome = next(found for found in self._fields if found.field == "outcome")
        if not outcome.places:
            self._steps.append(_no_outcome(reading))
        elif outcome.unproved and not outcome.applies:
            self._steps.append(_outcome_unproved(outcome))
        items = [item for raw in raws if (item := reading.item(raw)) is not None]
        if items:
            self._sample = sample(next((item for item in items if item.outcome), items[0]))

    def _count(self, reading: Reading) -> tuple[int, str]:
        where = reading.where
        return counted(self._client, where), "about " if self._client.flavour == "cloud" else ""

    def _some(self, reading: Reading) -> list[bytes]:
        path = "search/jql" if self._client.flavour == "cloud" else "search"
        body: dict[str, object] = {
            "jql": f"{reading.where} ORDER BY updated DESC", "fields": reading.fields, "maxResults": _LOOKED_AT,
        }  # fmt: skip
        if reading.properties and self._client.flavour == "cloud":
            body["properties"] = list(reading.properties)
        return [bytes(raw) for raw in self._client.read(issue_page, path, body).issues]


def replace_intake(request: Request) -> Request:
    """The same with a ledger of its own."""
    return Request(request.mapping, request.needs, Intake())


def found_fields(reading: Reading) -> Iterator[FieldFound]:
    """Which ids each item field is read from, and for which projects and types these are proved to apply."""
    names = {each.id: each.name for each in reading.types.wanted}
    seen = reading.applicability.seen
    doubts: dict[str, set[Pair]] = {}
    for pair in seen:
        for field, _ in reading.applicability.unproved(pair):
            doubts.setdefault(field, set()).add(pair)
    looked_at = reading.table.looked_at
    for field in (*_SHOWN, *sorted(reading.mapping.configured - set(_SHOWN))):
        places: dict[str, list[str]] = {}
        for ident in dict.fromkeys(looked_at.get(field, ())):
            places.setdefault(reading.names.get(ident, ident), []).append(ident)
        shown = tuple(Place(name, tuple(idents)) for name, idents in places.items())
        unproved = doubts.get(field, set())
        yield FieldFound(field, shown, _said(seen.keys() - unproved, names) if shown else (), _said(unproved, names))


def _said(pairs: set[Pair], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(sorted({f"{pair.key} {names.get(pair.type, pair.type)}" for pair in pairs}))


def _no_outcome(reading: Reading) -> Step:
    seen = [f'"{name}"' for ident, name in reading.names.items() if ident.startswith("customfield_")]
    return Step(
        "fields",
        "note",
        f"no field is known as outcome, so only the description can tell it; custom fields here: {shortened(seen)}",
        "name it in outcome-lint.yml, such as `fields: {outcome: Our Field}`",
    )


def _outcome_unproved(outcome: FieldFound) -> Step:
    called = " and ".join(f'"{place.name}"' for place in outcome.places)
    return Step(
        "fields",
        "note",
        f"nothing shows that {called} can be filled in anywhere here, so outcomes are unknown, never missing",
        "is it the right field, on the screens of these projects, and may this account see it?",
    )


def shortened(names: list[str]) -> str:
    """The first few, and how many more."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return (", ".join(names[:_NAMED]) or "none") + more


def way(source: JiraSource, reach: Reach, address: str) -> Step:
    """Through which proxy, with which certificates, and where answers are kept."""
    return told(reach, address, proxy=source.proxy, bundle=source.ca_bundle)
