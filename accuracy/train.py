"""Learns the weights of the learned parts from the worked-on texts: logistic regression a label, no dependencies.

It writes `weights.txt` and `silence.txt` into `outcome_lint/language/`; `score.py --crossed` has figures for families
held out in turn. Same data, same weights: the order is fixed, nothing is drawn at random.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from outcome_lint.language import anatomy, leftover, normal, placeholders, silence  # noqa: E402
from outcome_lint.language.learned import BIAS, LABELS, WEIGHTS  # noqa: E402

Example = tuple[list[str], dict[str, bool], str]
LEAST, SILENCE_LEAST = 6, 5  # texts that a feature stands in
ROUNDS, TOLERANCE = 40, 1e-3
COST, SILENCE_COST = 0.012, 0.1  # the weight of one text against small weights
RARE = 0.25  # how much more a feature may tell that few texts have
SLIGHT, SILENCE_SLIGHT = 10, 14  # hundredths: what weighs less for every label is left out of the files
# How much a placeholder counts as one that names no output, nobody and no measure: some will be taken for content.
ASIDE = 0.05


def examples() -> list[Example]:
    """Features, labels and family of every worked-on text."""
    found = []
    for path in sorted((HERE / "texts" / "work").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                item: dict[str, Any] = json.loads(line)
                read = anatomy(item["text"], item["title"])
                found.append((sorted(read.features), item["labels"], item["family"]))
    return found


def silences() -> list[Example]:
    """The same for what says nothing, as long as it is short; other languages as they are read in English."""
    found = []
    for path in sorted((HERE / "texts" / "work").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                item: dict[str, Any] = json.loads(line)
                kinds, rest = placeholders.ways(leftover.answer(item["text"]))
                heard = placeholders.in_english(rest, item["title"])
                words = normal(heard).split()
                if 0 < len(words) <= silence.MOST:
                    title = item["title"] if heard is rest else ""
                    signs = silence.features(heard, words, kinds, title)
                    found.append((sorted(signs), item["labels"], item["family"]))
    return found


def kept(part: list[Example], least: int = LEAST) -> set[str]:
    """Features that stand in at least so many texts."""
    seen = Counter(feature for features, _, _ in part for feature in features)
    return {feature for feature, count in seen.items() if count >= least}


def learn(part: list[Example], label: str, names: set[str], cost: float = COST) -> dict[str, float]:
    """Logistic regression with an L2 penalty by dual coordinate descent (Yu, Huang, Lin 2011); `BIAS` always holds.

    Each text has a weight between 0 and its share of COST: how much it has to say, as far as it is on the wrong side.
    """
    weights: dict[str, float] = dict.fromkeys(names, 0.0) | {BIAS: 0.0}
    seen = Counter(name for features, _, _ in part for name in features)
    scale = {name: (seen[name] / len(part)) ** -RARE for name in names} | {BIAS: 1.0}
    rows = []
    for features, labels, _ in part:
        most = cost * (ASIDE if labels["placeholder"] and label != "placeholder" else 1.0)
        known = [(name, scale[name]) for name in features if name in names] + [(BIAS, 1.0)]
        rows.append([known, 1.0 if labels.get(label) else -1.0, most, most * 0.01, sum(s * s for _, s in known)])
    for features, side, _, say, _ in rows:
        for name, s in features:
            weights[name] += side * say * s
    for turn in range(ROUNDS):
        for at in range(len(rows)):
            row = rows[(at * 7919 + turn) % len(rows)]  # each once, no family in a row
            features, side, most, say, size = row
            margin = side * sum([weights[name] * s for name, s in features])
            told = settled(say, margin, size, most)
            step = side * (told - say)
            for name, s in features:
                weights[name] += step * s
            row[3] = told
    return {name: weight * scale[name] for name, weight in weights.items()}


def settled(say: float, margin: float, size: float, cost: float) -> float:
    """The best weight of one text, all others being equal: the zero of a rising function between 0 and `cost`."""
    low, high = 0.0, cost
    told = say
    for _ in range(12):
        slope = size * (told - say) + margin + math.log(told / (cost - told))
        if abs(slope) < TOLERANCE:
            break
        low, high = (told, high) if slope < 0 else (low, told)
        told -= slope / (size + cost / (told * (cost - told)))
        if not low < told < high:
            told = (low + high) / 2
    return min(max(told, cost * 1e-9), cost * (1 - 1e-9))


def write(part: list[Example]) -> None:
    """One feature a line with its weight for each label, in hundredths; features that weigh nothing are left out."""
    names = kept(part)
    learned = {label: learn(part, label, names) for label in LABELS}
    lines = [
        "# Generated by accuracy/train.py from accuracy/texts/work, in hundredths; do not edit.",
        "# feature\t" + "\t".join(LABELS),
    ]
    for name in sorted(names | {BIAS}):
        row = [round(100 * learned[label][name]) for label in LABELS]
        if max(map(abs, row)) >= SLIGHT:
            lines.append("\t".join([name.replace("\n", "\\n"), *map(str, row)]))
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 2} features, {WEIGHTS.stat().st_size / 1000:.0f} KB")


def write_silence(part: list[Example]) -> None:
    """The same for `silence.txt`, of one weight."""
    learned = learn(part, "placeholder", kept(part, SILENCE_LEAST), SILENCE_COST)
    lines = ["# Generated by accuracy/train.py from accuracy/texts/work, in hundredths; do not edit."]
    weights = {name: round(100 * weight) for name, weight in sorted(learned.items())}
    lines += [f"{name}\t{weight}" for name, weight in weights.items() if abs(weight) >= SILENCE_SLIGHT]
    silence.WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} features, {silence.WEIGHTS.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    write(examples())
    write_silence(silences())
