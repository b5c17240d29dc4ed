"""The world as REST shows it."""

from __future__ import annotations

from typing import Any

import msgspec

from tests.fakes.github.world import (
    STAMP,
    Comment,
    Issue,
    IssueField,
    IssueType,
    Label,
    Milestone,
    Org,
    Repository,
    User,
)

REACTIONS = ("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes")
LINKS = """archive:{/archive_format}{/ref} assignees:{/user} branches:{/branch} collaborators:{/collaborator}
comments:{/number} commits:{/sha} compare:/{base}...{head} contents:/{+path} contributors: deployments: downloads:
events: forks: hooks: issues:{/number} keys:{/key_id} labels:{/name} languages: merges: milestones:{/number}
notifications:{?since,all,participating} pulls:{/number} releases:{/id} stargazers: statuses:/{sha} subscribers:
subscription: tags: teams:""".split()
SPECIAL_LINKS = {
    "archive": "{archive_format}{/ref}", "issue_comment": "issues/comments{/number}", "blobs": "git/blobs{/sha}",
    "issue_events": "issues/events{/number}", "git_commits": "git/commits{/sha}", "git_refs": "git/refs{/sha}",
    "git_tags": "git/tags{/sha}", "trees": "git/trees{/sha}",
}  # fmt: skip
PREFIXES = {"text": "IFT", "number": "IFN", "date": "IFD", "single_select": "IFSS", "multi_select": "IFMS"}


def user(one: User) -> dict[str, Any]:
    host = one.host
    url = f"{host.api_url}/users/{one.login}"
    return {
        "login": one.login, "id": one.id, "node_id": one.node_id, "gravatar_id": "", "type": one.type,
        "avatar_url": f"https://avatars.githubusercontent.com/u/{one.id}?v=4", "url": url, "site_admin": False,
        "html_url": f"{host.web_url}/{one.login}", "followers_url": f"{url}/followers",
        "following_url": url + "/following{/other_user}", "gists_url": url + "/gists{/gist_id}",
        "starred_url": url + "/starred{/owner}{/repo}", "subscriptions_url": f"{url}/subscriptions",
        "organizations_url": f"{url}/orgs", "repos_url": f"{url}/repos", "events_url": url + "/events{/privacy}",
        "received_events_url": f"{url}/received_events", "user_view_type": "public",
    }  # fmt: skip


def organisation(one: Org) -> dict[str, Any]:
    url = f"{one.host.api_url}/orgs/{one.login}"
    return {
        "login": one.login, "id": one.id, "node_id": one.node_id, "url": url, "repos_url": f"{url}/repos",
        "events_url": f"{url}/events", "hooks_url": f"{url}/hooks", "issues_url": f"{url}/issues",
        "members_url": url + "/members{/member}", "public_members_url": url + "/public_members{/member}",
        "avatar_url": f"https://avatars.githubusercontent.com/u/{one.id}?v=4", "description": None, "type": one.type,
        "html_url": f"{one.host.web_url}/{one.login}", "has_organization_projects": True, "public_repos": 0,
    }  # fmt: skip


def repository(one: Repository) -> dict[str, Any]:
    """An entry of a list; `full` adds what only the page of the repository has."""
    url = one.api_url
    links = {f"{name}_url": f"{url}/{name}{rest}" for name, _, rest in (link.partition(":") for link in LINKS)}
    links |= {f"{name}_url": f"{url}/{rest}" for name, rest in SPECIAL_LINKS.items()}
    count = sum(issue.state == "open" and not issue.gone for issue in one.issues.values())
    return links | {
        "id": one.id, "node_id": one.node_id, "name": one.name, "full_name": one.full_name, "private": one.private,
        "owner": user(one.owner), "html_url": one.html_url, "description": None, "fork": one.fork, "url": url,
        "git_url": f"git://github.com/{one.full_name}.git", "ssh_url": f"git@github.com:{one.full_name}.git",
        "clone_url": f"{one.html_url}.git", "svn_url": one.html_url, "homepage": None, "size": 1, "mirror_url": None,
        "stargazers_count": 0, "watchers_count": 0, "language": None, "has_issues": one.has_issues,
        "has_projects": True, "has_downloads": True, "has_wiki": False, "has_pages": False, "has_discussions": False,
        "forks_count": 0, "archived": one.archived, "disabled": one.disabled, "open_issues_count": count,
        "license": None, "allow_forking": True, "is_template": False, "web_commit_signoff_required": False,
        "topics": [], "visibility": "private" if one.private else "public", "forks": 0, "open_issues": count,
        "watchers": 0, "default_branch": one.default_branch, "created_at": STAMP, "updated_at": STAMP,
        "pushed_at": STAMP,
        "permissions": {"admin": False, "maintain": False, "push": True, "triage": True, "pull": True},
    }  # fmt: skip


def full(one: Repository) -> dict[str, Any]:
    more = {"organization": user(one.owner)} if isinstance(one.owner, Org) else {}
    return repository(one) | {"network_count": 0, "subscribers_count": 0, **more}


def label(one: Label, place: Repository) -> dict[str, Any]:
    return {
        "id": one.id, "node_id": f"LA_{one.id}", "url": f"{place.api_url}/labels/{one.name}", "name": one.name,
        "color": one.color, "default": False, "description": one.description,
    }  # fmt: skip


def milestone(one: Milestone, place: Repository) -> dict[str, Any]:
    url = f"{place.api_url}/milestones/{one.number}"
    return {
        "url": url, "html_url": f"{place.html_url}/milestone/{one.number}", "labels_url": f"{url}/labels", "id": one.id,
        "node_id": f"MI_{one.id}", "number": one.number, "title": one.title, "description": None,
        "creator": user(place.host.user("octocat")), "open_issues": 1, "closed_issues": 0, "state": "open",
        "created_at": STAMP, "updated_at": STAMP, "due_on": one.due_on, "closed_at": None,
    }  # fmt: skip


def issue_type(one: IssueType) -> dict[str, Any]:
    return {
        "id": one.id, "node_id": f"IT_{one.id}", "name": one.name, "description": None, "color": "blue",
        "created_at": STAMP, "updated_at": STAMP, "is_enabled": one.enabled,
    }  # fmt: skip


def option(field: IssueField, name: str) -> dict[str, Any]:
    return {"id": field.options[name], "name": name, "color": "gray"}


def issue_field(one: IssueField) -> dict[str, Any]:
    shown = {
        "id": one.id, "node_id": f"{PREFIXES[one.kind]}_{one.id}", "name": one.name, "description": None,
        "data_type": one.kind, "visibility": one.visibility, "created_at": STAMP, "updated_at": STAMP,
    }  # fmt: skip
    if one.options:
        shown["options"] = [
            option(one, name) | {"description": None, "priority": place, "created_at": STAMP, "updated_at": STAMP}
            for place, name in enumerate(one.options, 1)
        ]
    return shown


def field_value(one: IssueField, value: Any) -> dict[str, Any]:
    shown = {
        "issue_field_id": one.id, "issue_field_name": one.name, "node_id": f"{PREFIXES[one.kind]}_{one.id}",
        "data_type": one.kind, "value": value,
    }  # fmt: skip
    if one.kind == "single_select":
        shown |= {"value": one.options[value], "single_select_option": option(one, value)}
    if one.kind == "multi_select":
        shown |= {"value": ",".join(value), "multi_select_options": [option(one, name) for name in value]}
    return shown


def field_values(one: Issue, *, member: bool) -> list[dict[str, Any]]:
    owner = one.repository.owner
    known = owner.issue_fields if isinstance(owner, Org) else {}
    return [
        field_value(known[name], value)
        for name, value in one.fields.items()
        if value is not None and (member or known[name].visibility == "all")
    ]


def issue(one: Issue, *, member: bool = True) -> dict[str, Any]:
    place = one.repository
    host, url = place.host, f"{place.api_url}/issues/{one.number}"
    page = f"{place.html_url}/{'pull' if one.pull else 'issues'}/{one.number}"
    people = [user(each) for each in one.assignees]
    shown: dict[str, Any] = {
        "url": url, "repository_url": place.api_url, "labels_url": url + "/labels{/name}",
        "comments_url": f"{url}/comments", "events_url": f"{url}/events", "html_url": page, "id": one.id,
        "node_id": one.node_id, "number": one.number, "title": one.title,
        "user": user(one.author or host.user("octocat")), "labels": [label(each, place) for each in one.labels],
        "state": one.state, "locked": one.locked, "assignee": people[0] if people else None, "assignees": people,
        "milestone": milestone(one.milestone, place) if one.milestone else None, "comments": len(one.comments),
        "created_at": one.created_at, "updated_at": one.updated_at, "closed_at": one.closed_at,
        "author_association": "MEMBER", "active_lock_reason": "resolved" if one.locked else None, "body": one.body,
        "closed_by": None, "timeline_url": f"{url}/timeline", "performed_via_github_app": None,
        "state_reason": one.state_reason,
        "reactions": {"url": f"{url}/reactions", "total_count": 0} | dict.fromkeys(REACTIONS, 0),
    }  # fmt: skip
    if one.pull:
        address = f"{place.api_url}/pulls/{one.number}"
        shown["draft"] = False
        shown["pull_request"] = {
            "url": address, "html_url": page, "diff_url": f"{page}.diff", "patch_url": f"{page}.patch",
            "merged_at": None,
        }  # fmt: skip
    return shown | younger(one, member=member)


def younger(one: Issue, *, member: bool) -> dict[str, Any]:
    """The keys that an older server doesn't send at all. On github.com all repositories have them, pull requests only
    the first two; who has no parent has no key for it.
    """
    features = one.repository.host.features
    shown: dict[str, Any] = {}
    if "issue_types" in features:
        shown["type"] = issue_type(one.type) if one.type else None
    if "issue_fields" in features:
        shown["issue_field_values"] = field_values(one, member=member)
    if "sub_issues" in features and not one.pull:
        shown["sub_issues_summary"] = summary(one)
        names = ("blocked_by", "blocking", "total_blocked_by", "total_blocking")
        shown["issue_dependencies_summary"] = dict.fromkeys(names, 0)
        shown["pinned_comment"] = None
        if one.parent:
            shown["parent_issue_url"] = f"{one.parent.repository.api_url}/issues/{one.parent.number}"
    return shown


def summary(one: Issue) -> dict[str, int]:
    total = sum(not child.gone for child in one.children)
    done = sum(child.state == "closed" and not child.gone for child in one.children)
    return {"total": total, "completed": done, "percent_completed": done * 100 // total if total else 0}


def rendered(one: Issue, *, member: bool) -> bytes:
    """The issue's JSON, kept until it changes: lists of thousands are joined from these."""
    key = (one.repository.host.api_url, member)
    found = one.rendered.get(key)
    if found is None:
        found = one.rendered[key] = msgspec.json.encode(issue(one, member=member))
    return found


def comment(one: Comment) -> dict[str, Any]:
    place = one.issue.repository
    url = f"{place.api_url}/issues/comments/{one.id}"
    return {
        "url": url, "html_url": f"{place.html_url}/issues/{one.issue.number}#issuecomment-{one.id}",
        "issue_url": f"{place.api_url}/issues/{one.issue.number}", "id": one.id, "node_id": f"IC_{one.id}",
        "user": user(one.user), "created_at": one.created_at, "updated_at": one.updated_at, "body": one.body,
        "author_association": "MEMBER", "performed_via_github_app": None,
        "reactions": {"url": f"{url}/reactions", "total_count": 0} | dict.fromkeys(REACTIONS, 0),
    }  # fmt: skip


def pull(one: Issue) -> dict[str, Any]:
    place, shown = one.repository, issue(one)
    assert one.pull is not None
    kept = ("id", "node_id", "number", "state", "locked", "title", "user", "body", "labels", "milestone", "created_at",
            "updated_at", "closed_at", "assignee", "assignees", "html_url", "comments_url", "author_association",
            "active_lock_reason", "draft")  # fmt: skip

    def end(name: str) -> dict[str, Any]:
        sha = place.git.resolve(f"refs/heads/{name}") or f"{one.id:040x}"
        return {"label": f"{place.owner.login}:{name}", "ref": name, "sha": sha, "user": user(place.owner),
                "repo": repository(place)}  # fmt: skip

    return {name: shown[name] for name in kept} | {
        "url": f"{place.api_url}/pulls/{one.number}", "issue_url": shown["url"],
        "diff_url": f"{shown['html_url']}.diff",
        "head": end(one.pull["head"]), "base": end(one.pull["base"]), "merged_at": None, "merge_commit_sha": None,
        "requested_reviewers": [], "requested_teams": [], "auto_merge": None, "merged": False,
    }  # fmt: skip
