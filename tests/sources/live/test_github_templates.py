"""The templates of a scanned repository, found where GitHub finds them."""

from __future__ import annotations

import pytest

from outcome_lint.sources.live.github import templates
from outcome_lint.sources.live.reach import Reach
from outcome_lint.trackers import GithubSource, github
from tests.fakes.github import Server, small_org
from tests.fakes.github.fixtures import Start

FORM = "body: [{type: textarea, attributes: {label: Outcome, value: What changes?}}]"


def names(server: Server, where: str, token: str = "pat-eva") -> list[str]:  # noqa: S107
    environ = {"GITHUB_API_URL": server.api_url, "GITHUB_TOKEN": token}
    return [
        each.name for each in templates(github(where, GithubSource()), Reach(environ=environ, sleep=lambda _: None))
    ]


def test_forms_and_pages_of_the_repository_are_read(github: Server) -> None:
    folder = "acme/roadmap/.github/ISSUE_TEMPLATE"
    assert names(github, "acme/roadmap") == [f"{folder}/epic.yml", f"{folder}/initiative.md"]


def test_a_repository_without_any_is_offered_its_owners(github_server: Start) -> None:
    host = small_org()
    host.org("acme").repo(".github").file(".github/ISSUE_TEMPLATE/for all.yml", FORM)
    server = github_server(host)
    shared = ["acme/.github/.github/ISSUE_TEMPLATE/for all.yml"]
    assert names(server, "acme/platform") == shared
    assert names(server, "acme/*") == shared
    assert names(server, "project/acme/1") == shared
    assert shared[0] not in names(server, "acme/roadmap")


@pytest.mark.parametrize("where", ["acme/platform", "acme/nowhere", "acme/*"])
def test_none_is_none(github: Server, where: str) -> None:
    assert names(github, where) == []


def test_a_renamed_repository_has_its_templates_still(github_server: Start) -> None:
    host = small_org()
    host.org("acme").repositories["roadmap"].rename("plans")
    assert names(github_server(host), "acme/roadmap")[0] == "acme/roadmap/.github/ISSUE_TEMPLATE/epic.yml"


def test_what_is_no_template_is_left_alone(github_server: Start) -> None:
    host = small_org()
    place = host.org("acme").repo("tidy")
    place.file(".github/ISSUE_TEMPLATE/huge.md", "x" * 100_001)
    place.file(".github/ISSUE_TEMPLATE/picture.png", "x")
    place.file(".github/ISSUE_TEMPLATE/config.yml", "blank_issues_enabled: true")
    assert names(github_server(host), "acme/tidy") == []


def test_what_may_not_be_read_is_passed_over(github: Server) -> None:
    assert names(github, "acme/platform", token="ghs-actions") == []  # noqa: S106
