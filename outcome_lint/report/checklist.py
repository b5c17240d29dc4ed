"""The Leader's Checklist, question by question: what the data says, or that only people can tell.

The questions follow "From Feature Factory to Purpose-Driven Development", P. Clark, April 2025.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from outcome_lint.model import Coverage, Scorecard
from outcome_lint.report.survey import Survey
from outcome_lint.report.values import Chapter, Question, Upstream


class Evidence(NamedTuple):
    """All that an answer may rest on; `active` are the rules in force."""

    card: Scorecard
    survey: Survey
    active: frozenset[str]
    profile: str
    runs: int
    upstream: Upstream


Look = Callable[[Evidence], str | None]


def chapters(evidence: Evidence) -> tuple[Chapter, ...]:
    """Sections 1 to 7 with their questions."""
    return tuple(
        Chapter(number, title, tuple(Question(asked, look(evidence), ask) for asked, look, ask in questions))
        for number, (title, questions) in enumerate(_SECTIONS, 1)
    )


def of(part: int, whole: int, words: str) -> str:
    """`12 of 32 …`, and words for none."""
    return f"{part:,} of {whole:,} {words}" if whole else f"nothing to count yet: 0 {words}"


def _coverage(name: str, words: str, rule: str) -> Look:
    def look(evidence: Evidence) -> str | None:
        value = evidence.card.coverage.get(name)
        if value is None:
            return _off(rule, evidence)
        return of(value.covered, value.total, words) + _unknown(value)

    return look


def _rule(name: str, base: str, words: str) -> Look:
    """A rule of the text: how many of its base it has questioned."""

    def look(evidence: Evidence) -> str | None:
        if name not in evidence.active:
            return _off(name, evidence)
        whole = evidence.survey.debts if base == "debt" else evidence.survey.stated
        what = "outcomes of technical debt" if base == "debt" else "stated outcomes"
        if not whole:
            return f"there are no {what} yet"
        return f"{evidence.survey.rules.get(name, 0):,} of {whole:,} {what} {words} ({name})"

    return look


def _off(rule: str, evidence: Evidence) -> str:
    return f"not asked by the profile {evidence.profile} ({rule} is off)"


def _unknown(value: Coverage) -> str:
    return f"; {value.unknown:,} unknown" if value.unknown else ""


def _people(_: Evidence) -> str | None:
    return None


def _intent(evidence: Evidence) -> str | None:
    value = evidence.card.coverage["outcome"]
    return of(value.covered, value.total, "items state an anticipated outcome") + _unknown(value)


def _tracked(evidence: Evidence) -> str | None:
    if evidence.runs > 1:
        return f"yes: {evidence.runs:,} runs of this portfolio are remembered"
    return "this is its first remembered run" if evidence.runs else "not yet: no history is kept (--history FILE)"


def _upstream(evidence: Evidence) -> str | None:
    share = evidence.upstream.inherited
    if not share.total:
        return "no gap hangs from a parent whose outcome is known"
    return f"{share.part:,} of {share.total:,} gaps hang from a parent that states no outcome itself"


_Question = tuple[str, Look, str]
_SECTIONS: Iterable[tuple[str, tuple[_Question, ...]]] = (
    (
        "Intent before execution",
        (
            (
                "Is every epic or initiative anchored with a clear anticipated outcome?",
                _intent,
                "What are we hoping to achieve?",
            ),
            (
                "Have we stated why this work matters to the customer, the business, or the platform?",
                _rule("no-beneficiary", "stated", "do not say who or what is better off"),
                "How will it impact the customer, the business, or the platform?",
            ),
            (
                "Are we avoiding just delivering features without a defined end state?",
                _rule("output-not-outcome", "stated", "name only what will be built"),
                "Once it is delivered, who would notice, and by what?",
            ),
        ),
    ),
    (
        "Strategic connection",
        (
            (
                "Is the work informally or explicitly tied to a key result, business goal, or product metric?",
                _coverage("okr", "items are tied to a goal, themselves or by their parents", "missing-okr"),
                "Which goal does this serve, even if it isn't written down yet?",
            ),
            (
                "Do we ask “What is the business driver?” even where it is not written down yet?",
                _people,
                "When did we last ask it, and who answered?",
            ),
        ),
    ),
    (
        "Team-level awareness",
        (
            (
                "Do developers, QA, and designers understand the purpose of what they work on?",
                _people,
                "Could anyone in the team say in a sentence what this is for?",
            ),
            (
                "Do teams know what success looks like beyond “we delivered it”?",
                _coverage("measured", "stated outcomes can be measured or observed", "no-measure"),
                "How will we know that it worked?",
            ),
        ),
    ),
    (
        "Product-owner empowerment",
        (
            (
                "Is one person accountable for the outcome?",
                _coverage("owner", "items name an owner", "missing-owner"),
                "Whom would we ask whether it worked?",
            ),
            (
                "Were product owners involved in problem framing, or were they handed a solution?",
                _people,
                "Who framed the problem, and were you in the room?",
            ),
            (
                "Do we take a missing outcome as a signal of upstream misalignment?",
                _upstream,
                "What was the level above told when it handed this on?",
            ),
        ),
    ),
    (
        "Technical debt with purpose",
        (
            (
                "Does technical debt say its impact on system reliability, scalability, or risk?",
                _rule("debt-without-impact", "debt", "do not say what they do to the system"),
                "What gets safer, faster or cheaper once this is done?",
            ),
            (
                "Can it be tied to customer experience, transaction volume, or long-term business performance?",
                _rule("debt-without-business-tie", "debt", "are not tied to the business"),
                "Who would feel it, in the end, if we never did it?",
            ),
        ),
    ),
    (
        "Measurement and reflection",
        (
            (
                "Are we tracking how many epics and initiatives lack anticipated outcomes?",
                _tracked,
                "Who looks at the trend, and what did we change because of it?",
            ),
            (
                "Do we reflect on anticipated and actual outcomes once the work is delivered?",
                _coverage("reflected", "items done say what actually happened", "missing-actual-outcome"),
                "What did we learn that changes what we do next?",
            ),
        ),
    ),
    (
        "Cultural leadership",
        (
            (
                "Is this about focus, not control?",
                _people,
                "What did we stop doing because it had no outcome?",
            ),
            (
                "Do we lead with curiosity instead of compliance?",
                _people,
                "When an outcome was missing, did we ask why, or ask for the field to be filled?",
            ),
            (
                "Do we see it when the real problem is upstream, and not with the team?",
                _people,
                "Which of these gaps are ours, as leaders, to close?",
            ),
        ),
    ),
)
