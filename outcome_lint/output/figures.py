"""The words and numbers that every format shares: no percentage without its counts, and `n/a` for none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import floor
from typing import NamedTuple

from outcome_lint import scorecard
from outcome_lint.model import Abstention, Coverage, Exemption, Gate, Note, Ratio, Run, Scorecard, Severity

NAME = "Feature Factory Ratio"
CAUTION = scorecard.CAUTION
NOT_JUDGED, SET_ASIDE, NOT_READ, NOTES, ASK_NEXT = "Did not judge", "Set aside", "Could not read", "Notes", "Ask next"
LEGEND = "█ missing ▓ placeholder ░ stated"
TOO_SMALL = "too small to compare"
NO_RATIO = "No ratio: the scan is incomplete"
NO_RATIO_WHY = (
    "Part of the data could not be read, and a ratio of the rest could flatter or accuse wrongly. Mend what is named "
    "under “Could not read” and scan again; the findings shown hold for the items that were read."
)
HEADLINES = 5
ALL = 100.0
COVERAGE_NAMES = {
    "outcome": "outcome stated",
    "owner": "owner named",
    "okr": "tied to an OKR",
    "measured": "measurable",
    "reflected": "reflected on",
}
SHORT_NAMES = {"okr": "OKR"}
MARKS = {Severity.ERROR: "✗", Severity.WARNING: "▲", Severity.INFO: "●"}


def percent(value: float | None) -> str:
    """`37.5 %`; never `0.0 %` for some nor `100.0 %` for not all."""
    if value is None:
        return "n/a"
    shown = f"{floor(value * 10 + 0.5) / 10:.1f}"
    if shown == "0.0" and value:
        return "< 0.1 %"
    if shown == "100.0" and value < ALL:
        return "> 99.9 %"
    return f"{shown} %"


def count(number: int) -> str:
    """`12,345`."""
    return f"{number:,}"


def many(number: int, noun: str) -> str:
    """`1 item`, `2 items`."""
    return f"{count(number)} {noun}{'' if number == 1 else 's'}"


def some_of(part: int, whole: int) -> str:
    """`12 of 32`."""
    return f"{count(part)} of {count(whole)}"


def without(ratio: Ratio) -> str:
    """`12 of 32 items state no anticipated outcome (8 missing, 4 placeholder)`: the counts behind the headline."""
    if not ratio.total:
        return "no item whose anticipated outcome could be judged"
    kinds = tally({"missing": ratio.missing, "placeholder": ratio.placeholder})
    verb = "states" if ratio.without == 1 else "state"
    claim = f"{some_of(ratio.without, ratio.total)} items {verb} no anticipated outcome"
    return f"{claim} ({kinds})" if kinds else claim


def headline(ratio: Ratio) -> str:
    """The ratio on one line with its counts."""
    return f"{percent(ratio.percent)} · {without(ratio)}"


def tally(counts: Mapping[str, int]) -> str:
    """`8 missing, 4 placeholder`, leaving out what there is none of."""
    return ", ".join(f"{count(number)} {name}" for name, number in counts.items() if number)


def not_counted(ratio: Ratio) -> str:
    """What stands beside the ratio and is in neither of its counts, with the reasons; empty if nothing does."""
    parts = []
    if ratio.unknown:
        parts.append(f"{count(ratio.unknown)} unknown, as the source did not tell us their outcome")
    if ratio.excluded:
        parts.append(f"{count(sum(ratio.excluded.values()))} out of scope ({tally(ratio.excluded)})")
    return f"Not counted: {'; '.join(parts)}." if parts else ""


def meaning(ratio: Ratio) -> str:
    """The headline in one sentence of plain words, without praise or blame."""
    if not ratio.total:
        return "There is nothing to say a ratio of yet."
    if not ratio.without:
        return "Every item that could be judged says what it hopes to change. Is it still what you hope for?"
    if ratio.without == ratio.total:
        return "Not one item says yet what it is meant to change: a starting point, and a good first conversation."
    some = "it is" if ratio.without == 1 else "they are"
    items = "one of these items" if ratio.without == 1 else f"{count(ratio.without)} of these items"
    return f"For {items} nobody can tell from the tracker what {some} meant to change, or for whom."


def after_exceptions(ratio: Ratio) -> str:
    """The figure without ignored and baselined findings, always beside the headline and never instead of it."""
    counts = some_of(ratio.without, ratio.total)
    return f"After exceptions: {percent(ratio.percent)} · {counts}, without what was ignored or baselined."


def coverages(scorecard: Scorecard) -> list[tuple[str, Coverage]]:
    """At most five headline figures, by the name people read."""
    return [(COVERAGE_NAMES.get(name, name), value) for name, value in scorecard.coverage.items()][:HEADLINES]


def covered(coverage: Coverage) -> str:
    """`20 of 32 · 3 unknown`."""
    known = some_of(coverage.covered, coverage.total) if coverage.total else ""
    unknown = f"{count(coverage.unknown)} unknown" if coverage.unknown else ""
    return " · ".join(part for part in (known, unknown) if part)


def cells(value: float | None, width: int) -> int:
    """How many of `width` cells of a bar are filled: some for any, not all for not all."""
    if not value:
        return 0
    if value >= ALL:
        return width
    return max(1, min(width - 1, round(value * width / ALL)))


def stacked(ratio: Ratio, width: int) -> tuple[int, int, int]:
    """How many of `width` cells of a bar are missing, placeholder and stated."""
    both = cells(ratio.percent, width)
    missing = cells(ratio.missing / (ratio.without or 1) * ALL, both) if both > 1 else both
    return missing, both - missing, width - both


def verdict(gate: Gate) -> str:
    """Whether the run holds, and what it was measured against."""
    outcome = "Gate passed" if gate.passed else "Gate not passed"
    terms = "never fails on findings" if gate.fail_on == "never" else f"fails on {gate.fail_on}"
    limit = "" if gate.max_ffr is None else f", ratio at most {percent(gate.max_ffr)}"
    return f"{outcome}: {terms}{limit}"


def scanned(run: Run) -> str:
    """What was read, under which profile, and when."""
    part = "" if run.complete else " · incomplete scan"
    return f"{many(run.items, 'item')}{part} · profile {run.profile} · {moment(run.generated)}"


def moment(when: str) -> str:
    """A RFC 3339 time to the minute: `2026-11-21 09:30 +01:00`."""
    day, _, clock = when.partition("T")
    offset = when[19:].lstrip(".0123456789")
    return f"{day} {clock[:5]} {'UTC' if offset in ('Z', '+00:00') else offset}".strip()


def totals(run: Run) -> str:
    """`15 findings: 5 errors, 7 warnings, 3 info`."""
    total = sum(run.by_severity.values())
    return f"{many(total, 'finding')}: {severities(run.by_severity)}" if total else "no findings"


def severities(counts: Mapping[str, int]) -> str:
    """`7 errors, 3 warnings, 1 info`, worst first."""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning"}
    present = [(severity, counts[severity]) for severity in Severity if counts.get(severity)]
    return ", ".join(many(n, words[kind]) if kind in words else f"{count(n)} info" for kind, n in present)


def set_aside(ignored: Sequence[Exemption]) -> str:
    """`2 ignored by config, 1 baselined`, and that it does not change the ratio."""
    ways = {"config": "ignored by config", "label": "ignored by label", "baseline": "baselined"}
    found = Counter(ways[exempt.via] for exempt in ignored)
    return f"{tally(found)}. Their items still count in the ratio."


def exemption(exempt: Exemption) -> str:
    """Why a finding was set aside, by whom and until when."""
    parts = [f"by {exempt.via}", exempt.reason]
    parts += [f"owner {exempt.owner}"] if exempt.owner else []
    parts += [f"until {exempt.expires}"] if exempt.expires else []
    return " · ".join(part for part in parts if part)


def questions(run: Run, asked: Mapping[str, str]) -> list[tuple[str, str]]:
    """The one or two questions of the most frequent findings, each with what it is asked about."""
    most = sorted(run.by_rule.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(asked[rule], f"{rule}, {many(number, 'finding')}") for rule, number in most if asked.get(rule)][:2]


def group_name(name: str | None, by: str) -> str:
    """What stands over a group of findings."""
    return "All items" if by == "item" else name or f"no {by}"


def in_items(by_severity: Mapping[str, int], items: int) -> str:
    """`3 errors, 1 info in 2 items`."""
    return f"{severities(by_severity)} in {many(items, 'item')}"


def hidden(number: int, noun: str = "item") -> str:
    """How to see what is not shown."""
    return f"… {many(number, f'more {noun}')} (--limit 0 shows all)"


def nothing_found(run: Run) -> str:
    """What stands where the findings would."""
    return f"No findings in {many(run.items, 'item')}." if run.items else "No work items in scope."


class Silence(NamedTuple):
    """Rules that kept silent on the same items for the same reason."""

    rules: str
    gap: Abstention


def silences(abstentions: Iterable[Abstention]) -> list[Silence]:
    """The abstentions, those told together that tell the same: one unreadable item silences many rules."""
    alike: dict[tuple[str, int, tuple[str, ...]], list[Abstention]] = {}
    for gap in abstentions:
        alike.setdefault((gap.reason, gap.count, gap.items), []).append(gap)
    return [
        Silence(first.rule + (f" and {many(len(others), 'more rule')}" if others else ""), first)
        for first, *others in alike.values()
    ]


def since(run: Run) -> list[str]:
    """What has changed since the baseline, as sentences; empty without one."""
    then = run.since
    if then is None:
        return []
    lines = []
    if then.ffr is not None and run.scorecard is not None:
        lines.append(f"{NAME}: {_share(then.ffr)} then, {_share(run.scorecard.ffr)} now")
    gone = then.entries - then.still
    if then.entries:
        verb = "is" if gone == 1 else "are"
        lines.append(f"{count(gone)} of its {many(then.entries, 'finding')} {verb} found no more")
    lines.append(f"{many(len(run.findings), 'finding')} {'is' if len(run.findings) == 1 else 'are'} not in it")
    return lines


def _share(ratio: Ratio) -> str:
    return f"{percent(ratio.percent)} ({some_of(ratio.without, ratio.total)})" if ratio.total else "n/a"


def abstained(gap: Abstention) -> str:
    """`5 items, since …`: a silence is counted like a finding."""
    return f"{many(gap.count, 'item')}; {gap.reason}"


def some_keys(gap: Abstention) -> str:
    """The first few items of an abstention."""
    more = ", …" if gap.count > len(gap.items) else ""
    return f"({', '.join(gap.items)}{more})" if gap.items else ""


def notes(run: Run, *, verbose: bool) -> list[Note]:
    """All notes for who wants them, otherwise the warnings."""
    return [note for note in run.notes if verbose or note.level == "warning"]
