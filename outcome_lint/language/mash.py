"""Keyboard mash: `asdf`, `lkjhg`, `aaaaaa`, `xyzxyz`, and words that no mouth can say."""

from __future__ import annotations

import itertools
import re
from typing import Final

_ROWS: Final = (
    "qwertyuiop",
    "asdfghjklö",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "1234567890",
)
_NEIGHBOURS: Final = frozenset(
    pair for row in _ROWS for left, right in itertools.pairwise(row) for pair in (left + right, right + left)
)
# Words that happen to be written by neighbouring keys.
_WORDS: Final = frozenset("were tree trees power rewrite saas pop poop fed were we're wert reef refs property".split())
_REPEAT: Final = re.compile(r"(.{1,4}?)\1{2,}.{0,3}")
# Four consonants in a row, and a pair that no language of ours writes.
_CRAMPED: Final = re.compile(r"[bcdfghjklmnpqrstvwxz]{4}")
_ODD: Final = re.compile(
    r"[sdfgkl]j|j[dfgks]|[dfjk]h|hj|jk|(?<!c)hk|[fk]g|q[^u]|[dfg]x|x[dfgjk]|v[bcdfgkx]|[bcx]v|z[xcvq]|[wx]z"
)
_VOWELS: Final = frozenset("aeiouyäöüéèáíóúàâêô")


def is_mash(words: list[str]) -> bool:
    """Every one of at most four words was hammered; `words` are in canonical form, without digits alone."""
    return 0 < len(words) <= 4 and all(map(_hammered, words))


def _hammered(word: str) -> bool:
    size = len(word)
    if size < 3 or size > 60 or word in _WORDS or not word.isascii():
        return size <= 60 and size > 4 and len(set(word)) == 1
    pairs = [word[place : place + 2] for place in range(size - 1)]
    close = sum(pair in _NEIGHBOURS or pair[0] == pair[1] for pair in pairs)
    if size >= 4 and close >= 0.75 * len(pairs):
        return True
    if size == 3 and close == 2 and not _VOWELS & set(word):
        return True
    if size >= 5 and word.isalpha() and not _VOWELS & set(word):
        return True
    if size >= 6 and _CRAMPED.search(word) and _ODD.search(word):
        return True
    return size >= 5 and bool(_REPEAT.fullmatch(word))
