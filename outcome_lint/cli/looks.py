"""What a report is told of its surroundings: the terminal, the rules, and the file that findings are pinned to."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from outcome_lint.cli import streams
from outcome_lint.cli.session import Session
from outcome_lint.config import Found
from outcome_lint.errors import UsageError
from outcome_lint.output import Anchor, Grouping, Look, RuleHelp

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")  # the repository, as GitHub Actions and GitLab CI name it
_ANCHOR = re.compile(r"(.+?)(?::(\d+))?")


def looks(values: Mapping[str, Any], session: Session) -> tuple[Look, Look]:
    """For standard output, and for reports in files, of which nothing is kept back for want of room."""
    group = session.dimensions[0] if session.dimensions else "team"
    text = values["format_"] == "text"
    shared: dict[str, Any] = {
        "group": group if group in get_args(Grouping) else "project",
        "statistics": values["statistics"],
        "anchor": anchor(values["anchor"], session.found, os.environ),
        "rules": rule_help(session),
    }
    screen = Look(
        width=streams.width(os.environ),
        color=text and streams.wants_color(sys.stdout, os.environ),
        links=text and streams.wants_links(sys.stdout, os.environ),
        quiet=values["quiet"],
        verbose=values["verbose"],
        limit=values["limit"],
        **shared,
    )
    return screen, Look(width=100, **shared)


def rule_help(session: Session) -> dict[str, RuleHelp]:
    """What the pages of CI systems say of each rule."""
    return {
        rule.name: RuleHelp(rule.asks, rule.question, rule.why, rule.fix, rule.section)
        for rule in session.rulebook.rules
    }


def anchor(given: str | None, found: Found, environment: Mapping[str, str]) -> Anchor:
    """PATH[:LINE] as given, or the configuration file's first line. Raises UsageError for a path outside."""
    if given is None:
        return Anchor(_within_repository(found, environment)) if found.document else Anchor()
    matched = _ANCHOR.fullmatch(given)
    path = PurePosixPath(matched[1].replace("\\", "/")) if matched else PurePosixPath()
    line = int(matched[2] or 1) if matched else 0
    if not path.parts or path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or line < 1:
        hint = "a file from the root of the repository, such as outcome-lint.yml:1"
        raise UsageError(f"--anchor {given}: not PATH or PATH:LINE within the repository", hint)
    return Anchor(str(path), line)


def _within_repository(found: Found, environment: Mapping[str, str]) -> str:
    path = Path(found.document.path if found.document else "").resolve()
    named = next((environment[name] for name in _ROOTS if environment.get(name)), None)
    roots = [Path(named).resolve()] if named else [each for each in path.parents if (each / ".git").exists()]
    root = next(iter(roots), Path.cwd())
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else Anchor().path
