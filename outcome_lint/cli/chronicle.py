"""What the Action remembers between runs, and the weekly report that it makes of that."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from outcome_lint import publish
from outcome_lint.cli import streams
from outcome_lint.cli.delivery import LABEL, told
from outcome_lint.cli.inputs import Inputs
from outcome_lint.cli.memory import failed, recorded, remember
from outcome_lint.cli.reporting import Asked, kept_at, make_report, prepared
from outcome_lint.cli.session import Session
from outcome_lint.errors import IncompleteError
from outcome_lint.history import History, Recorded
from outcome_lint.model import ItemState, Run
from outcome_lint.output.report import pages
from outcome_lint.output.report.markdown import pieces
from outcome_lint.report import Report

_VARIABLE = "OUTCOME_LINT_HISTORY"
_HTML = "outcome-lint/report.html"


class Chronicle:
    """The history of one step: a branch if the input names one, else what OUTCOME_LINT_HISTORY names, or nothing."""

    def __init__(self, inputs: Inputs, environ: Mapping[str, str], notice: Callable[[publish.Published], None]) -> None:
        """Raises UsageError where a branch is asked for and there is no token."""
        self._inputs, self._environ, self._notice = inputs, environ, notice
        self._named = environ.get(_VARIABLE, "")
        self._branch = _branch(inputs.history_branch, environ) if inputs.history_branch else None

    def run(self, session: Session) -> Run:
        """The one scan. Raises IncompleteError, of which is remembered that it was tried."""
        if self._branch or self._named or self._inputs.weekly_report:
            prepared(session)
        try:
            return session.run()
        except IncompleteError:
            self._keep(failed(session), ())
            raise

    def report(self, session: Session, run: Run) -> Report:
        """The weekly report, compared with what is remembered. Raises UsageError."""
        if run.complete and not run.items:
            return make_report(session, run, None, Asked())
        if self._branch is None:
            return make_report(session, run, kept_at(session, self._named or None), Asked())
        with tempfile.TemporaryDirectory() as folder:
            where = str(Path(folder) / "history.db")
            read = publish.read_history(self._branch, where)
            self._notice(read)
            return make_report(session, run, where if read.done else None, Asked())

    def keep(self, session: Session, run: Run) -> None:
        """Remember the run; not one that matched nothing, unless that is allowed. Raises UsageError."""
        if run.complete and not run.items and not self._inputs.allow_empty:
            return
        if self._branch is not None:
            self._keep(recorded(session, run), run.states if run.complete else ())
        elif self._named and not self._inputs.weekly_report:  # which remembers the run itself
            remember(session, run, self._named)

    def _keep(self, this: Recorded, states: Iterable[ItemState]) -> None:
        if self._branch is not None:
            self._notice(publish.write_run(self._branch, this, states))
        elif self._named:
            with History(self._named, create=True) as history:
                history.record(this, states)


def _branch(name: str, environ: Mapping[str, str]) -> publish.Branch:
    """Each commit says which workflow run it comes from."""
    repository, number = environ.get("GITHUB_REPOSITORY", ""), environ.get("GITHUB_RUN_ID", "")
    server = environ.get("GITHUB_SERVER_URL") or "https://github.com"
    about = f"{server}/{repository}/actions/runs/{number}" if number else ""
    return publish.Branch(publish.connect(environ), repository, name, about)


def html_path(environ: Mapping[str, str]) -> Path:
    """Where the page is for the steps that upload it."""
    return Path(environ.get("RUNNER_TEMP") or ".") / _HTML


def tell_weekly(report: Report, inputs: Inputs, environ: Mapping[str, str]) -> Iterator[publish.Published]:
    """Its page, the job summary, and the issue of the week: half a scan must not replace a good report in that."""
    path = html_path(environ)
    path.parent.mkdir(parents=True, exist_ok=True)
    streams.write_file(path, pages("html", report))
    if inputs.summary:
        yield publish.append_summary(pieces(report), environ)
    if inputs.report_issue and report.complete:
        client = publish.connect(environ)
        yield publish.publish_issue(client, environ.get("GITHUB_REPOSITORY", ""), told(report, LABEL))
