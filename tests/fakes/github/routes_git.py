"""Files, commits, branches and git's own objects."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from tests.fakes.github.calls import IN_REPOSITORY, Answer, Call, Refusal, not_found
from tests.fakes.github.git import Commit, Entry
from tests.fakes.github.world import Repository

WITHOUT_CONTENT = 1024 * 1024
"""Bytes; of a larger file only the raw media type, or its blob, gives the content."""


def _commit_of(place: Repository, ref: str | None) -> str:
    sha = place.git.resolve(ref)
    if sha is None:
        if not place.git.refs:
            raise Refusal(404, "This repository is empty.")
        raise Refusal(404, f"No commit found for the ref {ref}")
    return sha


@IN_REPOSITORY("GET", "/contents/{path:path}", needs="contents=read")
def contents(call: Call, place: Repository, path: str) -> Any:
    """A file with its Base64, or a folder's entries. `Accept: …raw` gives the bytes."""
    path = path.strip("/")
    ref = call.query.get("ref")
    _commit_of(place, ref)
    files = place.git.snapshot(ref)
    if path in files:
        data = place.git.blobs[files[path].sha]
        if "raw" in call.headers.get("accept", ""):
            return Answer(data, headers={"Content-Type": "application/vnd.github.raw+json; charset=utf-8"})
        fits = len(data) <= WITHOUT_CONTENT
        text = base64.encodebytes(data).decode() if fits else ""
        return _entry(place, path, files[path].sha, "file", ref) | {
            "size": len(data), "encoding": "base64" if fits else "none", "content": text,
        }  # fmt: skip
    prefix = f"{path}/" if path else ""
    inside = {name.removeprefix(prefix).partition("/")[0] for name in files if name.startswith(prefix)}
    if not inside:
        raise not_found()
    rows = []
    for name in sorted(inside):
        row = files.get(prefix + name)
        rows.append(_entry(place, prefix + name, row.sha if row else "0" * 40, "file" if row else "dir", ref))
    return rows


@IN_REPOSITORY("GET", "/contents", needs="contents=read")
def root(call: Call, place: Repository) -> Any:
    return contents(call, place, "")


def _entry(place: Repository, path: str, sha: str, kind: str, ref: str | None) -> dict[str, Any]:
    at = ref or place.default_branch
    url, git = f"{place.api_url}/contents/{path}?ref={at}", f"{place.api_url}/git/blobs/{sha}"
    page = f"{place.html_url}/blob/{at}/{path}"
    return {
        "name": path.rpartition("/")[2], "path": path, "sha": sha, "size": 0, "url": url, "html_url": page,
        "git_url": git, "download_url": None, "type": kind, "_links": {"self": url, "git": git, "html": page},
    }  # fmt: skip


@IN_REPOSITORY("PUT", "/contents/{path:path}", needs="contents=write")
def put(call: Call, place: Repository, path: str) -> Answer:
    """A change has to name the blob that it replaces: 409 if it is another by now, 422 if it names none."""
    body = call.object()
    branch = body.get("branch") or place.default_branch
    if place.git.refs and f"heads/{branch}" not in place.git.refs:
        raise Refusal(404, f"Branch {branch} not found")
    old = place.git.snapshot(f"refs/heads/{branch}").get(path)
    _replaces(path, old, body.get("sha"))
    commit = place.git.put(branch, path, _decoded(body.get("content")), body.get("message", ""))
    new = place.git.snapshot(f"refs/heads/{branch}")[path].sha
    shown = {"content": _entry(place, path, new, "file", branch), "commit": _commit(place, commit)}
    return Answer(shown, 200 if old else 201)


@IN_REPOSITORY("DELETE", "/contents/{path:path}", needs="contents=write")
def remove(call: Call, place: Repository, path: str) -> dict[str, Any]:
    body = call.body or call.query
    branch = body.get("branch") or place.default_branch
    old = place.git.snapshot(f"refs/heads/{branch}").get(path)
    if old is None:
        raise not_found()
    _replaces(path, old, body.get("sha"))
    return {"content": None, "commit": _commit(place, place.git.put(branch, path, None, body.get("message", "")))}


def _replaces(path: str, old: Entry | None, sha: str | None) -> None:
    if old is not None and sha is None:
        raise Refusal(422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
    if sha is not None and (old is None or old.sha != sha):
        raise Refusal(409, f"{path} does not match {sha}")


def _decoded(text: Any) -> bytes:
    try:
        return base64.b64decode(text, validate=False)
    except (binascii.Error, TypeError):
        raise Refusal(422, "content is not valid Base64") from None


def _commit(place: Repository, sha: str) -> dict[str, Any]:
    commit, url = place.git.commits[sha], f"{place.api_url}/git/commits"
    who = {"name": commit.author, "email": f"{commit.author}@users.noreply.github.com", "date": commit.date}
    return {
        "sha": sha, "node_id": f"C_{sha[:12]}", "url": f"{url}/{sha}", "html_url": f"{place.html_url}/commit/{sha}",
        "author": who, "committer": who, "message": commit.message,
        "tree": {"sha": commit.tree, "url": f"{place.api_url}/git/trees/{commit.tree}"},
        "parents": [{"sha": each, "url": f"{url}/{each}", "html_url": ""} for each in commit.parents],
        "verification": {"verified": False, "reason": "unsigned", "signature": None, "payload": None},
    }  # fmt: skip


@IN_REPOSITORY("GET", "/commits/{ref:path}", needs="contents=read")
def commit(_call: Call, place: Repository, ref: str) -> dict[str, Any]:
    sha = place.git.resolve(ref)
    if sha is None:
        raise Refusal(422, f"No commit found for SHA: {ref}")
    inner = _commit(place, sha)
    return {
        "sha": sha, "node_id": inner["node_id"], "url": f"{place.api_url}/commits/{sha}", "html_url": inner["html_url"],
        "commit": inner, "author": None, "committer": None, "parents": inner["parents"], "files": [],
        "comments_url": f"{place.api_url}/commits/{sha}/comments",
        "stats": {"total": 0, "additions": 0, "deletions": 0},
    }  # fmt: skip


@IN_REPOSITORY("GET", "/branches/{name:path}", needs="contents=read")
def branch(call: Call, place: Repository, name: str) -> dict[str, Any]:
    if f"heads/{name}" not in place.git.refs:
        raise Refusal(404, "Branch not found")
    url = f"{place.api_url}/branches/{name}"
    return {
        "name": name, "commit": commit(call, place, f"refs/heads/{name}"), "protected": False,
        "protection_url": f"{url}/protection", "_links": {"self": url, "html": f"{place.html_url}/tree/{name}"},
        "protection": {"enabled": False},
    }  # fmt: skip


def _ref(place: Repository, name: str) -> dict[str, Any]:
    sha = place.git.refs[name]
    target = {"type": "commit", "sha": sha, "url": f"{place.api_url}/git/commits/{sha}"}
    return {"ref": f"refs/{name}", "node_id": f"REF_{sha[:12]}", "url": f"{place.api_url}/git/refs/{name}",
            "object": target}  # fmt: skip


@IN_REPOSITORY("GET", "/git/ref/{name:path}", needs="contents=read")
def ref(_call: Call, place: Repository, name: str) -> dict[str, Any]:
    if name not in place.git.refs:
        raise not_found()
    return _ref(place, name)


@IN_REPOSITORY("GET", "/git/matching-refs/{name:path}", needs="contents=read")
def matching(_call: Call, place: Repository, name: str) -> list[dict[str, Any]]:
    return [_ref(place, each) for each in place.git.refs if each.startswith(name)]


@IN_REPOSITORY("POST", "/git/refs", needs="contents=write")
def create_ref(call: Call, place: Repository) -> Answer:
    name = str(call.object().get("ref", "")).removeprefix("refs/")
    if name.count("/") < 1:
        raise Refusal(422, "Reference name must contain at least two slashes")
    if name in place.git.refs:
        raise Refusal(422, "Reference already exists")
    if call.object().get("sha") not in place.git.commits:
        raise Refusal(422, "Object does not exist")
    place.git.refs[name] = call.object()["sha"]
    return Answer(_ref(place, name), 201)


@IN_REPOSITORY("PATCH", "/git/refs/{name:path}", needs="contents=write")
def move_ref(call: Call, place: Repository, name: str) -> dict[str, Any]:
    """Only forward, unless forced."""
    sha = call.object().get("sha")
    if name not in place.git.refs:
        raise Refusal(422, "Reference does not exist")
    if sha not in place.git.commits:
        raise Refusal(422, "Object does not exist")
    if not call.object().get("force") and not place.git.descends(sha, place.git.refs[name]):
        raise Refusal(422, "Update is not a fast forward")
    place.git.refs[name] = sha
    return _ref(place, name)


@IN_REPOSITORY("DELETE", "/git/refs/{name:path}", needs="contents=write")
def delete_ref(_call: Call, place: Repository, name: str) -> Answer:
    if place.git.refs.pop(name, None) is None:
        raise Refusal(422, "Reference does not exist")
    return Answer(status=204)


@IN_REPOSITORY("GET", "/git/commits/{sha}", needs="contents=read")
def git_commit(_call: Call, place: Repository, sha: str) -> dict[str, Any]:
    if sha not in place.git.commits:
        raise not_found()
    return _commit(place, sha)


@IN_REPOSITORY("POST", "/git/commits", needs="contents=write")
def create_commit(call: Call, place: Repository) -> Answer:
    body = call.object()
    if body.get("tree") not in place.git.trees:
        raise Refusal(422, "Tree SHA does not exist")
    parents = tuple(body.get("parents", ()))
    if any(each not in place.git.commits for each in parents):
        raise Refusal(422, "Parent SHA does not exist or is not a commit object")
    author = body.get("author", {})
    date = author.get("date") or call.host.stamp()
    sha = place.git.commit(Commit(body["tree"], parents, body["message"], author.get("name", call.account.login), date))
    return Answer(_commit(place, sha), 201)


@IN_REPOSITORY("GET", "/git/trees/{sha}", needs="contents=read")
def tree(call: Call, place: Repository, sha: str) -> dict[str, Any]:
    git = place.git
    found = git.commits[git.resolve(sha) or ""].tree if git.resolve(sha) else sha
    if found not in git.trees:
        raise not_found()
    deep = call.query.get("recursive")
    rows = [row._replace(path=path) for path, row in git.files(found).items()] if deep else git.trees[found]
    return {"sha": found, "url": f"{place.api_url}/git/trees/{found}", "truncated": False,
            "tree": [_row(place, row) for row in rows]}  # fmt: skip


def _row(place: Repository, row: Entry) -> dict[str, Any]:
    shown = row._asdict() | {"url": f"{place.api_url}/git/{row.type}s/{row.sha}"}
    return shown | ({"size": len(place.git.blobs[row.sha])} if row.type == "blob" else {})


@IN_REPOSITORY("POST", "/git/trees", needs="contents=write")
def create_tree(call: Call, place: Repository) -> Answer:
    """On top of `base_tree`; an entry whose sha is null takes its path away."""
    git, body = place.git, call.object()
    base = body.get("base_tree")
    base = git.commits[base].tree if base in git.commits else base
    if base is not None and base not in git.trees:
        raise Refusal(422, "base_tree is not a valid tree oid")
    files = git.files(base) if base else {}
    for row in body["tree"]:
        files.pop(row["path"], None)
        sha = git.blob(row["content"].encode()) if "content" in row else row["sha"]
        if sha is not None:
            if sha not in git.blobs:
                raise Refusal(422, f"tree.sha {sha} is not a valid blob")
            files[row["path"]] = Entry(row["path"], row.get("mode", "100644"), "blob", sha)
    made = git.nest(files)
    shown = {"sha": made, "url": f"{place.api_url}/git/trees/{made}", "truncated": False}
    return Answer(shown | {"tree": [_row(place, row) for row in git.trees[made]]}, 201)


@IN_REPOSITORY("GET", "/git/blobs/{sha}", needs="contents=read")
def blob(_call: Call, place: Repository, sha: str) -> dict[str, Any]:
    if sha not in place.git.blobs:
        raise not_found()
    data = place.git.blobs[sha]
    return {"sha": sha, "node_id": f"B_{sha[:12]}", "size": len(data), "url": f"{place.api_url}/git/blobs/{sha}",
            "content": base64.encodebytes(data).decode(), "encoding": "base64"}  # fmt: skip


@IN_REPOSITORY("POST", "/git/blobs", needs="contents=write")
def create_blob(call: Call, place: Repository) -> Answer:
    text = call.object().get("content", "")
    data = _decoded(text) if call.object().get("encoding") == "base64" else text.encode()
    sha = place.git.blob(data)
    return Answer({"sha": sha, "url": f"{place.api_url}/git/blobs/{sha}"}, 201)
