"""The inputs of the Action, as action.yml hands them over: one variable each, checked before anything is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

from outcome_lint.errors import UsageError
from outcome_lint.output import FORMATS

PREFIX = "OUTCOME_LINT_INPUT_"
Only = Literal["all", "pull-request", "issue"]
_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0", "")
_FAIL_ON = ("error", "warning", "info", "never")
_MOST_ANNOTATIONS = 10
# What Git takes for the name of a branch (git-check-ref-format), and a little less.
_BRANCH = re.compile(r"(?!refs/)(?!.*(?:\.\.|//|/\.|\.lock(?:/|$)|[./]$))\w[\w./-]*", re.ASCII)


class Inputs(Struct, frozen=True, kw_only=True):
    """What a workflow asks for; empty leaves the word to the configuration."""

    config: str = ""
    source: tuple[str, ...] = ()
    repository: str = ""
    profile: tuple[str, ...] = ()
    fail_on: str = ""
    max_ffr: float | None = None
    baseline: str = ""
    ratchet: bool = False
    allow_empty: bool = False
    only: Only = "all"
    format: str = "text"
    report: tuple[tuple[str, str], ...] = ()
    summary: bool = True
    max_annotations: int = _MOST_ANNOTATIONS
    check_run: bool = False
    comment: bool = False
    history_branch: str = ""
    weekly_report: bool = False
    report_issue: bool = False


def read_inputs(environ: Mapping[str, str]) -> Inputs:
    """Raises UsageError that names the input, for each kind of wrong value."""
    inputs = _read(environ)
    if inputs.only != "all" and (inputs.history_branch or inputs.weekly_report):
        name = "history-branch" if inputs.history_branch else "weekly-report"
        raise UsageError(f"the input {name} is about all items, but only is {inputs.only!r}", "leave one of them out")
    if inputs.report_issue and not inputs.weekly_report:
        raise UsageError("the input report-issue is true, but there is no report", "weekly-report: true")
    return inputs


def _read(environ: Mapping[str, str]) -> Inputs:
    given = {
        name.removeprefix(PREFIX).lower(): value.strip() for name, value in environ.items() if name.startswith(PREFIX)
    }
    return Inputs(
        config=given.get("config", ""),
        source=_lines(given, "source"),
        repository=_repository(given.get("repository", "")),
        profile=_lines(given, "profile"),
        fail_on=_one_of("fail-on", given.get("fail_on", ""), ("", *_FAIL_ON)),
        max_ffr=_percent(given.get("max_ffr", "")),
        baseline=given.get("baseline", ""),
        ratchet=_flag(given, "ratchet"),
        allow_empty=_flag(given, "allow-empty"),
        only=_one_of("only", given.get("only", "") or "all", get_args(Only)),  # type: ignore[arg-type]
        format=_one_of("format", given.get("format", "") or "text", tuple(FORMATS)),
        report=tuple(_report(line) for line in _lines(given, "report")),
        summary=_flag(given, "summary", default="true"),
        max_annotations=_count(given.get("max_annotations", "")),
        check_run=_flag(given, "check-run"),
        comment=_flag(given, "comment"),
        history_branch=_branch(given.get("history_branch", "")),
        weekly_report=_flag(given, "weekly-report"),
        report_issue=_flag(given, "report-issue"),
    )


def _lines(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in given.get(name, "").splitlines() if line.strip())


def _wrong(name: str, value: str, expected: str) -> UsageError:
    return UsageError(f"the input {name} is {value!r}", f"expected is {expected}")


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise _wrong(name, value, "one of " + ", ".join(word for word in known if word))
    return value


def _flag(given: Mapping[str, str], name: str, default: str = "") -> bool:
    value = (given.get(name.replace("-", "_"), "") or default).lower()
    if value not in (*_YES, *_NO):
        raise _wrong(name, value, "true or false")
    return value in _YES


def _percent(value: str) -> float | None:
    if not value:
        return None
    try:
        number = float(value.removesuffix("%"))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:  # noqa: PLR2004 - percent
        raise _wrong("max-ffr", value, "a number from 0 to 100")
    return number


def _count(value: str) -> int:
    if not value:
        return _MOST_ANNOTATIONS
    if not value.isdigit() or int(value) > _MOST_ANNOTATIONS:
        raise _wrong("max-annotations", value, f"a number from 0 to {_MOST_ANNOTATIONS}, more are not shown")
    return int(value)


def _repository(value: str) -> str:
    if value and value.count("/") != 1:
        raise _wrong("repository", value, "owner/repo, or owner/* for all of them")
    return value


def _branch(value: str) -> str:
    if value and not _BRANCH.fullmatch(value):
        raise _wrong("history-branch", value, "the name of a branch, such as outcome-history")
    return value


def _report(line: str) -> tuple[str, str]:
    name, equals, path = line.partition("=")
    if not equals or name not in FORMATS or not path:
        raise _wrong("report", line, f"FORMAT=PATH with a format of {', '.join(FORMATS)}")
    return name, path
