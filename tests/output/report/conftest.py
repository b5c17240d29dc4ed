"""A rich report with hostile titles, its poorer relatives, and golden files (UPDATE_GOLDEN=1 rewrites them)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from outcome_lint import __version__
from outcome_lint.model import Abstention, ItemState, Note, Problem
from outcome_lint.report import Report
from tests.history.helpers import Portfolio, state
from tests.report.helpers import finding, ignored, report, states

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "::error file=x::pwned\x1b[2J\x1b]8;;http://evil\x07 ##[error]no",
    "| a | b | @octocat #123 `code` **bold** [a](javascript:x) $x$ https://evil.example",
    '=HYPERLINK("http://evil.example","click")\nsecond line\r\n# third',
    "{{ 7 * 7 }} {% include '/etc/passwd' %} <!-- --> ```mermaid",
    "\u202egnp.exe 支払いダッシュボード 🌙",
)
TEAMS = ("Checkout", "<b>Care</b>", "=cmd|' /C calc'!A0")


def item(number: int, outcome: str, **fields: object) -> ItemState:
    known = {
        "title": HOSTILE[number % len(HOSTILE)],
        "url": "javascript:alert(1)" if number % 5 == 0 else f"https://acme.example/browse/PAY-{number}",
        "team": TEAMS[number % 3],
        "project": "PAY" if number % 2 else "WEB|x",
        "level": "initiative" if number % 7 == 0 else "epic",
        "work_kind": "debt" if number % 4 == 0 else "feature",
        "status_category": ("todo", "doing", "done")[number % 3],
        "created": "2026-01-05",
        "parent": f"PAY-{number // 7 * 7}" if number % 7 else None,
        "owner": number % 3 != 0,
        "okr": number % 4 != 0,
        "measured": number % 2 == 0 if outcome == "present" else None,
        "actual": ("missing", "present")[number % 2],
        "conclusion": ("confirmed", "refuted")[number % 4 == 1] if number % 6 == 5 else None,
        "rules": ("no-beneficiary",) if number % 5 == 1 else (),
    }
    return state(f"PAY-{number}", outcome, **(known | fields))


def week(number: int, size: int = 21) -> Portfolio:
    """Each week two more items state an outcome; in the last one three of them the same."""
    return states(
        *(
            item(n, "present" if n % 3 == 1 or n < number * 2 else ("missing", "placeholder")[n % 2], digest=f"d{n}")
            for n in range(size)
        )
    )


def copied(portfolio: Portfolio, *keys: str) -> Portfolio:
    return portfolio | {key: item(int(key[4:]), "present", digest="same") for key in keys}


FINDINGS = [finding(f"PAY-{n}", f"Eva <i>Novák</i> @{n}") for n in range(21)]
NOTES = (Note("outcome: read from “Why|Wozu” in /home/eva/jira.csv"),)
ABSTAINED = (Abstention("missing-okr", "OL201", "okr unknown", 2, ("PAY-3", "PAY-4")),)
RICH = report(
    *(week(n) for n in range(5)),
    copied(week(5), "PAY-12", "PAY-14", "PAY-15"),
    findings=FINDINGS,
    notes=NOTES,
    abstentions=ABSTAINED,
    ignored=(ignored("PAY-20", "label"),),
    max_ffr=25.0,
)
REPORTS = {
    "rich": RICH,
    "leaders": report(week(0), week(1), audience="leaders"),
    "first": report(week(0)),
    "incomplete": report(
        week(0),
        complete=False,
        scorecard=None,
        problems=(Problem("export.csv:3\x1b[2J", "<b>cut off</b>", "export again"),),
    ),
    "empty": report(states()),
}


@pytest.fixture(scope="session")
def reports() -> dict[str, Report]:
    return REPORTS


@pytest.fixture
def same_as_golden() -> Callable[[str, str], None]:
    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        text = text.replace(f'"version": "{__version__}"', '"version": "X"').replace(
            f"outcome-lint {__version__}", "outcome-lint X"
        )
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return compare
