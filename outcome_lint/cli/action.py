"""`outcome-lint action`: one step of a GitHub workflow, as action.yml calls it: one scan, and all that comes of it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from outcome_lint import publish, trackers
from outcome_lint.cli import streams
from outcome_lint.cli.chronicle import Chronicle, html_path, tell_weekly
from outcome_lint.cli.event import Event, read_event
from outcome_lint.cli.inputs import Inputs, read_inputs
from outcome_lint.cli.looks import looks
from outcome_lint.cli.session import Session, Wishes
from outcome_lint.cli.subject import nothing_to_ask, subject_of
from outcome_lint.cli.verdict import exit_code
from outcome_lint.errors import OutcomeLintError, UsageError
from outcome_lint.model import Run
from outcome_lint.output import Look, render
from outcome_lint.output.escape import command_data, command_property, terminal

_REPORT = "outcome-lint/report.json"


@click.command("action", hidden=True)
def command() -> int:
    """Run as a step of a GitHub workflow: inputs and the event come from the environment.

    The exit code is 0 when everything was written, whatever was found: the output `exit-code` holds the verdict,
    and the last step of action.yml fails by it, so that no report is lost to a failing gate.
    """
    return Step(os.environ).run()


class Step:
    """One run of the Action in one environment."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._said: list[str] = []

    def run(self) -> int:
        """Everything that can go wrong is an annotation and an exit code among the outputs."""
        try:
            values = self._values(read_inputs(self._environ), read_event(self._environ))
        except OutcomeLintError as error:
            self._annotate("error", "outcome-lint could not run", f"{error}\n{error.hint}".strip())
            values = {"complete": "false", "passed": "false", "exit-code": str(error.exit_code), "summary": str(error)}
        written = publish.write_outputs(values, self._environ)
        self._notice(written)
        streams.write_out(self._said)
        return 0 if written.done else int(values["exit-code"])

    def _values(self, inputs: Inputs, event: Event) -> dict[str, str]:
        wishes = self._wishes(inputs)
        chronicle = Chronicle(inputs, self._environ, self._notice)
        session = Session(wishes)
        subject = subject_of(inputs.only, event, session)
        if subject is not None and not subject.keys:
            return self._nothing(subject.why, inputs, event)
        if subject is not None:
            session = Session(replace(wishes, only=subject.keys, sources=subject.sources or wishes.sources))
        screen, paper = looks(_values_of_looks(inputs), session)
        run = chronicle.run(session)
        if subject is not None and run.complete and not run.items:
            return self._nothing(nothing_to_ask(subject), inputs, event)
        values = self._published(inputs, event, run, screen, paper)
        if inputs.weekly_report:
            for published in tell_weekly(chronicle.report(session, run), inputs, self._environ):
                self._notice(published)
            values["html-path"] = str(html_path(self._environ))
        chronicle.keep(session, run)
        return values

    def _published(self, inputs: Inputs, event: Event, run: Run, screen: Look, paper: Look) -> dict[str, str]:
        paths = [*inputs.report, ("json", str(self._report_path()))]
        for name, path in paths:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            streams.write_file(Path(path), render(name, run, paper))
        self._said += render("github", run, replace(screen, annotations=inputs.max_annotations))
        self._said += _quoted(render(inputs.format, run, screen)) if inputs.format != "github" else []
        if inputs.summary and not inputs.weekly_report:
            self._notice(publish.write_summary(run, paper, self._environ))
        if inputs.check_run:
            self._notice(publish.create_check(publish.connect(self._environ), run, paper, self._environ))
        if inputs.comment:
            self._comment(event, run, paper)
        code = exit_code(run, allow_empty=inputs.allow_empty)
        return {**publish.outputs_of(run), "exit-code": str(code), "report-path": str(self._report_path())}

    def _nothing(self, why: str, inputs: Inputs, event: Event) -> dict[str, str]:
        """Nothing to lint is nothing wrong, where only the items of one event were asked about."""
        if inputs.comment and event.issue is not None:
            client = publish.connect(self._environ)
            self._notice(publish.upsert_comment(client, event.repository, event.issue, None))
        self._said.append(f"{terminal(why)}\n")
        figures = {"items": "0", "findings": "0", "errors": "0", "warnings": "0", "feature-factory-ratio": ""}
        return {"complete": "true", "passed": "true", **figures, "summary": why, "exit-code": "0", "report-path": ""}

    def _comment(self, event: Event, run: Run, look: Look) -> None:
        if event.issue is None:
            self._annotate("notice", "no comment", "there is no issue to comment on: the event is not about one")
            return
        client = publish.connect(self._environ)
        self._notice(publish.publish_comment(client, event.repository, event.issue, run, look))

    def _wishes(self, inputs: Inputs) -> Wishes:
        return Wishes(
            sources=inputs.source or ((f"github:{inputs.repository}",) if inputs.repository else self._here(inputs)),
            config=Path(inputs.config) if inputs.config else None,
            profile=inputs.profile,
            fail_on=inputs.fail_on or None,  # type: ignore[arg-type]
            max_ffr=inputs.max_ffr,
            baseline=Path(inputs.baseline) if inputs.baseline else None,
            ratchet=inputs.ratchet,
            allow_empty=inputs.allow_empty,
        )

    def _here(self, inputs: Inputs) -> tuple[str, ...]:
        """The repository of the workflow, where the configuration names no source."""
        found = Session(Wishes(config=Path(inputs.config) if inputs.config else None)).found
        repository = self._environ.get("GITHUB_REPOSITORY", "")
        if found.config.sources:
            return ()
        if not repository:
            raise UsageError("there is nothing to read", "set the input source, or sources: in outcome-lint.yml")
        trackers.github(repository)
        return (f"github:{repository}",)

    def _report_path(self) -> Path:
        return Path(self._environ.get("RUNNER_TEMP") or ".") / _REPORT

    def _notice(self, published: publish.Published) -> None:
        if published.notice:
            self._annotate("notice", "outcome-lint", published.notice)

    def _annotate(self, kind: str, title: str, message: str) -> None:
        self._said.append(f"::{kind} title={command_property(title)}::{command_data(message)}\n")


def _quoted(lines: Iterator[str]) -> Iterator[str]:
    """A report for people in a log where a line may be a command: commands are off while it is told."""
    token = secrets.token_hex(16)
    yield f"::stop-commands::{token}\n"
    yield from lines
    yield f"\n::{token}::\n"


def _values_of_looks(inputs: Inputs) -> dict[str, Any]:
    return {
        "format_": inputs.format, "statistics": False, "anchor": None, "quiet": False, "verbose": False, "limit": 10,
    }  # fmt: skip
