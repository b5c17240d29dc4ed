"""One rich run that every format renders, its poorer relatives, and golden files (UPDATE_GOLDEN=1 rewrites them)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct, json
from msgspec.structs import replace

from outcome_lint import __version__
from outcome_lint.model import (
    Abstention,
    Confidence,
    Coverage,
    Evidence,
    Exemption,
    Finding,
    Gate,
    Group,
    ItemRef,
    Note,
    Problem,
    Ratio,
    Run,
    Scorecard,
    Severity,
)
from outcome_lint.output import Look, render

GOLDEN = Path(__file__).parent / "golden"


class Kept(Struct, frozen=True):
    """Findings in a list, encoded a few lines at a time."""

    all: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def encoded(self) -> Iterator[bytes]:
        encoder = json.Encoder()
        for start in range(0, len(self.all), 3):
            yield encoder.encode_lines(self.all[start : start + 3])


RULES = {
    "missing-outcome": ("OL101", Severity.ERROR, "The anticipated outcome is empty.", "What are we hoping to achieve?"),
    "placeholder-outcome": ("OL102", Severity.ERROR, "The anticipated outcome only holds its place.", "What would you write there today, even if it changes tomorrow?"),
    "output-not-outcome": ("OL104", Severity.WARNING, "It names what will be built, and no effect on anybody.", "Once it is delivered, who will be better off, and how would they notice?"),
    "no-measure": ("OL301", Severity.INFO, "It names a direction, but nothing to reach.", "How will we know that it worked?"),
    "missing-owner": ("OL401", Severity.ERROR, "Nobody is named as accountable for the outcome.", "Who would decide whether this was worth it?"),
    "missing-okr": ("OL201", Severity.WARNING, "Neither it nor its parents are tied to a key result, goal or driver.", "What is the business driver, even if it is not written down yet?"),
}  # fmt: skip

# ruff: noqa: E501
PLAIN_TITLE = "Migrate the ledger to the new clearing house before the old contract ends"
HOSTILE = {
    "PAY-12": PLAIN_TITLE,
    "PAY-7": "One-click checkout",
    "PAY-3": "::error file=x::pwned\x1b[2J\x1b]8;;http://evil\x07click\u202egnp.exe ##[error]no",
    "PAY-19": "Refunds | <img src=x onerror=alert(1)> `code` **bold** [a](javascript:x) @octocat #123 $x$",
    "PAY-20": "Settlement file v2",
    "PAY-21": "Chargeback evidence upload",
    "PAY-22": "PSD3 readiness",
    "WEB-4": "支払いダッシュボードを新しいデザインに移行し、加盟店が毎日使う数字を一目で見られるようにする",
    "WEB-9": '=HYPERLINK("http://evil","click")\nsecond line\r\nthird',
    "WEB-10": "Dark mode 🌙 for the 👩‍💻 portal",
    "acme/roadmap#42": "Notification centre",
    "OPS-1": "Retire the last Oracle host",
}  # fmt: skip
PLACES = {
    "PAY": ("Payments", "PAY"),
    "WEB": ("Web & Portal", "WEB"),
    "acm": (None, "acme/roadmap"),
    "OPS": ("SRE", "OPS"),
}
OWNERS = {"PAY-12": "Eva Novák", "PAY-7": "Li Wei", "WEB-9": "@here\x1b[0m"}


def ref(key: str) -> ItemRef:
    team, project = PLACES[key[:3]]
    url = f"https://acme.example/browse/{key}"
    if key == "PAY-3":
        url = "javascript:alert(1)"
    level = "initiative" if key.endswith("2") else "epic"
    return ItemRef(key, url, HOSTILE[key], level, project, team, OWNERS.get(key))


def finding(key: str, rule: str, excerpt: str = "", words: str = "", **changes: Any) -> Finding:
    code, severity, message, question = RULES[rule]
    found = Finding(rule, code, severity, Confidence.HIGH, ref(key), message, question)
    if excerpt:
        at = excerpt.index(words)
        found = replace(found, evidence=Evidence("outcome", words, at + 5, at + 5 + len(words), excerpt, at))
    return replace(found, **changes)


FINDINGS = (
    finding("PAY-7", "no-measure", "Merchants lose fewer customers at the till", "fewer customers"),
    finding("PAY-7", "missing-okr"),
    finding("PAY-12", "missing-outcome"),
    finding("PAY-12", "missing-owner"),
    finding("PAY-3", "placeholder-outcome", "TBD\x1b[31m", "TBD\x1b[31m"),
    finding("PAY-19", "output-not-outcome", "The long story so far is that we have been asked to Build a dashboard for merchants, with filters, exports and a nightly mail, by the end of the quarter", "Build a dashboard for merchants, with filters, exports and a nightly mail"),
    finding("PAY-20", "missing-okr"),
    finding("PAY-21", "missing-okr"),
    finding("PAY-22", "missing-okr"),
    finding("WEB-4", "output-not-outcome", "新しいダッシュボードを作る。", "ダッシュボードを作る"),
    finding("WEB-9", "missing-outcome"),
    finding("WEB-9", "missing-okr"),
    finding("WEB-10", "no-measure", "Enable users to have a dark mode 🌙 at night", "have a dark mode 🌙"),
    finding("acme/roadmap#42", "placeholder-outcome", "<!-- why? --> @octocat n/a", "n/a"),
    finding("OPS-1", "missing-owner", confidence=Confidence.MEDIUM),
)  # fmt: skip


def ratio(missing: int, placeholder: int, total: int, unknown: int = 0, **excluded: int) -> Ratio:
    without = missing + placeholder
    percent = without / total * 100 if total else None
    return Ratio(percent, without, total, missing, placeholder, unknown, dict(excluded))


def coverage(**counts: tuple[int, int, int]) -> dict[str, Coverage]:
    return {
        name: Coverage(covered / total * 100 if total else None, covered, total, unknown)
        for name, (covered, total, unknown) in counts.items()
    }


def group(by: str, name: str, ffr: Ratio, owner: int) -> Group:
    total = ffr.total
    shares = coverage(outcome=(total - ffr.without, total, 0), owner=(owner, total, 0), okr=(2, total, 0))
    return Group(by, name, ffr, shares, ffr.total < 5)


SCORECARD = Scorecard(
    ffr=replace(ratio(8, 4, 32, 3), excluded={"Won't Do": 2, "label sandbox": 3}),
    coverage=coverage(
        outcome=(20, 32, 3), owner=(29, 35, 0), okr=(12, 30, 5), measured=(8, 20, 15), reflected=(0, 0, 35)
    ),
    groups=(
        group("team", "Payments", ratio(5, 2, 12), 10),
        group("team", "SRE", ratio(0, 0, 3), 2),
        group("team", "Web & Portal", ratio(3, 1, 16), 15),
        group("team", "(none)", ratio(0, 1, 1), 1),
        group("level", "epic", ratio(7, 4, 25), 20),
        group("level", "initiative", ratio(1, 0, 7), 7),
    ),
    after_exceptions=ratio(6, 4, 32, 3),
)


def tally(findings: Iterable[Finding], name: Callable[[Finding], str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for found in findings:
        counts[name(found)] = counts.get(name(found), 0) + 1
    return counts


def run_of(findings: tuple[Finding, ...], **values: Any) -> Run:
    defaults: Mapping[str, Any] = {
        "profile": "walk@1",
        "complete": True,
        "items": 35,
        "generated": "2026-11-21T09:30:00+00:00",
        "gate": Gate("error", passed=True),
    }
    by_rule = tally(findings, lambda found: found.rule)
    by_severity = tally(findings, lambda found: found.severity.value)
    return Run(findings=Kept(findings), by_rule=by_rule, by_severity=by_severity, **{**defaults, **values})


RICH = run_of(
    FINDINGS,
    scorecard=SCORECARD,
    gate=Gate("error", passed=False, reasons=("6 findings are errors", "the ratio is 37.5 %, over 25.0 %"), max_ffr=25),
    abstentions=(
        Abstention("missing-okr", "OL201", "the field “Parent KR” was not in the export", 5, ("WEB-1", "WEB-2")),
        Abstention("missing-actual-outcome", "OL601", "no actual outcome field was read", 35, ("PAY-1",)),
    ),
    ignored=(
        Exemption("missing-outcome", "OL101", "PAY-30", "config", "legal freeze", "Eva", "2027-01-31"),
        Exemption("missing-outcome", "OL101", "WEB-31", "label", "spike"),
        Exemption("missing-owner", "OL401", "WEB-2", "baseline"),
    ),
    notes=(
        Note("outcome was read from the column “Anticipated Outcome”"),
        Note("2 items have the key PAY-5; the later one was taken", "warning"),
    ),
)
RUNS = {
    "rich": RICH,
    "incomplete": replace(
        RICH,
        complete=False,
        scorecard=None,
        gate=Gate("error", passed=False, reasons=("the scan is incomplete",)),
        problems=(
            Problem("export.csv:118", "the quoted cell that opens here is never closed", "export the file again"),
            Problem("https://acme.example/rest/api/3/search\x1b[2J", "401 Unauthorized"),
        ),
    ),
    "empty": run_of((), items=0, scorecard=Scorecard(ratio(0, 0, 0), coverage(outcome=(0, 0, 0), owner=(0, 0, 0)))),
    "good": run_of(
        (),
        items=14,
        gate=Gate("error", passed=True, max_ffr=25),
        scorecard=Scorecard(
            ratio(0, 0, 14),
            coverage(outcome=(14, 14, 0), owner=(14, 14, 0), okr=(13, 14, 0), measured=(9, 14, 0), reflected=(4, 5, 9)),
            (group("team", "Payments", ratio(0, 0, 14), 14),),
        ),
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def runs() -> dict[str, Run]:
    return RUNS


@pytest.fixture(scope="session")
def make_run() -> Callable[..., Run]:
    return run_of


@pytest.fixture(scope="session")
def make_finding() -> Callable[..., Finding]:
    return finding


@pytest.fixture(scope="session")
def show() -> Callable[..., str]:
    """`show("text", run, width=40)`: the whole report as one string."""
    return lambda name, run, **look: "".join(render(name, run, Look(**look)))


@pytest.fixture
def same_as_golden() -> Callable[[str, str], None]:
    """Compares with a file; ESC is written as ␛ so that the file can be read and reviewed."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        text = text.replace("\x1b", "␛").replace(f'"version":"{__version__}"', '"version":"X"')
        text = text.replace(f'"version": "{__version__}"', '"version": "X"')
        text = text.replace(f'"semanticVersion":"{__version__}"', '"semanticVersion":"X"')
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert text == path.read_bytes().decode()

    return compare
