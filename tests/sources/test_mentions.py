"""Which work items a pull request names, and what only looks like one."""

from __future__ import annotations

import pytest

from outcome_lint.sources.mentions import github_keys, jira_keys

HERE = "acme/shop"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("PAY-12 faster checkout", ["PAY-12"]),
        ("Relates to [PAY-12] and (WEB-3), again PAY-12.", ["PAY-12", "WEB-3"]),
        ("https://acme.example/browse/PAY-12 and https://acme.example/pulls/PAY-13", ["PAY-12"]),
        ("Encode as UTF-8, hash with SHA-256, see RFC-2119 and CVE-2024-1234", []),
        ("`PAY-12` is how a key looks <!-- PAY-13 -->", []),
        ("```\nPAY-12\n```", []),
        ("PAY-0 and pay-12", []),
    ],
)
def test_jira_keys(text: str, keys: list[str]):
    assert jira_keys([text]) == keys


def test_only_known_projects_count_and_then_a_branch_may_be_lower_case():
    assert jira_keys(["PAY-1 ABC-2"], "feature/pay-12-faster", ["PAY"]) == ["PAY-1", "PAY-12"]


@pytest.mark.parametrize("branch", ["PAY-12-faster", "feature/PAY-12", "eva/PAY-12_faster"])
def test_a_branch_names_its_item(branch: str):
    assert jira_keys([], branch) == ["PAY-12"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Closes #12, fixes #3", ["acme/shop#12", "acme/shop#3"]),
        ("See acme/roadmap#7 and GH-4", ["acme/roadmap#7", "acme/shop#4"]),
        ("https://github.com/acme/roadmap/issues/9", ["acme/roadmap#9"]),
        ("colour #fff, &#39; and `#5` <!-- #6 -->", []),
        ("version1#2", []),
    ],
)
def test_github_keys(text: str, keys: list[str]):
    assert github_keys([text], HERE) == keys
