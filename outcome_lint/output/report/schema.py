"""The published JSON Schema of a report, with a word on what each property means."""

from __future__ import annotations

from typing import Any

from outcome_lint.output.schema import DESCRIPTIONS, described
from outcome_lint.report.values import Report

_NAMED = "Work items, at most 200 of them."

REPORT: dict[str, dict[str, str]] = {
    "Report": {
        "schema": "Name and major version of this format; a breaking change raises the number.",
        "version": "Version of outcome-lint that wrote the document.",
        "generated": "When the run was made, in the report's time zone. RFC 3339 with an offset.",
        "complete": "False when something could not be read: then there are no figures.",
        "audience": "Leaders are told of systems and movement, a team of the items behind them, too.",
        "profile": "The profile in force, such as walk@1.",
        "period": "The days that the report is about.",
        "compared": "The run that this one is compared with; null where there is none.",
        "warnings": "What to mind about the figures.",
        "problems": "What could not be read.",
        "changed": "What moved since the run compared with; null where nothing can be compared.",
        "figures": "The headline figures, at most five.",
        "matrices": "The same figures by team, project, level, work kind and whatever the run was grouped by.",
        "talk": "Conversations to have, at most five.",
        "reflections": "Items done: who owes a look back, and what was learned.",
        "investment": "The ratio, with each item counted by its weight.",
        "upstream": "Where the gaps begin.",
        "checklist": "The Leader's Checklist with its evidence.",
        "data": "What the figures are made of.",
        "caution": "How not to use the figures.",
    },
    "Period": {
        "kind": "week, month, quarter, or since a day.",
        "name": "The period for machines, such as 2026-W47.",
        "title": "The period for people.",
        "start": "Its first day.",
        "end": "Its last day.",
        "timezone": "Where a day begins and ends.",
    },
    "Thing": {
        "key": "The tracker's key, such as PAY-12.",
        "title": "Its title, as untrusted as any text from a tracker.",
        "url": "Where to open it, as untrusted as its title.",
        "team": "The team it belongs to.",
        "level": "initiative, epic, or a configured level.",
    },
    "Share": {
        "percent": "part / total × 100; null where total is 0.",
        "part": "Those that have it; of the ratio, those that state no outcome.",
        "total": "Those that could be judged.",
        "unknown": "Those that could not.",
    },
    "Compared": {
        "run": "The run's number in the history.",
        "at": "When it was made.",
        "profile": "The profile that was in force.",
        "reasons": "Why the two can't be compared; empty where they can.",
    },
    "Changed": {
        "counts": "How many items moved in which way; an item may have moved in several.",
        "teams": "The same by team, in alphabetical order.",
        "copied": "Items that came to their outcome in the same words at once.",
        "rules_unlike": "Why what the rules found is not compared.",
    },
    "TeamMoves": {
        "team": "The team; null for items of none.",
        "counts": "How many of its items moved in which way.",
        "moved": f"{_NAMED} Empty for leaders.",
    },
    "Moved": {
        "item": "The item.",
        "kinds": "In which ways it moved.",
        "fixed": "Rules that found something in it before, and no longer.",
        "regressed": "Rules that find something in it now, and did not before.",
    },
    "Copied": {"count": "How many items.", "items": _NAMED},
    "Figure": {
        "name": "ffr for the Feature Factory Ratio, or the name of a coverage.",
        "now": "The figure in this run.",
        "before": "The figure in the run compared with.",
        "points": "Its movement in percentage points.",
        "direction": "up, down or same; neither is good by itself.",
        "trend": "The figure week by week, with this run at the end.",
    },
    "Tick": {
        "day": "The day of the run, in UTC.",
        "run": "Its number in the history; 0 for one that is not remembered.",
        "percent": "The figure.",
        "part": "Its part.",
        "total": "Its total.",
        "break_before": "Why it can't be compared with the tick before it; empty where it can.",
    },
    "Matrix": {"by": "What the groups are a value of.", "rows": "The groups, in alphabetical order."},
    "Row": {
        "name": "The group.",
        "small": "Under five items: not to be compared.",
        "shares": "Its coverages by name.",
        "points": "The movement of its outcome coverage in percentage points; null for a small group.",
    },
    "Talk": {
        "item": "The item.",
        "why": "Why this one.",
        "question": "What to ask.",
        "owner": "Whom to talk to about it; never to be counted.",
    },
    "Reflections": {
        "due": "Items done that don't say what happened, though it is time.",
        "fresh": "Items done too recently to be asked.",
        "said": "Items that say what happened, and draw no conclusion.",
        "learned": "Number of items by their conclusion; a refuted hypothesis is something learned.",
        "due_items": f"{_NAMED} Empty for leaders.",
        "lessons": "The items with a conclusion, the new ones first; at most 200.",
    },
    "Lesson": {
        "item": "The item.",
        "conclusion": "confirmed, refuted, inconclusive or not measured.",
        "new": "Whether it came since the run compared with.",
    },
    "Weighed": {
        "by": "By what items are weighed: their points, the items below them, or the weeks of those in flight.",
        "percent": "part / total × 100.",
        "part": "The weight of the items without an outcome.",
        "total": "The weight of all.",
        "items": "How many items had a weight.",
        "unweighed": "How many had none that is known.",
    },
    "Upstream": {
        "inherited": "Gaps that hang from a parent without an outcome itself, of those below a parent that is known.",
        "unparented": "Gaps that hang from no parent.",
        "branches": "The parents with several gaps below them.",
        "portfolios": "Coverage by project.",
    },
    "Branch": {
        "parent": "The parent.",
        "outcome": "Whether it states an outcome itself; null where it is not in scope.",
        "children": "The items below it without an outcome.",
    },
    "Chapter": {
        "number": "The checklist's section.",
        "title": "Its name.",
        "questions": "Its questions, answered as far as data can.",
    },
    "Question": {
        "question": "The question.",
        "evidence": "What the data says; null where it can't answer.",
        "ask": "What to ask people.",
    },
    "Data": {
        "items": "Work items in scope that were read.",
        "unknown": "Items whose outcome the source did not tell us.",
        "excluded": "Items left out by the scope, by reason.",
        "set_aside": "Findings that were set aside, by what; their items still count.",
        "abstentions": "Rules that kept silent.",
        "notes": "What a reader of the figures should know.",
        "fingerprints": "Of scope, sources, reading and rules: only what is alike is compared.",
        "run": "The number under which this run is remembered; 0 where it is not.",
        "runs": "Remembered runs of this portfolio.",
        "incomplete": "How many of them were incomplete.",
        "first": "When the first of them was made.",
        "strangers": "Remembered runs of other sources or another scope.",
    },
}


def report_schema() -> dict[str, Any]:
    """What `report --format json` writes."""
    return described(Report, "report-1", "An outcome-coverage report.", DESCRIPTIONS | REPORT)
