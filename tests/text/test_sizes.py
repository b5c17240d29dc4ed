"""Hostile sizes: that these end at all is the test; what is quadratic in them would not."""

import pytest

from outcome_lint.text import markdown, tidy, wiki

SIZE = 150_000
BRACKETS = ["[", "![", "[a](", "[[a]", "[a][", "]("]
LINES = [
    "- a\n",
    "> a\n",
    "# a\n",
    "**a:** x\n",
    "a: x\n",
    "a|b\n-|-\n",
    "|a|b|\n",
    "```\n",
    "\n",
    "<li>",
    "h1. ",
    "{code}",
]
MARKS = [
    "*",
    "*a ",
    "**a ",
    "_a ",
    "-a ",
    "`",
    "` ",
    "<",
    "<a ",
    "<!--",
    "&",
    "\\",
    "!a.",
    "{{",
    "{",
    "||",
    "~",
    " ",
    "\u200d",
]
NESTED = ["> ", ">", "- ", "1. ", "* > ", "  - ", "(", "<div>", "<details><summary>"]


@pytest.mark.parametrize("seed", [*BRACKETS, *LINES, *MARKS, *NESTED])
def test_repeated_markup_ends(seed: str):
    source = seed * (SIZE // len(seed))
    for read in (markdown.sections, wiki.sections):
        assert isinstance(read(source + "end"), list)
    assert tidy(source) is not None


def test_deep_content_is_not_lost():
    for source in ("> " * 10_000, "- " * 10_000, "[" * 10_000, "(" * 10_000):
        assert "the end" in markdown.plain(source + "the end")
    nested = "\n".join("  " * depth + "- item" for depth in range(300))
    assert markdown.plain(nested).count("item") == 300


def test_a_body_of_20_mb_is_read():
    source = "## Outcome\n\nfewer calls\n" + "and so on, and on\n" * 1_100_000 + "## Owner\nEva\n"
    found = {section.title: section.text for section in markdown.sections(source)}
    assert found["Outcome"].startswith("fewer calls\nand so on")
    assert found["Owner"] == "Eva"
