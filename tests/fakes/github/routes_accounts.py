"""Accounts, organisations, the rate limit, search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fakes.github import search, shapes
from tests.fakes.github.access import rate_of
from tests.fakes.github.calls import IN_REPOSITORY, TOP, Answer, Call, Refusal, joined, not_found
from tests.fakes.github.world import Org, User

if TYPE_CHECKING:
    from tests.fakes.github.world import Repository


@TOP("GET", "/user")
def viewer(call: Call) -> dict[str, Any]:
    if call.account.kind == "anonymous":
        raise Refusal(401, "Requires authentication")
    if call.account.is_integration:
        raise Refusal(403, "Resource not accessible by integration")
    return shapes.user(call.host.user(call.account.login)) | {"name": None, "email": None}


@TOP("GET", "/rate_limit")
def rate_limit(call: Call) -> dict[str, Any]:
    if "rate_limit" not in call.host.features:
        raise Refusal(404, "Rate limiting is not enabled.")
    shown = {}
    for name in call.account.budgets:
        budget = rate_of(call.host, call.account, name)
        shown[name] = {
            "limit": budget.limit, "used": budget.used, "remaining": budget.remaining, "reset": budget.reset,
        }  # fmt: skip
    return {"resources": shown, "rate": shown["core"]}


@TOP("GET", "/meta")
def meta(call: Call) -> dict[str, Any]:
    shown: dict[str, Any] = {"verifiable_password_authentication": True}
    return shown | ({"installed_version": call.host.enterprise} if call.host.enterprise else {})


def org_of(call: Call, login: str) -> Org:
    found = call.host.users.get(login.casefold())
    if not isinstance(found, Org):
        raise not_found()
    return found


@TOP("GET", "/orgs/{login}")
def organisation(call: Call, login: str) -> dict[str, Any]:
    return shapes.organisation(org_of(call, login))


@TOP("GET", "/users/{login}")
def account(call: Call, login: str) -> dict[str, Any]:
    found = call.host.users.get(login.casefold())
    if found is None:
        raise not_found()
    return shapes.user(found)


@TOP("GET", "/orgs/{login}/repos")
def org_repositories(call: Call, login: str) -> Answer:
    return _repositories(call, org_of(call, login))


@TOP("GET", "/users/{login}/repos")
def user_repositories(call: Call, login: str) -> Answer:
    found = call.host.users.get(login.casefold())
    if found is None:
        raise not_found()
    return _repositories(call, found)


@TOP("GET", "/installation/repositories")
def installed(call: Call) -> Answer:
    if call.account.kind != "installation":
        raise Refusal(403, "You must authenticate with an installation access token in order to list repositories.")
    seen = [each for each in call.host.by_id.values() if call.account.reaches(each)]
    rows, headers = call.page(seen)
    shown = [shapes.repository(each) for each in rows]
    return Answer({"total_count": len(seen), "repositories": shown}, headers=headers)


def _repositories(call: Call, owner: User) -> Answer:
    seen = [each for each in owner.repositories.values() if call.account.sees(each)]
    kind = call.query.get("type", "all")
    if kind in ("public", "private"):
        seen = [each for each in seen if each.private == (kind == "private")]
    by_name = call.query.get("sort") == "full_name"
    seen.sort(key=lambda each: each.full_name if by_name else each.id, reverse=not by_name)
    rows, headers = call.page(seen)
    return Answer([shapes.repository(each) for each in rows], headers=headers)


@TOP("GET", "/orgs/{login}/issue-fields", feature="issue_fields")
def issue_fields(call: Call, login: str) -> list[dict[str, Any]]:
    """Preview; the token needs to read the organisation's fields."""
    found = org_of(call, login)
    _organisation_need(call, "issue_fields", found)
    return [shapes.issue_field(each) for each in found.issue_fields.values()]


@TOP("GET", "/orgs/{login}/issue-types", feature="issue_types")
def issue_types(call: Call, login: str) -> list[dict[str, Any]]:
    found = org_of(call, login)
    _organisation_need(call, "issue_types", found)
    return [shapes.issue_type(each) for each in found.issue_types.values()]


def _organisation_need(call: Call, permission: str, owner: Org) -> None:
    call.needed = f"{permission}=read"
    account = call.account
    if account.kind == "anonymous":
        raise Refusal(401, "Requires authentication")
    if account.kind == "classic":
        if not {"read:org", "write:org", "admin:org"} & set(account.scopes):
            raise not_found()
    elif not account.is_member(owner.login) or account.permissions.get(permission, "none") == "none":
        noun = "personal access token" if account.kind == "fine" else "integration"
        raise Refusal(403, f"Resource not accessible by {noun}")


@IN_REPOSITORY("GET", "", needs="metadata=read")
def repository(_call: Call, place: Repository) -> dict[str, Any]:
    return shapes.full(place)


@TOP("GET", "/search/issues")
def search_issues(call: Call) -> Answer:
    """The first 1,000 results and no more, whatever `total_count` says."""
    found = search.search(call)
    rows, headers = call.page(found[: search.CAP])
    size = call.query.get("per_page", "30")
    if int(call.query.get("page", "1")) * min(int(size), 100) > search.CAP:
        raise Refusal(422, "Only the first 1000 search results are available")
    items = joined([shapes.rendered(each, member=call.sees_fields_of(each.repository)) for each in rows])
    incomplete = b"true" if call.host.search_is_incomplete else b"false"
    body = b'{"total_count":%d,"incomplete_results":%s,"items":%s}' % (len(found), incomplete, items)
    return Answer(body, headers=headers)
