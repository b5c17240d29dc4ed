"""Issues, comments, labels, pull requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fakes.github import shapes
from tests.fakes.github.calls import IN_REPOSITORY, Answer, Call, Refusal, joined, moved, not_found
from tests.fakes.github.world import Comment, Issue, Org, Repository

if TYPE_CHECKING:
    from collections.abc import Iterable

SORTS = {"created": "created_at", "updated": "updated_at"}
STATES = ("open", "closed", "all")


@IN_REPOSITORY("GET", "/issues", needs="issues=read")
def issues(call: Call, place: Repository) -> Answer:
    _enabled(place)
    rows, headers = call.page(_chosen(call, place), f"/repositories/{place.id}/issues")
    return Answer(_listed(call, rows), headers=headers)


def _listed(call: Call, rows: Iterable[Issue]) -> bytes:
    return joined([shapes.rendered(each, member=call.sees_fields_of(each.repository)) for each in rows])


def _chosen(call: Call, place: Repository) -> list[Issue]:
    """What the filters leave, newest first unless told otherwise; labels are joined by AND."""
    query = call.query
    state = query.get("state", "open")
    if state not in STATES:
        raise Refusal(422, "Validation Failed", errors=[{"resource": "Issue", "field": "state", "code": "invalid"}])
    names = {name.strip().casefold() for name in query.get("labels", "").split(",") if name.strip()}
    found = [each for each in place.issues.values() if not each.gone and (state in (each.state, "all"))]
    if names:
        found = [each for each in found if names <= {label.name.casefold() for label in each.labels}]
    if kind := query.get("type"):
        found = [each for each in found if _of_type(each, kind)]
    if since := query.get("since"):
        found = [each for each in found if each.updated_at >= since]
    if assignee := query.get("assignee"):
        found = [each for each in found if _assigned(each, assignee.casefold())]
    if (milestone := query.get("milestone")) is not None:
        found = [each for each in found if _planned(each, milestone)]
    sort = SORTS.get(query.get("sort", "created"))
    found.sort(
        key=lambda each: (getattr(each, sort) if sort else len(each.comments), each.number),
        reverse=query.get("direction", "desc") == "desc",
    )
    return found


def _of_type(issue: Issue, kind: str) -> bool:
    if kind in ("*", "none"):
        return bool(issue.type) == (kind == "*")
    return bool(issue.type and issue.type.name.casefold() == kind.casefold())


def _assigned(issue: Issue, login: str) -> bool:
    if login in ("*", "none"):
        return bool(issue.assignees) == (login == "*")
    return any(each.login.casefold() == login for each in issue.assignees)


def _planned(issue: Issue, milestone: str) -> bool:
    if milestone in ("*", "none"):
        return bool(issue.milestone) == (milestone == "*")
    return bool(issue.milestone and str(issue.milestone.number) == milestone)


def _enabled(place: Repository) -> None:
    if not place.has_issues:
        raise Refusal(410, "Issues has been disabled in this repository.")


def found(call: Call, place: Repository, number: str, rest: str = "") -> Issue:
    """A deleted issue is gone; a transferred one answers from where it went, if the caller may see that."""
    _enabled(place)
    issue = place.issues.get(int(number)) if number.isdigit() else None
    if issue is None:
        raise not_found()
    if issue.deleted:
        raise Refusal(410, "This issue was deleted")
    if issue.moved_to is not None:
        there = issue.moved_to
        if not call.account.sees(there.repository):
            raise not_found()
        raise moved(call, f"/repositories/{there.repository.id}/issues/{there.number}{rest}")
    return issue


@IN_REPOSITORY("GET", "/issues/comments/{comment}", needs="issues=read")
def comment(call: Call, place: Repository, comment: str) -> dict[str, Any]:
    return shapes.comment(_comment(call, place, comment))


@IN_REPOSITORY("GET", "/issues/{issue}", needs="issues=read")
def issue(call: Call, place: Repository, issue: str) -> Answer:
    one = found(call, place, issue)
    return Answer(shapes.rendered(one, member=call.sees_fields_of(place)))


@IN_REPOSITORY("GET", "/issues/{issue}/parent", needs="issues=read", feature="sub_issues")
def parent(call: Call, place: Repository, issue: str) -> Answer:
    above = found(call, place, issue, "/parent").parent
    if above is None or above.gone or not call.account.sees(above.repository):
        raise not_found()
    return Answer(shapes.rendered(above, member=call.sees_fields_of(above.repository)))


@IN_REPOSITORY("GET", "/issues/{issue}/sub_issues", needs="issues=read", feature="sub_issues")
def sub_issues(call: Call, place: Repository, issue: str) -> Answer:
    one = found(call, place, issue, "/sub_issues")
    seen = [each for each in one.children if not each.gone and call.account.sees(each.repository)]
    rows, headers = call.page(seen, f"/repositories/{place.id}/issues/{issue}/sub_issues")
    return Answer(_listed(call, rows), headers=headers)


@IN_REPOSITORY("GET", "/issues/{issue}/issue-field-values", needs="issues=read", feature="issue_fields")
def field_values(call: Call, place: Repository, issue: str) -> Answer:
    values = shapes.field_values(found(call, place, issue), member=call.sees_fields_of(place))
    rows, headers = call.page(values)
    return Answer(rows, headers=headers)


@IN_REPOSITORY("POST", "/issues", needs="issues=write")
def create(call: Call, place: Repository) -> Answer:
    _enabled(place)
    body = call.object()
    if not isinstance(body.get("title"), str) or not body["title"].strip():
        raise _invalid("Issue", "title", "missing_field")
    new = place.issue(**_written(place, body), created_at=call.host.stamp(), author=_writer(call))
    return Answer(shapes.issue(new), 201, {"Location": f"{place.api_url}/issues/{new.number}"})


@IN_REPOSITORY("PATCH", "/issues/{issue}", needs="issues=write")
def update(call: Call, place: Repository, issue: str) -> dict[str, Any]:
    one, body = found(call, place, issue), call.object()
    return shapes.issue(one.change(**_written(place, body)))


def _written(place: Repository, body: dict[str, Any]) -> dict[str, Any]:
    """What a body says, in the words of Issue.change."""
    known = ("title", "body", "state", "state_reason", "assignees", "type")
    new = {name: body[name] for name in known if name in body}
    if "labels" in body:
        new["labels"] = [each if isinstance(each, str) else each["name"] for each in body["labels"]]
    if "milestone" in body:
        by_number = {str(each.number): each for each in place.milestones.values()}
        new["milestone"] = by_number.get(str(body["milestone"]))
    if "issue_field_values" in body and isinstance(place.owner, Org):
        names = {each.id: name for name, each in place.owner.issue_fields.items()}
        new["fields"] = {names[each["field_id"]]: each["value"] for each in body["issue_field_values"]}
    if new.get("state") == "closed" and "state_reason" not in new:
        new["state_reason"] = "completed"
    return new | {"updated_at": place.host.stamp()}


def _invalid(resource: str, name: str, code: str) -> Refusal:
    return Refusal(422, "Validation Failed", errors=[{"resource": resource, "field": name, "code": code}])


def _writer(call: Call) -> str:
    return call.account.login


@IN_REPOSITORY("GET", "/issues/{issue}/comments", needs="issues=read")
def comments(call: Call, place: Repository, issue: str) -> Answer:
    kept = [each for each in found(call, place, issue, "/comments").comments if _since(call, each)]
    rows, headers = call.page(kept, f"/repositories/{place.id}/issues/{issue}/comments")
    return Answer([shapes.comment(each) for each in rows], headers=headers)


def _since(call: Call, comment: Comment) -> bool:
    return comment.updated_at >= call.query.get("since", "")


@IN_REPOSITORY("POST", "/issues/{issue}/comments", needs="issues=write")
def write_comment(call: Call, place: Repository, issue: str) -> Answer:
    one = found(call, place, issue, "/comments")
    new = one.comment(_writer(call), _text(call))
    return Answer(shapes.comment(new), 201)


@IN_REPOSITORY("PATCH", "/issues/comments/{comment}", needs="issues=write")
def edit_comment(call: Call, place: Repository, comment: str) -> dict[str, Any]:
    one = _comment(call, place, comment)
    one.body, one.updated_at = _text(call), call.host.stamp()
    return shapes.comment(one)


@IN_REPOSITORY("DELETE", "/issues/comments/{comment}", needs="issues=write")
def delete_comment(call: Call, place: Repository, comment: str) -> Answer:
    one = _comment(call, place, comment)
    one.issue.comments.remove(one)
    del call.host.comments[one.id]
    one.issue.touch()
    return Answer(status=204)


def _text(call: Call) -> str:
    """Longer comments than 65,536 characters are refused."""
    text = call.object().get("body")
    if not isinstance(text, str) or not text.strip():
        raise _invalid("IssueComment", "body", "missing_field")
    if len(text) > 65_536:
        raise _invalid("IssueComment", "body", "custom")
    return text


def _comment(call: Call, place: Repository, number: str) -> Comment:
    one = call.host.comments.get(int(number)) if number.isdigit() else None
    if one is None or one.issue.repository is not place:
        raise not_found()
    return one


@IN_REPOSITORY("GET", "/labels", needs="issues=read")
def labels(call: Call, place: Repository) -> Answer:
    rows, headers = call.page(list(place.labels.values()), f"/repositories/{place.id}/labels")
    return Answer([shapes.label(each, place) for each in rows], headers=headers)


@IN_REPOSITORY("POST", "/labels", needs="issues=write")
def create_label(call: Call, place: Repository) -> Answer:
    name = call.object().get("name")
    if not isinstance(name, str):
        raise _invalid("Label", "name", "missing_field")
    if name.casefold() in place.labels:
        raise _invalid("Label", "name", "already_exists")
    return Answer(shapes.label(place.label(name), place), 201)


@IN_REPOSITORY("GET", "/labels/{name}", needs="issues=read")
def label(_call: Call, place: Repository, name: str) -> dict[str, Any]:
    if name.casefold() not in place.labels:
        raise not_found()
    return shapes.label(place.labels[name.casefold()], place)


@IN_REPOSITORY("POST", "/issues/{issue}/labels", needs="issues=write")
def add_labels(call: Call, place: Repository, issue: str) -> list[dict[str, Any]]:
    one = found(call, place, issue)
    had = [label.name for label in one.labels]
    said = call.body if isinstance(call.body, list) else call.object().get("labels", [])
    new = [name for name in said if name.casefold() not in map(str.casefold, had)]
    one.change(labels=[*had, *new])
    return [shapes.label(each, place) for each in one.labels]


@IN_REPOSITORY("DELETE", "/issues/{issue}/labels/{name}", needs="issues=write")
def remove_label(call: Call, place: Repository, issue: str, name: str) -> list[dict[str, Any]]:
    one = found(call, place, issue)
    kept = [label.name for label in one.labels if label.name.casefold() != name.casefold()]
    if len(kept) == len(one.labels):
        raise Refusal(404, "Label does not exist")
    one.change(labels=kept)
    return [shapes.label(each, place) for each in one.labels]


@IN_REPOSITORY("GET", "/issues/{issue}/labels", needs="issues=read")
def labels_of(call: Call, place: Repository, issue: str) -> list[dict[str, Any]]:
    return [shapes.label(each, place) for each in found(call, place, issue).labels]


@IN_REPOSITORY("GET", "/pulls", needs="pull_requests=read")
def pulls(call: Call, place: Repository) -> Answer:
    state = call.query.get("state", "open")
    kept = [each for each in place.issues.values() if each.pull and state in (each.state, "all")]
    if head := call.query.get("head"):
        kept = [each for each in kept if each.pull and head == f"{place.owner.login}:{each.pull['head']}"]
    rows, headers = call.page(kept[::-1], f"/repositories/{place.id}/pulls")
    return Answer([shapes.pull(each) for each in rows], headers=headers)


@IN_REPOSITORY("GET", "/pulls/{pull}", needs="pull_requests=read")
def pull(_call: Call, place: Repository, pull: str) -> dict[str, Any]:
    one = place.issues.get(int(pull)) if pull.isdigit() else None
    if one is None or one.pull is None:
        raise not_found()
    return shapes.pull(one)
