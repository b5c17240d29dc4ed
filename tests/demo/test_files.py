"""The demo portfolio is faithful to the trackers' real payloads, and `expected.yml` tells the truth about it.

Nothing here uses the linter: counts are taken from the raw files, so that they can serve as a second opinion.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "examples" / "demo"
CONTRACTS = Path(os.environ.get("OUTCOME_LINT_SHARED", ROOT.parent / "shared")) / "contracts"
TODAY = date(2026, 11, 21)
FILES = ("jira-cloud.json", "jira-export.csv", "github-issues.json")
DATE_COLUMNS = ("Created", "Updated", "Resolved", "Custom field (Target end)", "Status Category Changed")


def text(name: str) -> str:
    return (DEMO / name).read_text(encoding="utf-8")


def jira() -> list[dict[str, Any]]:
    return list(json.loads(text("jira-cloud.json"))["issues"])


def github() -> list[dict[str, Any]]:
    return list(json.loads(text("github-issues.json")))


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(text("jira-export.csv").splitlines(keepends=True)))


def expected() -> dict[str, Any]:
    return dict(yaml.safe_load((Path(__file__).parent / "expected.yml").read_text(encoding="utf-8")))


def contract(name: str) -> Any:
    path = CONTRACTS / name
    if not path.is_file():
        pytest.skip(
            f"no {path}: the API contracts are not part of this repository; set OUTCOME_LINT_SHARED to their folder"
        )
    return json.loads(path.read_text(encoding="utf-8"))


def nullable(node: Any) -> Any:
    """OpenAPI 3.0 `nullable` as JSON Schema."""
    if isinstance(node, list):
        return [nullable(each) for each in node]
    if not isinstance(node, dict):
        return node
    made = {key: nullable(value) for key, value in node.items() if key != "nullable"}
    return {"anyOf": [made, {"type": "null"}]} if node.get("nullable") is True else made


def validator(document: Any, schema: str) -> jsonschema.Draft202012Validator:
    components = nullable(document["components"])
    return jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{schema}", "components": components})


def assert_valid(checker: Any, value: Any, where: str) -> None:
    problems = [f"{where} {error.json_path}: {error.message}" for error in checker.iter_errors(value)]
    assert not problems, "\n".join(problems)


def adf(fields: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (value for value in fields.values() if isinstance(value, dict) and value.get("type") == "doc")


def level(issue: dict[str, Any]) -> str | None:
    """GitHub's level of an issue, by type, label or title prefix."""
    marks = [(issue["type"] or {}).get("name", ""), *(label["name"] for label in issue["labels"])]
    marks += re.findall(r"^\[?(epic|initiative)\]?:? ", issue["title"], re.IGNORECASE)
    return next((mark.lower() for mark in marks if mark.lower() in ("epic", "initiative")), None)


def counted(in_scope: int, excluded: int, others: int, pulls: int = 0) -> dict[str, int]:
    return {"in_scope": in_scope, "excluded_by_resolution": excluded, "other_levels": others, "pull_requests": pulls}


def recount(name: str) -> dict[str, int]:
    if name == "github-issues.json":
        issues = [issue for issue in github() if "pull_request" not in issue]
        work = [issue for issue in issues if level(issue)]
        out = sum(issue["state_reason"] in ("not_planned", "duplicate") for issue in work)
        return counted(len(work) - out, out, len(issues) - len(work), len(github()) - len(issues))
    if name == "jira-export.csv":
        work_rows = [row for row in rows() if row["Issue Type"] in ("Epic", "Initiative")]
        out = sum(row["Resolution"] in ("Won't Do", "Duplicate") for row in work_rows)
        return counted(len(work_rows) - out, out, len(rows()) - len(work_rows))
    fields = [issue["fields"] for issue in jira()]
    work = [each for each in fields if each["issuetype"]["hierarchyLevel"] >= 1]
    out = sum((each["resolution"] or {}).get("name") in ("Won't Do", "Duplicate") for each in work)
    return counted(len(work) - out, out, len(fields) - len(work))


@pytest.mark.parametrize("name", FILES)
def test_expected_counts_are_what_the_file_holds(name: str) -> None:
    told = expected()[name]
    assert recount(name).items() <= told.items()
    for key, items in told["keys"].items():
        assert len(items) == len(set(items)) == told[key]


def test_the_portfolio_is_the_sum_of_its_files() -> None:
    told, whole = expected(), expected()["portfolio"]
    for key in ("in_scope", "missing", "placeholder", "unknown_outcome"):
        assert whole[key] == sum(told[name][key] for name in FILES)
    assert whole["without"] == whole["missing"] + whole["placeholder"]
    assert whole["total"] == whole["in_scope"] - whole["unknown_outcome"]
    assert whole["ffr_percent"] == round(100 * whole["without"] / whole["total"], 1)
    for key in ("without", "total"):
        assert sum(team[key] for team in whole["teams"].values()) == whole[key]


def test_every_named_item_exists() -> None:
    keys = {issue["key"] for issue in jira()} | {row["Issue key"] for row in rows()}
    keys |= {f"harbourline/roadmap#{issue['number']}" for issue in github()}
    assert len(keys) == len(jira()) + len(rows()) + len(github()), "keys are unique"
    told = expected()
    named = {item for name in FILES for items in told[name]["keys"].values() for item in items}
    named |= {item for items in told["intended"].values() for item in items} | set(told["exemplary"])
    prose = text("README.md") + text("outcome-lint.yml")
    named |= set(re.findall(r"\b(?:APP|DEPOT)-\d+|harbourline/roadmap#\d+", prose))
    assert named <= keys


def test_only_the_unknown_item_lacks_the_outcome_field() -> None:
    absent = [issue["key"] for issue in jira() if "customfield_10050" not in issue["fields"]]
    assert absent == expected()["jira-cloud.json"]["keys"]["unknown_outcome"]


def test_readme_states_the_ratio() -> None:
    whole = expected()["portfolio"]
    assert f"{whole['ffr_percent']} % · {whole['without']} of {whole['total']}" in text("README.md")


@pytest.mark.parametrize("name", [*FILES, "README.md", "outcome-lint.yml"])
def test_nobody_real_is_named(name: str) -> None:
    hosts = set(re.findall(r"https?://([^/\"\s)]+)", text(name)))
    assert all(host.endswith("harbourline.example") or host == "harbourline.atlassian.net" for host in hosts), hosts
    assert not re.findall(r"[\w.]+@\w[\w-]*\.\w+", text(name)), "no e-mail addresses"


def test_csv_is_as_jira_exports_it() -> None:
    reader = csv.reader(text("jira-export.csv").splitlines(keepends=True))
    header = next(reader)
    assert all(len(row) == len(header) for row in reader)
    assert header.count("Labels") == 2
    assert any("\n" in row["Custom field (Anticipated Outcome)"] for row in rows())
    for row in rows():
        for column in DATE_COLUMNS:
            if row[column]:
                datetime.strptime(f"{row[column]} +0000", "%d/%b/%y %I:%M %p %z")


def test_times_make_sense() -> None:
    for issue in jira():
        fields = issue["fields"]
        times = [fields["created"], *filter(None, [fields["resolutiondate"]]), fields["updated"]]
        days = [datetime.strptime(each, "%Y-%m-%dT%H:%M:%S.%f%z") for each in times]
        assert days == sorted(days), issue["key"]
        assert days[-1].date() < TODAY, issue["key"]
        assert (fields["status"]["statusCategory"]["key"] == "done") == bool(fields["resolution"]), issue["key"]
    for issue in github():
        stamps = [issue["created_at"], *filter(None, [issue["closed_at"]]), issue["updated_at"]]
        assert stamps == sorted(stamps), issue["number"]
        assert stamps[-1] < TODAY.isoformat(), issue["number"]
        assert (issue["state"] == "closed") == bool(issue["closed_at"]), issue["number"]


def test_configuration_uses_documented_keys_only() -> None:
    config = yaml.safe_load(text("outcome-lint.yml"))
    assert set(config) <= {
        "profile",
        "fields",
        "scope",
        "rules",
        "overrides",
        "vocabulary",
        "ignore",
        "gate",
        "group-by",
        "sources",
    }
    assert all(set(each) == {"rule", "item", "reason", "owner", "expires"} for each in config["ignore"])
    assert all(each["expires"] > TODAY for each in config["ignore"])


def test_jira_page_keeps_the_contract() -> None:
    document = contract("jira-cloud-v3.trim.json")
    assert_valid(validator(document, "SearchAndReconcileResults"), json.loads(text("jira-cloud.json")), "page")
    inside = {
        "assignee": "UserDetails",
        "customfield_10052": "UserDetails",
        "issuetype": "IssueTypeDetails",
        "status": "StatusDetails",
        "project": "ProjectDetails",
    }
    checkers = {field: validator(document, schema) for field, schema in inside.items()}
    linked = validator(document, "IssueLinkType")
    for issue in jira():
        for field, checker in checkers.items():
            if issue["fields"][field] is not None:
                assert_valid(checker, issue["fields"][field], f"{issue['key']} {field}")
        for link in issue["fields"]["issuelinks"]:
            assert_valid(linked, link["type"], f"{issue['key']} issuelinks")


def test_jira_texts_are_adf() -> None:
    checker = jsonschema.Draft4Validator(contract("adf.schema.json"))
    for issue in jira():
        for document in adf(issue["fields"]):
            assert_valid(checker, document, issue["key"])


def test_github_issues_keep_the_contract() -> None:
    checker = validator(contract("github-rest.trim.json"), "issue")
    for issue in github():
        assert_valid(checker, issue, f"#{issue['number']}")
