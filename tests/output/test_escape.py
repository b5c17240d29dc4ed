from __future__ import annotations

import csv
import re
import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from outcome_lint.output import escape

NASTY = (
    st.text(st.sampled_from("\x00\x07\x1b\n\r\t\x9b\u202e\u2066\u200b\U000e0041 ::##[]()<>|`*_~@#1&;-+=.!\\$\"'aé日🌙"))
    | st.text()
)
SHOWN = {"\u200c", "\u200d"}  # ZWNJ and ZWJ: scripts and emoji need them
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def hidden(text: str) -> list[str]:
    return [char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and char not in SHOWN]


@given(NASTY)
def test_terminal_text_holds_nothing_that_steers_a_screen(text: str):
    # Other format signs, as of Arabic and Egyptian, are visible or belong to numbers: they reorder nothing.
    assert not [char for char in hidden(escape.terminal(text)) if char < "\u0600" or char in "\u202e\u2066\ufeff"]
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f]", escape.terminal(text))


@given(NASTY)
def test_terminal_text_is_no_workflow_command(text: str):
    shown = escape.terminal(text)
    assert "##[" not in shown
    assert not any(part.startswith("::") for part in shown.split(" "))


@given(NASTY)
def test_terminal_is_settled_at_once(text: str):
    assert escape.terminal(escape.terminal(text)) == escape.terminal(text)


@given(st.text(st.characters(categories=["L", "N", "Zs"])))
def test_terminal_leaves_plain_words_alone(text: str):
    assert escape.terminal(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("one\r\ntwo\nthree", "one↵two↵three"),
        ("a\tb", "a b"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("::error::x", ": :error::x"),
        ("std::vector", "std::vector"),
        ("##[error]", "# #[error]"),
        ("\x9b31m", "\\u009b31m"),
        ("\U000e0041", "\\U000e0041"),
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_terminal_makes_the_hidden_visible(text: str, shown: str):
    assert escape.terminal(text) == shown


@given(NASTY.filter(str.strip))
def test_markdown_is_plain_text_wherever_it_stands(text: str):
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for before, after in (("- ", ""), ("- x ", " x"), ("", ""), ("**", " x**"), ("| ", " |\n|--|\n")):
        inline = [
            token for token in reader.parse(f"{before}{escape.markdown(text)}{after}\n") if token.type == "inline"
        ]
        kinds = {child.type for token in inline for child in token.children or ()}
        assert kinds <= {"text", "text_special", "strong_open", "strong_close"}, (before, kinds)


@given(NASTY.filter(str.strip))
def test_markdown_reads_as_the_text_it_was(text: str):
    (inline,) = [t for t in MarkdownIt("commonmark").parse(f"x {escape.markdown(text)}\n") if t.type == "inline"]
    read = "".join(child.content for child in inline.children or ())
    assert read.replace("\u200b", "") == "x " + escape.terminal(text).strip()


@given(NASTY)
def test_markdown_mentions_and_links_nobody(text: str):
    assert not re.search(r"@\w|#\d|(?i:\bgh-\d|www\.|://)|<|>", escape.markdown(text).replace("&#8203;", "\u200b"))


@given(st.lists(NASTY, min_size=1))
def test_csv_round_trips_and_is_no_formula(cells: list[str]):
    guarded = [escape.csv(cell) for cell in cells]
    sheet = StringIO()
    csv.writer(sheet, lineterminator="\n").writerow(guarded)
    assert next(csv.reader(StringIO(sheet.getvalue(), newline=""))) == guarded
    assert not any(cell.startswith(FORMULA) for cell in guarded)


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Co"])))
def test_csv_changes_nothing_but_the_guard(text: str):
    assert escape.csv(text).removeprefix("'" if text.startswith(FORMULA) else "") == text


@given(NASTY)
def test_a_link_is_printable_ascii_or_nothing(text: str):
    assert escape.link_target(text) == "" or re.match(r"https?://", text, re.IGNORECASE)
    assert re.fullmatch(r"https://x[!#-;=?-~]*", escape.link_target(f"https://x{text}"))
    assert not re.search(r"[()<>|\\\s\x1b]", escape.link_target(f"https://x/{text}"))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil", "file:///etc", "https:///x", None]
)
def test_other_schemes_are_no_links(url: str | None):
    assert escape.link_target(url) == ""
