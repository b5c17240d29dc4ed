"""What the scripted GitHub lets writers do."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from github import GithubException

from tests.fakes.github import Server, serve, small_org
from tests.fakes.github_calls import ask, body, client, refused

ROADMAP = "/repos/acme/roadmap"
BRANCH = "outcome-history"


def head(github: Server) -> str:
    return github.host.find("acme", "roadmap").git.refs["heads/main"]


def annotation(**more: Any) -> dict[str, Any]:
    said = {"path": "x.yml", "start_line": 1, "end_line": 1, "annotation_level": "warning", "message": "m"}
    return {name: value for name, value in (said | more).items() if value is not None}


def test_a_check_run(github: Server) -> None:
    place = client(github, "ghs-actions").get_repo("acme/roadmap")
    output = {"title": "t", "summary": "s", "annotations": [annotation()] * 50}
    run = place.create_check_run("outcomes", head(github), conclusion="failure", output=output)
    assert (run.status, run.conclusion, run.output.annotations_count) == ("completed", "failure", 50)
    assert place.get_check_run(run.id).name == "outcomes"
    [listed] = body(github, f"{ROADMAP}/commits/main/check-runs?check_name=outcomes")["check_runs"]
    assert listed["id"] == run.id
    assert len(body(github, f"{ROADMAP}/check-runs/{run.id}/annotations?per_page=100")) == 50
    with pytest.raises(GithubException) as caught:
        run.edit(conclusion="success")
    assert caught.value.status == 403


@pytest.mark.parametrize(
    ("token", "message"),
    [
        ("ghs-fork", "Resource not accessible by integration"),
        ("pat-eva", "You must authenticate via a GitHub App."),
        ("fine-eva", "Resource not accessible by personal access token"),
    ],
)
def test_who_may_not_write_check_runs(github: Server, token: str, message: str) -> None:
    wish = {"name": "x", "head_sha": head(github), "conclusion": "success"}
    assert refused(ask(github, f"{ROADMAP}/check-runs", "POST", token, json=wish), 403) == message


@pytest.mark.parametrize(
    "more",
    [
        {"name": ""},
        {"head_sha": None},
        {"head_sha": "1" * 40},
        {"conclusion": "stale"},
        {"conclusion": None, "status": "completed"},
        {"output": {"title": "t"}},
        {"output": {"title": "t", "summary": "x" * 65_536}},
        {"output": {"title": "t", "summary": "s", "annotations": [annotation()] * 51}},
        *[{"output": {"title": "t", "summary": "s", "annotations": [annotation(**each)]}} for each in (
            {"path": None}, {"start_line": None}, {"annotation_level": "error"}, {"title": "x" * 256},
        )],
    ],
)  # fmt: skip
def test_check_runs_that_are_refused(more: dict[str, Any]) -> None:
    with serve(small_org()) as github:
        wish = {"name": "x", "head_sha": head(github), "conclusion": "success"} | more
        wish = {name: value for name, value in wish.items() if value is not None}
        assert refused(ask(github, f"{ROADMAP}/check-runs", "POST", "ghs-actions", json=wish), 422)


def test_one_comment_is_written_changed_and_taken_away(github: Server) -> None:
    issue = client(github, "ghs-actions").get_repo("acme/roadmap").get_issue(5)
    comment = issue.create_comment("first")
    assert comment.user.login == "github-actions[bot]"
    comment.edit("second")
    assert [each["body"] for each in body(github, f"{ROADMAP}/issues/5/comments")] == ["second"]
    comment.delete()
    assert body(github, f"{ROADMAP}/issues/5/comments") == []
    assert refused(ask(github, f"{ROADMAP}/issues/comments/{comment.id}"), 404)


def test_comments_come_in_pages(github: Server) -> None:
    for number in range(35):
        github.host.find("acme", "roadmap").issues[5].comment("eva", f"{number}")
    answer = ask(github, f"{ROADMAP}/issues/5/comments")
    assert (len(answer.json()), len(ask(github, answer.links["next"]["url"]).json())) == (30, 5)
    assert body(github, f"{ROADMAP}/issues/5")["comments"] == 35


@pytest.mark.parametrize("text", ["", " ", "x" * 65_537, None])
def test_comments_that_are_refused(github: Server, text: str | None) -> None:
    answer = ask(github, f"{ROADMAP}/issues/5/comments", "POST", "ghs-actions", json={"body": text})
    assert refused(answer, 422) == "Validation Failed"


def test_who_may_not_comment(github: Server) -> None:
    answer = ask(github, f"{ROADMAP}/issues/5/comments", "POST", "ghs-fork", json={"body": "x"})
    assert refused(answer, 403) == "Resource not accessible by integration"
    assert answer.headers["X-Accepted-GitHub-Permissions"] == "issues=write"


def test_an_issue_is_written_and_brought_up_to_date(github: Server) -> None:
    place = client(github, "ghs-actions").get_repo("acme/roadmap")
    issue = place.create_issue("Outcomes this week", body="one", labels=["report"])
    assert issue.number == 13
    issue.edit(body="two")
    assert [each.body for each in place.get_issues(labels=["report"])] == ["two"]
    issue.edit(state="closed", state_reason="completed")
    closed = body(github, f"{ROADMAP}/issues/13")
    assert (closed["state"], closed["state_reason"]) == ("closed", "completed")
    assert closed["closed_at"]
    assert body(github, f"{ROADMAP}/labels/report")["name"] == "report"


def test_labels_come_and_go(github: Server) -> None:
    issue = client(github, "ghs-actions").get_repo("acme/roadmap").get_issue(5)
    issue.add_to_labels("outcome?", "Epic")
    assert [each["name"] for each in body(github, f"{ROADMAP}/issues/5/labels")] == ["epic", "outcome?"]
    issue.remove_from_labels("outcome?")
    assert [each["name"] for each in body(github, f"{ROADMAP}/issues/5")["labels"]] == ["epic"]
    gone = ask(github, f"{ROADMAP}/issues/5/labels/outcome%3F", "DELETE", "ghs-actions")
    assert refused(gone, 404) == "Label does not exist"


def test_an_archived_repository_is_read_only(github: Server) -> None:
    github.host.find("acme", "roadmap").archived = True
    answer = ask(github, f"{ROADMAP}/issues", "POST", "ghs-actions", json={"title": "x"})
    assert "archived" in refused(answer, 403)
    assert body(github, ROADMAP)["archived"] is True


def test_files_by_the_contents_api(github: Server) -> None:
    place = client(github, "ghs-actions").get_repo("acme/roadmap")
    made = place.create_file("data/run.json", "write", "{}")
    place.update_file("data/run.json", "again", '{"a": 1}', made["content"].sha)
    assert place.get_contents("data/run.json").decoded_content == b'{"a": 1}'
    with pytest.raises(GithubException) as caught:
        place.update_file("data/run.json", "too late", "{}", made["content"].sha)
    assert caught.value.status == 409
    with pytest.raises(GithubException) as caught:
        place.create_file("data/run.json", "blind", "{}")
    assert caught.value.status == 422
    place.delete_file("data/run.json", "away", place.get_contents("data/run.json").sha)
    assert refused(ask(github, f"{ROADMAP}/contents/data/run.json"), 404)


def test_a_branch_of_its_own_by_git_data(github: Server) -> None:
    place = client(github, "ghs-actions").get_repo("acme/roadmap")
    answer = ask(github, f"{ROADMAP}/git/ref/heads/{BRANCH}")
    assert refused(answer, 404)

    def post(path: str, said: dict[str, Any]) -> Any:
        made = ask(github, f"{ROADMAP}/git/{path}", "POST", "ghs-actions", json=said)
        assert made.status_code == 201, made.text
        return made.json()

    blob = post("blobs", {"content": base64.b64encode(b"line\n").decode(), "encoding": "base64"})["sha"]
    tree = post("trees", {"tree": [{"path": "runs/1.jsonl", "mode": "100644", "type": "blob", "sha": blob}]})["sha"]
    first = post("commits", {"message": "first", "tree": tree, "parents": []})["sha"]
    assert post("refs", {"ref": f"refs/heads/{BRANCH}", "sha": first})["object"]["sha"] == first
    more = {"base_tree": tree, "tree": [{"path": "runs/2.jsonl", "mode": "100644", "type": "blob", "content": "x"}]}
    second = post("commits", {"message": "second", "tree": post("trees", more)["sha"], "parents": [first]})["sha"]
    place.get_git_ref(f"heads/{BRANCH}").edit(second)
    names = [each.path for each in place.get_git_tree(BRANCH, recursive=True).tree if each.type == "blob"]
    assert names == ["runs/1.jsonl", "runs/2.jsonl"]
    assert place.get_branch(BRANCH).commit.sha == second
    late = ask(github, f"{ROADMAP}/git/refs/heads/{BRANCH}", "PATCH", "ghs-actions", json={"sha": first})
    assert refused(late, 422) == "Update is not a fast forward"


def test_blobs_have_the_names_that_git_gives(github: Server) -> None:
    made = ask(github, f"{ROADMAP}/git/blobs", "POST", "ghs-actions", json={"content": "hello\n"})
    assert made.json()["sha"] == "ce013625030ba8dba906f756967f9e9ca394464a"


@pytest.mark.parametrize(
    ("method", "path", "said"),
    [
        ("POST", "refs", {"ref": "refs/heads/main", "sha": "HEAD"}),
        ("POST", "refs", {"ref": "refs/heads/new", "sha": "1" * 40}),
        ("POST", "commits", {"message": "x", "tree": "1" * 40}),
        ("POST", "trees", {"base_tree": "1" * 40, "tree": []}),
        ("PATCH", "refs/heads/nothing", {"sha": "1" * 40}),
        ("DELETE", "refs/heads/nothing", None),
    ],
)
def test_git_data_that_is_refused(github: Server, method: str, path: str, said: Any) -> None:
    assert refused(ask(github, f"{ROADMAP}/git/{path}", method, "ghs-actions", json=said), 422)


@pytest.mark.parametrize("text", ["", "no JSON", "[]"])
def test_a_body_that_is_no_object(text: str) -> None:
    with serve(small_org()) as github:
        answer = ask(github, f"{ROADMAP}/issues", "POST", "ghs-actions", data=text)
        assert refused(answer, 400) == "Problems parsing JSON"
