"""A rule as a page of Markdown: the documentation is the rule file, told to a reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from outcome_lint.output import rule_facts as facts
from outcome_lint.output.escape import markdown
from outcome_lint.output.rule_facts import Shown


def rule_page(page: dict[str, Any]) -> str:
    """The whole page of one rule, given as plain values."""
    return "\n".join(_lines(page)).rstrip("\n") + "\n"


def _lines(page: dict[str, Any]) -> Iterator[str]:
    yield from (f"# {markdown(facts.title_of(page))}", "", f"**{marked(page['asks'])}**", "")
    severities = facts.severities(page)
    yield from _grid([tuple(severities), tuple(severities.values())])
    yield from _grid([("", ""), *facts.facts(page)])
    yield from ("A finding asks:", "", f"> {marked(page['question'])}", "")
    yield from ("## Why", "", marked(page["why"]), "", "## How to fix", "", marked(page["fix"]), "")
    for side, (_, heading) in facts.SIDES.items():
        shown = facts.examples(page, side)
        if shown:
            yield from (f"## {heading}", "")
            for number, example in enumerate(shown, 1):
                yield from _example(number, example)
    yield from _settings(page)
    if page.get("source"):
        yield from ("## Where it comes from", "", marked(page["source"]), "")


def _settings(page: dict[str, Any]) -> Iterator[str]:
    options = facts.options_snippet(page)
    if options:
        yield from ("## Set its options", "", "```yaml", *options, "```", "")
    if facts.about_items(page):
        yield from (
            "## Set it aside",
            "",
            "For one item, in `outcome-lint.yml`, with a reason and best with an end:",
            "",
        )
        yield from ("```yaml", *facts.ignore_snippet(page), "```", "")
        yield f"Or with the label `{facts.LABEL}{page['name']}` on the item. Either way the item still counts in the"
        yield from ("Feature Factory Ratio.", "")
    yield from ("## Switch it off", "", "```yaml", "rules:", f"  {page['name']}: off", "```", "")


def _example(number: int, example: Shown) -> Iterator[str]:
    """One entry of a numbered list; what belongs to it is indented by three."""
    head, *rest = list(_parts(example)) or [["*an item of which nothing is known*"]]
    yield f"{number}. {head[0]}"
    yield from (f"   {line}".rstrip() for line in head[1:])
    yield ""
    for part in rest:
        yield from (f"   {line}".rstrip() for line in part)
        yield ""


def _parts(example: Shown) -> Iterator[list[str]]:
    if example.title:
        yield [f"**{markdown(example.title)}**"]
    for label, text in example.texts:
        if label != facts.OUTCOME:
            yield [f"{label}:"]
        yield _quote(text)
    if example.fields:
        yield [" · ".join(f"{markdown(name)}: {_cell(value)}" for name, value in example.fields)]
    for label, table in example.tables:
        yield [label]
        yield list(_grid(list(table)))[:-1]


def _quote(text: str | None) -> list[str]:
    if text is None:
        return [f"> *{facts.EMPTY}*"]
    return [f"> {markdown(line)}".rstrip() for line in text.splitlines()]


def _grid(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """A table whose first row is its head."""
    head, *body = rows
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in body:
        yield f"| {' | '.join(map(_cell, row))} |"
    yield ""


def _cell(text: str) -> str:
    return f"*{text}*" if text in (facts.EMPTY, facts.UNKNOWN) else markdown(text)


def marked(text: str) -> str:
    """A rule's prose as Markdown: code between backticks stays code, the rest is escaped."""
    return "".join(part if code else _inline(part) for part, code in facts.prose(text))


def _inline(text: str) -> str:
    """Escaped, with the spaces at its ends kept: it stands between other pieces of a line."""
    bare = text.strip(" ")
    return text.replace(bare, markdown(bare)) if bare else text
