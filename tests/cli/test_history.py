"""Runs are recorded, looked at, moved, forgotten; and a gate reads what they say."""

from __future__ import annotations

from typing import Any

import pytest

from outcome_lint import _data
from outcome_lint.cli import memory
from outcome_lint.cli.session import Session
from outcome_lint.config import builtin_gates
from outcome_lint.errors import IncompleteError
from outcome_lint.history import STAGES, History
from outcome_lint.trackers import github, jira
from tests.cli.helpers import Cli, Result, item

DB = "h.db"
HERE = ("--history", DB)


def check(cli: Cli, *arguments: str, **environment: str) -> Result:
    return cli("check", "items.jsonl", "--history", DB, "--exit-zero", *arguments, **environment)


def write(cli: Cli, *lines: str, name: str = "items.jsonl") -> None:
    cli.write(name, *lines)


def runs(cli: Cli, **environment: str) -> Any:
    return cli("history", "list", *HERE, "-f", "json", **environment).json


@pytest.fixture
def recorded(cli: Cli) -> Cli:
    """Two runs: A-1 gained an outcome, A-3 came without one."""
    write(cli, item("A-1", outcome=None, team="Red"), item("A-2", team="Blue"))
    assert check(cli).code == 0
    write(cli, item("A-1", team="Red"), item("A-2", team="Blue"), item("A-3", outcome=None, team="Blue"))
    assert check(cli).code == 0
    return cli


def test_a_run_is_recorded_only_where_it_is_asked_for(cli: Cli):
    write(cli, item())
    assert "recorded" not in cli("check", "items.jsonl").err
    assert not (cli.folder / ".outcome-lint").exists()
    assert check(cli).err == "outcome-lint: recorded as run 1\n"
    assert check(cli, "-q").err == ""
    assert len(runs(cli)) == 2


def test_runs_are_listed(recorded: Cli):
    lines = recorded("history", "list", *HERE).out.splitlines()
    assert lines[0].split() == ["run", "time", "profile", "items", "Feature", "Factory", "Ratio"]
    assert lines[1].endswith("crawl@1      2  50.0 % · 1 of 2")
    assert lines[2].endswith("crawl@1      3  33.3 % · 1 of 3")
    assert [each["number"] for each in runs(recorded)] == [1, 2]


def test_a_run_is_shown_with_what_moved(recorded: Cli):
    shown = recorded("history", "show", *HERE).out
    assert shown.startswith("Run 2 · ")
    assert "Feature Factory Ratio: 33.3 % · 1 of 3\n" in shown
    assert "1 gained an outcome, 1 new, 1 new without an outcome, 1 with fewer findings" in shown
    assert "  Blue: 1 new, 1 new without an outcome\n" in shown
    assert "  Red: 1 gained an outcome, 1 with fewer findings\n" in shown


def test_a_run_is_told_to_machines(recorded: Cli):
    told = recorded("history", "show", "2", *HERE, "-f", "json").json
    assert told["run"]["number"] == 2
    assert [change["after"][0] for change in told["since"]["changes"]] == ["A-1", "A-3"]
    assert recorded("history", "show", "1", *HERE, "-f", "json").json["since"] is None


def test_two_runs_are_compared_as_asked(recorded: Cli):
    assert "Since run 1" in recorded("history", "show", "2", "--compare", "1", *HERE).out
    result = recorded("history", "show", "1", "--compare", "2", *HERE)
    assert (result.code, "is later than run 1" in result.err) == (2, True)
    assert recorded("history", "show", "9", *HERE).code == 2


def test_unlike_runs_are_not_compared_in_silence(recorded: Cli):
    recorded.write("outcome-lint.yml", "vocabulary: {measure: [NPS]}")
    check(recorded)
    assert "Not compared with run 2: the way texts are read changed." in recorded("history", "show", *HERE).out


def test_other_rules_are_told_and_figures_compared(recorded: Cli):
    check(recorded, "--profile", "walk@1")
    shown = recorded("history", "show", *HERE).out
    assert "Findings are not compared: the rules changed (profile crawl@1, now walk@1)." in shown


def test_a_severity_an_ignore_or_a_baseline_makes_no_other_rules(recorded: Cli):
    ignore = "ignore: [{rule: missing-outcome, item: A-3, reason: later}]"
    recorded.write("outcome-lint.yml", "rules: {missing-outcome: warning}", ignore)
    check(recorded)
    assert recorded("history", "show", *HERE).out.endswith("nothing moved\n")


def test_an_incomplete_run_is_remembered_as_such(recorded: Cli):
    write(recorded, item("A-1", outcome=None), '{"key": ')
    assert check(recorded).code == 3
    assert (runs(recorded)[-1]["complete"], runs(recorded)[-1]["card"]) == (False, None)
    assert "incomplete: 1 problem" in recorded("history", "list", *HERE).out
    write(recorded, item("A-1", team="Red"), item("A-2", team="Blue"), item("A-3", outcome=None, team="Blue"))
    check(recorded)
    assert "Since run 2" in recorded("history", "show", *HERE).out
    assert recorded("history", "show", *HERE).out.endswith("nothing moved\n")


def test_a_run_that_was_refused_is_remembered_as_tried(recorded: Cli, monkeypatch: pytest.MonkeyPatch):
    def refused(_: Session) -> None:
        raise IncompleteError("401")

    with monkeypatch.context() as here:
        here.setattr(Session, "run", refused)
        assert check(recorded).code == 3
        assert recorded("check", "items.jsonl").code == 3
    assert [each["complete"] for each in runs(recorded)] == [True, True, False]
    assert gate(recorded)["overall"]["runs"] == 2


def test_a_run_that_matched_nothing_is_no_history(recorded: Cli):
    write(recorded, item("A-1", level="story"))
    assert recorded("check", "items.jsonl", *HERE).code == 4
    assert len(runs(recorded)) == 2
    assert check(recorded, "--allow-empty").code == 0
    assert len(runs(recorded)) == 3


def test_no_person_gets_into_the_history(cli: Cli):
    person = {"id": "acc-77", "name": "Zacharias Quill", "active": True}
    write(
        cli,
        item(outcome=None, owner=person, assignee=person),
        item("A-2", owner={"id": "x", "name": "a bot", "kind": "bot"}),
    )
    check(cli, "--profile", "run@1")
    exported = cli("history", "export", *HERE).out
    whole = (cli.folder / DB).read_bytes() + exported.encode()
    assert b"Quill" not in whole
    assert b"acc-77" not in whole
    assert '"owner":true' in exported


def test_an_export_is_imported_once(recorded: Cli):
    assert recorded("history", "export", *HERE, "-o", "h.jsonl").code == 0
    twice = [recorded("history", "import", "h.jsonl", "--history", "deep/er/other.db").err for _ in range(2)]
    assert twice == [
        "outcome-lint: 2 runs added, 0 there already\n",
        "outcome-lint: 0 runs added, 2 there already\n",
    ]
    exported = recorded("history", "export", "--history", "deep/er/other.db")
    assert exported.out == recorded.read("h.jsonl")
    assert recorded("history", "import", "-", "--history", "third.db", stdin=exported.out).code == 0


def test_what_is_no_export_is_refused(recorded: Cli):
    result = recorded("history", "import", "items.jsonl", *HERE)
    assert (result.code, result.err.startswith("outcome-lint: items.jsonl:1: not a line of an exported history")) == (
        2,
        True,
    )
    assert recorded("history", "import", "nowhere.jsonl", *HERE).code == 2


def test_old_runs_are_forgotten(recorded: Cli):
    assert recorded("history", "prune", "--before", "2999-01-01", *HERE).err == "outcome-lint: 1 run forgotten\n"
    assert [each["number"] for each in runs(recorded)] == [2]
    assert recorded("history", "prune", *HERE).code == 2


@pytest.mark.parametrize("command", [["list"], ["show"], ["export"], ["prune", "--before", "2026-01-01"]])
def test_where_there_is_no_history_it_is_said(cli: Cli, command: list[str]):
    result = cli("history", *command)
    assert (result.code, "there is no history .outcome-lint/history.db" in result.err) == (2, True)


def test_an_empty_history_is_no_error_to_list(cli: Cli):
    with History(str(cli.folder / DB), create=True):
        pass
    assert cli("history", "list", *HERE).out == "The history is empty.\n"
    assert cli("history", "show", *HERE).code == 2


def test_the_configuration_and_the_environment_say_where_it_is(cli: Cli):
    cli.write("outcome-lint.yml", "history: kept/h.db")
    write(cli, item())
    cli("check", "items.jsonl", OUTCOME_LINT_HISTORY="kept/h.db")
    assert len(cli("history", "list", "-f", "json").json) == 1
    (cli.folder / "sub").mkdir()
    assert len(cli("history", "list", "-f", "json", "-c", "outcome-lint.yml").json) == 1


@pytest.mark.parametrize("url", ["postgresql://eva:hush@db/x", "postgresql://db/x?user=eva&password=hush"])
def test_a_password_does_not_belong_on_the_command_line_or_into_a_file(cli: Cli, url: str):
    result = cli("history", "list", "--history", url)
    assert (result.code, "holds a password" in result.err, "hush" in result.out + result.err) == (2, True, False)
    cli.write("outcome-lint.yml", f"history: {url}")
    result = cli("history", "list")
    assert (result.code, "holds a password" in result.err, "hush" in result.out + result.err) == (2, True, False)
    assert "holds a password" not in cli("history", "list", OUTCOME_LINT_HISTORY=url).err


def test_a_place_that_can_not_be_is_told_before_the_data_is_read(cli: Cli):
    cli.write("file")
    result = cli("check", "nowhere.jsonl", "--history", "file/h.db")
    assert (result.code, "file/h.db can't be used" in result.err) == (2, True)


def test_hostile_text_stays_text(cli: Cli):
    write(cli, item(outcome=None, team="\x1b[31mRed\x07"))
    check(cli)
    write(cli, item(team="\x1b[31mRed\x07"))
    check(cli)
    assert "\x1b" not in cli("history", "show", *HERE).out + cli("gate", *HERE).out


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("export-2026-11-01.csv", "export-2026-11-08.csv", True),
        ("export.csv", "export (2).csv", True),
        ("old/export.csv", "new/export.csv", True),
        ("jira-20261101T0930.json", "jira-20261108T1000.json", True),
        ("issues-1764922800.json", "issues-1765527600.json", True),
        ("team1.csv", "team2.csv", False),
        ("red.csv", "blue.csv", False),
    ],
)
def test_a_file_is_the_same_source_whatever_its_day(one: str, other: str, same: bool):  # noqa: FBT001
    assert (memory.sources([one], {}) == memory.sources([other], {})) == same


def test_a_tracker_is_the_same_source_however_it_is_reached():
    site = {"JIRA_URL": "https://one.example/"}
    assert memory.sources([jira("ABC")], site) == memory.sources([jira("ABC")], {"JIRA_URL": "https://one.example"})
    assert memory.sources([jira("ABC")], site) != memory.sources([jira("ABD")], site)
    assert memory.sources([jira("ABC")], site) != memory.sources([jira("ABC")], {"JIRA_URL": "https://two.example"})
    assert memory.sources([github("a/b")], {}) != memory.sources([github("a/c")], {})


def gate(cli: Cli, *arguments: str) -> Any:
    return cli("gate", *HERE, "-f", "json", *arguments).json


EASY = "stages: {crawl: {seen: 1, outcome: 30, new-stated: 0}}"


def test_a_gate_asks_for_history_first_and_never_fails(recorded: Cli):
    result = recorded("gate", *HERE)
    assert result.code == 0
    assert result.out.startswith("crawl · stay\n  not enough history: complete runs in 1 of the last 4 weeks, 3 needed")
    assert "nothing changes by itself" in result.out


def test_a_gate_answers_by_the_criteria_of_the_configuration(recorded: Cli):
    recorded.write("outcome-lint.yml", EASY)
    told = gate(recorded)
    assert (told["overall"]["say"], told["overall"]["next"]) == ("proceed", "walk")
    assert {each["criterion"]: each["wanted"] for each in told["overall"]["answers"]}["outcome"] == 30
    assert recorded("gate", *HERE).out.startswith("crawl · proceed to walk\n  all that crawl asks is met\n")


def test_a_stage_is_that_of_the_run_of_the_flag_or_of_the_configuration(recorded: Cli):
    assert gate(recorded, "--stage", "walk")["overall"]["stage"] == "walk"
    recorded.write("outcome-lint.yml", "stages: {at: run}")
    assert gate(recorded)["overall"]["stage"] == "run"
    recorded.write("own.yml", "name: own", "extends: walk@1")
    recorded.write("outcome-lint.yml", "profile: own.yml")
    check(recorded)
    result = recorded("gate", *HERE)
    assert (result.code, "does not tell a stage" in result.err) == (2, True)


def test_teams_may_stand_elsewhere_by_override_or_by_word(recorded: Cli):
    recorded.write(
        "outcome-lint.yml",
        "overrides: [{when: {team: Red}, profile: run@1}]",
        "stages: {teams: {Blue: {at: walk, stop: moving to another tracker}}}",
    )
    teams = {each["team"]: each for each in gate(recorded)["teams"]}
    assert [each["stage"] for each in teams.values()] == ["walk", "run"]
    assert (teams["Blue"]["say"], teams["Red"]["say"]) == ("stop", None)
    assert teams["Blue"]["reasons"] == ["it was chosen to stop: moving to another tracker"]


def test_a_portfolio_is_chosen_by_one_of_its_runs(recorded: Cli):
    cli = recorded
    write(cli, item("B-1"), name="other.jsonl")
    cli("check", "other.jsonl", *HERE)
    assert gate(cli, "--run", "3")["overall"]["items"] == 1
    assert gate(cli, "--run", "1")["overall"]["items"] == 3


def test_each_built_in_profile_has_a_gate_that_asks_for_more_than_the_one_before():
    gates = builtin_gates(_data.rules_dir() / "profiles")
    assert set(gates) == set(STAGES)
    assert all(gates[stage].weeks and gates[stage].seen and gates[stage].outcome for stage in STAGES)
    crawl, walk, run = (gates[stage].outcome or 0 for stage in STAGES)
    assert crawl < walk < run


def test_a_gate_in_a_profile_of_ones_own_is_a_mistake(cli: Cli):
    cli.write("own.yml", "name: own", "extends: walk@1", "gate: {outcome: 90}")
    write(cli, item())
    result = cli("check", "items.jsonl", "--profile", "own.yml")
    assert (result.code, "own.yml:3" in result.err, "stages:" in result.err) == (2, True, True)


@pytest.mark.parametrize("text", ["stages: {at: fly}", "stages: {crawl: {outcom: 3}}", "stages: {walk: {owner: 101}}"])
def test_a_mistake_in_the_stages_is_told(cli: Cli, text: str):
    cli.write("outcome-lint.yml", text)
    result = cli("config", "validate")
    assert (result.code, "outcome-lint.yml:1" in result.err) == (2, True)
