"""The smaller commands: rule, test, snapshot, init, completion, and what all of them say to a slip of the fingers."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from outcome_lint import __version__
from outcome_lint.cli.app import COMMANDS
from tests.cli.helpers import DEMO_FILES, Cli, item

RULE = """\
name: plain-words
code: TEAM1
asks: Is the outcome free of jargon?
severity: warning
options: {words: synerg|leverage}
check: {lacks-pattern: {field: outcome, pattern: $words}}
message: uses jargon
question: What would a customer call it?
why: Jargon hides who gains.
fix: Say it plainly.
examples:
  bad: [{title: a, outcome: more synergy}]
  good: [{title: a, outcome: faster}]
  unknown: [{title: a}]
"""
NAMES = [f"{word} --help" for word in COMMANDS] + ["--help", "baseline create --help", "config show --help"]


@pytest.mark.parametrize("line", NAMES)
def test_every_command_has_help(cli: Cli, line: str) -> None:
    result = cli(*line.split())
    assert result.code == 0
    assert "Usage: outcome-lint" in result.out


def test_the_list_of_commands_tells_what_each_says_itself(cli: Cli) -> None:
    assert all(words in " ".join(cli("--help").out.split()) for _, words in COMMANDS.values())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("chek", "Did you mean 'check'?"),
        ("xyz", "Commands: check"),
        ("check --demoo", "Did you mean '--demo'?"),
        ("check --format xml", "'xml' is not one of"),
        ("check --since yesterday", "write it as YYYY-MM-DD"),
        ("check --max-ffr 200", "not in the range"),
        ("check --fail-on", "requires an argument"),
        ("check --select nope --demo", "no rule or section 'nope'"),
        ("check --ignore mising-outcome --demo", "did you mean 'missing-outcome'?"),
        ("check --profile wlak --demo", "--profile: there is no profile 'wlak'"),
        ("check nowhere.csv", "nowhere.csv does not exist"),
        ("check .", ". is a directory"),
        ("check --demo -c nowhere.yml", "no configuration file nowhere.yml"),
        ("check --demo --rules nowhere", "nowhere"),
        ("check --demo --baseline nowhere.json", "nowhere.json"),
        ("check --demo --ratchet", "needs a baseline"),
        ("rule nope", "no rule 'nope'"),
        ("rule mising-outcome", "did you mean 'missing-outcome'?"),
        ("completion ksh", "'ksh' is not one of"),
        ("config shw", "Did you mean 'show'?"),
        ("snapshot", "nothing to read"),
        ("snapshot --demo -o nowhere/x.jsonl", "can't be written"),
    ],
)
def test_a_slip_gets_words_and_a_way_out(cli: Cli, line: str, words: str) -> None:
    result = cli(*line.split())
    assert (result.code, result.out) == (2, "")
    assert words in result.err
    assert result.err.startswith("outcome-lint: ")


def test_the_version(cli: Cli) -> None:
    assert cli("--version").out == f"outcome-lint {__version__}\n"


@pytest.mark.parametrize("name", ["missing-outcome", "OL101", "ol101"])
def test_a_rule_by_any_of_its_names(cli: Cli, name: str) -> None:
    assert "missing-outcome OL101" in cli("rule", name).out
    assert cli("rule", name, "-f", "json").json["name"] == "missing-outcome"
    assert "missing-outcome" in cli("rule", name, "-f", "markdown").out


def test_the_rules_as_a_list_and_as_pages(cli: Cli) -> None:
    assert cli("rule").out.count("\n") < 60
    assert len(cli("rule", "--all", "-f", "json").json) >= 22
    assert {rule["section"] for rule in cli("rule", "strategy", "-f", "json").json} == {"strategy"}
    assert cli("rule", "--all").out.count("How to fix") >= 22


def test_a_rule_of_ones_own(cli: Cli) -> None:
    cli.write("rules/plain-words.yml", RULE)
    assert "uses jargon" not in cli("rule").out
    assert "plain-words" in cli("rule", "--rules", "rules").out
    assert cli("test", "rules").out.splitlines() == [
        "ok    TEAM1 plain-words: 3 examples",
        "1 rules, 0 examples failed",
    ]
    cli.write("items.jsonl", item("A-1", outcome="More synergy for customers, 3 % of them"))
    assert cli("check", "items.jsonl", "-f", "json").findings == []
    assert cli("check", "items.jsonl", "-f", "json", "--rules", "rules").findings == ["A-1 plain-words"]
    assert cli("check", "items.jsonl", "-f", "json", "--rules", "rules", "--select", "TEAM1").findings == [
        "A-1 plain-words"
    ]


def test_a_configured_rule_of_ones_own_takes_its_options(cli: Cli) -> None:
    cli.write("rules/plain-words.yml", RULE)
    cli.write("outcome-lint.yml", "rules-dir: rules", "rules: {plain-words: {words: customers, severity: error}}")
    cli.write("items.jsonl", item("A-1"))
    [finding] = cli("check", "items.jsonl", "-f", "json").json["findings"]
    assert (finding["rule"], finding["severity"]) == ("plain-words", "error")
    assert "plain-words" in cli("rule").out
    assert "plain-words" in cli("test").out


def test_an_example_that_fails_is_named(cli: Cli) -> None:
    cli.write("rule.yml", RULE.replace("more synergy", "better"))
    result = cli("test", "rule.yml", "--quiet")
    assert result.code == 1
    assert result.out.startswith("FAIL  TEAM1 plain-words bad[1]: should be found, was passed")


def test_a_catastrophic_pattern_is_none(cli: Cli) -> None:
    cli.write("rule.yml", RULE.replace("synerg|leverage", "(a+)+$").replace("more synergy", "aaa"))
    cli.write("items.jsonl", item(outcome="a" * 50_000 + "!"))
    assert cli("check", "items.jsonl", "--rules", "rule.yml", "--select", "plain-words").code == 0


BOMBS = [
    "a: &a [x]\nb: *a",
    "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",
    "!!python/object/apply:os.system [echo]",
    "name: !!python/name:os.system x",
    "[" * 20_000,
    "{a: " * 3000 + "1" + "}" * 3000,
    "name: a\nname: b",
    "\x00\x01",
    "[1, 2]",
    "text",
    "",
    b"\xff\xfe",
    "a" * 2_000_000,
    RULE.replace("synerg|leverage", "'('"),
    RULE.replace("synerg|leverage", "'(?<=a)b'"),
    RULE.replace("synerg|leverage", "a{1000000}"),
    RULE.replace("lacks-pattern", "lack-pattern"),
    RULE.replace("uses jargon", "'{nothing}'"),
    RULE.replace("TEAM1", "OL101"),
    RULE.replace("plain-words", "missing-outcome"),
]


@pytest.mark.parametrize("bomb", BOMBS, ids=range(len(BOMBS)))
def test_a_bad_rule_file_is_refused_with_its_place(cli: Cli, bomb: str | bytes) -> None:
    cli.write("bomb.yml", bomb)
    for line in (("check", "--demo", "--rules", "bomb.yml"), ("test", "bomb.yml")):
        result = cli(*line)
        if line[0] == "test" and bomb in BOMBS[-2:]:
            continue
        assert (result.code, result.out) == (2, "")
        assert "bomb.yml" in result.err


def test_a_snapshot_gives_the_same_findings_and_ratio(cli: Cli) -> None:
    assert cli("snapshot", *DEMO_FILES, "-o", "items.jsonl").out == ""
    assert cli.read("items.jsonl") == cli("snapshot", *DEMO_FILES).out
    for profile in ("crawl", "walk", "run"):
        first, second = (
            cli("check", *sources, "-f", "json", "--profile", profile).json for sources in (DEMO_FILES, ["items.jsonl"])
        )
        for report in (first, second):
            del report["generated"], report["notes"]
        assert first == second


def test_the_lines_of_a_snapshot_keep_to_their_schema(cli: Cli) -> None:
    validator = jsonschema.Draft202012Validator(cli("config", "schema", "work-item").json)
    for line in cli("snapshot", "--demo").out.splitlines():
        validator.validate(json.loads(line))


@pytest.mark.parametrize("flags", [(), ("-o", "out.jsonl")])
def test_half_a_snapshot_is_none(cli: Cli, flags: tuple[str, ...]) -> None:
    cli.write("items.jsonl", item(), "{broken", item("A-2"))
    result = cli("snapshot", "items.jsonl", *flags)
    assert (result.code, result.out) == (3, "")
    assert "items.jsonl:2" in result.err
    assert not (cli.folder / "out.jsonl").exists()


def test_a_snapshot_of_nothing(cli: Cli) -> None:
    assert cli("snapshot", cli.write("items.jsonl", item(level="story"))).code == 4


def test_init_writes_what_validates(cli: Cli) -> None:
    assert cli("init", "--profile", "walk@1").code == 0
    assert cli("config", "validate").out == "outcome-lint.yml is fine\n"
    assert "profile: walk@1" in cli.read("outcome-lint.yml")
    again = cli("init")
    assert (again.code, "--force" in again.err) == (2, True)
    assert cli("init", "--force").code == 0
    assert cli("check", "--demo").code == 1


def test_each_commented_key_of_the_starter_is_known(cli: Cli) -> None:
    cli("init")
    lines = cli.read("outcome-lint.yml").splitlines()
    keys = {
        line.lstrip("# ").partition(":")[0]
        for line in lines
        if line.lstrip("# ").partition(":")[0].replace("-", "").isalpha()
    }
    known = cli("config", "schema").json["properties"].keys()
    assert {"fields", "levels", "scope", "rules", "overrides", "ignore", "gate", "group-by"} <= keys & known


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_about_us(cli: Cli, shell: str) -> None:
    result = cli("completion", shell)
    assert result.code == 0
    assert "outcome-lint" in result.out
    assert f"_OUTCOME_LINT_COMPLETE={shell}_complete" in result.out


def test_completion_answers(cli: Cli, capsys: Any) -> None:
    def complete(words: str, place: int) -> str:
        with pytest.raises(SystemExit):
            cli(_OUTCOME_LINT_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(place))
        return str(capsys.readouterr().out)

    assert complete("outcome-lint ba", 1) == "plain,baseline\n"
    assert complete("outcome-lint check --fail", 2) == "plain,--fail-on\n"
    assert complete("outcome-lint rule missing-ow", 2) == "plain,missing-owner\n"
    assert complete("outcome-lint rule OL10", 2).splitlines()[0] == "plain,OL101"
    assert complete("outcome-lint check --select copied", 3) == "plain,copied-outcome\n"
    assert complete("outcome-lint check --profile w", 3) == "plain,walk@1\n"
    assert "plain,markdown" in complete("outcome-lint check --format ", 3)


def test_an_internal_error_is_ours_to_mend(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("secret of the data")

    monkeypatch.setattr("outcome_lint.cli.check.Session", broken)
    result = cli("check", "--demo")
    assert result.code == 5
    assert "please report" in result.err
    assert "secret" not in result.err
