"""`all`, `any` and `not` over checks, where an answer may also be "can't be known" (Kleene's logic)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outcome_lint.checks.subject import MISSING, NOT_APPLICABLE, PENDING, Abstain, Miss, Subject, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Judge = Callable[[Subject], Verdict]


def every(judges: Sequence[Judge]) -> Judge:
    """So, when all are so; the first miss decides."""

    def judge(subject: Subject) -> Verdict:
        doubt: Abstain | None = None
        passed = False
        for each in judges:
            verdict = each(subject)
            if verdict is None:
                passed = True
            elif isinstance(verdict, Miss):
                return verdict
            else:
                doubt = _graver(doubt, verdict)
        return None if passed and doubt is NOT_APPLICABLE else doubt

    return judge


def some(judges: Sequence[Judge]) -> Judge:
    """So, when one is so; a miss only when every one is a miss."""

    def judge(subject: Subject) -> Verdict:
        doubt: Abstain | None = None
        miss: Miss | None = None
        for each in judges:
            verdict = each(subject)
            if verdict is None:
                return None
            if isinstance(verdict, Miss):
                miss = miss or verdict
            else:
                doubt = _graver(doubt, verdict)
        return doubt or miss

    return judge


def negation(inner: Judge) -> Judge:
    """So, when the inner one is not so."""

    def judge(subject: Subject) -> Verdict:
        verdict = inner(subject)
        if verdict is None:
            return MISSING
        return None if isinstance(verdict, Miss) else verdict

    return judge


def _graver(first: Abstain | None, second: Abstain) -> Abstain:
    """Pending outweighs unknown, and unknown outweighs not applicable."""
    if first is None or second is PENDING or (first is NOT_APPLICABLE and first is not PENDING):
        return second
    return first
