"""Which sources a run reads: those of the command line, of the demo, or of the configuration."""

from __future__ import annotations

from pathlib import Path

from outcome_lint import _data, trackers
from outcome_lint.config import Found
from outcome_lint.errors import ConfigError, UsageError
from outcome_lint.sources import Spec
from outcome_lint.trackers import listed


def demo() -> tuple[str, ...]:
    """The exports of the demo portfolio."""
    files = sorted(_data.demo_dir().iterdir())
    return tuple(str(path) for path in files if path.suffix in (".json", ".jsonl", ".csv"))


def named(words: tuple[str, ...], found: Found) -> tuple[Spec, ...]:
    """`jira:…` and `github:…` are live, with the connection that the configuration states; all else is a file."""
    sources = found.config.sources
    jira = next((source.jira for source in sources if source.jira), None)
    githubs = [source.github for source in sources if source.github]
    specs: list[Spec] = []
    for word in words:
        flavour, colon, rest = word.partition(":")
        if colon and flavour == "jira":
            specs.append(trackers.jira(rest, jira))
        elif colon and flavour == "github":
            specs.append(trackers.github(rest, _closest(rest, githubs)))
        else:
            specs.append(word)
    return tuple(specs)


def _closest(words: str, sources: list[trackers.GithubSource]) -> trackers.GithubSource | None:
    """The source that reads this repository or Project, else the first."""
    said = words.strip().casefold()
    every = f"{said.partition('/')[0]}/*"
    for source in sources:
        names = {name.casefold() for name in listed(source.repo)} | {f"project/{source.project}".casefold()}
        if names & {said, every}:
            return source
    return sources[0] if sources else None


def configured(found: Found) -> tuple[Spec, ...]:
    """All of `sources:`. Raises ConfigError, and UsageError where there are none."""
    specs: list[Spec] = []
    for place, source in enumerate(found.config.sources):
        given = [name for name in ("files", "jira", "github") if getattr(source, name)]
        if len(given) != 1:
            hint = "write one entry each"
            raise ConfigError([found.mistake(("sources", place), "a source is files, jira or github", hint)])
        if tracker := source.jira or source.github:
            specs.append(tracker)
        for pattern in listed(source.files):
            paths = sorted(found.folder.glob(pattern)) if not Path(pattern).is_absolute() else [Path(pattern)]
            if not paths:
                raise ConfigError([found.mistake(("sources", place, "files"), f"no file matches {pattern!r}")])
            specs += [str(path) for path in paths]
    if not specs:
        raise UsageError(
            "there is nothing to read",
            "name an export or a tracker: `outcome-lint check export.csv`, `jira:ABC`, `github:owner/repo`, "
            "`-` for standard input, or `--demo`",
        )
    return tuple(specs)
