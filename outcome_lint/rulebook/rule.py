"""A rule, as its file states it."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from outcome_lint.conditions import Condition
from outcome_lint.model import Severity

SECTIONS = {
    "intent": "1 · Intent before execution",
    "strategy": "2 · Strategic connection",
    "team": "3 · Team-level awareness",
    "ownership": "4 · Product-owner empowerment",
    "debt": "5 · Technical debt with purpose",
    "reflection": "6 · Measurement and reflection",
    "housekeeping": "9 · The linter's own housekeeping",
}
COMBINING = ("all", "any")


class Examples(Struct, frozen=True, forbid_unknown_fields=True):
    """Items that the rule must find wanting, must pass, and must abstain on: its tests and its documentation."""

    bad: tuple[dict[str, Any], ...]
    good: tuple[dict[str, Any], ...]
    unknown: tuple[dict[str, Any], ...] = ()


class Rule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule as its file states it; `check` is what must be true."""

    name: Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
    code: Annotated[str, Meta(pattern="^[A-Z]+[0-9]+$")]
    asks: str
    check: dict[str, Any]
    message: str
    question: str
    why: str
    fix: str
    examples: Examples
    section: str = "own"
    severity: Severity | dict[str, Severity] = Severity.WARNING
    when: Condition = Condition()
    options: dict[str, int | str] = {}
    since: str = ""
    source: str = ""

    def severity_in(self, profile: str) -> Severity | None:
        """Its severity under a built-in profile; None where the profile leaves it off."""
        return self.severity if isinstance(self.severity, Severity) else self.severity.get(profile)
