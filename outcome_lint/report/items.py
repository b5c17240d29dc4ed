"""The few items that a report names: conversations to have, reflections due, and what was learned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from heapq import nsmallest

import msgspec
from msgspec import Struct

from outcome_lint.model import Findings, ItemState, Run
from outcome_lint.report.moves import MOST, thing
from outcome_lint.report.survey import Survey, weeks
from outcome_lint.report.values import Lesson, Reflections, Talk

_FIVE = 5
_ABOUT_THE_OUTCOME = ("missing-outcome", "placeholder-outcome")
_NOBODY_ANSWERS = {"impersonal-owner": "its owner is not a person", "inactive-owner": "its owner's account is inactive"}


class Picked:
    """What a second look at the states picks out, once the survey knows what to look for."""

    def __init__(
        self, states: Iterable[ItemState], survey: Survey, parents: Iterable[str], settled: frozenset[str]
    ) -> None:
        self.parents: dict[str, ItemState] = {}
        self.due: list[ItemState] = []
        self.lessons: list[ItemState] = []
        self.gaps: list[ItemState] = []  # without an outcome, not done, and not set aside
        wanted = frozenset(parents)
        for state in states:
            if state.key in wanted:
                self.parents[state.key] = state
            if state.conclusion and state.status_category == "done":
                self.lessons.append(state)
            elif survey.is_due(state):
                self.due.append(state)
            if state.without and state.status_category != "done" and state.key not in settled:
                self.gaps.append(state)


def settled(run: Run) -> frozenset[str]:
    """The items whose gap somebody has set aside with a reason: that conversation was had."""
    return frozenset(each.item for each in run.ignored if each.via != "baseline" and each.rule in _ABOUT_THE_OUTCOME)


def five(picked: Picked, survey: Survey, today: date) -> list[ItemState]:
    """In flight before what waits; then by the weeks since it began times the item and its children."""

    def rank(state: ItemState) -> tuple[bool, float, str]:
        weight = (weeks(state, today) or 0) * survey.size(state.key)
        return state.status_category != "doing", -weight, state.key

    return nsmallest(_FIVE, picked.gaps, key=rank)


def talks(
    chosen: Iterable[ItemState], survey: Survey, owners: Mapping[str, str], questions: Mapping[str, str], today: date
) -> tuple[Talk, ...]:
    """Each with its reasons, the question of its gap, and the owner where somebody could answer."""
    return tuple(
        Talk(
            thing(state),
            tuple(_why(state, survey, today)),
            questions.get(_ABOUT_THE_OUTCOME[state.outcome == "placeholder"], ""),
            None if _NOBODY_ANSWERS.keys() & set(state.rules) else owners.get(state.key),
        )
        for state in chosen
    )


def _why(state: ItemState, survey: Survey, today: date) -> Iterable[str]:
    yield "its outcome only holds the place" if state.outcome == "placeholder" else "it states no outcome"
    age = weeks(state, today)
    if age is not None:
        begun = "in flight" if state.status_category == "doing" else "not begun"
        since = "" if state.started else ", created"
        yield f"{begun}{since} {_ago(age)}" if since else f"{begun} for {_ago(age).removesuffix(' ago')}"
    children = survey.size(state.key) - 1
    if children:
        yield f"{children:,} {'item hangs' if children == 1 else 'items hang'} from it"
    if state.parent and survey.outcomes.get(state.parent) in ("missing", "placeholder"):
        yield f"{state.parent} above it states none either"
    if state.okr is False:
        yield "it is tied to no goal"
    yield from (words for rule, words in _NOBODY_ANSWERS.items() if rule in state.rules)


def _ago(age: float) -> str:
    number = round(age)
    return "this week" if not number else "a week ago" if number == 1 else f"{number} weeks ago"


class _Whose(Struct, gc=False):
    key: str
    owner: str | None = None


class _Glimpse(Struct, gc=False):
    item: _Whose


def owners(findings: Findings, keys: Iterable[str]) -> dict[str, str]:
    """The owner of each of these items that has one; nobody else's name is even decoded into a value that stays."""
    wanted = set(keys)
    found: dict[str, str] = {}
    decoder = msgspec.json.Decoder(_Glimpse)
    for chunk in findings.encoded() if wanted else ():
        for glimpse in decoder.decode_lines(chunk):
            if glimpse.item.key in wanted and glimpse.item.owner:
                found[glimpse.item.key] = glimpse.item.owner
    return found


def reflections(picked: Picked, survey: Survey, reviewed: frozenset[str]) -> Reflections:
    """The counts, and the items: those that taught something since the run compared with come first."""
    due = nsmallest(MOST, picked.due, key=lambda state: (state.resolved or "9999", state.key))
    lessons = nsmallest(MOST, picked.lessons, key=lambda state: (state.key not in reviewed, state.key))
    told = [
        Lesson(thing(state), state.conclusion, state.key in reviewed)
        for state in lessons
        if state.conclusion is not None
    ]
    order = ("confirmed", "refuted", "inconclusive", "not measured")
    learned = {name: survey.learned[name] for name in order if name in survey.learned}
    return Reflections(survey.due, survey.fresh, survey.said, learned, tuple(map(thing, due)), tuple(told))
