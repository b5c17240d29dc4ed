"""What the scripted GitHub answers to readers."""

from __future__ import annotations

import base64
import http.client
from urllib.parse import urlsplit

import pytest
import requests

from tests.fakes.github import Host, Server, big_repository
from tests.fakes.github.fixtures import Start
from tests.fakes.github_calls import ask, body, numbers, refused

ROADMAP = "/repos/acme/roadmap"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [12, 11, 10, 8, 7, 6, 5, 4, 2, 1]),
        ("?state=closed", [9, 3]),
        ("?state=all&labels=epic", [11, 10, 9, 6, 5]),
        ("?state=all&labels=epic,team:%20claims", [6]),
        ("?state=all&labels=nothing", []),
        ("?type=epic", [12, 2]),
        ("?type=*", [12, 4, 2, 1]),
        ("?type=none", [11, 10, 8, 7, 6, 5]),
        ("?assignee=eva", [8, 2, 1]),
        ("?assignee=none", [11, 10, 4]),
        ("?milestone=1", [8]),
        ("?since=2026-03-01T09:00:01Z", []),
        ("?direction=asc&per_page=2", [1, 2]),
        ("?per_page=3&page=2", [8, 7, 6]),
        ("?per_page=3&page=9", []),
    ],
)
def test_the_filters_of_the_issues_list(github: Server, query: str, found: list[int]) -> None:
    assert numbers(github, f"{ROADMAP}/issues{query}") == found


def test_links_lead_by_the_id_of_the_repository_and_keep_the_query(github: Server) -> None:
    links = ask(github, f"{ROADMAP}/issues?state=all&labels=epic&per_page=2").links
    home = f"{github.api_url}/repositories/{github.host.find('acme', 'roadmap').id}/issues"
    assert links["next"]["url"] == f"{home}?state=all&labels=epic&per_page=2&page=2"
    assert links["last"]["url"].endswith("page=3")
    assert set(ask(github, links["last"]["url"]).links) == {"prev", "first"}


def test_cursors_name_no_last_page(github_server: Start) -> None:
    github = github_server(big_repository(250, 5))
    github.host.cursors = True
    address, seen = f"{github.api_url}{ROADMAP}/issues?per_page=100", 0
    while address:
        answer = ask(github, address)
        assert "last" not in answer.links
        seen += len(answer.json())
        address = answer.links.get("next", {}).get("url", "")
    assert (seen, len(github.requests)) == (250, 3)


def test_pages_hold_at_most_100(github_server: Start) -> None:
    assert len(body(github_server(big_repository(150, 5)), f"{ROADMAP}/issues?per_page=500")) == 100


def test_an_issue_says_all_that_the_list_says(github: Server) -> None:
    issue = body(github, f"{ROADMAP}/issues/8")
    assert issue in body(github, f"{ROADMAP}/issues?per_page=100")
    values = {each["issue_field_name"]: each for each in issue["issue_field_values"]}
    assert values["Level"]["single_select_option"]["name"] == "Epic"
    assert values["Level"]["value"] == values["Level"]["single_select_option"]["id"]
    assert values["Regions"]["value"] == "North,South"
    assert values["Cost"]["value"] == 42.5
    assert issue["milestone"]["due_on"] == "2026-09-30T07:00:00Z"
    assert body(github, f"{ROADMAP}/issues/8/issue-field-values") == issue["issue_field_values"]


def test_the_keys_of_younger_features(github: Server) -> None:
    epic, task, bare = (body(github, f"{ROADMAP}/issues/{number}") for number in (2, 3, 5))
    assert epic["type"]["name"] == "Epic"
    assert epic["sub_issues_summary"] == {"total": 2, "completed": 1, "percent_completed": 50}
    assert task["parent_issue_url"] == epic["url"]
    assert (bare["type"], bare["issue_field_values"], "parent_issue_url" in bare) == (None, [], False)
    assert "sub_issues_summary" not in body(github, f"{ROADMAP}/issues/11")


def test_what_a_person_owns_has_the_keys_too(github: Server) -> None:
    github.host.user("eva").repo("notes").issue("Epic: x")
    [issue] = body(github, "/repos/eva/notes/issues")
    assert (issue["type"], issue["issue_field_values"], issue["sub_issues_summary"]["total"]) == (None, [], 0)


def test_a_large_file_has_no_content(github: Server) -> None:
    github.host.find("acme", "roadmap").file("large.txt", "x" * 1_048_577)
    file = body(github, f"{ROADMAP}/contents/large.txt")
    assert (file["size"], file["encoding"], file["content"]) == (1_048_577, "none", "")


def test_families(github: Server) -> None:
    assert body(github, f"{ROADMAP}/issues/3/parent")["number"] == 2
    assert numbers(github, f"{ROADMAP}/issues/1/sub_issues") == [2]
    assert refused(ask(github, f"{ROADMAP}/issues/1/parent"), 404) == "Not Found"


def test_pull_requests_are_in_the_list(github: Server) -> None:
    assert [each["number"] for each in body(github, f"{ROADMAP}/issues") if "pull_request" in each] == [11]
    assert body(github, f"{ROADMAP}/pulls/11")["head"]["ref"] == "scanner"
    assert numbers(github, f"{ROADMAP}/pulls?head=acme:scanner") == [11]
    assert refused(ask(github, f"{ROADMAP}/pulls/2"), 404)


def test_bots_are_assignees(github: Server) -> None:
    who = {number: body(github, f"{ROADMAP}/issues/{number}")["assignee"] for number in (6, 7)}
    assert [(who[number]["login"], who[number]["type"]) for number in (6, 7)] == [
        ("triage[bot]", "Bot"),
        ("Copilot", "Bot"),
    ]


@pytest.mark.parametrize(("issue", "status"), [("2", 410), ("99", 404), ("x", 404)])
def test_issues_that_are_not_there(github: Server, issue: str, status: int) -> None:
    assert refused(ask(github, f"/repos/acme/platform/issues/{issue}"), status)


def test_a_transferred_issue_answers_from_where_it_is(github: Server) -> None:
    answer = ask(github, "/repos/acme/platform/issues/1")
    assert answer.status_code == 301
    assert body(github, answer.headers["Location"])["html_url"] == "https://github.com/acme/roadmap/issues/12"
    assert 1 not in numbers(github, "/repos/acme/platform/issues?state=all")


def test_issues_that_are_switched_off(github: Server) -> None:
    github.host.find("acme", "roadmap").has_issues = False
    assert "disabled" in refused(ask(github, f"{ROADMAP}/issues"), 410)


def test_old_names_lead_on_with_the_query(github: Server) -> None:
    roadmap = github.host.find("acme", "roadmap")
    roadmap.rename("plans")
    answer = ask(github, f"{ROADMAP}/issues?state=all&labels=epic")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{github.api_url}/repositories/{roadmap.id}/issues?state=all&labels=epic"
    assert body(github, ask(github, ROADMAP).headers["Location"])["full_name"] == "acme/plans"
    written = ask(github, f"{ROADMAP}/issues", "POST", json={"title": "x"})
    assert (written.status_code, len(roadmap.issues)) == (307, 12)


def test_a_new_repository_takes_the_old_name(github: Server) -> None:
    acme = github.host.org("acme")
    acme.repositories["roadmap"].transfer(github.host.org("zeta"))
    assert body(github, ask(github, ROADMAP).headers["Location"])["full_name"] == "zeta/roadmap"
    acme.repo("roadmap")
    assert body(github, f"{ROADMAP}/issues") == []


def test_repositories_of_an_organisation(github: Server) -> None:
    names = [each["full_name"] for each in body(github, "/orgs/acme/repos?type=all&per_page=100")]
    assert names == ["acme/platform", "acme/roadmap"]
    assert [each["name"] for each in ask(github, "/orgs/acme/repos", "GET", "").json()] == ["roadmap"]
    assert refused(ask(github, "/orgs/nobody/repos"), 404)
    assert body(github, "/users/eva/repos") == []


def test_types_and_fields_of_an_organisation(github: Server) -> None:
    assert [each["name"] for each in body(github, "/orgs/acme/issue-types")] == ["Epic", "Initiative", "Bug", "Task"]
    fields = {each["name"]: each for each in body(github, "/orgs/acme/issue-fields")}
    assert [each["name"] for each in fields["Level"]["options"]] == ["Initiative", "Epic", "Story"]
    assert refused(ask(github, "/orgs/acme/issue-fields", "GET", "ghs-actions"), 403)
    assert refused(ask(github, "/orgs/acme/issue-fields", "GET", "pat-narrow"), 404)


def test_fields_for_members_are_hidden_from_others(github: Server) -> None:
    acme = github.host.org("acme")
    acme.issue_field("Margin", visibility="organization_members_only")
    github.host.find("acme", "roadmap").issues[8].change(fields={"Margin": "low", "Cost": 1})
    github.host.accounts.classic("pat-bo", "bo")

    def names(token: str) -> list[str]:
        return [
            each["issue_field_name"] for each in body(github, f"{ROADMAP}/issues/8", token=token)["issue_field_values"]
        ]

    assert (names("pat-eva"), names("pat-bo")) == (["Margin", "Cost"], ["Cost"])


def test_templates_by_the_contents_api(github: Server) -> None:
    folder = body(github, f"{ROADMAP}/contents/.github/ISSUE_TEMPLATE")
    assert [each["name"] for each in folder] == ["config.yml", "epic.yml", "initiative.md"]
    file = body(github, folder[1]["url"])
    assert b"Anticipated outcome" in base64.b64decode(file["content"])
    raw = ask(github, folder[1]["url"], headers={"Accept": "application/vnd.github.raw+json"})
    assert raw.content == base64.b64decode(file["content"])
    assert refused(ask(github, f"{ROADMAP}/contents/docs"), 404) == "Not Found"
    assert refused(ask(github, "/repos/acme/platform/contents/README.md"), 404) == "This repository is empty."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("repo:acme/roadmap is:issue label:epic", [10, 9, 6, 5]),
        ("org:acme type:Epic", [12, 4, 3, 2]),
        ('repo:acme/roadmap "team: claims"', []),
        ("repo:acme/roadmap label:epic -is:locked state:open is:issue", [6, 5]),
        ("repo:acme/roadmap has:sub-issue", [2, 1]),
        ("repo:acme/roadmap no:assignee is:issue is:open", [10, 4]),
        ("repo:acme/roadmap claims counter", [2]),
    ],
)
def test_search(github: Server, text: str, found: list[int]) -> None:
    answer = ask(github, "/search/issues", params={"q": text}).json()
    seen = [each["number"] for each in answer["items"]]
    assert seen == found
    assert (answer["total_count"], answer["incomplete_results"]) == (len(seen), False)


def test_search_tells_when_it_did_not_look_everywhere(github: Server) -> None:
    github.host.search_is_incomplete = True
    assert body(github, "/search/issues?q=is:issue")["incomplete_results"] is True
    assert refused(ask(github, "/search/issues?q=repo:acme/nothing"), 422) == "Validation Failed"
    assert refused(ask(github, "/search/issues"), 422)


def test_search_ends_after_a_thousand(github_server: Start) -> None:
    github = github_server(big_repository(1100, 5))
    first = ask(github, "/search/issues?q=is:issue&per_page=100")
    assert (first.json()["total_count"], first.links["last"]["url"][-2:]) == (1100, "10")
    assert "1000" in refused(ask(github, "/search/issues?q=is:issue&per_page=100&page=11"), 422)


def test_who_asks(github: Server) -> None:
    answer = ask(github, "/user")
    assert (answer.json()["login"], answer.headers["X-OAuth-Scopes"]) == ("eva", "repo, read:org, read:project")
    assert refused(ask(github, "/user", "GET", "wrong"), 401) == "Bad credentials"
    assert refused(ask(github, "/user", "GET", ""), 401) == "Requires authentication"
    assert "integration" in refused(ask(github, "/user", "GET", "ghs-actions"), 403)


@pytest.mark.parametrize("token", ["", "ghs-actions", "ghs-fork", "pat-public"])
def test_what_a_token_may_not_see_is_not_there(github: Server, token: str) -> None:
    github.host.accounts.classic("pat-public", "eva", "public_repo")
    assert refused(ask(github, "/repos/acme/platform/issues", token=token), 404) == "Not Found"
    assert ask(github, f"{ROADMAP}/issues", token=token).status_code == 200


def test_a_permission_that_is_lacking_is_named(github: Server) -> None:
    github.host.accounts.fine("fine-poor", "eva", "acme", contents="read")
    answer = ask(github, "/repos/acme/platform/issues", "GET", "fine-poor")
    assert refused(answer, 403) == "Resource not accessible by personal access token"
    assert answer.headers["X-Accepted-GitHub-Permissions"] == "issues=read"


def test_an_enterprise_server(github_server: Start) -> None:
    host = Host.server()
    host.org("acme").repo("roadmap").issue("Epic: x")
    host.accounts.classic("pat-eva", "eva")
    github = github_server(host)
    answer = ask(github, f"{ROADMAP}/issues")
    [issue] = answer.json()
    assert github.api_url.endswith("/api/v3")
    assert not {"type", "issue_field_values", "sub_issues_summary"} & set(issue)
    assert issue["html_url"] == f"{host.origin}/acme/roadmap/issues/1"
    assert answer.headers["X-GitHub-Enterprise-Version"] == "3.17.1"
    for path in (f"{ROADMAP}/issues/1/sub_issues", "/orgs/acme/issue-types", f"{host.origin}/repos/acme/roadmap"):
        assert refused(ask(github, path), 404)
    assert refused(ask(github, "/rate_limit"), 404) == "Rate limiting is not enabled."
    assert not [name for name in answer.headers if "ratelimit" in name.lower()]


def test_callers_keep_their_connection(github: Server) -> None:
    with requests.Session() as session:
        for _ in range(3):
            session.get(f"{github.api_url}/rate_limit", timeout=10)
        [pool] = session.get_adapter(github.api_url).poolmanager.pools._container.values()
        assert (pool.num_connections, pool.num_requests) == (1, 3)


def test_a_caller_without_a_name_is_refused(github: Server) -> None:
    connection = http.client.HTTPConnection(urlsplit(github.api_url).netloc)
    connection.request("GET", "/rate_limit")
    assert connection.getresponse().status == 403
    connection.close()


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (f"{ROADMAP}/labels/team:%20Claims", "team: Claims"),
        (f"{ROADMAP}/branches/main", "main"),
        ("/users/eva", "User"),
        ("/orgs/acme", "Organization"),
        (f"{ROADMAP}/git/ref/heads/main", "refs/heads/main"),
        (f"{ROADMAP}/commits/main", "Write .github/ISSUE_TEMPLATE/config.yml"),
    ],
)
def test_smaller_things(github: Server, path: str, found: str) -> None:
    shown = body(github, path)
    assert found in (shown.get("name"), shown.get("type"), shown.get("ref"), shown.get("commit", {}).get("message"))


def test_lists_of_smaller_things(github: Server) -> None:
    sha = body(github, f"{ROADMAP}/git/ref/heads/main")["object"]["sha"]
    commit = body(github, f"{ROADMAP}/git/commits/{sha}")
    tree = body(github, f"{ROADMAP}/git/trees/{commit['tree']['sha']}")
    assert [each["path"] for each in tree["tree"]] == [".github", "README.md"]
    blob = body(github, tree["tree"][1]["url"])
    assert base64.b64decode(blob["content"]) == b"# Roadmap\n"
    assert [each["ref"] for each in body(github, f"{ROADMAP}/git/matching-refs/heads/m")] == ["refs/heads/main"]
    assert [each["name"] for each in body(github, f"{ROADMAP}/labels")] == ["epic", "team: Claims"]
    assert "installed_version" not in body(github, "/meta")
