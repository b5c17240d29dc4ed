from __future__ import annotations

from collections.abc import Callable

import pytest
from github import Github
from markdown_it import MarkdownIt
from msgspec.structs import replace

from outcome_lint.errors import UsageError
from outcome_lint.model import Run
from outcome_lint.output import Look, RuleHelp
from outcome_lint.output.comment import comment
from outcome_lint.publish import Published, connect, publish_comment
from outcome_lint.publish.comment import MARK
from tests.fakes.github import Host, Server

BOT = "github-actions[bot]"


@pytest.fixture
def say(client: Callable[..., Github]) -> Callable[..., Published]:
    return lambda run, token="ghs_secret": publish_comment(client(token), "acme/demo", 1, run, Look())


def bodies(host: Host) -> list[str]:
    return [each.body for each in host.find("acme", "demo").issues[1].comments]


def writes(server: Server) -> list[str]:
    return [each.method for each in server.requests if each.method != "GET" and each.path != "/graphql"]


def test_it_asks_once(host: Host, server: Server, say: Callable[..., Published], make_run: Callable[..., Run]):
    first, second = say(make_run(1)), say(make_run(1))
    assert first.done, first.notice
    assert second == first
    (body,) = bodies(host)
    assert body.startswith(f"{MARK}\n**A question about what this is for**")
    assert "What are we hoping to achieve?" in body
    assert writes(server) == ["POST"]


def test_it_keeps_up_with_the_issue(
    host: Host, server: Server, say: Callable[..., Published], make_run: Callable[..., Run]
):
    say(make_run(1))
    assert say(make_run(2)).done
    (body,) = bodies(host)
    assert "A few questions" in body
    assert writes(server) == ["POST", "PATCH"]


def test_it_goes_away_when_there_is_nothing_to_ask(
    host: Host, server: Server, say: Callable[..., Published], make_run: Callable[..., Run]
):
    say(make_run(1))
    assert say(make_run(0)).done
    assert say(make_run(0)).done
    assert bodies(host) == []
    assert writes(server) == ["POST", "DELETE"]


def test_two_of_ours_become_one(host: Host, say: Callable[..., Published], make_run: Callable[..., Run]):
    issue = host.find("acme", "demo").issues[1]
    first = issue.comment(BOT, f"{MARK}\nold")
    issue.comment(BOT, f"{MARK}\nolder")
    say(make_run(1))
    assert [each.id for each in issue.comments] == [first.id]
    assert "What are we hoping" in first.body


def test_what_others_wrote_is_theirs(host: Host, say: Callable[..., Published], make_run: Callable[..., Run]):
    issue = host.find("acme", "demo").issues[1]
    theirs = [f"{MARK}\nquoted by a person", "a comment", f"> {MARK}"]
    for text in theirs:
        issue.comment("mallory", text)
    say(make_run(1))
    assert bodies(host)[:3] == theirs
    say(make_run(0))
    assert bodies(host) == theirs


def test_it_is_found_among_many(host: Host, say: Callable[..., Published], make_run: Callable[..., Run]):
    issue = host.find("acme", "demo").issues[1]
    for number in range(130):
        issue.comment("eva", f"{number}")
    say(make_run(1))
    say(make_run(2))
    assert len(issue.comments) == 131


def test_a_persons_token_writes_and_finds_its_own(
    host: Host, say: Callable[..., Published], make_run: Callable[..., Run]
):
    host.accounts.classic("ghp_eva", "eva", "repo")
    say(make_run(1), "ghp_eva")
    say(make_run(1), "ghp_eva")
    assert len(bodies(host)) == 1


def test_an_incomplete_scan_changes_nothing(
    host: Host, server: Server, say: Callable[..., Published], make_run: Callable[..., Run]
):
    say(make_run(1))
    result = say(replace(make_run(0), complete=False))
    assert (result.done, len(bodies(host))) == (False, 1)
    assert writes(server) == ["POST"]


def test_a_token_that_may_not_is_a_notice(host: Host, say: Callable[..., Published], make_run: Callable[..., Run]):
    host.accounts.actions("ghs_fork", "acme/demo", contents="read")
    result = say(make_run(1), "ghs_fork")
    assert not result.done
    assert "`permissions: issues: write`" in result.notice


def test_a_renamed_repository_is_found(host: Host, say: Callable[..., Published], make_run: Callable[..., Run]):
    host.find("acme", "demo").rename("plans")
    host.accounts.actions("ghs_new", "acme/plans", issues="write")
    assert say(make_run(1), "ghs_new").done
    assert len(host.find("acme", "plans").issues[1].comments) == 1


def test_it_is_text_whatever_a_title_holds_and_mentions_nobody(make_run: Callable[..., Run]):
    run = make_run(1)
    (found,) = run.findings.all
    hostile = "<!-- --> @octocat #1 <script> `code` [a](javascript:x)"
    item = replace(found.item, owner="@octocat")
    findings = type(run.findings)((replace(found, message=hostile, question=hostile, item=item),))
    text = comment(replace(run, findings=findings), Look())
    assert text is not None
    assert "@octocat" not in text
    assert "<script" not in MarkdownIt("commonmark").render(text)
    assert "href" not in MarkdownIt("commonmark").render(text)
    assert len(text) < 2000


def test_it_tells_how_to_answer(make_run: Callable[..., Run]):
    about = RuleHelp("", "", "", "Write one sentence in `Anticipated outcome`.")
    text = comment(make_run(30), Look(rules={"missing-outcome": about})) or ""
    assert "Write one sentence in `Anticipated outcome`." in text
    assert "outcome-lint:ignore-missing-outcome" in text
    assert "… and 25 more" in text


def test_it_is_about_the_item_that_is_named(make_run: Callable[..., Run]):
    assert comment(make_run(3), Look(), "acme/demo#2")
    assert comment(make_run(3), Look(), "acme/demo#9") is None


def test_the_client_is_patient_and_keeps_the_token_to_itself(environment: dict[str, str]):
    made = connect({**environment, "GITHUB_API_URL": "http://127.0.0.1:1/api/v3"})
    assert made.requester.base_url == "http://127.0.0.1:1/api/v3"
    assert "ghs_secret" not in repr(made)
    assert "POST" not in made.requester.kwargs["retry"].allowed_methods


def test_without_a_token_the_variable_is_named():
    with pytest.raises(UsageError, match="MY_TOKEN"):
        connect({}, "MY_TOKEN")
