"""Whether a run holds against what was asked of it."""

from __future__ import annotations

from typing import Literal

from outcome_lint.model import Gate, Ratio, Severity

FailOn = Literal["error", "warning", "info", "never"]


def evaluate(  # noqa: PLR0913 - one argument a question that a gate may ask
    fail_on: FailOn,
    by_severity: dict[str, int],
    ffr: Ratio | None,
    max_ffr: float | None,
    ratchet: Ratio | None,
    *,
    allow_empty: bool = False,
) -> Gate:
    """The gate of a run; `ffr` is None for an incomplete scan, `ratchet` the ratio that must not get worse.

    What could not be judged does not pass: not half a scan, not an empty one, and no limit for an unknown ratio.
    """
    reasons = []
    if fail_on != "never":
        limit = Severity(fail_on).rank
        found = {name: by_severity.get(name, 0) for name in Severity if name.rank <= limit}
        if any(found.values()):
            reasons.append(", ".join(f"{count:,} {_plural(name, count)}" for name, count in found.items() if count))
    if ffr is None:
        reasons.append("the data is incomplete")
    elif ffr.percent is None and not ffr.unknown:
        reasons += [] if allow_empty else ["nothing is in scope"]
    elif ffr.percent is None:
        if max_ffr is not None or ratchet is not None:
            reasons.append("the Feature Factory Ratio is n/a, as no item's outcome is known")
    else:
        if max_ffr is not None and ffr.percent > max_ffr:
            reasons.append(f"the Feature Factory Ratio is {_share(ffr)}, above the limit of {max_ffr:g} %")
        if ratchet and ratchet.total and ffr.without * ratchet.total > ratchet.without * ffr.total:
            reasons.append(f"the Feature Factory Ratio rose to {_share(ffr)} from {_share(ratchet)} in the baseline")
    return Gate(fail_on, not reasons, tuple(reasons), max_ffr)


def _plural(name: str, count: int) -> str:
    return name if count == 1 or name == "info" else f"{name}s"


def _share(ratio: Ratio) -> str:
    return f"{ratio.percent:.1f} % ({ratio.without:,} of {ratio.total:,})"
