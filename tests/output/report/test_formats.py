"""Each format of each report, as files to be looked at, and what no title may do in any of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from xml.etree import ElementTree as ET

import html5lib
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from outcome_lint.model import ItemState
from outcome_lint.output.escape import terminal
from outcome_lint.output.report import FORMATS, charts, pages
from outcome_lint.output.report.chat import payload
from outcome_lint.output.report.csv_ import COLUMNS
from outcome_lint.output.report.schema import REPORT, report_schema
from outcome_lint.output.schema import DESCRIPTIONS
from outcome_lint.report import Report
from outcome_lint.report.values import Tick
from tests.history.helpers import state
from tests.report.helpers import finding, report, states

SUFFIX = {"markdown": "md", "text": "txt", "badge": "svg"}
LIMIT = 65_536
TITLES = st.text(max_size=60) | st.sampled_from(
    ["<script>", "]]>", "-->", "@me #1 ![x](y)", "\n# x\n|y|", "=1+1", "</style>"]
)


def hostile(title: str) -> Report:
    """A title, team and parent of those words, in every section."""

    def one(key: str, outcome: str = "missing", **fields: object) -> ItemState:
        known = {
            "title": title,
            "url": title,
            "team": title,
            "project": title,
            "status_category": "doing",
            "parent": title,
        }
        return state(key, outcome, **(known | {"created": "2026-01-05"} | fields))

    before = states(*(one(key) for key in "ABC"), one("D", "present"))
    learned = one("E", "present", status_category="done", actual="present", conclusion="refuted")
    after = states(*(one(key, "present", digest="x") for key in "ABC"), one("D"), learned, one("F"))
    return report(before, after, findings=[finding(key, title, team=title) for key in "DF"])


def parsed(text: str):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """As without the extra `report`."""
    monkeypatch.setattr(charts, "available", lambda: False)


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("kind", ["rich", "leaders", "first", "incomplete", "empty"])
@pytest.mark.parametrize("name", FORMATS)
def test_each_format_of_each_report(
    name: str, kind: str, reports: dict[str, Report], same_as_golden: Callable[[str, str], None]
):
    (page,) = pages(name, reports[kind])
    same_as_golden(f"{kind}.{SUFFIX.get(name, name)}", page)


@settings(deadline=None)
@given(TITLES)
def test_text_holds_nothing_that_moves_a_cursor(title: str):
    (text,) = pages("text", hostile(title))
    assert [line for line in text.splitlines() if terminal(line) != line] == []


@settings(max_examples=50, deadline=None)
@given(TITLES)
def test_markdown_holds_no_html_image_or_foreign_link(title: str):
    (text,) = pages("markdown", hostile(title))
    blocks = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    tokens = [each for block in blocks for each in (block, *(block.children or ()))]
    assert {each.content for each in tokens if each.type in ("html_inline", "html_block")} <= {
        "<br>",
        "<sub>",
        "</sub>",
    }
    assert not [each for each in tokens if each.type == "image"]
    assert all(str(each.attrs["href"]).startswith("http") for each in tokens if each.type == "link_open")
    assert [each.info for each in tokens if each.type == "fence"] == ["mermaid"] * 2
    headings = [
        blocks[n + 1].content for n, each in enumerate(blocks) if each.type == "heading_open" and each.tag == "h2"
    ]
    assert len(headings) == 10


@settings(max_examples=30, deadline=None)
@given(TITLES)
def test_html_is_a_tree_of_our_own_tags(title: str):
    (page,) = pages("html", hostile(title))
    tree = parsed(page)
    tags = {each.tag for each in tree.iter() if isinstance(each.tag, str)}
    assert not tags & {
        "script",
        "img",
        "iframe",
        "link",
        "object",
        "embed",
        "form",
        "base",
        "image",
        "use",
        "foreignObject",
    }
    assert all(name == "content" or "javascript:" not in value for each in tree.iter() for name, value in each.items())
    assert not [name for each in tree.iter() for name in each.keys() if name.startswith("on") or name == "style"]  # noqa: SIM118
    assert all(each.get("href", "#").startswith(("#", "http")) for each in tree.iter("a"))


@pytest.mark.parametrize("kind", ["rich", "leaders", "first", "incomplete", "empty"])
def test_html_names_each_part_once_and_refers_to_what_is_there(kind: str, reports: dict[str, Report]):
    tree = parsed(pages("html", reports[kind])[0])
    names = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(names) == len(set(names))
    wanted = " ".join(each.get("aria-labelledby", "") for each in tree.iter()).split()
    wanted += [each.get("href")[1:] for each in tree.iter("a") if each.get("href", "").startswith("#")]
    assert set(wanted) <= set(names)
    assert [int(each.tag[1]) for each in tree.iter() if each.tag in ("h1", "h2", "h3")][:2] == [1, 2]
    assert all(each.find("caption") is not None and each.find("thead") is not None for each in tree.iter("table"))


def test_html_loads_nothing_from_anywhere(reports: dict[str, Report]):
    page = pages("html", reports["rich"])[0]
    tree = parsed(page)
    (policy,) = [
        each.get("content") for each in tree.iter("meta") if each.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    assert not re.search(r"url\(|@import|https?:", style[1])
    assert not [each for each in tree.iter() if each.get("src") or each.get("srcset") or each.get("data")]


def test_pictures_are_of_lines_alone_and_are_told_in_words(reports: dict[str, Report]):
    figure = reports["rich"].figures[0]
    drawn = charts.trend(figure.trend, charts.WIDE, "one", "The <ratio>", "From & to")
    tree = ET.fromstring(drawn)  # noqa: S314 - our own
    tags = {each.tag.rpartition("}")[2] for each in tree.iter()}
    assert tags <= {"svg", "g", "path", "circle", "rect", "line", "text", "title", "desc"}
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "one-title one-desc"
    assert [each.text for each in tree[:2]] == ["The <ratio>", "From & to"]
    assert not [name for each in tree.iter() for name in each.attrib if name in ("style", "onclick", "href", "fill")]
    assert (
        len(
            [
                each
                for each in tree.iter()
                if each.get("class", "").split(" ")[0] == "dot" and each.tag.endswith("circle")
            ]
        )
        == 6
    )


def test_a_week_without_a_run_is_a_gap_in_the_line(reports: dict[str, Report]):
    ticks = reports["rich"].figures[0].trend

    def lines(found: Sequence[Tick]) -> int:
        drawn = charts.trend(found, charts.WIDE, "x", "t", "w")
        return sum(
            path.count("M")
            for path in re.findall(r'class="line[^"]*"[^>]*? d="([^"]*)"|d="([^"]*)"[^>]*class="line', drawn)
            for path in path
        )

    assert lines(ticks) == 1
    assert lines((*ticks[:2], *ticks[3:])) == 2


def test_one_tick_is_no_line(reports: dict[str, Report]):
    assert charts.trend(reports["first"].figures[0].trend, charts.WIDE, "x", "t", "w") == ""


@settings(deadline=None)
@given(TITLES)
def test_a_cell_is_no_formula(title: str):
    (text,) = pages("csv", hostile(title))
    rows = list(csv.reader(io.StringIO(text)))
    assert all(len(row) == len(COLUMNS) for row in rows)
    starts = {cell[:1] for row in rows for cell in row if not re.fullmatch(r"-?\d+(\.\d+)?", cell)}
    assert not starts & set("=+@\t\r")


@settings(deadline=None)
@given(TITLES)
def test_json_keeps_to_its_schema(title: str):
    found = hostile(title)
    (text,) = pages("json", found)
    Draft202012Validator(report_schema()).validate(msgspec.json.decode(text))
    assert msgspec.json.decode(text, type=Report) == found


def test_every_property_says_what_it_means():
    schema = report_schema()
    parts = {"Report": schema, **schema["$defs"]}
    known = {name: set(part.get("properties", {})) for name, part in parts.items()}
    assert {name: set(fields) for name, fields in REPORT.items()} == {
        name: fields for name, fields in known.items() if fields and name not in DESCRIPTIONS
    }


@pytest.mark.parametrize("kind", ["rich", "first", "incomplete", "empty"])
def test_a_badge_says_what_it_shows(kind: str, reports: dict[str, Report]):
    (page,) = pages("badge", reports[kind])
    tree = ET.fromstring(page)  # noqa: S314 - our own
    said = tree.get("aria-label", "")
    assert said.startswith("outcomes stated: ")
    ratio = reports[kind].figures[0].now if reports[kind].figures else None
    if ratio and ratio.total:
        assert f"{ratio.total - ratio.part} of {ratio.total}" in said


def test_a_long_report_is_cut_at_sections_into_pages_that_github_takes():
    long = "An outcome that takes its time to be told | " * 6
    before = states(*(state(f"A-{n}", "missing", team=f"Team {n % 90:02}", title=long) for n in range(3000)))
    after = states(*(state(f"A-{n}", team=f"Team {n % 90:02}", title=long) for n in range(3000)))
    found = pages("markdown", report(before, after))
    assert len(found) > 2
    assert all(len(page) < LIMIT for page in found)
    assert all(page.startswith(("# ", "## ")) for page in found)
    assert "## Before you use these figures" in found[-1]
    assert sum(page.count("\n## Leader") for page in found) == 1


@settings(deadline=None)
@given(TITLES)
def test_a_chat_gets_plain_text(title: str):
    found = hostile(title)
    slack, teams = payload(found, "slack"), payload(found, "teams", "https://acme.example/report")
    texts = [block["text"] for block in slack["blocks"]]
    assert {text["type"] for text in texts} == {"plain_text"}
    assert all(len(text["text"]) <= 3000 for text in texts)
    (card,) = teams["attachments"]
    assert {block["type"] for block in card["content"]["body"]} == {"RichTextBlock"}
    assert card["content"]["actions"][0]["url"] == "https://acme.example/report"


def test_an_address_that_is_none_opens_nothing(reports: dict[str, Report]):
    assert "actions" not in payload(reports["rich"], "teams", "javascript:alert(1)")["attachments"][0]["content"]
