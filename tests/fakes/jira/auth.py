"""Who is it? Cloud lets bad credentials in as nobody, and says so in a header only; Data Center sends them away."""

from __future__ import annotations

import base64
import binascii

from tests.fakes.jira.http import Answer, RefusedError, Request
from tests.fakes.jira.site import Account, Site

LOGIN_REASON = "X-Seraph-LoginReason"
FAILED = "AUTHENTICATED_FAILED"
_GATEWAY_KINDS = {"scoped", "oauth"}
SCOPES = {"myself": frozenset({"read:jira-user", "read:me"})}
_WORK = frozenset({"read:jira-work"})


def authenticate(site: Site, request: Request) -> tuple[Account | None, dict[str, str]]:
    """The account, or None for an anonymous; and what the answer's header says of the attempt. Raises RefusedError."""
    given = request.headers.get("authorization", "")
    account = _account(site, given)
    door = account is not None and (account.kind in _GATEWAY_KINDS) == (request.gateway is not None)
    if request.gateway is not None:
        return _through_gateway(site, request, account if door else None), {}
    if account is not None and door:
        return account, {LOGIN_REASON: "OK"}
    if not given:
        return None, {}
    if not site.is_cloud:
        raise RefusedError(
            Answer(
                status=401,
                document={"errorMessages": ["You are not authenticated."], "errors": {}},
                headers={LOGIN_REASON: FAILED, "WWW-Authenticate": 'OAuth realm="https%3A%2F%2Fjira.example"'},
            )
        )
    return None, {LOGIN_REASON: FAILED}


def _through_gateway(site: Site, request: Request, account: Account | None) -> Account:
    if account is None:
        raise RefusedError(Answer(status=401, document={"code": 401, "message": "Unauthorized"}))
    if request.gateway != site.cloud_id:
        document = {"status": 404, "error": "Not Found", "message": "No message available", "path": request.path}
        raise RefusedError(Answer(status=404, document=document))
    needed = SCOPES.get(request.route, _WORK)
    if account.scopes is not None and not needed & account.scopes:
        document = {"code": 401, "message": "Unauthorized; scope does not match"}
        raise RefusedError(Answer(status=401, document=document))
    return account


def _account(site: Site, given: str) -> Account | None:
    scheme, _, rest = given.partition(" ")
    if scheme.lower() == "bearer":
        return next((a for a in site.accounts if a.kind in {"oauth", "pat"} and a.secret == rest), None)
    try:
        name, _, secret = base64.b64decode(rest, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    basic = (a for a in site.accounts if a.kind in {"basic", "scoped"})
    return next((a for a in basic if (a.name, a.secret) == (name, secret)), None)
