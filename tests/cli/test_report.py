"""`outcome-lint report` as a person uses it."""

from __future__ import annotations

import json

import pytest

from outcome_lint.output.report import FORMATS
from tests.cli.helpers import GOOD, Cli, item

WITHOUT = {"outcome": None}


def week(cli: Cli, *outcomes: str | None) -> str:
    """A portfolio in a file of the same name each time; None is an item without an outcome."""
    fields = [{} if outcome else WITHOUT for outcome in outcomes]
    return cli.write("portfolio.jsonl", *(item(f"A-{n}", **each) for n, each in enumerate(fields)))


def counts(result: dict) -> dict[str, int]:
    return result["changed"]["counts"]


def test_a_first_report_needs_no_history(cli: Cli):
    found = cli("report", week(cli, "x", None), "--format", "json")
    assert found.code == 0
    assert found.json["compared"] is None
    assert found.json["figures"][0]["now"] == {"percent": 50, "part": 1, "total": 2, "unknown": 0}
    assert found.json["data"]["run"] == 0
    assert list(cli.folder.glob("**/*.db")) == []


def test_the_next_one_tells_what_changed(cli: Cli):
    cli("report", week(cli, "x", None), "--history", "h.db")
    found = cli("report", week(cli, "x", "y"), "--history", "h.db", "--format", "json").json
    assert counts(found)["gained"] == 1
    assert found["compared"]["run"] == 1
    assert found["data"]["run"] == 2
    assert [tick["run"] for tick in found["figures"][0]["trend"]] == [2]


def test_a_run_of_check_counts_too(cli: Cli):
    cli("check", week(cli, "x", None), "--history", "h.db")
    assert counts(cli("report", week(cli, "x", "y"), "--history", "h.db", "--format", "json").json)["gained"] == 1


def test_what_is_not_recorded_is_told_all_the_same(cli: Cli):
    cli("report", week(cli, "x", None), "--history", "h.db")
    for _ in range(2):
        found = cli("report", week(cli, "x", "y"), "--history", "h.db", "--no-record", "--format", "json").json
        assert counts(found)["gained"] == 1
        assert found["data"]["run"] == 0
    assert len(cli("history", "list", "--history", "h.db", "--format", "json").json) == 1


def test_a_history_in_its_usual_place_is_used(cli: Cli):
    cli.write(".outcome-lint/.keep", "")
    cli("report", week(cli, None), "--history", ".outcome-lint/history.db")
    assert counts(cli("report", week(cli, "x"), "--format", "json").json)["gained"] == 1


def test_another_portfolio_is_not_compared(cli: Cli):
    cli("report", week(cli, None), "--history", "h.db")
    found = cli("report", cli.write("other.jsonl", item("B-1")), "--history", "h.db", "--format", "json").json
    assert found["compared"] is None
    assert found["data"]["strangers"] == 1


def test_other_runs_to_compare_with(cli: Cli):
    for outcomes in ((None, None, None), ("x", None, None), ("x", "y", None)):
        cli("report", week(cli, *outcomes), "--history", "h.db")
    now = ("report", week(cli, "x", "y", "z"), "--history", "h.db", "--no-record", "--format", "json")
    assert [cli(*now, "--compare", ref).json["compared"]["run"] for ref in ("1", "2", "previous")] == [1, 2, 3]
    assert counts(cli(*now, "--compare", "1").json)["gained"] == 3
    assert cli(*now, "--since", "2020-01-01").json["period"]["title"] == "Since 1 January 2020"


@pytest.mark.filterwarnings("ignore::ImportWarning")  # zoneinfo looks for tzdata through every finder there is
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--compare", "7"], "no run 7"),
        (["--compare", "soon"], "neither a run nor a day"),
        (["--compare", "previous", "--since", "2026-01-01"], "both say"),
        (["--timezone", "Mars/Olympus"], "no such time zone"),
        (["--owner", "me"], "who is that"),
        (["--owner", "Eva", "--format", "html"], "no list as html"),
        (["-o", "html"], "not FORMAT=PATH"),
        (["-o", "html=nowhere/x.html"], "no file in a folder"),
        (["--publish", "issue"], "in which repository"),
        (["--publish", "webhook", "--no-dry-run"], "OUTCOME_LINT_WEBHOOK_URL is not set"),
    ],
)
def test_mistakes_are_told(cli: Cli, arguments: list[str], words: str):
    source = week(cli, "x")
    cli("report", source, "--history", "h.db")
    found = cli("report", source, "--history", "h.db", *arguments)
    assert found.code == 2
    assert words in found.err


def test_compare_needs_a_history(cli: Cli):
    assert cli("report", week(cli, "x"), "--compare", "previous").code == 2


def test_an_incomplete_run_has_no_figures_and_its_own_exit_code(cli: Cli):
    broken = cli.write("portfolio.jsonl", item("A-1"), "{")
    found = cli("report", broken, "--history", "h.db", "--format", "json", "-o", "html=r.html")
    assert found.code == 3
    assert (found.json["complete"], found.json["figures"], len(found.json["problems"])) == (False, [], 1)
    assert "No ratio: the scan is incomplete" in cli.read("r.html")
    assert "portfolio.jsonl:2" in found.err


def test_nothing_to_tell_of(cli: Cli):
    empty = cli.write("portfolio.jsonl", "")
    assert cli("report", empty, "--history", "h.db").code == 4
    assert not (cli.folder / "h.db").exists()
    assert cli("report", empty, "--allow-empty").code == 0


def test_every_format_in_one_run(cli: Cli):
    outputs = [part for name in FORMATS for part in ("-o", f"{name}=report.{name}")]
    assert cli("report", week(cli, "x", None), *outputs).code == 0
    assert {path.suffix[1:] for path in cli.folder.glob("report.*")} == set(FORMATS)
    assert json.loads(cli.read("report.json"))["schema"] == "outcome-lint/report-1"


def test_a_limit_in_the_configuration_is_warned_of(cli: Cli):
    cli.write("outcome-lint.yml", "gate: {max-ffr: 25}")
    (warning,) = cli("report", week(cli, "x", None), "--format", "json").json["warnings"]
    assert "25 %" in warning


def test_a_list_for_one_owner(cli: Cli):
    lines = [item("A-1", outcome=None), item("A-2", outcome=None, owner={"id": "u2", "name": "Li"})]
    source = cli.write("portfolio.jsonl", *lines)
    mine = cli("report", source, "--owner", "me", OUTCOME_LINT_ME="Eva")
    assert mine == cli("report", source, "--owner", "eva")._replace(out=mine.out)
    assert "A-1" in mine.out
    assert "A-2" not in mine.out
    assert "%" not in mine.out
    assert "Nothing to do" in cli("report", source, "--owner", "Nobody").out


def test_a_dry_run_shows_what_would_be_sent(cli: Cli):
    places = [part for place in ("summary", "issue", "webhook", "pages") for part in ("--publish", place)]
    secret = {"OUTCOME_LINT_WEBHOOK_URL": "https://x/secret"}
    found = cli("report", week(cli, None), *places, "--repo", "acme/demo", CI="", **secret)
    assert found.code == 0
    assert found.err.count("a dry run: nothing is sent") == 4
    assert "secret" not in found.out + found.err
    assert not (cli.folder / "public").exists()


def test_on_the_ci_it_is_sent(cli: Cli):
    source = week(cli, None)
    found = cli("report", source, "--publish", "pages", "--publish", "summary", CI="true", GITHUB_STEP_SUMMARY="s.md")
    assert found.code == 0
    assert {path.name for path in (cli.folder / "public").iterdir()} == {"index.html", "report.json", "badge.svg"}
    assert "# Outcome coverage" in cli.read("s.md")


def test_what_could_not_be_sent_is_told(cli: Cli):
    source = week(cli, None)
    url = "http://127.0.0.1:9/secret"
    found = cli("report", source, "--publish", "webhook", "--no-dry-run", OUTCOME_LINT_WEBHOOK_URL=url)
    assert found.code == 2
    assert "did not answer" in found.err
    assert "secret" not in found.err


def test_half_a_report_replaces_none(cli: Cli):
    broken = cli.write("portfolio.jsonl", item("A-1"), "{")
    found = cli("report", broken, "--publish", "pages", "--no-dry-run")
    assert found.code == 3
    assert "nothing was published" in found.err
    assert not (cli.folder / "public").exists()


def test_points_weigh_the_ratio(cli: Cli):
    cli.write("outcome-lint.yml", "fields: {points: Story Points}")
    head = (
        "Issue key,Summary,Issue Type,Status,Project key,Custom field (Story Points),Custom field (Anticipated Outcome)"
    )
    rows = ["A-1,One,Epic,Doing,A,3.0,TBD", f"A-2,Two,Epic,Doing,A,9,{GOOD}", "A-3,Three,Epic,Doing,A,many,TBD"]
    (found,) = cli("report", cli.write("export.csv", head, *rows), "--format", "json").json["investment"][:1]
    assert (found["by"], found["percent"], found["items"], found["unweighed"]) == ("points", 25, 2, 1)
