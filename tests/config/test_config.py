"""The configuration: found upward, read strictly, explained with every origin."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from outcome_lint.config import NAMES, find, read
from tests.cli.helpers import Cli, item

STRICT = "profile: run@1"


def origins(cli: Cli, *flags: str, **environment: str) -> dict[str, tuple[Any, str]]:
    rows = cli("config", "show", "-f", "json", *flags, **environment).json
    return {row["key"]: (row["value"], row["origin"]) for row in rows}


def mistakes(cli: Cli, *lines: str, name: str = "outcome-lint.yml") -> list[str]:
    """What `config validate` says of a file, without the name of the tool and of the file."""
    cli.write(name, *lines)
    result = cli("config", "validate")
    assert (result.code, result.out) == (2, "")
    return [line.removeprefix("outcome-lint: ").removeprefix(f"{name}:") for line in result.err.splitlines()]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_found_from_below(tmp_path: Path, name: str) -> None:
    (tmp_path / ".git").mkdir()
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(STRICT)
    assert find(below) == path
    assert read(path).folder == tmp_path


def test_the_search_ends_at_the_repository(tmp_path: Path) -> None:
    (tmp_path / "outcome-lint.yml").write_text(STRICT)
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    assert find(repository) is None


def test_the_nearest_wins(tmp_path: Path) -> None:
    below = tmp_path / "below"
    below.mkdir()
    for folder in (tmp_path, below):
        (folder / "outcome-lint.yml").write_text(STRICT)
    assert find(below) == below / "outcome-lint.yml"


def test_a_pyproject_counts_only_with_our_table(cli: Cli) -> None:
    cli.write("outcome-lint.yml", STRICT)
    cli.write("sub/pyproject.toml", "[tool.ruff]", "line-length = 1")
    assert find(cli.folder / "sub") == cli.folder / "outcome-lint.yml"
    cli.write("sub/pyproject.toml", "[tool.outcome-lint]", 'profile = "walk@1"')
    assert find(cli.folder / "sub") == cli.folder / "sub" / "pyproject.toml"


TABLE = """\
[project]
profile = "not ours"

[tool.outcome-lint]
profile = "walk@1"
group-by = ["team"]

[tool.outcome-lint.gate]
fail-on = "warning"

[tool.outcome-lint.rules]
missing-owner = "off"

[[tool.outcome-lint.ignore]]
rule = "missing-outcome"
item = "A-1"
reason = "a freeze"
"""


def test_a_pyproject_table_says_the_same_with_places(cli: Cli) -> None:
    cli.write("pyproject.toml", TABLE)
    cli.write("items.jsonl", item("A-1", outcome=None, owner=None))
    assert cli("check", "items.jsonl", "-f", "json").findings == []
    shown = origins(cli)
    assert shown["profile"] == ("walk@1", "pyproject.toml:5")
    assert shown["gate.fail-on"] == ("warning", "pyproject.toml:9")
    assert shown["gate.max-ffr"] == (None, "default")
    assert shown["rules.missing-owner"] == ({"severity": "off"}, "pyproject.toml:12")


def test_mistakes_in_a_pyproject_have_lines(cli: Cli) -> None:
    table = TABLE.replace('profile = "walk@1"', 'profil = "walk@1"').replace('reason = "a freeze"', "")
    table = table.replace('"warning"', '"warnings"')
    assert mistakes(cli, table, name="pyproject.toml") == [
        "5:1: unknown key 'profil' (did you mean 'profile'?)",
        "9:1: 'warnings' is not allowed here (did you mean 'warning'?)",
        "14:1: 'reason' is missing",
    ]


def test_a_broken_pyproject_is_named(cli: Cli) -> None:
    cli.write("pyproject.toml", "[tool.outcome-lint")
    result = cli("check", "--demo", "--no-config")
    assert result.code == 1
    assert cli("config", "show").code == 2


def test_all_mistakes_of_shape_at_once(cli: Cli) -> None:
    assert mistakes(
        cli,
        "profil: walk@1",
        "gate: {fail-on: errors, max-ffr: 250}",
        "ignore:",
        "  - {rule: missing-outcome, item: PAY-1}",
        "overrides:",
        "  - {when: {projekt: PAY}, profile: run@1}",
        "templates: 3",
    ) == [
        "1:1: unknown key 'profil' (did you mean 'profile'?)",
        "2:8: 'errors' is not allowed here (did you mean 'error'?)",
        "2:25: 250 is greater than the maximum of 100",
        "4:5: 'reason' is missing",
        "6:13: unknown key 'projekt' (did you mean 'project'?)",
        "7:1: expected a list or text, found 3",
    ]


def test_all_mistakes_of_meaning_at_once(cli: Cli) -> None:
    told = mistakes(
        cli,
        "profile: wlak@1",
        "rules:",
        "  mising-outcome: error",
        "  missing-okr: warnin",
        "  missing-actual-outcome: {after-day: 3, severity: loud}",
        "  copied-outcome: {at-most: few}",
        "ignore:",
        '  - {rule: nope, item: A-1, reason: " "}',
        "  - {rule: missing-outcome, item: A-2, reason: x, expires: soon}",
        "overrides:",
        "  - {when: {project: PAY}, profile: rum@1, rules: {missing-ownr: off}}",
        "group-by: [teem, owner]",
        "vocabulary: {benefficiary: [clerk]}",
        "baseline: nowhere.json",
        "okr-catalogue: nowhere.yml",
    )
    text = "\n".join(told)
    for line in (
        "1:1: there is no profile 'wlak@1' (did you mean 'walk@1'?)",
        "3:3: there is no rule 'mising-outcome' (did you mean 'missing-outcome'?)",
        "4:3: 'warnin' is no severity (did you mean 'warning'?)",
        "5:28: missing-actual-outcome has no option 'after-day' (did you mean 'after-days'?)",
        "5:42: 'loud' is no severity",
        "6:20: at-most takes a whole number, not 'few'",
        "8:29: an ignore needs a reason",
        "8:6: there is no rule 'nope'",
        "9:51: 'soon' is not a date",
        "11:28: there is no profile 'rum@1'",
        "11:52: there is no rule 'missing-ownr' (did you mean 'missing-owner'?)",
        "12:1: figures can't be grouped by 'teem' (did you mean 'team'?)",
        "12:1: figures can't be grouped by 'owner'",
        "13:14: there is no vocabulary 'benefficiary' (did you mean 'beneficiary'?)",
    ):
        assert line in text
    assert "nowhere.json: the baseline can't be read" in text
    assert "nowhere.yml: No such file" in text
    assert len(told) == 16


def test_a_catalogue_of_key_results_is_read_strictly(cli: Cli) -> None:
    cli.write("outcome-lint.yml", "profile: run@1", "okr-catalogue: okr.yml")
    cli.write("items.jsonl", *(item(f"A-{n}", okr=f"KR{n}") for n in range(1, 5)))
    rows = "- {id: KR1}", "- {id: KR2, status: closed}", "- {id: KR3, end: 2020-01-01, owner: Eva}"
    cli.write("okr.yml", *rows)
    result = cli("check", "items.jsonl", "-f", "json", "--select", "unknown-okr")
    assert result.findings == ["A-2 unknown-okr", "A-3 unknown-okr", "A-4 unknown-okr"]
    cli.write("okr.yml", "- {id: 1}", "- {name: x}", "- {id: KR3, status: [x]}")
    assert cli("check", "items.jsonl").err.splitlines() == [
        "outcome-lint: okr.yml:1:4: expected text, found 1",
        "outcome-lint: okr.yml:2:3: 'id' is missing",
        "outcome-lint: okr.yml:3:13: expected text, found a list",
    ]
    cli.write("okr.yml", "- {id: KR1, end: soon}")
    assert "okr.yml:1:13: 'soon' is not a date" in cli("check", "items.jsonl").err


def test_a_folder_of_rules_that_is_not_there(cli: Cli) -> None:
    assert mistakes(cli, STRICT, "rules-dir: nowhere") == ["2:1: there is no folder 'nowhere'"]


@pytest.mark.parametrize(
    "content", ["a: &a [x]\nb: *a", "!!python/object:x {}", "[" * 20_000, "a: 1\na: 2", "\t:", "\x00", "- a"]
)
def test_hostile_yaml_is_refused(cli: Cli, content: str) -> None:
    assert mistakes(cli, content)


@pytest.mark.parametrize("content", ["", "# only a comment", "---", "null"])
def test_an_empty_file_is_all_defaults(cli: Cli, content: str) -> None:
    cli.write("outcome-lint.yml", content)
    assert cli("config", "validate").out == "outcome-lint.yml is fine\n"


def test_flags_win_over_the_environment_and_the_environment_over_the_file(cli: Cli) -> None:
    cli.write("outcome-lint.yml", "gate: {fail-on: info}")
    cli.write("items.jsonl", item("A-1", owner=None))  # a warning under crawl@1
    assert cli("check", "items.jsonl").code == 1
    assert cli("check", "items.jsonl", OUTCOME_LINT_FAIL_ON="error").code == 0
    assert cli("check", "items.jsonl", "--fail-on", "warning", OUTCOME_LINT_FAIL_ON="error").code == 1
    assert origins(cli)["gate.fail-on"] == ("info", "outcome-lint.yml:1")
    assert origins(cli, OUTCOME_LINT_FAIL_ON="error")["gate.fail-on"] == ("error", "env OUTCOME_LINT_FAIL_ON")
    flag = origins(cli, "--fail-on", "warning", OUTCOME_LINT_FAIL_ON="error")
    assert flag["gate.fail-on"] == ("warning", "flag --fail-on")


def test_one_variable_serves_every_command(cli: Cli) -> None:
    cli.write("strict.yml", "profile: run@1", "gate: {fail-on: never}")
    shown = origins(cli, OUTCOME_LINT_CONFIG="strict.yml")
    assert shown["profile"] == ("run@1", "strict.yml:1")
    assert shown["--config"] == ("strict.yml", "env OUTCOME_LINT_CONFIG")
    assert cli("check", "--demo", OUTCOME_LINT_CONFIG="strict.yml").code == 0
    assert cli("check", "--demo", "-f", "json", OUTCOME_LINT_PROFILE="crawl@1").json["profile"] == "crawl@1"
    assert cli("check", "--demo", OUTCOME_LINT_FORMAT="concise", OUTCOME_LINT_EXIT_ZERO="1").code == 0
    assert origins(cli, OUTCOME_LINT_SELECT="OL1 OL401")["--select"] == (["OL1", "OL401"], "env OUTCOME_LINT_SELECT")


def test_a_bad_variable_is_named(cli: Cli) -> None:
    result = cli("check", "--demo", OUTCOME_LINT_FAIL_ON="errors")
    assert result.code == 2
    assert "OUTCOME_LINT_FAIL_ON" in result.err


def test_show_tells_every_key_once(cli: Cli) -> None:
    keys = {key.partition(".")[0] for key in origins(cli)}
    assert keys >= cli("config", "schema").json["properties"].keys()
    text = cli("config", "show").out
    assert len(text.splitlines()) == len(origins(cli))
    assert "profile crawl@1" in text


def test_show_tells_where_a_rule_got_its_setting(cli: Cli) -> None:
    cli.write(
        "outcome-lint.yml", "profile: walk", "rules:", "  missing-actual-outcome: {after-days: 45}", "  OL104: error"
    )
    shown = origins(cli)
    assert shown["rules.missing-actual-outcome"] == ({"severity": "info", "after-days": 45}, "outcome-lint.yml:3")
    assert shown["rules.output-not-outcome"] == ({"severity": "error"}, "outcome-lint.yml:4")
    assert shown["rules.missing-owner"] == ({"severity": "error"}, "profile walk@1")
    assert shown["rules.unknown-okr"] == ({"severity": "off"}, "profile walk@1")


@pytest.fixture
def bare(cli: Cli) -> Cli:
    cli.write("items.jsonl", item("PAY-1", outcome=None, owner=None), item("WEB-1", outcome=None, owner=None))
    return cli


def test_severities_off_and_sections(bare: Cli) -> None:
    bare.write("outcome-lint.yml", "rules: {intent: off, OL401: info}")
    [one, two] = bare("check", "items.jsonl", "-f", "json").json["findings"]
    assert {(each["rule"], each["severity"]) for each in (one, two)} == {("missing-owner", "info")}


def test_overrides_hold_for_their_items_only(bare: Cli) -> None:
    bare.write(
        "outcome-lint.yml",
        "rules: {missing-owner: off}",
        "overrides:",
        "  - {when: {project: PAY}, rules: {missing-owner: error, missing-outcome: off}}",
    )
    result = bare("check", "items.jsonl", "-f", "json")
    assert result.findings == ["PAY-1 missing-owner", "WEB-1 missing-outcome"]
    assert result.ratio == (2, 2)


def test_an_override_may_name_a_profile_and_keeps_the_rules_of_the_file(bare: Cli) -> None:
    bare.write(
        "outcome-lint.yml", "rules: {missing-outcome: off}", "overrides: [{when: {project: [PAY]}, profile: run@1}]"
    )
    found = bare("check", "items.jsonl", "-f", "json", "--select", "missing-owner,missing-outcome").json["findings"]
    assert {each["item"]["key"]: each["severity"] for each in found if each["rule"] == "missing-owner"} == {
        "PAY-1": "error",
        "WEB-1": "warning",
    }
    found = bare("check", "items.jsonl", "-f", "json").json["findings"]
    assert "missing-outcome" not in {each["rule"] for each in found}


def test_a_profile_file_extends(bare: Cli) -> None:
    bare.write("profiles/base.yml", "name: base", "extends: crawl@1", "rules: {missing-owner: error}")
    bare.write("profiles/ours.yml", "name: ours", "extends: base.yml", "rules: {missing-outcome: info}")
    bare.write("outcome-lint.yml", "profile: profiles/ours.yml")
    shown = origins(bare)
    assert shown["rules.missing-owner"] == ({"severity": "error"}, "profiles/base.yml:3")
    assert shown["rules.missing-outcome"] == ({"severity": "info"}, "profiles/ours.yml:3")
    assert shown["rules.placeholder-outcome"] == ({"severity": "error"}, "profile crawl@1")
    assert bare("check", "items.jsonl", "-f", "json").json["profile"] == "ours"


def test_a_profile_of_the_command_line_is_relative_to_where_one_stands(bare: Cli, monkeypatch: Any) -> None:
    bare.write("sub/mine.yml", "name: mine", "rules: {missing-owner: error}")
    bare.write("outcome-lint.yml", "profile: walk@1")
    monkeypatch.chdir(bare.folder / "sub")
    assert bare("check", "../items.jsonl", "--profile", "mine.yml", "-f", "json").findings == [
        "PAY-1 missing-owner", "WEB-1 missing-owner"
    ]  # fmt: skip


def test_profiles_on_top_of_each_other(bare: Cli) -> None:
    bare.write("mine.yml", "name: mine", "rules: {missing-outcome: off}")
    bare.write("outcome-lint.yml", "profile: [run@1, mine.yml]")
    assert origins(bare)["rules.missing-outcome"][0] == {"severity": "off"}
    assert bare("check", "items.jsonl", "-f", "json").json["profile"] == "run@1 + mine"


def test_mistakes_of_a_profile_file_are_its_own(cli: Cli) -> None:
    cli.write("mine.yml", "name: mine", "extends: [mine.yml, nope@1]", "rules:", "  mising-owner: off")
    told = mistakes(cli, "profile: mine.yml")
    assert [line.removeprefix("mine.yml:") for line in told] == [
        "2:1: the profile 'mine.yml' extends itself",
        "2:1: there is no profile 'nope@1' (known here: crawl@1, run@1, walk@1)",
        "4:3: there is no rule 'mising-owner' (did you mean 'missing-owner'?)",
    ]
    cli.write("mine.yml", "nam: mine")
    assert "mine.yml:1:1: unknown key 'nam'" in "\n".join(mistakes(cli, "profile: mine.yml"))


def test_scope_and_exclusions_are_counted(cli: Cli) -> None:
    cli.write("outcome-lint.yml", "scope: {levels: [epic], exclude: {label: [Sandbox], status: [Parked]}}")
    cli.write(
        "items.jsonl",
        item("A-1", outcome=None),
        item("A-2", labels=["sandbox"]),
        item("A-3", status="parked"),
        item("A-4", level="initiative"),
        item("A-5", resolution="Won't Do"),
    )
    result = cli("check", "items.jsonl", "-f", "json")
    assert result.ratio == (1, 2)
    assert result.json["scorecard"]["ffr"]["excluded"] == {"label Sandbox": 1, "status Parked": 1}
    assert any("1 item of level initiative not looked at" in note["text"] for note in result.json["notes"])


def test_sources_of_the_file_are_relative_to_it(cli: Cli, monkeypatch: Any) -> None:
    cli.write("exports/items.jsonl", item())
    cli.write("outcome-lint.yml", "sources: [{files: exports/*.jsonl}]")
    (cli.folder / "sub").mkdir()
    monkeypatch.chdir(cli.folder / "sub")
    assert cli("check").code == 0
    cli.write("outcome-lint.yml", "sources:", "  - files: nowhere/*.json")
    result = cli("check")
    assert result.code == 2
    assert f"{os.pardir}/outcome-lint.yml" in result.err or "outcome-lint.yml:2:5: no file matches" in result.err


@pytest.mark.parametrize("which", ["config", "rule", "result", "work-item"])
def test_the_schemas_are_schemas(cli: Cli, which: str) -> None:
    jsonschema.Draft202012Validator.check_schema(cli("config", "schema", which).json)
