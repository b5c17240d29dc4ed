"""A check run beside the job: created once and already completed, as GITHUB_TOKEN may not change it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from outcome_lint.model import Finding, Run, Severity
from outcome_lint.output import figures
from outcome_lint.output.ci import clip, words, worst
from outcome_lint.output.cut import within
from outcome_lint.output.look import Anchor, Look
from outcome_lint.output.markdown import sections
from outcome_lint.publish.client import Published, attempt, head_sha

if TYPE_CHECKING:
    from github import Github

# GitHub's limits, in characters and in annotations a request; we count bytes, of which there are never fewer.
LONGEST, ANNOTATIONS, _TITLE = 65_535, 50, 255
_LEVELS = {Severity.ERROR: "failure", Severity.WARNING: "warning", Severity.INFO: "notice"}
_WHAT = "no check run was created"


def create_check(  # noqa: PLR0913 - what is told, where, and how
    client: Github,
    run: Run,
    look: Look,
    environment: Mapping[str, str],
    *,
    name: str = "outcome-lint",
    exit_zero: bool = False,
) -> Published:
    """One check run on the commit that the job is about; a token that may not is a notice.

    `name` must be the check's own, since GitHub puts it into the suite of any workflow of that commit.
    """
    repository, sha = environment.get("GITHUB_REPOSITORY", ""), head_sha(environment)
    if not repository or not sha:
        return Published(done=False, notice=f"{_WHAT}: GITHUB_REPOSITORY and GITHUB_SHA are not set")
    fields: dict[str, Any] = {
        "name": name,
        "head_sha": sha,
        "status": "completed",
        "completed_at": datetime.fromisoformat(run.generated).astimezone(UTC),
        "conclusion": conclusion(run, exit_zero=exit_zero),
        "output": output(run, look),
        **_origin(environment, repository),
    }

    def create() -> Published:
        made = client.get_repo(repository).create_check_run(**fields)
        if not made.id:  # a redirected write comes back without an error, and has made nothing
            return Published(
                done=False, notice=f"{_WHAT}: GitHub sent the request elsewhere; was {repository} renamed?"
            )
        return Published(done=True, url=made.html_url or "")

    return attempt(_WHAT, "checks", create)


def conclusion(run: Run, *, exit_zero: bool = False) -> str:
    """The gate's word. An incomplete scan fails: a required check takes `neutral` for a pass, and nothing was proved.

    Findings that the job itself shall not fail on (`exit_zero`) are neutral.
    """
    if run.gate.passed and run.complete:
        return "success"
    return "neutral" if exit_zero and run.complete else "failure"


def output(run: Run, look: Look) -> dict[str, Any]:
    """The headline, the gate and what broke in the summary, the rest in the text, and at most 50 annotations."""
    report = list(sections(run, look))
    first = sum(1 for _ in sections(run, replace(look, quiet=True)))
    title = figures.headline(run.scorecard.ffr) if run.complete and run.scorecard else figures.NO_RATIO
    found = {
        "title": clip(title, _TITLE),
        "summary": within(report[:first], LONGEST),
        "annotations": list(_annotations(run, look.anchor)),
    }
    text = within(report[first:], LONGEST)
    return {**found, "text": text} if text else found


def _annotations(run: Run, anchor: Anchor) -> list[dict[str, Any]]:
    total = len(run.findings)
    shown = total if total <= ANNOTATIONS else ANNOTATIONS - 1
    rows = [_annotation(finding, anchor) for finding in worst(run, shown)]
    if total > shown:
        more = figures.many(total - shown, "more finding")
        rows.append(_row("notice", more, f"{more}: see the summary of the check", anchor))
    return rows


def _annotation(finding: Finding, anchor: Anchor) -> dict[str, Any]:
    return _row(_LEVELS[finding.severity], f"{finding.rule} ({finding.code})", words(finding), anchor)


def _row(level: str, title: str, message: str, anchor: Anchor) -> dict[str, Any]:
    place = {"path": anchor.path, "start_line": anchor.line, "end_line": anchor.line}
    return {**place, "annotation_level": level, "title": clip(title, _TITLE), "message": message}


def _origin(environment: Mapping[str, str], repository: str) -> dict[str, str]:
    """Which workflow run it comes from, so that a reader finds its log."""
    run_id = environment.get("GITHUB_RUN_ID", "")
    if not run_id:
        return {}
    server = environment.get("GITHUB_SERVER_URL") or "https://github.com"
    attempt_number = environment.get("GITHUB_RUN_ATTEMPT") or "1"
    return {
        "external_id": f"{run_id}.{attempt_number}",
        "details_url": f"{server}/{repository}/actions/runs/{run_id}",
    }
