"""Text as people see it: without what can't be seen, and without ragged white space."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_FILLERS = "\u2800\u3164\uffa0"
_HALVES = (0xD800, 0xE000)
_JOINERS = "\u200c\u200d"
_UNSEEN = re.compile(rf"[{_FILLERS}\ufe00-\ufe0f]")
_LOOSE_JOINER = re.compile(rf"(?<![^\x00-\x7f{_JOINERS}])[{_JOINERS}]|[{_JOINERS}](?![^\x00-\x7f{_JOINERS}])")
_LINE_END = re.compile(r"(?<! ) +$", re.MULTILINE)
_GAP = re.compile(r"\n{3,}")
_CLEAN = re.compile(r"[ -~\n]*\Z")
_RAGGED = re.compile(r" \n|\n\n\n")


@cache
def _table() -> dict[int, str | None]:
    """What becomes of a character: a break, a space, nothing, or a replacement for half a surrogate pair."""
    table: dict[int, str | None] = {}
    for code in range(0x3100):
        match unicodedata.category(chr(code)):
            case "Cc" | "Cf":
                table[code] = None
            case "Zs":
                table[code] = " "
    table |= dict.fromkeys((0xFEFF, *range(0xFFF9, 0xFFFC)), None)
    table |= dict.fromkeys(map(ord, _FILLERS + "\t"), " ")
    table |= dict.fromkeys(map(ord, _BREAKS), "\n")
    table |= dict.fromkeys(range(*_HALVES), "\ufffd")
    for kept in "\n " + _JOINERS:
        del table[ord(kept)]
    return table


@cache
def _dirt() -> re.Pattern[str]:
    """Any of these characters; looking for them is ten times as fast as translating."""
    below = "".join(re.escape(chr(code)) for code in _table() if not _HALVES[0] <= code < _HALVES[1])
    return re.compile(rf"[{below}{_JOINERS}\ud800-\udfff]")


def tidy(text: str) -> str:
    """The text with invisible characters removed and its white space in order; blank text becomes "".

    Every space is a plain one, none stands at line ends or around the text, and no two blank lines follow each other.
    Joiners inside emoji and words stay.
    """
    if text.isprintable():
        text = text.strip()
        if text.isascii() or not _UNSEEN.search(text):
            return text
    elif _CLEAN.match(text) and not _RAGGED.search(text):
        return text.strip()
    if _dirt().search(text):
        text = _LOOSE_JOINER.sub("", text.replace("\r\n", "\n").translate(_table()))
    if _RAGGED.search(text):
        text = _GAP.sub("\n\n", _LINE_END.sub("", text))
    text = text.strip()
    return text if _UNSEEN.sub("", text) else ""


_SHORTCODE = re.compile(r":[a-z][a-z0-9_+-]{1,40}:")
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,4}[.)]|\d{1,2}(?:\.\d{1,2}){1,4}|[IVXivx]{1,5}[.)]|[A-Za-z]\))\s+")
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
_EDGE = " \t\n:：*_~`#>|-–—•·.,;=+"
_PAIRS = {"[": "]", "(": ")", "<": ">", "{": "}", '"': '"', "“": "”", "【": "】"}
_PICTURES = ("So", "Sk", "Cs", "Co")


def title(text: str) -> str:
    """A heading's words alone: no emoji, numbering, decoration, trailing colon or surrounding brackets."""
    if not text.isascii():
        text = _UNSEEN.sub("", _KEYCAP.sub("", text))
        text = "".join(char for char in text if unicodedata.category(char) not in _PICTURES)
    words = " ".join(_SHORTCODE.sub(" ", tidy(text)).split())
    before = None
    while words != before:
        before = words
        words = _NUMBER.sub("", words.strip(_EDGE), count=1)
        if len(words) > 1 and _PAIRS.get(words[0]) == words[-1] and words[0] not in words[1:-1]:
            words = words[1:-1]
    return words
