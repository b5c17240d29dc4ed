"""An outcome that only repeats the user's own templates says nothing; template text above a real answer is no harm."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.helpers import GOOD, Cli, item

LABEL = "Winds of change in three lines"
DESCRIPTION = "Paint the meadow after the rain. Which clouds went away, and for which sheep?"
SHOWN = "The meadow sees fewer than 5 lost sheep a month"
VALUE = "The sheep on meadow A find the gate.\n\nThe dog at gate B sleeps till eight."
FORM = f"""
name: Epic
type: Epic
body:
  - type: markdown
    attributes:
      value: Clerks save 2 h a day on returns
  - type: textarea
    id: outcome
    attributes:
      label: {LABEL}
      description: {DESCRIPTION}
      placeholder: {SHOWN}
      value: |
        {VALUE.partition(chr(10))[0]}

        {VALUE.rpartition(chr(10))[2]}
  - type: dropdown
    attributes: {{label: Pillar, options: [Growth, Trust]}}
"""
PAGE = """---
name: Epic
about: "Outcome: real words of the front matter that nobody ever sees"
---

## Outcome

Farmers on the hill count the sheep twice, **before** and after supper.

<!-- Shepherds on the other hill sing a song about wool. -->

- [ ] The wolf in the valley eats less
"""


def issue(body: str, number: int = 7) -> dict[str, Any]:
    place = f"acme/roadmap/issues/{number}"
    return {
        "number": number, "title": "Gates", "body": body, "labels": [{"name": "epic"}], "state": "open",
        "url": f"https://api.github.com/repos/{place}", "html_url": f"https://github.com/{place}",
        "repository_url": "https://api.github.com/repos/acme/roadmap", "assignees": [{"login": "eva", "type": "User"}],
    }  # fmt: skip


def said(cli: Cli, *bodies: str, arguments: tuple[str, ...] = ()) -> list[str]:
    """The rules about a missing outcome that speak, in the order of the bodies."""
    cli.write("issues.json", json.dumps([issue(body, n) for n, body in enumerate(bodies, 1)]))
    result = cli("check", "issues.json", "--format", "json", "--select", "OL101,OL102", *arguments)
    assert result.code in (0, 1), result.err
    return [finding.removeprefix("acme/roadmap#") for finding in result.findings]


@pytest.mark.parametrize(
    "answer",
    [
        LABEL, DESCRIPTION, SHOWN, VALUE, VALUE.replace("\n\n", "\n"), f"- {LABEL}", f"**{DESCRIPTION}**",
        DESCRIPTION.partition(". ")[0], VALUE.rpartition("\n")[2], f"{LABEL}\n\n{DESCRIPTION}\n\n{VALUE}",
        f"{DESCRIPTION}\n\nTBD",
    ],
)  # fmt: skip
def test_the_prompts_of_a_form_are_placeholders(cli: Cli, answer: str) -> None:
    body = f"### Outcome\n\n{answer}\n\n### Pillar\n\nTrust"
    assert "1 placeholder-outcome" not in said(cli, f"### Outcome\n\n{VALUE}")
    cli.write(".github/ISSUE_TEMPLATE/epic.yml", FORM)
    assert said(cli, body) == ["1 placeholder-outcome"]


@pytest.mark.parametrize("name", [".github/ISSUE_TEMPLATE/epic.md", ".github/ISSUE_TEMPLATE.md"])
def test_the_paragraphs_of_a_page_are_placeholders(cli: Cli, name: str) -> None:
    cli.write(name, PAGE)
    answers = (
        "Farmers on the hill count the sheep twice, before and after supper.",
        "Shepherds on the other hill sing a song about wool.",
        "- [ ] The wolf in the valley eats less",
        PAGE.partition("## Outcome")[2],
        "Outcome: real words of the front matter that nobody ever sees",
    )
    assert said(cli, *(f"### Outcome\n\n{answer}" for answer in answers)) == [
        f"{n} placeholder-outcome" for n in (1, 2, 3, 4)
    ]


def test_template_text_above_a_real_answer_does_not_count(cli: Cli) -> None:
    cli.write(".github/ISSUE_TEMPLATE/epic.yml", FORM)
    assert not said(
        cli,
        f"### Outcome\n\n{DESCRIPTION}\n\n{GOOD}",
        f"### Outcome\n\n{VALUE}\n{GOOD}",
        f"### Outcome\n\n{VALUE} {GOOD}",
        "### Outcome\n\nClerks save 2 h a day on returns",
    )


def test_an_answer_left_as_the_form_has_it_gives_way_to_the_next_section(cli: Cli) -> None:
    cli.write(".github/ISSUE_TEMPLATE/epic.yml", FORM)
    assert not said(cli, f"### Outcome\n\n{VALUE}\n\n### Why\n\n{GOOD}")
    assert not said(cli, f"### Outcome\n\nTBD\n\n### Goal\n\n{GOOD}")
    assert said(cli, f"### Outcome\n\n{VALUE}\n\n### Acceptance criteria\n\n{GOOD}") == ["1 placeholder-outcome"]


def test_a_bare_reference_is_a_fine_link_to_an_okr(cli: Cli) -> None:
    cli.write(
        "issues.json", json.dumps([issue(f"### Outcome\n\n{GOOD}\n\n### OKR\n\n#45\n\n### Alignment\n\nPillar 2")])
    )
    assert '"okr":"#45"' in cli("snapshot", "issues.json").out.replace(": ", ":")


def test_templates_of_the_configuration_count_by_paragraph_and_sentence(cli: Cli) -> None:
    cli.write("outcome-lint.yml", "templates:", f"  - {json.dumps(VALUE)}", f"  - {json.dumps(DESCRIPTION)}")
    answers = (VALUE, VALUE.partition("\n")[0], DESCRIPTION.partition(". ")[0], f"{VALUE}\n\n{GOOD}")
    assert said(cli, *(f"### Outcome\n\n{answer}" for answer in answers)) == [
        f"{n} placeholder-outcome" for n in (1, 2, 3)
    ]


def test_a_field_that_repeats_the_form_is_a_placeholder_too(cli: Cli) -> None:
    cli.write(".github/ISSUE_TEMPLATE/epic.yml", FORM)
    cli.write("items.jsonl", item("A-1", outcome=VALUE), item("A-2"), item("A-3", outcome=f"{LABEL}\n{GOOD}"))
    result = cli("check", "items.jsonl", "--format", "json")
    assert [each for each in result.findings if "placeholder" in each] == ["A-1 placeholder-outcome"]
    assert result.ratio == (1, 3)


def test_the_same_text_on_many_items_is_told_as_copied(cli: Cli) -> None:
    cli.write("outcome-lint.yml", "profile: walk@1")
    cli.write("items.jsonl", *(item(f"A-{n}", outcome=VALUE) for n in range(4)))
    assert "A-0 copied-outcome" in cli("check", "items.jsonl", "--format", "json").findings


def notes(cli: Cli, *arguments: str) -> list[tuple[str, str]]:
    cli.write("items.jsonl", item())
    result = cli("check", str(cli.folder / "items.jsonl"), "--format", "json", *arguments)
    assert result.code == 0, result.err
    return [(note.get("level", "info"), note["text"]) for note in result.json["notes"] if "template" in note["text"]]


def test_a_note_says_how_many_templates_were_read(cli: Cli) -> None:
    assert not notes(cli)
    cli.write(".github/ISSUE_TEMPLATE/epic.yml", FORM)
    cli.write(".github/ISSUE_TEMPLATE/config.yml", "blank_issues_enabled: false")
    cli.write(".github/ISSUE_TEMPLATE/other.md", PAGE)
    [(level, text)] = notes(cli)
    assert level == "info"
    assert text.startswith("2 issue templates in .github/ISSUE_TEMPLATE: ")
    assert not notes(cli, "--no-config")


def test_templates_stand_at_the_root_of_the_repository_too(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write(".github/ISSUE_TEMPLATE/epic.yaml", FORM)
    cli.write("plans/outcome-lint.yml", "profile: crawl@1")
    monkeypatch.chdir(cli.folder / "plans")
    assert len(notes(cli)) == 1


@pytest.mark.parametrize(
    "content",
    ["", "just text", "body: {}", "body: [1, {attributes: 3}]\nbody: []", "a: [", "a: &x 1", b"\xff\xfe", "- body"],
)
def test_a_broken_template_is_a_warning(cli: Cli, content: str | bytes) -> None:
    cli.write(".github/ISSUE_TEMPLATE/bad.yml", content)
    cli.write(".github/ISSUE_TEMPLATE/good.yml", FORM)
    info, warning = notes(cli)
    assert info[1].startswith("1 issue template in ")
    assert warning[0] == "warning"
    assert "bad.yml is not read" in warning[1]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", "x" * 200_000])
def test_a_page_that_is_no_text_is_a_warning(cli: Cli, content: str | bytes) -> None:
    cli.write(".github/ISSUE_TEMPLATE.md", content)
    [(level, text)] = notes(cli)
    assert level == "warning"
    assert "ISSUE_TEMPLATE.md is not read" in text


@pytest.mark.parametrize("content", ["body: []", "body: [1, {attributes: 3}, {attributes: {label: 4}}]"])
def test_odd_elements_of_a_form_are_passed_by(cli: Cli, content: str) -> None:
    cli.write(".github/ISSUE_TEMPLATE/odd.yml", content)
    [(level, _)] = notes(cli)
    assert level == "info"
