"""Reads the epics of a GitHub, ours or by PyGithub's own iteration; prints how many have an outcome, of how many."""

from __future__ import annotations

import argparse
import json
import os
import shutil
from pathlib import Path
from typing import Any

NEEDS = frozenset({"outcome", "owner", "okr", "labels", "resolution", "status"})
REPOSITORY = "acme/roadmap"


def ours(cache: str, select: str, project: str) -> dict[str, Any]:
    from outcome_lint.sources import Intake, Mapping, read
    from outcome_lint.sources.live.reach import Reach
    from outcome_lint.trackers import GithubSource, Selecting

    intake = Intake()
    reach = Reach.of_process(cache=Path(cache) if cache else None)
    source = GithubSource(repo=REPOSITORY, project=project, select=Selecting(type=select))
    found = list(read([source], Mapping.default(), NEEDS, intake, None, reach))
    assert not intake.problems, intake.problems
    return {"items": len(found), "with": sum(bool(item.outcome) for item in found)}


def library(select: str) -> dict[str, Any]:
    """As its documentation shows it, with nothing set: every attribute that is read here comes with the list."""
    from github import Auth, Github

    client = Github(auth=Auth.Token(os.environ["GITHUB_TOKEN"]), base_url=os.environ["GITHUB_API_URL"])
    more = {"labels": [select.lower()]} if select else {}
    found = [
        (issue.title, issue.body, issue.assignees, issue.state)
        for issue in client.get_repo(REPOSITORY).get_issues(state="all", **more)
        if any(label.name == "epic" for label in issue.labels)
    ]
    return {"items": len(found), "with": sum("_No response_" not in (body or "") for _, body, *_ in found)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", default="")
    parser.add_argument("--cold", action="store_true", help="empty the cache first")
    parser.add_argument("--select", default="", metavar="TYPE")
    parser.add_argument("--project", default="")
    parser.add_argument("--library", action="store_true")
    given = parser.parse_args()
    if given.cold:
        shutil.rmtree(given.cache, ignore_errors=True)
    print(json.dumps(library(given.select) if given.library else ours(given.cache, given.select, given.project)))


if __name__ == "__main__":
    main()
