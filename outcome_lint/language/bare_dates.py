"""A date alone says by when and not what: "by December", "Q3 2026", "antes del 1 de julio"."""

from __future__ import annotations

import re
from typing import Final

_DATE_WORDS: Final = frozenset(
    "by in until till before after end of due eta target the mid early late start beginning year quarter sprint week pi"
    " st nd rd th on bis ende anfang mitte ab am im zum vor fin avant le au début du de del antes el fines para até"
    " final entro fine prima voor eind od do przed koniec końca decision deadline latest roadmap timeline timeframe"
    " maybe perhaps probably possibly tentative tentatively planned earliest approx approximately ca circa around about"
    " roughly likely hopefully someday sometime vielleicht evtl eventuell voraussichtlich geplant ungefähr peut être"
    " probablement environ vers quizás quizá talvez vez tal provável probabilmente forse circa misschien może".split()
)
_WHEN: Final = re.compile(
    r"\d{1,4}(?:st|nd|rd|th)?|q[1-4]|[1-4]q|h[12]|(?:s?f?fy|cy|kw|gj|ej|sy|ay|wj)\d*|eo[yqm]|eof?y|jan(?:uary?|vier|uar|uari|eiro)?"
    r"|ene(?:ro)?|gen(?:naio)?|feb(?:ruary|ruar|ruari|rero|braio)?|fév(?:rier)?|fev(?:ereiro)?|mar(?:ch|s|zo|ço|ca|zec)?"
    r"|märz|maart|a[pv]r(?:il|ile)?|abr(?:il)?|ma[iy]|mayo|maio|maggio|mei|jun(?:[ei]|io|ho)?|juin|giugno"
    r"|jul(?:[yi]|io|ho)?|juillet|luglio|aug(?:ust|ustus)?|août|ago(?:sto)?|se[pt]|sept|sept?i?embre|setembro|settembre"
    r"|september|o[ck]t|o[ck]tober|octubre|octobre|ottobre|outubro|nov|november|novembre|noviembre|novembro|de[cz]|déc"
    r"|de[cz]ember|décembre|dicembre|diciembre|dezembro|spring|summer|autumn|winter"
)


_HEADS: Final = frozenset(("sprint", "pi", "iteration", "increment", "week", "woche", "semaine", "semana"))
_NEAR: Final = frozenset(
    "this next coming upcoming nächstes nächster nächsten dieses diesen prochain ce cet próximo este prossimo volgend"
    " dit".split()
)
_NAMED: Final = frozenset(
    "year quarter month sprint pi iteration half spring summer autumn fall winter season jahr quartal frühjahr herbst"
    " sommer trimestre semestre année ano año anno printemps automne été kwartaal jaar najaar voorjaar".split()
)
_SEPARATORS: Final = re.compile(r"[./\-]")
_DAY: Final = re.compile(r"(?:0[1-9]|[12]\d|3[01]) (?:0[1-9]|1[0-2])")
_YEAR: Final = re.compile(r"20[1-5]\d")
# Quarters and halves that are names, too, but for the year behind them: "T2 2027", "S1 2028".
_TERM: Final = re.compile(r"[ts][1-4]|[1-4]t|fall")
# A week or a month of the books: "FY26 W48".
_BOOKS: Final = re.compile(r"(?:fy|cy|gj|ej|sy)\d\d [wpqhms]\d\d?")
_WITH_YEAR: Final = 2
_JAPANESE: Final = re.compile(
    r"(?:令和\d{1,2}年?|20\d\d年?|今年|来年|再来年)度?(?:1?\d月)?(?:第?[1-4]四半期|[上下]半?期|末|春|夏|秋|冬|中)?(?:まで(?:に)?|予定|頃|ごろ)?"
    r"|(?:来年?|今)[春夏秋冬]|(?:今|来|上|下)期(?:中|末)?(?:まで(?:に)?|予定)?|年度内|年度末|年内"
)
_PERIODS: Final = frozenset(("year", "quarter"))


def is_date(words: list[str]) -> bool:
    """A date and prepositions, nothing else; `words` in canonical form."""
    words = [word for word in words if word[0].isalnum()]
    if len(words) == 1 and _JAPANESE.fullmatch(words[0]):
        return True
    if len(words) == _WITH_YEAR and _BOOKS.fullmatch(" ".join(words)):
        return True
    if len(words) == _WITH_YEAR and _TERM.fullmatch(words[0]) and _YEAR.fullmatch(words[1]):
        return True
    parts = [part for word in words for part in _SEPARATORS.split(word) if part]
    if len(words) == 2 and words[0] in _NEAR and words[1] in _NAMED:
        return True
    if len(words) > 1 and words[0] in _HEADS and all(part.isdigit() for part in parts[1:]):
        return len(parts) < 4
    if _is_days(parts):
        return True
    told = [word for word in words if word not in _DATE_WORDS]
    if any(not _WHEN.fullmatch(word) for word in told):
        return False
    if not told:
        return len(words) > 2 and not _PERIODS.isdisjoint(words)
    return any(not word.isdigit() or _YEAR.fullmatch(word) for word in told) or (len(told) == 3 and words[-3:] == told)


def _is_days(parts: list[str]) -> bool:
    """One or two days of a year, both as two digits: "30/09", "start 01.04. end 30.09."."""
    told = [part for part in parts if part not in _DATE_WORDS]
    pairs = [" ".join(told[at : at + 2]) for at in range(0, len(told), 2)]
    return len(told) in (2, 4) and all(_DAY.fullmatch(pair) for pair in pairs)
