"""A date alone says by when and not what: "by December", "Q3 2026", "antes del 1 de julio"."""

from __future__ import annotations

import re
from typing import Final

_DATE_WORDS: Final = frozenset(
    "by in until till before after end of due eta target the mid early late start beginning year quarter sprint week pi"
    " st nd rd th on bis ende anfang mitte ab am im zum vor fin avant le au début du de del antes el fines para até"
    " final entro fine prima voor eind od do przed koniec".split()
)
_WHEN: Final = re.compile(
    r"\d{1,4}(?:st|nd|rd|th)?|q[1-4]|[1-4]q|h[12]|(?:fy|cy|kw)\d*|eo[yqm]|eof?y|jan(?:uary?|vier|uar)?|ene(?:ro)?|feb[a-zé]*"
    r"|fév\w*|mar(?:ch|s|zo|ço)?|märz|a[pv]r(?:il)?|abr(?:il)?|ma[iy]|mayo|maio|jun[eio]*|juin|jul[yio]*|juillet"
    r"|aug(?:ust)?|août|ago(?:sto)?|se[pt]t?\w*|o[ck]t[a-z]*|nov[a-z]*|de[cz][a-z]*|déc\w*|spring|summer|autumn|winter"
)


_YEAR: Final = re.compile(r"20[1-5]\d")
_PERIODS: Final = frozenset(("year", "quarter"))


def is_date(words: list[str]) -> bool:
    """A date and prepositions, nothing else; `words` in canonical form."""
    told = [word for word in words if word not in _DATE_WORDS]
    if any(not _WHEN.fullmatch(word) for word in told):
        return False
    if not told:
        return len(words) > 2 and not _PERIODS.isdisjoint(words)
    return any(not word.isdigit() or _YEAR.fullmatch(word) for word in told) or (len(told) == 3 and words[-3:] == told)
