"""Plays the demo portfolio's last half year (examples/demo-history/story.yml), a run each Monday, and reports on it.

Nothing is put into the history by hand: each week's portfolio is a snapshot of its own, linted and remembered as any
other, on the day that the story says.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import yaml
from msgspec.structs import replace

from outcome_lint.cli.memory import remember
from outcome_lint.cli.report import write
from outcome_lint.cli.reporting import Asked, make_report, prepared
from outcome_lint.cli.session import Session, Wishes
from outcome_lint.model import Run

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "examples/demo-history/story.yml"
CONFIG = ROOT / "examples/demo/outcome-lint.yml"
NOT_YET = {
    "resolved": None,
    "resolution": None,
    "actual_outcome": None,
    "status": "In Progress",
    "status_category": "doing",
}
FILES = {
    "html": "index.html", "text": "report.txt", "markdown": "report.md", "json": "report.json", "csv": "report.csv",
    "badge": "badge.svg",
}  # fmt: skip
Item = dict[str, Any]


def today() -> list[Item]:
    """The portfolio as it was exported."""
    items = Session(Wishes(demo=True)).items()
    return [msgspec.to_builtins(item) for item in items]


def portfolio(items: list[Item], events: list[dict[str, Any]], day: date) -> Iterator[Item]:
    """The items as they were on the morning of that day."""
    undone: dict[str, Item] = {}
    for event in sorted(events, key=lambda event: event["until"], reverse=True):
        if event["until"] >= day:
            undone.setdefault(event["item"], {})[event["field"]] = event.get("was")
    for item in items:
        if item["created"][:10] < day.isoformat():
            open_again = NOT_YET if (item.get("resolved") or "")[:10] >= day.isoformat() else {}
            yield item | open_again | undone.get(item["key"], {})


def mondays(story: dict[str, Any]) -> list[datetime]:
    zone = ZoneInfo(story["timezone"])
    first = datetime.combine(story["first"], time.fromisoformat(story["at"]))
    return [(first + timedelta(weeks=week)).replace(tzinfo=zone) for week in range(story["weeks"])]


def linted(path: Path, when: datetime) -> tuple[Session, Run]:
    """The run as it would have been at that time."""
    session = prepared(Session(Wishes(sources=(str(path),), config=CONFIG)))
    session.today = when.date()
    return session, replace(session.run(), generated=when.astimezone(UTC).isoformat(timespec="seconds"))


def play(folder: Path, weeks: int | None = None) -> tuple[Session, Run, str]:
    """All weeks but the last are remembered; the last one's session and run, and where the history is."""
    story = yaml.safe_load(STORY.read_text("utf-8"))
    items, history = today(), folder / "history.db"
    history.unlink(missing_ok=True)
    days = mondays(story)[:weeks]
    for when in days:
        path = folder / "weeks" / when.date().isoformat() / "portfolio.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = msgspec.json.Encoder().encode_lines(list(portfolio(items, story["events"], when.date())))
        path.write_bytes(lines[: len(lines) // 2] if when.date() in story["broken"] else lines)
        session, run = linted(path, when)
        if when != days[-1]:
            remember(session, run, str(history))
    return session, run, str(history)


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    session, run, history = play(folder)
    zone = yaml.safe_load(STORY.read_text("utf-8"))["timezone"]
    leaders = make_report(session, run, history, Asked(zone=zone))
    team = make_report(session, run, history, Asked(zone=zone, audience="team", record=False))
    for name, file in FILES.items():
        write(name, folder / file, leaders)
    write("html", folder / "team.html", team)
    print(f"26 weeks of the demo portfolio are in {history}")
    print(f"For leaders: {(folder / 'index.html').resolve().as_uri()}")
    print(f"For teams:   {(folder / 'team.html').resolve().as_uri()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build/report")
