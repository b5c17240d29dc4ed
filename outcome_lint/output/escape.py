"""Makes text from a tracker harmless: a title may hold anything, and must stay a title wherever it is shown."""

from __future__ import annotations

import re
from urllib.parse import quote

_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Controls, bidi marks and overrides, invisible spaces and joiners (but ZWNJ and ZWJ, which scripts and emoji need),
# interlinear marks, lone surrogates and tag characters: whatever moves the cursor, reorders or hides text.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# GitHub's runner reads a line that begins with `::`, or holds `##[`, as a command.
_COMMAND = re.compile(r"(?<![!-~])::+|##(?=\[)")
_CONTROL_PICTURES = 0x2400


def terminal(text: str) -> str:
    """One line that neither moves the cursor nor runs a workflow command; what was hidden becomes visible."""
    if text.isprintable() and "::" not in text and "##[" not in text:
        return text
    text = _LINE_BREAK.sub("↵", text).replace("\t", " ")
    return _COMMAND.sub(lambda found: " ".join(found[0]), _UNSAFE.sub(_visible, text))


def _visible(found: re.Match[str]) -> str:
    """A control picture, such as `␛` for ESC, or the number of the character."""
    char = found[0]
    if char < " ":
        return chr(_CONTROL_PICTURES + ord(char))
    return f"\\U{ord(char):08x}" if char > "\uffff" else f"\\u{ord(char):04x}"


_KEPT = "!#$%&'*+,/:;=?@_~.-"
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_CLEAN = re.compile(rf"https?://[\w{_KEPT}]+", re.ASCII)


def link_target(url: str | None) -> str:
    """The address as printable ASCII, or empty unless it is http or https: a `javascript:` link is no link."""
    if not url or not _WEB.match(url):
        return ""
    return url if _CLEAN.fullmatch(url) else quote(url, safe=_KEPT, errors="replace")


_MARKDOWN = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]|~$"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# A zero-width space keeps GitHub from mentioning, cross-linking or auto-linking, which it does after it renders.
_AUTOLINK = re.compile(r"@(?=\w)|#(?=\d)|\bGH-(?=\d)|:(?=//)|\bwww(?=\.)", re.IGNORECASE)
_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
_BLOCK = re.compile(r"[#+=-]|\d+(?=[.)](?:\s|\Z))")


def markdown(text: str) -> str:
    """Inline Markdown that shows `text` and does nothing: no mention, link, HTML, emphasis, table cell or heading."""
    text = terminal(text).strip().translate(_MARKDOWN)
    text = _AUTOLINK.sub(lambda found: f"{found[0]}&#8203;", text)
    start = _BLOCK.match(text)
    if start is None:
        return text
    head = start[0] if start[0].isdigit() else ""
    return f"{head}\\{text[len(head) :]}"


def csv(text: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection); line breaks become LF, tabs are kept.

    A lone carriage return would begin a new row, as Python's writer leaves it unquoted.
    """
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _UNSAFE.sub(lambda found: found[0] if found[0] in "\n\t" else _visible(found), text)
    return f"'{text}" if text.startswith(_FORMULA) else text


_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def command_data(text: str) -> str:
    """The message of a workflow command: its line breaks are kept, and none of them begins a line (actions/runner)."""
    return text.translate(_DATA)


def command_property(text: str) -> str:
    """A property of a workflow command, which no comma or colon of it ends."""
    return text.translate(_PROPERTY)


_NO_XML = re.compile("[\ufffe\uffff]")
_XML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def xml(text: str) -> str:
    """One line of character data or of an attribute: what XML 1.0 can't hold at all is made visible or left out."""
    return _NO_XML.sub("", terminal(text)).translate(_XML)
