"""A repository's objects by their true SHA-1: blobs, trees, commits and the branches that point at them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Entry(NamedTuple):
    """A line of a tree."""

    path: str
    mode: str
    type: str
    sha: str


@dataclass(frozen=True)
class Commit:
    tree: str
    parents: tuple[str, ...]
    message: str
    author: str = "octocat"
    date: str = "2026-03-01T09:00:00Z"


@dataclass
class Git:
    """`refs` by full name without `refs/`, as `heads/main`."""

    default: str
    blobs: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    commits: dict[str, Commit] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)

    def blob(self, data: bytes) -> str:
        return self._store("blob", data, self.blobs, data)

    def tree(self, entries: Iterable[Entry]) -> str:
        """One level: paths without slashes."""
        rows = tuple(sorted(entries, key=lambda row: row.path + ("/" if row.type == "tree" else "")))
        data = b"".join(
            row.mode.lstrip("0").encode() + b" " + row.path.encode() + b"\0" + bytes.fromhex(row.sha) for row in rows
        )
        return self._store("tree", data, self.trees, rows)

    def commit(self, new: Commit) -> str:
        lines = [f"tree {new.tree}", *(f"parent {sha}" for sha in new.parents)]
        lines += [f"author {new.author} {new.date}", f"committer {new.author} {new.date}", "", new.message]
        return self._store("commit", "\n".join(lines).encode(), self.commits, new)

    def files(self, tree: str, prefix: str = "") -> dict[str, Entry]:
        """All blobs under a tree, by path."""
        found: dict[str, Entry] = {}
        for row in self.trees.get(tree, ()):
            if row.type == "tree":
                found |= self.files(row.sha, f"{prefix}{row.path}/")
            else:
                found[prefix + row.path] = row
        return found

    def nest(self, files: dict[str, Entry]) -> str:
        """The tree of trees for blobs by path."""
        here: list[Entry] = []
        below: dict[str, dict[str, Entry]] = {}
        for path, row in files.items():
            folder, slash, rest = path.partition("/")
            if slash:
                below.setdefault(folder, {})[rest] = row
            else:
                here.append(row._replace(path=path))
        here += [Entry(name, "040000", "tree", self.nest(inner)) for name, inner in below.items()]
        return self.tree(here)

    def resolve(self, ref: str | None) -> str | None:
        """A commit by branch, full ref or SHA."""
        name = ref or self.default
        for each in (f"heads/{name}", name.removeprefix("refs/"), f"tags/{name}"):
            if each in self.refs:
                return self.refs[each]
        return name if name in self.commits else None

    def snapshot(self, ref: str | None) -> dict[str, Entry]:
        sha = self.resolve(ref)
        return self.files(self.commits[sha].tree) if sha else {}

    def put(self, branch: str, path: str, data: bytes | None, message: str) -> str:
        """Commits one file to a branch, which is made when it isn't there; None deletes. Returns the commit."""
        head = self.resolve(f"refs/heads/{branch}")
        files = self.files(self.commits[head].tree) if head else {}
        files.pop(path, None)
        if data is not None:
            files[path] = Entry(path, "100644", "blob", self.blob(data))
        new = self.commit(Commit(self.nest(files), (head,) if head else (), message))
        self.refs[f"heads/{branch}"] = new
        return new

    def descends(self, sha: str, ancestor: str) -> bool:
        """Whether an update from `ancestor` to `sha` is a fast-forward."""
        todo, seen = [sha], set()
        while todo:
            each = todo.pop()
            if each == ancestor:
                return True
            if each not in seen and each in self.commits:
                seen.add(each)
                todo += self.commits[each].parents
        return False

    def _store(self, kind: str, data: bytes, where: dict[str, T], value: T) -> str:
        sha = hashlib.sha1(b"%s %d\0" % (kind.encode(), len(data)) + data, usedforsecurity=False).hexdigest()
        where[sha] = value
        return sha
