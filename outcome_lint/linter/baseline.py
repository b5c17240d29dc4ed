"""The baseline file: what stood at the start, rule by item, so that only what is new fails."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from outcome_lint.errors import ConfigError, Mistake
from outcome_lint.model import Exemption, Ratio, Since

SCHEMA: Literal["outcome-lint/baseline-1"] = "outcome-lint/baseline-1"


class Entry(Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """One rule set aside for one item; a swap of items can't hide behind a count."""

    rule: str
    item: str


class Baseline(Struct, frozen=True, forbid_unknown_fields=True, rename={"rows": "entries"}):
    """The file. `ffr` is the headline ratio of the day it was made, for the ratchet."""

    schema: Literal["outcome-lint/baseline-1"]
    created: str
    ffr: Ratio | None
    rows: tuple[Entry, ...]

    @property
    def entries(self) -> Iterable[tuple[str, str]]:
        """(rule name, item key) pairs."""
        return ((entry.rule, entry.item) for entry in self.rows)


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises ConfigError."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Baseline)
    except OSError as error:
        mistake = Mistake(
            str(path), 0, 0, f"the baseline can't be read: {error.strerror}", "make one: `outcome-lint baseline create`"
        )
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        mistake = Mistake(str(path), 0, 0, f"not a baseline: {error}", "make a new one: `outcome-lint baseline create`")
    raise ConfigError([mistake])


def compared(baseline: Baseline, ignored: Iterable[Exemption], active: Container[str]) -> Since:
    """What a whole, complete run still found of the baseline; entries of rules that are not `active` are left out."""
    entries = sum(1 for rule, _ in set(baseline.entries) if rule in active)
    still = len({(exempt.rule, exempt.item) for exempt in ignored if exempt.via == "baseline"})
    return Since(baseline.created, baseline.ffr, entries, still)


def baseline_lines(baseline: Baseline) -> Iterator[str]:
    """The file's text: one entry a line, sorted, so that it reads well in a diff."""
    created, ratio = (msgspec.json.encode(value).decode() for value in (baseline.created, baseline.ffr))
    yield f'{{"schema": "{SCHEMA}", "created": {created},\n "ffr": {ratio},\n "entries": [\n'
    yield ",\n".join(msgspec.json.encode(entry).decode() for entry in sorted(set(baseline.rows)))
    yield "\n]}\n"
