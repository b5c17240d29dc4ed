"""Phrases that say nothing, of every language at once: a segment is too short to tell its language first."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from .lexicon import FOLDER, sections

Words = tuple[str, ...]
HEADS: Final = ("promise", "pointer", "refusal", "pointer_look", "prompt", "prompt_sure")
SETS: Final = ("pointer_noun", "meta", "frame", "filler", "label", "mandate", "mandate_by")
TAILS: Final = ("promise_tail", "refusal_tail")


class Phrases(NamedTuple):
    """Whole segments, openings and endings, the words of templates, and the words without which none can match."""

    whole: frozenset[str]
    heads: dict[str, list[tuple[Words, str]]]
    tails: dict[str, list[tuple[Words, str]]]
    nouns: frozenset[str]
    meta: frozenset[str]
    frame: frozenset[str]
    filler: frozenset[str]
    label: frozenset[str]
    inside: tuple[tuple[str, str], ...]
    triggers: frozenset[str]
    about: frozenset[str]
    mandate: frozenset[str]
    mandate_by: frozenset[str]


@cache
def phrases() -> Phrases:
    """Everything, read once."""
    whole: set[str] = set()
    heads: dict[str, list[tuple[Words, str]]] = {}
    tails: dict[str, list[tuple[Words, str]]] = {}
    words: dict[str, set[str]] = {name: set() for name in SETS}
    inside: list[tuple[str, str]] = []
    triggers: set[str] = set()
    for path in sorted(FOLDER.glob("*.txt")):
        found = sections(path.stem)
        whole.update(found.get("void", ()))
        for kind in HEADS:
            for phrase in found.get(kind, ()):
                parts = tuple(phrase.split())
                heads.setdefault(parts[0], []).append((parts, kind))
                triggers.add(_rarest(parts))
        for kind in TAILS:
            for phrase in found.get(kind, ()):
                parts = tuple(phrase.split())
                tails.setdefault(parts[-1], []).append((parts, kind.removesuffix("_tail")))
                triggers.add(_rarest(parts))
        for name, entries in words.items():
            entries.update(found.get(name, ()))
        inside += [
            (phrase, kind)
            for kind in ("promise", "pointer", "refusal", "prompt")
            for phrase in found.get(f"{kind}_in", ())
        ]
    for options in (*heads.values(), *tails.values()):
        options.sort(key=lambda option: -len(option[0]))
    return Phrases(
        frozenset(whole),
        heads,
        tails,
        frozenset(words["pointer_noun"]),
        frozenset(words["meta"]),
        frozenset(words["frame"]),
        frozenset(words["filler"]),
        frozenset(words["label"]),
        tuple(inside),
        frozenset(triggers | words["filler"] | words["mandate"]),
        frozenset(words["pointer_noun"] | words["meta"] | words["frame"] | words["label"]),
        frozenset(words["mandate"]),
        frozenset(words["mandate_by"]),
    )


# Words that ordinary prose is full of: a phrase is looked for by its other words.
_PLAIN: Final = frozenset(
    "a an the is are be been being it it's this that we you i will to in on of for and or with from by as at not no can"
    " could should must has have had do does don t s ll yet still all so need needs".split()
)


def _rarest(parts: Words) -> str:
    """The word of a phrase that is least likely to stand in ordinary prose."""
    return max([word for word in parts if word not in _PLAIN] or parts, key=len)
