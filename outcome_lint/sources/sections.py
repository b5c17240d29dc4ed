"""Which section of a body answers a field: the strongest name that is present with content."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from outcome_lint.sources.headings import ELSEWHERE, EXPECTED, FILLERS, NEXT, REPRODUCE
from outcome_lint.sources.matching import Ranking, normal
from outcome_lint.text.blocks import Section

Hollow = Callable[[str], bool]
"""Whether a text is there and says nothing, such as TBD."""

_NOTHING = frozenset(
    {"no response", "none provided", "not provided", "keine angabe", "sem resposta", "sin respuesta",
     "aucune réponse", "nessuna risposta", "geen antwoord", "brak odpowiedzi", "回答なし"}
)  # fmt: skip
_RATES = frozenset(
    "high medium low critical major minor moderate small large s m l xl xs hoch mittel niedrig gering élevé"
    " moyen faible alto medio bajo médio baixo basso hoog laag wysoki średni niski 高 中 低".split()
)
"""What `Impact:` says where it is a rating and no text."""
_LAST_HEADING = 6
_QUALIFIER = re.compile(r"[(:：–/]")
_ANSWER = re.compile(r"[^:：]{1,80}[:：]\s*(\S+(?:\s+\S+){2,})", re.DOTALL)
_elsewhere, _next = Ranking(ELSEWHERE), Ranking(NEXT)


class Found(NamedTuple):
    """The title of the section and what stands under it."""

    title: str
    text: str


class _Candidate(NamedTuple):
    rank: int
    loose: bool
    at: int
    found: Found


def pick(
    sections: Sequence[Section], ranking: Ranking, others: Sequence[Ranking] = (), hollow: Hollow | None = None
) -> Found | None:
    """The section with the strongest name that has content, without the parts that answer one of the `others`.

    Where the strongest one is hollow, the next that isn't; where all are, the strongest.
    """
    found = sorted(_candidates(sections, ranking, others))
    if len(found) > 1 and (whole := _whole(sections, found)):
        found.insert(0, whole)
    if not found:
        return None
    if hollow is None or len(found) == 1:
        return found[0].found
    return next((each.found for each in found if not hollow(each.found.text)), found[0].found)


def _candidates(sections: Sequence[Section], ranking: Ranking, others: Sequence[Ranking]) -> list[_Candidate]:
    found: list[_Candidate] = []
    defect: bool | None = None
    for at, section in enumerate(sections):
        rank = _rank(section, ranking)
        if rank is None:
            continue
        text = _own(sections, at, others) if section.text else ""
        if is_blank(text) and section.level <= _LAST_HEADING and (answer := _ANSWER.fullmatch(section.title)):
            text = answer[1]
        if is_blank(text) or text.strip(" _*.").casefold() in _RATES:
            continue
        if not EXPECTED.isdisjoint(normal(section.title).split()):
            defect = _tells_a_defect(sections) if defect is None else defect
            if defect:
                continue
        found.append(_Candidate(rank, ranking.exact(section.title) is None, at, Found(section.title, text)))
    return found


def _rank(section: Section, ranking: Ranking) -> int | None:
    """The rank of its title, which may begin in the title above: `Actual` › `Outcome`."""
    rank = ranking.heading(section.title)
    if not section.above:
        return rank
    both = ranking.exact(f"{section.above[-1]} {section.title}")
    if both is not None:
        return both if rank is None else min(both, rank)
    return None if rank is not None and _is_elsewhere(section.above, ranking) else rank


def _is_elsewhere(above: Sequence[str], ranking: Ranking) -> bool:
    """Whether one of the titles around is about another thing altogether."""
    names = (_QUALIFIER.split(name, maxsplit=1)[0] for name in above)
    return any(_elsewhere.exact(name) is not None and ranking.exact(name) is None for name in names)


def _tells_a_defect(sections: Sequence[Section]) -> bool:
    return any(not REPRODUCE.isdisjoint(normal(section.title).split()) for section in sections)


def _whole(sections: Sequence[Section], found: Sequence[_Candidate]) -> _Candidate | None:
    """The section around the best one, where that is one of its like parts: Outcomes › User outcomes, Team outcomes."""
    best = sections[found[0].at]
    if not best.above:
        return None
    around, last = best.above[-1], _last(best.title)
    siblings = [
        each for each in found if sections[each.at].above == best.above and _last(sections[each.at].title) == last
    ]
    if len(siblings) < 2 or _last(around) != last:  # noqa: PLR2004  (it takes two to be parts)
        return None
    parents = [each for each in found if each.at < found[0].at and each.found.title == around]
    return max(parents, key=lambda each: each.at, default=None)


def _last(title: str) -> str:
    return normal(title).rpartition(" ")[2].rstrip("s")


def is_blank(text: str) -> bool:
    """Nothing, or what issue forms write for an answer left out (`_No response_`)."""
    return not text or text.strip(" _*.").casefold() in _NOTHING or not text.strip()


def _own(sections: Sequence[Section], at: int, others: Sequence[Ranking]) -> str:
    """The text of a section up to the first of its own parts that is about something else."""
    text, level = sections[at].text, sections[at].level
    for inner in sections[at + 1 :]:
        if inner.level <= level:
            break
        aside = inner.level <= _LAST_HEADING and _next.exact(inner.title) is not None
        if aside or any(other.exact(inner.title) is not None for other in others):
            before = re.search(rf"^[\W\d_]*{re.escape(inner.title)}", text, re.MULTILINE)
            return text[: before.start()].strip(" \n*-_") if before else text
    return text


_MAY_LEAD = {word for word in FILLERS if word.isascii()} | {
    "and", "und", "et", "y", "e", "background", "context", "motivation", "problem", "description", "hintergrund",
    "contexte", "contexto",
}  # fmt: skip


class Gate:
    """Tells in microseconds that a body has no section of some names; parsing one takes a hundred times as long.

    It looks at the raw JSON for the first word of a name, where a text begins (ADF) or anywhere (a string), and may say
    yes too often, never no.
    """

    def __init__(self, names: Iterable[str]) -> None:
        words = {normal(name).partition(" ")[0] for name in names} - {""}
        either = sorted({form for word in words for form in _forms(word)})
        alternatives = _any_of(either)
        lead = r'(?:\\u[0-9a-f]{4}|\\[nrt]|[^a-z"\\])*(?:[\[(][^\])"]{0,20}[\])][^a-z"\\]*)?'
        fillers = rf'(?:{_any_of(_MAY_LEAD)}\b[^a-z"\\]*){{0,4}}'
        self._in_document = _linear(rf'"(?:text|title)"\s*:\s*"{lead}{fillers}(?:{alternatives})')
        self._in_string = _linear(alternatives)

    def opens(self, raw: bytes) -> bool:
        """Whether the JSON value, an ADF document or a string, may have such a section."""
        pattern = self._in_document if raw[:1] == b"{" else self._in_string
        return pattern.search(raw.lower()) is not None


def _linear(pattern: str) -> Any:
    """RE2 tries all the names at once: ten times as fast here as the standard library."""
    import re2

    return re2.compile(pattern.encode())


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words)))})" if words else r"[^\s\S]"


def _forms(word: str) -> set[str]:
    """A word in the two ways JSON can spell it; beyond ASCII only its first letters, since cases differ there."""
    head = re.match(r"[\x00-\x7f]+", word)
    if head is not None:
        return {head[0]}
    return {word[0], word[0].upper(), json.dumps(word[0])[1:-1], json.dumps(word[0].upper())[1:-1]}
