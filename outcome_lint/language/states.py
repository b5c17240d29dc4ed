"""End states and conditions: "zero outages", "no order is lost", "if a lift fails, riders know"."""

from __future__ import annotations

from typing import Final

from .lexicon import BIT
from .tokens import Tokens

METRIC, PROBLEM, ROLE, DELIVERABLE, SYSTEM = (
    BIT[tag] for tag in ("metric", "problem", "role", "deliverable", "system")
)


def near(tokens: Tokens, place: int, step: int) -> tuple[str, int]:
    """The word and the tags one step away, a line break beyond the ends."""
    other = place + step
    if 0 <= other < len(tokens):
        return tokens.words[other], tokens.tags[other]
    return "\n", 0


_WHEN: Final = frozenset(("if", "when", "once", "whenever", "given", "should", "after", "even"))
_WOULD: Final = frozenset(("we", "i", "would", "could", "might", "hypothesis"))


def conditional(tokens: Tokens) -> bool:
    """For "If a data centre burns, orders keep flowing": a sentence opens with a case and says what happens then."""
    words = tokens.words
    for place, word in enumerate(words):
        if word in _WHEN and (not place or words[place - 1] in ".!?;\n:-"):
            stop = next((at for at in range(place + 2, min(place + 22, len(words))) if words[at] == ","), 0)
            if stop and _WOULD.isdisjoint(words[place + 1 : stop + 6]):
                return True
    return False


def of_end(tokens: Tokens, place: int) -> str:
    """For "zero outages", "no order is lost", "all services run on": it opens a clause and is said of something."""
    word = tokens.words[place]
    before, _before_tags = near(tokens, place, -1)
    opens = before in "\n.:;,!?" or before in ("and", "that", "so", "und", "et", "y", "e")
    if opens and word in _NONE and not _HOLDS.isdisjoint(tokens.words[place + 2 : place + 7]):
        return "no_state"
    after, after_tags = near(tokens, place, 1)
    if word in ("zero", "null", "zéro", "cero"):
        return "zero"
    if word in (
        "none",
        "nobody",
        "never",
        "nothing",
        "niemand",
        "nie",
        "personne",
        "jamais",
        "nadie",
        "nunca",
        "ninguém",
    ):
        return ("o_" if opens else "") + "nothing_" + word[:3]
    if word in (
        "no",
        "kein",
        "keine",
        "keinen",
        "aucun",
        "aucune",
        "ningún",
        "ninguna",
        "nenhum",
        "nenhuma",
        "nessun",
        "nessuna",
    ):
        if after in ("longer", "more", "later", "idea"):
            return ""
        following = tokens.tags[place + 1 : place + 4]
        good = any(tag & (PROBLEM | METRIC | ROLE) for tag in following)
        return ("o_" if opens else "") + "no" + ("_bad" if good else "")
    if word in (
        "all",
        "every",
        "each",
        "any",
        "alle",
        "jede",
        "jeder",
        "jedes",
        "tous",
        "toutes",
        "chaque",
        "todos",
        "todas",
        "cada",
    ):
        kind = "role" if after_tags & ROLE else "thing" if after_tags & (DELIVERABLE | SYSTEM) else ""
        return ("o_" if opens else "") + "all_" + kind
    return ("o_" if opens else "") + "end"


# "No order is lost": nothing of the kind, and a state said of it.
_NONE: Final = frozenset(
    (
        "no",
        "none",
        "zero",
        "nobody",
        "kein",
        "keine",
        "aucun",
        "aucune",
        "ningún",
        "ninguna",
        "nenhum",
        "nenhuma",
        "nessun",
    )
)
_HOLDS: Final = frozenset(
    (
        "is",
        "are",
        "has",
        "have",
        "gets",
        "get",
        "waits",
        "leaves",
        "loses",
        "left",
        "fails",
        "misses",
        "ist",
        "sind",
        "wird",
        "est",
        "está",
        "é",
        "è",
    )
)
