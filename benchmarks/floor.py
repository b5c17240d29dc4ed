"""The yardstick: typed decode of the fields that the rules need, and nothing else. Prints how many issues there are.

usage: floor.py FILE.jsonl
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
from msgspec import Struct, field


class Node(Struct, gc=False):
    type: str
    text: str = ""
    content: list[Node] = []


class IssueType(Struct, gc=False):
    hierarchyLevel: int  # noqa: N815 - Jira's name


class Keyed(Struct, gc=False):
    key: str


class Status(Struct, gc=False):
    statusCategory: Keyed  # noqa: N815 - Jira's name


class User(Struct, gc=False):
    accountId: str  # noqa: N815 - Jira's name


class Fields(Struct, gc=False):
    summary: str
    issuetype: IssueType
    status: Status
    project: Keyed
    assignee: User | None = None
    outcome: Node | None = field(name="customfield_10050", default=None)
    okr: str | None = field(name="customfield_10051", default=None)
    actual: Node | None = field(name="customfield_10052", default=None)


class Issue(Struct, gc=False):
    key: str
    fields: Fields


def main(path: Path) -> int:
    decode = msgspec.json.Decoder(Issue).decode
    count = 0
    with path.open("rb", buffering=1 << 18) as lines:
        for line in lines:
            decode(line)
            count += 1
    return count


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
