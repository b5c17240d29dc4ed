"""The published JSON Schemas, built from the very Structs that are encoded, with a word on what each property means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import json

from outcome_lint.model import WorkItem
from outcome_lint.output.result import Result
from outcome_lint.output.standing import GateAnswers

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WHEN = "RFC 3339 with an offset."

DESCRIPTIONS: dict[str, dict[str, str]] = {
    "Result": {
        "schema": "Name and major version of this format; a breaking change raises the number.",
        "version": "Version of outcome-lint that wrote the document.",
        "complete": "False when something could not be read: then there is no scorecard.",
        "profile": "The profile in force, such as crawl@1.",
        "generated": f"When the run was made. {_WHEN}",
        "items": "Work items in scope that were read.",
        "gate": "What the run was measured against, and whether it holds.",
        "scorecard": "The figures; null when the scan is incomplete, since half a scan has no ratio.",
        "by_rule": "Number of findings by rule name.",
        "by_severity": "Number of findings by severity.",
        "abstentions": "Rules that kept silent because the source did not tell them what they need.",
        "ignored": "Findings that were set aside; they still count in the ratio.",
        "problems": "What could not be read, which makes the scan incomplete.",
        "notes": "What a reader of the figures should know.",
        "findings": "The gaps, each told as a question.",
    },
    "Finding": {
        "rule": "Name of the rule; the primary identifier.",
        "code": "Permanent alias of the rule; its first digit is the checklist section.",
        "severity": "How much it matters under the profile in force.",
        "confidence": "How sure the rule is.",
        "item": "The work item it was found in.",
        "message": "What was found.",
        "question": "What to ask the people who know.",
        "evidence": "The words that made the rule say so; absent where there is nothing to point at.",
    },
    "ItemRef": {
        "key": "The tracker's key, such as PAY-12.",
        "url": "Where to open it.",
        "title": "Its title, as untrusted as any text from a tracker.",
        "level": "initiative, epic, or a configured level.",
        "project": "The project or repository it is in.",
        "team": "The team it belongs to.",
        "owner": "Whom to talk to about it; never to be counted.",
    },
    "Evidence": {
        "field": "The field of the work item that holds the words.",
        "text": "The words.",
        "start": "Offset of their first character in the field's plain text.",
        "end": "Offset after their last character.",
        "excerpt": "The line around the words, for people.",
        "at": "Offset of the words in the excerpt.",
    },
    "Scorecard": {
        "ffr": "The Feature Factory Ratio of all items.",
        "coverage": "By name (outcome, owner, okr, measured, reflected): how many items have it.",
        "groups": "The same figures by team, project, level or another field.",
        "after_exceptions": "The ratio without what was ignored or baselined; never the headline.",
    },
    "Ratio": {
        "percent": "without / total × 100; null where total is 0.",
        "without": "Items that state no anticipated outcome: missing + placeholder.",
        "total": "Items that could be judged.",
        "missing": "Items whose outcome is empty.",
        "placeholder": "Items whose outcome says nothing, such as TBD.",
        "unknown": "Items whose outcome the source did not tell us; neither in without nor in total.",
        "excluded": "Items left out by the scope, by reason.",
    },
    "Coverage": {
        "percent": "covered / total × 100; null where total is 0.",
        "covered": "Items that have it.",
        "total": "Items that could be judged.",
        "unknown": "Items of which the source did not tell us.",
    },
    "Group": {
        "by": "What the group is a value of: team, project, level …",
        "name": "The value.",
        "ffr": "The Feature Factory Ratio of the group.",
        "coverage": "The coverages of the group.",
        "small": "Under five items: not to be compared.",
    },
    "Gate": {
        "fail_on": "Findings of this severity or worse fail the run.",
        "passed": "Whether the run holds.",
        "reasons": "Why it does not.",
        "max_ffr": "The highest ratio allowed, in percent; null for no limit.",
    },
    "Abstention": {
        "rule": "Name of the rule.",
        "code": "Code of the rule.",
        "reason": "What it would have had to know.",
        "count": "Number of items that it did not judge.",
        "items": "Keys of the first few.",
    },
    "Exemption": {
        "rule": "Name of the rule.",
        "code": "Code of the rule.",
        "item": "Key of the item.",
        "via": "What set the finding aside.",
        "reason": "Why.",
        "owner": "Who answers for the exemption.",
        "expires": "The day it ends.",
    },
    "Problem": {
        "place": "file:line or an address.",
        "message": "What went wrong.",
        "hint": "What to do about it.",
    },
    "Note": {"text": "The note.", "level": "How much it matters."},
    "Person": {
        "id": "The tracker's identifier of the account.",
        "name": "The name people know.",
        "active": "Whether the account is active; absent if unknown.",
        "kind": "human, bot or team; absent if unknown.",
    },
    "WorkItem": {
        "key": "The tracker's key, such as PAY-12.",
        "url": "Where to open it.",
        "source": "Where it was read from.",
        "level": "initiative, epic, or a configured level.",
        "type": "The tracker's own type name.",
        "title": "Title or summary.",
        "status": "The tracker's own status name.",
        "status_category": "What the status means.",
        "resolution": "How it was resolved.",
        "project": "The project or repository.",
        "team": "The team.",
        "work_kind": "feature, defect, risk, debt, or a configured kind.",
        "labels": "Labels.",
        "owner": "Who answers for the outcome; not simply the assignee.",
        "assignee": "Whom the tracker assigns it to.",
        "parent": "Key of the item it hangs from.",
        "outcome": "The anticipated outcome.",
        "actual_outcome": "What actually happened.",
        "okr": "The key result, objective, goal, metric or business driver it is tied to.",
        "description": "The description.",
        "created": f"When it was created. {_WHEN}",
        "updated": f"When it was last changed. {_WHEN}",
        "started": f"When work began. {_WHEN}",
        "resolved": f"When it was resolved. {_WHEN}",
        "target_date": "The day it is due.",
        "extra": "Other fields by name, for own rules.",
        "context": "True for an item that was read for what it says of others only: neither judged nor counted.",
    },
}


DESCRIPTIONS |= {
    "GateAnswers": {
        "schema": "Name and major version of this format; a breaking change raises the number.",
        "run": "Number of the newest run of the portfolio that was looked at.",
        "overall": "The answer for the whole portfolio.",
        "teams": "The answer for each team, in alphabetical order.",
        "caution": "What to keep in mind.",
    },
    "Standing": {
        "team": "The team; null for the whole.",
        "stage": "Where it stands.",
        "say": "The answer; null for a team too small to tell.",
        "reasons": "Why, with counts.",
        "answers": "What each criterion of the stage found.",
        "next": "The stage that proceed leads to; empty where there is none.",
        "weeks": "Weeks of history that were looked at.",
        "runs": "Complete runs in them that can be compared.",
        "items": "Items in scope in the newest of these.",
    },
    "Answer": {
        "criterion": "Its key under `stages:`.",
        "asks": "What it asks.",
        "met": "Whether it is met; null where there were too few to ask it of.",
        "wanted": "Percent at least; for `fell` points at most.",
        "found": "Percent or points; null of nothing.",
        "part": "Items, or runs, that fit.",
        "total": "Of so many.",
    },
}


def result_schema() -> dict[str, Any]:
    """What `--format json` writes; each line of jsonl but the last is one of its `findings`."""
    return described(Result, "result-1", "A result of outcome-lint.")


def work_item_schema() -> dict[str, Any]:
    """One line of a snapshot file. A key that is absent is unknown; one that is null is empty."""
    return described(WorkItem, "work-item-1", "A work item: absent keys are unknown, null values are empty.")


def gate_schema() -> dict[str, Any]:
    """What `gate --format json` writes."""
    return described(GateAnswers, "gate-1", "Where a portfolio and its teams stand between crawl, walk and run.")


def described(
    struct: type, name: str, title: str, words: Mapping[str, Mapping[str, str]] = DESCRIPTIONS
) -> dict[str, Any]:
    """The schema of a Struct, with what `words` say of the properties of each component."""
    (root,), components = json.schema_components((struct,), ref_template="#/$defs/{name}")
    for component, schema in components.items():
        for field, prop in schema.get("properties", {}).items():
            prop["description"] = words.get(component, {}).get(field, "")
    definition = components.pop(root["$ref"].rpartition("/")[2])
    head = {"$schema": _DIALECT, "$id": f"urn:outcome-lint:{name}"}
    return {**head, **definition, "title": title, "$defs": dict(sorted(components.items()))}
