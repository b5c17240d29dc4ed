"""Bad input through the front door: a place, a remedy, the right exit code, and never a wrong ratio in any format."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import pytest

from outcome_lint.output import FORMATS
from tests.cli.helpers import GOOD, Cli, issue, item, page

HEAD = "Issue key,Issue Type,Summary,Custom field (Anticipated Outcome)"
USAGE, INCOMPLETE, NOTHING = 2, 3, 4


class Bad(NamedTuple):
    """An input, what becomes of it, words that must be told, and the items that are read all the same."""

    name: str
    content: str | bytes
    code: int
    told: str
    items: int = 0


TWO = page(issue("A-1"), issue("A-2"))
BROKEN = (
    Bad("truncated.json", page(*(issue(f"A-{n}") for n in range(5)))[:-400], INCOMPLETE, "ends in the middle", 3),
    Bad("truncated.jsonl", f"{item('A-1')}\n{item('A-2')}\n{item('A-3')[:-9]}", INCOMPLETE, ":3", 2),
    Bad("broken.jsonl", f"{item('A-1')}\n{{broken\n{item('A-3')}", INCOMPLETE, ":2", 2),
    Bad("latin-1.jsonl", f"{item('A-1')}\n{item('A-2', title='Prüfung')}".encode("latin-1"), INCOMPLETE, "UTF-8", 1),
    Bad("latin-1.json", TWO.replace("Title A-1", "Prüfung").encode("latin-1"), INCOMPLETE, "UTF-8", 1),
    Bad("nul.json", TWO.replace("Title A-1", "Ti\x00tle"), INCOMPLETE, "not valid JSON", 1),
    Bad("nul.csv", f"{HEAD}\nA-1,Epic,a\x00b,{GOOD}\nA-2,Epic,c,{GOOD}", INCOMPLETE, "zero bytes", 1),
    Bad("deep.json", TWO.replace('"Title A-1"', "[" * 10_000 + "]" * 10_000), INCOMPLETE, "nested too deeply", 1),
    Bad("deep.jsonl", f"{item('A-1')}\n" + '{"key":' + "[" * 10_000, INCOMPLETE, ":2", 1),
    Bad(
        "wrong-types.jsonl",
        f"{item('A-1')}\n{item('A-2', outcome=[1])}\n{item('A-3', labels='x')}",
        INCOMPLETE,
        "wrong type",
        1,
    ),
    Bad("wrong-types.json", page(issue("A-1"), issue("A-2", summary=5)), INCOMPLETE, "wrong type", 1),
    Bad("no-key.jsonl", f'{item("A-1")}\n{{"level":"epic"}}', INCOMPLETE, ":2", 1),
    Bad(
        "keys-twice.jsonl",
        f'{item("A-1")}\n{{"key":"B","level":"epic","outcome":null,"outcome":"x"}}',
        INCOMPLETE,
        "twice",
        1,
    ),
    Bad("surrogate.jsonl", f'{item("A-1")}\n{{"key":"B","level":"epic","title":"\\ud83d"}}', INCOMPLETE, ":2", 1),
    Bad("nan.jsonl", f'{item("A-1")}\n{{"key":"B","level":"epic","outcome":NaN}}', INCOMPLETE, ":2", 1),
    Bad("open-quote.csv", f'{HEAD}\nA-1,Epic,"never closed,{GOOD}\nA-2,Epic,b,{GOOD}', INCOMPLETE, "quot"),
    Bad("login.json", "<!doctype html><title>Log in</title>", INCOMPLETE, "web page"),
    Bad("errors.json", '{"errorMessages":["The JQL is wrong"]}', INCOMPLETE, "The JQL is wrong"),
    Bad("limited.json", '{"message":"API rate limit exceeded","documentation_url":"x"}', INCOMPLETE, "rate limit"),
    Bad("first-page.json", page(issue("A-1"), isLast=False, nextPageToken="t"), INCOMPLETE, "page", 1),
    Bad("total.json", page(issue("A-1"), startAt=0, maxResults=1, total=5), INCOMPLETE, "5", 1),
)
REFUSED = (
    Bad("nothing-but-nul.json", b"\0" * 100, USAGE, "binary"),
    Bad("prose.txt", "hello world, this is prose", USAGE, "not a format that we read"),
    Bad("scalar.json", "42", USAGE, "not a format that we read"),
    Bad("object.json", "{}", USAGE, "not a format that we read"),
    Bad("book.xlsx", b"PK\x03\x04\x00", USAGE, "save it as CSV"),
    Bad("no-header.csv", "A-1,Epic,s,Open,High", USAGE, "without Jira's columns"),
)
EMPTY = (
    Bad("empty.json", "", NOTHING, "empty.json is empty"),
    Bad("blank.jsonl", " \n\n", NOTHING, "blank.jsonl is empty"),
    Bad("bom.json", b"\xef\xbb\xbf", NOTHING, "bom.json is empty"),
    Bad("list.json", "[]", NOTHING, "no epic or initiative"),
    Bad("page.json", page(), NOTHING, "no epic or initiative"),
    Bad("header.csv", HEAD, NOTHING, "no epic or initiative"),
    Bad("stories.json", page(issue("A-1", "Story")), NOTHING, "only 1 issue of type Story"),
)
FINE = (
    Bad("array.jsonl", f"[{item('A-1')},{item('A-2')}]", 0, "", 2),
    Bad("crlf.jsonl", f"{item('A-1')}\r\n{item('A-2')}\r\n", 0, "", 2),
    Bad("latin-1.csv", f"{HEAD}\nA-1,Epic,Prüfung,{GOOD}".encode("latin-1"), 0, "", 1),
    Bad("utf-16.csv", f"{HEAD}\nA-1,Epic,Prüfung,{GOOD}".encode("utf-16"), 0, "", 1),
    Bad("items-twice.jsonl", f"{item('A-1')}\n{item('A-1', outcome=None)}\n{item('B-1')}", 0, "more than once", 2),
    Bad("big.jsonl", item("A-1", description="word " * 4_000_000), 0, "", 1),
    Bad("big.csv", f"{HEAD},Description\nA-1,Epic,a,{GOOD},{'word ' * 4_000_000}", 0, "", 1),
)


def named(cases: tuple[Bad, ...]) -> Any:
    return pytest.mark.parametrize("bad", cases, ids=lambda bad: bad.name)


@named(BROKEN + REFUSED + EMPTY + FINE)
@pytest.mark.parametrize("piped", [False, True], ids=["file", "pipe"])
def test_code_and_words(cli: Cli, bad: Bad, *, piped: bool) -> None:
    content = bad.content.encode() if isinstance(bad.content, str) else bad.content
    (cli.folder / bad.name).write_bytes(content)
    result = cli("check", "-" if piped else bad.name, "-f", "json", stdin=content if piped else b"")
    assert result.code == bad.code
    name = "standard input" if piped else bad.name
    assert bad.told.replace(bad.name, name) in result.err
    if bad.code == USAGE:
        assert (result.out, name in result.err) == ("", True)
        return
    assert result.json["items"] == bad.items
    if bad.code == INCOMPLETE:
        assert result.json["problems"][0]["place"].startswith(name)
        assert "hint: " in result.err


def test_an_empty_file_among_others_is_an_export_that_failed(cli: Cli) -> None:
    cli.write("full.jsonl", item("A-1"))
    cli.write("empty.json", "")
    result = cli("check", "full.jsonl", "empty.json", "-f", "json")
    assert (result.code, result.json["scorecard"]) == (INCOMPLETE, None)
    assert result.json["problems"][0]["place"] == "empty.json"


@named(BROKEN)
@pytest.mark.parametrize("name", FORMATS)
def test_half_a_scan_has_no_ratio_in_any_format(cli: Cli, bad: Bad, name: str) -> None:
    cli.write(bad.name, bad.content)
    result = cli("check", bad.name, "-f", name, "-o", f"{name}=report", "--exit-zero", "--allow-empty")
    assert result.code == INCOMPLETE
    for report in (result.out, cli.read("report")):
        assert " %" not in report
        if name in ("json", "jsonl"):
            told = json.loads(report) if name == "json" else json.loads(report.splitlines()[-1])["summary"]
            assert (told["complete"], told["scorecard"], told["gate"]["passed"]) == (False, None, False)


def test_one_broken_input_spoils_the_ratio_of_all(cli: Cli) -> None:
    cli.write("good.jsonl", item("A-1"))
    cli.write("broken.jsonl", item("B-1", outcome=None), "{broken")
    result = cli("check", "good.jsonl", "broken.jsonl", "-f", "json")
    assert (result.code, result.json["scorecard"], result.findings) == (3, None, ["B-1 missing-outcome"])


def test_a_table_without_the_outcome_is_one_clear_message(cli: Cli) -> None:
    cli.write(
        "export.csv", "Issue key,Issue Type,Summary,Assignee,Priority", *(f"A-{n},Epic,s,Eva,High" for n in range(20))
    )
    result = cli("check", "export.csv", "-f", "json")
    assert (result.findings, result.ratio, result.json["scorecard"]["ffr"]["unknown"]) == ([], (0, 0), 20)
    [told] = [line for line in result.err.splitlines() if "outcome" in line.partition(": ")[2]]
    assert "columns seen: Issue key, Issue Type, Summary, Assignee, Priority" in told
    assert "outcome-lint.yml" in told
    assert "n/a" in cli("check", "export.csv").out


HOSTILE = (
    "::error file=x::pwned",
    "\x1b[31mred\x1b]8;;http://evil\x07link",
    "line\r\n::warning::two",
    "=cmd|' /C calc'!A0",
    "</td><script>alert(1)</script>",
    "| a | b |\n|---|---|",
    "@everyone [x](javascript:alert(1)) `code`",
    "\u202eright to left\u2066",
    "%0A::error::encoded",
)


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("name", FORMATS)
def test_hostile_titles_stay_words(cli: Cli, title: str, name: str) -> None:
    lines = [item(f"A-{title}"[:40], title=title, outcome=None, team=title, url="javascript:alert(1)"),
             item("A-2", title=title, outcome="TBD " + title, owner={"id": title, "name": title})]  # fmt: skip
    cli.write("items.jsonl", *lines)
    out = cli("check", "items.jsonl", "-f", name, "--profile", "run", FORCE_HYPERLINK="1").out
    assert "\x1b[31m" not in out
    assert "\x1b]8;;http://evil" not in out
    assert "\x1b]8;;javascript:" not in out
    assert "\r" not in out.replace("\r\n", "\n") if name == "csv" else "\r" not in out
    if name not in ("json", "jsonl", "csv", "github"):
        assert not [line for line in out.splitlines() if line.lstrip().startswith("::")]
    if name == "markdown":
        assert "<script" not in out
        assert "@everyone" not in out
