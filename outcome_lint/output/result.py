"""The versioned envelope around the findings that the machine formats share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct, json

from outcome_lint import __version__
from outcome_lint.model import Abstention, Exemption, Finding, Gate, Note, Problem, Run, Scorecard

SCHEMA: Literal["outcome-lint/result-1"] = "outcome-lint/result-1"


class Summary(Struct, frozen=True, kw_only=True):
    """All of a run but its findings. `scorecard` is null when the scan is incomplete."""

    schema: Literal["outcome-lint/result-1"]
    version: str
    complete: bool
    profile: str
    generated: str
    items: int
    gate: Gate
    scorecard: Scorecard | None
    by_rule: dict[str, int]
    by_severity: dict[str, int]
    abstentions: tuple[Abstention, ...]
    ignored: tuple[Exemption, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]


class Result(Summary, frozen=True, kw_only=True):
    """One run of outcome-lint as a document: the figures first, then the findings."""

    findings: tuple[Finding, ...]


def summary(run: Run) -> Summary:
    """The envelope; an incomplete scan has no ratio, whatever the run carries."""
    return Summary(
        schema=SCHEMA,
        version=__version__,
        complete=run.complete,
        profile=run.profile,
        generated=run.generated,
        items=run.items,
        gate=run.gate,
        scorecard=run.scorecard if run.complete else None,
        by_rule=run.by_rule,
        by_severity=run.by_severity,
        abstentions=run.abstentions,
        ignored=run.ignored,
        problems=run.problems,
        notes=run.notes,
    )


_LISTS = frozenset({"abstentions", "ignored", "problems", "notes"})


def members(envelope: Summary) -> Iterator[str]:
    """The envelope's members as JSON text, one a line and one list entry a line, so that two reports can be diffed."""
    for name in envelope.__struct_fields__:
        value = getattr(envelope, name)
        text = _rows(value) if name in _LISTS else json.encode(value).decode()
        yield f'"{name}": {text}'


def _rows(values: Iterable[object]) -> str:
    rows = ",\n".join(json.encode(value).decode() for value in values)
    return f"[\n{rows}\n]" if rows else "[]"
