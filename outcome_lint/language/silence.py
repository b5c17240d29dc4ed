"""Does a text talk about the field instead of filling it? Learned odds, for the wordings that no list foresees.

What the lists of phrases say of its segments is one sign among others: the words, how it opens and ends, and whether
words of change, of people and of making stand in it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Final

from . import dates, numbers
from .choose import ENGLISH
from .lexicon import lexicon
from .tokens import Tokens, normal, words_of
from .void import phrases

WEIGHTS: Final = Path(__file__).parent / "silence.txt"
BIAS: Final = "(always)"
# Words by which a text may be silent at all: below this weight a word proves nothing on its own.
_TELLING: Final = 25
# Hundredths that the words alone must reach for the other signs to be looked at.
_UNLIKELY: Final = -30
_SIZES: Final = ((2, "size:1"), (4, "size:2"), (7, "size:3"), (12, "size:4"), (24, "size:5"))
MOST: Final = 120


@cache
def weights() -> dict[str, int]:
    """Feature to weight in hundredths, so that sums don't depend on their order."""
    found: dict[str, int] = {}
    if WEIGHTS.exists():
        for line in WEIGHTS.read_text(encoding="utf-8").split("\n"):
            if line and line[:2] != "# ":
                name, _, weight = line.rpartition("\t")
                found[name] = int(weight)
    return found


@cache
def telling() -> frozenset[str]:
    """The words without which nobody asks for the odds."""
    return frozenset(
        name for name, weight in weights().items() if weight >= _TELLING and name.isalpha() and len(name) > 1
    )


@cache
def asking() -> frozenset[str]:
    """The words without which neither the odds nor a phrase can call a text silent."""
    return telling() | phrases().triggers


def wording(words: list[str]) -> set[str]:
    """The words and their pairs; a number is a number."""
    plain = ["#" if word.isdigit() else word for word in words]
    return {*plain, *map("{} {}".format, plain, plain[1:])}


def features(text: str, words: list[str], kinds: list[str], title: str = "") -> set[str]:
    """The signs in a text; `words` in canonical form, `kinds` how its segments say nothing, "" for none."""
    found = wording(words)
    plain = ["#" if word.isdigit() else word for word in words]
    found.update(
        ("^" + " ".join(plain[:1]), "^" + " ".join(plain[:2]), "$" + " ".join(plain[-1:]), "$" + " ".join(plain[-2:]))
    )
    found.update(["-" + word[-3:] for word in words])
    if len(words) == 1:
        found.add("=" + words[0][-3:])  # "clarity" is thin, not void
    found.add(next((name for most, name in _SIZES if len(words) < most), "size:6"))
    found |= _signs(text.strip())
    about = phrases().about
    content = [word for word in words if word not in _GRAMMAR and not word.isdigit()]
    form = sum(word in about for word in content)
    found.add(f"form:{form * 5 // len(content) if content else 5}")
    found.add(f"new:{min(6, len(content) - form)}")
    if title:
        said = len(set(normal(title).split()).difference(_GRAMMAR).intersection(content))
        found.update((f"title:{min(3, said)}", f"title/{4 * said // len(content) if content else 0}"))
    found.update("void:" + (kind or "-") for kind in set(kinds))
    return found | _classes(text, len(words))


_SENTENCE: Final = re.compile(r"[?!.。？！]+[\s)_*\"]+|\n+")


def _signs(text: str) -> set[str]:
    """Question marks, slots, boxes to tick, and the signs between which the text stands."""
    found = set()
    if "?" in text or "？" in text:
        asked = sum(map(text.count, "?？"))
        found.add("?")
        if text.rstrip(' *_")>').endswith(("?", "？")):
            found.add("?end")
            if asked > len(_SENTENCE.findall(text)):
                found.add("?all" if asked == 1 else "?all+")
    if any(sign in text for sign in ("[", "<", "{", "_", "…", "...")):
        found.add("slot")
    if "☐" in text or "[ ]" in text:
        found.add("box")
    if any(map(str.isdigit, text)):
        found.add("digit")
    found.update(way + sign for way, sign in (("^", text[:1]), ("$", text[-1:])) if not sign.isalnum())
    return found


def _classes(text: str, size: int) -> set[str]:
    """The classes of the words, alone and in pairs, and what is counted."""
    tokens = Tokens(text, words_of(lexicon(ENGLISH)))
    shape = "".join(tokens.letters)
    found = {"n:" + count.kind for count in numbers.counts(tokens, dates.ranges(tokens))}
    if shape.count("W") * 3 > 2 * size:
        found.add("strange")
    found.update("c:" + letter for letter in set(shape))
    found.update(["c:" + shape[at : at + 2] for at in range(len(shape) - 1)])
    found.update(("c:^" + shape[:1], "c:^" + shape[:2], "c:^" + shape[:3], "c:$" + shape[-1:]))
    return found


_GRAMMAR: Final = frozenset(
    "a an the of to in on for and or with by at from as is are be been being was were will it its this that"
    " these those their his her"
    " our your my we they you i us them into via per can could should shall would may might must has have had do"
    " does so if then than"
    " also new based using through within across between over under up out off not no all any some each both"
    " which who what when where"
    " how there here etc e g".split()
)


def odds(text: str, words: list[str], kinds: list[str], title: str = "") -> float:
    """The log odds that the text says nothing."""
    table = weights()
    worded = sum(map(table.get, wording(words), repeat(0)))
    if worded < _UNLIKELY and not all(kinds):
        return worded / 100  # no other sign makes up for it
    signs = features(text, words, kinds, title)
    return sum(map(table.get, signs, repeat(0)), table.get(BIAS, 0)) / 100
