"""Which languages a text is written in: by its small words, Japanese by its script. English is always looked up too."""

from __future__ import annotations

import re
from typing import Final

_SMALL: Final = {
    "de": "der die das und ist nicht ein eine einen einem einer mit für von zu auf werden wird den dem des im bis zur zum sich als"
    " auch bei nach keine kein oder aus wir sind ohne können haben damit statt weniger mehr alle über pro je ab wenn dass niemand",
    "fr": "le la les des une est pour dans sur avec par qui que ne pas du et au aux de en ce sont plus moins leur leurs sans chaque"
    " aucun d'ici avant cette nous ou à l'application",
    "es": "el los las una para con por que del se y en de su sus no es más menos sin al son hasta antes lo pueden desde nadie",
    "pt": "o os as um uma para com por que do da dos das não em e ao de é são mais menos sem até no na nos nas cada pelo seu podem",
    "it": "il gli una per con che di del della non e in le i la da al dei sono più meno senza entro nel alla si possono tutti",
    "nl": "de het een van voor en met niet op zijn worden wordt door geen binnen kunnen naar bij minder meer zonder hun te dan is",
    "pl": "w na z do się nie jest dla przez od i że lub oraz po zamiast bez każdy nowego o aby mogą są",
}
# Small words that English has too: they tell nothing on their own.
_SHARED: Final = frozenset("die in no on as do a i an am is me to per we one and was not on by son plus van has had so it of en au".split())
_OF: Final = {language: frozenset(words.split()) - _SHARED for language, words in _SMALL.items()}
_ANY: Final = frozenset().union(*_OF.values())
_ENGLISH: Final = frozenset(
    "the of to and for in is are with that we be by on from it this an as our will not or at their they have can has so".split()
)
_SPACE: Final = re.compile(r"[^\w'’]+")
_CJK: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def languages(text: str) -> tuple[str, ...]:
    """English, and the one other language that the text looks like, if any."""
    low = text[:2000].lower()
    words = set(_SPACE.split(low))
    if low.isascii():
        if _ANY.isdisjoint(words):
            return ("en",)
    elif _CJK.search(low):
        return ("en", "ja")
    best, hits = max(((language, len(small & words)) for language, small in _OF.items()), key=lambda pair: pair[1])
    english = len(_ENGLISH & words)
    if hits and (hits > english or (hits > 1 and hits * 2 >= english)):
        return ("en", best)
    return ("en",)
