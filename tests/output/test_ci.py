"""The formats for CI systems: their schemas, their limits, and hostile text."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from msgspec.structs import replace

from outcome_lint.model import Confidence, Evidence, Finding, Gate, ItemRef, Problem, Run
from outcome_lint.output import Anchor, RuleHelp, sarif
from outcome_lint.output.ci import MOST, Names, worst

SCHEMAS = Path(__file__).parent / "schemas"
SARIF = Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text("utf-8")))
KINDS = ["rich", "incomplete", "empty", "good"]
TITLE = "::error::x%0A<script>alert(1)</script>|@everyone"
COMMAND = re.compile(r"::(\w+) title=((?:[^:,%]|%(?:25|0D|0A|3A|2C))*)::((?:[^%]|%(?:25|0D|0A))*)")
NASTY = st.text(st.sampled_from("\x00\x1b\r\n\u2028\ud800\ufffe\uffff:%,]()[<>&\"'#x ")) | st.text()
HELP = RuleHelp("is the outcome `stated`?", "What are we hoping to achieve?", "Because <b>.", "Write it.", "intent")


@pytest.fixture(scope="session")
def hostile(make_run: Callable[..., Run], make_finding: Callable[..., Finding]) -> Callable[..., Run]:
    """A run in which every text that a tracker can fill is `text`."""

    def run(text: str) -> Run:
        item = ItemRef(text, f"https://x/{text}", text, "epic", text, text, text)
        found = make_finding("PAY-12", "missing-outcome", item=item, evidence=Evidence("outcome", text, 0, 1, text))
        broken = (Problem(text, text, text),)
        gate = Gate("error", passed=False, reasons=(text,))
        return make_run((found,), problems=broken, complete=False, scorecard=None, gate=gate)

    return run


def unescaped(text: str) -> str:
    """As the runner reads it: `%` last."""
    pairs = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
    for code, char in pairs:
        text = text.replace(code, char)
    return text


def commands(text: str) -> list[tuple[str, str, str]]:
    """(kind, title, message) of every line but the last, which is the line for the log."""
    matches = [COMMAND.fullmatch(line) for line in text.splitlines()[:-1]]
    assert all(matches), text
    return [(found[1], unescaped(found[2]), unescaped(found[3])) for found in matches if found]


def kinds(rows: list[tuple[str, str, str]]) -> Counter[str]:
    return Counter(kind for kind, _, _ in rows)


def many(make_finding: Callable[..., Finding], count: int, rule: str = "missing-outcome") -> tuple[Finding, ...]:
    found = make_finding("PAY-12", rule)
    return tuple(replace(found, item=ItemRef(f"PAY-{number}", title="x")) for number in range(count))


@pytest.mark.parametrize("count", [0, 1, 10, 11, 500])
def test_at_most_ten_annotations_of_a_kind_and_the_last_says_how_many_more(
    count: int, make_run: Callable[..., Run], make_finding: Callable[..., Finding], show: Callable[..., str]
):
    rows = commands(show("github", make_run(many(make_finding, count) + many(make_finding, count, "no-measure"))))
    assert kinds(rows) == Counter({kind: min(count, 10) for kind in ("error", "notice") if count})
    more = [title for _, title, _ in rows if "more" in title]
    assert more == ([f"{count - 9} more errors", f"{count - 9} more info"] if count > 10 else [])


def test_the_verdict_comes_first_and_counts_among_the_ten(
    make_run: Callable[..., Run], make_finding: Callable[..., Finding], show: Callable[..., str]
):
    gate = Gate("error", passed=False, reasons=("30 errors", "over the limit"))
    run = make_run(many(make_finding, 30), gate=gate, complete=False, problems=(Problem("a.csv:3", "broken"),) * 9)
    rows = commands(show("github", run))
    assert kinds(rows) == {"error": 10}
    assert [title for _, title, _ in rows[:2]] == [
        "No ratio: the scan is incomplete",
        "Gate not passed: fails on error",
    ]
    assert rows[0][2].splitlines() == ["a.csv:3: broken"] * 5 + ["4 more problems"]
    assert rows[1][2] == "30 errors\nover the limit"
    assert rows[-1][1] == "23 more errors"


def test_the_surest_of_a_kind_are_annotated(
    make_run: Callable[..., Run], make_finding: Callable[..., Finding], show: Callable[..., str]
):
    unsure = tuple(replace(each, confidence=Confidence.LOW) for each in many(make_finding, 20))
    sure = make_finding("WEB-9", "missing-outcome")
    rows = commands(show("github", make_run((*unsure, sure))))
    assert rows[0][2].startswith("WEB-9")


def test_an_annotation_is_a_question_with_an_address_on_no_file(runs: dict[str, Run], show: Callable[..., str]):
    text = show("github", runs["rich"])
    (row,) = [row for row in commands(text) if row[2].startswith("OPS-1")]
    title = "missing-owner (OL401)"
    first = "OPS-1 Retire the last Oracle host: Nobody is named as accountable for the outcome."
    question, url = "Who would decide whether this was worth it?", "https://acme.example/browse/OPS-1"
    assert row == ("error", title, f"{first}\n{question}\n{url}")
    assert "file=" not in text.replace("error file=x", "")


@given(text=NASTY)
def test_whatever_a_title_holds_it_ends_no_command_and_begins_none(
    *, text: str, hostile: Callable[..., Run], show: Callable[..., str]
):
    report = show("github", hostile(text))
    assert len(report.split("\n")) == 5
    assert not report.split("\n")[3].startswith("::")
    assert kinds(commands(report)) == {"error": 3}
    assert max(len(message.encode("utf-16-le")) // 2 for _, _, message in commands(report)) <= 4096


def test_no_message_is_longer_than_the_runner_keeps(hostile: Callable[..., Run], show: Callable[..., str]):
    rows = commands(show("github", hostile("🌙" * 9000)))
    assert max(len(message.encode("utf-16-le")) // 2 for _, _, message in rows) <= 4096


@pytest.mark.parametrize("kind", KINDS)
def test_sarif_keeps_to_its_schema(kind: str, runs: dict[str, Run], show: Callable[..., str]):
    rules = dict.fromkeys(runs[kind].by_rule, HELP)
    SARIF.validate(json.loads(show("sarif", runs[kind], rules=rules)))


@given(text=NASTY)
def test_sarif_of_hostile_text_is_valid_and_links_nothing(
    *, text: str, hostile: Callable[..., Run], show: Callable[..., str]
):
    document = json.loads(show("sarif", hostile(text)))
    SARIF.validate(document)
    (run,) = document["runs"]
    messages = [run["results"][0]["message"]["text"]]
    messages += [each["message"]["text"] for each in run["invocations"][0]["toolExecutionNotifications"]]
    assert not [message for message in messages if "](" in message]


def test_each_result_has_a_place_and_a_name_of_its_own(runs: dict[str, Run], show: Callable[..., str]):
    (run,) = json.loads(show("sarif", runs["rich"], anchor=Anchor("some where/outcome-lint.yml", 7)))["runs"]
    places = [each["locations"][0]["physicalLocation"] for each in run["results"]]
    place = {"uri": "some%20where/outcome-lint.yml", "uriBaseId": "%SRCROOT%"}
    assert places == [{"artifactLocation": place, "region": {"startLine": 7}}] * len(runs["rich"].findings)
    names = [each["partialFingerprints"]["primaryLocationLineHash"] for each in run["results"]]
    assert len(set(names)) == len(names)
    assert [run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] for each in run["results"]] == [
        each["ruleId"] for each in run["results"]
    ]


def test_sarif_tells_the_rule_and_what_kept_silent(runs: dict[str, Run], show: Callable[..., str]):
    (run,) = json.loads(show("sarif", runs["rich"], rules={"missing-outcome": HELP}))["runs"]
    (rule,) = [each for each in run["tool"]["driver"]["rules"] if each["id"] == "missing-outcome"]
    assert "Ask: What are we hoping to achieve?" in rule["help"]["text"]
    assert "**Why:** Because &lt;b&gt;." in rule["help"]["markdown"]
    assert rule["shortDescription"]["text"] == HELP.asks
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is True
    assert [each["associatedRule"]["id"] for each in invocation["toolExecutionNotifications"]] == [
        gap.rule for gap in runs["rich"].abstentions
    ]


def test_an_incomplete_scan_is_no_success_in_sarif(runs: dict[str, Run], show: Callable[..., str]):
    (run,) = json.loads(show("sarif", runs["incomplete"]))["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    errors = [each for each in invocation["toolExecutionNotifications"] if each["level"] == "error"]
    assert [each["message"]["text"].partition(":")[0] for each in errors] == ["No ratio", "export.csv", "https"]


def test_sarif_that_is_too_large_loses_its_mildest(
    monkeypatch: pytest.MonkeyPatch,
    make_run: Callable[..., Run],
    make_finding: Callable[..., Finding],
    show: Callable[..., str],
):
    monkeypatch.setattr(sarif, "LARGEST", 40_000)
    found = many(make_finding, 3000, "no-measure") + many(make_finding, 300)
    text = show("sarif", make_run(found))
    (run,) = json.loads(text)["runs"]
    levels = [each["level"] for each in run["results"]]
    assert levels[:300] == ["error"] * 300
    assert 300 < len(levels) < 3300
    assert len(gzip.compress(text.encode())) < 75_000  # what the packer holds back and the head come on top
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith(f"{3300 - len(levels):,} more findings")


@pytest.mark.parametrize("name", ["sarif", "gitlab", "junit"])
def test_more_than_a_page_takes_is_cut_and_said(
    name: str, make_run: Callable[..., Run], make_finding: Callable[..., Finding], show: Callable[..., str]
):
    text = show(name, make_run(many(make_finding, MOST + 7, "no-measure") + many(make_finding, 1)))
    assert "8 more findings, milder than these, left out" in text
    assert "missing-outcome" in text
    assert text.count("PAY-") >= MOST


def test_names_stay_and_differ(make_finding: Callable[..., Finding]):
    first, other = make_finding("PAY-12", "missing-outcome"), make_finding("PAY-7", "missing-outcome")
    renamed = replace(first, message="anything", item=replace(first.item, title="new"))
    assert Names().name(first) == Names().name(renamed)
    names = Names()
    assert len({names.name(each) for each in (first, first, other, make_finding("PAY-12", "missing-owner"))}) == 4


def test_worst_is_by_severity_then_by_confidence(runs: dict[str, Run]):
    ranks = [(each.severity.rank, each.confidence.rank) for each in worst(runs["rich"])]
    assert ranks == sorted(ranks)
    assert len(ranks) == len(runs["rich"].findings)
    assert worst(runs["rich"], 1)[0].item.key == "PAY-12"


@pytest.mark.parametrize("kind", KINDS)
def test_junit_keeps_to_its_schema(kind: str, runs: dict[str, Run], show: Callable[..., str]):
    xmlschema = pytest.importorskip("xmlschema", reason="xmlschema is in requirements/dev.in")
    xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate(fromstring(show("junit", runs[kind])))


@given(text=NASTY)
def test_junit_of_hostile_text_is_xml(*, text: str, hostile: Callable[..., Run], show: Callable[..., str]):
    suites = fromstring(show("junit", hostile(text)))
    assert {each.tag for each in suites.iter()} == {"testsuites", "testsuite", "testcase", "error", "failure"}


def test_junit_counts_what_it_holds(runs: dict[str, Run], show: Callable[..., str]):
    for run in runs.values():
        suites = fromstring(show("junit", run))
        for suite in suites:
            held = {name: len(suite.findall(f"testcase/{name}")) for name in ("failure", "error", "skipped")}
            told = {"failure": suite.get("failures"), "error": suite.get("errors"), "skipped": suite.get("skipped")}
            assert {name: str(number) for name, number in held.items()} == told
            assert suite.get("tests") == str(len(suite))
        assert suites.get("tests") == str(len(suites.findall("testsuite/testcase")))


@pytest.mark.parametrize(("fail_on", "failed"), [("error", 6), ("warning", 13), ("info", 15), ("never", 0)])
def test_a_finding_milder_than_the_gate_passes_with_its_words(
    fail_on: str, failed: int, runs: dict[str, Run], show: Callable[..., str]
):
    suites = fromstring(show("junit", replace(runs["rich"], gate=Gate(fail_on, passed=True))))
    assert len(suites.findall("testsuite/testcase/failure")) == failed
    told = [each.text or "" for each in suites.findall("testsuite/testcase/system-out")]
    assert len([text for text in told if text.startswith(("error: ", "warning: ", "info: "))]) == 15 - failed


def test_junit_has_an_error_for_each_problem_and_is_never_empty(runs: dict[str, Run], show: Callable[..., str]):
    errors = fromstring(show("junit", runs["incomplete"])).findall("testsuite/testcase/error")
    assert [each.get("message", "").partition(":")[0] for each in errors] == ["export.csv", "https"]
    (suite,) = fromstring(show("junit", runs["good"]))
    assert [case.get("name") for case in suite] == ["scan", "gate"]


def gitlab(text: str) -> list[dict[str, Any]]:
    rows = json.loads(text)
    for row in rows:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert "\n" not in row["description"]
    return rows


@pytest.mark.parametrize("kind", KINDS)
def test_gitlab_entries_are_whole_and_have_names_of_their_own(
    kind: str, runs: dict[str, Run], show: Callable[..., str]
):
    rows = gitlab(show("gitlab", runs[kind], anchor=Anchor("a/b.yml", 3)))
    assert len({row["fingerprint"] for row in rows}) == len(rows)
    assert all(row["location"] == {"path": "a/b.yml", "lines": {"begin": 3}} for row in rows)
    assert len(rows) == len(runs[kind].findings) + (kind == "incomplete")


def test_gitlab_has_a_blocker_for_an_incomplete_scan(runs: dict[str, Run], show: Callable[..., str]):
    first, *others = gitlab(show("gitlab", runs["incomplete"]))
    assert (first["severity"], first["check_name"]) == ("blocker", "incomplete-scan")
    assert Counter(row["severity"] for row in others) == {"major": 6, "minor": 7, "info": 2}


@pytest.mark.parametrize("name", ["github", "sarif", "junit", "gitlab", "concise", "text", "markdown"])
def test_no_line_of_a_hostile_title_is_a_command(name: str, hostile: Callable[..., Run], show: Callable[..., str]):
    report = show(name, hostile(TITLE))
    ours = [line for line in report.splitlines() if COMMAND.fullmatch(line)]
    assert [line for line in report.splitlines() if line.lstrip().startswith("::") and line not in ours] == []
    assert len(ours) == (3 if name == "github" else 0)
    assert "##[" not in report
