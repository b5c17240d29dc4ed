from __future__ import annotations

import re
import time
from pathlib import Path

import jsonschema
import pytest
import yaml

from outcome_lint import _data, yamlfile
from outcome_lint.checks import KINDS, WHOLE_PORTFOLIO, Miss, Subject, Surroundings
from outcome_lint.checks.subject import ITEM_FIELDS
from outcome_lint.config import builtin_profiles
from outcome_lint.linter.proof import prove
from outcome_lint.rulebook import SECTIONS, Rule, compile_rule, load, read_rule, rule_files, rule_schema
from tests.helpers import TODAY, builtin, item, lint, mistakes, rule, verdict

FILES = rule_files(_data.rules_dir())
SCHEMA = jsonschema.Draft202012Validator(rule_schema())
TEXT_RULES = "OL102 OL103 OL104 OL106 OL301 OL302 OL303 OL501 OL502 OL602".split()
PROFILES = ("crawl@1", "walk@1", "run@1")

RIGHT = """\
name: own-rule
code: AC101
asks: Is it so?
check: {filled: outcome}
message: is not so
question: Why not?
why: It matters.
fix: Make it so.
examples: {bad: [{outcome: null}], good: [{outcome: x}]}
"""


def write(folder: Path, text: str, name: str = "own.yml") -> Path:
    (folder / name).write_text(text)
    return folder / name


def changed(**changes: str) -> str:
    """The right rule with keys replaced by other YAML."""
    lines = [line for line in RIGHT.splitlines() if line.partition(":")[0] not in changes]
    return "\n".join([*lines, *(f"{key}: {value}" for key, value in changes.items())])


def told(folder: Path, **changes: str) -> list[str]:
    """The mistakes of the changed rule, without their places."""
    return [each.partition(": ")[2] for each in mistakes(lambda: read_rule(write(folder, changed(**changes))))]


def test_a_right_rule(tmp_path: Path):
    assert read_rule(write(tmp_path, RIGHT)) == read_rule(write(tmp_path, RIGHT), proven=True)
    assert not list(SCHEMA.iter_errors(yaml.safe_load(RIGHT)))


def test_all_mistakes_of_a_file_at_once_in_its_order(tmp_path: Path):
    text = """\
name: My Rule
code: x-1
asks: [a]
mesage: x
severity: eror
when: {levle: epic}
message: "{titel} {why:>9}"
check:
  all:
    - {fild: outcome}
    - not: {matches: {field: outcome, pattern: "(?=x)"}}
    - {date: {field: resolved, after: soon}}
question: q
why: w
examples: {bad: [], good: [{outcome: x}]}
"""
    places = [each.split(": ")[0] for each in mistakes(lambda: read_rule(write(tmp_path, text)))]
    assert places == "1:1 1:1 2:1 3:1 4:1 5:1 6:8 7:1 7:1 10:8 11:13 12:8 15:1".split()


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("name", "My Rule", "'My Rule' is not written as asked (Its name, in kebab-case"),
        ("code", "ac-1", "'ac-1' is not written as asked (A short permanent alias"),
        ("asks", "", "expected text, found nothing"),
        ("severity", "eror", "'eror' is not allowed here (did you mean 'error'?)"),
        ("severity", "{walk@1: loud}", "'loud' is not allowed here (known here: error, info, warning)"),
        ("when", "{levle: epic}", "unknown key 'levle' (did you mean 'level'?)"),
        ("options", "{days: [30]}", "expected a whole number or text, found a list"),
        ("sevrity", "error", "unknown key 'sevrity' (did you mean 'severity'?)"),
        ("message", '"{titel}"', "unknown name {titel} (did you mean 'title'?)"),
        ("message", '"{owner.name}"', "unknown name {owner.name} (did you mean 'owner'?)"),
        ("message", '"{}"', "unknown name {}"),
        ("message", '"{title:>9}"', "{title} can't be given a format (write {title} alone)"),
        ("message", '"{title!r}"', "{title} can't be given a format"),
        ("message", '"{title"', "expected '}' before end of string (write {{ for a brace)"),
        ("examples", "{bad: [], good: [{}]}", "examples.bad is empty (a rule's examples are its tests)"),
        ("examples", "{bad: [{}]}", "examples.good is empty"),
        ("examples", "{bad: [{}], good: [{}], ugly: [{}]}", "unknown key 'ugly'"),
        ("check", "", "a check is a map with one kind in it (kinds: all, any, not, filled"),
        ("check", "filled", "a check is a map with one kind in it"),
        ("check", "{filled: outcome, meaningful: outcome}", "a check is a map with one kind in it"),
        ("check", "{fild: outcome}", "unknown kind of check 'fild' (did you mean 'filled'?)"),
        ("check", "{all: []}", "`all` takes a list of checks"),
        ("check", "{any: {filled: outcome}}", "`any` takes a list of checks"),
        ("check", "{not: [{filled: outcome}]}", "a check is a map with one kind in it"),
        ("check", "{all: [{not: {fild: x}}]}", "unknown kind of check 'fild'"),
        ("check", "{filled: }", "filled: Expected `object`, got `null` (it takes: field)"),
        ("check", "{filled: {fields: outcome}}", "filled: Object"),
        ("check", "{contains: {field: outcome, words: []}}", "contains: Expected `array` of length >= 1"),
        ("check", "{lacks: {field: outcome, words: ['']}}", "lacks: Expected `str` of length >= 1"),
        ("check", "{one-of: {field: status, values: []}}", "one-of: Expected `array` of length >= 1"),
        ("check", "{length: {field: outcome, min-words: few}}", "length: Expected `int`, got `str`"),
        ("check", "{says: {part: efect}}", "says: Invalid enum value 'efect'"),
        ("check", "{exemptions: old}", "exemptions: Invalid enum value 'old'"),
        ("check", "{date: {field: resolved, before: soon}}", "date: 'soon' is not a date; write YYYY-MM-DD"),
        ("check", '{matches: {field: outcome, pattern: "("}}', "matches: pattern '(': missing ): ( (patterns are RE2"),
        ("check", '{lacks-pattern: {field: outcome, pattern: "(?<!a)b"}}', "lacks-pattern: pattern '(?<!a)b'"),
        ("check", '{matches: {field: outcome, pattern: "(a)\\\\1"}}', "matches: pattern '(a)\\\\1': invalid escape"),
    ],
)
def test_each_kind_of_mistake_is_told_once(tmp_path: Path, key: str, value: str, said: str):
    (only,) = [each for each in told(tmp_path, **{key: value}) if not each.startswith("'good' is missing")]
    assert only.startswith(said)


@pytest.mark.parametrize("key", "name code asks check message question why fix examples".split())
def test_a_key_that_must_be_there(tmp_path: Path, key: str):
    text = "\n".join(line for line in RIGHT.splitlines() if not line.startswith(f"{key}:"))
    assert f"1:1: '{key}' is missing" in mistakes(lambda: read_rule(write(tmp_path, text)))


@pytest.mark.parametrize("text", ["", "just words", "[a]", "42"])
def test_a_file_that_holds_no_rule(tmp_path: Path, text: str):
    (only,) = mistakes(lambda: read_rule(write(tmp_path, text)))
    assert only.startswith("1:1: expected a map, found")


@pytest.mark.parametrize("depth", [10, 45, 200, 20_000])
def test_a_deep_check_is_read_or_refused(tmp_path: Path, depth: int):
    text = changed(check="{not: " * depth + "{filled: outcome}" + "}" * depth)
    assert len(mistakes(lambda: read_rule(write(tmp_path, text)))) == (depth > 50)


def test_mistakes_of_all_files_are_told_together(tmp_path: Path):
    write(tmp_path, changed(check="{fild: outcome}"), "a.yml")
    write(tmp_path, changed(when="{levle: epic}"), "b.yaml")
    write(tmp_path, "a: [", "c.yml")
    assert len(mistakes(lambda: load([tmp_path]))) == 3


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"name": "missing-outcome"}, "9:1: the name 'missing-outcome' is taken (choose another one)"),
        ({"code": "OL101"}, "9:1: the code 'OL101' is taken (choose another one)"),
        ({"name": "strategy"}, "9:1: the name 'strategy' is taken (choose another one)"),
        ({"name": "all"}, "9:1: the name 'all' is taken (choose another one)"),
    ],
)
def test_a_name_or_code_that_is_taken(tmp_path: Path, changes: dict[str, str], place: str):
    write(tmp_path, changed(**changes))
    assert mistakes(lambda: load([tmp_path], trusted=[_data.rules_dir()])) == [place]


def test_two_own_rules_must_differ_in_both(tmp_path: Path):
    write(tmp_path, RIGHT, "a.yml")
    write(tmp_path, RIGHT, "b.yml")
    assert [each.split(": ")[1] for each in mistakes(lambda: load([tmp_path]))] == [
        "the name 'own-rule' is taken (choose another one)",
        "the code 'AC101' is taken (choose another one)",
    ]


def test_a_folder_may_be_named_twice(tmp_path: Path):
    write(tmp_path, RIGHT)
    rules_dir = _data.rules_dir()
    assert len(load([tmp_path, tmp_path / ".", rules_dir], trusted=[rules_dir]).rules) == len(builtin().rules) + 1


def test_no_such_folder(tmp_path: Path):
    assert mistakes(lambda: load([tmp_path / "nowhere"])) == [" there is no such folder or file of rules"]


def test_rule_files_are_found_at_any_depth_but_profiles_are_none(tmp_path: Path):
    for name in ("b/x.yml", "a/y.yaml", "profiles/z.yml", "a/readme.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path, "", name)
    assert [path.name for path in rule_files(tmp_path)] == ["y.yaml", "x.yml"]
    assert rule_files(tmp_path / "profiles/z.yml") == [tmp_path / "profiles/z.yml"]


def test_own_rules_stand_after_the_built_in_ones(tmp_path: Path):
    write(tmp_path, changed(code="A1"))
    assert load([tmp_path], trusted=[_data.rules_dir()]).rules[-1].name == "own-rule"


def picked(word: str) -> str:
    return " ".join(each.code for each in builtin().pick(word))


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("missing-outcome", "OL101"),
        ("OL101", "OL101"),
        ("ol101", "OL101"),
        ("OL2", "OL201 OL202 OL203 OL204"),
        ("ol20", "OL201 OL202 OL203 OL204"),
        ("strategy", "OL201 OL202 OL203 OL204"),
        ("debt", "OL501 OL502"),
        ("missing", ""),
        ("nothing", ""),
        ("O", ""),
        ("", ""),
    ],
)
def test_a_word_picks_by_name_code_prefix_or_section(word: str, codes: str):
    assert picked(word) == codes


@pytest.mark.parametrize("word", ["ALL", "all", "OL"])
def test_a_word_for_all(word: str):
    assert picked(word).split() == sorted(each.code for each in builtin().rules)


def test_every_name_that_is_known_picks_something():
    assert all(builtin().pick(word) for word in builtin().names)


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*$", "(.*)*x(.*)*y", "(a*)*b", r"(\w+\s?)*!$"])
def test_a_catastrophic_pattern_is_harmless(tmp_path: Path, pattern: str):
    read_rule(write(tmp_path, changed(check=f"{{matches: {{field: outcome, pattern: '{pattern}'}}}}")))
    started = time.monotonic()
    verdict({"matches": {"field": "outcome", "pattern": pattern}}, item(outcome="a" * 50_000 + "?"))
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("pattern", ["(((a{100}){100}){100})", "a{99999}"])
def test_a_monstrous_pattern_is_a_mistake(tmp_path: Path, pattern: str):
    (only,) = told(tmp_path, check=f"{{matches: {{field: outcome, pattern: '{pattern}'}}}}")
    assert only.startswith("matches: pattern")


def test_options_fill_the_check_and_a_configuration_may_change_them():
    own = rule(check={"length": {"field": "outcome", "min-words": "$words"}}, options={"words": 3})
    judge, milder = compile_rule(own).judge, compile_rule(own, {"words": 2}).judge
    two_words = Subject(item(outcome="two words"), Surroundings(TODAY))
    assert isinstance(judge(two_words), Miss)
    assert milder(two_words) is None


def test_an_option_that_makes_no_sense_is_an_error():
    own = rule(check={"length": {"field": "outcome", "min-words": "$words"}}, options={"words": 3})
    with pytest.raises(ValueError, match="Expected `int`, got `str`"):
        compile_rule(own, {"words": "few"})


def test_what_a_rule_needs_is_what_it_looks_at():
    own = rule(
        check={"all": [{"filled": "okr"}, {"any": [{"differs": {"field": "outcome", "from": "title"}}]}]},
        when={"label": "x"},
        message="{team} is not so",
    )
    assert compile_rule(own).needs == {"okr", "outcome", "title", "labels", "team"}
    assert compile_rule(own).kinds == {"filled", "differs"}
    assert compile_rule(rule(check={"date": {"field": ["resolved", "updated"]}})).needs == {"resolved", "updated"}


def test_a_condition_that_is_unknown_makes_the_rule_abstain():
    own = rule(when={"work-kind": "debt"})
    assert len(lint([item(work_kind="debt", outcome=None)], own).findings) == 1
    for other in (item(work_kind="feature", outcome=None), item(work_kind=None, outcome=None)):
        assert not (judged := lint([other], own)).abstentions
        assert not judged.findings
    (abstention,) = lint([item(outcome=None)], own).abstentions
    assert (abstention.reason, abstention.count) == ("work kind unknown", 1)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(rule_schema())
    assert set(rule_schema()["$defs"]["Check"]["properties"]) == {"all", "any", "not", *KINDS}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_built_in_rule_is_right_by_its_schema_and_by_its_reader(path: Path):
    assert not [error.message for error in SCHEMA.iter_errors(yamlfile.read(path).value)]
    assert read_rule(path) == read_rule(path, proven=True)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_built_in_rule_is_where_and_what_its_name_says(path: Path):
    each = read_rule(path)
    assert (path.stem, path.parent.name) == (each.name, each.section)
    assert re.fullmatch(r"OL\d\d\d", each.code)
    assert SECTIONS[each.section].startswith(each.code[2])
    assert isinstance(each.severity, dict)
    assert set(each.severity) <= set(PROFILES)
    assert each.question.endswith("?")
    assert each.asks.endswith("?")
    assert not each.message.endswith(".")


@pytest.mark.parametrize("each", builtin().rules, ids=lambda each: each.name)
def test_a_stricter_profile_is_never_milder(each: Rule):
    ranks = [severity.rank if severity else 9 for severity in map(each.severity_in, PROFILES)]
    assert ranks == sorted(ranks, reverse=True)


EXAMPLES = [(each, side) for each in builtin().rules for side in ("bad", "good", "unknown")]


@pytest.mark.parametrize(("each", "side"), EXAMPLES, ids=lambda value: getattr(value, "name", value))
def test_the_examples_of_a_built_in_rule_hold(each: Rule, side: str):
    assert not [failure for failure in prove(each, builtin()) if failure.place.startswith(side)]


@pytest.mark.parametrize("code", TEXT_RULES)
def test_a_text_rule_has_six_examples_of_each_side(code: str):
    examples = builtin().pick(code)[0].examples
    assert min(len(examples.bad), len(examples.good)) >= 6


def test_rules_that_wait_for_the_portfolio_say_so():
    waiting = {each.code for each in builtin().rules if compile_rule(each).kinds & WHOLE_PORTFOLIO}
    assert waiting == {"OL105", "OL201", "OL204"}


def test_messages_name_only_what_an_item_has():
    assert set().union(*(compile_rule(each).needs for each in builtin().rules)) - {"success_criteria"} <= ITEM_FIELDS


def test_built_in_severities_name_the_profiles_that_ship():
    shipped = set(builtin_profiles(_data.rules_dir() / "profiles"))
    named = {profile for rule in builtin().rules if isinstance(rule.severity, dict) for profile in rule.severity}
    assert named == shipped == {"crawl@1", "walk@1", "run@1"}
