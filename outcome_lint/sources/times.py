"""Trackers' ways of writing a moment → RFC 3339 with an offset; a day stays a day."""

from __future__ import annotations

import re
from datetime import datetime

_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?$", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_JIRA = re.compile(
    r"(\d{1,2})[/. -]{1,2}([^\W\d_]{3,12})\.?[/. -]{1,2}(\d{4}|\d\d)"
    r"(?:,?\s+(\d{1,2})[:.](\d\d)(?:[:.](\d\d))?\s*([ap]\.?\s?m\.?)?)?$",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan ene gen jän sty", "feb fév fev lut", "mar mär mrt mars", "apr avr abr kwi", "may mai mag mei maj",
            "jun juin giu cze", "jul juil lug lip", "aug aoû ago sie", "sep set wrz", "oct okt out ott paź",
            "nov lis", "dec dez déc dic gru",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip


def rfc3339(text: str) -> str | None:
    """`2026-09-03T09:14:00.000+0100` or `03/Sep/26 9:14 AM` → RFC 3339; None where it is no date that we know.

    The offset of a time without one is written `-00:00`: unknown, as RFC 3339 section 4.3 has it.
    """
    text = text.strip()
    if _DAY.match(text):
        return text if _real(text) else None
    found = _STAMP.match(text)
    if found:
        day, minutes, seconds, zone = found.groups()
        return _checked(f"{day}T{minutes}:{seconds or '00'}", zone)
    found = _JIRA.match(text)
    if not found:
        return None
    number, name, year, hour, minute, second, half = found.groups()
    month = _MONTHS.get(name[:4].casefold()) or _MONTHS.get(name[:3].casefold())
    if month is None:
        return None
    date = f"{'20' + year if len(year) < len('2026') else year}-{month:02}-{int(number):02}"
    if hour is None:
        return date if _real(date) else None
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    return _checked(f"{date}T{hours:02}:{minute}:{second or '00'}", None)


def _checked(moment: str, zone: str | None) -> str | None:
    if not _real(moment):
        return None
    if zone is None:
        return moment + "-00:00"
    if zone in "Zz":
        return moment + "Z"
    return moment + (zone if ":" in zone else f"{zone[:3]}:{zone[3:]}")


def _real(moment: str) -> bool:
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return False
    return True
