"""What is counted: numbers to reach, thresholds, multipliers, end states; no versions, dates or counts of context."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from .classes import DIGIT
from .lexicon import BIT
from .states import conditional, near, of_end
from .tokens import Tokens
from .values import Span

NUMBER, METRIC, PERIOD, SHORT, END, CADENCE, UNIT = (
    BIT[tag] for tag in ("number", "metric", "period", "short", "end", "cadence", "unit")
)
_MONEY: Final = frozenset("€$£¥")
_SIGNS: Final = frozenset(
    (">", "<", "≤", "≥", "<=", ">=", "→", "->", "=>", "⇒", "=", "+", "-", "−", "–", "±", "~", "≈")
)
_LEAST: Final = frozenset(
    "than least most under below above over beyond exceed exceeds within max maximum min minimum about around roughly"
    " approximately nearly almost only just up every to by from of mindestens höchstens unter über weniger mehr"
    " als au moins"
    " plus moins de menos más al min menos mais meno più almeno minder meer dan minstens co najmniej poniżej".split()
)
_LABELS: Final = frozenset(
    "phase step stage version v q h tier level part sprint pi iso rfc wcag http tls oauth python java node php"
    " ios android"
    " windows ubuntu chapter article section kr o okr objective goal milestone wave release track option issue"
    " pr ticket"
    " epic # page figure table covid route moodle unity postgresql postgres soc angular react django rails"
    " kubernetes spring"
    " boot es elasticsearch office room year years aged age type appendix annex §".split()
)
_HELD: Final = frozenset(
    ("our", "the", "its", "their", "these", "those", "his", "her", "your", "my", "same", "other", "last")
)
_PLACES: Final = frozenset(
    ("in", "across", "between", "for", "from", "among", "on", "with", "without", "over", "per", "at")
)
_VERSION: Final = re.compile(r"\d+\.\d+\.\d+.*")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:[-/]\d\d)?")
_DECIMAL: Final = re.compile(r"\d{1,2}\.\d{1,2}")
# What is glued to a digit and makes a name or a rank of it: 5G, 3D, 2FA, 1st.
_NAMES: Final = frozenset("fa d st nd rd th dx de do er ème a".split())
_UPGRADES: Final = frozenset(
    "upgrade upgraded upgrading update updated migrate migrated migration release released version port bump move"
    " support install installed deprecate drop".split()
)


class Count(NamedTuple):
    """A number or an end state: its kind, and whether the kind alone makes it a measure."""

    kind: str
    first: int
    last: int


STRONG: Final = frozenset(("percent", "money", "sign", "least", "unit", "change", "share", "zero", "nothing", "times"))


_COUNTED: Final = DIGIT | NUMBER | END


def counts(tokens: Tokens, dated: list[tuple[int, int]]) -> list[Count]:
    """Every number and end state of a text with its kind, left to right; `dated` are the places of dates."""
    found: list[Count] = []
    if conditional(tokens):
        found.append(Count("condition", 0, 0))
    if not tokens.union & _COUNTED:
        return found
    taken = {place for start, end in dated for place in range(start, end + 1)}
    for place, tags in enumerate(tokens.tags):
        if not tags & _COUNTED:
            continue
        if tags & DIGIT:
            kind = "date" if place in taken else _of_digits(tokens, place)
        elif tags & NUMBER:
            kind = "date" if place in taken else _of_word(tokens, place)
        else:
            kind = of_end(tokens, place)
        if kind:
            found.append(Count(kind, place, min(place + 1, len(tokens) - 1)))
    return found


def _of_digits(tokens: Tokens, place: int) -> str:  # noqa: C901, PLR0912 - one question after the other
    """A number has a unit, a comparator or a noun; or it is a version, a label, a year, context."""
    word = tokens.words[place]
    before, before_tags = near(tokens, place, -1)
    after, after_tags = near(tokens, place, 1)
    if before in _LABELS or _VERSION.match(word):
        return "label"
    if _is_open(tokens, place + 1):
        return "open"
    if (
        after in ("%", "‰")
        or (after.startswith(("percent", "prozent", "pour", "procent")) and len(after) < 12)
        or after == "pp"
    ):
        return "percent"
    if before in _MONEY or after in _MONEY:
        return "money"
    if before in _SIGNS or after in ("→", "->", "=>", "⇒") or _led_by_sign(tokens, place):
        return "sign"
    if (before in "\n.;!?" and after in (".", ")", ":")) or (after == ")" and before == "\n"):
        return "list"
    if _YEAR.fullmatch(word):
        return "year"
    glued = (
        len(after) < 4
        and after.isalpha()
        and place + 1 < len(tokens)
        and tokens.starts[place + 1] == tokens.ends[place]
    )
    if glued and (after in _NAMES or (after == "g" and len(word) == 1)):
        return "label"
    if _DECIMAL.fullmatch(word) and not after_tags & (UNIT | SHORT | PERIOD | METRIC) and _is_upgraded(tokens, place):
        return "label"
    if after == "in" and word == "1" and tokens.words[place + 2 : place + 3] and tokens.words[place + 2][0].isdigit():
        return "share"
    if after in ("x", "×", "fold", "times") or (after in ("d", "g") and not glued):
        return "times"
    if after_tags & (UNIT | SHORT | PERIOD) and not before_tags & CADENCE:
        return "held_unit" if before in _HELD else "unit"
    if before in _LEAST:
        return "least" if before not in ("to", "by", "from", "of", "every") else "change"
    if before in _HELD:
        return "held"
    if place > 1 and tokens.lemmas[place - 1] in _OF_PLACE and tokens.words[place - 2] not in _LEAST:
        return "label"
    if glued and after.isalpha() and len(after) <= 2:
        return "glued"
    if before in _PLACES:
        return "place"
    if after in "\n.;!?,:)":
        return "bare"
    return "count"


# A number behind these names the thing: "building 7", "line 9".
_OF_PLACE: Final = frozenset(
    "building line gate ward platform zone bay block terminal district unit team squad site lot batch floor tranche"
    " increment iteration category class grade schedule annex act directive regulation law node java".split()
)


def is_slot(tokens: Tokens) -> bool:
    """`X %` stands for a number that nobody has put in."""
    pairs = zip(tokens.words, tokens.words[1:], strict=False)
    return any(after in ("%", "percent") and word in _LETTERS for word, after in pairs)


_LETTERS: Final = frozenset(("x", "xx", "xxx", "y", "yy", "n", "z"))


def _is_upgraded(tokens: Tokens, place: int) -> bool:
    """A word of releases stands before a bare decimal: "upgrade all clusters to 1.31"."""
    return not _UPGRADES.isdisjoint(tokens.words[max(0, place - 7) : place])


def _is_open(tokens: Tokens, place: int) -> bool:
    """For "from 3.1 % to TBD": a baseline whose target is still to come."""
    words = tokens.words[place : place + 4]
    to = next((at for at, word in enumerate(words) if word in _TO), None)
    return (
        to is not None and to + 1 < len(words) and words[to + 1] in _TBD and all(word in _UNITS for word in words[:to])
    )


_TO: Final = frozenset(("to", "→", "->", "=>", "⇒", "auf", "à", "a", "para", "naar", "do"))
_TBD: Final = frozenset(("tbd", "tba", "tbc", "x", "xx", "y", "n", "?", "???", "offen", "unknown"))
_UNITS: Final = frozenset(("%", "percent", "s", "ms", "min", "h", "days", "hours", "minutes", "€", "$"))


def _led_by_sign(tokens: Tokens, place: int) -> bool:
    """A sign that is no token of its own stands just before: `+8`, `~30`, `−20`."""
    if not tokens.signed:
        return False
    start = tokens.starts[place]
    return start > 0 and tokens.low[start - 1] in "+-−–~≈±=<>≤≥" and (start < 2 or not tokens.low[start - 2].isalnum())


def _of_word(tokens: Tokens, place: int) -> str:
    """`two days`, `at least one`, `half of`, `twice`; but not `the two teams` and not the pronoun `one`."""
    word = tokens.words[place]
    before, _ = near(tokens, place, -1)
    after, after_tags = near(tokens, place, 1)
    if before in _HELD:
        return "held"
    if word in ("twice", "double", "triple", "doubled", "tripled", "halved", "halve", "doubles", "halves"):
        return "share"
    if word in ("half", "third", "fifth", "quarter", "quarters", "tenth", "tenths", "thirds"):
        if after in ("of", "the", "as", "fewer", "less", "more") or before in ("by", "a", "one", "two", "three"):
            return "share"
        return "fraction"
    if before in ("least", "under", "than", "most", "within", "below", "only"):
        return "least"
    if word in ("one", "ein", "eine", "einen", "un", "une", "uno", "una", "um", "uma"):
        return "one_unit" if after_tags & (SHORT | PERIOD) else ""
    if after_tags & (UNIT | SHORT | PERIOD):
        return "unit_word"
    return "place_word" if before in _PLACES else "word"


_STEP: Final = frozenset(
    "sooner earlier faster quicker shorter less fewer saved rather instead früher schneller".split()
)
_STEPPED: Final = frozenset(("unit", "unit_word", "percent", "one_unit", "times"))


def is_step(tokens: Tokens, found: list[Count]) -> bool:
    """How far it changes stands there in so many words: "ten minutes sooner", "2 h instead of 2 days"."""
    return any(
        one.kind in _STEPPED and not _STEP.isdisjoint(tokens.words[one.first + 2 : one.first + 4]) for one in found
    )


def spans(tokens: Tokens, found: list[Count]) -> tuple[Span, ...]:
    """The spans of what is a measure by its kind alone."""
    return tuple(
        Span(
            tokens.starts[one.first], tokens.ends[one.last if tokens.words[one.last] not in "\n.;!?,:()" else one.first]
        )
        for one in found
        if one.kind in MEASURES
    )


MEASURES: Final = STRONG | {
    "no_state",
    "count",
    "word",
    "o_no_bad",
    "o_no",
    "no_bad",
    "o_all_role",
    "o_all_thing",
    "o_all_",
    "unit_word",
    "glued",
    "one_unit",
    "fraction",
    "o_nothing_nob",
    "o_nothing_non",
    "nothing_non",
    "nothing_nev",
    "o_nothing_nev",
}


def baselines(tokens: Tokens, found: tuple[Span, ...]) -> tuple[Span, ...]:
    """Measures that say where things stand today: after "from", "baseline", "currently", "instead of"."""
    words = {start: place for place, start in enumerate(tokens.starts)}
    return tuple(
        span
        for span in found
        if not _TODAY.isdisjoint(tokens.words[max(0, words[span.start] - 3) : words[span.start]])
        or not _ARROWS.isdisjoint(tokens.words[words[span.start] + 1 : words[span.start] + 3])
    )


_ARROWS: Final = frozenset(("→", "->", "=>", "⇒"))
_TODAY: Final = frozenset(
    "from baseline currently today instead than was vs versus now rather heute von bisher statt de desde"
    " aujourd'hui actuellement"
    " hoy actual hoje atual oggi attualmente da nu van dziś obecnie z".split()
)
