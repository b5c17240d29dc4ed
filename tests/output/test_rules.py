from __future__ import annotations

import copy
import re
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from outcome_lint import _data
from outcome_lint.output.rules import rule_page, rule_table, rule_text
from outcome_lint.rulebook import load

OWN: dict[str, Any] = {
    "name": "no-jargon",
    "code": "AC101",
    "asks": "Would a customer understand it?",
    "message": "uses words of ours",
    "question": "How would you tell it to a customer?",
    "why": "Words of ours hide what changes. See `words.yml`.",
    "fix": "Say it in theirs.",
    "section": "own",
    "severity": "info",
    "when": {"level": ["epic", "initiative"], "status-category": None, "label": None},
    "options": {"most": 3},
    "check": {"all": [{"lacks": {"field": "outcome", "words": ["synergy"]}}, {"length": {"field": "risk_note"}}]},
    "since": "",
    "source": "",
    "examples": {
        "bad": [{"title": "Growth", "outcome": "Synergy\nacross | all"}],
        "good": [{"title": "Growth", "outcome": None, "extra": {"risk_note": "a"}, "labels": ["x", "y"]}],
        "unknown": [{"items": [{"key": "A-1", "parent": "A-2"}, {"key": "A-2", "okr": None}]}, {}],
    },
}
TEXT = st.text(st.sampled_from("ab `|*_<>:@#-1.\x1b\n\u202e日、🌙")) | st.text(max_size=40)


def builtin() -> list[dict[str, Any]]:
    return [msgspec.to_builtins(rule) for rule in load([_data.rules_dir()]).rules]


PAGES = [*builtin(), OWN]


def own(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(OWN), **changes}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_a_page_says_everything_that_the_rule_says(page: dict[str, Any]):
    shown = " ".join(re.sub("<[^>]+>", "", MarkdownIt().enable("table").render(rule_page(page))).split())
    said = " ".join(rule_text(page, 92, color=False).split())
    for key in ("name", "code", "asks", "question", "why", "fix", "source"):
        words = [word for word in page[key].split() if word.isalnum()]
        assert all(word in shown for word in words)
        assert all(word in said for word in words)


@pytest.mark.parametrize("width", [40, 61, 80, 120, 200])
def test_no_line_is_wider_than_the_screen(width: int):
    text = rule_table(PAGES, width) + "".join(rule_text(page, width, color=False) for page in PAGES)
    assert max(map(cell_len, text.split("\n"))) <= width


def test_colour_only_adds_sequences():
    for page in builtin():
        painted = rule_text(page, 80, color=True)
        assert "\x1b" in painted
        assert re.sub(r"\x1b\[[0-9;]+m", "", painted) == rule_text(page, 80, color=False)


def test_the_list_has_the_severity_of_each_profile():
    lines = {
        line.split()[1]: line.split()[2:5]
        for line in rule_table(PAGES, 120).splitlines()
        if re.match("  [A-Z]+\\d", line)
    }
    assert lines["missing-outcome"] == ["E", "E", "E"]
    assert lines["no-beneficiary"] == ["·", "i", "w"]
    assert lines["no-jargon"] == ["i", "i", "i"]


def test_what_a_rule_is_about_and_when_it_keeps_silent():
    page = rule_page(OWN)
    assert "| Applies to | items of level epic or initiative, once something stands in its anticipated outcome" in page
    assert "| Abstains | where unknown: level, anticipated outcome, risk note |" in page
    assert "  no-jargon: {most: 3}" in page


def test_examples_are_told_by_what_they_hold():
    page = rule_page(OWN)
    assert "1. **Growth**\n\n   > Synergy\n   > across \\| all\n" in page
    assert "   > *(empty)*\n\n   labels: x, y · risk note: a\n" in page
    assert "   | key | parent | OKR link |\n   |---|---|---|\n   | A-1 | A-2 | *(unknown)* |\n" in page
    assert "2. *an item of which nothing is known*" in page


def test_a_rule_about_exceptions_can_not_be_set_aside():
    (page,) = (page for page in builtin() if page["name"] == "expired-ignore")
    assert "Set it aside" not in rule_page(page) + rule_text(page, 80, color=False)


@given(text=TEXT, width=st.integers(40, 130))
def test_whatever_a_rule_holds_the_page_stays_whole(text: str, width: int):
    example = {"title": text, "outcome": text, "extra": {"note": text}}
    page = own(
        why=text, fix=text, asks=text, question=text, source=text, examples={"bad": [example], "good": [example]}
    )
    shown = rule_text(page, width, color=False)
    assert max(map(cell_len, shown.split("\n"))) <= width
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    headings = [
        token.content for token in MarkdownIt().parse(rule_page(page)) if token.type == "inline" and token.level == 1
    ]
    assert len([heading for heading in headings if heading == "Why"]) == 1
