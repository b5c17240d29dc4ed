"""What is counted: numbers to reach, thresholds, multipliers, end states. Versions, dates and counts of context are not."""

from __future__ import annotations

import re
from typing import Final

from .lexicon import BIT
from .tokens import Tokens
from .values import Span

NUMBER, METRIC, PROBLEM, BUSINESS, PERIOD, SHORT, END, ROLE, STOP = (
    BIT[tag] for tag in ("number", "metric", "problem", "business", "period", "short", "end", "role", "stop")
)
_MONEY: Final = frozenset("€$£¥")
_COMPARE: Final = frozenset((">", "<", "≤", "≥", "<=", ">=", "→", "->", "=>"))
_LABELS: Final = frozenset(
    "phase step stage version v q h tier level part sprint pi iso rfc wcag http tls oauth python java node php ios android"
    " windows ubuntu chapter article section kr o okr objective goal milestone wave release track option issue pr ticket"
    " epic # page figure table covid level-".split()
)  # fmt: skip
_CONTEXT: Final = frozenset(("our", "the", "its", "their", "these", "those", "his", "her"))
_VERSION: Final = re.compile(r"\d+\.\d+\.\d+.*")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def measures(tokens: Tokens, dated: tuple[Span, ...]) -> tuple[Span, ...]:
    """Every span that holds something to count or a definite end state, left to right."""
    found: list[Span] = []
    taken = [(span.start, span.end) for span in dated]
    for place, word in enumerate(tokens.words):
        if word[0].isdigit():
            counts = _counts(tokens, place, taken)
        elif tokens.tags[place] & NUMBER:
            counts = _word_counts(tokens, place, taken)
        elif tokens.tags[place] & END:
            counts = _is_end_state(tokens, place)
        else:
            continue
        if counts:
            found.append(Span(tokens.starts[place], tokens.ends[min(place + 1, len(tokens) - 1)]))
    return tuple(found)


def _inside(tokens: Tokens, place: int, taken: list[tuple[int, int]]) -> bool:
    start = tokens.starts[place]
    return any(first <= start < last for first, last in taken)


def _counts(tokens: Tokens, place: int, taken: list[tuple[int, int]]) -> bool:
    """A number counts when it has a unit, a comparator or a noun, and is no date, version, label or context."""
    words, word = tokens.words, tokens.words[place]
    before = words[place - 1] if place else "\n"
    after = words[place + 1] if place + 1 < len(words) else "\n"
    if _inside(tokens, place, taken) or _VERSION.match(word):
        return False
    if after == "%" or after.startswith("percent") or before in _MONEY or after in _MONEY or before in _COMPARE:
        return True
    if before in _LABELS or before == "#" or (before == "\n" and after in (".", ")")):
        return False
    if _YEAR.fullmatch(word):
        return False
    if after in "\n.;!?,:":
        return before in ("to", "by", "below", "under", "above", "over", "than", "least", "most", ":")
    if before in _CONTEXT:
        return False
    return True


def _word_counts(tokens: Tokens, place: int, taken: list[tuple[int, int]]) -> bool:
    word = tokens.words[place]
    before = tokens.words[place - 1] if place else "\n"
    if _inside(tokens, place, taken) or before in _CONTEXT:
        return False
    if word == "one":
        return before in ("least", "under", "within", "than", "most")
    if word in ("quarter", "quarters", "second", "half", "third"):
        return before in ("by", "a", "in", "one") and word != "second" and tokens.words[place + 1 : place + 2] != ["of"]
    return True


def _is_end_state(tokens: Tokens, place: int) -> bool:
    """"zero outages", "no order is lost", "all services run on": the state opens a clause and is said of something."""
    word = tokens.words[place]
    before = tokens.words[place - 1] if place else "\n"
    if word in ("zero", "none", "nobody", "never"):
        return True
    if word == "no":
        following = tokens.tags[place + 1 : place + 4]
        return any(tag & (PROBLEM | METRIC) for tag in following) or before in ("\n", ".", ":", ",", "and", "with")
    if word in ("all", "every", "each"):
        return before in ("\n", ".", ":", "that", ",", ";", "and")
    return word in ("always", "100%", "fully", "entirely", "completely") and word != "always"


def baselines(tokens: Tokens, found: tuple[Span, ...]) -> tuple[Span, ...]:
    """Measures that say where things stand today: after "from", "baseline", "currently", "instead of"."""
    words = {start: place for place, start in enumerate(tokens.starts)}
    return tuple(
        span
        for span in found
        if set(tokens.words[max(0, words[span.start] - 3) : words[span.start]])
        & {"from", "baseline", "currently", "today", "instead", "than", "was", "vs"}
    )
