"""PyGithub as it is against the scripted GitHub: the traps that the real one sets for it are all here."""

from __future__ import annotations

import github as pygithub
import pytest
from github import Auth, Github, GithubException

from tests.fakes.github import Server, big_repository
from tests.fakes.github.fixtures import Start
from tests.fakes.github_calls import client

SHA = "1" * 40


@pytest.fixture
def renamed(github: Server) -> Server:
    github.host.find("acme", "roadmap").rename("plans")
    return github


def test_a_list_of_all_pages(github_server: Start) -> None:
    server = github_server(big_repository(250, 10))
    issues = list(client(server, per_page=100).get_repo("acme/roadmap").get_issues(state="all"))
    assert (len(issues), len({each.id for each in issues})) == (250, 250)
    assert [each.path for each in server.requests] == [
        "/repos/acme/roadmap",
        "/repos/acme/roadmap/issues",
        *[f"/repositories/{server.host.find('acme', 'roadmap').id}/issues"] * 2,
    ]
    assert {each.query["state"] for each in server.requests[1:]} == {"all"}


def test_a_redirect_drops_the_query(renamed: Server) -> None:
    """What a client must not do: ask for issues by a name that may be old."""
    found = list(client(renamed, lazy=True).get_repo("acme/roadmap").get_issues(state="all", labels=["epic"]))
    assert {each.state for each in found} == {"open"}
    assert len(found) == 10
    assert renamed.lines()[-1] == f"GET /repositories/{renamed.host.find('acme', 'plans').id}/issues"


def test_the_repository_itself_leads_to_its_new_name(renamed: Server) -> None:
    repository = client(renamed).get_repo("acme/roadmap")
    assert repository.full_name == "acme/plans"
    assert len(list(repository.get_issues(state="all", labels=["epic"]))) == 5


def test_a_redirected_write_is_swallowed(renamed: Server) -> None:
    lazy = client(renamed, "ghs-actions", lazy=True).get_repo("acme/roadmap")
    run = lazy.create_check_run("x", SHA, conclusion="success")
    assert run.id is None
    assert not renamed.host.find("acme", "plans").check_runs


def test_an_absent_key_costs_a_call_for_each_issue(github: Server) -> None:
    issues = list(client(github).get_repo("acme/roadmap").get_issues())
    before = len(github.requests)
    assert [each.body for each in issues]
    assert len(github.requests) == before
    assert [each.pull_request for each in issues]
    assert len(github.requests) == before + len([each for each in issues if each.number != 11])


def test_graphql_mistakes_beside_data(github: Server) -> None:
    document = 'query { a: organization(login: "acme") { id } b: organization(login: "nobody") { id } }'
    with pytest.raises(GithubException) as caught:
        client(github).requester.graphql_query(document, {})
    assert caught.value.data["data"]["a"]


def test_a_transferred_issue_is_followed(github: Server) -> None:
    issue = client(github).get_repo("acme/platform").get_issue(1)
    assert issue.html_url == "https://github.com/acme/roadmap/issues/12"


@pytest.mark.parametrize(("path", "status"), [("acme/nothing", 404), ("acme/platform", 404)])
def test_what_is_not_there(github: Server, path: str, status: int) -> None:
    with pytest.raises(pygithub.UnknownObjectException) as caught:
        client(github, "ghs-actions").get_repo(path)
    assert caught.value.status == status


def test_templates(github: Server) -> None:
    folder = client(github).get_repo("acme/roadmap").get_contents(".github/ISSUE_TEMPLATE")
    assert isinstance(folder, list)
    assert b"Anticipated outcome" in folder[1].decoded_content


def test_organisations_and_limits(github: Server) -> None:
    me = client(github)
    assert [each.name for each in me.get_organization("acme").get_repos()] == ["platform", "roadmap"]
    assert me.get_user().login == "eva"
    assert me.get_rate_limit().rate.limit == 5000
    assert [each.number for each in me.search_issues("repo:acme/roadmap label:epic is:issue")] == [10, 9, 6, 5]


def test_an_app_signs_in(github: Server, signing_key: str) -> None:
    app = Auth.AppAuth(77, signing_key)
    calm = {"seconds_between_requests": 0, "seconds_between_writes": 0}
    [installation] = pygithub.GithubIntegration(auth=app, base_url=github.api_url, **calm).get_installations()
    me = Github(auth=app.get_installation_auth(installation.id), base_url=github.api_url, **calm)
    assert me.get_repo("acme/platform").private
    assert github.requests[-1].account == "outcome-bot[bot]"
