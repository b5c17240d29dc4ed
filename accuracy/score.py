"""How often the language room agrees with people: precision, recall, F1 and confusion a label, with intervals.

`score.py` prints all parts; `--check` fails when an F1 of the worked-on part fell by more than two points against
`figures.json`; `--write` refreshes that file and `docs/accuracy-figures.md`; `--mistakes LABEL` lists them (work only).
The others are for figures only: nothing here ever prints one of their sentences. `unseen` is written as people write in
trackers, in every style; `hard` is an earlier one, made of what is easily misread.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import bodies  # noqa: E402
from shares import Sums, wilson  # noqa: E402

from outcome_lint.language import Anatomy, Placeholder, Verdict, anatomy  # noqa: E402
from outcome_lint.model import Confidence  # noqa: E402

LABELS = ("placeholder", "output_only", "restates_title", "measure", "beneficiary", "timeframe")
TARGETS = dict(zip(LABELS, (0.95, 0.80, 0.80, 0.90, 0.85, 0.92), strict=True))
PARTS, WITH_BODIES = ("work", "unseen", "hard"), ("work", "unseen")
FIGURES, TABLE = HERE / "figures.json", HERE.parent / "docs" / "accuracy-figures.md"
FALL = 0.02


def said(verdict: Verdict | Placeholder | None) -> bool:
    """A verdict counts from medium confidence on: that is what the default threshold shows a user."""
    return verdict is not None and verdict.confidence is not Confidence.LOW


def predicted(found: Anatomy) -> dict[str, bool]:
    """The six labels as the rules would report them; a placeholder is reported as nothing else."""
    void = said(found.placeholder)
    return {
        "placeholder": void,
        "output_only": not void and said(found.output_only),
        "restates_title": not void and said(found.restates_title),
        "measure": not void and not said(found.unmeasured),
        "beneficiary": not void and not said(found.nobody),
        "timeframe": not said(found.undated) and (found.placeholder is None or found.placeholder.kind == "date"),
    }


def lines(part: str) -> Iterator[dict[str, Any]]:
    """The labelled texts of a part: `work`, `unseen` or `hard`."""
    for path in sorted((HERE / "texts" / part).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def score(part: str) -> tuple[dict[str, Sums], int]:
    """The confusion of every label over a part."""
    counts: Counter[tuple[str, bool, bool]] = Counter()
    total = 0
    for line in lines(part):
        total += 1
        guess = predicted(anatomy(line["text"], line["title"]))
        counts.update((label, guess[label], bool(line["labels"].get(label))) for label in LABELS)
    return summed(counts), total


def summed(counts: Counter[tuple[str, bool, bool]]) -> dict[str, Sums]:
    """The confusion a label, from how often it was (label, guessed, true)."""
    return {
        label: Sums(*(counts[label, *pair] for pair in ((True, True), (True, False), (False, True), (False, False))))
        for label in LABELS
    }


def by_group(part: str, key: str) -> str:
    """Errors a label and group (`family`, `lang` or `size`): figures only, no sentence."""
    counts: dict[str, Counter[str]] = {}
    for line in lines(part):
        name = str(len(line["text"]) // 100 * 100) if key == "size" else str(line[key])
        row = counts.setdefault(name, Counter())
        row["n"] += 1
        guess = predicted(anatomy(line["text"], line["title"]))
        for label in LABELS:
            truth = bool(line["labels"].get(label))
            if guess[label] != truth:
                row[f"{label} {'+' if guess[label] else '-'}"] += 1
    out = [f"{part} by {key}: false alarms (+) and misses (-)"]
    for name, row in sorted(counts.items()):
        out.append(f"  {name} ({row.pop('n')}): " + ", ".join(f"{what}{count}" for what, count in sorted(row.items())))
    return "\n".join(out)


def macro(sums: dict[str, Sums]) -> float:
    """The mean F1."""
    return sum(one.f1 for one in sums.values()) / len(sums)


def shown(part: str, sums: dict[str, Sums], total: int) -> str:
    """A table for the terminal."""
    out = [
        f"{part}: {total} texts",
        f"{'label':<15} {'F1':>5} {'want':>5} {'precision':>20} {'recall':>20}   tp  fp  fn   tn",
    ]
    for label, one in sums.items():
        precise, recalled = wilson(one.tp, one.tp + one.fp), wilson(one.tp, one.tp + one.fn)
        out.append(
            f"{label:<15} {one.f1:5.3f} {TARGETS[label]:5.2f}"
            f" {one.precision:6.3f} ({precise[0]:.2f} to {precise[1]:.2f})"
            f" {one.recall:6.3f} ({recalled[0]:.2f} to {recalled[1]:.2f})"
            f" {one.tp:4} {one.fp:3} {one.fn:3} {one.tn:4}"
        )
    return "\n".join([*out, f"macro F1        {macro(sums):5.3f}  0.87", ""])


def as_markdown(parts: dict[str, tuple[dict[str, Sums], int]], found: dict[str, bodies.Figures]) -> str:
    """The table of the documentation."""
    out = ["<!-- Generated by accuracy/score.py --write; do not edit. -->"]
    for part, (sums, total) in parts.items():
        out += ["", f"### The {part} part: {total} texts", ""]
        out += ["| label | F1 | goal | precision (95 %) | recall (95 %) | right / false alarm / missed |"]
        out += ["|---|---|---|---|---|---|"]
        for label, one in sums.items():
            precise, recalled = wilson(one.tp, one.tp + one.fp), wilson(one.tp, one.tp + one.fn)
            out.append(
                f"| {label.replace('_', ' ')} | {one.f1:.2f} | {TARGETS[label]:.2f} "
                f"| {one.precision:.2f} ({precise[0]:.2f}–{precise[1]:.2f}) "
                f"| {one.recall:.2f} ({recalled[0]:.2f}–{recalled[1]:.2f}) | {one.tp} / {one.fp} / {one.fn} |"
            )
        out.append(f"| **mean** | **{macro(sums):.2f}** | 0.87 | | | |")
    out += ["", *bodies.as_markdown(found)]
    return "\n".join([*out, ""])


def fallen(sums: dict[str, Sums], found: bodies.Figures) -> list[str]:
    """What fell by more than two points since `figures.json` was written."""
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    before = figures["work"]
    return bodies.fallen(found, figures["bodies"]["work"], FALL) + [
        f"{label}: F1 {one.f1:.3f}, was {before[label]['f1']:.3f}"
        for label, one in sums.items()
        if one.f1 < before[label]["f1"] - FALL
    ]


def mistakes(label: str, family: str = "") -> None:
    """The worked-on texts that we read otherwise than people did."""
    for line in lines("work"):
        found = anatomy(line["text"], line["title"])
        guess, truth = predicted(found)[label], bool(line["labels"].get(label))
        if guess != truth and family in line["family"]:
            print(
                f"{'FALSE ALARM' if guess else 'MISSED':11} [{line['family']}/{line['lang']}] «{line['title']}» {line['text']!r}"  # noqa: E501
            )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail when the worked-on part fell")
    parser.add_argument("--write", action="store_true", help="refresh figures.json and the documentation's table")
    parser.add_argument("--work", action="store_true", help="the worked-on part only")
    parser.add_argument("--crossed", action="store_true", help="the worked-on part with its families held out, too")
    parser.add_argument("--mistakes", metavar="LABEL", choices=LABELS)
    parser.add_argument("--family", default="")
    parser.add_argument("--by", choices=("family", "lang", "size"), help="errors by group, figures only")
    options = parser.parse_args()
    if options.by:
        for part in PARTS[:1] if options.work else PARTS:
            print(by_group(part, options.by))
        return 0
    if options.mistakes:
        mistakes(options.mistakes, options.family)
        return 0
    parts = {part: score(part) for part in (PARTS[:1] if options.work or options.check else PARTS)}
    found = {part: bodies.score(part) for part in parts if part in WITH_BODIES}
    if options.write or options.crossed:
        from crossed import crossed

        parts["work, families held out"] = crossed()
    for part, (sums, total) in parts.items():
        print(shown(part, sums, total))
        if part in found:
            print(bodies.shown(part, found[part]))
    if options.write:
        FIGURES.write_text(
            json.dumps({part: {name: {"f1": round(one.f1, 4), **one._asdict()} for name, one in sums.items()}
                        for part, (sums, _) in parts.items()}
                       | {"bodies": {part: each.as_json() for part, each in found.items()}}, indent=1) + "\n", encoding="utf-8")  # fmt: skip  # noqa: E501
        TABLE.parent.mkdir(exist_ok=True)
        TABLE.write_text(as_markdown(parts, found), encoding="utf-8")
    if options.check:
        worse = fallen(parts["work"][0], found["work"])
        print("\n".join(worse) or "nothing fell by more than two points")
        return 1 if worse else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
