"""A date alone says by when and not what: "by December", "Q3 2026", "antes del 1 de julio"."""

from __future__ import annotations

import re
from typing import Final

_DATE_WORDS: Final = frozenset(
    "by in until till before after end of due eta target the mid early late start beginning year quarter sprint week pi"
    " st nd rd th on bis ende anfang mitte ab am im zum vor fin avant le au début du de del antes el fines para até"
    " final entro fine prima voor eind od do przed koniec końca decision deadline".split()
)
_WHEN: Final = re.compile(
    r"\d{1,4}(?:st|nd|rd|th)?|q[1-4]|[1-4]q|h[12]|(?:fy|cy|kw)\d*|eo[yqm]|eof?y|jan(?:uary?|vier|uar|uari|eiro)?"
    r"|ene(?:ro)?|gen(?:naio)?|feb(?:ruary|ruar|ruari|rero|braio)?|fév(?:rier)?|fev(?:ereiro)?|mar(?:ch|s|zo|ço|ca|zec)?"
    r"|märz|maart|a[pv]r(?:il|ile)?|abr(?:il)?|ma[iy]|mayo|maio|maggio|mei|jun(?:[ei]|io|ho)?|juin|giugno"
    r"|jul(?:[yi]|io|ho)?|juillet|luglio|aug(?:ust|ustus)?|août|ago(?:sto)?|se[pt]|sept|sept?i?embre|setembro|settembre"
    r"|september|o[ck]t|o[ck]tober|octubre|octobre|ottobre|outubro|nov|november|novembre|noviembre|novembro|de[cz]|déc"
    r"|de[cz]ember|décembre|dicembre|diciembre|dezembro|spring|summer|autumn|winter"
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
