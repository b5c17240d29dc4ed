"""Dates of JQL, in the time zone of whoever asks: absolute ones, and periods from now."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.fakes.jira.jql import Call, JqlError

_UNITS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60}
_PERIOD = re.compile(r"\s*([+-]?)(\d+)\s*([wdhm])")
_FORMATS = ("%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%d", "%Y/%m/%d")


def milliseconds(text: str, field: str, now: datetime, zone: ZoneInfo) -> int:
    """Raises JqlError in Jira's words. A period counts from the minute that is running, as seconds are not shown."""
    seconds = _seconds(text)
    if seconds is not None:
        return int((now + timedelta(seconds=seconds)).timestamp() * 1000)
    for shape in _FORMATS:
        try:
            return int(datetime.strptime(text, shape).replace(tzinfo=zone).timestamp() * 1000)
        except ValueError:
            continue
    raise JqlError(
        f"Date value '{text}' for field '{field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', "
        "'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'."
    )


def called(call: Call, now: datetime, zone: ZoneInfo) -> int:
    """now() and startOfDay() of the viewer."""
    if call.name.lower() == "now":
        return int(now.timestamp() * 1000)
    if call.name.lower() == "startofday":
        local = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        shift = _seconds(call.arguments[0]) if call.arguments else 0
        return int((local + timedelta(seconds=shift or 0)).timestamp() * 1000)
    raise JqlError(f"Unable to find JQL function '{call.name}({', '.join(call.arguments)})'.")


def _seconds(text: str) -> int | None:
    """Of a period such as "-90m" or "-1w 2d"; None for anything else."""
    total, at, sign = 0, 0, 1
    while at < len(text):
        found = _PERIOD.match(text, at)
        if not found:
            return None
        sign = {"-": -1, "+": 1, "": sign}[found[1]]
        total += sign * int(found[2]) * _UNITS[found[3]]
        at = found.end()
    return total if text.strip() else None
