"""JUnit XML, as nearly every CI system reads it: a suite a rule, and in it a case for each item that it is about.

The rule is the class of a case, by which Jenkins, GitLab and Azure DevOps group failures: a rule is a test that is
the same for all items, whereas projects come and go. Cases of rules that found nothing are not in a run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import UNSET, Struct

from outcome_lint.model import Abstention, Finding, Run, Severity
from outcome_lint.output import figures
from outcome_lint.output.ci import MOST, broken, subject, words, worst
from outcome_lint.output.escape import xml
from outcome_lint.output.look import Look

_OWN = "outcome-lint"


class _Case(Struct, frozen=True):
    """`kind` is failure, error or skipped, or empty for a case that passed; `text` has lines that are not escaped."""

    name: str
    kind: str = ""
    type: str = ""
    message: str = ""
    text: str = ""


def render(run: Run, _look: Look) -> Iterator[str]:
    """First a suite of our own with the scan and the gate, so that no report is empty; then the rules by name."""
    suites = {_OWN: _own(run), **_by_rule(run)}
    counts = [_count(cases) for cases in suites.values()]
    tests, failures, errors, _ = map(sum, zip(*counts, strict=True))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="{_OWN}" tests="{tests}" failures="{failures}" errors="{errors}" time="0">\n'
    for name, cases in suites.items():
        yield from _suite(name, cases, run.generated)
    yield "</testsuites>\n"


def _own(run: Run) -> list[_Case]:
    """What is about the run as a whole."""
    cases = [_Case("scan", "error", "incomplete", broken(problem), problem.hint) for problem in run.problems]
    if not run.complete and not cases:
        cases = [_Case("scan", "error", "incomplete", figures.NO_RATIO)]
    cases = cases or [_Case("scan", text=figures.scanned(run))]
    verdict = figures.verdict(run.gate)
    reasons = "\n".join(run.gate.reasons)
    cases.append(_Case("gate", text=verdict) if run.gate.passed else _Case("gate", "failure", "gate", verdict, reasons))
    if len(run.findings) > MOST:
        left = figures.many(len(run.findings) - MOST, "more finding")
        cases.append(_Case("findings left out", "skipped", "", f"{left}, milder than these, left out"))
    return cases


def _by_rule(run: Run) -> dict[str, list[_Case]]:
    suites: dict[str, list[_Case]] = {}
    limit = -1 if run.gate.fail_on == "never" else Severity(run.gate.fail_on).rank
    for finding in worst(run):
        suites.setdefault(finding.rule, []).append(_case(finding, fails=finding.severity.rank <= limit))
    for gap in run.abstentions:
        suites.setdefault(gap.rule, []).append(_silence(gap))
    return dict(sorted(suites.items()))


def _case(finding: Finding, *, fails: bool) -> _Case:
    """What is milder than the gate asks for has passed, and says what it found all the same."""
    quoted = "" if finding.evidence is UNSET else f"\n“{finding.evidence.text}”"
    text = words(finding) + quoted
    if not fails:
        return _Case(subject(finding), text=f"{finding.severity}: {text}")
    return _Case(subject(finding), "failure", finding.severity, finding.message, text)


def _silence(gap: Abstention) -> _Case:
    return _Case(
        f"not judged: {gap.reason}", "skipped", "", f"{figures.abstained(gap)} {figures.some_keys(gap)}".strip()
    )


def _count(cases: Sequence[_Case]) -> tuple[int, int, int, int]:
    kinds = [case.kind for case in cases]
    return len(kinds), kinds.count("failure"), kinds.count("error"), kinds.count("skipped")


def _suite(name: str, cases: Sequence[_Case], when: str) -> Iterator[str]:
    tests, failures, errors, skipped = _count(cases)
    counts = f'tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}"'
    yield f'<testsuite name="{xml(name)}" {counts} time="0" timestamp="{xml(when[:19])}">\n'
    for case in cases:
        yield _element(name, case)
    yield "</testsuite>\n"


def _element(suite: str, case: _Case) -> str:
    head = f'<testcase name="{xml(case.name)}" classname="{xml(suite)}" time="0"'
    text = "\n".join(map(xml, case.text.splitlines()))
    if not case.kind:
        return f"{head}><system-out>{text}</system-out></testcase>\n" if text else f"{head}/>\n"
    kind = f' type="{xml(case.type)}"' if case.type else ""
    return f'{head}><{case.kind}{kind} message="{xml(case.message)}">{text}</{case.kind}></testcase>\n'
