"""A portfolio as Jira Cloud's v3 search sends it, about 6.9 KB an issue: item `i` is the same in every file and run.

Shares: 35 % no outcome (null, an empty document, blank paragraphs), 10 % a placeholder, 5 % the summary again, 15 % no
assignee, 50 % no OKR, 3 % stories, which are no work items; 30 projects of uneven size.

usage: portfolio.py ITEMS FILE
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from shapes import (
    API,
    USERS,
    Json,
    bullets,
    compact,
    description,
    document,
    issue_type,
    paragraph,
    project,
    sentence,
    status,
    text,
)
from words import ADDITIONS, GAINS, LABELS, METRICS, NOUNS, OKRS, PLACEHOLDERS, PROJECTS, VERBS, WHOM

OUTCOME, OKR, ACTUAL = "customfield_10050", "customfield_10051", "customfield_10052"
_WEIGHTS = [30 - place * 0.8 for place in range(len(PROJECTS))]


def _outcome(draw: random.Random, summary: str) -> Json | None:
    kind = draw.random()
    if kind < 0.30:
        return None
    if kind < 0.33:
        return document()
    if kind < 0.35:
        return document(draw.choice([{"type": "paragraph"}, paragraph(), paragraph(text("  "))]))
    if kind < 0.45:
        return document(paragraph(text(draw.choice(PLACEHOLDERS))))
    if kind < 0.50:
        shouted = summary.upper().replace("–", "-")
        return document(paragraph(text(draw.choice([summary, shouted, f"{summary}.", f"“{summary}”"]))))
    return _stated(draw)


def _stated(draw: random.Random) -> Json:
    percent, quarter = draw.randint(2, 40), draw.randint(1, 4)
    lead = f"{draw.choice(GAINS)} {draw.choice(METRICS)}"
    rest = f"by {percent}% {draw.choice(WHOM)} until Q{quarter} 2026"
    kind = draw.random()
    if kind < 0.6:
        return document(paragraph(text(f"{lead} {rest}")))
    if kind < 0.8:
        pieces = text(f"{lead} "), text(f"by {percent}%", "strong"), {"type": "hardBreak"}, text(draw.choice(WHOM))
        return document(paragraph(*pieces))
    lines = [rest, f"Metric: {draw.choice(METRICS)}", f"Baseline measured in Q{quarter}"]
    return document(paragraph(text(f"{lead}:")), bullets(lines), paragraph(text(sentence(draw))))


def _okr(draw: random.Random) -> str | None:
    if draw.random() < 0.45:
        return None
    return "   " if draw.random() < 0.09 else draw.choice(OKRS)


def _actual(draw: random.Random) -> Json | None:
    kind = draw.random()
    if kind < 0.6:
        return None if kind < 0.55 else document()
    return document(paragraph(text(f"Achieved: {draw.choice(METRICS)} moved by {draw.randint(0, 30)}%")))


def _parent(draw: random.Random, project: str, number: int) -> Json:
    ident = 20_000 + number
    fields = {
        "summary": f"{draw.choice(VERBS)} {draw.choice(NOUNS)}",
        "status": status(draw),
        "issuetype": issue_type(2),
    }
    return {"id": str(ident), "key": f"{project}-{number}", "self": f"{API}/issue/{ident}", "fields": fields}


def _day(draw: random.Random, months: int) -> str:
    return f"{draw.randint(1, months):02}-{draw.randint(1, 28):02}"


def item(place: int) -> Json:
    """The issue at a place, counted from 0."""
    draw = random.Random(7_000_021 + place)
    (team,) = draw.choices(range(len(PROJECTS)), _WEIGHTS)
    (level,) = draw.choices((0, 1, 2), (3, 85, 12))
    summary = f"{draw.choice(VERBS)} {draw.choice(NOUNS)} {draw.choice(ADDITIONS)}"
    state = status(draw)
    number = place + 1
    return {
        "expand": "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations",
        "id": str(20_000 + number),
        "self": f"{API}/issue/{20_000 + number}",
        "key": f"{PROJECTS[team]}-{number}",
        "fields": {
            "summary": summary,
            "issuetype": issue_type(level),
            "parent": _parent(draw, PROJECTS[team], max(1, place // 2)) if level == 1 and draw.random() < 0.6 else None,
            "project": project(team),
            "assignee": None if draw.random() < 0.15 else draw.choice(USERS),
            "reporter": draw.choice(USERS),
            "status": state,
            "labels": draw.sample(LABELS, draw.randint(0, 3)),
            "created": f"2025-{_day(draw, 12)}T09:{draw.randint(0, 59):02}:11.000+0100",
            "updated": f"2026-{_day(draw, 10)}T16:{draw.randint(0, 59):02}:42.000+0100",
            OUTCOME: _outcome(draw, summary),
            OKR: _okr(draw),
            ACTUAL: _actual(draw) if state["statusCategory"]["key"] == "done" else None,
            "description": description(draw),
        },
    }


def lines(items: int) -> Iterator[str]:
    """The portfolio as JSON Lines."""
    return (compact(item(place)) + "\n" for place in range(items))


if __name__ == "__main__":
    with Path(sys.argv[2]).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines(int(sys.argv[1])))
