"""Where the history is, what a run leaves there, and by which fingerprints it is compared with others."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

import click
import msgspec

from outcome_lint import __version__
from outcome_lint.cli.options import wishes
from outcome_lint.cli.session import Session
from outcome_lint.config import Found, Settings
from outcome_lint.errors import IncompleteError, UsageError
from outcome_lint.history import History, Prints, Recorded
from outcome_lint.model import Run
from outcome_lint.sources import Spec
from outcome_lint.trackers import Tracker

DEFAULT = Path(".outcome-lint") / "history.db"

# How a tracker is reached says nothing about what is read.
_REACHED_BY = frozenset(
    {
        *("cloud_id", "auth", "url_env", "email_env", "token_env", "project_token_env", "app"),
        *("ca_bundle", "client_cert", "proxy", "workers"),
    }
)
# The day in a file's name, and the number that a browser adds to a download.
_OF_THE_DAY = re.compile(r"(?:19|20)\d\d(?:[-_.T]?[WQ]?\d{1,2}){0,5}Z?|\s*\(\d+\)|(?<!\d)\d{10,}(?!\d)")
_SECRET = re.compile(r"://[^/@]*:[^/@]+@|[?&]password=", re.IGNORECASE)


def place(found: Found, flag: str | None) -> str:
    """The history's path or URL: of the command line or its variable, of the configuration, or the usual file.

    Raises UsageError for a password that everybody can read.
    """
    configured = found.config.history
    if flag:
        _check(flag, "--history", in_public=_on_command_line())
        return flag
    if "://" in configured:
        _check(configured, "history:", in_public=True)
        return configured
    folder = found.folder if found.document else Path()
    return str(folder / (configured or DEFAULT))


def _on_command_line() -> bool:
    context = click.get_current_context(silent=True)
    source = context.get_parameter_source("history") if context else None
    return source is click.core.ParameterSource.COMMANDLINE


def _check(where: str, said: str, *, in_public: bool) -> None:
    if in_public and _SECRET.search(where):
        hint = "put the whole URL into the environment variable OUTCOME_LINT_HISTORY, or the password into PGPASSWORD"
        raise UsageError(f"{said} holds a password that others can read", hint)


def recorded(session: Session, run: Run) -> Recorded:
    """The run as it is to be remembered; its number is given when it is recorded."""
    return Recorded(
        datetime.fromisoformat(run.generated),
        run.profile,
        prints(session, os.environ),
        run.complete,
        run.items,
        run.by_rule,
        len(run.problems),
        __version__,
        run.scorecard,
    )


def remember(session: Session, run: Run, where: str) -> Recorded:
    """Record the run of a session that wished to remember. Raises UsageError."""
    with History(where, create=True) as history:
        return history.record(recorded(session, run), run.states if run.complete else ())


@contextmanager
def attempt(session: Session, where: str | None) -> Iterator[None]:
    """A run that is to be remembered there: one that ends with IncompleteError is recorded, too.

    Raises UsageError before the work for a place that can't be used.
    """
    if where:
        History(where, create=True).close()
    try:
        yield
    except IncompleteError:
        if where:
            with History(where, create=True) as history:
                history.record(failed(session))
        raise


def failed(session: Session) -> Recorded:
    """A run of which nothing is known but that it was tried; its series is told without asking the sources again."""
    known = Prints(*_series(session, os.environ), reading="", rules="")
    profile = session.resolver.profile_name(session.profile)
    return Recorded(datetime.now(tz=UTC), profile, known, complete=False, problems=1, version=__version__)


def prints(session: Session, environ: Mapping[str, str]) -> Prints:
    """The fingerprints of a session's runs."""
    config, said = session.found.config, session.wishes
    reading = (__version__.split(".")[:2], config.vocabulary, sorted(session.templates))
    picked = (said.select, said.ignore, said.min_severity or config.min_severity)
    rules = (_rules(session), picked, said.min_confidence or config.min_confidence)
    return Prints(*_series(session, environ), _print(reading), _print(rules))


def _series(session: Session, environ: Mapping[str, str]) -> tuple[str, str]:
    """The fingerprints of the scope and of the sources."""
    config = session.found.config
    scope = (config.scope, config.fields, config.levels, config.work_kinds, session.wishes.since)
    return _print(scope), _print(sources(session.specs, environ))


def sources(specs: Iterable[Spec], environ: Mapping[str, str]) -> list[Any]:
    """What the sources are called, week after week: files without folder and date, trackers without the way there."""
    names = {_OF_THE_DAY.sub("", Path(spec).name) for spec in specs if isinstance(spec, str)}
    trackers = [_tracker(spec, environ) for spec in specs if isinstance(spec, Tracker)]
    return [*sorted(names), *sorted(trackers, key=str)]


def _tracker(tracker: Tracker, environ: Mapping[str, str]) -> dict[str, Any]:
    said = {name: value for name, value in msgspec.structs.asdict(tracker).items() if name not in _REACHED_BY}
    variable = getattr(tracker, "url_env", "")
    if variable and not said["url"]:
        said["url"] = environ.get(variable, "").rstrip("/")
    return said


def _rules(session: Session) -> list[Any]:
    """Which rules are in force, for which items, and what each of them checks."""
    overrides = session.found.config.overrides
    every: list[tuple[Any, Settings]] = [(None, session.resolver.settings(session.profile))]
    every += [(each.when, session.resolver.settings(session.profile, (n,))) for n, each in enumerate(overrides)]
    checks = {rule.name: (rule.check, rule.when) for rule in session.rulebook.rules}
    return [
        (when, [(name, each.options, checks[name]) for name, each in settings.items() if each.severity])
        for when, settings in every
    ]


def _print(value: Any) -> str:
    encoded = msgspec.json.encode(value, enc_hook=str, order="deterministic")
    return blake2b(encoded, digest_size=8).hexdigest()


def open_history(values: dict[str, Any], *, create: bool = False) -> History:
    """The history that the options of a command name. Raises UsageError."""
    session = Session(wishes(values))
    return History(place(session.found, values["history"]), create=create)
