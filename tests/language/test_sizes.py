"""Time grows with the length of the text and no faster: 1 MB of the worst is read in seconds."""

import time

import pytest

from outcome_lint.language import anatomy

HOSTILE = {
    "letters": "a",
    "spaces": " ",
    "lines": "\n",
    "dots": ".",
    "stops": ". ",
    "brackets": "[",
    "braces": "{{",
    "angles": "<",
    "bars": "| ",
    "underscores": "_",
    "digits": "1",
    "dates": "2026-",
    "numbers": "1.",
    "hyphens": "a-",
    "quotes": "a'",
    "from": "from 1 to ",
    "phrases": "so that in order to ",
    "no": "no ",
    "by": "by the end of ",
    "comments": "<!-- ",
    "links": "[a](",
    "questions": "what? ",
    "kanji": "顧客",
    "kana": "のため",
    "kanji alone": "減",
    "years": "2027年",
    "points": "減年内に",
    "compounds": "und der " + "a" * 70 + " ",
    "months": "1. März ",
    "elisions": "l'",
    "dotless": "İ",
    "words": "customers wait less than 3 days ",
}
PARTS = (
    "placeholder",
    "output_only",
    "restates_title",
    "unmeasured",
    "nobody",
    "undated",
    "hollow",
    "delivery_only",
    "effect",
    "deliverable",
    "beneficiary",
    "measure",
    "baseline",
    "target",
    "timeframe",
    "impact",
    "business",
)


def seconds(text: str) -> float:
    start = time.process_time()
    found = anatomy(text, "A title of some words")
    for part in PARTS:
        getattr(found, part)
    return time.process_time() - start


@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte(name: str):
    unit = HOSTILE[name]
    seconds(unit * 10)
    small = seconds(unit * (100_000 // len(unit)))
    large = seconds(unit * (1_000_000 // len(unit)))
    assert large < 25 * small + 1.0
