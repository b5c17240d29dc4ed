"""Check runs, with GitHub's limits on what they may hold."""

from __future__ import annotations

from typing import Any

from tests.fakes.github import shapes
from tests.fakes.github.calls import IN_REPOSITORY, Answer, Call, Refusal, not_found
from tests.fakes.github.world import STAMP, Repository

CONCLUSIONS = "action_required cancelled failure neutral success skipped timed_out".split()
LEVELS = ("notice", "warning", "failure")
TEXT, ANNOTATIONS = 65_535, 50


@IN_REPOSITORY("POST", "/check-runs", needs="checks=write")
def create(call: Call, place: Repository) -> Answer:
    body = call.object()
    for name in ("name", "head_sha"):
        if not isinstance(body.get(name), str) or not body[name]:
            raise Refusal(422, f'Invalid request.\n\n"{name}" wasn\'t supplied.')
    if call.account.kind in ("classic", "fine"):
        raise Refusal(403, "You must authenticate via a GitHub App.")
    if place.git.commits and body["head_sha"] not in place.git.commits:
        raise Refusal(422, f"No commit found for SHA: {body['head_sha']}")
    _check(body)
    made = _run(call, place, body)
    place.check_runs[made["id"]] = made
    return Answer(shown(made), 201)


@IN_REPOSITORY("GET", "/check-runs/{run}", needs="checks=read")
def one(_call: Call, place: Repository, run: str) -> dict[str, Any]:
    return shown(_known(place, run))


@IN_REPOSITORY("PATCH", "/check-runs/{run}", needs="checks=write")
def update(call: Call, place: Repository, run: str) -> dict[str, Any]:
    """GITHUB_TOKEN can't change the state of runs that Actions made (since 2025-03-31)."""
    known, body = _known(place, run), call.object()
    if call.account.kind == "actions" and {"status", "conclusion"} & set(body):
        raise Refusal(403, "Resource not accessible by integration")
    _check(body)
    known |= {name: body[name] for name in ("status", "conclusion", "completed_at", "details_url") if name in body}
    if "output" in body:
        known["annotations"] += body["output"].get("annotations", [])
        known["output"] |= {
            name: body["output"][name] for name in ("title", "summary", "text") if name in body["output"]
        }
    return shown(known)


@IN_REPOSITORY("GET", "/check-runs/{run}/annotations", needs="checks=read")
def annotations(call: Call, place: Repository, run: str) -> Answer:
    rows, headers = call.page(_known(place, run)["annotations"])
    return Answer(rows, headers=headers)


@IN_REPOSITORY("GET", "/commits/{ref}/check-runs", needs="checks=read")
def of_commit(call: Call, place: Repository, ref: str) -> Answer:
    sha = place.git.resolve(ref) or ref
    found = [each for each in place.check_runs.values() if each["head_sha"] == sha]
    if name := call.query.get("check_name"):
        found = [each for each in found if each["name"] == name]
    rows, headers = call.page(found)
    return Answer({"total_count": len(found), "check_runs": [shown(each) for each in rows]}, headers=headers)


def _known(place: Repository, run: str) -> dict[str, Any]:
    found = place.check_runs.get(int(run)) if run.isdigit() else None
    if found is None:
        raise not_found()
    return found


def _check(body: dict[str, Any]) -> None:
    if "conclusion" in body and body["conclusion"] not in CONCLUSIONS:
        raise _invalid("conclusion", f"{body['conclusion']!r} is not a conclusion")
    if body.get("status") == "completed" and "conclusion" not in body:
        raise _invalid("conclusion", "is missing")
    output = body.get("output")
    if output is None:
        return
    for name in ("title", "summary"):
        if not output.get(name):
            raise _invalid(f"output.{name}", "wasn't supplied")
    for name in ("summary", "text"):
        if len(output.get(name) or "") > TEXT:
            raise _invalid(f"output.{name}", f"Only {TEXT} characters are allowed")
    rows = output.get("annotations", [])
    if len(rows) > ANNOTATIONS:
        raise _invalid("output.annotations", f"No more than {ANNOTATIONS} items are allowed")
    for row in rows:
        _annotation(row)


def _annotation(row: dict[str, Any]) -> None:
    for name in ("path", "start_line", "end_line", "annotation_level", "message"):
        if row.get(name) in (None, ""):
            raise _invalid(f"annotations.{name}", "wasn't supplied")
    if row["annotation_level"] not in LEVELS:
        raise _invalid("annotations.annotation_level", "is not a level")
    if len(row.get("title") or "") > 255:
        raise _invalid("annotations.title", "is too long (maximum is 255 characters)")
    if len(row["message"].encode()) > 65_536:
        raise _invalid("annotations.message", "is too long (maximum is 64 KB)")


def _invalid(name: str, message: str) -> Refusal:
    return Refusal(422, f"Invalid request.\n\n{name}: {message}")


def _run(call: Call, place: Repository, body: dict[str, Any]) -> dict[str, Any]:
    number = place.host.next_id()
    output, now = body.get("output") or {}, place.host.stamp()
    done = "conclusion" in body
    return {
        "id": number, "node_id": f"CR_{number}", "head_sha": body["head_sha"], "name": body["name"],
        "url": f"{place.api_url}/check-runs/{number}", "html_url": f"{place.html_url}/runs/{number}",
        "details_url": body.get("details_url") or f"{place.html_url}/runs/{number}",
        "external_id": body.get("external_id", ""), "status": "completed" if done else body.get("status", "queued"),
        "conclusion": body.get("conclusion"), "started_at": body.get("started_at", now),
        "completed_at": body.get("completed_at", now) if done else None, "check_suite": {"id": 5},
        "app": _app(call, place), "pull_requests": [], "annotations": list(output.get("annotations", [])),
        "output": {name: output.get(name) for name in ("title", "summary", "text")},
    }  # fmt: skip


def shown(run: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in run.items() if name != "annotations"}
    count = {"annotations_count": len(run["annotations"]), "annotations_url": f"{run['url']}/annotations"}
    return kept | {"output": run["output"] | count}


def _app(call: Call, place: Repository) -> dict[str, Any]:
    slug = "github-actions" if call.account.kind == "actions" else call.account.login.removesuffix("[bot]")
    return {
        "id": call.account.app_id or 15368, "slug": slug, "node_id": "A_1", "owner": shapes.user(place.owner),
        "name": slug, "description": "", "external_url": "https://help.github.com/en/actions", "created_at": STAMP,
        "html_url": f"{place.host.web_url}/apps/{slug}", "updated_at": STAMP, "permissions": {"checks": "write"},
        "events": [],
    }  # fmt: skip
