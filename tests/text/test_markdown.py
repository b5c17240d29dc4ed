import pytest

from outcome_lint.text import linewise, markdown


def under(title: str, source: str):
    """The text of the one section with this title."""
    (found,) = [section.text for section in markdown.sections(source) if section.title == title]
    return found


def titles(source: str):
    return [section.title for section in markdown.sections(source)]


@pytest.mark.parametrize(
    "source",
    [
        "## Outcome\n\nfewer calls",
        "### Outcome\r\n\r\nfewer calls\r\n",
        "## Outcome:\nfewer calls",
        "## 🎯 Outcome ##\nfewer calls",
        "## **1. Outcome**\nfewer calls",
        "# [Outcome]\nfewer calls",
        "Outcome\n=======\n\nfewer calls",
        "Outcome\n---\nfewer calls",
        "**Outcome**\n\nfewer calls",
        "**Outcome:** fewer calls",
        "**Outcome**: fewer calls",
        "**Outcome:**\nfewer calls",
        "__Outcome:__ fewer calls",
        "🎯 **Outcome** – fewer calls",
        "Outcome: fewer calls",
        "Outcome:\nfewer calls",
        "1. Outcome: fewer calls",
        "- **Outcome:** fewer calls\n- **Owner:** Eva",
        "Owner: Eva\nOutcome: fewer calls\n\nBackground of it.",
        "**Outcome:** fewer calls\n**Owner:** Eva",
        "| Field | Value |\n|---|---|\n| **Outcome** | fewer calls |",
        "| Outcome | Owner |\n|---|---|\n| fewer calls | Eva |",
        "<details><summary>Outcome</summary>\n\nfewer calls\n\n</details>\n\nand more",
        "<h3>Outcome</h3>\nfewer calls",
        "<table><tr><td><b>Outcome</b></td><td>fewer calls</td></tr></table>",
        "**Outcome:**\n\n**fewer calls**\n\n**Owner:** Eva",
        "**Outcome**\n\n**fewer calls by 5 %**\n\n**Owner**\nEva",
        "## Outcome <!-- required -->\n<!-- why? -->\nfewer calls",
        "## Outcome\nfewer calls\n## Owner\nEva",
        "## Outcome\n> Say what changes.\n\nfewer calls\n\n```\nnot me\n```",
        "intro\n## Outcome\n- [ ] \n\nfewer calls",
        "<div>\n\n## Outcome\n\nfewer calls\n\n</div>",
        "##Outcome\nfewer calls\n##Owner\nEva",
        "OUTCOME\nfewer calls\n\nOWNER\nEva",
        "Outcome\n\nfewer calls\n\nOwner\n\nEva",
        "Problem - many calls\nOutcome - fewer calls\nOwner - Eva",
        "Problem -> many calls\nOutcome -> fewer calls",
        "1. **Problem** Many calls\n2. **Outcome** fewer calls\n3. **Owner** Eva",
        "- Outcome\n  - fewer calls\n- Owner\n  - Eva",
        "**Outcome?** fewer calls",
        ":dart: Outcome: fewer calls",
        "Outcome (who, what): fewer calls",
        "OUTCOME\nfewer calls\nOWNER\nEva",
        "Outcome for whom and how? fewer calls",
        "【Outcome】\nfewer calls\n\n【Owner】Eva",
        "■ Outcome\nfewer calls\n■ Owner\nEva",
    ],
)
def test_outcome_under_headings_of_every_kind(source: str):
    (text,) = [section.text for section in markdown.sections(source) if section.title.casefold().startswith("outcome")]
    assert text.removeprefix("- ").removesuffix(" by 5 %") == "fewer calls"


@pytest.mark.parametrize(
    "body",
    [
        "",
        " \u00a0\n",
        "<!-- Describe the outcome\n\n### really -->",
        "<!-- never closed\nfewer calls",
        "### Customer\n\n### Business",
        "- [ ]\n- [ ] \n- [x]\n",
        "```\n```",
        "```\ncode\n```",
        "> quoted prompt",
        "**Metric:**\n**Target:**",
        "Metric:\nTarget:",
        "| Metric | Target |\n|---|---|\n|  |  |",
        "<User Stories>",
        "---",
        "<br>\n\n<p></p>",
        "-\n- \n",
        "&nbsp;",
    ],
)
def test_no_content(body: str):
    assert under("Outcome", f"## Outcome\n\n{body}\n") == ""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<details>\n<summary>More</summary>\n\nfewer calls\n</details>", "More\n\nfewer calls"),
        ("### Customer\n\nfewer calls\n\n### Business\n", "Customer\n\nfewer calls"),
        ("**Reduce churn by 5 %**", "Reduce churn by 5 %"),
        ("**Reduce churn**", "Reduce churn"),
        ("**Metric:** NPS\n**Target:**", "Metric: NPS"),
        ("- [ ] fewer calls\n- [x] done", "- fewer calls\n- done"),
        ("- a\n  - b\n\n    c\n- d", "- a\n- b\nc\n- d"),
        ("fewer calls\n---", "fewer calls"),
        ("Reduce churn by 5 % for all\n---", "Reduce churn by 5 % for all"),
        ("[the text](http://x.example)", "the text"),
        ("[](http://x.example) ![](http://y.example/i.png) ![alt](z)", "http://x.example http://y.example/i.png alt"),
        ("https://x.example <https://y.example>", "https://x.example https://y.example"),
        ("| Metric | Target |\n|---|---|\n| NPS | 50 |", "Metric | Target\nNPS | 50"),
        ("a<br>b<sub>2</sub> <kbd>x</kbd>", "a\nb2 x"),
        ("_No response_", "No response"),
        ("a *b* ~~c~~ `d` &amp; \\*e 🎉", "a b c d & *e 🎉"),
        ("by 3 * 4 * 5 in snake_case_name", "by 3 * 4 * 5 in snake_case_name"),
    ],
)
def test_content(body: str, expected: str):
    assert under("Outcome", f"## Outcome\n\n{body}\n") == expected


def test_a_table_without_rows_is_read_by_its_only_row():
    answer = "Reduce what customers have to ask us by half"
    assert under("Outcome", f"| Outcome | {answer} |\n|---|---|") == answer
    assert under("Outcome", "| Outcome | Metric |\n|---|---|\n| | |") == ""
    assert under("Outcome", f"## Outcome\n\n| Metric | {answer} |\n|---|---|") == f"Metric | {answer}"


def test_a_table_of_keys_and_values_has_no_columns():
    assert titles("| Name | Value |\n|---|---|\n| Timeout | 30 |") == ["Timeout"]


def test_headings_in_code_comments_and_quotes_are_none():
    source = "```\n### a\n```\n<!--\n### b\n-->\n~~~\n# c\n~~~\n> ## d\n\n    # e\n"
    assert titles(source) == []


def test_a_section_runs_to_the_next_heading_of_its_level():
    source = "# A\na\n## B\nb\n### C\nc\n## D\nd"
    assert under("A", source) == "a\n\nB\n\nb\n\nC\n\nc\n\nD\n\nd"
    assert under("B", source) == "b\n\nC\n\nc"


def test_what_is_before_the_first_heading_is_no_section():
    assert titles("text\n\nmore") == []
    assert markdown.plain("text\n\nmore") == "text\n\nmore"


@pytest.mark.parametrize(
    "body",
    [
        "Fewer Calls\n\nAnd more of it.",
        "FEWER CALLS\n\nAND MORE",
        "**Fewer** calls - from 9 to 5\nand more - yes",
        "- Calls\n  - fewer",
        "What do we want?\nFewer calls",
    ],
)
def test_what_only_looks_like_a_title_stays_in_the_text(body: str):
    source = f"## Outcome\n\n{body}\n\n## Owner\n\nEva"
    assert under("Outcome", source) == markdown.plain(body)
    assert under("Outcome", f"**Outcome:**\n\n{body}\n\n**Owner:** Eva") == markdown.plain(body)


def test_sections_tell_what_is_around_them():
    source = "# A\n## B\n**C:** c\n# D\n\n| E | F |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |"
    above = {section.title: section.above for section in markdown.sections(source)}
    assert above == {"A": (), "B": ("A",), "C": ("A", "B"), "D": (), "E": ("D", "F"), "F": ("D", "E"),
                     "1": ("D",), "3": ("D",)}  # fmt: skip


@pytest.mark.parametrize(
    "line", ["at 10:30 we met", "see https://x.example", "We will, as ever: x", "a long tale of many words indeed: x"]
)
def test_prose_with_a_colon_is_no_label(line: str):
    assert titles(line) == []


def test_an_answered_line_label_ends_with_its_paragraph():
    assert under("Outcome", "Outcome: TBD\n\nWe build a thing.") == "TBD"


def test_headings_inside_a_fold_belong_to_it():
    source = "<details><summary>Outcome</summary>\n\n## Metric\n**NPS:** 50\n\n</details>\n\n**Owner:** Eva"
    assert under("Outcome", source) == "Metric\n\nNPS: 50"


def test_plain_keeps_quotes_and_code():
    assert markdown.plain("a\n\n> b\n\n```py\nc\n```\n- d") == "a\n\nb\n\nc\n\n- d"


def test_line_by_line_reads_alike():
    source = "# A\n\na **b** [c](http://d)\n\n- x\n- y\n\n| h | i |\n|---|---|\n| 1 | 2 |\n"
    source += "\n**Goal:** g\n\n```\n# no\n```\n\n> q\n"
    assert linewise.read(source)[-1].kind == "quote"
    assert markdown.blocks.plain(linewise.read(source)) == markdown.plain(source)
    assert markdown.blocks.sections(linewise.read(source)) == markdown.sections(source)
