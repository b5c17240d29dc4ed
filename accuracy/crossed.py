"""The worked-on part with whole families held out in turn: what the learned parts say of styles they were not shown."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from unittest.mock import patch

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import score  # noqa: E402
import train  # noqa: E402

from outcome_lint.language import anatomy, learned, placeholders, silence  # noqa: E402

FOLDS = 10


def crossed(folds: int = FOLDS) -> tuple[dict[str, score.Sums], int]:
    """The confusion of every label, each text judged by weights that were learned without its family."""
    part, short = train.examples(), train.silences()
    families = sorted({family for _, _, family in part})
    counts: Counter[tuple[str, bool, bool]] = Counter()
    total = 0
    for turn in range(folds):
        out = set(families[turn::folds])
        table = packed([one for one in part if one[2] not in out])
        voices = silent([one for one in short if one[2] not in out])
        forget()
        with (
            patch.object(learned, "weights", lambda table=table: table),
            patch.object(silence, "weights", lambda voices=voices: voices),
        ):
            for line in score.lines("work"):
                if line["family"] in out:
                    total += 1
                    guess = score.predicted(anatomy(line["text"], line["title"]))
                    counts.update((label, guess[label], bool(line["labels"].get(label))) for label in score.LABELS)
    forget()
    return score.summed(counts), total


def forget() -> None:
    """Drops what was remembered of other weights."""
    for memo in (placeholders._short, silence.telling, silence.asking, learned.of_shape):
        memo.cache_clear()


def packed(part: list[train.Example]) -> dict[str, int]:
    """Weights as `learned.weights` holds them."""
    names = train.kept(part)
    tables = [train.learn(part, label, names) for label in learned.LABELS]
    return {name: learned.pack([round(100 * table[name]) for table in tables]) for name in (*names, learned.BIAS)}


def silent(part: list[train.Example]) -> dict[str, int]:
    """Weights as `silence.weights` holds them."""
    table = train.learn(part, "placeholder", train.kept(part, train.SILENCE_LEAST), train.SILENCE_COST)
    return {name: round(weight * 100) for name, weight in table.items()}
