"""Does the text add anything to the title beyond grammar, tags, numbering and synonyms?"""

from __future__ import annotations

import re
from typing import Final

from outcome_lint.model import Confidence

from .lexicon import BIT, Lexicon
from .tokens import Tokens, words_of
from .values import Span, Verdict

_TAGS: Final = re.compile(r"\[[^\]\n]{0,40}\]|\(#?\d+\)|^\s*(?:epic|initiative|feature|goal|outcome)\s*[:#-]", re.I | re.M)
_EMPTY: Final = BIT["stop"] | BIT["build"] | BIT["agency"] | BIT["done"]


def restated(text: str, title: str, lexicon: Lexicon) -> Verdict | None:
    """High when no content word is new, medium when one weak word is."""
    if not title or len(text) > 4 * len(title) + 60:
        return None
    known = _content(title, lexicon)
    said = _content(text, lexicon)
    if not said or not known:
        return None
    new = said - known
    if not new:
        return Verdict(Confidence.HIGH, Span(0, len(text)), "adds nothing to the title")
    if len(new) == 1 and len(said) >= 4:
        return Verdict(Confidence.LOW, Span(0, len(text)), "adds one word to the title")
    return None


def _content(text: str, lexicon: Lexicon) -> set[str]:
    tokens = Tokens(_TAGS.sub(" ", text), words_of(lexicon))
    return {
        lemma
        for lemma, tags in zip(tokens.lemmas, tokens.tags, strict=True)
        if lemma[0].isalnum() and not tags & _EMPTY
    }
