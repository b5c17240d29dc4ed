"""Two worlds: a small organisation with one of everything, and a repository of any size."""

from __future__ import annotations

from tests.fakes.github.projects import Project, ProjectField
from tests.fakes.github.world import Host, Issue, Org

FORM = """\
name: Epic
description: A larger piece of work with an outcome
title: "[EPIC] "
labels: [epic]
body:
  - type: markdown
    attributes: {value: Thank you for writing an epic.}
  - type: textarea
    id: outcome
    attributes:
      label: Anticipated outcome
      description: What are we hoping to achieve?
      placeholder: Who is better off, by how much, until when?
      value: |
        A clear and concise description of the outcome.
    validations: {required: true}
  - type: input
    id: owner
    attributes: {label: Owner, placeholder: "@login"}
  - type: input
    id: key-result
    attributes: {label: Key result}
"""
TEMPLATE = """\
---
name: Initiative
about: Several epics that move one key result
labels: initiative
---

## Outcome

_What changes for whom?_

## Owner

@login
"""
GOOD = "Clerks close a claim in two days instead of five by the end of Q3"
TOKEN = "pat-eva"  # noqa: S105 - not a secret


def body(outcome: str | None, owner: str | None = "@eva", key_result: str | None = "KR 1.1") -> str:
    """What an issue form writes."""
    answers = {"Anticipated outcome": outcome, "Owner": owner, "Key result": key_result}
    return "\n\n".join(f"### {label}\n\n{answer or '_No response_'}" for label, answer in answers.items())


def accounts(host: Host, owner: str = "acme", repository: str = "roadmap") -> Host:
    """pat-eva may read everything, pat-narrow no Projects; fine-eva may the same by permissions; ghs-actions is a
    workflow's token, ghs-fork that of a pull request from a fork; App 77 is installed in the organisation.
    """
    known, full_name = host.accounts, f"{owner}/{repository}"
    reading = {
        "issues": "read",
        "contents": "read",
        "pull_requests": "read",
        "issue_types": "read",
        "issue_fields": "read",
    }
    known.classic(TOKEN, "eva")
    known.classic("pat-narrow", "eva", "repo")
    known.fine("fine-eva", "eva", owner, **reading, organization_projects="read")
    known.actions("ghs-actions", full_name, issues="write", contents="write", pull_requests="write", checks="write")
    known.actions("ghs-fork", full_name, issues="read", contents="read", pull_requests="read", checks="read")
    known.app(77, "outcome-bot", owner, **reading, organization_projects="read", checks="write")
    return host


def small_org(host: Host | None = None) -> Host:
    """acme with roadmap (public) and platform (private), epics marked in every way, a Project, accounts."""
    host = host or Host()
    acme = host.org("acme")
    acme.members.add("eva")
    for name in ("Epic", "Initiative", "Bug", "Task"):
        acme.issue_type(name)
    acme.issue_field("Anticipated outcome")
    acme.issue_field("Level", "single_select", ["Initiative", "Epic", "Story"])
    acme.issue_field("Regions", "multi_select", ["North", "South"])
    acme.issue_field("Target date", "date")
    acme.issue_field("Cost", "number")
    project = _project(acme)
    _roadmap(acme, project)
    _platform(acme, project)
    return accounts(host)


def _project(acme: Org) -> Project:
    return acme.project(
        "Roadmap",
        [
            ProjectField("Outcome"), ProjectField("Owner"), ProjectField("OKR"), ProjectField("Confidence", "NUMBER"),
            ProjectField("Target", "DATE"), ProjectField("Quarter", "ITERATION"),
            ProjectField("Type", "SINGLE_SELECT", ["Initiative", "Epic", "Story"]),
            ProjectField("Anticipated outcome", issue_field=acme.issue_fields["Anticipated outcome"]),
        ],
    )  # fmt: skip


def _roadmap(acme: Org, project: Project) -> None:
    roadmap = acme.repo("roadmap")
    roadmap.file("README.md", "# Roadmap\n")
    roadmap.file(".github/ISSUE_TEMPLATE/epic.yml", FORM)
    roadmap.file(".github/ISSUE_TEMPLATE/initiative.md", TEMPLATE)
    roadmap.file(".github/ISSUE_TEMPLATE/config.yml", "blank_issues_enabled: true\n")
    okr = roadmap.issue("[INITIATIVE] Claims without paper", type="Initiative", body=body(GOOD), assignees=["eva"])
    epic = roadmap.issue("Scan claims at the counter", type="Epic", body=body(GOOD), parent=okr, assignees=["eva"])
    roadmap.issue(
        "Buy scanners", type="Task", body="Three of them", parent=epic, state="closed", state_reason="completed"
    )
    roadmap.issue("Write the driver", type="Task", body=None, parent=epic)
    roadmap.issue("Archive old claims", labels=["epic"], body=body(None, None, None), assignees=["bo"])
    roadmap.issue("Sort claims", labels=["Epic", "team: Claims"], body="", assignees=["triage[bot]"])
    roadmap.issue(
        "[EPIC] Mail claims", body=body("A clear and concise description of the outcome."), assignees=["Copilot"]
    )
    roadmap.milestone("Q3", "2026-09-30T07:00:00Z")
    fields = {"Anticipated outcome": GOOD, "Level": "Epic", "Regions": ["North", "South"], "Target date": "2026-09-30",
              "Cost": 42.5}  # fmt: skip
    fielded = roadmap.issue("Pay claims", fields=fields, body=None, milestone="Q3", assignees=["eva"])
    roadmap.issue("Old idea", labels=["epic"], body="tbd", state="closed", state_reason="not_planned")
    roadmap.issue("Heated", labels=["epic"], body=body("faster"), locked=True)
    roadmap.pull("Add a scanner", body=f"Closes #{epic.number}", head="scanner", labels=["epic"])
    project.add(epic, values={"Outcome": GOOD, "Owner": "@eva", "OKR": "KR 1.1", "Type": "Epic", "Confidence": 0.5,
                              "Target": "2026-09-30", "Quarter": ("Q3", "2026-07-01", 91),
                              "Status": "In Progress"})  # fmt: skip
    project.add(fielded)
    project.add(okr, values={"Type": "Initiative"}, archived=True)
    project.draft("Claims by phone", body("Callers wait one minute less by May"), ["bo"], values={"Type": "Epic"})


def _platform(acme: Org, project: Project) -> None:
    platform = acme.repo("platform", private=True)
    moved = platform.issue("Log in once", type="Epic", body=body(GOOD), assignees=["bo"])
    platform.issue("Deleted", labels=["epic"]).delete()
    epic = platform.issue("Store files", type="Epic", body=body("Files open in one second by June"), assignees=["bo"])
    project.add(epic, values={"Outcome": "Files open in one second by June", "Type": "Epic"})
    project.add(platform.issue("Secret", type="Epic"), hidden=True)
    moved.transfer(acme.repositories["roadmap"])


def big_repository(issues: int = 10_000, epics: int = 500, *, project: str = "all", host: Host | None = None) -> Host:
    """acme/roadmap with so many issues, of which so many are epics (type and label), evenly spread; of the epics one in
    three has no outcome. Project 1 holds `all` issues, or the `epics`, with Outcome, Owner and OKR; or there is `none`.
    """
    host = host or Host()
    acme = host.org("acme")
    acme.members.add("eva")
    for name in ("Epic", "Task"):
        acme.issue_type(name)
    roadmap = acme.repo("roadmap")
    roadmap.file(".github/ISSUE_TEMPLATE/epic.yml", FORM)
    board = (
        acme.project("Roadmap", [ProjectField(name) for name in ("Outcome", "Owner", "OKR")])
        if project != "none"
        else None
    )
    every = max(1, issues // max(1, epics))
    made: list[Issue] = []
    for number in range(1, issues + 1):
        if number % every == 0 and len(made) < epics:
            outcome = None if len(made) % 3 == 0 else f"Clerks close claim {number} in two days instead of five by Q3"
            epic = roadmap.issue(f"Epic {number}", type="Epic", labels=["epic"], body=body(outcome), assignees=["eva"])
            made.append(epic)
            if board:
                board.add(epic, values={"Outcome": outcome, "Owner": "@eva", "OKR": "KR 1.1"})
        else:
            text = f"Task {number}: " + "what is to be done in a few plain words. " * 8
            task = roadmap.issue(f"Task {number}", type="Task", labels=["task"], body=text, assignees=["bo"])
            if board and project == "all":
                board.add(task)
    return accounts(host)
