"""One letter for what a word does in a sentence: the alphabet in which the learned part reads."""

from __future__ import annotations

from typing import Final

from .lexicon import BIT

# Kinds of tokens that no lexicon lists: a number, and the code of a quarter or a year.
DIGIT: Final = 1 << 58
CODE: Final = 1 << 57
# The first that applies. Order matters: `sales rep` is somebody before it is a quantity.
_CLASSES: Final = tuple(
    (letter, BIT[tag])
    for letter, tag in (
        ("U", "purpose"),
        ("C", "compare"),
        ("R", "role"),
        ("Q", "business"),
        ("P", "problem"),
        ("V", "move"),
        ("F", "effect_verb"),
        ("B", "build"),
        ("E", "enable"),
        ("X", "access"),
        ("A", "activity"),
        ("M", "metric"),
        ("S", "state"),
        ("D", "deliverable"),
        ("Y", "system"),
        ("B", "craft"),
        ("Z", "end"),
        ("T", "period"),
        ("T", "short"),
        ("O", "adopt"),
        ("N", "number"),
        ("K", "done"),
    )
)
_GRAMMAR: Final = {
    word: letter
    for letter, words in (
        ("G", "can could able may might"),
        ("I", "is are be been being was were am"),
        ("H", "to"),
        ("J", "for by"),
        (
            "L",
            "no not never without nobody none nothing cannot don't doesn't didn't isn't aren't won't can't don’t",
        ),
        ("&", "and or"),
        ("@", "we our us you your i they their them he his she her"),
        ("|", "who which that"),
    )
    for word in words.split()
}
_SIGNS: Final = (
    dict.fromkeys(".!?;\n。！？", ".")
    | dict.fromkeys(("→", "->", "=>", "⇒"), ">")
    | dict.fromkeys("%€$£¥", "%")
    | {":": ":", "：": ":", ",": ",", "、": ","}
)
_STOP: Final = BIT["stop"]
# Endings by which a word that we don't know tells what it is: somebody, an activity, a property.
_ENDINGS: Final = (
    "ers",
    "ors",
    "ists",
    "ants",
    "ees",
    "men",
    "mates",
    "ians",
    "ing",
    "ed",
    "ion",
    "ions",
    "ment",
    "ity",
    "ness",
    "ly",
    "er",
    "or",
    "s",
    "able",
    "ible",
    "ful",
    "less",
    "est",
)


def letter(word: str, lemma: str, mask: int) -> str:
    """The class of a word with these tags: nothing for bare grammar, `W` for a word that we don't know."""
    found = _GRAMMAR.get(word) or _SIGNS.get(word) or _GRAMMAR.get(lemma)
    if found:
        return found
    for name, bit in _CLASSES:
        if mask & bit:
            return name
    if mask & _STOP:
        return ""
    if mask & DIGIT:
        return "N"
    return "W" if lemma[:1].isalpha() else ""


def shape_of_unknown(word: str) -> str:
    """`~ers`, `~ing`: the ending of a word that no lexicon knows, nothing for signs."""
    if not word[0].isalpha():
        return ""
    return next(("~" + ending for ending in _ENDINGS if word.endswith(ending)), "~")
