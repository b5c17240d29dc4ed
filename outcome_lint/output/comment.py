"""A friendly comment under one work item: the questions that its findings ask, and how to make them go away."""

from __future__ import annotations

from outcome_lint.model import Finding, Run
from outcome_lint.output.ci import clip, worst
from outcome_lint.output.escape import markdown as plain
from outcome_lint.output.look import Look
from outcome_lint.output.rule_facts import LABEL
from outcome_lint.output.rule_page import marked

_MOST = 5
_LONGEST = 700


def comment(run: Run, look: Look, key: str = "") -> str | None:
    """Markdown about the findings of the item `key`, of all items without one; None where there is nothing to ask.

    It addresses nobody by name: it is about the item, and whoever reads it can answer.
    """
    found = [finding for finding in worst(run) if key in ("", finding.item.key)]
    if not found:
        return None
    asked = "A question about what this is for" if len(found) == 1 else "A few questions about what this is for"
    lines = [f"**{asked}**", "", *(_entry(finding, look) for finding in found[:_MOST])]
    if len(found) > _MOST:
        lines.append(f"- … and {len(found) - _MOST} more")
    label = f"{LABEL}{found[0].rule}"
    end = (
        "Once the description answers, this comment goes away by itself. "
        f"Where a question does not fit, the label `{label}` sets it aside. Asked by outcome-lint."
    )
    return "\n".join([*lines, "", f"<sub>{end}</sub>"]) + "\n"


def _entry(finding: Finding, look: Look) -> str:
    about = look.rules.get(finding.rule)
    question = clip(finding.question or finding.message, _LONGEST)
    seen = f"{finding.rule} ({finding.code}): {clip(finding.message, _LONGEST)}"
    fix = [marked(" ".join(about.fix.split()))] if about else []
    return "<br>\n  ".join([f"- **{plain(question)}**", plain(seen), *fix])
