"""Phrases of Jira's wiki markup: what a line says without its marks, bold runs kept marked for the labels.

Every pattern is anchored by its own mark and can't run past the next one, so the time is linear in the text.
"""

from __future__ import annotations

import re

from outcome_lint.text.build import BOLD, PLAIN

_COLOR = re.compile(r"(?<!\\)\{(?:color(?::[^{}\n]{0,60})?|anchor(?::[^{}\n]{0,200})?)\}")
_MONO = re.compile(r"(?<!\\)\{\{([^{}\n]+)\}\}")
_LINK = re.compile(r"(?<!\\)\[([^\[\]\n]+)\]")
_IMAGE = re.compile(r"(?<![\w\\!])!(?=\S)([^!|\n]{1,500}\.\w{2,5}|https?://[^!|\s]{1,500})(?:\|[^!\n]{0,200})?!(?!\w)")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]{1,20}://|mailto:|www\.|//|#|/)\S", re.IGNORECASE)
_BREAK = re.compile(r"\\\\(?=\s|$|\S)")
_ESCAPE = re.compile(r"\\([*_+^~{}|\[\]!#?-])")
_SLOT = 0xE000
_SLOTS = {mark: chr(_SLOT + i) for i, mark in enumerate("*_+^~{}|[]!#?-")}
_UNSLOT = str.maketrans({slot: mark for mark, slot in _SLOTS.items()})


def _phrase(mark: str) -> re.Pattern[str]:
    m = re.escape(mark)
    return re.compile(rf"(?<![^\W_])(?<![\\{m}]){m}(?=[^\s{m}])([^{m}\n]+)(?<=\S){m}(?![^\W_]|{m})")


_STRONG = _phrase("*")
_OTHERS = [(mark, _phrase(mark)) for mark in "_+^~-"]
_CITE = re.compile(r"(?<![\w?])\?\?(?=\S)([^?\n]+)(?<=\S)\?\?(?![\w?])")


def inline(source: str) -> str:
    """The phrases' text, with bold runs between `BOLD` and `PLAIN`."""
    text = source
    if "\\" in text:
        text = _BREAK.sub("\n", _ESCAPE.sub(lambda found: _SLOTS[found[1]], text))
    if "{" in text:
        text = _MONO.sub(lambda found: _guarded(found[1]), _COLOR.sub("", text))
    if "!" in text:
        text = _IMAGE.sub("[image]", text)
    if "[" in text:
        text = _LINK.sub(_link, text)
    if "*" in text:
        text = _STRONG.sub(rf"{BOLD}\1{PLAIN}", text)
    for mark, phrase in _OTHERS:
        if mark in text:
            text = phrase.sub(r"\1", text)
    if "??" in text:
        text = _CITE.sub(r"\1", text)
    return text.translate(_UNSLOT)


def _guarded(text: str) -> str:
    """The text with its marks out of reach of the other patterns."""
    return "".join(_SLOTS.get(char, char) for char in text)


def _link(found: re.Match[str]) -> str:
    """A link's text, or where it points; brackets that hold neither an address nor a user stay as they are."""
    text, _, rest = found[1].partition("|")
    target = rest.partition("|")[0] or text
    if target.startswith("~") and len(target) > 1:
        name = text if rest else target[1:].removeprefix("accountid:")
        return _guarded(name if rest else f"@{name}")
    if target.startswith("^") and len(target) > 1:
        return _guarded(text if rest else target[1:])
    if not _ADDRESS.match(target) and not (rest and re.fullmatch(r"[A-Z][A-Z0-9_]+-\d+", target)):
        return found[0]
    return text if rest and text and not _ADDRESS.match(text) else _guarded(text or target)
