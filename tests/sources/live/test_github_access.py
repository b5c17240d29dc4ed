"""Who asks, what they may, and that no secret of theirs is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from outcome_lint.trackers import GithubApp
from tests.fakes.github import Server, small_org
from tests.fakes.github.fixtures import Start
from tests.sources.live.github_fetches import PROJECT, Fetch

EXPIRED, WORKFLOW, POOR, OTHER = "expired", "ghs-actions", "fine-poor", "MINE"


@pytest.fixture(scope="module")
def key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form, plain = serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    return made.private_bytes(serialization.Encoding.PEM, form, plain).decode()


def as_app(server: Server, key: str, where: str = "acme/platform", ident: str = "77", **more: str) -> Fetch:
    known = {"GITHUB_APP_ID": ident, "GITHUB_APP_PRIVATE_KEY": key} | more
    return Fetch(server, where, token="", env=known, app=GithubApp())


@pytest.mark.parametrize("token", ["pat-eva", "fine-eva", "ghs-actions", "pat-narrow"])
def test_any_token_that_may_read_issues_will_do(github: Server, token: str) -> None:
    fetch = Fetch(github, token=token)
    assert fetch.whole
    assert len(fetch.items) == 9


def test_a_public_repository_needs_no_token(github: Server) -> None:
    fetch = Fetch(github, token="")
    assert fetch.whole
    assert len(fetch.items) == 9


def test_without_a_token_a_private_repository_is_not_there(github: Server) -> None:
    problem = Fetch(github, "acme/platform", token="").problem
    assert "GitHub knows no /repos/acme/platform, or hides it from nobody (GITHUB_TOKEN is not set)" in problem


def test_a_token_for_one_repository_does_not_see_another(github: Server) -> None:
    assert "hides it from the token of GITHUB_TOKEN" in Fetch(github, "acme/platform", token=WORKFLOW).problem


def test_a_token_without_the_permission_is_told_which(github_server: Start) -> None:
    host = small_org()
    host.accounts.fine(POOR, "eva", "acme", contents="read")
    problem = Fetch(github_server(host), "acme/platform", token=POOR).problem
    assert "Resource not accessible by personal access token" in problem
    assert "it asks for: issues=read" in problem


def test_a_token_that_has_expired_is_told(github: Server) -> None:
    problem = Fetch(github, token=EXPIRED).problem
    assert "GitHub does not accept the token of GITHUB_TOKEN: Bad credentials" in problem


def test_the_variable_of_the_token_may_have_another_name(github: Server) -> None:
    fetch = Fetch(github, "acme/platform", token="", env={"MINE": "pat-eva"}, token_env=OTHER)
    assert fetch.whole


@pytest.mark.parametrize("token", ["secret token", "secret\ttoken", "geheim-ß", "secret\nx: y"])
def test_what_can_be_no_token_is_not_repeated(github: Server, token: str) -> None:
    said = Fetch(github, token=token).said
    assert "GITHUB_TOKEN holds characters that no token has" in said
    assert "secret" not in said
    assert "geheim" not in said


@pytest.mark.parametrize("address", ["https://eva:hush@ghe.example/api/v3", "ghe.example", "ftp://ghe.example"])
def test_an_address_that_is_none_is_not_repeated(github: Server, address: str) -> None:
    said = Fetch(github, env={"GITHUB_API_URL": address}).said
    assert "GITHUB_API_URL is not the address of a GitHub" in said
    assert "hush" not in said


def test_no_secret_is_told_kept_or_shown(github: Server, tmp_path: Path) -> None:
    for token in ("pat-eva", "wrong-secret", "ghs-fork"):
        fetch = Fetch(github, "acme/*", token=token, cache=tmp_path)
        told = [*fetch.problems, *fetch.notes, repr(fetch.reach), str(fetch.error)]
        assert not any(token in words for words in told)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert kept
    assert not any(token in kept for token in (b"pat-eva", b"wrong-secret", b"ghs-fork"))
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize("where", ["acme/roadmap", "acme/*", PROJECT])
def test_an_app_finds_its_installation(github: Server, key: str, where: str) -> None:
    fetch = as_app(github, key, where)
    assert len(fetch.items) in (9, 11, 4)
    assert {each.account for each in fetch.requests} == {"outcome-bot", "outcome-bot[bot]"}


def test_an_app_may_be_told_its_installation(github: Server, key: str) -> None:
    fetch = as_app(github, key.replace("\n", "\\n"), GITHUB_APP_INSTALLATION_ID="78")
    assert fetch.whole
    assert not any(line.endswith("/installation") for line in fetch.lines)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"GITHUB_APP_ID": ""}, "the environment variable GITHUB_APP_ID is not set"),
        ({"GITHUB_APP_PRIVATE_KEY": ""}, "the environment variable GITHUB_APP_PRIVATE_KEY is not set"),
        ({"GITHUB_APP_PRIVATE_KEY": "-----BEGIN hush"}, "the App of GITHUB_APP_ID can't be used"),
        ({"GITHUB_APP_INSTALLATION_ID": "hush"}, "the App of GITHUB_APP_ID can't be used"),
        ({"GITHUB_APP_ID": "99"}, "GitHub does not let the App in: 404 Integration not found"),
    ],
)
def test_an_app_that_is_set_wrongly_is_told(github: Server, key: str, more: dict[str, str], said: str) -> None:
    fetch = Fetch(github, token="", app=GithubApp(), env={"GITHUB_APP_ID": "77", "GITHUB_APP_PRIVATE_KEY": key} | more)
    assert said in fetch.said
    assert "hush" not in fetch.said
    assert "PRIVATE KEY" not in fetch.said


def test_an_app_that_is_not_installed_there_is_told(github_server: Start, key: str) -> None:
    host = small_org()
    host.org("other").repo("things").issue("Epic", labels=["epic"])
    assert "GitHub does not let the App in: 404" in as_app(github_server(host), key, "other/things").said


def test_trouble_when_an_app_comes_in_passes(github: Server, key: str) -> None:
    github.faults.add("502", "/installation", times=2)
    github.faults.add("502", "access_tokens", times=2)
    github.faults.add("reset", "access_tokens", times=1)
    fetch = as_app(github, key)
    assert fetch.whole
    assert len(fetch.items) == 2


class _Page(BaseHTTPRequestHandler):
    """Answers as a login page does."""

    def do_GET(self) -> None:
        if self.path.startswith("/moved"):
            self.send_response(301)
            self.send_header("Location", "https://elsewhere.example/login")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        page = b"<html>Log in</html>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def login_page() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Page) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_what_is_no_github_is_told(github: Server, login_page: str) -> None:
    problem = Fetch(github, env={"GITHUB_API_URL": login_page}).problem
    assert "with something that is not JSON; is it a GitHub?" in problem


def test_a_redirect_to_another_server_is_not_followed(github: Server, login_page: str) -> None:
    problem = Fetch(github, env={"GITHUB_API_URL": f"{login_page}/moved"}).problem
    assert "on to another server" in problem
