"""The history as a file on a branch of its own: read before a run, and written after it in one commit.

No update is forced. Who loses a race reads what the other wrote, adds the run to that, and tries again.
"""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from outcome_lint.errors import UsageError
from outcome_lint.history import History, Recorded
from outcome_lint.history.lines import exported, load
from outcome_lint.model import ItemState
from outcome_lint.publish.client import Published, attempt

if TYPE_CHECKING:
    from github import Github

FILE = "history.jsonl"
TRIES = 8  # of as many runs at once each wins one round
_READ, _WRITE = "the history could not be read", "the run was not remembered"
_ABSENT, _LOST = (404, 409), (409, 422)  # 409 to a question: the repository is empty


class Tip(Struct, frozen=True):
    """What a branch ends in; all is empty where there is no branch yet."""

    commit: str = ""
    tree: str = ""
    lines: bytes = b""


class Branch(Struct, frozen=True):
    """`name` of a branch in `repository`, without `refs/heads/`; `about` is added to the message of a commit."""

    client: Github
    repository: str
    name: str
    about: str = ""

    @property
    def label(self) -> str:
        """For messages about a line in it."""
        return f"{self.name}:{FILE}"


def read_history(branch: Branch, where: str) -> Published:
    """A history in the file `where` with what the branch holds; no branch is an empty history."""

    def read() -> Published:
        with History(where, create=True) as history:
            _load(history, branch, _tip(branch, _home(branch)))
        return Published(done=True)

    return _attempt(_READ, read)


def write_run(branch: Branch, run: Recorded, states: Iterable[ItemState]) -> Published:
    """The branch holds this run beside all others afterwards; the branch is made where there is none.

    A branch whose file can't be understood, and the repository's default branch, are left as they are.
    """
    return _attempt(_WRITE, lambda: _written(branch, run, states))


def _attempt(what: str, act: Callable[[], Published]) -> Published:
    try:
        return attempt(what, "contents", act)
    except UsageError as error:
        return Published(done=False, notice=f"{what}: {error}")


def _written(branch: Branch, run: Recorded, states: Iterable[ItemState]) -> Published:
    from github import GithubException

    home, mine = _home(branch), ""
    tip = _tip(branch, home)
    for _ in range(TRIES):
        try:
            mine = _commit(branch, home, tip, _joined(branch, tip, run, states))
            _move(branch, home, tip, mine)
        except GithubException as error:
            now = _tip(branch, home) if error.status in _LOST else tip
            if now.commit == tip.commit:
                raise  # nobody was faster: it is refused for a reason of its own
            if now.commit != mine:  # else the answer to the first of two equal requests was lost
                tip = now
                continue
        return Published(done=True, url=mine)
    return Published(done=False, notice=f"{_WRITE}: other runs wrote to {branch.name} {TRIES} times meanwhile")


def _home(branch: Branch) -> str:
    """The repository's address now, as a write is not redirected. Raises UsageError for its default branch."""
    found = branch.client.get_repo(branch.repository)
    if found.default_branch == branch.name:
        raise UsageError(f"{branch.name} is the default branch; a history needs one of its own")
    return found.url


def _tip(branch: Branch, home: str) -> Tip:
    ref = _asked(branch, f"{home}/git/ref/heads/{branch.name}")
    if ref is None:
        return Tip()
    head: str = ref["object"]["sha"]
    tree = _sent(branch, "GET", f"{home}/git/trees/{head}")
    files = [row["sha"] for row in tree["tree"] if row["path"] == FILE and row["type"] == "blob"]
    if not files:
        return Tip(head, tree["sha"])
    blob = _sent(branch, "GET", f"{home}/git/blobs/{files[0]}")
    return Tip(head, tree["sha"], base64.b64decode(blob["content"]))


def _load(history: History, branch: Branch, tip: Tip) -> None:
    load(history, tip.lines.splitlines(keepends=True), branch.label)


def _joined(branch: Branch, tip: Tip, run: Recorded, states: Iterable[ItemState]) -> str:
    """What the branch holds, and the run; of one second with another it takes its place behind that."""
    with _scratch() as history:
        _load(history, branch, tip)
        history.record(run, states)
        return "".join(exported(history))


@contextmanager
def _scratch() -> Iterator[History]:
    with tempfile.TemporaryDirectory() as folder, History(str(Path(folder) / "history.db"), create=True) as history:
        yield history


def _commit(branch: Branch, home: str, tip: Tip, text: str) -> str:
    """A commit that no branch holds yet: other files of the branch stay, and a first one has no parent."""
    encoded = base64.b64encode(text.encode()).decode()
    blob = _sent(branch, "POST", f"{home}/git/blobs", {"content": encoded, "encoding": "base64"})
    base = {"base_tree": tip.tree} if tip.tree else {}
    row = {"path": FILE, "mode": "100644", "type": "blob", "sha": blob["sha"]}
    tree = _sent(branch, "POST", f"{home}/git/trees", {**base, "tree": [row]})
    message = f"Remember a run\n\n{branch.about}".strip()
    fields = {"message": message, "tree": tree["sha"], "parents": [tip.commit] if tip.commit else []}
    sha: str = _sent(branch, "POST", f"{home}/git/commits", fields)["sha"]
    return sha


def _move(branch: Branch, home: str, tip: Tip, commit: str) -> None:
    if tip.commit:
        _sent(branch, "PATCH", f"{home}/git/refs/heads/{branch.name}", {"sha": commit, "force": False})
    else:
        _sent(branch, "POST", f"{home}/git/refs", {"ref": f"refs/heads/{branch.name}", "sha": commit})


def _asked(branch: Branch, url: str) -> Any:
    """None for what is not there."""
    from github import GithubException

    try:
        return _sent(branch, "GET", url)
    except GithubException as error:
        if error.status in _ABSENT:
            return None
        raise


def _sent(branch: Branch, method: str, url: str, fields: dict[str, Any] | None = None) -> Any:
    _, data = branch.client.requester.requestJsonAndCheck(method, url, input=fields)
    return data
