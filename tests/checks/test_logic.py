"""Kleene's logic: an answer may also be that it can't be known."""

from __future__ import annotations

from itertools import permutations, product
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outcome_lint.checks import Abstain, Miss, Verdict
from outcome_lint.checks.logic import every, negation, some
from outcome_lint.checks.subject import NOT_APPLICABLE, PENDING
from tests.helpers import item, verdict

Truth = Literal["so", "not", "unknown", "waits", "n/a"]

ANSWERS: dict[Truth, Verdict] = {
    "so": None,
    "not": Miss(why="first"),
    "unknown": Abstain("x unknown"),
    "waits": PENDING,
    "n/a": NOT_APPLICABLE,
}
TRUTHS = st.lists(st.sampled_from(list(ANSWERS)), min_size=1, max_size=5)


def judges(truths: list[Truth]) -> list:
    return [lambda _, truth=truth: ANSWERS[truth] for truth in truths]


def told(said: Verdict) -> Truth:
    if isinstance(said, Miss):
        return "not"
    return next(truth for truth, answer in ANSWERS.items() if said is answer or (truth == "unknown" and said == answer))


def all_of(*truths: Truth) -> Truth:
    return told(every(judges(list(truths)))(None))


def any_of(*truths: Truth) -> Truth:
    return told(some(judges(list(truths)))(None))


def not_(truth: Truth) -> Truth:
    return told(negation(judges([truth])[0])(None))


@given(TRUTHS)
def test_all_is_so_when_nothing_speaks_against_it(truths: list[Truth]):
    asked = [truth for truth in truths if truth != "n/a"]
    worst = next((truth for truth in ("not", "waits", "unknown", "so") if truth in asked), "n/a")
    assert all_of(*truths) == worst


@given(TRUTHS)
def test_any_is_so_when_one_is_and_not_so_only_when_all_are_not(truths: list[Truth]):
    best = next((truth for truth in ("so", "waits", "unknown", "n/a") if truth in truths), "not")
    assert any_of(*truths) == best


@pytest.mark.parametrize(("truth", "opposite"), [("so", "not"), ("not", "so"), ("unknown", "unknown"), ("n/a", "n/a")])
def test_not(truth: Truth, opposite: Truth):
    assert not_(truth) == opposite
    assert not_(opposite) == truth


KLEENE: tuple[Truth, ...] = ("so", "not", "unknown")


@pytest.mark.parametrize(("one", "other"), [*product(KLEENE, KLEENE)])
def test_de_morgan(one: Truth, other: Truth):
    assert not_(all_of(one, other)) == any_of(not_(one), not_(other))
    assert not_(any_of(one, other)) == all_of(not_(one), not_(other))


@pytest.mark.parametrize("truths", [tuple(ANSWERS), ("so", "not", "unknown"), ("n/a", "waits", "unknown")])
def test_the_order_does_not_matter(truths: tuple[Truth, ...]):
    assert len({all_of(*order) for order in permutations(truths)}) == 1
    assert len({any_of(*order) for order in permutations(truths)}) == 1


def test_the_first_miss_is_the_one_that_is_told():
    misses = [lambda _: Miss(why="first"), lambda _: Miss(why="second")]
    assert every(misses)(None).why == some(misses)(None).why == "first"


def test_all_asks_no_further_than_the_first_miss():
    def asked(_: object) -> Verdict:
        raise AssertionError

    assert told(every([*judges(["not"]), asked])(None)) == "not"
    assert told(some([*judges(["so"]), asked])(None)) == "so"


@pytest.mark.parametrize(
    ("owner", "okr", "said"),
    [("x", "x", None), ("x", None, Miss()), (None, "x", Miss()), ("x", ..., Abstain("okr unknown"))],
)
def test_nested_as_in_a_file(owner: str | None, okr: str | None, said: Verdict):
    check = {"all": [{"filled": "team"}, {"not": {"any": [{"not": {"filled": "okr"}}]}}]}
    fields = {"team": owner} if okr is ... else {"team": owner, "okr": okr}
    assert verdict(check, item(**fields)) == said
