"""From a call to the function that answers it; old names of repositories lead to the new ones here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from tests.fakes.github import routes_accounts, routes_apps, routes_checks, routes_git, routes_issues
from tests.fakes.github.calls import IN_REPOSITORY, TOP, Answer, Call, moved, not_found

if TYPE_CHECKING:
    from tests.fakes.github.world import Repository

MODULES = (routes_accounts, routes_apps, routes_checks, routes_git, routes_issues)
_REPOSITORY = re.compile(r"/(?:repos/([^/]+)/([^/]+)|repositories/(\d+))(/.*)?")


def answer(call: Call) -> Answer:
    """Raises Refusal."""
    found = _REPOSITORY.fullmatch(call.path)
    if found is None or found[4] == "/installation":
        route, named = TOP.find(call, call.path)
        call.needed = route.needs
        return said(route.handler(call, **{name: unquote(text) for name, text in named.items()}))
    rest = found[4] or ""
    repository = _repository(call, found, rest)
    route, named = IN_REPOSITORY.find(call, rest)
    call.need(route.needs, repository)
    return said(route.handler(call, repository, **{name: unquote(text) for name, text in named.items()}))


def said(answered: Any) -> Answer:
    return answered if isinstance(answered, Answer) else Answer(answered)


def _repository(call: Call, found: re.Match[str], rest: str) -> Repository:
    if found[3]:
        repository = call.host.by_id.get(int(found[3]))
    else:
        owner, name = unquote(found[1]), unquote(found[2])
        repository = call.host.find(owner, name)
        old = call.host.moved.get(f"{owner}/{name}".casefold())
        if repository is None and old is not None and call.account.sees(old):
            raise moved(call, f"/repositories/{old.id}{rest}")
    if repository is None or not call.account.sees(repository):
        raise not_found()
    return repository
