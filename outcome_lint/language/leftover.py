"""What a form leaves in a field that nobody filled: comments, headings, hints in italics, boxes to tick."""

from __future__ import annotations

import re
from typing import Final

from .tokens import normal
from .void import phrases

_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)|:[a-z_]{2,30}:", re.DOTALL)
_HEADING: Final = re.compile(r"^[ >]*(?:#{1,6}\s[^\n]*|\*\*[^*\n]{1,80}\*\*:?|[^\n]{1,80}\?)[ *]*$", re.MULTILINE)
_HINT: Final = re.compile(r"^[ >]*([*_])(?![*_\s])[^\n]{1,300}[^\s*_]\1[ .]*$", re.MULTILINE)
_BOX: Final = re.compile(r"(?:[-*] *)?(?:[☐□]|\[ ?\]|\( \)) *[^\n☐□\[(\d]{1,60}(?:\((?! \))[^\n)]{1,60}\))?")
_TICKED: Final = re.compile(r"[☑☒✅✔]|\[[xX✓]\]")
_TICK: Final = re.compile(
    r"\b(?:tick|select|choose|pick|check)\b[^\n]{0,20}\b(?:all|one|any|apply)\b[^\n]{0,20}", re.IGNORECASE
)
_MANY, _FEW = 3, 5


def answer(text: str) -> str:
    """The text without comments, and without the frame of the form where nothing but frame stands there."""
    bare = _COMMENT.sub(" ", text)
    if "☐" in bare or "□" in bare or "[" in bare or "( )" in bare:
        bare = _unticked(bare)
    hints = _HINT.findall(bare)
    if hints or bare is not text:
        headings = _HEADING.findall(bare)
        if len(headings) + len(hints) >= _MANY - 1:
            rest = _HINT.sub(_unless_answer, _HEADING.sub(" ", bare))
            if not any(map(str.isalnum, rest)):
                return rest
    return bare


def _unless_answer(hint: re.Match[str]) -> str:
    """A line in italics that asks, is short, or speaks of the form with every other word."""
    words = normal(hint[0]).split()
    about = sum(word in phrases().about for word in words)
    return " " if "?" in hint[0] or len(words) < _FEW or 2 * about >= len(words) else hint[0]


def _unticked(bare: str) -> str:
    """Without the options of a form of which none is ticked."""
    if _TICKED.search(bare):
        return bare
    told = _TICK.search(bare)
    return _TICK.sub(" ", _BOX.sub(" ", bare)) if told or max(map(bare.count, ("☐", "□", "( )"))) >= _MANY else bare
