"""Who asks, by what kind of token, and all that it lacks, in one message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from outcome_lint.errors import IncompleteError
from outcome_lint.health import Step
from outcome_lint.sources.live.github.client import Github
from outcome_lint.sources.live.github.refusals import NOBODY, RefusedError
from outcome_lint.sources.live.github.shapes import Repository

_FORBIDDEN, _UNAUTHORIZED, _NOT_FOUND = 403, 401, 404
_LOOKED_AT = 3  # repositories


def account(client: Github) -> str:
    """`eva, a classic token with the scopes repo, read:org (the token of GITHUB_TOKEN)`. Raises IncompleteError."""
    if client.who.startswith(NOBODY):
        _limit(client)
        return f"{client.who}, for public repositories only,"
    try:
        answer = client.get("/user")
    except RefusedError as error:
        if error.status != _FORBIDDEN:
            raise
        _limit(client)
        return f"a workflow or App ({client.who})"
    login = msgspec.json.decode(answer.body, type=dict[str, object]).get("login")
    scopes = scopes_of(client)
    kind = (
        "a fine-grained token" if scopes is None else f"a classic token with the scopes {', '.join(scopes) or 'none'}"
    )
    return f"{login}, {kind} ({client.who})"


def _limit(client: Github) -> None:
    """Ask how much may be asked, which costs nothing; an Enterprise Server without limits does not know it."""
    try:
        client.get("/rate_limit")
    except RefusedError as error:
        if error.status != _NOT_FOUND:
            raise


def scopes_of(client: Github) -> list[str] | None:
    """The scopes of a classic token, as of the last answer; None for any other."""
    sent = client.headers.get("x-oauth-scopes")
    return None if sent is None else [scope.strip() for scope in sent.split(",") if scope.strip()]


def looked_at(client: Github, places: list[Repository], *, with_project: bool) -> Step:
    """What may be read, or all that is missing."""
    missing = list(_missing(client, places))
    fields = list(_optional(client, places))
    read = [*(["issues"] if places else []), *(["the Project"] if with_project else [])]
    hint = "docs/permissions.md says what each use needs"
    if missing:
        return Step("permissions", "unreachable", "; ".join(missing + fields), hint)
    text = f"{' and '.join(read)} can be read"
    return Step("permissions", "note" if fields else "fine", "; ".join([text, *fields]), hint if fields else "")


def _missing(client: Github, places: Iterable[Repository]) -> Iterator[str]:
    """Of the repositories, one by one: GitHub says what it asks for when it refuses."""
    for place in list(places)[:_LOOKED_AT]:
        try:
            client.get(f"/repos/{place.full_name}/issues", {"per_page": "1"})
        except RefusedError as error:
            yield f"{error} ({error.hint})"
        except IncompleteError as error:
            yield str(error)


def _optional(client: Github, places: Iterable[Repository]) -> Iterator[str]:
    """What an organisation tells only to some: without it, less can be said beforehand."""
    owners = dict.fromkeys(each.owner.login for each in places if each.owner.type == "Organization")
    for owner in owners:
        for path, what in (("issue-types", "issue types"), ("issue-fields", "issue fields")):
            try:
                client.get(f"/orgs/{owner}/{path}", {"per_page": "100"})
            except RefusedError as error:
                if error.status in (_FORBIDDEN, _UNAUTHORIZED):
                    yield f"the {what} of {owner} can't be listed: {error.hint or error.words}"
                else:
                    yield f"{owner} has no {what}, or lists them for a classic token with read:org only"
            except IncompleteError as error:
                yield str(error)
