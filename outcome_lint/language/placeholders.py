"""Text that is there and says nothing: each segment of it is a word, a prompt, a slot, a pointer, a promise.

A text is a placeholder only when *every* segment is void; one segment that says something is enough to be content.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from outcome_lint.model import Confidence

from . import silence
from .choose import ENGLISH, choose
from .leftover import answer
from .segments import LOOKS, MEASURED, REDACTED, void
from .tokens import KEEP_ASCII, normal
from .values import Placeholder, Span
from .void import phrases

_LONG: Final = 900
_WHOLE: Final = 4000
_FEW: Final = 7  # words of a text that anybody would hear out
_SHORT: Final = 26
_SPLIT: Final = re.compile(r"\n+|(?<=[.!?;。！？])\s+|(?<=[。！？])|\|")
# Dots that end no sentence.
_ABBREVIATION: Final = re.compile(
    r"\b(?:t\.b\.[dac]|t\.b|n\.a|e\.g|i\.e|cf|z\.\s?b|n\.n|d\.h|p\.ej|p\.ex|resp|incl|approx|max|min|ca|vs|no|nr"
    r"|k\.a|s\.o|s\.u)\.",
    re.IGNORECASE,
)
_MENTION: Final = re.compile(r"^(?:@[\w.-]+[,:]?\s+)+")
# Signs without which ordinary prose can't be void: those of slots and links, and the others; `?` may close a prompt.
_SLOTTED: Final = re.compile(r"[\[<{…☐□]|\( \)|__|http|\.\.\.|e\.g\.")
_SIGNED: Final = re.compile(r"[?未予検別参記]|:\n|:\*|n/a")
_EXAMPLES: Final = ("Example", "example", "Hint", "hint", "Tip", "tip", "Eg", "eg", "Max", "max")


def placeholder(text: str, templates: frozenset[str] = frozenset(), title: str = "") -> Placeholder | None:
    """How this text says nothing, or None when it says something; ordinary prose is let through in about 2 µs."""
    if templates:
        return _judged(text, templates, title)
    if len(text) <= _SHORT:
        return _short(text, title)
    if len(text) > _LONG and "<!--" not in text:
        return None
    slotted = _SLOTTED.search(text)
    if not slotted and MEASURED.search(text) and not text.startswith(_EXAMPLES):
        return None  # one segment that counts something is content, whatever stands around it
    if not slotted and not _SIGNED.search(text):
        words = text.lower().translate(KEEP_ASCII).split()
        if silence.asking().isdisjoint(words) and silence.asking().isdisjoint(_translated(text, title)):
            return None
    return _judged(text, frozenset(), title)


@lru_cache(maxsize=4096)
def _short(text: str, title: str) -> Placeholder | None:
    """The same few words stand on many items."""
    return _judged(text, frozenset(), title)


def _judged(text: str, templates: frozenset[str], title: str) -> Placeholder | None:
    whole = Span(0, len(text))
    if templates and normal(text) in templates:
        return Placeholder("template", Confidence.HIGH, whole)
    bare = answer(text)
    if not any(map(str.isalnum, bare)):
        return Placeholder("template" if any(map(str.isalnum, text)) else "marker", Confidence.HIGH, whole)
    if "orem ipsum" in bare[:200]:
        return Placeholder("filler", Confidence.HIGH, whole)
    kinds, rest = ways(bare, templates)
    heard = in_english(rest, title)
    words = normal(heard).split()
    beside = title if heard is rest else ""  # the title of a text in another language isn't read in English
    asked = 0 < len(words) <= silence.MOST
    if all(kinds) and len(bare) <= _WHOLE:
        kind = next((each for each in kinds if each not in ("label", "marker")), "template")
        if kind in _SOFT and asked and silence.odds(heard, words, kinds, beside) < _CONTENT:
            return None
        return Placeholder(kind, _confidence(kind, kinds), whole)
    if not asked or REDACTED.search(bare) or (len(words) > _FEW and silence.telling().isdisjoint(words)):
        return None
    odds = silence.odds(heard, words, kinds, beside)
    if odds < (_SILENT if heard is rest else _SILENT_ELSEWHERE) + (_MORE if len(words) > _MANY else 0.0):
        return None
    return Placeholder(_kind(bare, words), Confidence.HIGH if odds > _SURE else Confidence.MEDIUM, whole)


def in_english(text: str, title: str = "") -> str:
    """The text in English: as it stands, or as the glosses of its language read it."""
    languages = choose(text, title)
    if languages == ENGLISH:
        return text
    from .glossed import as_english  # an English portfolio never needs the grammar of others

    return as_english(text, languages)


def _translated(text: str, title: str) -> list[str]:
    """The English words that a text of another language is read as; none for English."""
    heard = in_english(text, title)
    return [] if heard is text else normal(heard).split()


def ways(bare: str, templates: frozenset[str] = frozenset()) -> tuple[list[str], str]:
    """How each segment says nothing, "" where it says something; and what is said, or all if nothing is."""
    segments = _SPLIT.split(_ABBREVIATION.sub(_without_dots, bare[:_WHOLE]))
    kinds = [
        (void(_MENTION.sub("", segment.strip()), templates) or "") if segment else "marker" for segment in segments
    ]
    told = [segment for segment, kind in zip(segments, kinds, strict=True) if not kind]
    return kinds, "\n".join(told) if told else bare[:_WHOLE]


def said(text: str) -> str:
    """The lines that say something, where there are others; all of the text where there are none."""
    bare = answer(text)
    kinds, rest = ways(bare) if len(bare) <= _WHOLE else ([], text)
    return rest if any(kinds) and not all(kinds) else text


def _kind(bare: str, words: list[str]) -> str:
    """In which way: by its question mark, by what it points at, by what it promises."""
    if bare.rstrip(" *_").endswith("?"):
        return "prompt"
    if words[0] in LOOKS or (not phrases().nouns.isdisjoint(words[1:]) and len(words) < 9):
        return "pointer"
    return "promise" if not _LATER.isdisjoint(words) else "refusal" if not _NOT.isdisjoint(words) else "prompt"


# Odds from which the learned part speaks up, in English and in what is read as English; from which it is sure; and
# below which it speaks against a phrase. Of a text so long it must be surer by so much.
_SILENT, _SILENT_ELSEWHERE, _SURE, _CONTENT = 1.6, 1.8, 4.0, 1.2
_MANY, _MORE = 50, 1.5
_SOFT: Final = ("refusal", "prompt", "promise", "pointer")
_LATER: Final = frozenset("will later be once yet pending soon after when until next waiting still ll".split())
_NOT: Final = frozenset("no not none nothing because only just".split())


def _without_dots(match: re.Match[str]) -> str:
    return match[0].replace(".", "")


def _confidence(kind: str, kinds: list[str]) -> Confidence:
    soft = kind in (*_SOFT, "slot", "tag")
    return Confidence.MEDIUM if soft and len(kinds) < 3 else Confidence.HIGH
