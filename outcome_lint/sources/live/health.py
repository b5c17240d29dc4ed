"""Examines a source, whichever it is, and shows one of its items as the linter will see it."""

from __future__ import annotations

from typing import BinaryIO

from msgspec import UNSET

from outcome_lint.errors import IncompleteError, OutcomeLintError
from outcome_lint.health import Health, Part, Step
from outcome_lint.model import Person, WorkItem
from outcome_lint.sources.live.reach import Reach
from outcome_lint.sources.parts import FilePart
from outcome_lint.sources.request import Request
from outcome_lint.trackers import GithubSource, JiraSource, Tracker

PARTS = (
    "key", "title", "level", "type", "project", "team", "status", "owner", "outcome", "actual_outcome", "okr", "parent",
    "target_date",
)  # fmt: skip
"""What a sample shows; never a whole description."""

_MOST = 300  # characters of a part


def examine(spec: str | FilePart | Tracker, request: Request, reach: Reach, stdin: BinaryIO | None = None) -> Health:
    """The health of one source; what goes wrong is a step of it, never an exception of ours."""
    if isinstance(spec, JiraSource):
        from outcome_lint.sources.live.jira import doctor

        return doctor.examine(spec, request, reach)
    if isinstance(spec, GithubSource):
        from outcome_lint.sources.live.github import doctor as github

        return github.examine(spec, request, reach)
    return _read(spec, request, reach, stdin)


def failed(name: str, error: OutcomeLintError) -> Step:
    """A step that an error ended."""
    return Step(name, "unreachable" if isinstance(error, IncompleteError) else "wrong", str(error), error.hint)


def sample(item: WorkItem) -> tuple[Part, ...]:
    """The item, part by part."""
    return tuple(_part(name, getattr(item, name)) for name in PARTS)


def _part(name: str, value: object) -> Part:
    if value is UNSET:
        return Part(name, "unknown")
    if isinstance(value, Person):
        gone = " (inactive)" if value.active is False else ""
        value = f"{value.name or value.id}{gone}"
    if not value:
        return Part(name, "empty")
    text = str(value)
    return Part(name, "value", text if len(text) <= _MOST else f"{text[: _MOST - 1]}…")


def _read(spec: str | FilePart, request: Request, reach: Reach, stdin: BinaryIO | None) -> Health:
    """By reading it all, which for a file is quick."""
    from outcome_lint.sources.files import read_all

    name = spec if isinstance(spec, str) else spec.name
    count, first = 0, None
    try:
        for item in read_all([spec], request, stdin, reach):
            count += not item.context
            first = first or item
    except OutcomeLintError as error:
        return Health(name, "file", (failed("reachable", error),))
    steps = [Step("items", "fine" if count else "note", f"{count:,} in scope")]
    steps += [
        Step("problem", "unreachable", f"{each.place}: {each.message}", each.hint) for each in request.intake.problems
    ]
    steps += [Step("note", "note", each.text) for each in request.intake.notes if each.level == "warning"]
    return Health(name, "file", tuple(steps), sample=sample(first) if first else ())
