"""Whether a run holds against what was asked of it."""

from __future__ import annotations

from typing import Literal

from outcome_lint.model import Gate, Ratio, Severity

FailOn = Literal["error", "warning", "info", "never"]


def evaluate(
    fail_on: FailOn, by_severity: dict[str, int], ffr: Ratio | None, max_ffr: float | None, ratchet: Ratio | None
) -> Gate:
    """The gate of a run; `ffr` is None for an incomplete scan, `ratchet` the ratio that must not get worse."""
    reasons = []
    if fail_on != "never":
        limit = Severity(fail_on).rank
        found = {name: by_severity.get(name, 0) for name in Severity if name.rank <= limit}
        if any(found.values()):
            reasons.append(", ".join(f"{count:,} {_plural(name, count)}" for name, count in found.items() if count))
    if ffr and ffr.percent is not None:
        if max_ffr is not None and ffr.percent > max_ffr:
            reasons.append(f"the Feature Factory Ratio is {_share(ffr)}, above the limit of {max_ffr:g} %")
        if ratchet and ratchet.total and ffr.without * ratchet.total > ratchet.without * ffr.total:
            reasons.append(f"the Feature Factory Ratio rose to {_share(ffr)} from {_share(ratchet)} in the baseline")
    return Gate(fail_on, not reasons, tuple(reasons), max_ffr)


def _plural(name: str, count: int) -> str:
    return name if count == 1 or name == "info" else f"{name}s"


def _share(ratio: Ratio) -> str:
    return f"{ratio.percent:.1f} % ({ratio.without:,} of {ratio.total:,})"
