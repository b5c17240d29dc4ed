"""The way in: which door a token opens, and what is said where it opens none. No secret leaves through an error."""

from __future__ import annotations

import base64
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from outcome_lint.sources.live.jira.credentials import Credentials
from outcome_lint.sources.live.jira.wire import Secret, Wire
from outcome_lint.sources.live.reach import Reach
from outcome_lint.trackers import JiraSource
from tests.fakes.jira import Account, Server
from tests.fakes.jira.auth import FAILED, LOGIN_REASON
from tests.fakes.jira.faults import Fault, bad_gateway_page, failing, login_page, not_jira, page
from tests.fakes.jira.http import Answer
from tests.fakes.jira.small import FULL, LOGIN, OAUTH, PAT, SCOPED, SHORT, TOKEN, small
from tests.sources.live.fetches import Fetch
from tests.sources.live.meanings import client

Start = Callable[..., Server]
BASIC = base64.b64encode(f"{FULL.name}:{TOKEN}".encode()).decode()
EXPIRED = replace(FULL, secret="expired-token-of-eva")  # noqa: S106 - opens nothing


@pytest.mark.parametrize("account", [FULL, SCOPED, OAUTH], ids=["token", "scoped", "oauth"])
def test_each_kind_of_cloud_token_finds_its_door(cloud: Server, account: Account) -> None:
    fetch = Fetch(cloud, account=account)
    assert fetch.code == 0, fetch.said
    assert len(fetch.items) == 10


@pytest.mark.parametrize("account", [PAT, LOGIN], ids=["pat", "password"])
def test_each_kind_of_data_center_credential_finds_its_door(datacenter: Server, account: Account) -> None:
    assert len(Fetch(datacenter, account=account).items) == 10


@pytest.mark.parametrize(
    ("account", "auth"), [(FULL, "basic"), (SCOPED, "scoped"), (OAUTH, "bearer")], ids=["basic", "scoped", "bearer"]
)
def test_a_door_can_be_named(cloud: Server, account: Account, auth: str) -> None:
    assert len(Fetch(cloud, account=account, auth=auth).items) == 10


def test_a_personal_token_beside_a_needless_user_is_used_as_one(datacenter: Server) -> None:
    assert len(Fetch(datacenter, account=PAT, env={"JIRA_EMAIL": "eva"}).items) == 10


def test_the_cloud_id_can_be_configured(cloud: Server) -> None:
    fetch = Fetch(cloud, account=SCOPED, auth="scoped", cloud_id=cloud.site.cloud_id)
    assert len(fetch.items) == 10
    assert not cloud.asked_for("_edge/tenant_info")


def test_addresses_are_those_that_people_use_even_behind_the_gateway(cloud: Server) -> None:
    assert Fetch(cloud, account=SCOPED).item("PAY-1").url == "https://acme.atlassian.net/browse/PAY-1"


def test_a_context_path_is_part_of_the_address(jira: Start) -> None:
    assert len(Fetch(jira(small("datacenter", context_path="/jira"))).items) == 10


@pytest.mark.parametrize(
    ("copied", "meant"),
    [
        ("https://acme.atlassian.net/", "https://acme.atlassian.net"),
        ("https://acme.atlassian.net/jira/software/projects/PAY/boards/1?x=y", "https://acme.atlassian.net"),
        ("https://acme.atlassian.net/browse/PAY-1", "https://acme.atlassian.net"),
        ("https://jira.acme.example/jira/browse/PAY-1", "https://jira.acme.example/jira"),
        ("https://jira.acme.example/secure/Dashboard.jspa", "https://jira.acme.example"),
        ("https://jira.acme.example/rest/api/2", "https://jira.acme.example"),
        ("http://127.0.0.1:8080/jira/", "http://127.0.0.1:8080/jira"),
    ],
)
def test_a_copied_page_is_as_good_as_the_address(copied: str, meant: str) -> None:
    assert Credentials.of(JiraSource(), {"JIRA_URL": copied, "JIRA_TOKEN": "t"}).url == meant


@pytest.mark.parametrize(
    ("env", "source", "named"),
    [
        ({"JIRA_URL": ""}, {}, "JIRA_URL is not set"),
        ({"JIRA_TOKEN": " "}, {}, "JIRA_TOKEN is not set"),
        ({"JIRA_EMAIL": ""}, {"auth": "basic"}, "JIRA_EMAIL is not set"),
        ({}, {"token_env": "OUR_TOKEN"}, "OUR_TOKEN is not set"),
        ({"JIRA_URL": "acme"}, {}, "JIRA_URL holds no address"),
        ({"JIRA_URL": "https://eva:hunter2@acme.example"}, {}, "JIRA_URL holds no address"),
    ],
)
def test_a_variable_that_is_missing_is_named(cloud: Server, env: dict[str, str], source: Any, named: str) -> None:
    fetch = Fetch(cloud, env=env, **source)
    assert fetch.code == 2
    assert named in fetch.said
    assert "hunter2" not in fetch.said
    assert not fetch.requests


@pytest.mark.parametrize("flavour", ["cloud", "datacenter"])
def test_an_expired_token_is_never_an_empty_portfolio(jira: Start, flavour: str) -> None:
    fetch = Fetch(jira(small(flavour)), account=EXPIRED)
    assert fetch.code == 3
    assert "does not accept the token; it is wrong or expired" in fetch.said
    assert "JIRA_TOKEN" in fetch.said


def test_a_token_that_expires_on_the_way_is_seen_by_a_header_only(jira: Start) -> None:
    nobody = Answer(document={"issues": [], "isLast": True}, headers={LOGIN_REASON: FAILED})
    fetch = Fetch(jira(small(), faults=[Fault(name="expired", on="search/jql", answer=nobody)]))
    assert fetch.code == 3
    assert FAILED in fetch.said


def test_a_captcha_is_told_as_one(jira: Start) -> None:
    asked = Answer(
        status=403, document=b"", headers={"X-Authentication-Denied-Reason": "CAPTCHA_CHALLENGE; login-url=x"}
    )
    fetch = Fetch(jira(small("datacenter"), faults=[Fault(name="captcha", answer=asked)]))
    assert fetch.code == 3
    assert "log in with a browser once" in fetch.said


def test_a_cloud_token_without_its_email_says_what_is_missing() -> None:
    asked = Credentials.of(JiraSource(), {"JIRA_URL": "https://acme.atlassian.net", "JIRA_TOKEN": "t"})
    [door] = asked.doors(lambda: "4711")
    assert door.server == "https://api.atlassian.com/ex/jira/4711"


@pytest.mark.parametrize(
    ("scopes", "lacking"),
    [
        (frozenset({"read:jira-user"}), "the scope read:jira-work"),
        (frozenset({"read:jira-work"}), "the scope read:jira-user"),
        (frozenset({"write:jira-work"}), "the scopes read:jira-user and read:jira-work"),
    ],
)
def test_all_missing_scopes_are_named_at_once(jira: Start, scopes: frozenset[str], lacking: str) -> None:
    short = replace(SHORT, scopes=scopes)
    fetch = Fetch(jira(small(accounts=(short,))), account=short)
    assert fetch.code == 3
    assert lacking in fetch.said


def test_single_sign_on_in_front_of_jira_is_told(jira: Start) -> None:
    fetch = Fetch(jira(small(), faults=[login_page()]))
    assert fetch.code == 2
    assert "answers with a web page instead of data; a login page of single sign-on looks like that" in fetch.said


def test_a_redirect_is_told_and_not_followed(jira: Start) -> None:
    away = Answer(status=302, document=b"", headers={"Location": "https://idp.example/login?token=abc"})
    server = jira(small(), faults=[Fault(name="redirect", answer=away)])
    fetch = Fetch(server)
    assert fetch.code == 2
    assert "sends us on to https://idp.example/login |" in fetch.said
    assert len(fetch.requests) == 1


def test_something_else_that_speaks_json_is_no_jira(jira: Start) -> None:
    fetch = Fetch(jira(small(), faults=[not_jira()]))
    assert fetch.code == 2
    assert "but not as a Jira does" in fetch.said


def test_a_server_without_a_jira_is_told(jira: Start) -> None:
    fetch = Fetch(jira(small("datacenter")), env={"JIRA_URL": ""}, url_env="ELSEWHERE")
    assert fetch.code == 2
    server = jira(small("datacenter", context_path="/jira"))
    wrong = Fetch(server, url=server.url.removesuffix("/jira"))
    assert wrong.code == 2
    assert "there is no Jira at http" in wrong.said


def test_an_error_page_of_a_gateway_may_pass_and_is_told_when_it_stays(jira: Start) -> None:
    assert Fetch(jira(small(), faults=[bad_gateway_page(nth=(1,))])).code == 0
    fetch = Fetch(jira(small(), faults=[bad_gateway_page()]))
    assert fetch.code == 3
    assert "Jira answers with 502 Bad Gateway (3 times)" in fetch.said


def test_a_forbidden_page_is_told_by_what_it_is(jira: Start) -> None:
    fetch = Fetch(jira(small(), faults=[page("<html>blocked by a firewall</html>", 403)]))
    assert fetch.code == 2
    assert "web page (403 Forbidden) instead of data" in fetch.said


def test_nobody_there_is_told_with_where_to_look(cloud: Server) -> None:
    fetch = Fetch(cloud, url="http://127.0.0.1:9")
    assert fetch.code == 3
    assert "http://127.0.0.1:9 can't be reached: nothing listens there" in fetch.said
    assert "url: in outcome-lint.yml" in fetch.said


def test_a_proxy_that_is_not_there_is_told(cloud: Server) -> None:
    fetch = Fetch(cloud, url="http://jira.acme.example", proxy="http://127.0.0.1:9")
    assert fetch.code == 3
    assert "the proxy does not let us through" in fetch.said


def test_a_proxy_is_used(cloud: Server) -> None:
    """The fake answers requests for any host, as a proxy is asked: with a whole address in the first line."""
    fetch = Fetch(cloud, url="http://jira.acme.example", proxy=cloud.url)
    assert [each.path for each in fetch.requests]


def test_certificates_are_handed_to_the_library(tmp_path: Path) -> None:
    source = JiraSource(ca_bundle=str(tmp_path / "ca.pem"), client_cert=("me.crt", "me.key"))
    session = Wire("https://jira.acme.example", Secret("t"), source)._jira._session
    assert (session.verify, session.cert) == (str(tmp_path / "ca.pem"), ("me.crt", "me.key"))
    alone = Wire("https://jira.acme.example", Secret("t"), JiraSource(client_cert="both.pem"))._jira._session
    assert (alone.verify, alone.cert) == (True, "both.pem")


def test_a_netrc_is_never_read(cloud: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password else\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for account in (FULL, SCOPED):
        fetch = Fetch(cloud, account=account)
        assert fetch.code == 0
        somebody = base64.b64encode(b"somebody:else").decode()
        assert not [each for each in fetch.requests if somebody in each.headers.get("authorization", "")]


@pytest.mark.parametrize(
    ("faults", "account"),
    [
        ([login_page()], FULL),
        ([not_jira()], FULL),
        ([failing(500)], FULL),
        ([], EXPIRED),
        ([], SHORT),
        ([Fault(name="echo", answer=Answer(status=400, document={"errorMessages": [f"bad {TOKEN}"]}))], FULL),
        ([Fault(name="echo", answer=Answer(status=403, document={"message": BASIC}))], FULL),
        ([Fault(name="reset", wire="reset")], FULL),
    ],
)  # fmt: skip
def test_no_error_tells_a_secret(jira: Start, faults: list[Fault], account: Account) -> None:
    server = jira(small(), faults=faults)
    fetch = Fetch(server, account=account)
    assert fetch.error is not None
    assert fetch.error.__context__ is None or "requests" not in type(fetch.error.__context__).__module__
    told = "\n".join([*traceback.format_exception(fetch.error), fetch.said, repr(fetch.error), repr(fetch.error.args)])
    for secret in (account.secret, base64.b64encode(f"{account.name}:{account.secret}".encode()).decode()):
        assert secret not in told


def test_nothing_that_holds_a_secret_shows_it() -> None:
    env = {"JIRA_URL": "https://acme.atlassian.net", "JIRA_TOKEN": "hunter2", "JIRA_EMAIL": "eva"}
    credentials = Credentials.of(JiraSource(), env)
    shown = [repr(credentials), repr(credentials.basic), repr(list(credentials.doors(str))), repr(Reach(environ=env))]
    assert not [text for text in shown if "hunter2" in text]


def test_the_flavour_tells_the_version_of_the_api(cloud: Server, datacenter: Server) -> None:
    assert client(cloud).api == f"{cloud.url}/rest/api/3"
    assert client(datacenter).api == f"{datacenter.url}/rest/api/2"
    assert (client(cloud).time_zone, client(cloud).name) == ("Europe/Berlin", "Eva Moreno")
