"""Reads the epics of a Jira, ours or by the `jira` library; prints how many, and which fields were asked for."""

from __future__ import annotations

import argparse
import json
import os
import shutil
from pathlib import Path
from typing import Any

QUERY = "issuetype = Epic"
NEEDS = frozenset({"outcome", "owner", "okr", "labels", "resolution", "status"})


def ours(cache: str) -> dict[str, Any]:
    from outcome_lint.sources import Intake, Mapping, read
    from outcome_lint.sources.live.jira import fetching
    from outcome_lint.sources.live.jira.scan import Scan
    from outcome_lint.sources.live.reach import Reach
    from outcome_lint.trackers import JiraSource

    scans: list[Scan] = []

    class Remembered(Scan):
        def __init__(self, **parts: Any) -> None:
            super().__init__(**parts)
            scans.append(self)

    fetching.Scan = Remembered  # type: ignore[misc]
    intake = Intake()
    reach = Reach.of_process(cache=Path(cache) if cache else None)
    mapping = Mapping.default().only_levels(("epic",))
    items = sum(1 for _ in read([JiraSource(jql=QUERY)], mapping, NEEDS, intake, None, reach))
    assert not intake.problems, intake.problems
    return {"items": items, "fields": scans[0].fields}


def library(fields: str) -> dict[str, Any]:
    from jira import JIRA

    account = os.environ["JIRA_EMAIL"], os.environ["JIRA_TOKEN"]
    client = JIRA(os.environ["JIRA_URL"], options={"rest_api_version": "3"}, basic_auth=account)
    found = client.enhanced_search_issues(QUERY, maxResults=0, fields=fields.split(","))
    return {"items": len(found), "fields": fields.split(",")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", default="")
    parser.add_argument("--cold", action="store_true", help="empty the cache first")
    parser.add_argument("--library", metavar="FIELDS")
    given = parser.parse_args()
    if given.cold:
        shutil.rmtree(given.cache, ignore_errors=True)
    print(json.dumps(library(given.library) if given.library else ours(given.cache)))


if __name__ == "__main__":
    main()
