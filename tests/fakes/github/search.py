"""Issue search: the qualifiers that teams write, joined by AND."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.fakes.github.calls import Call, Refusal
from tests.fakes.github.world import Issue

CAP = 1000
_TERM = re.compile(r'(-?)(?:([\w-]+):)?("[^"]*"|\S+)')

Test = Callable[[Issue, str], bool]


def _is(issue: Issue, said: str) -> bool:
    return {
        "issue": not issue.pull, "pr": bool(issue.pull), "open": issue.state == "open",
        "closed": issue.state == "closed", "locked": issue.locked, "public": not issue.repository.private,
        "private": issue.repository.private,
    }.get(said, False)  # fmt: skip


def _typed(issue: Issue, said: str) -> bool:
    return bool(issue.type and issue.type.name.casefold() == said)


TESTS: dict[str, Test] = {
    "repo": lambda issue, said: issue.repository.full_name.casefold() == said,
    "org": lambda issue, said: issue.repository.owner.login.casefold() == said,
    "user": lambda issue, said: issue.repository.owner.login.casefold() == said,
    "is": _is,
    "state": lambda issue, said: issue.state == said,
    "type": lambda issue, said: _is(issue, said) if said in ("issue", "pr") else _typed(issue, said),
    "label": lambda issue, said: any(label.name.casefold() in said.split(",") for label in issue.labels),
    "assignee": lambda issue, said: any(user.login.casefold() == said for user in issue.assignees),
    "author": lambda issue, said: bool(issue.author and issue.author.login.casefold() == said),
    "milestone": lambda issue, said: bool(issue.milestone and issue.milestone.title.casefold() == said),
    "archived": lambda issue, said: issue.repository.archived == (said == "true"),
    "has": lambda issue, said: bool({"sub-issue": issue.children, "parent-issue": issue.parent}.get(said)),
    "no": lambda issue, said: not {"assignee": issue.assignees, "label": issue.labels}.get(said),
    "updated": lambda issue, said: issue.updated_at >= said.lstrip(">=").upper(),
    "": lambda issue, said: said in f"{issue.title}\n{issue.body or ''}".casefold(),
}


def search(call: Call) -> list[Issue]:
    """Best match first is by age here. Raises Refusal where GitHub answers 422."""
    query = call.query.get("q", "").strip()
    if not query:
        raise Refusal(422, "Validation Failed", errors=[{"resource": "Search", "field": "q", "code": "missing"}])
    terms = [(bool(minus), name.lower(), said.strip('"').casefold()) for minus, name, said in _TERM.findall(query)]
    terms = [term for term in terms if term[1] not in ("in", "sort")]
    places = [place for place in call.host.by_id.values() if call.account.sees(place) and place.has_issues]
    for minus, name, said in terms:
        if name == "repo" and not minus and said not in {place.full_name.casefold() for place in places}:
            message = "The listed users and repositories cannot be searched either because the resources do not exist or you do not have permission to view them."  # noqa: E501
            raise Refusal(422, "Validation Failed", errors=[{"message": message, "field": "q", "code": "invalid"}])
    found = [
        issue
        for place in places
        for issue in place.issues.values()
        if not issue.gone and all(TESTS.get(name, TESTS[""])(issue, said) != minus for minus, name, said in terms)
    ]
    return sorted(found, key=lambda issue: issue.id, reverse=True)
