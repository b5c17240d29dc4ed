"""`outcome-lint check`: data on standard output, talk on standard error, the verdict in the exit code."""

from __future__ import annotations

import json

import pytest

from outcome_lint.output import FORMATS
from tests.cli.helpers import DEMO, GOOD, Cli, issue, item, page


@pytest.fixture
def portfolio(cli: Cli) -> str:
    """Two of four state no outcome."""
    lines = [item("A-1"), item("A-2", outcome=None), item("B-3", outcome="TBD"), item("B-4")]
    return cli.write("items.jsonl", *lines)


def test_findings_fail_and_the_report_is_all_of_standard_output(cli: Cli, portfolio: str) -> None:
    result = cli("check", portfolio)
    assert result.code == 1
    assert result.err == ""
    assert "50.0 % · 2 of 4" in result.out
    assert "A-2 Title A-2" in result.out


def test_a_clean_portfolio_passes(cli: Cli) -> None:
    assert cli("check", cli.write("items.jsonl", item())).code == 0


@pytest.mark.parametrize("content", [item("A-1", outcome=None), page(issue("A-1", outcome=None))])
def test_standard_input(cli: Cli, content: str) -> None:
    result = cli("check", "-", "--format", "json", stdin=content)
    assert (result.code, result.findings[0], result.ratio) == (1, "A-1 missing-outcome", (1, 1))


def test_a_csv_of_the_issue_navigator(cli: Cli) -> None:
    head = "Issue key,Issue Type,Summary,Custom field (Anticipated Outcome),Custom field (Outcome Owner)"
    cli.write("export.csv", head, f"A-1,Epic,One,{GOOD},Eva", "A-2,Epic,Two,,Eva", "A-3,Story,Three,,")
    result = cli("check", "export.csv", "-f", "json")
    assert (result.findings, result.ratio) == (["A-2 missing-outcome"], (1, 2))


def test_several_sources_are_one_portfolio(cli: Cli, portfolio: str) -> None:
    cli.write("page.json", page(issue("C-1"), issue("A-1")))
    assert cli("check", portfolio, "page.json", "-f", "json").ratio == (2, 5)


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--fail-on", "warning"), 1),
        (("--exit-zero",), 0),
        (("--ignore", "OL1"), 0),
        (("--ignore", "intent"), 0),
        (("--ignore", "missing-outcome,OL102"), 0),
        (("--select", "missing-owner"), 0),
        (("--select", "OL101", "--select", "OL401"), 1),
        (("--fail-on", "never", "--max-ffr", "50"), 0),
        (("--fail-on", "never", "--max-ffr", "49.9"), 1),
        (("--fail-on", "never", "--max-ffr", "49.9", "--exit-zero"), 0),
        (("--profile", "walk"), 1),
    ],
)
def test_what_fails(cli: Cli, portfolio: str, flags: tuple[str, ...], code: int) -> None:
    assert cli("check", portfolio, *flags).code == code


@pytest.mark.parametrize(
    "flags", [("--select", "missing-owner"), ("--ignore", "ALL"), ("--min-severity", "error"), ("--profile", "run")]
)
def test_no_selection_changes_the_ratio(cli: Cli, portfolio: str, flags: tuple[str, ...]) -> None:
    assert cli("check", portfolio, "-f", "json", *flags).ratio == (2, 4)


def test_the_severity_and_the_confidence_that_are_asked_for(cli: Cli) -> None:
    cli.write("items.jsonl", item("A-1", owner=None), item("A-2", outcome=None))
    assert cli("check", "items.jsonl", "-f", "json").findings == ["A-1 missing-owner", "A-2 missing-outcome"]
    assert cli("check", "items.jsonl", "-f", "json", "--min-severity", "error").findings == ["A-2 missing-outcome"]
    sure, all_ = (
        len(cli("check", "--demo", "-f", "json", "--min-confidence", each).findings) for each in ("high", "low")
    )
    assert sure < all_


def test_since_leaves_out_what_did_not_change(cli: Cli) -> None:
    dates = {"A-1": "2026-01-05T00:00:00.000+0000", "A-2": "2026-06-05T00:00:00.000+0000"}
    cli.write("page.json", page(*(issue(key, outcome=None, updated=when) for key, when in dates.items())))
    result = cli("check", "page.json", "--since", "2026-06-01", "-f", "json")
    assert result.ratio == (1, 1)
    assert result.json["scorecard"]["ffr"]["excluded"] == {"not changed since 2026-06-01": 1}


def test_groups_are_what_was_asked_for(cli: Cli, portfolio: str) -> None:
    result = cli("check", portfolio, "-f", "json", "--group-by", "project,work-kind", "--group-by", "level")
    assert [group["by"] for group in result.json["scorecard"]["groups"]] == ["project", "project", "work_kind", "level"]


@pytest.mark.parametrize(("name", "hint"), [("teem", "'team'"), ("owner", "never about a person"), ("title", "team")])
def test_no_figure_by_what_is_unknown_or_a_person(cli: Cli, portfolio: str, name: str, hint: str) -> None:
    result = cli("check", portfolio, "--group-by", name)
    assert (result.code, result.out) == (2, "")
    assert repr(name) in result.err
    assert hint in result.err


def test_a_field_of_ones_own_makes_groups(cli: Cli) -> None:
    cli.write("outcome-lint.yml", "fields: {region: Region}", "group-by: region")
    cli.write(
        "page.json", page(issue(customfield_2="North"), names={"customfield_1": "Outcome", "customfield_2": "Region"})
    )
    [group] = cli("check", "page.json", "-f", "json").json["scorecard"]["groups"]
    assert (group["by"], group["name"]) == ("region", "North")


def test_every_format_in_one_run(cli: Cli, portfolio: str) -> None:
    outputs = [f"-o{name}=out.{name}" for name in FORMATS]
    result = cli("check", portfolio, "-f", "concise", *outputs, FORCE_COLOR="1")
    assert cli.read("out.concise") == result.out
    assert json.loads(cli.read("out.json"))["scorecard"]["ffr"]["without"] == 2
    assert all("\x1b" not in cli.read(f"out.{name}") for name in FORMATS)


def test_a_gate_that_fails_loses_no_output(cli: Cli, portfolio: str) -> None:
    result = cli("check", portfolio, "-f", "github", "-osarif=a.sarif", "-ojunit=a.xml", "-ogitlab=a.json")
    assert result.code == 1
    assert result.out.startswith("::error title=Gate not passed")
    assert [len(json.loads(cli.read("a.sarif"))["runs"][0]["results"]), len(json.loads(cli.read("a.json")))] == [2, 2]
    assert 'failures="3"' in cli.read("a.xml").partition("\n")[2]


def anchors(text: str) -> set[tuple[str, int]]:
    return {(row["location"]["path"], row["location"]["lines"]["begin"]) for row in json.loads(text)}


def test_findings_are_pinned_to_the_configuration(cli: Cli, portfolio: str) -> None:
    assert anchors(cli("check", portfolio, "-f", "gitlab").out) == {("outcome-lint.yml", 1)}
    (cli.folder / ".github").mkdir()
    cli.write(".github/outcome-lint.yml", "profile: crawl")
    here = str(cli.folder)
    assert anchors(cli("check", portfolio, "-f", "gitlab", CI_PROJECT_DIR=here).out) == {
        (".github/outcome-lint.yml", 1)
    }
    above = str(cli.folder.parent)
    assert anchors(cli("check", portfolio, "-f", "gitlab", GITHUB_WORKSPACE=above).out) == {
        (f"{cli.folder.name}/.github/outcome-lint.yml", 1)
    }


def test_findings_are_pinned_to_what_is_named(cli: Cli, portfolio: str) -> None:
    assert anchors(cli("check", portfolio, "-f", "gitlab", "--anchor", "docs/epics.md:12").out) == {
        ("docs/epics.md", 12)
    }
    result = json.loads(cli("check", portfolio, "-f", "sarif", "--anchor", "a b.md").out)["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("a%20b.md", 1)


@pytest.mark.parametrize("given", ["", "/etc/passwd", "../x.yml", "a.yml:0", "C:\\x.yml", "https://x/y"])
def test_an_anchor_is_in_the_repository(cli: Cli, portfolio: str, given: str) -> None:
    result = cli("check", portfolio, "--anchor", given)
    assert (result.code, result.out) == (2, "")
    assert "not PATH or PATH:LINE within the repository" in result.err


def test_sarif_explains_the_rules_that_found_something(cli: Cli, portfolio: str) -> None:
    driver = json.loads(cli("check", portfolio, "-f", "sarif").out)["runs"][0]["tool"]["driver"]
    assert "What are we hoping to achieve" in driver["rules"][0]["help"]["text"]
    assert {rule["id"] for rule in driver["rules"]} >= {"missing-outcome", "placeholder-outcome"}


def test_the_report_says_what_changed_since_the_baseline(cli: Cli, portfolio: str) -> None:
    cli("baseline", "create", portfolio, "--file", "base.json")
    cli.write("later.jsonl", item("A-1"), item("A-2"), item("B-3", outcome="TBD"), item("B-9", outcome=None))
    told = cli("check", "later.jsonl", "-f", "markdown", "--baseline", "base.json").out
    assert "50.0 % (2 of 4) then, 50.0 % (2 of 4) now" in told
    assert "1 of its 2 findings is found no more" in told
    assert (
        "Since the baseline"
        not in cli("check", "later.jsonl", "-f", "markdown", "--baseline", "base.json", "--select", "OL1").out
    )


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("json", "not FORMAT=PATH"),
        ("jsn=x", "not FORMAT=PATH"),
        ("json=", "not FORMAT=PATH"),
        ("json=-", "--format json"),
        ("json=nowhere/x.json", "no folder nowhere"),
        ("json=.", "is a folder"),
        ("json=items.jsonl", "read or written already"),
    ],
)
def test_an_output_that_can_not_be(cli: Cli, portfolio: str, output: str, words: str) -> None:
    before = cli.read(portfolio)
    result = cli("check", portfolio, "-o", output)
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert cli.read(portfolio) == before


def test_one_file_is_not_two_reports(cli: Cli, portfolio: str) -> None:
    assert "read or written already" in cli("check", portfolio, "-o", "json=x", "-o", "csv=x").err


@pytest.mark.parametrize("name", ["check", "check -"])
def test_nothing_to_read(cli: Cli, name: str) -> None:
    result = cli(*name.split())
    assert result.code == (4 if "-" in name else 2)
    assert "outcome-lint: " in result.err
    assert "hint: " in result.err


def test_nothing_in_scope_says_what_was_there(cli: Cli) -> None:
    cli.write("page.json", page(issue("A-1", "Story"), issue("A-2", "Bug"), issue("A-3", "Bug")))
    result = cli("check", "page.json", "-f", "json")
    assert result.code == 4
    assert "only 2 issues of type Bug, 1 issue of type Story" in result.err
    assert result.json["scorecard"]["ffr"]["percent"] is None
    assert result.json["gate"]["passed"] is False
    allowed = cli("check", "page.json", "-f", "json", "--allow-empty")
    assert (allowed.code, allowed.json["gate"]["passed"]) == (0, True)


def test_a_limit_for_an_unknown_ratio_does_not_pass(cli: Cli) -> None:
    cli.write("export.csv", "Issue key,Issue Type,Summary", "A-1,Epic,One")
    assert cli("check", "export.csv").code == 0
    limited = cli("check", "export.csv", "--max-ffr", "25", "-f", "json")
    assert limited.code == 1
    assert "n/a" in limited.json["gate"]["reasons"][0]


def test_colour_only_where_it_is_wanted(cli: Cli, portfolio: str) -> None:
    assert "\x1b" not in cli("check", portfolio).out
    assert "\x1b" in cli("check", portfolio, FORCE_COLOR="1").out
    assert "\x1b" not in cli("check", portfolio, FORCE_COLOR="1", NO_COLOR="1").out
    assert "\x1b" not in cli("check", portfolio, "-f", "concise", FORCE_COLOR="1").out
    assert "\x1b]8;" in cli("check", str(DEMO / "jira-cloud.json"), FORCE_HYPERLINK="1").out


@pytest.mark.parametrize("columns", [20, 40, 79, 200])
def test_a_report_fits_its_screen(cli: Cli, portfolio: str, columns: int) -> None:
    out = cli("check", portfolio, COLUMNS=str(columns)).out
    assert max(map(len, out.splitlines())) <= max(columns, 40)


@pytest.mark.parametrize("columns", ["0", "-1", "wide", ""])
def test_a_strange_width_is_no_width(cli: Cli, portfolio: str, columns: str) -> None:
    assert cli("check", portfolio, COLUMNS=columns).code == 1


def test_quiet_verbose_statistics_and_limit(cli: Cli, portfolio: str) -> None:
    assert "A-2" not in cli("check", portfolio, "--quiet").out
    assert "1 missing-outcome" in " ".join(cli("check", portfolio, "--statistics").out.split())
    cli.write("page.json", page(issue()))
    assert "read from" in cli("check", "page.json", "--verbose").out
    many = cli.write("many.jsonl", *(item(f"A-{n}", outcome=None) for n in range(9)))
    assert "4 more items" in cli("check", many).out
    assert "more item" not in cli("check", many, "--limit", "0").out


def test_what_the_report_leaves_out_is_said_on_standard_error(cli: Cli) -> None:
    cli.write("items.jsonl", item(), "{broken")
    for flags in (("-f", "json"), ("-f", "concise"), ("-f", "csv"), ("--quiet",)):
        result = cli("check", "items.jsonl", *flags)
        assert result.code == 3
        assert "items.jsonl:2" in result.err
        assert "hint: " in result.err


def test_the_demo_needs_nothing_else(cli: Cli) -> None:
    result = cli("check", "--demo")
    assert result.code == 1
    assert "35.9 % · 23 of 64" in result.out
    assert result.err == ""
