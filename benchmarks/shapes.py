"""The parts of an issue as Jira Cloud sends them: documents, people, types, statuses, projects."""

from __future__ import annotations

import json
import random
from typing import Any

from words import FIRST, LAST, NOUNS, PROJECTS, PROSE

Json = dict[str, Any]
SITE = "https://acme.atlassian.net"
API = f"{SITE}/rest/api/3"
_DESCRIPTION = (1500, 4000)  # bytes


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def text(words: str, *marks: str) -> Json:
    node: Json = {"type": "text", "text": words}
    return node | {"marks": [{"type": mark} for mark in marks]} if marks else node


def paragraph(*nodes: Json) -> Json:
    return {"type": "paragraph", "content": list(nodes)}


def bullets(lines: list[str]) -> Json:
    items = [{"type": "listItem", "content": [paragraph(text(line))]} for line in lines]
    return {"type": "bulletList", "content": items}


def document(*blocks: Json) -> Json:
    return {"type": "doc", "version": 1, "content": list(blocks)}


def sentence(draw: random.Random) -> str:
    return " ".join(draw.choices(PROSE, k=draw.randint(8, 22))).capitalize() + "."


def _block(draw: random.Random) -> Json:
    kind = draw.random()
    if kind < 0.12:
        return {"type": "heading", "attrs": {"level": 2}, "content": [text(draw.choice(NOUNS).title())]}
    if kind < 0.55:
        first, second, third = (sentence(draw) for _ in range(3))
        return paragraph(text(f"{first} "), text(second, "strong"), text(f" {third}"))
    if kind < 0.65:
        who = {"id": f"5b10a2844c20165700ede{draw.randint(0, 999):03}", "text": f"@{draw.choice(FIRST)}"}
        card = {"url": f"{SITE}/wiki/x/{draw.randint(0, 999_999):06}"}
        return paragraph(
            text("Owner: "),
            {"type": "mention", "attrs": {**who, "accessLevel": ""}},
            {"type": "hardBreak"},
            text("confluence", "em"),
            {"type": "inlineCard", "attrs": card},
        )
    return bullets([sentence(draw) for _ in range(draw.randint(2, 4))])


def _user(number: int) -> Json:
    account = f"5b10a2844c20165700e{number:05}"
    host = "https://avatar-management--avatars.us-west-2.prod.public.atl-paas.net"
    avatar = f"{host}/{account}/5f1c4c3e-8a4b-4c5e-9d0e-{number:012}"
    return {
        "self": f"{API}/user?accountId={account}",
        "accountId": account,
        "avatarUrls": {f"{size}x{size}": f"{avatar}/{size}" for size in (48, 24, 16, 32)},
        "displayName": f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}",
        "active": True,
        "timeZone": "Europe/Berlin",
        "accountType": "atlassian",
    }


_POOL = random.Random(20260101)
_BLOCKS = [(block, len(compact(block))) for block in (_block(_POOL) for _ in range(4000))]
USERS = [_user(number) for number in range(180)]
_TYPES = {0: ("Story", "10001"), 1: ("Epic", "10000"), 2: ("Initiative", "10007")}
_CATEGORIES = {
    "new": (2, "blue-gray", "To Do", ("Backlog", "To Do", "Discovery")),
    "indeterminate": (4, "yellow", "In Progress", ("In Progress", "In Review")),
    "done": (3, "green", "Done", ("Done", "Released", "Closed")),
}


def description(draw: random.Random) -> Json:
    blocks, size, enough = [], 0, draw.randint(*_DESCRIPTION)
    while size < enough:
        block, bytes_ = draw.choice(_BLOCKS)
        blocks.append(block)
        size += bytes_
    return document(*blocks)


def issue_type(level: int) -> Json:
    name, ident = _TYPES[level]
    return {
        "self": f"{API}/issuetype/{ident}",
        "id": ident,
        "description": f"A {name.lower()} groups related work.",
        "iconUrl": f"{SITE}/rest/api/2/universal_avatar/view/type/issuetype/avatar/10307?size=medium",
        "name": name,
        "subtask": False,
        "avatarId": 10307,
        "hierarchyLevel": level,
    }


def status(draw: random.Random) -> Json:
    (key,) = draw.choices(tuple(_CATEGORIES), (40, 35, 25))
    number, color, category, names = _CATEGORIES[key]
    return {
        "self": f"{API}/status/{10_000 + number}",
        "description": "",
        "iconUrl": f"{SITE}/images/icons/statuses/generic.png",
        "name": draw.choice(names),
        "id": str(10_000 + number),
        "statusCategory": {
            "self": f"{API}/statuscategory/{number}",
            "id": number,
            "key": key,
            "colorName": color,
            "name": category,
        },
    }


def project(place: int) -> Json:
    ident = 10_100 + place
    avatar = f"{API}/universal_avatar/view/type/project/avatar/{ident}"
    sizes = {"48x48": "", "24x24": "?size=small", "16x16": "?size=xsmall", "32x32": "?size=medium"}
    return {
        "self": f"{API}/project/{ident}",
        "id": str(ident),
        "key": PROJECTS[place],
        "name": f"{PROJECTS[place].title()} Team",
        "projectTypeKey": "software",
        "simplified": False,
        "avatarUrls": {size: avatar + suffix for size, suffix in sizes.items()},
    }
