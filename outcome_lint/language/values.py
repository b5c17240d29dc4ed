"""What the language room hands out: spans, placeholders, verdicts, and the words that a team adds of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from outcome_lint.model import Confidence


class Span(Struct, frozen=True, gc=False):
    """Character offsets into the text that was given; `end` is one past the last character."""

    start: int
    end: int


class Placeholder(Struct, frozen=True, gc=False):
    """Text that is there and says nothing. `kind` names the way in which: word, mash, filler, prompt, slot."""

    kind: str
    confidence: Confidence
    span: Span


class Verdict(Struct, frozen=True, gc=False):
    """A judgement with its reason: `why` is a short phrase for the message, `span` what made us say so."""

    confidence: Confidence
    span: Span | None
    why: str


class Vocabulary(NamedTuple):
    """Words that a team adds in its config, by the tag they shall receive; hashable, so that lexicons can be cached."""

    words: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, words: Mapping[str, Iterable[str]]) -> Vocabulary:
        """From `{"beneficiary": [...], "measure": [...], "systems": [...], "products": [...]}`."""
        return cls(tuple(sorted((key, tuple(sorted(set(entries)))) for key, entries in words.items() if entries)))

    def beneficiaries(self, text: str) -> tuple[Span, ...]:
        """Where the text names somebody whom the team itself calls a beneficiary."""
        if not self.words:
            return ()
        return tuple(Span(*match.span()) for match in _beneficiaries(self).finditer(text))


@lru_cache(maxsize=16)
def _beneficiaries(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Whole words, but in scripts without spaces any place; nothing at all where the team lists none."""
    names = [name for key, entries in vocabulary.words if key in ("beneficiary", "role", "roles") for name in entries]
    spaced = "|".join(re.escape(name) for name in names if name[0] < "\u3000")
    unspaced = "|".join(re.escape(name) for name in names if name[0] >= "\u3000")
    either = [rf"(?<!\w)(?:{spaced})s?(?!\w)"] * bool(spaced) + [unspaced] * bool(unspaced)
    return re.compile("|".join(either) or r"(?!)", re.IGNORECASE)


DEFAULT = Vocabulary()
