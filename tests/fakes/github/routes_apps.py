"""A GitHub App's own calls, made with its JWT: who it is, where it is installed, a token for there."""

from __future__ import annotations

import base64
import binascii
import json
import time
from typing import Any

from tests.fakes.github import shapes
from tests.fakes.github.access import LIMITS, WINDOWS, Account, App, Budget, Installation
from tests.fakes.github.calls import TOP, Answer, Call, Refusal, not_found
from tests.fakes.github.world import STAMP, Host

SKEW, LONGEST = 60, 600
NO_JWT = "A JSON web token could not be decoded"


def account_of(host: Host, token: str) -> Account:
    """The app that a JWT speaks for, by its shape; the signature is looked at no further than that there is one."""
    try:
        header, claims, signature = token.split(".")
        head, said = json.loads(_decoded(header)), json.loads(_decoded(claims))
        long_enough = len(_decoded(signature)) >= 128
    except (ValueError, binascii.Error):
        raise Refusal(401, NO_JWT) from None
    if head.get("alg") != "RS256" or not long_enough:
        raise Refusal(401, NO_JWT)
    now, issued, expires = host.clock(), said.get("iat"), said.get("exp")
    if not isinstance(issued, int) or issued > now + SKEW:
        raise Refusal(
            401, "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"
        )
    if not isinstance(expires, int) or expires <= now:
        raise Refusal(
            401,
            "'Expiration time' claim ('exp') must be a numeric value representing the future time",
        )
    if expires > now + LONGEST + SKEW:
        raise Refusal(401, "'Expiration time' claim ('exp') is too far in the future")
    app = host.accounts.apps.get(int(str(said.get("iss", "")) or 0) if str(said.get("iss", "")).isdigit() else 0)
    if app is None:
        raise Refusal(404, "Integration not found")
    return Account("app", app.slug, token, app_id=app.id)


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _app(call: Call) -> App:
    if call.account.kind != "app":
        raise Refusal(401, NO_JWT)
    return call.host.accounts.apps[call.account.app_id or 0]


@TOP("GET", "/app")
def app(call: Call) -> dict[str, Any]:
    one = _app(call)
    owner = next(iter(one.installations.values())).owner
    return {
        "id": one.id, "slug": one.slug, "node_id": f"A_{one.id}",
        "owner": shapes.user(call.host.users[owner.casefold()]),
        "name": one.slug, "description": "", "external_url": "https://example.org", "created_at": STAMP,
        "html_url": f"{call.host.web_url}/apps/{one.slug}", "updated_at": STAMP, "permissions": {}, "events": [],
        "installations_count": len(one.installations),
    }  # fmt: skip


@TOP("GET", "/app/installations")
def installations(call: Call) -> Answer:
    known = _app(call)
    rows, headers = call.page(list(known.installations.values()))
    return Answer([_installation(call, known, each) for each in rows], headers=headers)


@TOP("GET", "/app/installations/{number}")
def installation(call: Call, number: str) -> dict[str, Any]:
    known = _app(call)
    return _installation(call, known, _known(known, number))


@TOP("GET", "/orgs/{login}/installation")
def org_installation(call: Call, login: str) -> dict[str, Any]:
    return _owned(call, login)


@TOP("GET", "/users/{login}/installation")
def user_installation(call: Call, login: str) -> dict[str, Any]:
    return _owned(call, login)


@TOP("GET", "/repos/{owner}/{name}/installation")
def repository_installation(call: Call, owner: str, name: str) -> dict[str, Any]:
    if call.host.find(owner, name) is None:
        raise not_found()
    return _owned(call, owner)


def _owned(call: Call, login: str) -> dict[str, Any]:
    known = _app(call)
    for each in known.installations.values():
        if each.owner.casefold() == login.casefold():
            return _installation(call, known, each)
    raise not_found()


@TOP("POST", "/app/installations/{number}/access_tokens")
def access_token(call: Call, number: str) -> Answer:
    """For an hour. The body may ask for fewer permissions and fewer repositories."""
    known = _app(call)
    one = _known(known, number)
    body = call.body if isinstance(call.body, dict) else {}
    permissions = body.get("permissions") or one.permissions
    if any(name not in one.permissions for name in permissions):
        raise Refusal(422, "The permissions requested are not granted to this installation.")
    one.tokens += 1
    names = body.get("repositories")
    reach = frozenset(f"{one.owner}/{name}".casefold() for name in names) if names else None
    token = f"ghs_{known.id}x{one.id}x{one.tokens}"
    budgets = {name: Budget(LIMITS[name], WINDOWS[name]) for name in LIMITS}
    call.host.accounts.add(
        Account("installation", f"{known.slug}[bot]", token, permissions=dict(permissions), owner=one.owner,
                repositories=reach, app_id=known.id, budgets=budgets)
    )  # fmt: skip
    expires = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(call.host.clock() + 3600))
    shown = {"token": token, "expires_at": expires, "permissions": permissions}
    return Answer(shown | {"repository_selection": "selected" if names else "all"}, 201)


def _known(app: App, number: str) -> Installation:
    found = app.installations.get(int(number)) if number.isdigit() else None
    if found is None:
        raise not_found()
    return found


def _installation(call: Call, app: App, one: Installation) -> dict[str, Any]:
    owner = call.host.users[one.owner.casefold()]
    url = f"{call.host.api_url}/app/installations/{one.id}"
    return {
        "id": one.id, "account": shapes.user(owner), "access_tokens_url": f"{url}/access_tokens", "app_id": app.id,
        "repositories_url": f"{call.host.api_url}/installation/repositories", "app_slug": app.slug, "events": [],
        "html_url": f"{call.host.web_url}/organizations/{owner.login}/settings/installations/{one.id}",
        "target_id": owner.id, "target_type": owner.type, "permissions": one.permissions, "created_at": STAMP,
        "updated_at": STAMP, "single_file_name": None, "repository_selection": "all", "suspended_at": None,
    }  # fmt: skip
