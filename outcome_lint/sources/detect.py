"""What an input is, by its first bytes and never by its name."""

from __future__ import annotations

import codecs
from typing import NamedTuple

import msgspec
from msgspec import Raw

from outcome_lint.sources import csv_layout
from outcome_lint.sources.scan import BAD

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_MAGIC = (
    (b"PK\x03\x04", "a zip archive or an Excel workbook; save it as CSV"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook; save it as CSV"),
    (b"SQLite format 3", "an SQLite database"),
)
_ENOUGH = 8
_SHOWN = 120
_skip = msgspec.json.Decoder(Raw).decode


class Detected(NamedTuple):
    """`kind` is lines, json, csv, html or unknown; for an unknown one `looks` says what it may be."""

    kind: str
    encoding: str = "utf-8"
    looks: str = ""


def detect(head: bytes) -> Detected:
    """The kind of an input whose first bytes (at least its whole first line, where it is short) are given."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return Detected("unknown", looks=what)
    encoding = encoding_of(head)
    sample = head[: len(head) & ~3].decode(encoding, "replace").encode() if encoding != "utf-8" else head
    body = sample.removeprefix(codecs.BOM_UTF8).lstrip()
    first = body[:1]
    if first == b"<":
        markup = body[:200].lower()
        known = markup.startswith((b"<!doctype html", b"<html")) or b"<html" in markup or b"<head" in markup
        return Detected("html") if known else Detected("unknown", encoding, "XML or another markup")
    if first in (b"{", b"["):
        if encoding == "utf-8" and first == b"{" and _one_a_line(body):
            return Detected("lines", encoding)
        return Detected("json", encoding)
    text = sample.decode("utf-8", "replace").removeprefix("\ufeff")
    if csv_layout.is_table(text):
        return Detected("csv", encoding)
    return Detected("unknown", encoding, _looks(text))


def encoding_of(head: bytes) -> str:
    """By its byte order mark, or by the zeros that UTF-16 without one has in Western text; else UTF-8."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding
    sample = head[:400]
    if len(sample) >= _ENOUGH:
        odd, even = sample[1::2].count(0), sample[::2].count(0)
        if odd * 5 > len(sample) and not even:
            return "utf-16-le"
        if even * 5 > len(sample) and not odd:
            return "utf-16-be"
    return "utf-8"


def _one_a_line(body: bytes) -> bool:
    """Whether the records stand one a line: two lines that are whole values."""
    first, second = _two_lines(body)
    if not second or len(first) <= 1:
        return False
    if _is_whole(first):
        return len(second) > 1
    return second.startswith(b"{") and _is_whole(second)


def _two_lines(body: bytes) -> tuple[bytes, bytes]:
    """The first two lines that are not blank; the second one may be cut short by the end of the sample."""
    end = body.find(b"\n")
    if end < 0:
        return body, b""
    start = end + 1
    while (after := body.find(b"\n", start)) >= 0 and not body[start:after].strip():
        start = after + 1
    return body[:end].strip(), body[start : after if after >= 0 else None].rstrip()


def _is_whole(line: bytes) -> bool:
    try:
        _skip(line)
    except BAD:
        return False
    return True


def _looks(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if "\x00" in line or "\ufffd" in line[:50]:
        return "binary data"
    if any(delimiter in line for delimiter in ",;\t"):
        shown = line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
        return f"a table without Jira's columns (Issue key, Issue Type, Summary): {shown}"
    return f'text that begins with "{line[:60]}"'
