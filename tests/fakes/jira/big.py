"""A site of as many epics as wanted: the words of the benchmark's portfolio, slim enough to hold 100,000 of them."""

from __future__ import annotations

import functools
import importlib
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from tests.fakes.jira.site import Flavour, Issue, Project, Site, User
from tests.fakes.jira.small import (
    ACTUAL,
    EPIC,
    FULL,
    INITIATIVE,
    LOGIN,
    OKR,
    OUTCOME,
    OWNER,
    PAT,
    SCOPED,
    STATUSES,
    TYPES,
    at,
)
from tests.fakes.jira.system_fields import epic_link, parent_link, system_fields, textarea, textfield, userpicker

_BENCHMARKS = Path(__file__).parents[3] / "benchmarks"
_FIRST_ID = 20_000
_AN_INITIATIVE = 20  # every 20th issue is one, and the parent of those after it
_MINUTE = 60_000


@functools.cache
def _module(name: str) -> ModuleType:
    """A script of the benchmarks, which import each other by their plain names."""
    sys.path.insert(0, str(_BENCHMARKS))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(_BENCHMARKS))


@functools.cache
def _people() -> list[User]:
    words = _module("words")
    return [
        User(
            account=f"5b10a2844c20165700e{number:05}",
            name=f"{words.FIRST[number % len(words.FIRST)]} {words.LAST[number // len(words.FIRST) % len(words.LAST)]}",
            login=f"user{number}",
            active=number % 25 != 0,
        )
        for number in range(180)
    ]


def big(epics: int, flavour: Flavour = "cloud", **more: Any) -> Site:
    """As many epics, and an initiative for every 20 of them; the same in every run."""
    words, cloud = _module("words"), flavour == "cloud"
    projects = tuple(
        Project(id=10_200 + place, key=key, name=f"{key.title()} Team") for place, key in enumerate(words.PROJECTS)
    )
    fields = (
        *system_fields(cloud=cloud), epic_link(), parent_link(), textarea(10050, "Anticipated Outcome"),
        textfield(10051, "OKR"), textarea(10052, "Actual Outcome"), userpicker(10053, "Outcome Owner"),
    )  # fmt: skip
    own: dict[str, Any] = {
        "base_url": "https://acme.atlassian.net" if cloud else "https://jira.acme.example",
        "version": "1001.0.0-SNAPSHOT" if cloud else "9.12.4",
        "projects": projects,
        "types": tuple(each for each in TYPES if each.project is None),
        "statuses": STATUSES,
        "issues": tuple(_issues(epics, [project.key for project in projects])),
        "accounts": (FULL, SCOPED) if cloud else (PAT, LOGIN),
    }
    return Site(flavour=flavour, fields=fields, **(own | more))


def _issues(epics: int, keys: list[str]) -> list[Issue]:
    start = at("2025-01-01T08:00+00:00")
    count = epics + -(-epics // _AN_INITIATIVE)
    step = 500 * 24 * 60 // max(count, 1)  # minutes between two issues, over 500 days
    return [_issue(place, keys, start + place * max(step, 1) * _MINUTE) for place in range(count)]


def _issue(place: int, keys: list[str], created: int) -> Issue:
    portfolio, words = _module("portfolio"), _module("words")
    draw = random.Random(9_000_011 + place)
    family, child = divmod(place, _AN_INITIATIVE + 1)
    key = keys[family % len(keys)]
    status = draw.choice(STATUSES)
    summary = f"{draw.choice(words.VERBS)} {draw.choice(words.NOUNS)} {draw.choice(words.ADDITIONS)}"
    fields: dict[str, Any] = {
        OUTCOME: _packed(portfolio._outcome(draw, summary)),
        OKR: portfolio._okr(draw),
        "labels": draw.sample(words.LABELS, draw.randint(0, 2)),
    }
    if status.category == "done":
        fields[ACTUAL] = _packed(portfolio._actual(draw))
    if draw.random() < 0.85:
        fields["assignee"] = draw.choice(_people())
    if draw.random() < 0.5:
        fields[OWNER] = draw.choice(_people())
    return Issue(
        id=_FIRST_ID + place,
        key=f"{key}-{place + 1}",
        project=key,
        type=EPIC if child else INITIATIVE,
        summary=summary,
        status=status.id,
        parent=f"{key}-{place - child + 1}" if child else None,
        created=created,
        updated=created + draw.randint(1, 30) * 1440 * _MINUTE,
        fields=fields,
    )


def _packed(value: Any) -> Any:
    return None if value is None else msgspec.Raw(msgspec.json.encode(value))
