from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from outcome_lint.model import Evidence, Finding, Group, ItemRef, Ratio, Run
from outcome_lint.output import Grouping, Look
from outcome_lint.output.digest import digest

WORDS = st.text(st.sampled_from("ab :\x1b\n\u202e 日本、語🌙é\u0301-")) | st.text(max_size=80)
SEQUENCE = re.compile(r"\x1b\[[0-9;]+m|\x1b\]8;;[!-~]*\x1b\\")


def widest(text: str):
    return max(cell_len(line) for line in text.split("\n"))


@pytest.mark.parametrize("width", [40, 57, 80, 119, 140, 200])
@pytest.mark.parametrize("kind", ["rich", "incomplete", "empty", "good"])
def test_no_line_is_wider_than_the_screen(kind: str, width: int, runs: dict[str, Run], show: Callable[..., str]):
    assert widest(show("text", runs[kind], width=width, verbose=True, statistics=True, limit=0)) <= width


@given(title=WORDS, message=WORDS, excerpt=WORDS, width=st.integers(40, 130), data=st.data())
def test_whatever_a_title_holds_the_page_stays_whole(  # noqa: PLR0913
    *,
    title: str,
    message: str,
    excerpt: str,
    width: int,
    data: st.DataObject,
    show: Callable[..., str],
    make_finding: Callable[..., Finding],
    make_run: Callable[..., Run],
):
    at = data.draw(st.integers(0, len(excerpt)))
    evidence = Evidence("outcome", excerpt[at : at + 9], at, at + 9, excerpt, at)
    found = make_finding("PAY-12", "missing-outcome", message=message, question=title, evidence=evidence)
    item = ItemRef(title or "K", f"https://x/{title}", title, team=message, owner=title)
    text = show("text", make_run((replace(found, item=item),)), width=width)
    assert widest(text) <= width
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())


def test_no_escape_sequence_without_colour_and_links(runs: dict[str, Run], show: Callable[..., str]):
    assert "\x1b" not in show("text", runs["rich"], verbose=True, limit=0)


def test_colour_and_links_only_add_sequences(runs: dict[str, Run], show: Callable[..., str]):
    painted = show("text", runs["rich"], color=True, links=True)
    assert SEQUENCE.sub("", painted) == show("text", runs["rich"])


def test_only_web_addresses_are_links(runs: dict[str, Run], show: Callable[..., str]):
    links = re.findall(r"\x1b\]8;;([^\x1b]*)\x1b", show("text", runs["rich"], links=True, limit=0))
    assert "https://acme.example/browse/PAY-12" in links
    assert not [link for link in links if link and not link.startswith("https://acme.example/browse/")]


def test_the_underline_stands_under_the_words(runs: dict[str, Run], show: Callable[..., str]):
    lines = show("text", runs["rich"]).splitlines()
    for words in ("ダッシュボードを作る", "fewer customers", "have a dark mode 🌙"):
        (number,) = [number for number, line in enumerate(lines) if line.strip().startswith("│") and words in line]
        before, under = lines[number].split(words)[0], lines[number + 1]
        assert cell_len(before) == len(under) - len(under.lstrip(" │"))
        assert under.count("~") == cell_len(words)


def test_an_incomplete_scan_prints_no_ratio(runs: dict[str, Run], show: Callable[..., str]):
    for name in ("text", "markdown", "concise"):
        text = show(name, replace(runs["rich"], complete=False))
        assert "No ratio: the scan is incomplete" in text
        assert "%" not in text.replace("25.0 %", "").replace("37.5 %, over", "")


def test_no_percentage_without_counts(runs: dict[str, Run], show: Callable[..., str]):
    figures = [line for line in show("text", runs["rich"]).splitlines() if re.search(r"\d %", line)]
    assert [line for line in figures if " of " not in line and "at most" not in line and "over" not in line] == []


def test_a_small_group_has_counts_and_no_percentage(runs: dict[str, Run], show: Callable[..., str]):
    for name in ("text", "markdown"):
        (line,) = [row for row in show(name, runs["rich"]).splitlines() if "SRE" in row and "0 of 3" in row]
        assert "too small to compare" in line
        assert "%" not in line


def test_a_person_is_only_talked_to(runs: dict[str, Run], show: Callable[..., str]):
    text = show("text", runs["rich"], verbose=True, statistics=True, limit=0)
    assert [line for line in text.splitlines() if "Li Wei" in line and "(talk to Li Wei)" not in line] == []


def test_quiet_keeps_the_headline_and_the_gate(runs: dict[str, Run], show: Callable[..., str]):
    text = show("text", runs["rich"], quiet=True)
    assert "37.5 % · 12 of 32" in text
    assert "Gate not passed" in text
    assert "PAY-12" not in text


def test_quiet_still_says_what_could_not_be_read(runs: dict[str, Run], show: Callable[..., str]):
    for name in ("text", "markdown"):
        text = show(name, runs["incomplete"], quiet=True)
        assert "No ratio" in text
        assert "export the file again" in text


def test_a_share_of_none_is_no_zero(runs: dict[str, Run], show: Callable[..., str]):
    (line,) = [row for row in show("text", runs["rich"]).splitlines() if "reflected on" in row]
    assert "n/a" in line
    assert "35 unknown" in line
    assert "─" not in line


def test_big_numbers_are_never_cut(runs: dict[str, Run], show: Callable[..., str]):
    ratio = Ratio(50.0, 61728, 123456, 61727, 1, 7, {})
    scorecard = replace(
        runs["rich"].scorecard, ffr=ratio, groups=(Group("team", "Größe" * 30, ratio, {}, small=False),)
    )
    text = show("text", replace(runs["rich"], scorecard=scorecard), width=40)
    assert text.count("61,728 of 123,456") == 2


def test_items_with_errors_come_first_and_their_findings_worst_first(runs: dict[str, Run]):
    payments, *_ = digest(runs["rich"], Look(limit=4)).sections
    assert [entry.item.key for entry in payments.entries] == ["PAY-12", "PAY-3", "PAY-7", "PAY-19"]
    assert [finding.rule for finding in payments.entries[2].findings] == ["missing-okr", "no-measure"]
    assert (payments.items, payments.hidden) == (7, 3)


@pytest.mark.parametrize("group", ["team", "project", "level", "rule", "item"])
def test_every_finding_is_shown_once_without_a_limit(group: Grouping, runs: dict[str, Run]):
    sections = digest(runs["rich"], Look(group=group, limit=0)).sections
    shown = [finding for section in sections for entry in section.entries for finding in entry.findings]
    assert sorted(map(id, shown)) == sorted(map(id, runs["rich"].findings))
    assert sum(sum(section.by_severity.values()) for section in sections) == len(shown)


def test_only_what_is_shown_is_decoded(
    runs: dict[str, Run], make_run: Callable[..., Run], make_finding: Callable[..., Finding]
):
    seen = []

    class Watched(type(runs["rich"].findings)):
        def __iter__(self) -> Iterator[Finding]:
            for finding in self.all:
                seen.append(finding)
                yield finding

    run = replace(
        make_run(()),
        findings=Watched(
            (make_finding("PAY-12", "missing-outcome"),) * 3 + (make_finding("PAY-7", "no-measure"),) * 900
        ),
    )
    digest(run, Look(limit=1))
    assert len(seen) == 3
